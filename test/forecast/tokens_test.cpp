#include "skin2vec/forecast/tokens.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "skin2vec/base/require.h"
#include "skin2vec/learn/network.h"
#include "skin2vec/twin/twin.h"

namespace skin2vec::forecast {
namespace tokens_test {

// The first of eight virtual people who has a cycle.
DayTable virtual_table(std::uint64_t seed, int days = 150) {
  const auto people =
      twin::simulate({.people = 8, .days = days, .seed = seed, .log_starts = 1, .oracle = twin::OracleOrigins::none});
  const auto cyclic = std::find_if(people.begin(), people.end(), [](const auto& p) { return p.truth.has_cycle; });
  return day_table(cyclic->entries, *diary::built_in_profile("skin"));
}

// One dimension on 0 to 10, the values of a few days.
DayTable plain_table(const std::vector<double>& values) {
  DayTable table{.first = Day{20089}, .days = static_cast<int>(values.size())};  // 2025-01-01, a Wednesday
  table.dimensions = {"shine"};
  table.low = {0};
  table.high = {10};
  table.value = Eigen::Map<const Eigen::ArrayXd>(values.data(), table.days);
  return table;
}

double at(const Tokens& tokens, int day, const std::string& column) {
  return arranged(tokens, std::vector{column})(day, 0);
}

// The first days, with every cycle of the whole record: so that the columns are the same.
DayTable first_days_with_all_cycles(const DayTable& table, int days) {
  DayTable early = first_days(table, days);
  early.cycles = table.cycles;
  for (LoggedCycle& cycle : early.cycles) {
    std::erase_if(cycle.starts, [&](Day start) { return start >= table.first + days; });
  }
  return early;
}

TEST(Tokens, AreThoseOfSixDaysByHand) {
  const Tokens found = tokens(plain_table({4, NAN, 5, 6, NAN, NAN}));
  // Readings against the centre of the day before: 5 - 4, 6 - 4.5; five readings of sd 1 added.
  const double scale = std::sqrt((5 + 1 + 1.5 * 1.5) / 7);
  EXPECT_NEAR(found.scale(3, 0), scale, 1e-12);
  EXPECT_NEAR(found.centre(3, 0), 5, 1e-12);
  EXPECT_EQ(at(found, 2, "shine.window"), 0);  // two readings are too few
  EXPECT_NEAR(at(found, 3, "shine.window"), 1 / std::sqrt((7 * scale * scale + 2 * 1) / 9), 1e-6);
  EXPECT_EQ(at(found, 3, "shine.baseline"), 0);  // three readings before it are too few
  EXPECT_EQ(at(found, 3, "shine.read"), 1);
  EXPECT_EQ(at(found, 4, "shine.read"), 0);
  EXPECT_NEAR(at(found, 5, "shine.since"), std::log(3) / 2, 1e-6);
  EXPECT_NEAR(at(found, 0, "week.sin"), 0.3 * std::sin(4 * std::numbers::pi / 7), 1e-6);
  EXPECT_EQ(at(found, 0, "year.cos"), 1);
}

TEST(Tokens, PhaseOfALoggedCycleGrowsDoubtfulWithTheDays) {
  DayTable table = plain_table(std::vector<double>(61, 3));
  table.cycles = {{.name = "monthly", .period_days = 28, .length_sd = 2, .starts = {Day{20089 + 4}}}};
  const Tokens found = tokens(table);
  const auto length = [&](int day) {
    return std::hypot(at(found, day, "cycle.monthly.sin"), at(found, day, "cycle.monthly.cos"));
  };
  EXPECT_EQ(length(3), 0);
  EXPECT_NEAR(length(4), 1, 1e-6);
  EXPECT_NEAR(at(found, 4 + 7, "cycle.monthly.cos"), 0, 1e-6);  // a quarter of the way
  const double doubt = 2 * std::numbers::pi * 2 * (2.0 / 28);   // two periods later
  EXPECT_NEAR(length(4 + 56), std::exp(-doubt * doubt / 2), 1e-6);
}

TEST(Tokens, NothingLaterChangesADay) {
  const DayTable table = virtual_table(23);
  ASSERT_FALSE(table.cycles.empty());
  const Tokens whole = tokens(table);
  for (const int days : {1, 9, 64, 149}) {
    const Tokens early = tokens(first_days_with_all_cycles(table, days));
    ASSERT_EQ(early.columns, whole.columns);
    EXPECT_TRUE((early.x == whole.x.topRows(days)).all()) << days;
    EXPECT_TRUE((early.centre == whole.centre.topRows(days)).all()) << days;
    EXPECT_TRUE((early.scale == whole.scale.topRows(days)).all()) << days;
  }
}

TEST(Tokens, AreNearOneAndWithinFive) {
  const Tokens found = tokens(virtual_table(29));
  EXPECT_LE(found.x.abs().maxCoeff(), 5);
  for (Eigen::Index f = 0; f < found.x.cols(); ++f) {
    EXPECT_LT(std::sqrt(found.x.col(f).square().mean()), 2) << found.columns[static_cast<std::size_t>(f)];
  }
  std::vector<std::string> names = found.columns;
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

TEST(Tokens, ScoresOnAnotherScaleGiveTheSameTokens) {
  const DayTable table = virtual_table(31);
  DayTable other = table;
  other.value = 20 * other.value + 3;
  for (std::size_t d = 0; d < other.low.size(); ++d) {
    other.low[d] = 20 * other.low[d] + 3;
    other.high[d] = 20 * other.high[d] + 3;
  }
  EXPECT_LT((tokens(table).x - tokens(other).x).abs().maxCoeff(), 1e-5);  // float
}

TEST(Tokens, AnotherPersonsColumnsAreFoundByName) {
  const std::vector<Tokens> people = {tokens(plain_table({1, 2, 3})), tokens(virtual_table(37, 40))};
  const Vocabulary words = vocabulary(people);
  EXPECT_EQ(words.dimensions.front(), "shine");
  EXPECT_EQ(words.dimensions.size(), 6U);
  const Rows x = arranged(people[1], words.columns);
  EXPECT_EQ(x.cols(), static_cast<Eigen::Index>(words.columns.size()));
  for (std::size_t f = 0; f < words.columns.size(); ++f) {
    const auto found = std::find(people[1].columns.begin(), people[1].columns.end(), words.columns[f]);
    const auto column = static_cast<Eigen::Index>(f);
    if (found == people[1].columns.end()) {
      EXPECT_TRUE((x.col(column) == 0).all()) << words.columns[f];
    } else {
      EXPECT_TRUE((x.col(column) == people[1].x.col(found - people[1].columns.begin())).all()) << words.columns[f];
    }
  }
}

TEST(Tokens, ACheckpointKeepsItsVocabulary) {
  const std::vector<Tokens> people = {tokens(virtual_table(43, 30))};
  const Vocabulary words = vocabulary(people);
  const auto file = parse_safetensors(print_safetensors({.tensors = {}, .metadata = metadata_of(words)}));
  ASSERT_TRUE(file);
  const auto found = vocabulary_of(*file);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->columns, words.columns);
  EXPECT_EQ(found->dimensions, words.dimensions);
  EXPECT_EQ(vocabulary_of({}).error().message, "checkpoint: there is no list of columns");
}

TEST(Tokens, TargetsAndOutlooksAreInverse) {
  const DayTable table = virtual_table(41, 60);
  const Tokens own = tokens(table);
  const std::vector<std::string> dimensions = {"radiance", "nothing", "oil"};
  const Targets wanted = targets(table, own, dimensions);
  const Rows log_sd = Rows::Constant(60, wanted.target.cols(), std::log(2.0F));
  const Forecasts forecasts = forecasts_of(own, dimensions, wanted.target, log_sd);
  int n = 0;
  for (int origin = 0; origin < 60; ++origin) {
    for (int h = 1; h <= kHorizons; ++h) {
      if (wanted.weight(origin, (h - 1) * 3 + 2) == 0) continue;
      EXPECT_NEAR(forecasts.mean(origin, h, 0), table.value(origin + h, 0), 1e-5);  // oil is the table's first
      EXPECT_NEAR(forecasts.sd(origin, h, 0), 2 * own.scale(origin, 0), 1e-5);
      ++n;
    }
  }
  EXPECT_GT(n, 500);
  EXPECT_TRUE(std::isnan(forecasts.mean(30, 1, 1)));  // moisture is not among the dimensions
  EXPECT_LT((scaled(forecasts, own, dimensions) - wanted.target).abs().maxCoeff(), 1e-5);
  EXPECT_EQ(wanted.weight.col(1).sum(), 0);
}

TEST(Tokens, FirstWeightsAreMeansOverThePartsColumns) {
  net::Layout layout;
  const learn::Network<float> network(
      layout,
      {.architecture = learn::Architecture::hybrid, .features = 3, .outputs = 2, .width = 8, .heads = 2, .layers = 1});
  std::vector<float> theta(layout.size(), 0);
  for (std::size_t i = 0; i < 32; ++i) theta[i] = -3, theta[32 + i] = i % 2 == 0 ? 5.0F : 0.0F;
  const std::vector<double> found =
      learn::first_weights(layout, theta, std::vector<std::string>{"week.sin", "oil.read", "oil.since"});
  EXPECT_EQ(found[static_cast<std::size_t>(Part::weekly)], 3);
  EXPECT_EQ(found[static_cast<std::size_t>(Part::skin)], 1.25);
  EXPECT_TRUE(std::isnan(found[static_cast<std::size_t>(Part::monthly)]));
  EXPECT_THROW((void)learn::first_weights(layout, theta, std::vector<std::string>{"oil.read"}), ContractError);
}

TEST(Tokens, OfNoDaysAreNone) {
  const Tokens found = tokens(day_table({}, *diary::built_in_profile("skin")));
  EXPECT_EQ(found.x.rows(), 0);
  EXPECT_EQ(found.x.cols(), 7);  // the calendar's and the record's age
}

TEST(Tokens, RefuseAWindowOfADay) {
  EXPECT_THROW((void)tokens(plain_table({1}), {.window_days = 1}), ContractError);
}

}  // namespace tokens_test
}  // namespace skin2vec::forecast
