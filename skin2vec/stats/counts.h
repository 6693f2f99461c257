// Regression of counts: log link, variance in proportion to the mean.
//
//   const CountFit fit = stats::fit_counts(deaths, design);
//   std::exp(fit.coefficients(3));                   // rate ratio per unit of column 3
//
// Quasi-Poisson: E y = exp(x b), var y = dispersion E y, by iteratively reweighted least squares; dispersion is
// Pearson's chi-square over n - k, as in R's glm(family = quasipoisson). Method: McCullagh & Nelder (1989), 9.2. Cost
// O(10 n k^2).
#pragma once

#include <Eigen/Dense>
#include <span>

namespace skin2vec::stats {

struct CountFit {
  bool identifiable = false;     // false: n <= k, columns that depend on each other, or no convergence in 50 rounds
  Eigen::VectorXd coefficients;  // (k), logarithms of rate ratios
  Eigen::MatrixXd covariance;    // (k, k), dispersion included
  double dispersion = 1;
  int n = 0;  // rows used
};

// y        counts, >= 0; NaN = missing
// design   (rows of y, k); a row with a NaN is left out. The caller gives the column of ones
// throws   ContractError if the rows do not match or a count is negative
[[nodiscard]] CountFit fit_counts(std::span<const double> y, const Eigen::MatrixXd& design);

}  // namespace skin2vec::stats
