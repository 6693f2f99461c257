#include "skin2vec/stats/whiten.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace whiten_test {

// Against the obvious: X' V^-1 X and log|V| with the dense matrix.
TEST(Whiten, IsTheInverseCholeskyFactorOfTheDenseMatrix) {
  const std::vector<int> days{0, 1, 4, 5, 6, 11, 30};
  Random random(3);
  for (const Noise noise : {Noise{0.6, 0}, Noise{0.85, 0.35}, Noise{0, 0.2}, Noise{0.4, 1}}) {
    Eigen::MatrixXd x(7, 3), v(7, 7);
    for (double& value : x.reshaped()) value = random.normal();
    for (int i = 0; i < 7; ++i) {
      for (int j = 0; j < 7; ++j) {
        v(i, j) = (1 - noise.white) * std::pow(noise.phi, std::abs(days[i] - days[j])) + (i == j ? noise.white : 0);
      }
    }
    const Whitened fast = whiten(days, x, noise);
    const Eigen::MatrixXd slow = x.transpose() * v.inverse() * x;
    EXPECT_LT((fast.columns.transpose() * fast.columns - slow).norm(), 1e-10 * slow.norm());
    EXPECT_NEAR(fast.log_determinant, std::log(v.determinant()), 1e-10);
  }
}

TEST(Whiten, OfNothingIsNothing) {
  EXPECT_EQ(whiten({}, Eigen::MatrixXd(0, 2), {}).columns.rows(), 0);
}

TEST(Whiten, RefusesWhatItCannotFilter) {
  const std::vector<int> days{3, 5}, backwards{5, 3};
  const Eigen::MatrixXd x = Eigen::MatrixXd::Ones(2, 1);
  EXPECT_THROW((void)whiten(days, Eigen::MatrixXd::Ones(4, 1), {}), ContractError);
  EXPECT_THROW((void)whiten(backwards, x, {}), ContractError);
  EXPECT_THROW((void)whiten(days, x, {.phi = 1}), ContractError);
  EXPECT_THROW((void)whiten(days, x, {.phi = -0.1}), ContractError);
  EXPECT_THROW((void)whiten(days, x, {.phi = 0.2, .white = 1.2}), ContractError);
}

}  // namespace whiten_test
}  // namespace skin2vec::stats
