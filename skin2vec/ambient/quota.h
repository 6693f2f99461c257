// How much a free service may still be asked, and how long to wait when it says no.
//
//   const double cost = call_cost(5, 365);                   // of 5 variables over a year: 13.04
//   const Instant at = earliest(quota, cost, now, {});       // when the call may be made
//   quota = spend(quota, cost, at);
//
// By Open-Meteo's own formula: one call costs max(1, max(v / 10, v / 10 x days / 14)) for v variables at one place
// (ForecastApiResult.swift:247). Its limits hold for an address: 600 a minute, 5,000 an hour, 10,000 a day, one call at
// a time. Here each window ends now, so that the server's, wherever it begins, is kept too. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/time.h"

namespace skin2vec::ambient {

struct QuotaLimits {
  double per_minute = 600;
  double per_hour = 5000;
  double per_day = 10'000;
};

// What was spent in the last day.
struct Quota {
  struct Spent {
    Instant at;
    double cost = 0;
    bool operator==(const Spent&) const = default;
  };
  std::vector<Spent> spent;              // oldest first
  std::optional<Instant> blocked_until;  // the server said so

  bool operator==(const Quota&) const = default;
};

// throws   ContractError if variables or days < 1
[[nodiscard]] double call_cost(int variables, int days);

// When a call of this cost may be made: `now`, or later. A call dearer than a window alone fits into an empty one.
[[nodiscard]] Instant earliest(const Quota& quota, double cost, Instant now, const QuotaLimits& limits);

// The quota after a call at `now`; what is older than a day is forgotten.
[[nodiscard]] Quota spend(Quota quota, double cost, Instant now);

// Spent within the last day.
[[nodiscard]] double spent_today(const Quota& quota, Instant now);

// A text that can be kept in a file, and back; a text that is none is an empty quota.
[[nodiscard]] std::string to_text(const Quota& quota);
[[nodiscard]] Quota parse_quota(std::string_view text);

// What to do after a call that was not answered with 200.
struct BackOff {
  bool again = false;  // try the same once more, after wait_ms
  int wait_ms = 0;
  std::optional<Instant> blocked_until;  // nothing may be asked before
};

// status   of HTTP; 0: no connection, or cut off
// reason   of the server: "Minutely API request limit exceeded ...", "Hourly ...", "Daily ...", "Too many concurrent
//          requests", "The service is overloaded"
// attempt  1 after the first call. Three attempts: after 429 for the minute 60 s later; concurrent, overloaded, 5xx and
//          no connection 0.5 and 1 s later. The hour and the day are waited for by nobody: blocked until they are over.
[[nodiscard]] BackOff back_off(int status, std::string_view reason, int attempt, Instant now);

}  // namespace skin2vec::ambient
