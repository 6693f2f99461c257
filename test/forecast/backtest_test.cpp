#include "skin2vec/forecast/backtest.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::forecast {
namespace comparison_test {

DayTable noise(int days, std::uint64_t seed) {
  DayTable table{.days = days, .dimensions = {"oil"}, .low = {0}, .high = {5}};
  table.value = Eigen::ArrayXXd(days, 1);
  Random random(seed);
  for (int day = 0; day < days; ++day) table.value(day, 0) = 2.5 + 0.3 * random.normal();
  return table;
}

Forecasts off_by(const DayTable& table, double off) {
  Forecasts forecasts(table.days, 1);
  for (int origin = 0; origin < table.days; ++origin) {
    for (int h = 1; h <= kHorizons; ++h) {
      forecasts.mean(origin, h, 0) = 2.5 + off;
      forecasts.sd(origin, h, 0) = 0.3;
    }
  }
  return forecasts;
}

int chosen(const Combined& combined, int origin, int horizon) {
  return combined.chosen[static_cast<std::size_t>(origin) * kHorizons + static_cast<std::size_t>(horizon - 1)];
}

TEST(Follow, FollowsTheOneThatWeighsMoreUntilThePastSaysOtherwise) {
  const DayTable table = noise(120, 1);
  const std::vector<Candidate> candidates = {{"good", off_by(table, 0)}, {"bad", off_by(table, 1), 3}};
  const Combined combined = combine(candidates, table);
  EXPECT_EQ(chosen(combined, 0, 1), 1);
  EXPECT_EQ(combined.forecasts.mean(0, 1, 0), 2.5 + 0.75);  // three parts of four
  EXPECT_EQ(chosen(combined, 60, 1), 0);
  EXPECT_EQ(chosen(combined, 119, 14), 0);
  EXPECT_NEAR(combined.forecasts.mean(119, 1, 0), 2.5, 1e-6);
}

TEST(Follow, TwoThatAreAsGoodAreAveraged) {
  const DayTable table = noise(200, 4);
  const std::vector<Candidate> candidates = {{"low", off_by(table, -0.05)}, {"high", off_by(table, 0.05)}};
  const double mean = combine(candidates, table).forecasts.mean(199, 1, 0);
  EXPECT_GT(mean, 2.451);
  EXPECT_LT(mean, 2.549);
}

TEST(Follow, OneMayBeRightInADimensionAndAnotherInAnother) {
  DayTable table = noise(200, 8);
  table.dimensions = {"oil", "moisture"};
  table.low = {0, 0};
  table.high = {5, 5};
  table.value.conservativeResize(200, 2);
  table.value.col(1) = noise(200, 9).value.col(0);
  Forecasts first(200, 2), second(200, 2);  // right about the one, 0.5 off about the other
  for (int origin = 0; origin < 200; ++origin) {
    for (int h = 1; h <= kHorizons; ++h) {
      for (int d = 0; d < 2; ++d) {
        first.mean(origin, h, d) = d == 0 ? 2.5 : 3;
        second.mean(origin, h, d) = d == 1 ? 2.5 : 3;
      }
    }
  }
  const Combined combined = combine(std::vector<Candidate>{{"first", first}, {"second", second}}, table);
  for (int d = 0; d < 2; ++d) EXPECT_NEAR(combined.forecasts.mean(199, 1, d), 2.5, 0.01);
}

TEST(Follow, AWildReadingIsNoProof) {
  // One typing error of 20 sds speaks against who is near the rest of the days, and counts as 3 sds.
  DayTable table = noise(80, 10);
  table.value(60, 0) = 0;  // clipped to the range: 2.5 below
  const std::vector<Candidate> candidates = {{"good", off_by(table, 0)}, {"low", off_by(table, -0.6)}};
  EXPECT_NEAR(combine(candidates, table).forecasts.mean(79, 1, 0), 2.5, 0.01);
}

TEST(Follow, KnowsNothingThatCameLater) {
  DayTable table = noise(120, 2);
  const std::vector<Candidate> candidates = {{"good", off_by(table, 0)}, {"bad", off_by(table, 1)}};
  const Combined before = combine(candidates, table);
  for (int day = 100; day < 120; ++day) table.value(day, 0) = 3.5;  // now the bad one is right
  const Combined after = combine(candidates, table);
  for (int h = 1; h <= kHorizons; ++h) {
    EXPECT_EQ(after.forecasts.mean(99, h, 0), before.forecasts.mean(99, h, 0));
    EXPECT_EQ(after.forecasts.sd(99, h, 0), before.forecasts.sd(99, h, 0));
  }
}

TEST(Follow, StaysWithinThePlausibleRange) {
  const DayTable table = noise(20, 3);
  const std::vector<Candidate> candidates = {{"far", off_by(table, 40)}};
  EXPECT_EQ(combine(candidates, table).forecasts.mean(19, 1, 0), 5);
}

TEST(Compare, AnIntervalHoldsTheTrueDifference) {
  // |N(0, 0.3)| has mean 0.2394; about 2.5 + 0.5, the folded normal's is 0.5040 (its closed form).
  const double own = 0.3 * std::sqrt(2 / M_PI);
  const double other = own * std::exp(-0.25 / 0.18) + 0.5 * std::erf(0.5 / (0.3 * std::sqrt(2.0)));
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const DayTable table = noise(200, seed);
    const std::vector<Candidate> candidates = {{"right", off_by(table, 0)}, {"off", off_by(table, 0.5)}};
    const auto lines = compare(candidates, table, {.horizons = {1}});
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(std::isnan(lines[0].ci_low));  // against itself
    held += lines[1].ci_low <= other - own && other - own <= lines[1].ci_high ? 1 : 0;
  }
  EXPECT_GE(held, 86);  // 95 % of 100, four standard errors of 2.2 below
}

