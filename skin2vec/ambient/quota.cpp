#include "skin2vec/ambient/quota.h"

#include <fmt/format.h>

#include <algorithm>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/base/time.h"

namespace skin2vec::ambient {

namespace {

constexpr std::int64_t minute_ms = 60'000;

// When `cost` fits into the last `width` ms: the old ones leave the window one by one.
Instant fits(const Quota& quota, double cost, Instant now, std::int64_t width, double limit) {
  double within = 0;
  for (const auto& spent : quota.spent) {
    if (spent.at.ms > now.ms - width) within += spent.cost;
  }
  Instant at = now;
  for (const auto& spent : quota.spent) {
    if (spent.at.ms <= now.ms - width) continue;
    if (within + cost <= limit) break;
    within -= spent.cost;
    at = std::max(at, Instant{spent.at.ms + width});
  }
  return at;
}

}  // namespace

double call_cost(int variables, int days) {
  require(variables >= 1 && days >= 1, "call_cost: at least one variable and one day, got {} and {}", variables, days);
  const double v = variables / 10.0;
  return std::max(1.0, std::max(v, v * days / 14.0));
}

Instant earliest(const Quota& quota, double cost, Instant now, const QuotaLimits& limits) {
  Instant at = now;
  if (quota.blocked_until) at = std::max(at, *quota.blocked_until);
  at = std::max(at, fits(quota, cost, now, minute_ms, limits.per_minute));
  at = std::max(at, fits(quota, cost, now, std::int64_t{ms_per_hour}, limits.per_hour));
  return std::max(at, fits(quota, cost, now, std::int64_t{ms_per_day}, limits.per_day));
}

Quota spend(Quota quota, double cost, Instant now) {
  std::erase_if(quota.spent,
                [&](const Quota::Spent& spent) { return spent.at.ms <= now.ms - std::int64_t{ms_per_day}; });
  if (quota.blocked_until && *quota.blocked_until <= now) quota.blocked_until.reset();
  quota.spent.push_back({now, cost});
  return quota;
}

double spent_today(const Quota& quota, Instant now) {
  double sum = 0;
  for (const auto& spent : quota.spent) {
    if (spent.at.ms > now.ms - std::int64_t{ms_per_day}) sum += spent.cost;
  }
  return sum;
}

std::string to_text(const Quota& quota) {
  std::string text = fmt::format("blocked {}\n", quota.blocked_until ? quota.blocked_until->ms : 0);
  for (const auto& spent : quota.spent) text += fmt::format("{} {}\n", spent.at.ms, skin2vec::to_text(spent.cost));
  return text;
}

Quota parse_quota(std::string_view text) {
  Quota quota;
  for (const std::string_view line : split(text, '\n')) {
    const auto parts = split(line, ' ');
    if (line.empty()) continue;
    const auto number = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
    const auto at = parts.size() == 2 ? parse_number(parts[0]) : std::nullopt;
    constexpr double most = 1e15;
    if (parts.size() == 2 && parts[0] == "blocked" && number && *number >= 0 && *number < most) {
      if (*number > 0) quota.blocked_until = Instant{static_cast<std::int64_t>(*number)};
    } else if (at && number && *number >= 0 && *at >= 0 && *at < most) {
      quota.spent.push_back({Instant{static_cast<std::int64_t>(*at)}, *number});
    } else {
      return {};
    }
  }
  return quota;
}

BackOff back_off(int status, std::string_view reason, int attempt, Instant now) {
  constexpr int attempts = 3;
  const std::string told = lower(reason);
  const auto says = [&](std::string_view word) { return told.find(word) != std::string::npos; };
  const auto end_of = [&](std::int64_t width) { return Instant{(now.ms / width + 1) * width}; };
  const bool left = attempt < attempts;
  if (status == 429 && says("daily")) return {false, 0, end_of(std::int64_t{ms_per_day})};
  if (status == 429 && says("hourly")) return {false, 0, end_of(std::int64_t{ms_per_hour})};
  if (status == 429 && says("minutely"))
    return left ? BackOff{true, static_cast<int>(minute_ms), {}} : BackOff{false, 0, Instant{now.ms + minute_ms}};
  if (status == 429 || status == 0 || (status >= 500 && status <= 599)) return {left, 500 << (attempt - 1), {}};
  return {};
}

}  // namespace skin2vec::ambient
