#include "skin2vec/lag/lag_basis.h"

#include <gtest/gtest.h>

#include <cmath>

namespace skin2vec::lag {
namespace lag_basis_test {

// How well the basis can follow a curve at all: the relative error of the best combination.
double left_over(const Eigen::VectorXd& curve) {
  const Eigen::MatrixXd& basis = lag_basis();
  return (basis * basis.colPivHouseholderQr().solve(curve) - curve).norm() / curve.norm();
}

TEST(LagBasis, FollowsDecaysWavesAndPlateaus) {
  Eigen::VectorXd decay(n_lags), wave(n_lags), plateau = Eigen::VectorXd::Zero(n_lags);
  for (int lag = 0; lag < n_lags; ++lag) {
    decay(lag) = lag < 1 ? 0 : std::exp(-(lag - 1) / 2.3);
    wave(lag) = std::pow(lag / 4.3, 3) * std::exp(-3 * lag / 4.3);
  }
  plateau.segment(0, 5).setOnes();
  EXPECT_LT(left_over(decay), 0.10);
  EXPECT_LT(left_over(wave), 0.10);
  EXPECT_LT(left_over(plateau), 0.30);
}

// Each shape of the dictionary sums to 1, so the prior variance of a total is about 1.
TEST(LagBasis, ATotalHasAPriorVarianceOfAboutOne) {
  EXPECT_NEAR(lag_basis().colwise().sum().squaredNorm(), 1, 0.1);
}

TEST(LagBasis, IsLargestFirst) {
  const Eigen::VectorXd sizes = lag_basis().colwise().norm();
  for (Eigen::Index i = 1; i < sizes.size(); ++i) EXPECT_LE(sizes(i), sizes(i - 1));
  EXPECT_LE(sizes.size(), 14);
}

}  // namespace lag_basis_test
}  // namespace skin2vec::lag
