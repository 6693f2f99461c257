// What a lag curve may look like: a basis in which small coefficients make plausible curves.
//
//   const Eigen::MatrixXd basis = lag_basis();         // (22, m): kernel = basis * b, b ~ N(0, ratio I)
//
// The covariance of a curve is the mean of k k' over a dictionary of shapes that are known of skin, each with sum 1:
// exponential decays (onset 0 to 2 days, time constant 0.5 to 6 days), gamma densities that peak after 1 to 7 days,
// plateaus of 2 to 8 days, and, with a twentieth of the weight, a smooth curve of any sign, so that a curve which turns
// into its opposite can be followed too. The basis is its eigenvectors times the roots of the eigenvalues, largest
// first, cut where what is left is a thousandth. So an effect is one scale, mostly on days 0 to 10, smooth, and still
// free. What else was tried: docs/explanation/effects.md.
#pragma once

#include <Eigen/Dense>

namespace skin2vec::lag {

inline constexpr int n_lags = 22;  // lag 0 (the same date) to 21

// (n_lags, m), m about 10. Computed once; safe from several threads.
[[nodiscard]] const Eigen::MatrixXd& lag_basis();

inline constexpr int n_load_lags = 41;  // lag 0 to 40

// The same for a load, (n_load_lags, m), m about 5: plateaus that begin after 0 to 8 days and last 14 to 34, each with
// sum 1.
[[nodiscard]] const Eigen::MatrixXd& load_basis();

}  // namespace skin2vec::lag
