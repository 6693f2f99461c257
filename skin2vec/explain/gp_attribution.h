// What each covariate on each day, each day's readings, and the calendar did to the structural forecasts of the last
// evenings.
//
//   const GpAttribution parts(table, {});
//   parts.answer(origin, 1, d, covariate, 3);            // of what acted three days before `origin`, on the day after it
//   parts.without(std::array{origin - 2});           // had that day not been read
//   parts.rhythm(origin, 1, d, forecast::TimeScale::monthly, 0.5);    // what the cycle would add half a turn later
//
// The structural forecast (gp_forecast.h) is additive: the answer to a covariate is its columns times their posterior
// mean weights, and those columns are linear in the amounts. With the weights held as fitted, an amount's part is
// therefore exact and needs no second fit: its own columns of the day ahead, times the weights. It includes what the
// amount lets one expect of the days ahead. An event or product is compared with none of it, an exposure with its usual
// value. A bump of two exposures is no sum: each has the mean of its parts with the other as it was and at its usual
// value (Shapley 1953), so that the parts sum to the whole; the last day that was measured has it.
//
// A day is taken out as gp_groups.h does it, exactly given the kernel, the scales and how much each part of the
// usual answers counts. All from nothing after the evening. Cost: the factors and solutions of a block or two of
// gp_forecast, and O(origins lags C D) of parts. D dimensions, C covariates.
#pragma once

#include <Eigen/Dense>
#include <array>
#include <span>
#include <vector>

#include "skin2vec/forecast/gp_features.h"
#include "skin2vec/forecast/gp_forecast.h"

namespace skin2vec::explain {

struct PartsOptions {
  int origins = 28;  // the last evenings of the table, and the days that may be taken out; >= 1
  int lags = 22;     // of an answer: 0 is the day of the origin; >= 1
  forecast::GpOptions structural = {};
};

class GpAttribution {
 public:
  // throws   ContractError if an option is out of range
  GpAttribution(const forecast::DayTable& table, const PartsOptions& options);

  [[nodiscard]] int lags() const { return lags_; }
  [[nodiscard]] int from() const { return from_; }  // the first origin, and the first day that may be taken out

  // The part of the amount of `covariate` on the day origin - lag in the forecast; units of the dimension, 0: it has
  // none. origin in [from, days), horizon in [1, kHorizons], lag in [0, lags)
  [[nodiscard]] double answer(int origin, int horizon, int dimension, int covariate, int lag) const {
    return answers_[at(origin, horizon, dimension, covariate, lag)];
  }

  // What the columns of a time scale add to the forecast, had their phase been `turns` later on the day ahead; 0 is as
  // it was; units of the dimension. 0 where there are none: before the first start of a cycle, or as none is logged.
  [[nodiscard]] double rhythm(int origin, int horizon, int dimension, forecast::TimeScale scale, double turns) const;

  // (origins, kHorizons D), column (h - 1) D + d: forecasts had the readings of these days not been written, less as
  // they are; origins from `from` on.
  // days     distinct, in [from, days of the table)
  [[nodiscard]] Eigen::ArrayXXd without(std::span<const int> days) const;
  // The same of the first, the first two, ... all of them, for the price of one.
  [[nodiscard]] std::vector<Eigen::ArrayXXd> without_in_turn(std::span<const int> days) const;

 private:
  struct Block;
  struct Origin {  // of one part of the usual answers, of dimensions that were read on the same days
    int day = 0;
    std::vector<int> dimensions;
    std::vector<double> shares;     // of the part, for each
    std::vector<Eigen::Index> at;   // the days that may be taken out, from `from_` on, oldest first
    Eigen::MatrixXd across, inner;  // (kHorizons,at) of k' K^-1 E and (at,at) of E' K^-1 E
    Eigen::MatrixXd weights;        // (at,dimensions), E' K^-1 y
  };

  void add_block(const forecast::DayTable& table, const forecast::GpOptions& options, int block);
  void add_origin(const Block& block, int day);
  void add_answers(const Block& block, int day, const Eigen::MatrixXd& answers);
  void add_rhythms(const Block& block, int day, const Eigen::MatrixXd& weights);

  [[nodiscard]] std::size_t at(int origin, int horizon, int dimension) const {
    return (static_cast<std::size_t>(origin - from_) * forecast::kHorizons + static_cast<std::size_t>(horizon - 1)) *
               static_cast<std::size_t>(dimensions_) +
           static_cast<std::size_t>(dimension);
  }
  [[nodiscard]] std::size_t at(int origin, int horizon, int dimension, int covariate, int lag) const {
    return (at(origin, horizon, dimension) * static_cast<std::size_t>(covariates_) +
            static_cast<std::size_t>(covariate)) *
               static_cast<std::size_t>(lags_) +
           static_cast<std::size_t>(lag);
  }

  int from_ = 0, days_ = 0, dimensions_ = 0, covariates_ = 0, lags_ = 0;
  std::vector<double> answers_;
  // (origins,kHorizons,D): of each wave of the calendar what it adds, and a quarter of a turn later.
  std::vector<std::array<std::array<double, 2>, forecast::kCalendarWaves.size()>> waves_;
  std::vector<Origin> origins_;
};

}  // namespace skin2vec::explain