TEST(Compare, IsTheSameAgainAndNaNOfAShortRecord) {
  const DayTable table = noise(60, 5);
  const std::vector<Candidate> candidates = {{"right", off_by(table, 0)}, {"off", off_by(table, 0.5)}};
  const auto once = compare(candidates, table, {}), again = compare(candidates, table, {});
  EXPECT_EQ(once[5].ci_low, again[5].ci_low);
  const DayTable few = noise(20, 5);
  const std::vector<Candidate> short_rivals = {{"right", off_by(few, 0)}, {"off", off_by(few, 0.5)}};
  EXPECT_TRUE(std::isnan(compare(short_rivals, few, {})[4].ci_low));
}

TEST(Compare, DimensionsOfUnlikeRangeAreAddedInTheirSds) {
  DayTable table = noise(200, 7);
  table.dimensions = {"oil", "steps"};
  table.low = {0, 0};
  table.high = {5, 50000};
  const Eigen::ArrayXd one = table.value.col(0);
  table.value.resize(200, 2);
  table.value << one, 10000 * one;
  Forecasts forecasts(200, 2);
  for (int origin = 0; origin < 200; ++origin) {
    for (int h = 1; h <= kHorizons; ++h) {
      for (int d = 0; d < 2; ++d) {
        forecasts.mean(origin, h, d) = d == 0 ? 3 : 30000;
        forecasts.sd(origin, h, d) = d == 0 ? 0.3 : 3000;
      }
    }
  }
  const std::vector<double> units = units_of(table);
  EXPECT_NEAR(units[1] / units[0], 10000, 1e-6);
  const auto lines = compare(std::vector<Candidate>{{"a", forecasts}}, table, {.horizons = {1}, .unit = units});
  const double own = (one.tail(199) - 3).abs().mean();
  EXPECT_NEAR(lines[0].score.mae, own / units[0], 1e-9);
  table.high[1] = 5;
  EXPECT_EQ(units_of(table), (std::vector<double>{1, 1}));
}

TEST(Compare, RefusesWhatDoesNotFit) {
  const DayTable table = noise(60, 6), other = noise(61, 6);
  const std::vector<Candidate> none, wrong = {{"of another", off_by(other, 0)}};
  EXPECT_THROW((void)combine(none, table), ContractError);
  EXPECT_THROW((void)combine(wrong, table), ContractError);
  EXPECT_THROW((void)combine(std::vector<Candidate>{{"a", off_by(table, 0), 0}}, table), ContractError);
  EXPECT_THROW((void)compare(wrong, table, {}), ContractError);
  EXPECT_THROW((void)compare(std::vector<Candidate>{{"a", off_by(table, 0)}}, table, {.against = 1}), ContractError);
}

}  // namespace comparison_test
}  // namespace skin2vec::forecast
