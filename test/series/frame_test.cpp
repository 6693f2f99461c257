#include "skin2vec/series/frame.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace frame_test {

constexpr double tolerance = 1e-12;

// Days 0..39 are 1, 2, 3, 1, 2, 3 ...; day 39 is today. By hand: the window is days 33-39 = 1 2 3 1 2 3 1, mean 13/7;
// the baseline is days 9-38 = ten times 1 2 3: mean 2, sd sqrt(20 / 29); today = 1: rank 10 ties of 30.
TEST(Frame, IsWhatTheContractSays) {
  std::vector<double> values;
  for (int t = 0; t < 40; ++t) values.push_back(1 + t % 3);
  const Frame now = frame(whole_days(values), epoch + 39);
  EXPECT_EQ(now.today, 1);
  EXPECT_EQ(now.window_n, 7);
  EXPECT_EQ(now.baseline_n, 30);
  EXPECT_NEAR(now.window_mean, 13.0 / 7, tolerance);
  EXPECT_NEAR(now.baseline_mean, 2, tolerance);
  EXPECT_NEAR(now.baseline_sd, std::sqrt(20.0 / 29), tolerance);
  EXPECT_NEAR(now.z_baseline, -1 / std::sqrt(20.0 / 29), tolerance);
  // Window: squares 1 4 9 1 4 9 1 = 29, less 169 / 7, over 6.
  EXPECT_NEAR(now.z_window, (1 - 13.0 / 7) / std::sqrt((29 - 169.0 / 7) / 6), tolerance);
  EXPECT_NEAR(now.percentile, 100 * 5.0 / 30, tolerance);
}

TEST(Frame, TellsTheSlopeOfAStraightLine) {
  std::vector<double> values;
  for (int t = 0; t < 60; ++t) values.push_back(1 + 0.05 * t);
  const Frame now = frame(whole_days(values), epoch + 59);
  EXPECT_NEAR(now.trend_per_week.value, 0.35, 1e-9);
  EXPECT_NEAR(now.baseline_trend_per_month.value, 1.5, 1e-9);
}

TEST(Frame, DropsATypingErrorFromTheMeans) {
  std::vector<double> values;
  for (int t = 0; t < 40; ++t) values.push_back(44 + (t % 3) - 0.5 * (t % 2));
  values[36] = 445;
  const SlotSeries series = whole_days(values, Measure::quantity);
  const Frame now = frame(series, epoch + 39);
  EXPECT_EQ(now.window_n, 6);
  EXPECT_EQ(now.baseline_n, 29);
  EXPECT_LT(now.window_mean, 47);
  const Frame then = frame(series, epoch + 36);
  EXPECT_TRUE(then.today_flagged);
  EXPECT_EQ(then.today, 445);
  EXPECT_LT(then.window_mean, 47);
  EXPECT_GT(then.z_baseline, 100);
}

TEST(Frame, AnAnchorReplacesTheMovingBaseline) {
  std::vector<double> values;
  for (int t = 0; t < 80; ++t) values.push_back(t < 40 ? 1 + t % 2 : 4 + t % 2);
  FrameOptions options;
  options.anchor = Anchor{epoch + 10, epoch + 29};
  const Frame now = frame(whole_days(values), epoch + 79, options);
  EXPECT_EQ(now.baseline_n, 20);
  EXPECT_NEAR(now.baseline_mean, 1.5, tolerance);
  EXPECT_EQ(frame(whole_days(values), epoch + 15, options).baseline_n, 5);  // up to yesterday
}

// Shift and scale: z and percentile do not change, means follow.
RC_GTEST_PROP(FrameLaw, FollowsUnitsAndLevel, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  SlotSeries plain = a_person(80, seed), moved = plain;
  moved.low = 7 + 3 * plain.low;
  moved.high = 7 + 3 * plain.high;
  for (auto* list : {&moved.morning, &moved.evening}) {
    for (double& value : *list) value = 7 + 3 * value;
  }
  const Frame a = frame(plain, epoch + 79), b = frame(moved, epoch + 79);
  RC_ASSERT(std::isnan(a.z_baseline) == std::isnan(b.z_baseline));
  if (std::isnan(a.z_baseline)) return;
  RC_ASSERT(std::abs(a.z_baseline - b.z_baseline) < 1e-8);
  RC_ASSERT(std::abs(7 + 3 * a.window_mean - b.window_mean) < 1e-9);
  RC_ASSERT(std::abs(3 * a.trend_per_week.low - b.trend_per_week.low) < 1e-8);
}

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || a == b ||
         (std::isnan(a) && std::isnan(b));
}

