// Combination of several models' forecasts by their past errors, and the backtest that compares them.
//
//   const Combined combined = combine(candidates, table);      // weighted by the errors known at each origin
//   for (const Line& line : compare(candidates, table, {.from = 60})) use(line.model, line.horizon, line.score.mae);
//
// Rolling origin: the weights at an origin use only errors whose targets were observed by then, so that the errors of
// the combination are honest. Deterministic, safe to call from several threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/forecast/forecasts.h"

namespace skin2vec::forecast {

struct Candidate {
  std::string model;
  Forecasts forecasts;
  double prior_weight = 1;  // relative weight of the model before any error is known; > 0
};

struct Combined {
  Forecasts forecasts;      // means within the plausible range, sds of the combination's own past residuals
  std::vector<int> chosen;  // (days, kHorizons): which candidate
};

// From each origin and for each horizon the weighted mean of the candidates. The weight of a candidate is
// prior_weight * exp(-n/2 (MSE / min MSE - 1)), multiplied over two sets of errors: of that dimension, and of all
// dimensions. An error counts in units of the dimension's sd so far, at most 3; a day counts as a quarter of an
// independent error, fewer the longer the horizon, and weights halve in 120 errors. `chosen` has the largest weight
// over all dimensions.
// throws   ContractError if there is no candidate, one is not of the table, or a prior weight is not positive
[[nodiscard]] Combined combine(std::span<const Candidate> candidates, const DayTable& table);

struct CompareOptions {
  int from = 0;  // first origin
  std::vector<int> horizons = {1, 3, 7, 14};
  int against = 0;      // the candidate whose errors are the other side of each pair
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
  // options: moving block bootstrap of the paired errors (Kuensch 1989). NaN: fewer than two blocks, or itself
  double ci_low = NAN, ci_high = NAN;
};

// A line for each candidate and horizon, in the order of the candidates.
// O(candidates horizons (days dimensions + draws blocks))
// throws   ContractError as evaluate does, or if an option is outside its range
[[nodiscard]] std::vector<Line> compare(std::span<const Candidate> candidates, const DayTable& table,
                                        const CompareOptions& options);

// The interval of compare, of `ours` minus `theirs` at one horizon.
struct Difference {
  double mean = NAN, low = NAN, high = NAN;
};
[[nodiscard]] Difference difference(const Forecasts& ours, const Forecasts& theirs, const DayTable& table, int horizon,
                                    const CompareOptions& options);

}  // namespace skin2vec::forecast
