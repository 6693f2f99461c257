#include "skin2vec/insight/alerts.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::insight {
namespace alerts_test {

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
  EXPECT_GE(found[0].since, series.first + 88);
  EXPECT_LE(found[0].since, series.first + 91);
  EXPECT_LE(found[0].raised, series.first + 96);
  EXPECT_EQ(found[0].kind, change::Kind::shift);
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
    series::Series series = noise(160, 3.1, 0.3, 6);
    shift(series, 148, by);
    const auto found = alerts(moisture(), series, {.dimensions = 6});
    return found.empty() ? -1 : static_cast<int>(found.back().level);
  };
  EXPECT_EQ(level(-0.05), -1);
  EXPECT_EQ(level(-0.6), static_cast<int>(Level::warn));
  EXPECT_EQ(level(-2.4), static_cast<int>(Level::act));
}

// What is certain and small is no reason to act.
TEST(Alerts, ActNeedsAStandardDeviation) {
  series::Series series = noise(300, 3.1, 0.3, 6);
  shift(series, 250, -0.4);
  const auto found = alerts(moisture(), series, {.act_at = 3});
  const auto bolder = alerts(moisture(), series, {.act_at = 0.5});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().level, Level::warn);
  EXPECT_EQ(bolder.back().level, Level::act);
}

// A slow fall: told as slow, from a start within two months of the true one, and higher as it goes on.
TEST(Alerts, ASlowFallIsATrendWithAStart) {
  series::Series series = noise(300, 3.1, 0.3, 12);
  for (int t = 150; t < 300; ++t) series.values[static_cast<std::size_t>(t)] -= 0.012 * (t - 150);
  const auto found = alerts(moisture(), series);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().kind, change::Kind::drift);
  EXPECT_FALSE(found.back().ended);
  EXPECT_EQ(found.back().level, Level::act);
  EXPECT_NEAR(found.back().since - series.first, 150, 60);
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

TEST(Alerts, EndsWhenItHasBecomeTheLevel) {
  series::Series series = noise(260, 3.1, 0.2, 7);
  shift(series, 120, -1.5);
  const auto found = alerts(moisture(), series);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].ended);
  EXPECT_GE(*found[0].ended, series.first + 180);
  EXPECT_LT(*found[0].ended, series.first + 200);
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
    if (now.size() > replayed.size()) replayed.push_back(now.back().raised);
  }
  ASSERT_EQ(replayed.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(replayed[i], whole[i].raised);
}

// One reading a week, in the frame of 14 and 56 days of data/profiles/psoriasis.toml.
TEST(Alerts, AWeeklyDiaryIsWarnedToo) {
  diary::Profile profile;
  profile.reference.window_days = 14;
  profile.reference.baseline_days = 56;
  profile.slots.every_days = 7;
  Random random(11);
  series::Series series{*parse_day("2026-01-05"), std::vector<double>(238, NAN)};
  for (int week = 0; week < 34; ++week)
    series.values[static_cast<std::size_t>(7 * week)] = week < 30 ? 2 + random.uniform() : 31;
  const auto found = alerts(moisture(diary::Better::low), series, alert_options(profile));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LE(found[0].raised, series.first + 31 * 7);
  EXPECT_GE(found[0].since, series.first + 28 * 7);
}

// A gap of half a year, and lower after it: the evidence is of the days before the gap, and no NaN.
TEST(Alerts, AFallBehindAGapHasItsEvidence) {
  series::Series series = noise(300, 3.1, 0.3, 5);
  for (int t = 80; t < 270; ++t) series.values[static_cast<std::size_t>(t)] = NAN;
  shift(series, 270, -1.5);
  const auto found = alerts(moisture(), series);
  ASSERT_FALSE(found.empty());
  EXPECT_NEAR(found.back().baseline_mean, 3.1, 0.15);
  EXPECT_NEAR(found.back().baseline_sd, 0.3, 0.1);
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
  Alert alert{.dimension = "moisture", .level = Level::warn};
  alert.since = *parse_day("2026-03-02"), alert.window_days = 14, alert.baseline_days = 56;
  alert.window_mean = 2.14, alert.baseline_mean = 2.91, alert.baseline_sd = 0.42;
  EXPECT_EQ(reason(alert, moisture(), words::Language::en),
            "Moisture has been lower since 2026-03-02: 14-day mean 2.14, the 56 days before it 2.91 (sd 0.42)");
  EXPECT_EQ(reason(alert, moisture(), words::Language::zh),
            "水分自 2026-03-02 起降低：最近 14 天均值 2.14，此前 56 天为 2.91（标准差 0.42）");
  alert.kind = change::Kind::drift;
  EXPECT_EQ(reason(alert, moisture(), words::Language::en).substr(0, 49),
            "Moisture has been falling slowly since 2026-03-02");
  EXPECT_EQ(reason(alert, moisture(), words::Language::zh).substr(0, 36), "水分自 2026-03-02 起缓慢降低");
  EXPECT_EQ(level_name(Level::act), "act");
}

TEST(Alerts, RefuseOptionsOutOfRange) {
  EXPECT_THROW((void)alerts(moisture(), {}, {.false_alarms_per_year = {1, 1, 0.1}}), ContractError);
  EXPECT_THROW((void)alerts(moisture(), {}, {.dimensions = 0}), ContractError);
  EXPECT_THROW((void)alerts(moisture(), {}, {.days_running = 0}), ContractError);
  EXPECT_THROW((void)alerts(moisture(), {}, {.act_at = -1}), ContractError);
}

}  // namespace alerts_test
}  // namespace skin2vec::insight
