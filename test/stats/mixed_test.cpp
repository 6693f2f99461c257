#include "skin2vec/stats/mixed.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::stats {
namespace mixed_test {

// n days: level 2, block 0 (3 columns) acts, block 1 (4 columns) does not, AR(1) 0.7 with white noise.
struct Made {
  MixedDesign design;
  std::vector<double> y;
};

Made made(std::uint64_t seed, int n, double size) {
  Random random(seed);
  Made made;
  made.design.fixed = Eigen::MatrixXd::Ones(n, 1);
  made.design.random.resize(n, 7);
  for (int t = 0; t < n; ++t) {
    for (int k = 0; k < 7; ++k) made.design.random(t, k) = random.normal();
  }
  made.design.blocks = {{0, 3}, {3, 4}};
  double slow = random.normal();
  for (int t = 0; t < n; ++t) {
    slow = 0.7 * slow + std::sqrt(1 - 0.49) * random.normal();
    const auto row = made.design.random.row(t);
    made.y.push_back(2 + size * (row(0) - 0.5 * row(1)) + 0.4 * slow + 0.2 * random.normal());
  }
  return made;
}

// The definition, with all matrices written out: posterior mean (Z' V^-1 Z + D^-1)^-1 Z' V^-1 y.
TEST(Mixed, IsTheBestLinearPredictionOfItsOwnVariances) {
  const Made m = made(3, 80, 0.3);
  const MixedFit fit = mixed(m.y, m.design);
  ASSERT_TRUE(fit.identifiable);
  const int n = 80;
  Eigen::MatrixXd v(n, n), x(n, 8);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      v(i, j) = (1 - fit.noise.white) * std::pow(fit.noise.phi, std::abs(i - j)) + (i == j ? fit.noise.white : 0);
    }
  }
  x << m.design.fixed, m.design.random;
  const Eigen::MatrixXd inverse = v.inverse();
  Eigen::MatrixXd c = x.transpose() * inverse * x;
  for (int k = 0; k < 7; ++k) c(1 + k, 1 + k) += 1 / fit.variance_ratios[k < 3 ? 0 : 1];
  const Eigen::Map<const Eigen::VectorXd> y(m.y.data(), n);
  const Eigen::VectorXd b = c.inverse() * x.transpose() * inverse * y;
  EXPECT_TRUE(fit.coefficients.isApprox(b, 1e-8));
  EXPECT_TRUE(fit.covariance.isApprox(fit.variance * c.inverse(), 1e-8));
  const Eigen::MatrixXd left = Eigen::MatrixXd::Identity(n, n) - x * c.inverse() * x.transpose() * inverse;  // I - H
  const Eigen::VectorXd e = left * y;
  EXPECT_NEAR(fit.variance, e.dot(inverse * e) / (left * left).trace(), 1e-9);
  EXPECT_NEAR(fit.degrees, left.trace(), 1e-9);
}

TEST(Mixed, FindsWhatActsAndShrinksWhatDoesNot) {
  const Made m = made(5, 400, 0.31);
  const MixedFit fit = mixed(m.y, m.design);
  ASSERT_TRUE(fit.identifiable);
  EXPECT_NEAR(fit.coefficients(1), 0.31, 0.05);
  EXPECT_NEAR(fit.coefficients(2), -0.155, 0.05);
  EXPECT_GT(fit.variance_ratios[0], 10 * fit.variance_ratios[1]);
  EXPECT_LT(block_test(fit, 0, 1).p, 1e-10);
  EXPECT_GT(block_test(fit, 1, 1).p, 0.05);
}

TEST(Mixed, ADayThatIsMissingCountsAsLittleAsOneThatIsNotThere) {
  Made m = made(7, 60, 0.23);
  const MixedFit shorter =
      mixed(std::span(m.y).first(50), {m.design.fixed.topRows(50), m.design.random.topRows(50), m.design.blocks});
  for (int t = 50; t < 60; ++t) m.y[static_cast<std::size_t>(t)] = NAN;
  const MixedFit fit = mixed(m.y, m.design);
  EXPECT_EQ(fit.n, 50);
  EXPECT_TRUE(fit.coefficients.isApprox(shorter.coefficients, 1e-12));
}

// Under no effect p is uniform: 400 draws, 0.05 +- 3 sd of a binomial.
TEST(Mixed, TheTestOfABlockThatDoesNothingIsRightAsOftenAsItSays) {
  int below = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Made m = made(100 + seed, 90, 0.2);
    below += block_test(mixed(m.y, m.design), 1, 0.5).p < 0.05 ? 1 : 0;
  }
  EXPECT_GE(below, 8);
  EXPECT_LE(below, 34);
}

// The rounds end where a ratio changes by less than 0.005, so that where they start moves them by as much.
TEST(Mixed, FromItsOwnNoiseTheRatiosAreFoundAgain) {
  const Made m = made(8, 300, 0.3);
  const MixedFit fit = mixed(m.y, m.design);
  const MixedFit known = mixed(m.y, m.design, {fit.noise, fit.variance_ratios});
  EXPECT_TRUE(known.coefficients.isApprox(fit.coefficients, 1e-12));
  const MixedFit again = mixed(m.y, m.design, {fit.noise, {1, 1}, 40});
  for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(again.variance_ratios[j] / fit.variance_ratios[j], 1, 0.02);
}

