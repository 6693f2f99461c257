// What each covariate on each of the days before did to a forecast: signed, in units of the dimension, in its parts.
//
//   const Influences found = influence(evening, {.horizon = 1});
//   found.of[0].value();       // gp_mean + network, against that amount not having been (an exposure: its usual value)
//
// The Gaussian process's part is exact (gp_attribution.h). The network's is by integrated gradients (Sundararajan, Taly
// & Yan, ICML 2017) along the straight line from its reading without the covariates of these days to the one with them,
// midpoint rule: the sum over days of the mean gradient times what the amount changes in the features. That is its own
// column, and the structural means of this and later evenings that it is part of. What was read stays as it was: an
// influence says what a covariate adds to the forecast beside the readings, not what it did to the readings. So the
// parts sum to the network's forecast less the one without these covariates, up to the rule's error (`network_sum`,
// `network_change`). Cost: `steps` forward passes and backward ones for each dimension.
#pragma once

#include <vector>

#include "skin2vec/explain/forecast_origin.h"

namespace skin2vec::explain {

struct InfluenceOptions {
  int horizon = 1;  // [1, kHorizons]
  int steps = 32;   // of the midpoint rule, >= 1
  int threads = 1;  // 0: as many as there are processors
};

struct Influence {
  int covariate = 0;  // of the table
  int lag = 0;        // days before the evening
  double amount = 0;  // as it was written
  int dimension = 0;
  double gp_mean = 0, network = 0;
  [[nodiscard]] double value() const { return gp_mean + network; }
};

struct Influences {
  std::vector<Influence> of;  // by covariate, lag, dimension: amounts other than 0, exposures that were measured
  // (D), units of the dimension: what integrated gradients come to, and the forecast with the covariates less without
  std::vector<double> network_sum, network_change;
};

// Lags are those of the evening's PartsOptions, at most its origins.
// throws   ContractError if an option is out of range
[[nodiscard]] Influences influence(const ForecastOrigin& evening, const InfluenceOptions& options);

}  // namespace skin2vec::explain
