// A linear forecast from a person's own last four weeks, split into a trend and what is left: DLinear (Zeng, Chen,
// Zhang & Xu, AAAI 2023), as a ridge.
//
//   const Forecasts forecasts = decomposed_linear_forecast(table);
//
// The 28 day means up to the origin, less their mean, are a moving average of 7 days and a remainder; each has its own
// weights for each horizon, fitted to the person's past of that dimension by least squares with a penalty, again every
// 28 days. A day without a reading has the last value. Before 60 pairs are known: the last value. Spreads are the
// model's own past errors (forecasts.h). All from nothing after the origin. Deterministic on one instruction set, safe
// to call from several threads. Cost: a pair O(28^2), a refit O(horizons 28^3), a forecast O(28 horizons).
#pragma once

#include "skin2vec/forecast/forecasts.h"

namespace skin2vec::forecast {

struct DecomposedLinearOptions {
  double penalty = 30;  // in pairs of sd 1; > 0
  int refit_days = 28;  // >= 1
};

// throws   ContractError if an option is outside its range
[[nodiscard]] Forecasts decomposed_linear_forecast(const DayTable& table, const DecomposedLinearOptions& options = {});

}  // namespace skin2vec::forecast
