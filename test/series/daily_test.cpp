#include "skin2vec/series/daily.h"

#include <gtest/gtest.h>

#include <cmath>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace daily_test {

// Offset as of the last day: one difference of 2, shrunken to 2 / 5 = 0.4; each slot is moved by 0.2.
TEST(Daily, MovesEachSlotToTheMidpoint) {
  const SlotSeries slots = two_slots({1, 3, nan, nan}, {3, nan, 4, nan});
  const Series daily = DailyReader(slots).series();
  EXPECT_EQ(daily.values[0], 2);
  EXPECT_NEAR(daily.values[1], 3.2, 1e-12);
  EXPECT_NEAR(daily.values[2], 3.8, 1e-12);
  EXPECT_TRUE(std::isnan(daily.values[3]));
}

TEST(Daily, LeavesFlaggedReadingsOutAndStillTellsThem) {
  SlotSeries slots = whole_days({44, 43, 45, 44.5, 42, 46, 41, 43.5, 445, 47}, Measure::quantity);
  const DailyReader reader(slots);
  EXPECT_TRUE(std::isnan(reader.series().values[8]));
  EXPECT_EQ(reader.at(8, 9, reader.offset(9)).flagged_value, 445);
  EXPECT_EQ(reader.series(epoch + 4).days(), 5);
}

TEST(Daily, OutsideTheRecordIsMissing) {
  const SlotSeries slots = whole_days({2, 3}), none = whole_days({});
  const DailyReader reader(slots), empty(none);
  EXPECT_TRUE(std::isnan(reader.at(-1, 1, {}).value));
  EXPECT_TRUE(std::isnan(reader.at(7, 9, {}).value));
  EXPECT_EQ(reader.series(epoch - 1).days(), 0);
  EXPECT_EQ(empty.series().days(), 0);
}

TEST(Daily, RefusesToLookAhead) {
  const SlotSeries slots = whole_days({2, 3});
  const DailyReader reader(slots);
  EXPECT_THROW((void)reader.at(1, 0, {}), ContractError);
  EXPECT_THROW(DailyReader(slots, {.offset = {.prior_days = -1}}), ContractError);
  EXPECT_THROW(DailyReader(slots, {.offset = {.memory_days = 0}}), ContractError);
}

}  // namespace daily_test
}  // namespace skin2vec::series
