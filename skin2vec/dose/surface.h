// The exposure-lag-response surface: how much, and how long after, as one smooth surface.
//
//   const stats::Curve above_40{.kind = stats::Curve::Kind::high_threshold, .knots = {40.3}};
//   const CrossBasis basis{.value = above_40, .lag = each_lag(5), .max_lag = 5};
//   const Eigen::MatrixXd columns = cross_columns(basis, history_of(ozone, 5));      // into any regression
//   const Surface surface(basis, coefficients, covariance);
//   surface.overall(50.3, 40.3);                     // of 10 above the threshold, all lags together, with its interval
//
// A row's column (v, k) is the sum over lags of value_v(x at that lag) lag_k(lag): distributed lag non-linear models,
// Gasparrini, Armstrong & Kenward (2010), Statistics in Medicine 29, 2224. The regression is the caller's: counts
// (stats/counts.h), or a diary with noise that remembers (stats/regress.h). Proved on the published figures of dlnm's
// vignettes, to 1e-4: test/lag/surface_test.cpp.
#pragma once

#include <Eigen/Dense>
#include <span>

#include "skin2vec/lag/effects.h"
#include "skin2vec/stats/spline.h"

namespace skin2vec::dose {

struct CrossBasis {
  stats::Curve value;  // of the exposure, without a constant
  stats::Curve lag;    // of the lag, days; with a constant if its kind takes one
  int max_lag = 21;    // >= 0
};

// A column for each lag, 0 to max_lag: no shape is asked of the lags.
[[nodiscard]] stats::Curve each_lag(int max_lag);

// (n, max_lag + 1): the value l rows before in column l; NaN before the first row.
// throws   ContractError if max_lag < 0
[[nodiscard]] Eigen::MatrixXd history_of(std::span<const double> x, int max_lag);

// history  (n, max_lag + 1), column l = the exposure l days before
// returns  (n, value columns x lag columns); a row with a NaN in its history is NaN
// throws   ContractError if the history has another width
[[nodiscard]] Eigen::MatrixXd cross_columns(const CrossBasis& basis, const Eigen::MatrixXd& history);

// An effect on the scale of the regression (counts: a logarithm), and its 95 % interval by the normal distribution.
struct SurfaceEffect {
  double value = 0;
  lag::Interval ci{0, 0};
};

class Surface {
 public:
  // Coefficients of the columns of `basis`, in their order, and their covariance.
  // throws   ContractError if their number is not that of the columns
  Surface(CrossBasis basis, Eigen::VectorXd coefficients, Eigen::MatrixXd covariance);

  // Of exposure x instead of `centre`, `lag` days after.    throws ContractError if lag is not in [0, max_lag]
  [[nodiscard]] SurfaceEffect at(double x, double centre, double lag) const;

  // ... over all lags together: of an exposure that lasts, on its last day.
  [[nodiscard]] SurfaceEffect overall(double x, double centre) const;

 private:
  [[nodiscard]] SurfaceEffect effect(double x, double centre, const Eigen::VectorXd& lag_weights) const;

  CrossBasis basis_;
  Eigen::VectorXd coefficients_;
  Eigen::MatrixXd covariance_;
};

}  // namespace skin2vec::dose
