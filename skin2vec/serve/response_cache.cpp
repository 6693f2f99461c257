#include "skin2vec/serve/response_cache.h"

namespace skin2vec::serve {

void ResponseCache::at(std::int64_t version) {
  const std::lock_guard lock(guard_);
  if (version == version_) return;
  version_ = version;
  by_key_.clear();
  known_.clear();
  bytes_ = 0;
}

std::optional<http::Response> ResponseCache::find(const std::string& key) {
  const std::lock_guard lock(guard_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  known_.splice(known_.begin(), known_, found->second);
  return found->second->response;
}

void ResponseCache::keep(std::int64_t version, const std::string& key, const http::Response& response) {
  const std::size_t size = key.size() + response.body.size();
  const std::lock_guard lock(guard_);
  if (version != version_ || size > most_bytes_ / 4 || by_key_.contains(key)) return;
  known_.push_front({key, response});
  by_key_.emplace(key, known_.begin());
  bytes_ += size;
  while (bytes_ > most_bytes_) {
    const Known& last = known_.back();
    bytes_ -= last.key.size() + last.response.body.size();
    by_key_.erase(last.key);
    known_.pop_back();
  }
}

}  // namespace skin2vec::serve
