#include "skin2vec/forecast/pooled_ridge.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "test/learn/shipped.h"

namespace skin2vec::forecast {
namespace pooled_ridge_test {

// A mean of 2.5 and what `keeps` of itself a day; 1: a walk.
DayTable series(int days, double keeps, std::uint64_t seed, double missing = 0) {
  DayTable table{.first = Day{20000}, .days = days, .dimensions = {"anything"}, .low = {0}, .high = {5}};
  table.value = Eigen::ArrayXXd(days, 1);
  Random random(seed);
  const double fresh = keeps < 1 ? std::sqrt(1 - keeps * keeps) : 0.3;
  double state = random.normal();
  for (int day = 0; day < days; ++day) {
    state = keeps * state + fresh * random.normal();
    table.value(day, 0) = random.chance(missing) ? NAN : std::clamp(2.5 + 0.4 * state, 0.0, 5.0);
  }
  return table;
}

// The mean square error of the days ahead over 40 records, beside that of a baseline.
struct Errors {
  double ours = 0, theirs = 0;
};
Errors errors(double keeps, int horizon, Baseline baseline) {
  std::vector<Score> ours, theirs;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const DayTable table = series(150, keeps, seed, 0.1);
    ours.push_back(
        evaluate(pooled_ridge_forecast(table, learn::pretrained_ridge()), table, {.horizon = horizon, .from = 40}));
    theirs.push_back(evaluate(forecasts_of(baseline, table), table, {.horizon = horizon, .from = 40}));
  }
  return {pooled(ours).mse, pooled(theirs).mse};
}

TEST(PooledRidge, TheShippedOneKnowsNoiseFromAWalk) {
  // One rule for all is not the best of each: of noise nothing beats the mean, and it is 7 % above; of a walk nothing
  // beats the last value, and it is 35 % above, far from the mean so far.
  const Errors noise = errors(0, 1, Baseline::historical);
  EXPECT_LT(noise.ours, 1.1 * noise.theirs);
  const Errors walk = errors(1, 1, Baseline::persistence);
  EXPECT_LT(walk.ours, 1.5 * walk.theirs);
  EXPECT_LT(walk.ours, 0.2 * errors(1, 1, Baseline::historical).theirs);
  const Errors between = errors(0.7, 1, Baseline::exponential_smoothing);
  EXPECT_LT(between.ours, between.theirs);
  const Errors week = errors(0.7, 7, Baseline::historical);
  EXPECT_LT(week.ours, 1.1 * week.theirs);
}

TEST(PooledRidge, LearnsAnAutoregressionFromOthers) {
  PooledSums others;
  for (std::uint64_t seed = 101; seed <= 200; ++seed) others.add(series(200, 0.8, seed));
  const PooledWeights learned = fit(others, PooledWeights::Zero(kPooledColumns, kHorizons), 1);
  std::vector<Score> scores;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const DayTable table = series(200, 0.8, seed);
    scores.push_back(evaluate(pooled_ridge_forecast(table, learned), table, {.horizon = 1, .from = 60}));
  }
  // The variance of what is new each day: 0.16 (1 - 0.64); 5600 pairs have a standard error of 2 %.
  EXPECT_NEAR(pooled(scores).mse / (0.16 * 0.36), 1, 0.08);
}

TEST(PooledRidge, IsTheLeastSquaresOfItsPairs) {
  // Any other weights have more squared error, by the sums; and by the pairs, since an oracle is what they say.
  PooledSums sums;
  const DayTable table = series(200, 0.5, 3, 0.2);
  sums.add(table);
  const PooledWeights zero = PooledWeights::Zero(kPooledColumns, kHorizons);
  const PooledWeights best = fit(sums, zero, 1e-6);
  const Forecasts forecasts = pooled_ridge_forecast(table, best);
  for (const int h : {1, 7, 14}) {
    const double least = mean_square_error(sums, best, h);
    Random random(4);
    for (int i = 0; i < 20; ++i) {
      PooledWeights other = best;
      for (Eigen::Index k = 0; k < kPooledColumns; ++k) other(k, h - 1) += 0.01 * random.normal();
      EXPECT_GT(mean_square_error(sums, other, h), least);
    }
    // Of targets within 5 scales, which are all here, the oracle has this error where each is told in its scale.
    EXPECT_LT(evaluate(forecasts, table, {.horizon = h}).mse,
              evaluate(pooled_ridge_forecast(table, zero), table, {.horizon = h}).mse);
  }
}

