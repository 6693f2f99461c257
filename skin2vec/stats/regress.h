// Regression of a gappy daily series whose noise remembers yesterday.
//
//   const auto fit = stats::regress(moisture, design);
//   fit.coefficients(2), std::sqrt(fit.covariance(2, 2));
//   stats::wald(fit, columns).p;                    // are these coefficients all zero?
//
// Generalised least squares; the errors are AR(1) plus white noise (whiten.h), fitted by restricted maximum likelihood
// over (phi, white): a grid, then a pattern search, which is deterministic. Ordinary errors, or AR parameters from the
// residuals of a wide regression, call chance a finding (docs/explanation). Missing days are left out, exactly, not
// filled. Method: Patterson & Thompson (1971), Biometrika 58, 545.
// Cost O(60 (n k^2 + k^3)): n = 365, k = 12 takes about 2 ms.
#pragma once

#include <Eigen/Dense>
#include <optional>
#include <span>

#include "skin2vec/stats/whiten.h"

namespace skin2vec::stats {

struct RegressOptions {
  std::optional<Noise> noise = {};  // given: taken as known; none: fitted
};

struct Regression {
  bool identifiable = false;     // false: fewer than k + 3 usable days, or columns that depend on each other
  Eigen::VectorXd coefficients;  // (k), in units of y per unit of the column
  Eigen::MatrixXd covariance;    // (k, k) of the coefficients
  Noise noise;
  double variance = 0;    // of the noise, in units of y squared
  double degrees = 0;     // n - k
  int n = 0;              // days used
  double likelihood = 0;  // restricted log likelihood, up to a constant
};

struct Wald {
  double f = 0;  // statistic, compared with F(number of columns, degrees)
  double p = 1;
};

// y        value a day, NaN = missing
// design   (days of y, k): one row a day; a row with a NaN is left out. The caller gives the column of ones
// throws   ContractError if the rows do not match y
// Pure: safe to call from several threads.
[[nodiscard]] Regression regress(std::span<const double> y, const Eigen::MatrixXd& design,
                                 const RegressOptions& options = {});

// Tests that the coefficients of these columns are all zero. p = 1 if the fit had not enough data.
// throws   ContractError if a column is out of range or there is none
[[nodiscard]] Wald wald(const Regression& fit, std::span<const int> columns);

}  // namespace skin2vec::stats