TEST(Mixed, EachOfSeveralIsAsAlone) {
  Made one = made(9, 200, 0.3);
  std::vector<double> other = made(10, 200, 0.3).y, gap = one.y;
  gap[7] = NAN;
  const std::vector<std::span<const double>> values{one.y, other, gap};
  for (const int threads : {1, 2}) {
    const std::vector<MixedFit> each = mixed_each(values, one.design, threads);
    ASSERT_EQ(each.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      const MixedFit alone = mixed(values[i], one.design);
      EXPECT_EQ(each[i].n, i == 2 ? 199 : 200);
      EXPECT_NEAR(each[i].noise.phi, alone.noise.phi, 1e-12);
      EXPECT_TRUE(each[i].coefficients.isApprox(alone.coefficients, 1e-6));  // the sums add up in another order
    }
  }
}

TEST(Mixed, WithoutItsLastBlockItIsTheSmallerModelOfItsVariances) {
  const Made m = made(11, 150, 0.3);
  const MixedFit fit = mixed(m.y, m.design), less = without_last_block(fit);
  MixedDesign smaller = m.design;
  smaller.random = m.design.random.leftCols(3);
  smaller.blocks.pop_back();
  const MixedFit known = mixed(m.y, smaller, {fit.noise, {fit.variance_ratios[0]}});
  EXPECT_TRUE(less.coefficients.isApprox(known.coefficients, 1e-9));
  EXPECT_TRUE((less.covariance / fit.variance).isApprox(known.covariance / known.variance, 1e-9));
  EXPECT_NEAR(less.degrees, known.degrees, 1e-8);
  EXPECT_EQ(less.variance, fit.variance);
}

TEST(Mixed, TooFewDaysIsAnAnswer) {
  const Made m = made(1, 5, 0.1);
  const MixedFit fit = mixed(m.y, m.design);
  EXPECT_FALSE(fit.identifiable);
  EXPECT_EQ(block_test(fit, 0, 1).p, 1);
}

TEST(Mixed, RefusesBlocksThatDoNotCoverTheColumns) {
  Made m = made(1, 20, 0.1);
  m.design.blocks = {{0, 3}};
  EXPECT_THROW((void)mixed(m.y, m.design), ContractError);
  m.design.blocks = {{0, 3}, {4, 3}};
  EXPECT_THROW((void)mixed(m.y, m.design), ContractError);
  EXPECT_THROW((void)mixed(std::vector<double>(3, 1.0), made(1, 20, 0.1).design), ContractError);
  EXPECT_THROW((void)block_test(MixedFit{}, 0, 1), ContractError);
}

// One weight w is w chi-square_1 over the variance: the F distribution, exactly known.
TEST(WeightedChiSquareTail, OfOneWeightIsTheTailOfF) {
  for (const double x : {0.3, 1.7, 5.1, 12.3, 31.0}) {
    const double exact = f_tail(x / 2.5, 1, 57);
    EXPECT_NEAR(weighted_chi_square_tail(std::vector<double>{2.5}, x, 57) / exact, 1, 0.08) << x;
  }
}

// Equal weights are m F(m, degrees).
TEST(WeightedChiSquareTail, OfEqualWeightsIsTheTailOfF) {
  for (const double x : {2.0, 6.1, 14.9, 29.0}) {
    const double exact = f_tail(x / 4, 4, 211);
    EXPECT_NEAR(weighted_chi_square_tail(std::vector<double>(4, 1.0), x, 211) / exact, 1, 0.03) << x;
  }
}

// A mixture has no closed form: 200,000 draws.
TEST(WeightedChiSquareTail, OfAMixtureIsWhatDrawsGive) {
  Random random(11);
  const std::vector<double> weights{1.9, 0.7, 0.23, 0.04};
  int above = 0;
  const int draws = 200'000;
  for (int i = 0; i < draws; ++i) {
    double sum = 0;
    for (const double w : weights) {
      const double z = random.normal();
      sum += w * z * z;
    }
    above += sum >= 7.3 ? 1 : 0;
  }
  const double share = static_cast<double>(above) / draws;
  EXPECT_NEAR(weighted_chi_square_tail(weights, 7.3, 1e7) / share, 1, 0.05);
}

TEST(WeightedChiSquareTail, OfNothingIsOne) {
  EXPECT_EQ(weighted_chi_square_tail(std::vector<double>{0, 0}, 3, 9), 1);
  EXPECT_EQ(weighted_chi_square_tail(std::vector<double>{1}, 0, 9), 1);
  EXPECT_THROW((void)weighted_chi_square_tail(std::vector<double>{-1}, 1, 9), ContractError);
  EXPECT_THROW((void)weighted_chi_square_tail(std::vector<double>{1}, 1, 0), ContractError);
}

}  // namespace mixed_test
}  // namespace skin2vec::stats
