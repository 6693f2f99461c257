// What the readings of a day did to a forecast, by hiding them; and whether attention says which days those are.
//
//   const std::vector<Occlusion> hidden = occlusion(evening, {.horizon = 1});
//   hidden[0].change(d);                                      // forecast as it is less without that day's readings
//   const Deletion told = deletion(evening, hidden, mean_weights, {.horizon = 1, .seed = 7});
//   told.auc;                                                 // above 0: the days most attended move it most
//
// A day is hidden from both parts (ForecastOrigin::without): one observation less in the structural forecast of every
// evening since, with its scales and shares held, and the network's columns of that day as its trainer hides them. What
// later tokens say of the day in their windows and baselines stays, as in training.
//
// Deletion (Petsiuk, Das & Saenko, BMVC 2018; Jain & Wallace 2019): hide the n days that were read one after the other,
// most attended first, and after each take how far the forecast has moved: the mean over the dimensions of the
// model of the absolute change, each in the scale of its token. A is the sum of that curve, R the same in a random
// order, auc = A / mean R - 1. p = (1 + orders with R >= A) / (1 + orders). r is Spearman's correlation over the n days
// of the weight and of how far the forecast moves when that day alone is hidden. Attention falls off with the lag, and
// so does what matters: `newest` is the auc of hiding the newest day first, what any weight must beat to say more than
// the date.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "skin2vec/explain/forecast_origin.h"

namespace skin2vec::explain {

struct OcclusionOptions {
  int horizon = 1;         // [1, kHorizons]
  int orders = 20;         // at random; >= 1
  std::uint64_t seed = 7;  // of them
  int threads = 1;         // 0: as many as there are processors
};

struct Occlusion {
  int day = 0;                           // of the table
  std::vector<double> gp_mean, network;  // (D): as it is less hidden, units of the dimension; NaN: no forecast
  double moved = 0;                      // as the curves of a deletion; NaN if the model knows no dimension
  [[nodiscard]] double change(std::size_t d) const { return gp_mean[d] + network[d]; }
};

// The days with a reading among the last origins of the evening's parts, newest first.
// throws   ContractError if an option is out of range
[[nodiscard]] std::vector<Occlusion> occlusion(const ForecastOrigin& evening, const OcclusionOptions& options);

inline constexpr int kLeastHidden = 5;  // days, before a deletion is told

struct Deletion {
  std::vector<int> order;             // of the table, as they were hidden
  std::vector<double> curve, random;  // after each of them; random: the mean over orders
  double r = NAN, auc = NAN, p = NAN, newest = NAN;
};

// hidden   of the same evening and horizon
// weight   of hidden[i].day
// returns  nothing but NaN with fewer than kLeastHidden days, or if the model knows no dimension
// throws   ContractError if sizes differ or an option is out of range
[[nodiscard]] Deletion deletion(const ForecastOrigin& evening, std::span<const Occlusion> hidden,
                                std::span<const double> weight, const OcclusionOptions& options);

}  // namespace skin2vec::explain
