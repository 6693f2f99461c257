// Forecasts that need no training: what every model must beat, or say that it does not.
//
//   for (const Baseline b : all_baselines()) use(name(b), evaluate(forecasts_of(b, table), table, {.horizon = 1}).mae);
//
//   uniform                every value of the range is as likely
//   historical             the mean of all that was read so far
//   persistence            the last day mean that was read, on the slot-corrected scale
//   exponential_smoothing  a level that follows the readings; its gain is, at each origin, the one of seven that would
//                          have forecast the day ahead best so far
//   ordered_random_walk    the last day mean; its spread grows with the root of the days ahead and of a gap
//                          (Hurault et al. 2022)
//
// Spreads are the model's own past errors (forecasts.h) but for the first and the last. All from nothing after the
// origin. Deterministic, safe to call from several threads. Cost O(days horizons dimensions).
#pragma once

#include <span>

#include "skin2vec/forecast/forecasts.h"

namespace skin2vec::forecast {

enum class Baseline { uniform, historical, persistence, exponential_smoothing, ordered_random_walk };

[[nodiscard]] std::span<const Baseline> all_baselines();  // in the order above

// "uniform", "historical", "persistence", "exponential-smoothing", "ordered-random-walk".
[[nodiscard]] const char* name(Baseline baseline);

// The forecasts of one baseline from every day of the table; NaN before anything was read.
[[nodiscard]] Forecasts forecasts_of(Baseline baseline, const DayTable& table);

}  // namespace skin2vec::forecast
