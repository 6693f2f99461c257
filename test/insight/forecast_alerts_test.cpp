#include "skin2vec/insight/forecast_alerts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::insight {
namespace forecast_alerts_test {

diary::Dimension moisture(diary::Better better = diary::Better::high) {
  diary::Dimension dimension;
  dimension.name = "moisture";
  dimension.label = {"Moisture", "水分"};
  dimension.better = better;
  return dimension;
}

// Noise about 3 with a fall by `fall` on the days [from, to).
forecast::DayTable table_of(int days, int from, int to, double fall, std::uint64_t seed) {
  forecast::DayTable table{
      .first = *parse_day("2026-01-01"), .days = days, .dimensions = {"moisture"}, .low = {0}, .high = {5}};
  table.value = Eigen::ArrayXXd(days, 1);
  Random random(seed);
  for (int day = 0; day < days; ++day) {
    table.value(day, 0) = 3 + 0.3 * random.normal() - (day >= from && day < to ? fall : 0);
  }
  return table;
}

// Who knows when the fall comes, `seen` days ahead, and nothing else.
forecast::Forecasts foresight(const forecast::DayTable& table, int from, int to, double fall, int seen) {
  forecast::Forecasts forecasts(table.days, 1);
  for (int origin = 0; origin < table.days; ++origin) {
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      const int day = origin + h;
      forecasts.mean(origin, h, 0) = 3 - (h <= seen && day >= from && day < to ? fall : 0);
      forecasts.sd(origin, h, 0) = 0.3;
    }
  }
  return forecasts;
}

TEST(ForecastAlerts, AFallThatIsForeseenIsToldBeforeItComesAndEndsWhenItHasCome) {
  const forecast::DayTable table = table_of(220, 200, 214, 1.0, 3);
  const auto found = forecast_alerts(moisture(), table, 0, foresight(table, 200, 214, 1.0, 7));
  ASSERT_EQ(found.size(), 1U);
  const int raised = found[0].raised - table.first;
  EXPECT_LT(raised, 200);
  EXPECT_GE(raised, 193);
  ASSERT_TRUE(found[0].ended);
  const int ended = *found[0].ended - table.first;
  EXPECT_GT(ended, 199);
  EXPECT_LT(ended, 206);
  ASSERT_TRUE(found[0].foretold);
  EXPECT_FALSE(found[0].foretold->of_profile);
  EXPECT_LT(found[0].foretold->mean, found[0].foretold->limit);
  EXPECT_EQ(found[0].level, Level::warn);
  EXPECT_EQ(alert_id(found[0]), "moisture.forecast");
}

TEST(ForecastAlerts, NothingIsToldWhereNothingIsForeseen) {
  const forecast::DayTable table = table_of(220, 200, 214, 1.0, 3);
  EXPECT_EQ(forecast_alerts(moisture(), table, 0, foresight(table, 200, 214, 1.0, 0)).size(), 0U);
}

TEST(ForecastAlerts, OnlyTheBadSideCounts) {
  const forecast::DayTable table = table_of(220, 200, 214, 1.0, 3);
  const forecast::Forecasts forecasts = foresight(table, 200, 214, 1.0, 7);
  EXPECT_EQ(forecast_alerts(moisture(diary::Better::low), table, 0, forecasts).size(), 0U);
  EXPECT_EQ(forecast_alerts(moisture(diary::Better::middle), table, 0, forecasts).size(), 1U);
}

TEST(ForecastAlerts, TheLimitIsTheWorstTenthOfTheWindowsThatWereSeen) {
  const forecast::DayTable table = table_of(220, 200, 214, 1.0, 3);
  const auto found = forecast_alerts(moisture(), table, 0, foresight(table, 200, 214, 1.0, 7));
  ASSERT_EQ(found.size(), 1U);
  const int raised = found[0].raised - table.first;
  std::vector<double> windows;
  for (int end = std::max(3, raised - 179); end <= raised; ++end) {  // the fourth day is the first with four values
    const int from = std::max(0, end - 6);
    windows.push_back(table.value.block(from, 0, end + 1 - from, 1).mean());
  }
  std::sort(windows.begin(), windows.end());
  const auto last = static_cast<double>(windows.size() - 1);
  EXPECT_NEAR(found[0].foretold->limit, windows[windows.size() - 1 - static_cast<std::size_t>(0.9 * last)], 1e-12);
}

