#include "skin2vec/change/shape.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::change {
namespace shape_test {

// A level of 2.5, slow noise of 0.2, fresh noise of 0.12, one day in nine missing, and what `shape` adds.
series::Series made(int days, std::uint64_t seed, const std::function<double(int)>& shape) {
  Random random(seed);
  series::Series series{Day{20000}, {}};
  double slow = 0;
  for (int t = 0; t < days; ++t) {
    slow = 0.8 * slow + 0.12 * random.normal();
    series.values.push_back(t % 9 == 7 ? NAN : 2.5 + shape(t) + slow + 0.12 * random.normal());
  }
  return series;
}

TEST(FindChanges, AShiftHasItsDayAndItsSize) {
  const Changes found = find_changes(made(400, 1, [](int t) { return t >= 221 ? -0.8 : 0; }));
  ASSERT_EQ(found.changes.size(), 1U);
  const Change& change = found.changes[0];
  EXPECT_EQ(change.kind, Kind::shift);
  EXPECT_LE(std::abs(change.start - Day{20221}), 1);
  EXPECT_EQ(change.end, change.start);
  EXPECT_LT(change.size_low, -0.8);
  EXPECT_GT(change.size_high, -0.8);
  EXPECT_GT(change.confidence, 0.5);
}

TEST(FindChanges, ADriftIsSlow) {
  const Changes found = find_changes(made(400, 2, [](int t) { return 1.1 * std::clamp((t - 149) / 100.0, 0.0, 1.0); }));
  ASSERT_EQ(found.changes.size(), 1U);
  EXPECT_EQ(found.changes[0].kind, Kind::drift);
  EXPECT_NEAR(found.changes[0].start - Day{20150}, 0, 40);
  EXPECT_NEAR(found.changes[0].end - Day{20249}, 0, 40);
  EXPECT_NEAR(found.changes[0].size, 1.1, 0.25);
}

TEST(FindChanges, ABoutPasses) {
  const Changes found = find_changes(made(300, 3, [](int t) { return t >= 120 && t < 130 ? 1.2 : 0; }));
  ASSERT_EQ(found.changes.size(), 1U);
  EXPECT_EQ(found.changes[0].kind, Kind::passing);
  EXPECT_NEAR(found.changes[0].start - Day{20120}, 0, 2);
  EXPECT_NEAR(found.changes[0].end - Day{20129}, 0, 2);
}

// 40 series in which nothing changes, a third of them with a yearly wave: the aim is at most one in ten.
TEST(FindChanges, NothingIsSeldomTakenForAChange) {
  int with_change = 0;
  for (std::uint64_t seed = 11; seed < 51; ++seed) {
    const double wave = seed % 3 == 0 ? 0.25 : 0;
    const auto series = made(540, seed, [&](int t) { return wave * std::sin(2 * std::numbers::pi * t / 365.25 + 1); });
    with_change += find_changes(series).changes.empty() ? 0 : 1;
  }
  EXPECT_LE(with_change, 4);
}

TEST(FindChanges, KeepTheirDaysWhateverTheUnits) {
  series::Series series = made(400, 1, [](int t) { return t >= 221 ? -0.8 : 0; });
  const Changes before = find_changes(series);
  for (double& value : series.values) value = 300 + 50 * value;
  const Changes after = find_changes(series);
  ASSERT_EQ(after.changes.size(), before.changes.size());
  EXPECT_EQ(after.changes[0].start, before.changes[0].start);
  EXPECT_NEAR(after.changes[0].size, 50 * before.changes[0].size, 0.5);
}

TEST(FindChanges, AShortOrAConstantSeriesHasNone) {
  EXPECT_FALSE(find_changes(made(50, 4, [](int) { return 0; })).enough);
  EXPECT_FALSE(find_changes({Day{20000}, {}}).enough);
  EXPECT_TRUE(find_changes({Day{20000}, std::vector<double>(200, 3)}).changes.empty());
}

TEST(FindChanges, RefusesOptionsOutOfRange) {
  const series::Series none{Day{20000}, {}};
  EXPECT_THROW((void)find_changes(none, {.min_days = 39}), ContractError);
  EXPECT_THROW((void)find_changes(none, {.max_changes = -1}), ContractError);
  EXPECT_THROW((void)find_changes(none, {.shift_price = 0}), ContractError);
}

}  // namespace shape_test
}  // namespace skin2vec::change
