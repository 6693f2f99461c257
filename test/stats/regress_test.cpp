#include "skin2vec/stats/regress.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace regress_test {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Eigen::MatrixXd line(int days) {
  Eigen::MatrixXd design(days, 2);
  for (int t = 0; t < days; ++t) design.row(t) << 1, t;
  return design;
}

// Closed form: y = 1 2 4 3 5 on t = 0..4 has slope 0.9, level 1.2, rss 1.9, so se(slope)^2 = (1.9 / 3) / 10.
TEST(Regress, WithoutMemoryIsLeastSquares) {
  const Regression fit = regress(std::vector<double>{1, 2, 4, 3, 5}, line(5), {.noise = Noise{}});
  ASSERT_TRUE(fit.identifiable);
  EXPECT_NEAR(fit.coefficients(0), 1.2, 1e-12);
  EXPECT_NEAR(fit.coefficients(1), 0.9, 1e-12);
  EXPECT_NEAR(fit.covariance(1, 1), 1.9 / 30, 1e-12);
  EXPECT_NEAR(wald(fit, std::vector<int>{1}).f, 0.81 / (1.9 / 30), 1e-9);
}

TEST(Regress, AMissingDayIsLeftOut) {
  const Regression gap = regress(std::vector<double>{1, 2, nan, 4, 3, 5, 5.5}, line(7));
  EXPECT_EQ(gap.n, 6);
  EXPECT_EQ(gap.degrees, 4);
}

// Scale law: y in other units changes the coefficients and nothing else.
TEST(Regress, FollowsTheUnits) {
  Random random(4);
  std::vector<double> y(60), z(60);
  for (int t = 0; t < 60; ++t) z[t] = 1000 * (y[t] = 0.01 * t + random.normal());
  const Regression small = regress(y, line(60)), large = regress(z, line(60));
  EXPECT_NEAR(large.coefficients(1) / small.coefficients(1), 1000, 1e-6);
  EXPECT_NEAR(wald(large, std::vector<int>{1}).p, wald(small, std::vector<int>{1}).p, 1e-9);
}

// The rate of p < 0.05 for a column without effect, AR(1) phi 0.6 + white noise 0.3, 15 % missing, 400 series of 200
// days: between 0.02 and 0.08 (binomial sd 0.011). Least squares gives 0.25 and more for this column (a slow wave).
TEST(Regress, CallsChanceAFindingAsOftenAsItSays) {
  int called = 0, called_by_least_squares = 0;
  for (int r = 0; r < 400; ++r) {
    Random random = Random(17).fork(r);
    std::vector<double> y(200);
    Eigen::MatrixXd design(200, 2);
    double state = random.normal();
    for (int t = 0; t < 200; ++t) {
      y[t] = random.chance(0.15) ? nan : std::sqrt(0.7) * state + std::sqrt(0.3) * random.normal();
      state = 0.6 * state + 0.8 * random.normal();
      design.row(t) << 1, std::cos(0.12 * t);
    }
    called += wald(regress(y, design), std::vector<int>{1}).p < 0.05;
    called_by_least_squares += wald(regress(y, design, {.noise = Noise{}}), std::vector<int>{1}).p < 0.05;
  }
  EXPECT_GT(called, 8);
  EXPECT_LT(called, 32);
  EXPECT_GT(called_by_least_squares, 60);
}

TEST(Regress, TooLittleIsAnAnswer) {
  EXPECT_FALSE(regress(std::vector<double>{1, 2, 3, 5}, line(4)).identifiable);
  EXPECT_FALSE(regress(std::vector<double>{}, line(0)).identifiable);
  EXPECT_FALSE(regress(std::vector<double>(9, nan), line(9)).identifiable);
  Eigen::MatrixXd twice(8, 2);
  twice << line(8).col(1), 3 * line(8).col(1);
  EXPECT_FALSE(regress(std::vector<double>{1, 5, 2, 4, 3, 7, 6, 8}, twice).identifiable);
  EXPECT_EQ(wald(Regression{}, std::vector<int>{0}).p, 1);
}

TEST(Regress, RefusesRowsAndColumnsThatDoNotFit) {
  EXPECT_THROW((void)regress(std::vector<double>{1, 2}, line(3)), ContractError);
  const Regression fit = regress(std::vector<double>{1, 2, 4, 3, 5, 7}, line(6));
  EXPECT_THROW((void)wald(fit, std::vector<int>{2}), ContractError);
  EXPECT_THROW((void)wald(fit, std::vector<int>{-1}), ContractError);
  EXPECT_THROW((void)wald(fit, std::vector<int>{}), ContractError);
}

}  // namespace regress_test
}  // namespace skin2vec::stats
