// Gathers the weather that a plan asks for: from the cache where it has it, else from the services, within the quota.
//
//   const WeatherSource source{.cache = cache, .fetch = fetch, .servers = {}, .clock = clock, .pause = pause};
//   const Result<Gathered> got = gather(plan, source);
//   got->hours, got->calls[0].problem, got->spent_today;
//
// A cached answer is used for an hour; one that was fetched a week after its last date, and has no gap, for ever.
// Offline, whatever the cache has is used, the newest answer of each hour, and nothing is fetched. One call at a time,
// each counted; where the quota is used up, or the service says so, the calls left are not made and told. One service
// that fails does not lose what another has told.
#pragma once

#include <functional>

#include "skin2vec/ambient/http_client.h"
#include "skin2vec/ambient/weather_cache.h"

namespace skin2vec::ambient {

enum class Network { online, offline };

struct WeatherSource {
  WeatherCache& cache;
  Fetch fetch;
  Servers servers;
  Network network = Network::online;
  QuotaLimits limits;
  std::function<Instant()> clock;     // the time now; needed
  std::function<void(int ms)> pause;  // waits; needed
  int longest_pause_ms = 65'000;      // a quota that opens later than this is not waited for
};

// What became of one request.
struct Call {
  WeatherRequest request;
  enum class From { service, cache, nowhere } from = From::nowhere;
  std::optional<Instant> fetched;  // of the newest answer used
  double cost = 0;                 // counted against the quota, repetitions included
  std::optional<Error> problem;    // none: answered
};

struct Gathered {
  WeatherHours hours;
  std::vector<Call> calls;  // one for each request of the plan, in its order
  double cost = 0;          // of all calls
  double spent_today = 0;   // within the last day, these included
};

// throws   ContractError if clock or pause is missing
// unavailable   if the cache cannot be written
[[nodiscard]] Result<Gathered> gather(const WeatherPlan& plan, const WeatherSource& source);

}  // namespace skin2vec::ambient
