// Answers of the weather services, kept in a folder: what was asked once is not asked again, and can be read offline.
//
//   Result<WeatherCache> cache = WeatherCache::open(folder);
//   cache->put(request, servers, now, body);
//   for (const CachedReply& reply : cache->find(request, servers)) use(reply.body);
//
// One file for each service, place, list of variables and span of dates, with the time it was fetched; beside them the
// quota that was used, since it holds for all runs together. Files are replaced whole; one that is broken is as if it
// were not there. Whoever has opened the folder holds its lock until the cache goes away, so that two programs do not
// ask at a time: the services allow one call at a time. Files are readable by their owner alone. An API key is in none.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "skin2vec/ambient/quota.h"
#include "skin2vec/ambient/weather.h"

namespace skin2vec::ambient {

struct CachedReply {
  Instant fetched;
  Day from;  // the dates it was asked for
  Day to;
  std::string body;
};

class WeatherCache {
 public:
  // Makes the folder where there is none. unavailable if it cannot be made or written, or if another program holds it.
  [[nodiscard]] static Result<WeatherCache> open(const std::string& folder);
  WeatherCache(WeatherCache&&) noexcept;
  WeatherCache& operator=(WeatherCache&&) noexcept;
  ~WeatherCache();

  // Replies of the same server, service, place and variables with a date in common with the request, in the order in
  // which they were fetched.
  [[nodiscard]] std::vector<CachedReply> find(const WeatherRequest& request, const Servers& servers) const;

  [[nodiscard]] Result<void> put(const WeatherRequest& request, const Servers& servers, Instant fetched,
                                 std::string_view body);

  // Removes all replies, of which each tells a place; the quota stays, and tells none. returns  how many there were
  [[nodiscard]] Result<std::int64_t> erase();

  [[nodiscard]] Quota quota() const;
  [[nodiscard]] Result<void> put_quota(const Quota& quota);

 private:
  struct State;
  explicit WeatherCache(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace skin2vec::ambient
