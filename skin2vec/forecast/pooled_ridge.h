// Forecasts by one linear rule for every dimension of everyone: a ridge pooled over people and dimensions.
//
//   const Forecasts forecasts = pooled_ridge_forecast(table, shipped.ridge);  // learn/shipped.h
//   PooledSums sums;
//   for (const DayTable& other : others) sums.add(other);                // other people's
//   pooled_ridge_forecast(table, fit(sums, shipped.ridge));               // and what they taught
//
// A dimension is seen by no name, only on its own scale (tokens.h): value(origin + h) = centre + scale (weights . row).
// A row of an origin holds, each about the centre in scale, within +-5, and 0 where it is not known:
//   the last 7 day means, and whether they were read
//   level, drift, rough, since (tokens.h), the age of the record, exponential smoothing's level
//   the last means, level, drift and smoothing times rough, and some of them times the age: a series that keeps its
//   value is forecast by other weights than one that does not
//   what is usual on the weekday of the target and of the origin, beyond the centre: the mean so far, shrunk by how
//   much weekdays differ beyond chance (James & Stein 1961)
// It knows no covariate: what is good or bad for one person is not pooled. Spreads are the model's own past errors
// (forecasts.h). All from nothing after the origin. Cost O(days D (baseline + kHorizons kPooledColumns)) to forecast;
// to add, kHorizons kPooledColumns^2 a day and dimension. Deterministic; safe to call from several threads.
#pragma once

#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/forecast/forecasts.h"

namespace skin2vec::forecast {

inline constexpr int kPooledColumns = 37;

using PooledWeights = Eigen::MatrixXd;  // (kPooledColumns, kHorizons)

// Sums over the pairs of a row and its target, which is taken within +-5 of the scale.
struct PooledSums {
  PooledSums();
  std::vector<Eigen::MatrixXd> gram;  // of each horizon
  Eigen::MatrixXd moment;             // as weights
  std::vector<double> pairs;          // of each horizon
  std::vector<double> squares;        // of the targets, of each horizon

  // Every dimension of the table, each pair as often as `weight` says.
  void add(const DayTable& table, double weight = 1);
  void add(const PooledSums& more);
};

// The ridge: least squares of the pairs, with `penalty` of squared distance to `prior`, for each horizon.
// throws   ContractError if the penalty is not positive or the prior is of another size
[[nodiscard]] PooledWeights fit(const PooledSums& sums, const PooledWeights& prior, double penalty = 300);

// Of the pairs, at a horizon, in scale^2; NaN without pairs. throws ContractError if the horizon is outside its range
[[nodiscard]] double mean_square_error(const PooledSums& sums, const PooledWeights& weights, int horizon);

// throws   ContractError if the weights are of another size
[[nodiscard]] Forecasts pooled_ridge_forecast(const DayTable& table, const PooledWeights& weights);

// As a file, and back; malformed if it has no such tensor.
[[nodiscard]] TensorFile pooled_file(const PooledWeights& weights);
[[nodiscard]] Result<PooledWeights> pooled_weights(const TensorFile& file);

}  // namespace skin2vec::forecast