bool same(const Frame& a, const Frame& b) {
  return a.date == b.date && same(a.today, b.today) && a.today_flagged == b.today_flagged &&
         same(a.window_mean, b.window_mean) && same(a.window_sd, b.window_sd) && a.window_n == b.window_n &&
         same(a.baseline_mean, b.baseline_mean) && same(a.baseline_sd, b.baseline_sd) && a.baseline_n == b.baseline_n &&
         same(a.z_window, b.z_window) && same(a.z_baseline, b.z_baseline) && same(a.percentile, b.percentile) &&
         same(a.trend_per_week.value, b.trend_per_week.value) && same(a.trend_per_week.low, b.trend_per_week.low) &&
         same(a.baseline_trend_per_month.high, b.baseline_trend_per_month.high) && same(a.slot_offset, b.slot_offset);
}

// The law of causality: whatever is read later, changed or appended, a past frame stays as it is.
RC_GTEST_PROP(FrameLaw, NothingLaterChangesAPastFrame, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  const int today = *rc::gen::inRange(0, 70);
  const SlotSeries past = a_person(70, seed);
  SlotSeries other = past;
  Random random(seed + 1);
  for (int t = today + 1; t < 70; ++t) {
    if (random.chance(0.3)) other.morning[t] = random.chance(0.2) ? 445 : random.uniform(0, 5);
    if (random.chance(0.3)) other.evening[t] = random.chance(0.5) ? nan : random.uniform(0, 5);
  }
  for (auto* list : {&other.morning, &other.evening, &other.whole}) list->insert(list->end(), 20, random.uniform(0, 5));
  RC_ASSERT(same(frame(past, epoch + today), frame(other, epoch + today)));
}

TEST(FrameLaw, TheLastFourHundredDaysSuffice) {
  const SlotSeries all = a_person(900, 77);
  SlotSeries recent = all;
  recent.first = epoch + 500;
  for (auto* list : {&recent.morning, &recent.evening, &recent.whole}) list->erase(list->begin(), list->begin() + 500);
  EXPECT_TRUE(same(frame(all, epoch + 899), frame(recent, epoch + 899)));
}

TEST(FrameLaw, ManyDatesAreTheFramesOfEach) {
  const SlotSeries series = a_person(100, 5);
  const auto many = frames(series, epoch - 2, epoch + 103);
  ASSERT_EQ(many.size(), 106u);
  for (const Frame& one : many) EXPECT_TRUE(same(one, frame(series, one.date))) << to_text(one.date);
}

TEST(Frame, SaysWhyANumberIsMissing) {
  const SlotSeries flat = whole_days(std::vector<double>(50, 2.7));
  EXPECT_EQ(frame(flat, epoch + 49).why_z_baseline, Missing::no_spread);
  EXPECT_TRUE(std::isnan(frame(flat, epoch + 49).z_window));
  EXPECT_EQ(frame(flat, epoch + 49).percentile, 50);
  EXPECT_EQ(frame(flat, epoch + 60).why_z_window, Missing::not_read_today);
  EXPECT_EQ(frame(flat, epoch + 1).why_z_window, Missing::too_few_days);
  EXPECT_EQ(frame(flat, epoch + 5).why_z_baseline, Missing::too_few_days);
  EXPECT_TRUE(std::isnan(frame(flat, epoch + 5).percentile));
}

TEST(Frame, OfNothingAndOfOneDay) {
  const Frame none = frame(whole_days({}), epoch);
  EXPECT_TRUE(std::isnan(none.today));
  EXPECT_EQ(none.baseline_n, 0);
  const Frame one = frame(whole_days({3.5}), epoch);
  EXPECT_EQ(one.today, 3.5);
  EXPECT_EQ(one.window_mean, 3.5);
  EXPECT_TRUE(std::isnan(one.window_sd));
  EXPECT_TRUE(std::isnan(one.trend_per_week.value));
  const Frame missing = frame(whole_days(std::vector<double>(40, nan)), epoch + 39);
  EXPECT_TRUE(std::isnan(missing.window_mean));
}

