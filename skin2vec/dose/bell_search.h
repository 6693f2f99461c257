// Where a bell is, and how sure: the search of dose.h over optimum, width, shift and skew.
//
//   const Exposure exposure = exposure_of(humidity, &pm25);
//   const Best best = climb({&moisture, &radiance}, exposure, start, {true, true, true, false});
//   profile(dimensions, exposure, best, free, 0, 2);          // the interval of the optimum
//
// The gain of a bell is the sum over the dimensions of (height / its error)^2, each height linear, all else as fitted:
// the deviance that the bell explains. Intervals are where it has lost 3.84, the other coordinates searched anew. Cost
// of a candidate O(days x columns) a dimension; a search takes some 100, an interval some 500.
#pragma once

#include <Eigen/Dense>
#include <array>
#include <optional>
#include <vector>

#include "skin2vec/lag/effects.h"
#include "skin2vec/series/covariate_grid.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::dose {

// x (days) the exposure, z (days) what may shift it, less its median; at = (optimum, log width, shift per
// 100, skew): the width is exp(log width - skew) below the centre and exp(log width + skew) above it.
constexpr std::size_t n_at = 4;
using Params = std::array<double, n_at>;
using FreeMask = std::array<bool, n_at>;  // which of them are searched

struct Exposure {
  Eigen::VectorXd x, z;                           // a day that is not known is at the median
  double low = 0, high = 0, first = 0, last = 0;  // quantiles 0.05, 0.95, 0.01, 0.99
  bool shifts = false;
  double median = 0;  // that z is less by

  [[nodiscard]] double range() const { return high - low; }
  [[nodiscard]] Eigen::VectorXd bell(const Params& at) const;  // (days), 1 at its centre
  [[nodiscard]] bool allowed(const Params& at) const;          // within what is searched
};

// One dimension, ready to be asked what a bell would explain.
struct FittedOutcome {
  std::size_t outcome = 0;
  stats::MixedFit fit;
  std::optional<stats::AddedVariableTest> added;
};

// shifter  may move the optimum; null: nothing does
[[nodiscard]] Exposure exposure_of(const series::CovariateSeries& covariate, const series::CovariateSeries* shifter);

// For each candidate; one that is not allowed has -1.
[[nodiscard]] std::vector<double> deviances(const std::vector<const FittedOutcome*>& dimensions,
                                            const Exposure& exposure, const std::vector<Params>& candidates);

struct Optimum {
  Params at{};
  double gain = -1;
};

struct Search {
  double first_step = 1;     // of a search that knows nothing of where it is
  double enough = INFINITY;  // it ends early where the gain is more
};

// Pattern search from `start` along the coordinates that are free: all neighbours at once, the best is taken, the steps
// halve where none is better, down to a thousandth of the exposure's range.
[[nodiscard]] Optimum pattern_search(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                                     const Params& start, const FreeMask& free, const Search& search = {});

// The 95 % interval of coordinate i; an end that is not found within what is allowed is infinite. step: the first.
[[nodiscard]] lag::Interval profile(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                                    const Optimum& best, const FreeMask& free, std::size_t i, double step);

// Of the four coordinates about the best, from the curvature of the gain; 0 where it is not that of a summit.
[[nodiscard]] Eigen::Matrix4d covariance(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                                         const Optimum& best, const FreeMask& free);

}  // namespace skin2vec::dose
