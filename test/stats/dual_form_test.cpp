#include "skin2vec/stats/dual_form.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "skin2vec/base/random.h"

namespace skin2vec::stats {
namespace by_days_test {

constexpr int n = 12, q = 17;  // rows, and more random columns than those

struct Made {
  std::vector<int> days{0, 1, 2, 4, 5, 9, 10, 11, 12, 20, 21, 22};  // with gaps
  Eigen::MatrixXd x{n, 2}, z{n, q};
  std::vector<Block> blocks{{0, 5}, {5, 10}, {15, 2}};
  Eigen::VectorXd y{n};
};

Made made() {
  Random random(5);
  Made made;
  for (int t = 0; t < n; ++t) {
    made.x.row(t) << 1, t;
    for (int c = 0; c < q; ++c) made.z(t, c) = random.normal();
    made.y(t) = random.normal();
  }
  return made;
}

// The mixed model equations with all matrices written out: C = [X'X, X'Z; Z'X, Z'Z + D^-1], each with V^-1.
TEST(DualForm, IsWhatTheEquationsOfTheColumnsGive) {
  const Made m = made();
  const Noise noise{.phi = 0.6, .white = 0.3};
  const std::vector<double> variance_ratios{0.2, 1.5, 0.01};
  Eigen::MatrixXd v(n, n), w(n, 2 + q);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      v(i, j) = 0.7 * std::pow(0.6, std::abs(m.days[std::size_t(i)] - m.days[std::size_t(j)])) + (i == j ? 0.3 : 0);
    }
  }
  w << m.x, m.z;
  const Eigen::MatrixXd inverse = v.inverse();
  Eigen::MatrixXd c = w.transpose() * inverse * w;
  double log_d = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    c.diagonal().segment(2 + m.blocks[j].from, m.blocks[j].columns).array() += 1 / variance_ratios[j];
    log_d += m.blocks[j].columns * std::log(variance_ratios[j]);
  }
  const Eigen::MatrixXd solved = c.inverse();
  const Eigen::VectorXd right = w.transpose() * inverse * m.y, b = solved * right;

  DualForm model(m.days, m.x, m.z, m.blocks, m.y);
  static_cast<void>(model.solve({.phi = 0.1, .white = 0}, {1, 1, 1}));  // what it keeps of these must not matter
  const DualForm::Solved at = model.solve(noise, variance_ratios);
  ASSERT_TRUE(at.good);
  EXPECT_TRUE(at.coefficients.isApprox(b, 1e-9));
  EXPECT_NEAR(at.rss, m.y.dot(inverse * m.y) - b.dot(right), 1e-9);
  EXPECT_NEAR(at.log_determinants, std::log(v.determinant()) + std::log(c.determinant()) + log_d, 1e-8);
  const std::vector<double> used = model.used(at, variance_ratios);
  for (std::size_t j = 0; j < 3; ++j) {
    const Block& block = m.blocks[j];
    const double trace = solved.diagonal().segment(2 + block.from, block.columns).sum();
    EXPECT_NEAR(used[j], block.columns - trace / variance_ratios[j], 1e-9) << "block " << j;
  }
}

TEST(DualForm, FixedColumnsThatDependOnEachOtherAreToldSo) {
  Made m = made();
  m.x.col(1) = 2 * m.x.col(0);
  EXPECT_FALSE(DualForm(m.days, m.x, m.z, m.blocks, m.y).solve({.phi = 0.6, .white = 0.3}, {1, 1, 1}).good);
}

}  // namespace by_days_test
}  // namespace skin2vec::stats
