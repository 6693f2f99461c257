#include "skin2vec/forecast/decomposed_linear.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"

namespace skin2vec::forecast {
namespace decomposed_linear_test {

DayTable table_of(const std::vector<double>& values) {
  DayTable table{.days = static_cast<int>(values.size()), .dimensions = {"oil"}, .low = {0}, .high = {5}};
  table.value = Eigen::Map<const Eigen::ArrayXd>(values.data(), table.days);
  return table;
}

std::vector<double> waves(int days, double noise) {
  Random random(3);
  std::vector<double> values;
  for (int day = 0; day < days; ++day) {
    values.push_back(2.5 + std::sin(2 * M_PI * day / 7) + 0.5 * std::cos(2 * M_PI * day / 14) +
                     noise * random.normal());
  }
  return values;
}

TEST(DecomposedLinear, LearnsAWaveThatTheWindowHolds) {
  // Waves of 7 and 14 days are a linear map of any 28 of them, up to the penalty.
  const std::vector<double> all = waves(414, 0);
  const DayTable table = table_of({all.begin(), all.end() - 14});
  const Forecasts forecasts = decomposed_linear_forecast(table);
  for (int h = 1; h <= kHorizons; ++h) {
    EXPECT_NEAR(forecasts.mean(399, h, 0), all[static_cast<std::size_t>(399 + h)], 0.1) << h;
  }
}

TEST(DecomposedLinear, IsAheadOfPersistenceOnNoisyWaves) {
  const DayTable table = table_of(waves(400, 0.3));
  const Score linear = evaluate(decomposed_linear_forecast(table), table, {.horizon = 3, .from = 150});
  const Score naive = evaluate(forecasts_of(Baseline::persistence, table), table, {.horizon = 3, .from = 150});
  EXPECT_LT(linear.mae, 0.5 * naive.mae);
  EXPECT_GT(linear.mae, 0.3 * std::sqrt(2 / M_PI));  // nobody knows the noise
}

TEST(DecomposedLinear, UsesNothingAfterTheOrigin) {
  std::vector<double> values = waves(300, 0.3);
  values[50] = values[200] = NAN;
  const Forecasts whole = decomposed_linear_forecast(table_of(values));
  for (const int days : {40, 130, 250}) {
    const Forecasts then = decomposed_linear_forecast(table_of({values.begin(), values.begin() + days}));
    for (int h = 1; h <= kHorizons; ++h) EXPECT_EQ(then.mean(days - 1, h, 0), whole.mean(days - 1, h, 0));
  }
}

TEST(DecomposedLinear, BeforeItHasLearnedIsTheLastValue) {
  const std::vector<double> values = {NAN, 2, 3, NAN};
  const Forecasts forecasts = decomposed_linear_forecast(table_of(values));
  EXPECT_TRUE(std::isnan(forecasts.mean(0, 1, 0)));
  EXPECT_EQ(forecasts.mean(3, 5, 0), 3);
  EXPECT_EQ(decomposed_linear_forecast(table_of(std::vector<double>(200, 2.5))).mean(199, 5, 0), 2.5);
}

TEST(DecomposedLinear, RefusesOptionsOutOfRange) {
  EXPECT_THROW((void)decomposed_linear_forecast(table_of({1, 2}), {.penalty = 0}), ContractError);
  EXPECT_THROW((void)decomposed_linear_forecast(table_of({1, 2}), {.refit_days = 0}), ContractError);
}

}  // namespace decomposed_linear_test
}  // namespace skin2vec::forecast
