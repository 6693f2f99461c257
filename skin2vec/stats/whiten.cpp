#include "skin2vec/stats/whiten.h"

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::stats {

Whitened whiten(std::span<const int> days, const Eigen::MatrixXd& columns, Noise noise) {
  const auto n = static_cast<Eigen::Index>(days.size());
  require(columns.rows() == n, "whiten: one row a day expected, got {} rows for {} days", columns.rows(), n);
  require(noise.phi >= 0 && noise.phi < 1, "whiten: phi must be in [0, 1), got {}", noise.phi);
  require(noise.white >= 0 && noise.white <= 1, "whiten: white must be in [0, 1], got {}", noise.white);

  // State a_t = phi a_{t-1} + e, variance s = 1 - white; observed y_t = a_t + w, variance white.
  // Prediction p = variance of a_t before y_t; innovation variance f = p + white; gain p / f.
  // Verify: columns' * columns equals X' V^-1 X with V_ij = s phi^|i-j| + white [i = j].
  // By rows: a day's values stand side by side in memory.
  using ByRow = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  ByRow rows = columns;
  double log_determinant = 0;
  const double slow = 1 - noise.white;
  Eigen::RowVectorXd state = Eigen::RowVectorXd::Zero(columns.cols());
  double p = slow;
  for (Eigen::Index t = 0; t < n; ++t) {
    if (t > 0) {
      const int gap = days[static_cast<std::size_t>(t)] - days[static_cast<std::size_t>(t - 1)];
      require(gap > 0, "whiten: days must increase, got a step of {}", gap);
      const double carry = gap == 1 ? noise.phi : std::pow(noise.phi, gap);
      state *= carry;
      p = carry * carry * p + (1 - carry * carry) * slow;
    }
    const double f = p + noise.white;
    const double root = std::sqrt(f);
    rows.row(t) = (rows.row(t) - state) / root;
    log_determinant += std::log(f);
    state += (p / root) * rows.row(t);
    p -= p * p / f;
  }
  return {rows, log_determinant};
}

}  // namespace skin2vec::stats
