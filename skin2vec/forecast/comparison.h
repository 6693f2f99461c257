// How far to follow each of several forecasts, from what it has shown, and how they compare.
//
//   const auto rivals = shipped_rivals(table);
//   const Followed followed = follow(rivals, table);       // weighted by errors before the origin
//   for (const Line& line : compare(rivals, table, {.from = 60})) print(line.model, line.horizon, line.score.mae);
//
// Forward chaining: what is followed from an origin is chosen by errors whose targets were read by then, so that its
// own errors are honest. Deterministic, safe to call from several threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/forecast/outlook.h"

namespace skin2vec::forecast {

struct Rival {
  std::string model;
  Outlook outlook;
  double first = 1;  // its weight before anything is known, beside the others'; > 0
};

struct Followed {
  Outlook outlook;          // means within the plausible range, spreads of the own past errors
  std::vector<int> chosen;  // (days, kHorizons): which rival
};

// From each origin and for each horizon the mean of the rivals, weighted for each dimension by how likely their errors
// so far are beside those of the best: first * exp(-n/2 (its mean square error / the least - 1)), once over the errors
// of that dimension and once over those of all, each in units of its own sd so far and at most 3; n counts a day as a
// quarter, fewer the further ahead, and forgets by half in 120 errors. `chosen` is the one with most weight over all.
// throws   ContractError if there is no rival, one is not of the table, or one does not weigh at first
[[nodiscard]] Followed follow(std::span<const Rival> rivals, const DayTable& table);

struct CompareOptions {
  int from = 0;  // first origin
  std::vector<int> horizons = {1, 3, 7, 14};
  int against = 0;      // the rival whose errors are the other side of each pair
  int block_days = 14;  // of the bootstrap
  int draws = 999;
  std::uint64_t seed = 7;
  std::vector<double> unit = {};  // (D), what an error of each dimension is told in; empty: 1
};

// Units in which errors of several dimensions may be added: 1 where all have the same range, else the sd of what was
// read of each (1 where that is 0).
[[nodiscard]] std::vector<double> units_of(const DayTable& table);

struct Line {
  std::string model;
  int horizon = 1;
  Score score;
  // 95 % interval of its mean absolute error minus that of `against`, over the origins both have, in the units of the
  // options: blocks of days drawn again, the pairs together (Kuensch 1989). NaN: fewer than two blocks, or itself
  double ci_low = NAN, ci_high = NAN;
};

// A line for each rival and horizon, in the order of the rivals. O(rivals horizons (days dimensions + draws blocks))
// throws   ContractError as score_of does, or if an option is outside its range
[[nodiscard]] std::vector<Line> compare(std::span<const Rival> rivals, const DayTable& table,
                                        const CompareOptions& options);

// The interval of compare, of `ours` minus `theirs` at one horizon.
struct Difference {
  double mean = NAN, low = NAN, high = NAN;
};
[[nodiscard]] Difference difference(const Outlook& ours, const Outlook& theirs, const DayTable& table, int horizon,
                                    const CompareOptions& options);

}  // namespace skin2vec::forecast
