#include "skin2vec/twin/kernel.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "skin2vec/base/require.h"

namespace skin2vec::twin {
namespace kernel_test {

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

constexpr double exact = 1e-12;  // sums of 22 numbers near 1

TEST(Kernel, ExponentialFallsByItsDaysFromTheOnset) {
  const auto kernel = kernel_of({Shape::exponential, 2, 3.0, -0.7});
  EXPECT_EQ(kernel[0], 0);
  EXPECT_EQ(kernel[1], 0);
  EXPECT_NEAR(kernel[5] / kernel[2], std::exp(-1.0), exact);
  EXPECT_NEAR(sum(kernel), -0.7, exact);
}

TEST(Kernel, DelayedPeaksAfterItsDays) {
  const auto kernel = kernel_of({Shape::delayed, 1, 5.0, 0.9});
  EXPECT_EQ(std::max_element(kernel.begin(), kernel.end()) - kernel.begin(), 6);
  EXPECT_EQ(kernel[1], 0);
  EXPECT_NEAR(sum(kernel), 0.9, exact);
}

TEST(Kernel, PlateauIsFlatThenStops) {
  const auto kernel = kernel_of({Shape::plateau, 1, 4.0, 0.8});
  EXPECT_THAT(std::vector(kernel.begin(), kernel.begin() + 7),
              testing::Pointwise(testing::DoubleNear(exact), {0.0, 0.2, 0.2, 0.2, 0.2, 0.0, 0.0}));
}

TEST(Kernel, BiphasicTurnsIntoItsOpposite) {
  const auto kernel = kernel_of({Shape::biphasic, 0, 1.5, 1.1});
  EXPECT_GT(kernel[0], 0);
  EXPECT_LT(kernel[6], 0);
  double size = 0;
  for (const double value : kernel) size += std::abs(value);
  EXPECT_NEAR(size, 1.1, exact);
}

TEST(Kernel, AHabitMayGoOnBeyondTheLagsOfAnEffect) {
  const auto kernel = kernel_of({Shape::accumulated, 4, 27.0, -1.3});
  EXPECT_EQ(kernel.size(), 31u);
  EXPECT_EQ(kernel[3], 0);
  EXPECT_NEAR(kernel[4], -1.3 / 27, exact);
  EXPECT_NEAR(kernel[30], -1.3 / 27, exact);
  EXPECT_EQ(first_lags(kernel).size(), 22u);
}

TEST(Kernel, LaggedSumKnowsNothingBeforeTheFirstDay) {
  const std::vector<double> kernel{0.5, 0.25, 0.125};
  const std::vector<double> amount{2, 0, 1, 3};
  EXPECT_DOUBLE_EQ(lagged_sum(kernel, amount, 0), 1.0);
  EXPECT_DOUBLE_EQ(lagged_sum(kernel, amount, 2), 0.5 + 0.25);
  EXPECT_DOUBLE_EQ(lagged_sum(kernel, amount, 3), 1.5 + 0.25);
}

TEST(Kernel, RefusesAnOnsetOutsideTheLagsAndNoDays) {
  EXPECT_THROW((void)kernel_of({Shape::exponential, -1, 2.0, 1.0}), ContractError);
  EXPECT_THROW((void)kernel_of({Shape::exponential, 22, 2.0, 1.0}), ContractError);
  EXPECT_THROW((void)kernel_of({Shape::plateau, 0, 0.0, 1.0}), ContractError);
}

}  // namespace kernel_test
}  // namespace skin2vec::twin