TEST(PooledRidge, SumsAddUpAndAPriorHoldsWithoutPairs) {
  const DayTable one = series(90, 0.5, 5), two = series(120, 0.9, 6);
  PooledSums apart, together, second;
  apart.add(one);
  second.add(two);
  apart.add(second);
  together.add(one);
  together.add(two);
  EXPECT_EQ(apart.pairs, together.pairs);
  EXPECT_LT((apart.moment - together.moment).norm(), 1e-9 * together.moment.norm());
  PooledSums twice;
  twice.add(one, 2);
  EXPECT_EQ(twice.pairs[0], 2 * (89));
  EXPECT_LT((fit(PooledSums(), learn::pretrained_ridge()) - learn::pretrained_ridge()).norm(), 1e-9);
}

TEST(PooledRidge, SeesNoNameAndNoUnit) {
  const DayTable table = series(150, 0.6, 7, 0.1);
  DayTable other = table;
  other.dimensions = {"minutes_asleep"};
  other.value = 400 + 60 * table.value;
  other.low = {400};
  other.high = {700};
  const Forecasts ours = pooled_ridge_forecast(table, learn::pretrained_ridge());
  const Forecasts theirs = pooled_ridge_forecast(other, learn::pretrained_ridge());
  for (const int origin : {10, 80, 149}) {
    for (const int h : {1, 5, 14}) {
      EXPECT_NEAR(theirs.mean(origin, h, 0), 400 + 60 * ours.mean(origin, h, 0), 1e-3);  // tokens are floats
    }
  }
}

TEST(PooledRidge, KnowsNothingThatCameLater) {
  DayTable table = series(120, 0.6, 8, 0.1);
  const Forecasts before = pooled_ridge_forecast(table, learn::pretrained_ridge());
  for (int day = 100; day < 120; ++day) table.value(day, 0) = 5;
  const Forecasts after = pooled_ridge_forecast(table, learn::pretrained_ridge());
  for (int h = 1; h <= kHorizons; ++h) {
    EXPECT_EQ(after.mean(99, h, 0), before.mean(99, h, 0));
    EXPECT_EQ(after.sd(99, h, 0), before.sd(99, h, 0));
  }
  EXPECT_NE(after.mean(100, 1, 0), before.mean(100, 1, 0));
}

TEST(PooledRidge, FindsTheWeekday) {
  // A level, noise, and Saturdays and Sundays higher by two of its sds.
  std::vector<Score> ours, mean;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    DayTable table = series(150, 0, seed);
    for (int day = 0; day < table.days; ++day) table.value(day, 0) += (table.first + day).weekday() >= 5 ? 0.8 : 0;
    ours.push_back(
        evaluate(pooled_ridge_forecast(table, learn::pretrained_ridge()), table, {.horizon = 3, .from = 60}));
    mean.push_back(evaluate(forecasts_of(Baseline::historical, table), table, {.horizon = 3, .from = 60}));
  }
  // Noise has 0.16; the weekend adds 0.64 * 2/7 * 5/7 = 0.13 to who does not know it.
  EXPECT_LT(pooled(ours).mse, 0.75 * pooled(mean).mse);
}

TEST(PooledRidge, AnswersBeforeAndWithoutReadings) {
  DayTable table = series(30, 0.5, 9);
  table.value.topRows(10) = NAN;
  const Forecasts forecasts = pooled_ridge_forecast(table, learn::pretrained_ridge());
  EXPECT_TRUE(std::isnan(forecasts.mean(9, 1, 0)));
  EXPECT_FALSE(std::isnan(forecasts.mean(10, 14, 0)));
  EXPECT_EQ(pooled_ridge_forecast(DayTable{}, learn::pretrained_ridge()).days(), 0);
}

TEST(PooledRidge, AFileGivesItBackAndAnotherIsRefused) {
  const auto again = pooled_weights(pooled_file(learn::pretrained_ridge()));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, learn::pretrained_ridge());
  EXPECT_FALSE(pooled_weights(TensorFile{}).has_value());
  TensorFile small = {.tensors = {{"pooled_ridge", {1, 1}, std::vector<float>{1}}}, .metadata = {}};
  EXPECT_EQ(pooled_weights(small).error().fault, Fault::malformed);
}

TEST(PooledRidge, RefusesWhatDoesNotFit) {
  EXPECT_THROW((void)fit(PooledSums(), PooledWeights::Zero(2, 2)), ContractError);
  EXPECT_THROW((void)fit(PooledSums(), learn::pretrained_ridge(), 0), ContractError);
  EXPECT_THROW((void)pooled_ridge_forecast(series(30, 0, 1), PooledWeights::Zero(2, 2)), ContractError);
  EXPECT_THROW((void)mean_square_error(PooledSums(), learn::pretrained_ridge(), 0), ContractError);
}

}  // namespace pooled_ridge_test
}  // namespace skin2vec::forecast
