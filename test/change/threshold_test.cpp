#include "skin2vec/change/threshold.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/change/online.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::change {
namespace threshold_test {

TEST(Threshold, IsOfTheTableAndStraightBetweenItsLogarithms) {
  EXPECT_NEAR(threshold(90, 0.1).shift, 23.2, 1e-9);
  EXPECT_NEAR(threshold(90, 0.1).slope, 17.6, 1e-9);
  EXPECT_NEAR(threshold(90, std::sqrt(0.1 * 0.03)).shift, (23.2 + 32.9) / 2, 1e-9);
  EXPECT_GT(threshold(60, 0.1).shift, threshold(75, 0.1).shift);
  EXPECT_GT(threshold(75, 0.1).shift, threshold(90, 0.1).shift);
  EXPECT_GT(threshold(90, 0.001).shift, threshold(90, 0.003).shift);
  EXPECT_EQ(threshold(4000, 0.1).shift, threshold(400, 0.1).shift);
  EXPECT_GE(threshold(90, 50).slope, 0);
}

TEST(Threshold, OfTooFewValuesIsOutOfReach) {
  EXPECT_TRUE(std::isinf(threshold(24, 1).shift));
  EXPECT_TRUE(std::isinf(threshold(0, 1).slope));
}

// The table and the Scan change together: 300 years of noise of its kind, known from 130 days, as
// bench_alarm_thresholds makes them. Of a rate of 0.3 a year exp(-0.3) = 0.741 have no alarm; 0.08 is three standard
// errors.
TEST(Threshold, IsWhatAScanReachesSoOften) {
  int quiet_shift = 0, quiet_slope = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    Random random = Random(5).fork(i);
    const double phi = random.uniform(0, 0.97), white = random.uniform(0, 0.9);
    std::vector<double> values(130 + 365);
    double slow = random.normal();
    for (double& value : values) {
      value = std::sqrt(1 - white) * slow + std::sqrt(white) * random.normal();
      slow = phi * slow + std::sqrt(1 - phi * phi) * random.normal();
    }
    const auto fit = stats::regress(std::span(values).first(130), Eigen::MatrixXd::Ones(130, 1));
    const Threshold limit = threshold(fit.n, 0.3);
    Scan scan({fit.noise, fit.variance});
    bool shift = false, slope = false;
    for (std::size_t t = 0; t < values.size(); ++t) {
      const Scan::Step step = scan.add(values[t]);
      if (t < 130) continue;
      shift |= std::max(step.up.shift.z2, step.down.shift.z2) > limit.shift;
      slope |= std::max(step.up.slope.z2, step.down.slope.z2) > limit.slope;
    }
    quiet_shift += !shift, quiet_slope += !slope;
  }
  EXPECT_NEAR(quiet_shift / 300.0, 0.741, 0.08);
  EXPECT_NEAR(quiet_slope / 300.0, 0.741, 0.08);
}

TEST(Threshold, RefusesARateThatIsNotPositive) {
  EXPECT_THROW((void)threshold(90, 0), ContractError);
}

}  // namespace threshold_test
}  // namespace skin2vec::change
