#include "skin2vec/insight/alerts.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::insight {
namespace {

diary::Dimension moisture(diary::Better better = diary::Better::high) {
  diary::Dimension dimension;
  dimension.name = "moisture";
  dimension.label = {"Moisture", "水分"};
  dimension.better = better;
  return dimension;
}

series::Series noise(int days, double mean, double sd, std::uint64_t seed) {
  Random random(seed);
  series::Series series{*parse_day("2026-01-01"), {}};
  for (int t = 0; t < days; ++t) series.values.push_back(mean + sd * random.normal());
  return series;
}

void shift(series::Series& series, int from, double by) {
  for (int t = from; t < series.days(); ++t) series.values[static_cast<std::size_t>(t)] += by;
}

TEST(Alerts, AFallIsToldSoonAndStands) {
  series::Series series = noise(100, 3.1, 0.3, 5);
  shift(series, 90, -1.2);
  const auto found = alerts(moisture(), series);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].ended);
  EXPECT_GE(found[0].since, series.first + 90);
  EXPECT_LE(found[0].since, series.first + 97);
  EXPECT_LT(found[0].window_mean, found[0].baseline_mean);
}

TEST(Alerts, OnlyTheBadSideCounts) {
  series::Series series = noise(100, 3.1, 0.3, 5);
  shift(series, 90, -1.2);
  EXPECT_EQ(alerts(moisture(diary::Better::low), series).size(), 0U);
  EXPECT_EQ(alerts(moisture(diary::Better::middle), series).size(), 1U);
}

TEST(Alerts, ALargerFallIsMoreSerious) {
  const auto level = [](double by) {
    series::Series series = noise(100, 3.1, 0.3, 6);
    shift(series, 88, by);
    const auto found = alerts(moisture(), series);
    return found.empty() ? -1 : static_cast<int>(found.back().level);
  };
  EXPECT_EQ(level(-0.05), -1);
  EXPECT_EQ(level(-2.4), static_cast<int>(Level::act));
}

TEST(Alerts, EndsWhenTheBaselineIsReachedAgainAndNotBefore) {
  series::Series series = noise(140, 3.1, 0.2, 7);
  shift(series, 90, -1.5);
  shift(series, 104, 1.5);
  const auto found = alerts(moisture(), series);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].ended);
  EXPECT_GT(*found[0].ended, series.first + 104);
  EXPECT_LT(*found[0].ended, series.first + 118);
}

// What was told on a day must not depend on later days: replayed day by day, the first telling is the same.
TEST(Alerts, AReplayDayByDayToldTheSameBeginnings) {
  series::Series series = noise(200, 3.1, 0.3, 8);
  shift(series, 120, -1.2);
  shift(series, 150, 1.2);
  const auto whole = alerts(moisture(), series);
  ASSERT_FALSE(whole.empty());
  std::vector<Day> replayed;
  for (int today = 1; today <= series.days(); ++today) {
    series::Series known = series;
    known.values.resize(static_cast<std::size_t>(today));
    const auto now = alerts(moisture(), known);
    if (now.size() > replayed.size()) replayed.push_back(now.back().since);
  }
  ASSERT_EQ(replayed.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(replayed[i], whole[i].since);
}

// One reading a week, in the frame of 14 and 56 days of data/profiles/psoriasis.toml.
TEST(Alerts, AWeeklyDiaryIsWarnedToo) {
  diary::Profile profile;
  profile.reference.window_days = 14;
  profile.reference.baseline_days = 56;
  profile.slots.every_days = 7;
  Random random(11);
  series::Series series{*parse_day("2026-01-05"), std::vector<double>(32 * 7, NAN)};
  for (int week = 0; week < 32; ++week)
    series.values[static_cast<std::size_t>(7 * week)] = week < 30 ? 2 + random.uniform() : 31;
  const auto found = alerts(moisture(diary::Better::low), series, alert_options(profile));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].level, Level::act);
  EXPECT_GE(found[0].since, series.first + 30 * 7);
}

TEST(Alerts, AFlatDiaryGivesNone) {
  EXPECT_TRUE(alerts(moisture(), series::Series{*parse_day("2026-01-01"), std::vector<double>(365, 3.0)}).empty());
}

TEST(Alerts, ShortAndEmptyRecordsGiveNone) {
  EXPECT_TRUE(alerts(moisture(), {}).empty());
  EXPECT_TRUE(alerts(moisture(), noise(20, 3, 1, 9)).empty());
  EXPECT_TRUE(alerts(moisture(), series::Series{*parse_day("2026-01-01"), std::vector<double>(365, NAN)}).empty());
}

TEST(Alerts, TheReasonIsASentenceInBothLanguages) {
  const Alert alert{"moisture", Level::warn, *parse_day("2026-03-02"), std::nullopt, 14, 56, 6.5, 2.14, 2.91, 0.42};
  EXPECT_EQ(reason(alert, moisture(), Language::en),
            "Moisture has been below your own baseline since 2026-03-02: 14-day mean 2.14, the 56 days before it 2.91 "
            "(sd 0.42)");
  EXPECT_EQ(reason(alert, moisture(), Language::zh),
            "水分自 2026-03-02 起低于您自己的基线：14 天均值 2.14，此前 56 天为 2.91（标准差 0.42）");
  EXPECT_EQ(level_name(Level::act), "act");
}

TEST(Alerts, LimitsMustIncrease) {
  EXPECT_THROW((void)alerts(moisture(), {}, {.watch = 3, .warn = 3}), ContractError);
  EXPECT_THROW((void)alerts(moisture(), {}, {.days_running = 0}), ContractError);
}

}  // namespace
}  // namespace skin2vec::insight
