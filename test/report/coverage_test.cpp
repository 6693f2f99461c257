#include "skin2vec/report/coverage.h"

#include <gtest/gtest.h>

#include "skin2vec/base/require.h"

namespace skin2vec::report {
namespace coverage_test {

diary::Entry reading(Day day, const std::string& site = "", diary::Kind kind = diary::Kind::reading) {
  diary::Entry entry;
  entry.person = "ann";
  entry.kind = kind;
  entry.time.day = day;
  entry.place = site;
  entry.values = {{"oil", 2.5, ""}};
  return entry;
}

// 29 January to 6 February: readings on 29, 30 (twice), 2 and 6; the gaps are 31-1 and 3-5.
TEST(Coverage, CountsByMonthAndFindsTheLongestGap) {
  const Day first = *parse_day("2026-01-29");
  const std::vector<diary::Entry> entries{reading(first + 8), reading(first), reading(first + 1), reading(first + 1),
                                          reading(first + 4)};
  const Coverage known = coverage(entries, {.from = first, .to = first + 8, .site = ""});
  EXPECT_EQ(known.there, (std::vector<char>{1, 1, 0, 0, 1, 0, 0, 0, 1}));
  EXPECT_EQ(known.days_read, 4);
  EXPECT_NEAR(known.missing, 5.0 / 9, 1e-12);
  EXPECT_EQ(known.longest.first, first + 5);
  EXPECT_EQ(known.longest.days, 3);
  ASSERT_EQ(known.months.size(), 2U);
  EXPECT_EQ(known.months[0].read, 2);
  EXPECT_EQ(known.months[0].days, 3);
  EXPECT_EQ(known.months[1].month, 2);
  EXPECT_EQ(known.months[1].read, 2);
  EXPECT_EQ(known.months[1].days, 6);
}

TEST(Coverage, OtherSitesKindsAndDaysDoNotCount) {
  const Day first = *parse_day("2026-01-01");
  diary::Entry blank = reading(first + 1);
  blank.values.clear();
  const std::vector<diary::Entry> entries{reading(first - 1), reading(first, "face"), blank,
                                          reading(first + 2, "", diary::Kind::event), reading(first + 4)};
  const Coverage known = coverage(entries, {.from = first, .to = first + 3, .site = ""});
  EXPECT_EQ(known.days_read, 0);
  EXPECT_EQ(known.missing, 1);
  EXPECT_EQ(known.longest.days, 4);
  EXPECT_EQ(coverage(entries, {.from = first, .to = first + 3, .site = "face"}).days_read, 1);
}

// Three weeks, of which the second has no reading.
TEST(Coverage, AWeeklyDiaryCountsWeeks) {
  const Day first = *parse_day("2026-01-05");
  const std::vector<diary::Entry> entries{reading(first), reading(first + 16)};
  EXPECT_NEAR(coverage(entries, {.from = first, .to = first + 20, .site = "", .every_days = 7}).missing, 1.0 / 3,
              1e-12);
  // A fourth week that has just begun and has nothing yet is missing too.
  EXPECT_NEAR(coverage(entries, {.from = first, .to = first + 21, .site = "", .every_days = 7}).missing, 0.5, 1e-12);
}

TEST(Coverage, NoGapIsNoGap) {
  const Day day = *parse_day("2026-01-05");
  const std::vector<diary::Entry> entries{reading(day)};
  const Coverage known = coverage(entries, {.from = day, .to = day, .site = ""});
  EXPECT_EQ(known.missing, 0);
  EXPECT_EQ(known.longest.days, 0);
}

TEST(Coverage, RefusesDaysOutOfOrder) {
  EXPECT_THROW((void)coverage({}, {.from = Day{3}, .to = Day{2}, .site = ""}), ContractError);
  EXPECT_THROW((void)coverage({}, {.from = Day{3}, .to = Day{4}, .site = "", .every_days = 0}), ContractError);
}

}  // namespace coverage_test
}  // namespace skin2vec::report
