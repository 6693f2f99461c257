// Features of the Gaussian process (gp_forecast.h) for observed and future days: distributed lags of the covariates,
// calendar waves and interaction inputs; and the covariance of two sets of days.
//
//   const BlockRows rows = block_rows(table, options, begin, block, end, from);
//   const Covariance common = covariance(rows.observed, rows.observed, rows.distance, options);
//
// The mean and scale of each covariate are estimated from the days before the block; one that is constant by then has
// no column, so that a covariate logged for the first time later changes no number of an earlier day. F columns of
// covariates, K of the calendar.
#pragma once

#include <array>
#include <vector>

#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/linalg/cholesky.h"

namespace skin2vec::forecast {

enum class TimeScale { weekly, monthly, seasonal };  // of the calendar; monthly is the logged cycle
inline constexpr std::array kTimeScales = {TimeScale::weekly, TimeScale::monthly, TimeScale::seasonal};

// The waves of FeatureRows::calendar, in its order: a cosine and a sine of so many turns in a period.
struct CalendarWave {
  TimeScale scale;
  int turns;
};
inline constexpr std::array<CalendarWave, 4> kCalendarWaves = {
    {{TimeScale::seasonal, 1}, {TimeScale::weekly, 1}, {TimeScale::monthly, 1}, {TimeScale::monthly, 2}}};

// A covariate before a block: its centre and scale, and how it is forecast.
struct CovariateScaling {
  int covariate = 0;           // of the table
  double mean = 0, scale = 0;  // scale 0: constant, it has no column
  double autocorrelation = 0;  // from day to day
  double prior_sd = 0;         // of the response to one scale of it
};

inline constexpr std::array kHalfLives = {0.3, 0.8, 2.0, 6.0};  // days, of the responses
inline constexpr auto kFiltersPerCovariate =
    2 * static_cast<Eigen::Index>(kHalfLives.size());  // columns of each covariate

// Exponential filters of a covariate's amounts, state of a day: at each half-life one that falls from the first day,
// and one that first rises (the same filter applied twice). Each has gain 1: constant amounts of 1 come to 1.
class DistributedLagFilter {
 public:
  void add(double amount);  // the next day, in scales of the covariate
  [[nodiscard]] std::array<double, kFiltersPerCovariate> columns(double prior_sd) const;

 private:
  std::array<std::array<double, 2>, kHalfLives.size()> answers_{};
};

// Days, each a row. A linear column is times its prior sd.
struct FeatureRows {
  std::vector<int> day;
  linalg::RowMatrix covariates;      // (n,F), kFiltersPerCovariate of each covariate
  linalg::RowMatrix calendar;        // (n,K): cosine and sine of kCalendarWaves
  linalg::RowMatrix bump_input;      // (n, 2 bumps), sds; of each bump the shifted exposure, then what shifts it
  linalg::RowMatrix input_variance;  // (n, 2 bumps), variance of the input where it is forecast: 0 of an observed day
};

struct BlockRows {
  FeatureRows observed;             // days [begin, min(end, table.days))
  std::vector<FeatureRows> future;  // of the origins [max(from, block), min(end, table.days)): kHorizons days each
  Eigen::VectorXd distance;  // covariance of two days by the days between them alone: level, state, unknown cycle
  std::vector<CovariateScaling> scalings;  // of the covariates that vary
  std::vector<std::array<int, 2>> bumps;   // of `scalings`, as the columns of `bump_input`
};

// begin, block, end   the first day remembered, the first of the block, and the day after it; block may equal begin
[[nodiscard]] BlockRows block_rows(const DayTable& table, const GpOptions& options, int begin, int block, int end,
                                   int from);

// The covariance of two sets of days without noise, as fractions of the variance of the dimension:
//   K = fixed + r^2 answers,   r the person's response scale (gp_groups.h)
struct Covariance {
  linalg::RowMatrix fixed, answers;
};

[[nodiscard]] linalg::RowMatrix with_scale(const Covariance& covariance, double response_scale);

// Of each day of `later`, observed or forecast, with each of `days`, observed. Where both are one object only the lower
// triangle of `answers` is complete.
[[nodiscard]] Covariance covariance(const FeatureRows& later, const FeatureRows& days, const Eigen::VectorXd& distance,
                                    const GpOptions& options);

// Adds the RBF kernel of interaction b, on columns 2b and 2b + 1 of the inputs, to `answers`. With input variances u, v
// (Girard et al., NIPS 15 (2003)):
//   s^2 w^2 / sqrt((w^2 + u)(w^2 + v)) exp(-dx^2 / 2(w^2 + u) - dy^2 / 2(w^2 + v)),   s = bump_sd, w = bump_width
void add_rbf_interaction(const FeatureRows& later, const FeatureRows& days, Eigen::Index b, const GpOptions& options,
                         linalg::RowMatrix& answers);

// Some of the rows, in this order.
[[nodiscard]] FeatureRows select(const FeatureRows& rows, const std::vector<Eigen::Index>& which);

}  // namespace skin2vec::forecast
