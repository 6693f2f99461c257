// Is there a cycle of 21 to 40 days in a person, and how long is it? One question for all dimensions together.
//
//   const CycleScan scan = cycle_scan(dimensions, {.seed = 7});
//   if (scan.p < 0.05) use(scan.period_days);
//
// A person has one cycle, so its traces in several dimensions add up, whatever their phases. For each dimension the
// evidence (Bayes factor) of a wave is computed at each frequency, beside slow_columns, averaged over noise models
// (AR(1) + white noise, restricted likelihood): a wave that memory explains as well counts for less, and memory is not
// learned from the wave. Multiplied over the dimensions, averaged over the lengths (those near the usual one are
// likelier), it is one number for the person; p is how often noise reaches it: a bootstrap of noise with the fitted
// memory, the same gaps and the correlation between the dimensions, through the whole computation, with an exponential
// tail beyond the highest tenth. What was tried instead, with numbers: docs/explanation/rhythms.md.
// Cost: 5 dimensions x 365 days x 40 columns with 200 draws, about 0.3 s; grows with days squared.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <span>
#include <vector>

#include "skin2vec/series/series.h"

namespace skin2vec::series {

struct CycleScanOptions {
  double shortest_days = 21;  // 2 <= shortest < longest
  double longest_days = 40;
  double usual_days = 28;         // the likeliest length; sd 3 days, and any in the range stays possible; > 0
  Eigen::MatrixXd nuisance = {};  // (days, m), other covariates a day: events, exposures; no columns: none
  int min_days = 90;              // with a value, in a dimension that takes part; and three longest cycles of record
  int draws = 200;                // of the bootstrap; >= 50
  std::uint64_t seed = 1;
};

struct CycleScan {
  bool enough = false;  // false: no dimension has enough days; the rest means nothing
  double p = 1;         // for the best over all periods
  double period_days = 0;
  double period_se = 0;       // of the mean period, days: noise, and cycles whose lengths have an sd of 1.5 days
  Eigen::MatrixXd residuals;  // (days, dimensions) whitened, the wave left in; 0 where missing or not taken part
  std::vector<double> trace;  // per dimension: its power at that period, 1 = as much as noise; 0 = not taken part
};

// dimensions  of one person, all with the same first day and length; NaN = missing
// throws   ContractError if they differ in span, or an option is out of range
// Deterministic for a seed.
[[nodiscard]] CycleScan cycle_scan(std::span<const Series> dimensions, const CycleScanOptions& options = {});

// The columns that a cycle is fitted beside: 1, a straight line, cosines of periods down to 90 days (drifts, shifts,
// seasons), and the caller's. (days, 2 + days / 45 + m)
[[nodiscard]] Eigen::MatrixXd slow_columns(int days, const Eigen::MatrixXd& nuisance);

// The columns of x without those that others make up (two names of one habit); a zero column is one.
[[nodiscard]] Eigen::MatrixXd independent_columns(const Eigen::MatrixXd& x);

}  // namespace skin2vec::series
