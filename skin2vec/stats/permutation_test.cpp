#include "skin2vec/stats/permutation_test.h"

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::stats {

PermutationTest::PermutationTest(std::span<const double> y, const MixedDesign& design, const MixedFit& fit, int block)
    : enough_(fit.identifiable), all_days_(std::ssize(y)), noise_(fit.noise), variance_(fit.variance) {
  require(design.fixed.rows() == all_days_ && design.random.rows() == all_days_,
          "Replacement: one row a day expected, got {} and {} for {} days", design.fixed.rows(), design.random.rows(),
          y.size());
  require(block >= 0 && block < std::ssize(design.blocks), "Replacement: block must be in [0, {}), got {}",
          design.blocks.size(), block);
  if (!enough_) return;
  days_.reserve(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto row = static_cast<Eigen::Index>(t);
    if (!std::isnan(y[t]) && design.fixed.row(row).allFinite() && design.random.row(row).allFinite()) {
      days_.push_back(static_cast<int>(t));
    }
  }
  // W = [fixed | random without the block | y], whitened.
  const Block& out = design.blocks[static_cast<std::size_t>(block)];
  const Eigen::Index k = design.fixed.cols(), q = design.random.cols(), after = q - out.from - out.columns;
  const Eigen::Index p = k + q - out.columns, n = std::ssize(days_);
  Eigen::MatrixXd z(n, p + 1);
  z.leftCols(k) = design.fixed(days_, Eigen::all);
  z.middleCols(k, out.from) = design.random.leftCols(out.from)(days_, Eigen::all);
  z.middleCols(k + out.from, after) = design.random.rightCols(after)(days_, Eigen::all);
  for (Eigen::Index i = 0; i < n; ++i) z(i, p) = y[static_cast<std::size_t>(days_[static_cast<std::size_t>(i)])];
  const Eigen::MatrixXd w = whiten(days_, z, noise_).columns;
  // C = W'W + D^-1 = L L';  P = I - W C^-1 W' = I - (L^-1 W')' (L^-1 W')
  Eigen::MatrixXd c = w.leftCols(p).transpose() * w.leftCols(p);
  Eigen::Index at = k;
  for (std::size_t j = 0; j < design.blocks.size(); ++j) {
    if (static_cast<int>(j) == block) continue;
    c.diagonal().segment(at, design.blocks[j].columns).array() += 1 / fit.variance_ratios[j];
    at += design.blocks[j].columns;
  }
  const Eigen::LLT<Eigen::MatrixXd> factor(c);
  explained_ = factor.matrixL().solve(w.leftCols(p).transpose());
  left_ = w.col(p) - explained_.transpose() * (explained_ * w.col(p));
}

BlockScore PermutationTest::of(const Eigen::MatrixXd& columns) const {
  require(columns.rows() == all_days_, "Replacement: {} rows expected, got {}", all_days_, columns.rows());
  const Eigen::Index m = columns.cols();
  if (!enough_) return {Eigen::MatrixXd::Zero(m, m), Eigen::VectorXd::Zero(m)};
  const Eigen::MatrixXd w = whiten(days_, columns(days_, Eigen::all), noise_).columns;
  const Eigen::MatrixXd cross = explained_ * w;
  return {(w.transpose() * w - cross.transpose() * cross) / variance_, w.transpose() * left_ / variance_};
}

}  // namespace skin2vec::stats
