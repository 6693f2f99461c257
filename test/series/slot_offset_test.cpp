#include "skin2vec/series/slot_offset.h"

#include <gtest/gtest.h>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace slot_offset_test {

SlotOffset offset_of(const SlotSeries& series, int today, SlotOffsetOptions options = {}) {
  return slot_offset(series, OutlierScan(series), today, options);
}

// Differences 1, 0.5 and 1.5 on three days that have both: 3 / (3 + 4).
TEST(SlotOffset, IsTheShrunkenMeanDifference) {
  const SlotSeries series = two_slots({1, 2, nan, 3, 2}, {2, 2.5, 4, 4.5, nan});
  EXPECT_NEAR(offset_of(series, 4).evening_less_morning, 3.0 / 7, 1e-12);
  EXPECT_EQ(offset_of(series, 4).days, 3);
  EXPECT_NEAR(offset_of(series, 4, {.prior_days = 0}).evening_less_morning, 1, 1e-12);
}

TEST(SlotOffset, UsesNothingAfterToday) {
  const SlotSeries series = two_slots({1, 2, 3}, {2, 2.5, 4.5});
  EXPECT_NEAR(offset_of(series, 1).evening_less_morning, 1.5 / 6, 1e-12);
}

TEST(SlotOffset, ForgetsWhatIsOlderThanItsMemory) {
  const SlotSeries series = two_slots({1, 2, 3}, {2, 2.5, 4.5});
  EXPECT_NEAR(offset_of(series, 2, {.memory_days = 1}).evening_less_morning, 1.5 / 5, 1e-12);
}

TEST(SlotOffset, OfOneSlotIsNone) {
  EXPECT_EQ(offset_of(two_slots({1, 2}, {nan, nan}), 1).evening_less_morning, 0);
  EXPECT_EQ(offset_of(whole_days({3, 4}), 1).days, 0);
}

TEST(SlotOffset, RefusesADayOutsideAndOptionsOutOfRange) {
  const SlotSeries series = two_slots({1, 2}, {3, 5});
  EXPECT_THROW((void)offset_of(series, 2), ContractError);
  EXPECT_THROW((void)offset_of(series, -1), ContractError);
  EXPECT_THROW((void)offset_of(series, 1, {.prior_days = -1}), ContractError);
  EXPECT_THROW((void)offset_of(series, 1, {.memory_days = 0}), ContractError);
}

}  // namespace slot_offset_test
}  // namespace skin2vec::series
