// Probabilistic forecasts of the next two weeks from every origin of a diary, and their scores.
//
//   const Forecasts forecasts = forecasts_of(Baseline::persistence, table);   // baselines.h
//   forecasts.mean(120, 3, 1);                        // the second dimension, three days after the origin, day 120
//   const Score score = evaluate(forecasts, table, {.horizon = 3, .from = 120});
//
// What every model gives, so that all stand in one table. A forecast from an origin uses nothing after the evening of
// that day. Scores are over the origins and dimensions whose target was observed:
//
//   mae         mean absolute error of the mean, in units of the dimension
//   mse         mean squared error of the mean
//   crps        continuous ranked probability score of the normal density, in units of the dimension
//               (Gneiting & Raftery, JASA 102 (2007) 359, eq. 21)
//   coverage80  share of the targets within mean +- 1.2816 sd
//   rps, lpd    of whole-number dimensions: the ranked probability score divided by K - 1, and the mean log probability
//               of the category that came, as EczemaPred is scored (Hurault et al. 2022)
#pragma once

#include <span>
#include <vector>

#include "skin2vec/forecast/days.h"

namespace skin2vec::forecast {

inline constexpr int kHorizons = 14;  // days ahead

enum class Spread { normal, uniform };  // uniform: every category, or every value of the range, is as likely

class Forecasts {
 public:
  Forecasts() = default;
  Forecasts(int days, int dimensions, Spread spread = Spread::normal);  // all NaN

  [[nodiscard]] int days() const { return days_; }
  [[nodiscard]] int dimensions() const { return dimensions_; }
  [[nodiscard]] Spread spread() const { return spread_; }

  // origin in [0, days), horizon in [1, kHorizons], dimension in [0, dimensions); NaN: no forecast from there.
  [[nodiscard]] double& mean(int origin, int horizon, int dimension) { return mean_[at(origin, horizon, dimension)]; }
  [[nodiscard]] double& sd(int origin, int horizon, int dimension) { return sd_[at(origin, horizon, dimension)]; }
  [[nodiscard]] double mean(int origin, int horizon, int dimension) const {
    return mean_[at(origin, horizon, dimension)];
  }
  [[nodiscard]] double sd(int origin, int horizon, int dimension) const { return sd_[at(origin, horizon, dimension)]; }

 private:
  [[nodiscard]] std::size_t at(int origin, int horizon, int dimension) const {
    return (static_cast<std::size_t>(origin) * kHorizons + static_cast<std::size_t>(horizon - 1)) *
               static_cast<std::size_t>(dimensions_) +
           static_cast<std::size_t>(dimension);
  }
  int days_ = 0, dimensions_ = 0;
  Spread spread_ = Spread::normal;
  std::vector<double> mean_, sd_;
};

// Whether all that was read of a dimension in its first `days` days are whole numbers, of a scale of at most 11.
[[nodiscard]] bool whole_numbers(const DayTable& table, int dimension, int days);

// Probabilities of the whole numbers low ... high (K of them) under a forecast: a cumulative probit whose cut points
// are their midpoints, the ends open; or 1 / K each. `sd` is of errors of whole numbers and holds the variance that
// rounding adds, 1/12, which is taken out (Sheppard 1898); at least 0.25 is left.
// throws   ContractError if sd is not positive or low >= high
[[nodiscard]] std::vector<double> whole_number_probabilities(double mean, double sd, int low, int high, Spread spread);

// Sds from the model's own past residuals: the root mean square error of its forecasts of that horizon whose target was
// known at the origin, with exponential weights (half after 60 residuals). Below `least` residuals: the sd of the
// observations so far; below two observations, a quarter of the range. Replaces the sds of `forecasts`, keeps the
// means. O(days horizons dimensions)
[[nodiscard]] Forecasts with_empirical_sd(Forecasts forecasts, const DayTable& table, int least = 10);

struct ScoreOptions {
  int horizon;                    // 1 to kHorizons
  int from = 0;                   // first origin, day of the table
  int every = 1;                  // days between origins
  std::vector<double> unit = {};  // (D), what an error of each dimension is told in; empty: 1
};

struct Score {
  int n = 0;  // targets; the rest is NaN if 0
  double mae = 0, mse = 0, crps = 0, coverage80 = 0;
  int n_whole = 0;  // targets that are whole numbers of a dimension of whole numbers; rps and lpd are NaN if 0
  double rps = 0, lpd = 0;
};

// throws   ContractError if the forecasts are not of the table, or an option is outside its range
[[nodiscard]] Score evaluate(const Forecasts& forecasts, const DayTable& table, const ScoreOptions& options);

// The score of many people together: means over all their targets.
[[nodiscard]] Score pooled(std::span<const Score> scores);

}  // namespace skin2vec::forecast