TEST(ForecastAlerts, ALimitOfTheProfileStandsInItsPlace) {
  const forecast::DayTable table = table_of(220, 200, 214, 1.0, 3);
  const forecast::Forecasts forecasts = foresight(table, 200, 214, 1.0, 7);
  diary::Dimension dimension = moisture();
  dimension.limit = 1.5;
  EXPECT_EQ(forecast_alerts(dimension, table, 0, forecasts).size(), 0U);
  dimension.limit = 2.4;
  const auto found = forecast_alerts(dimension, table, 0, forecasts);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].foretold->of_profile);
  EXPECT_EQ(found[0].foretold->limit, 2.4);
}

TEST(ForecastAlerts, AForecastThatIsTakenBackEndsIt) {
  const forecast::DayTable table = table_of(220, 0, 0, 0, 3);
  forecast::Forecasts forecasts = foresight(table, 196, 210, 1.0, 7);
  const forecast::Forecasts calm = foresight(table, 0, 0, 0, 0);
  for (int origin = 194; origin < 220; ++origin) {
    for (int h = 1; h <= forecast::kHorizons; ++h) forecasts.mean(origin, h, 0) = calm.mean(origin, h, 0);
  }
  const auto found = forecast_alerts(moisture(), table, 0, forecasts);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].ended, table.first + 194);
}

TEST(ForecastAlerts, NoneIsRaisedWhileTheLastWindowLiesPastTheLimit) {
  // Foreseen only once the fall is there.
  const forecast::DayTable table = table_of(230, 200, 230, 1.0, 3);
  EXPECT_EQ(forecast_alerts(moisture(), table, 0, foresight(table, 207, 230, 1.0, 3)).size(), 0U);
}

TEST(ForecastAlerts, AnEarlierReplaySaidTheSame) {
  const forecast::DayTable table = table_of(220, 200, 214, 1.0, 3);
  const forecast::Forecasts forecasts = foresight(table, 200, 214, 1.0, 7);
  const auto all = forecast_alerts(moisture(), table, 0, forecasts);
  int told = 0;
  for (int days = 150; days <= 220; ++days) {
    forecast::DayTable known = table;
    known.days = days;
    known.value = table.value.topRows(days);
    forecast::Forecasts then(days, 1);
    for (int origin = 0; origin < days; ++origin) {
      for (int h = 1; h <= forecast::kHorizons; ++h) then.mean(origin, h, 0) = forecasts.mean(origin, h, 0);
    }
    const auto found = forecast_alerts(moisture(), known, 0, then);
    std::size_t raised = 0;
    for (const Alert& one : all) raised += one.raised < known.first + days ? 1 : 0;
    ASSERT_EQ(found.size(), raised) << days;
    for (std::size_t i = 0; i < raised; ++i) {
      EXPECT_EQ(found[i].raised, all[i].raised);
      EXPECT_EQ(found[i].foretold->limit, all[i].foretold->limit);
      ++told;
    }
  }
  EXPECT_GT(told, 15);
}

TEST(ForecastAlerts, AShortDiaryIsToldNothing) {
  const forecast::DayTable table = table_of(60, 50, 60, 1.0, 3);
  EXPECT_EQ(forecast_alerts(moisture(), table, 0, foresight(table, 50, 60, 1.0, 7)).size(), 0U);
}

TEST(ForecastAlerts, RefusesWhatIsOutOfRange) {
  const forecast::DayTable table = table_of(60, 0, 0, 0, 3);
  const forecast::Forecasts forecasts = foresight(table, 0, 0, 0, 0);
  EXPECT_THROW((void)forecast_alerts(moisture(), table, 1, forecasts), ContractError);
  EXPECT_THROW((void)forecast_alerts(moisture(), table, 0, forecast::Forecasts(59, 1)), ContractError);
  EXPECT_THROW((void)forecast_alerts(moisture(), table, 0, forecasts, {.window_days = 0}), ContractError);
  EXPECT_THROW((void)forecast_alerts(moisture(), table, 0, forecasts, {.worst = 0.5}), ContractError);
  EXPECT_THROW((void)forecast_alerts(moisture(), table, 0, forecasts, {.probability = {0.4, 0.9}}), ContractError);
}

}  // namespace forecast_alerts_test
}  // namespace skin2vec::insight
