#include "skin2vec/forecast/cached_gp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::forecast {
namespace cached_gp_test {

// Whether all means and spreads are the same bytes, NaN as NaN.
bool same(const Forecasts& a, const Forecasts& b) {
  const auto equal = [](double x, double y) { return std::isnan(x) ? std::isnan(y) : x == y; };
  if (a.days() != b.days() || a.dimensions() != b.dimensions()) return false;
  for (int origin = 0; origin < a.days(); ++origin) {
    for (int h = 1; h <= kHorizons; ++h) {
      for (int d = 0; d < a.dimensions(); ++d) {
        if (!equal(a.mean(origin, h, d), b.mean(origin, h, d)) || !equal(a.sd(origin, h, d), b.sd(origin, h, d))) {
          return false;
        }
      }
    }
  }
  return true;
}

// A diary as it is written: what is known of each day, from which a table is made as day_table makes it - covariates,
// bumps and cycles are there once they were written down.
struct Written {
  std::vector<std::vector<double>> values;   // of each day, of each dimension
  std::vector<std::vector<double>> amounts;  // of each day, of each of the names below
  std::vector<Day> starts;
};
constexpr Day kFirst{20000};
const std::vector<std::pair<std::string, series::CovariateKind>> kNames = {
    {"alcohol", series::CovariateKind::event},
    {"late_night", series::CovariateKind::event},
    {"humidity", series::CovariateKind::exposure},
    {"pm25", series::CovariateKind::exposure},
    {"cream", series::CovariateKind::product}};

DayTable table_of(const Written& written, int dimensions) {
  const auto days = static_cast<int>(written.values.size());
  DayTable table{.first = kFirst, .days = days};
  table.value = Eigen::ArrayXXd(days, dimensions);
  for (int d = 0; d < dimensions; ++d) {
    table.dimensions.push_back("d" + std::to_string(d));
    table.low.push_back(0);
    table.high.push_back(5);
    for (int day = 0; day < days; ++day) {
      table.value(day, d) = written.values[static_cast<std::size_t>(day)][static_cast<std::size_t>(d)];
    }
  }
  int humidity = -1, pm25 = -1;
  for (std::size_t c = 0; c < kNames.size(); ++c) {
    series::CovariateSeries covariate{
        .name = kNames[c].first, .kind = kNames[c].second, .amount = Eigen::VectorXd(days)};
    bool met = false;
    for (int day = 0; day < days; ++day) {
      const double amount = written.amounts[static_cast<std::size_t>(day)][c];
      covariate.amount(day) = amount;
      met = met || (!std::isnan(amount) && amount != 0);
    }
    if (!met) continue;
    if (covariate.name == "humidity") humidity = static_cast<int>(table.covariates.size());
    if (covariate.name == "pm25") pm25 = static_cast<int>(table.covariates.size());
    table.covariates.push_back(std::move(covariate));
  }
  if (humidity >= 0 && pm25 >= 0) table.bumps.push_back({humidity, pm25});
  if (!written.starts.empty()) table.cycles.push_back({.name = "monthly", .starts = written.starts});
  return table;
}

// One day more: gaps, a dimension left out, covariates that begin late, a cycle whose starts are logged from some day
// on.
void live(Written& written, int dimensions, Random& random) {
  const auto day = static_cast<int>(written.values.size());
  const double before = day == 0 || std::isnan(written.values.back()[0]) ? 2.5 : written.values.back()[0];
  std::vector<double> values, amounts;
  const bool gap = random.chance(0.1);
  for (int d = 0; d < dimensions; ++d) {
    const double value = std::clamp(0.7 * before + 0.75 + 0.4 * random.normal(), 0.0, 5.0);
    values.push_back(gap || random.chance(0.05) ? NAN : value);
  }
  for (std::size_t c = 0; c < kNames.size(); ++c) {
    const bool begun = day >= 13 * static_cast<int>(c);
    if (kNames[c].second == series::CovariateKind::exposure) {
      amounts.push_back(begun && random.chance(0.9) ? 50 + 10 * random.normal() : NAN);
    } else {
      amounts.push_back(begun && random.chance(0.3) ? random.uniform(0.5, 2) : 0);
    }
  }
  written.values.push_back(values);
  written.amounts.push_back(amounts);
  if (day > 40 && day % 27 == 0) written.starts.push_back(kFirst + day);
}

TEST(CachedGp, IsTheAnswerWithoutAStateWhateverIsWrittenDown) {
  for (const std::uint64_t seed : {1, 2, 3, 4}) {
    Random random(seed);
    const int dimensions = 1 + static_cast<int>(seed % 3);
    // Short blocks, and days that are forgotten, so that all of it happens within a test.
    const GpOptions options{.remembered_days = seed == 2 ? 40 : 730, .refit_days = seed == 4 ? 28 : 9};
    Written written;
    std::string state;
    int taken = 0;
    for (int day = 0; day < 120; ++day) {
      live(written, dimensions, random);
      if (random.chance(0.15)) {  // something of an earlier day is written down, changed or taken back
        const auto at = static_cast<std::size_t>(random.integer(0, day));
        switch (random.integer(0, 3)) {
          case 0:
            written.values[at][0] = random.chance(0.5) ? NAN : random.uniform(0, 5);
            break;
          case 1:
            written.amounts[at][static_cast<std::size_t>(random.integer(0, 4))] = random.uniform(1, 3);
            break;
          case 2:
            written.amounts[at][1] = 0;
            break;
          default:
            if (!written.starts.empty()) written.starts.pop_back();
        }
      }
      if (random.chance(0.2)) continue;  // nobody asked on that day
      const DayTable table = table_of(written, dimensions);
      const CachedGp now = cached_gp(table, state, options);
      ASSERT_TRUE(same(now.forecasts, gp_forecast(table, options))) << "seed " << seed << ", day " << day;
      state = now.state;
      taken += now.taken;
    }
    EXPECT_GT(taken, 2000) << seed;  // of about 96 * 60 days, most came from the state
  }
}

TEST(CachedGp, AnEntryOfTodayCostsTodayAlone) {
  Random random(5);
  Written written;
  for (int day = 0; day < 60; ++day) live(written, 2, random);
  written.values.back() = {NAN, 3};
  const std::string state = cached_gp(table_of(written, 2), {}).state;
  EXPECT_EQ(cached_gp(table_of(written, 2), state).taken, 60);
  written.values.back() = {2, 3};
  EXPECT_EQ(cached_gp(table_of(written, 2), state).taken, 59);
  live(written, 2, random);
  EXPECT_EQ(cached_gp(table_of(written, 2), state).taken, 59);
  written.amounts[31][0] = 7;
  EXPECT_EQ(cached_gp(table_of(written, 2), state).taken, 31);
}

TEST(CachedGp, ACauseThatIsNewChangesNoEarlierDay) {
  Random random(6);
  Written written;
  for (int day = 0; day < 80; ++day) live(written, 1, random);
  for (auto& amounts : written.amounts) amounts[0] = 0;
  const CachedGp before = cached_gp(table_of(written, 1), {});
  written.amounts.back()[0] = 1.5;  // the first name of all: every other column moves
  const DayTable table = table_of(written, 1);
  const CachedGp now = cached_gp(table, before.state);
  EXPECT_EQ(now.taken, 79);
  EXPECT_TRUE(same(now.forecasts, gp_forecast(table)));
}

TEST(CachedGp, WhatIsNoStateOfThisDiaryIsNotLookedAt) {
  Random random(7);
  Written written;
  for (int day = 0; day < 50; ++day) live(written, 2, random);
  const DayTable table = table_of(written, 2);
  const CachedGp fresh = cached_gp(table, {});
  const auto told = [&](const std::string& state, const GpOptions& options = {}) {
    const CachedGp now = cached_gp(table, state, options);
    EXPECT_TRUE(same(now.forecasts, gp_forecast(table, options)));
    return now.taken;
  };
  EXPECT_EQ(told(fresh.state), 50);
  EXPECT_EQ(told("no state at all"), 0);
  EXPECT_EQ(told(fresh.state.substr(0, fresh.state.size() / 2)), 0);
  EXPECT_EQ(told(fresh.state, {.level_sd = 0.4}), 0);
  for (const std::size_t from_end : {9, 800, 3000}) {  // the check, means: a bit that fell over
    std::string damaged = fresh.state;
    damaged[damaged.size() - from_end] = static_cast<char>(damaged[damaged.size() - from_end] ^ 4);
    EXPECT_EQ(told(damaged), 0) << from_end;
  }
  DayTable other = table;  // the same days of another year
  other.first = table.first + 365;
  EXPECT_EQ(cached_gp(other, fresh.state).taken, 0);
  other = table;
  other.dimensions[1] = "another";
  EXPECT_EQ(cached_gp(other, fresh.state).taken, 0);
}

TEST(CachedGp, OfNoDaysIsNothing) {
  const DayTable none{.value = Eigen::ArrayXXd(0, 0)};
  EXPECT_EQ(cached_gp(none, cached_gp(none, {}).state).forecasts.days(), 0);
}

// Whoever changes what the model says must give kFormat of cached_gp.cpp another number, or diaries would be told
// the old numbers; then these may follow. Of seed 9, from `build/dev/test/model/test_model_kept`.
TEST(CachedGp, TheseNumbersBelongToItsFormat) {
  Random random(9);
  Written written;
  for (int day = 0; day < 100; ++day) live(written, 2, random);
  const Forecasts forecasts = gp_forecast(table_of(written, 2));
  EXPECT_NEAR(forecasts.mean(99, 1, 0), 2.4290774334, 1e-8);
  EXPECT_NEAR(forecasts.mean(99, 7, 1), 2.6609762620, 1e-8);
  EXPECT_NEAR(forecasts.mean(70, 14, 0), 2.0682390934, 1e-8);
}

}  // namespace cached_gp_test
}  // namespace skin2vec::forecast
