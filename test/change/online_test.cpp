#include "skin2vec/change/online.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::change {
namespace online_test {

TEST(PageHinkley, IsTheSumAboveItsLeast) {
  PageHinkley test({.slack = 0.5});
  // x 1, 3, 8; means 1, 2, 4; up -0.5, 0, 3.5, least -0.5.
  EXPECT_DOUBLE_EQ(test.add(1), 0.0);
  EXPECT_DOUBLE_EQ(test.add(3), 0.5);
  EXPECT_DOUBLE_EQ(test.add(8), 4.0);
  EXPECT_DOUBLE_EQ(test.add(NAN), 4.0);
}

TEST(Cusum, GathersWhatIsBeyondTheSlackOnEitherSide) {
  Cusum test({.slack = 0.25});
  EXPECT_DOUBLE_EQ(test.add(1), 0.75);
  EXPECT_DOUBLE_EQ(test.add(0.5), 1.0);
  EXPECT_DOUBLE_EQ(test.add(NAN), 1.0);
  EXPECT_DOUBLE_EQ(test.add(-4), 3.75);
}

// The run lengths of three values by hand: every history of changes, its prior and its densities, summed.
TEST(Bocpd, IsBayesRuleOverAllHistories) {
  const double hazard = 0.1, values[3] = {0.4, 0.1, 2.5};
  const auto density = [&](int begin, int at) {  // Student's t of values[at], of a run that began on `begin`
    double n = 0.25, mean = 0, shape = 1, rate = 1;
    for (int i = begin; i < at; ++i) {
      rate += n * (values[i] - mean) * (values[i] - mean) / (2 * (n + 1));
      mean = (n * mean + values[i]) / (n + 1);
      ++n, shape += 0.5;
    }
    const double scale = rate * (n + 1) / (shape * n), x = (values[at] - mean) * (values[at] - mean) / scale;
    return std::tgamma(shape + 0.5) / std::tgamma(shape) / std::sqrt(2 * M_PI * shape * scale) *
           std::pow(1 + x / (2 * shape), -shape - 0.5);
  };
  double last[3] = {0, 0, 0};  // by the day on which the run that holds the third value began
  for (int change = 0; change < 4; ++change) {
    const bool second = change & 1, third = change & 2;
    const int begin2 = second ? 1 : 0, begin3 = third ? 2 : begin2;
    last[begin3] += density(0, 0) * (second ? hazard : 1 - hazard) * density(begin2, 1) *
                    (third ? hazard : 1 - hazard) * density(begin3, 2);
  }
  Bocpd test({.hazard = hazard, .recent = 1});
  for (int i = 0; i < 2; ++i) (void)test.add(values[i]);
  EXPECT_NEAR(test.add(values[2]), last[2] / (last[0] + last[1] + last[2]), 1e-12);
}

TEST(Bocpd, SeesAJumpAndCalmsDown) {
  Random random(4);
  Bocpd test;
  for (int t = 0; t < 100; ++t) (void)test.add(random.normal());
  EXPECT_LT(test.add(0.2), 0.3);
  double after = 0;
  for (int t = 0; t < 6; ++t) after = test.add(5 + random.normal());
  EXPECT_GT(after, 0.9);
  for (int t = 0; t < 40; ++t) after = test.add(5 + random.normal());
  EXPECT_LT(after, 0.3);
}

// The statistic of each day against generalised least squares of [1, step] and [1, slope], begun on every day there is.
TEST(Scan, IsTheLargestOfAllGeneralisedLeastSquares) {
  Random random(5);
  std::vector<double> y;
  y.reserve(70);
  for (int t = 0; t < 70; ++t) y.push_back(t % 9 == 5 ? NAN : 3 + 0.4 * random.normal() + (t > 50 ? 0.8 : 0));
  const stats::Noise noise{0.7, 0.4};
  const double variance = 0.2;
  Scan scan({noise, variance, 100});  // so far off that nothing is clipped
  Scan::Step step;
  for (const double value : y) step = scan.add(value);
  double shift = 0, slope = 0;
  int ago = -1;
  for (int begin = 1; begin < 70; ++begin) {
    Eigen::MatrixXd design = Eigen::MatrixXd::Ones(70, 2);
    const auto z2 = [&] {
      const stats::Regression fit = stats::regress(y, design, {.noise = noise});
      return fit.coefficients(1) * fit.coefficients(1) / (fit.covariance(1, 1) / fit.variance * variance);
    };
    const int age = 69 - begin;
    if (age + 1 >= 4 && (age <= 30 || begin % 5 == 0)) {
      for (int t = 0; t < 70; ++t) design(t, 1) = t >= begin ? 1 : 0;
      if (const double z = z2(); z > shift) shift = z, ago = age;
    }
    if (age + 1 >= 21 && begin % 7 == 0) {
      for (int t = 0; t < 70; ++t) design(t, 1) = t >= begin ? t - begin + 1 : 0;
      slope = std::max(slope, z2());
    }
  }
  EXPECT_NEAR(step.up.shift.z2, shift, 1e-7 * shift);
  EXPECT_EQ(step.up.shift.days_ago, ago);
  EXPECT_NEAR(step.up.slope.z2, slope, 1e-7 * slope);
  EXPECT_NEAR(step.up.shift.size, 0.8, 0.4);
}

// One wild value is worth so many standard deviations, not more.
TEST(Scan, ClipsAWildValue) {
  const auto after = [](double wild) {
    Random random(6);
    Scan scan({{0.0, 0.0}, 1});
    for (int t = 0; t < 60; ++t) (void)scan.add(random.normal());
    Scan::Step step;
    for (const double value : {0.0, 0.0, 0.0, wild}) step = scan.add(value);
    return step.up.shift.z2;
  };
  EXPECT_GT(after(4), after(2));
  EXPECT_NEAR(after(40), after(5), 1e-9);
}

TEST(Scan, OfFewValuesSaysNothing) {
  Scan scan({{0.5, 0.2}, 1});
  for (int t = 0; t < 13; ++t) EXPECT_EQ(scan.add(t).up.shift.z2, 0);
  for (int t = 0; t < 20; ++t) EXPECT_EQ(scan.add(NAN).up.shift.z2, 0);
}

TEST(Detectors, RefuseOptionsOutOfRange) {
  EXPECT_THROW(PageHinkley({.slack = -1}), ContractError);
  EXPECT_THROW(Cusum({.slack = -1}), ContractError);
  EXPECT_THROW(Bocpd({.hazard = 0}), ContractError);
  EXPECT_THROW(Bocpd({.recent = 0}), ContractError);
  EXPECT_THROW(Scan({{1, 0}, 1}), ContractError);
  EXPECT_THROW(Scan({{0.5, 0}, 0}), ContractError);
}

}  // namespace online_test
}  // namespace skin2vec::change