TEST(Frame, RefusesOptionsOutOfRange) {
  const SlotSeries series = whole_days({1, 2, 3});
  EXPECT_THROW((void)frame(series, epoch, {.window_days = 1}), ContractError);
  EXPECT_THROW((void)frame(series, epoch, {.baseline_days = 1}), ContractError);
  EXPECT_THROW((void)frame(series, epoch, {.min_window = 1}), ContractError);
  EXPECT_THROW((void)frame(series, epoch, {.min_baseline = 1}), ContractError);
  EXPECT_THROW((void)frame(series, epoch, {.anchor = Anchor{epoch + 2, epoch + 1}}), ContractError);
  EXPECT_THROW((void)frames(series, epoch + 1, epoch), ContractError);
}

struct Barrier {
  diary::Profile profile;
  SlotGrid grid;
};

diary::Dimension dimension(const std::string& name) {
  diary::Dimension made;
  made.name = name;
  return made;
}

Barrier barrier_diary() {
  Barrier made;
  diary::Dimension barrier = dimension("barrier"), tewl = dimension("tewl");
  tewl.better = diary::Better::low;
  barrier.derived = diary::Derived{{"moisture"}, {"sensitivity"}, "tewl"};
  made.profile.dimensions = {dimension("moisture"), dimension("sensitivity"), tewl, barrier};
  made.grid.first = epoch;
  made.grid.days = 90;
  for (std::uint64_t d = 0; d < 3; ++d) {
    made.grid.series.push_back(a_person(90, d));
    made.grid.series.back().name = made.profile.dimensions[d].name;
  }
  return made;
}

TEST(Derived, IsTheDifferenceOfZ) {
  Barrier made = barrier_diary();
  made.grid.series[2] = whole_days(std::vector<double>(90, nan));
  made.grid.series[2].name = "tewl";
  const SlotSeries barrier = derived_series(made.grid, made.profile, made.profile.dimensions[3]);
  int told = 0;
  for (int t = 0; t < 90; ++t) {
    const double expected =
        frame(made.grid.series[0], epoch + t).z_baseline - frame(made.grid.series[1], epoch + t).z_baseline;
    EXPECT_TRUE(same(barrier.whole[t], expected)) << t;
    told += !std::isnan(expected);
  }
  EXPECT_EQ(barrier.readings, told);
  EXPECT_EQ(barrier.measure, Measure::derived);
  EXPECT_FALSE(std::isnan(frame(barrier, epoch + 89).window_mean));
}

TEST(Derived, ADirectMeasureComesFirstWithItsOwnSign) {
  const Barrier made = barrier_diary();
  const SlotSeries barrier = derived_series(made.grid, made.profile, made.profile.dimensions[3]);
  int told = 0;
  for (int t = 0; t < 90; ++t) {
    const double z = frame(made.grid.series[2], epoch + t).z_baseline;
    if (std::isnan(z)) continue;
    EXPECT_EQ(barrier.whole[t], -z);
    ++told;
  }
  EXPECT_GT(told, 50);
}

TEST(Derived, RefusesWhatIsNotDerived) {
  Barrier made = barrier_diary();
  EXPECT_THROW((void)derived_series(made.grid, made.profile, made.profile.dimensions[0]), ContractError);
  made.profile.dimensions[3].derived->plus = {"glow"};
  EXPECT_THROW((void)derived_series(made.grid, made.profile, made.profile.dimensions[3]), ContractError);
}

TEST(FrameOptionsOf, AProfile) {
  diary::Profile profile;
  EXPECT_EQ(frame_options(profile).min_baseline, 7);
  profile.slots.every_days = 7;
  profile.reference = {.window_days = 28, .baseline_days = 140};
  EXPECT_EQ(frame_options(profile).window_days, 28);
  EXPECT_EQ(frame_options(profile).min_baseline, 5);
}

}  // namespace frame_test
}  // namespace skin2vec::series
