#include "skin2vec/accounts/throttle.h"

#include <algorithm>

namespace skin2vec::accounts {

namespace {

constexpr std::int64_t forgiven_ms = 3'600'000;
constexpr int patience_with_name = 5, patience_with_address = 50;
constexpr int longest_s = 900;

// A name cannot hold '\n' (text.h, is_name), nor can what was tried as one get past this.
std::string name_key(const std::string& name, const std::string& address) {
  return name.substr(0, 128) + '\n' + address;
}

std::int64_t wait_s(int failures, int patience) {
  if (failures < patience) return 0;
  return std::min<std::int64_t>(longest_s, std::int64_t{1} << std::min(failures - patience, 20));
}

}  // namespace

std::optional<int> Throttle::wait(const std::string& name, const std::string& address, Instant now) {
  const std::lock_guard lock(guard_);
  std::int64_t left_ms = 0;
  for (const auto& [key, patience] :
       {std::pair{name_key(name, address), patience_with_name}, std::pair{address, patience_with_address}}) {
    const auto count = counts_.find(key);
    if (count == counts_.end() || now.ms - count->second.last.ms >= forgiven_ms) continue;
    left_ms = std::max(left_ms, count->second.last.ms + 1000 * wait_s(count->second.failures, patience) - now.ms);
  }
  if (left_ms <= 0) return std::nullopt;
  return static_cast<int>((left_ms + 999) / 1000);
}

void Throttle::failed(const std::string& name, const std::string& address, Instant now) {
  const std::lock_guard lock(guard_);
  add(name_key(name, address), now);
  add(address, now);
}

void Throttle::succeeded(const std::string& name, const std::string& address) {
  const std::lock_guard lock(guard_);
  counts_.erase(name_key(name, address));
}

void Throttle::add(const std::string& key, Instant now) {
  Count& count = counts_[key];
  if (now.ms - count.last.ms >= forgiven_ms) count.failures = 0;
  ++count.failures;
  count.last = now;
  if (counts_.size() <= most_) return;
  counts_.erase(std::min_element(counts_.begin(), counts_.end(),
                                 [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
}

}  // namespace skin2vec::accounts
