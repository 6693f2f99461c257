#include "skin2vec/forecast/gp_forecast.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::forecast {
namespace structural_test {

DayTable table_of(int days, int dimensions, std::uint64_t seed) {
  DayTable table{.first = Day{20000}, .days = days};
  table.value = Eigen::ArrayXXd(days, dimensions);
  Random random(seed);
  for (int d = 0; d < dimensions; ++d) {
    table.dimensions.push_back("d" + std::to_string(d));
    table.low.push_back(0);
    table.high.push_back(5);
    double state = 0;
    for (int day = 0; day < days; ++day) {
      state = 0.8 * state + 0.3 * random.normal();
      table.value(day, d) = 2.5 + state + 0.2 * random.normal();
    }
  }
  return table;
}

series::CovariateSeries covariate_of(const char* name, series::CovariateKind kind, int days) {
  return {.name = name, .kind = kind, .amount = Eigen::VectorXd::Zero(days)};
}

TEST(Structural, OfAConstantIsThatConstant) {
  DayTable table = table_of(60, 1, 1);
  table.value = 3.25;
  const Forecasts forecasts = gp_forecast(table);
  for (int h = 1; h <= kHorizons; ++h) EXPECT_NEAR(forecasts.mean(59, h, 0), 3.25, 1e-9);
}

TEST(Structural, HasLearnedWhatAnEventDoes) {
  // A day after the event is 1 lower, and nothing else happens.
  DayTable table = table_of(200, 1, 2);
  series::CovariateSeries late = covariate_of("late_night", series::CovariateKind::event, 200);
  Random random(3);
  for (int day = 0; day < 199; ++day) {
    if (!random.chance(0.2)) continue;
    late.amount(day) = 1;
    table.value(day + 1, 0) -= 1;
  }
  late.amount(198) = 0;
  DayTable with = table;
  late.amount(199) = 1;
  with.covariates = {late};
  late.amount(199) = 0;
  table.covariates = {late};
  const double fall = gp_forecast(with, {}, 199).mean(199, 1, 0) - gp_forecast(table, {}, 199).mean(199, 1, 0);
  EXPECT_LT(fall, -0.5);
  EXPECT_GT(fall, -1.3);
}

TEST(Structural, UsesNothingAfterTheOrigin) {
  DayTable table = table_of(150, 2, 4);
  table.value(70, 1) = NAN;
  table.covariates = {covariate_of("late_night", series::CovariateKind::event, 150),
                      covariate_of("humidity", series::CovariateKind::exposure, 150),
                      covariate_of("pm25", series::CovariateKind::exposure, 150)};
  table.bumps = {{1, 2}};
  Random random(5);
  for (int day = 0; day < 150; ++day) {
    table.covariates[0].amount(day) = random.chance(0.3) ? 1 : 0;
    table.covariates[1].amount(day) = day % 11 == 0 ? NAN : 50 + 10 * random.normal();
    table.covariates[2].amount(day) = 40 + 20 * random.normal();
  }
  table.cycles = {{.name = "monthly", .period_days = 28, .length_sd = 2, .longest_days = 40, .starts = {}}};
  for (int day = 80; day < 150; day += 29) table.cycles[0].starts.push_back(table.first + day);
  const Forecasts whole = gp_forecast(table, {}, 60);
  for (const int days : {75, 95, 140}) {
    const Forecasts then = gp_forecast(first_days(table, days), {}, 60);
    for (int d = 0; d < 2; ++d) {
      for (int h = 1; h <= kHorizons; ++h) {
        EXPECT_EQ(then.mean(days - 1, h, d), whole.mean(days - 1, h, d)) << days << " " << h;
        EXPECT_EQ(then.sd(days - 1, h, d), whole.sd(days - 1, h, d)) << days << " " << h;
      }
    }
  }
}

TEST(Structural, IsTheMeanOfTheJointGaussianDensity) {
  // No covariates: conditional mean of a density whose covariance is written out, by one dense solve.
  const GpOptions o{.season_sd = 1e-6, .weekday_sd = 1e-6, .hidden_cycle_sd = 1e-6};
  DayTable table = table_of(40, 1, 6);
  for (const int day : {3, 4, 17, 39}) table.value(day, 0) = NAN;
  std::vector<int> read;
  for (int day = 0; day < 40; ++day) {
    if (!std::isnan(table.value(day, 0))) read.push_back(day);
  }
  const auto between = [&](int a, int b) {
    const double apart = std::abs(a - b);
    return 9 + o.level_sd * o.level_sd * std::exp(-apart / o.level_days) +
           o.state_sd * o.state_sd * std::exp(-apart / o.state_days);
  };
  const auto n = static_cast<Eigen::Index>(read.size());
  Eigen::MatrixXd all(n, n);
  Eigen::VectorXd value(n), across(n);
  const Forecasts forecasts = gp_forecast(table, o);
  for (const int h : {1, 14}) {
    for (Eigen::Index i = 0; i < n; ++i) {
      const int day = read[static_cast<std::size_t>(i)];
      for (Eigen::Index k = 0; k < n; ++k) {
        all(i, k) = between(day, read[static_cast<std::size_t>(k)]) + (i == k ? o.noise_sd * o.noise_sd : 0);
      }
      value(i) = table.value(day, 0) - table.value(0, 0);
      across(i) = between(day, 39 + h);
    }
    EXPECT_NEAR(forecasts.mean(39, h, 0), table.value(0, 0) + across.dot(all.ldlt().solve(value)), 1e-9);
  }
}

TEST(Structural, DimensionsDoNotTouchEachOther) {
  const DayTable both = table_of(60, 2, 7);
  DayTable one = both;
  one.dimensions.resize(1);
  one.value = Eigen::ArrayXXd(both.value.leftCols(1));
  const Forecasts together = gp_forecast(both), alone = gp_forecast(one);
  for (int h = 1; h <= kHorizons; ++h) EXPECT_NEAR(together.mean(59, h, 0), alone.mean(59, h, 0), 1e-12);
}

TEST(Structural, WhatOneDimensionLacksIsNoLossToAnother) {
  // They share a factor of the days on which one was read; alone each has its own.
  DayTable both = table_of(90, 3, 9);
  for (const int day : {2, 11, 12, 40, 61, 83, 88}) both.value(day, 0) = NAN;
  for (const int day : {0, 11, 33, 84}) both.value(day, 1) = NAN;
  both.value.col(2).head(30) = NAN;  // too much of it is missing to be shared
  const Forecasts together = gp_forecast(both);
  for (int d = 0; d < 3; ++d) {
    DayTable one = both;
    one.dimensions.resize(1);
    one.value = Eigen::ArrayXXd(both.value.col(d));
    const Forecasts alone = gp_forecast(one);
    for (const int origin : {40, 55, 56, 83, 89}) {
      for (const int h : {1, 14}) EXPECT_NEAR(together.mean(origin, h, d), alone.mean(origin, h, 0), 1e-10) << origin;
    }
  }
}

TEST(Structural, FromAnyOriginTheBytesAreTheSame) {
  DayTable table = table_of(100, 2, 10);
  for (const int day : {20, 57, 58, 99}) table.value(day, 1) = NAN;
  const Forecasts whole = gp_forecast(table);
  for (const int from : {1, 27, 28, 57, 84, 99}) {
    const Forecasts later = gp_forecast(table, {}, from);
    EXPECT_TRUE(std::isnan(later.mean(from - 1, 1, 0)));
    for (int origin = from; origin < 100; ++origin) {
      for (int h = 1; h <= kHorizons; ++h) {
        for (int d = 0; d < 2; ++d) EXPECT_EQ(later.mean(origin, h, d), whole.mean(origin, h, d)) << from << origin;
      }
    }
  }
}

TEST(Structural, NothingReadGivesNoForecast) {
  DayTable table = table_of(20, 2, 8);
  table.value.col(1) = NAN;
  table.value.col(0).head(10) = NAN;
  const Forecasts forecasts = gp_forecast(table);
  EXPECT_TRUE(std::isnan(forecasts.mean(9, 1, 0)));
  EXPECT_FALSE(std::isnan(forecasts.mean(10, 1, 0)));
  EXPECT_TRUE(std::isnan(forecasts.mean(19, 1, 1)));
  EXPECT_EQ(gp_forecast(DayTable{.value = Eigen::ArrayXXd(0, 0)}).days(), 0);
}

TEST(Structural, RefusesOptionsOutOfRange) {
  const DayTable table = table_of(10, 1, 9);
  EXPECT_THROW((void)gp_forecast(table, {.noise_sd = 0}), ContractError);
  EXPECT_THROW((void)gp_forecast(table, {.refit_days = 0}), ContractError);
  EXPECT_THROW((void)gp_forecast(table, {}, -1), ContractError);
}

}  // namespace structural_test
}  // namespace skin2vec::forecast
