#include "skin2vec/figure/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/base/require.h"
#include "test/figure/drawn.h"

namespace skin2vec::figure {
namespace calendar_test {

// 396 px less 28 and 2: one px a day. The first of March has place 60, with or without the 29th of February.
TEST(Calendar, EveryDateHasItsPlace) {
  EXPECT_EQ(place_in_year(*parse_day("2025-01-01")), 0);
  EXPECT_EQ(place_in_year(*parse_day("2025-02-28")), 58);
  EXPECT_EQ(place_in_year(*parse_day("2024-02-29")), 59);
  EXPECT_EQ(place_in_year(*parse_day("2024-03-01")), 60);
  EXPECT_EQ(place_in_year(*parse_day("2025-03-01")), 60);
  EXPECT_EQ(place_in_year(*parse_day("1900-12-31")), 365);
  EXPECT_EQ(place_in_year(*parse_day("2000-12-31")), 365);
}

TEST(Calendar, AGapIsWhiteAndYearsStandUnderEachOther) {
  const Calendar options{
      .words = {"Days", ""}, .first = *parse_day("2025-12-30"), .there = {1, 1, 1, 0, 0, 1}, .width = 396};
  const auto boxes = drawn(calendar(options), "rect");
  ASSERT_EQ(boxes.size(), 3U);
  EXPECT_EQ(boxes[0].number("x"), 28 + 364);  // 30 and 31 December
  EXPECT_EQ(boxes[0].number("width"), 2);
  EXPECT_EQ(boxes[0].number("y"), 16);
  EXPECT_EQ(boxes[1].number("x"), 28);  // 1 January
  EXPECT_EQ(boxes[1].number("width"), 1);
  EXPECT_EQ(boxes[1].number("y"), 26);
  EXPECT_EQ(boxes[2].number("x"), 28 + 3);  // 4 January
  const auto lines = drawn(calendar(options), "polyline");
  EXPECT_EQ(lines[12].attribute("points"), "392,23 394,23");  // the record of 2025, after twelve months
  EXPECT_EQ(lines[13].attribute("points"), "28,33 32,33");
}

TEST(Calendar, LeavesOutTheOldestYears) {
  Calendar options{.words = {"Days", ""}, .first = *parse_day("2016-01-01"), .there = std::vector<char>(3653, 1)};
  EXPECT_EQ(years_drawn(options), 10);
  EXPECT_EQ(drawn(calendar(options), "rect").size(), 10U);
  options.most_years = 3;
  const auto all = texts(calendar(options));
  EXPECT_EQ(all[12], "2023");
  EXPECT_EQ(all.size(), 15U);
}

TEST(Calendar, EmptyAndAllMissing) {
  Calendar options{.words = {"Days", ""}, .first = *parse_day("2026-01-01"), .there = {}};
  EXPECT_EQ(years_drawn(options), 0);
  EXPECT_EQ(texts(calendar(options)).size(), 12U);
  options.there = {0, 0, 0};
  EXPECT_TRUE(drawn(calendar(options), "rect").empty());
}

TEST(Calendar, RefusesOptionsOutOfRange) {
  Calendar options{.words = {"Days", ""}, .first = *parse_day("2026-01-01"), .there = {1}};
  options.most_years = 0;
  EXPECT_THROW((void)calendar(options), ContractError);
  options.most_years = 1;
  options.width = 100;
  EXPECT_THROW((void)calendar(options), ContractError);
}

}  // namespace calendar_test
}  // namespace skin2vec::figure
