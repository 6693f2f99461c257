#include "skin2vec/ambient/weather_source.h"

#include <fmt/format.h>

#include "skin2vec/base/require.h"
#include "skin2vec/base/time.h"

namespace skin2vec::ambient {

namespace {

constexpr int settled_days = 7;  // after which the past is not told otherwise

void join(WeatherHours& all, const WeatherHours& more) {
  for (const auto& [at, hour] : more) {
    WeatherHour& into = all[at];
    if (into.values.empty()) into.time = hour.time;
    for (const auto& [exposure, value] : hour.values) into.values[exposure] = value;
  }
}

bool whole(const WeatherHours& hours, const WeatherRequest& request) {
  const auto expected = static_cast<std::size_t>(request.to - request.from + 1) * 24;
  if (hours.size() < expected) return false;
  for (const auto& [at, hour] : hours) {
    if (hour.values.size() < request.variables.size()) return false;
  }
  return true;
}

bool fresh(const CachedReply& reply, const WeatherHours& hours, const WeatherRequest& request, Instant now) {
  if (now.ms - reply.fetched.ms >= 0 && now.ms - reply.fetched.ms < std::int64_t{ms_per_hour}) return true;
  return local_time(reply.fetched, 0).day - request.to > settled_days && whole(hours, request);
}

// Asks until there is an answer or no hope; the quota is kept after each call, so that a crash does not forget one.
Result<Reply> ask(const WeatherRequest& request, const WeatherSource& source, Call& call) {
  const double cost = call_cost(static_cast<int>(request.variables.size()), request.to - request.from + 1);
  for (int attempt = 1;; ++attempt) {
    Quota quota = source.cache.quota();
    const Instant now = source.clock();
    const Instant open = earliest(quota, cost, now, source.limits);
    if (open.ms - now.ms > source.longest_pause_ms)
      return refuse(Fault::unavailable, fmt::format("the quota is used up until {}; try again then",
                                                    skin2vec::to_text(local_time(open, 0))));
    if (open > now) source.pause(static_cast<int>(open.ms - now.ms));
    quota = spend(std::move(quota), cost, std::max(open, now));
    if (const auto kept = source.cache.put_quota(quota); !kept) return tl::unexpected(kept.error());
    call.cost += cost;
    auto reply = source.fetch(url(request, source.servers));
    if (!reply && reply.error().fault == Fault::malformed) return reply;
    if (reply && reply->status == 200) return reply;
    const std::string reason = reply ? error_reason(reply->body) : reply.error().message;
    const BackOff then = back_off(reply ? reply->status : 0, reason, attempt, source.clock());
    if (then.blocked_until) {
      quota.blocked_until = then.blocked_until;
      if (const auto kept = source.cache.put_quota(quota); !kept) return tl::unexpected(kept.error());
    }
    if (!then.again) {
      if (!reply) return reply;
      const bool ours = reply->status >= 400 && reply->status < 500 && reply->status != 429;
      return refuse(ours ? Fault::malformed : Fault::unavailable,
                    fmt::format("HTTP {}{}", reply->status, reason.empty() ? "" : ": " + reason));
    }
    source.pause(then.wait_ms);
  }
}

}  // namespace

Result<Gathered> gather(const WeatherPlan& plan, const WeatherSource& source) {
  require(source.clock && source.pause, "gather: clock and pause are needed");
  Gathered result;
  for (const WeatherRequest& request : plan.requests) {
    Call call{request, Call::From::nowhere, {}, 0, {}};
    const bool offline = source.network == Network::offline;
    WeatherHours cached;
    bool good = false;
    for (const CachedReply& reply : source.cache.find(request, source.servers)) {
      const auto hours = read_weather(reply.body, request);
      if (!hours) continue;
      const bool same = reply.from == request.from && reply.to == request.to;
      if (!offline && !(same && fresh(reply, *hours, request, source.clock()))) continue;
      join(cached, *hours);
      call.fetched = reply.fetched;
      good = true;
    }
    if (good || offline) {
      if (good) call.from = Call::From::cache;
      if (!good) call.problem = Error{Fault::unavailable, "nothing of it in the cache"};
      join(result.hours, cached);
      result.calls.push_back(std::move(call));
      continue;
    }
    auto reply = ask(request, source, call);
    auto hours = reply ? read_weather(reply->body, request) : tl::unexpected(reply.error());
    if (hours) {
      call.from = Call::From::service;
      call.fetched = source.clock();
      if (const auto kept = source.cache.put(request, source.servers, *call.fetched, reply->body); !kept)
        return tl::unexpected(kept.error());
      join(result.hours, *hours);
    } else {
      call.problem = hours.error();
    }
    result.cost += call.cost;
    result.calls.push_back(std::move(call));
  }
  result.spent_today = spent_today(source.cache.quota(), source.clock());
  return result;
}

}  // namespace skin2vec::ambient
