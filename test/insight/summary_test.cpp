#include "skin2vec/insight/summary.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/diary/entry.h"

namespace skin2vec::insight {
namespace summary_test {

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

diary::Entry reading(Day day, const char* clock, double moisture, double sensitivity) {
  diary::Entry entry;
  entry.person = "ann";
  entry.kind = diary::Kind::reading;
  entry.time = *parse_time(to_text(day) + "T" + clock);
  entry.values = {{"moisture", moisture, ""}, {"sensitivity", sensitivity, ""}};
  return entry;
}

const DimensionSummary& of(const Summary& summary, const std::string& name) {
  for (const auto& one : summary.dimensions) {
    if (one.dimension.name == name) return one;
  }
  throw std::out_of_range(name);
}

// moisture 1 .. 31 hundredths over 31 days, both slots alike. The window is days 25-31, the baseline days 1-30:
// means 28 and 15.5 hundredths, sample sd of 1..7 = 2.160247 and of 1..30 = 8.803408, rank of 31 among 1..30 = 100 %.
TEST(Summary, PlacesTodayInBothFrames) {
  std::vector<diary::Entry> entries;
  const Day first = *parse_day("2026-01-01");
  for (int t = 0; t < 31; ++t) {
    for (const char* clock : {"07:30", "21:45"}) entries.push_back(reading(first + t, clock, (t + 1) / 100.0, 2));
  }
  const Summary summary = summarize(entries, skin(), {.today = first + 30});
  const auto& frame = of(summary, "moisture").frame;
  EXPECT_NEAR(frame.today, 0.31, 1e-12);
  EXPECT_NEAR(frame.window_mean, 0.28, 1e-12);
  EXPECT_NEAR(frame.baseline_mean, 0.155, 1e-12);
  EXPECT_NEAR(frame.baseline_sd, 0.08803408, 1e-8);
  EXPECT_NEAR(frame.z_window, 3 / 2.1602469, 1e-6);
  EXPECT_NEAR(frame.z_baseline, 15.5 / 8.803408, 1e-6);
  EXPECT_NEAR(frame.percentile, 100, 1e-12);
  EXPECT_NEAR(frame.trend_per_week.value, 0.07, 1e-9);
  EXPECT_NEAR(frame.baseline_trend_per_month.value, 0.30, 1e-9);
}

TEST(Summary, ShowsDerivedDimensionsAndLeavesOutOptionalOnes) {
  std::vector<diary::Entry> entries;
  const Day first = *parse_day("2026-01-01");
  for (int t = 0; t < 60; ++t) entries.push_back(reading(first + t, "07:30", 2 + t % 3, 1 + t % 2));
  const Summary summary = summarize(entries, skin(), {.today = first + 59});
  EXPECT_TRUE(std::isfinite(of(summary, "barrier").frame.today));
  EXPECT_THROW(of(summary, "tewl"), std::out_of_range);
  EXPECT_TRUE(std::isnan(of(summary, "oil").frame.today));
  EXPECT_EQ(of(summary, "moisture").last_days.size(), 30U);
}

TEST(Summary, ReadingsAfterTodayAreNotUsed) {
  std::vector<diary::Entry> entries;
  const Day first = *parse_day("2026-01-01");
  for (int t = 0; t < 40; ++t) entries.push_back(reading(first + t, "07:30", 2 + (t % 5) * 0.25, 1));
  const auto before = of(summarize(entries, skin(), {.today = first + 34}), "moisture").frame;
  for (int t = 35; t < 40; ++t) entries[static_cast<std::size_t>(t)].values[0].number = 5;
  const auto after = of(summarize(entries, skin(), {.today = first + 34}), "moisture").frame;
  EXPECT_EQ(before.window_mean, after.window_mean);
  EXPECT_EQ(before.baseline_sd, after.baseline_sd);
}

TEST(Summary, NothingReadHasNoNumbers) {
  const Summary summary = summarize({}, skin(), {.today = *parse_day("2026-01-01")});
  EXPECT_TRUE(summary.alerts.empty());
  for (const auto& one : summary.dimensions) EXPECT_TRUE(std::isnan(one.frame.today)) << one.dimension.name;
}

}  // namespace summary_test
}  // namespace skin2vec::insight
