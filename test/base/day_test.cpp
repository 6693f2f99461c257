#include "skin2vec/base/day.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "skin2vec/base/require.h"

namespace skin2vec {
namespace day_test {

constexpr int first_number =
    -719162;  // 0001-01-01: python3 -c "import datetime as d; print(d.date.min - d.date(1970,1,1))"
constexpr int last_number = 2932896;  // 9999-12-31: the same with d.date.max

// Gregorian rules, spelled out.
int days_in_month(int year, int month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

TEST(Day, KnownDatesHaveTheirNumbers) {
  // python3 -c "import datetime as d; print((d.date(2026,3,1) - d.date(1970,1,1)).days)" and so on
  EXPECT_EQ(make_day(1970, 1, 1)->number, 0);
  EXPECT_EQ(make_day(2026, 3, 1)->number, 20513);
  EXPECT_EQ(make_day(1969, 12, 31)->number, -1);
  EXPECT_EQ(make_day(1, 1, 1)->number, first_number);
  EXPECT_EQ(make_day(9999, 12, 31)->number, last_number);
}

TEST(Day, KnownDatesHaveTheirWeekdays) {
  EXPECT_EQ(parse_day("1970-01-01")->weekday(), 3);  // Thursday
  EXPECT_EQ(parse_day("2026-03-01")->weekday(), 6);  // Sunday
  EXPECT_EQ(parse_day("2026-11-23")->weekday(), 0);  // Monday
  EXPECT_EQ(parse_day("0001-01-01")->weekday(), 0);  // Monday, proleptic
}

TEST(Day, DayOfYearCountsTheLeapDay) {
  EXPECT_EQ(parse_day("2026-01-01")->day_of_year(), 1);
  EXPECT_EQ(parse_day("2026-12-31")->day_of_year(), 365);
  EXPECT_EQ(parse_day("2024-12-31")->day_of_year(), 366);
  EXPECT_EQ(parse_day("2024-03-01")->day_of_year(), 61);
}

TEST(Day, ArithmeticCrossesMonthsYearsAndLeapDays) {
  EXPECT_EQ(to_text(*parse_day("2026-03-01") + 30), "2026-03-31");
  EXPECT_EQ(to_text(*parse_day("2024-02-28") + 1), "2024-02-29");
  EXPECT_EQ(to_text(*parse_day("2026-01-01") - 1), "2025-12-31");
  EXPECT_EQ(*parse_day("2027-01-01") - *parse_day("2026-01-01"), 365);
  Day day = *parse_day("2026-02-28");
  EXPECT_EQ(to_text(++day), "2026-03-01");
}

RC_GTEST_PROP(Day, TextReadsBackToTheSameDay, ()) {
  const Day day{*rc::gen::inRange(first_number, last_number + 1)};
  RC_ASSERT(parse_day(to_text(day)).value() == day);
  RC_ASSERT(make_day(day.year(), day.month(), day.day_of_month()).value() == day);
}

RC_GTEST_PROP(Day, TextSortsAsTheDatesDo, ()) {
  const Day a{*rc::gen::inRange(first_number, last_number + 1)};
  const Day b{*rc::gen::inRange(first_number, last_number + 1)};
  RC_ASSERT((a < b) == (to_text(a) < to_text(b)));
}

// Four hundred years, one day after the other, against a calendar that only counts.
TEST(Day, AgreesWithCountingDayByDay) {
  int year = 1800;
  int month = 1;
  int day_of_month = 1;
  int day_of_year = 1;
  for (Day day = *parse_day("1800-01-01"); year < 2200; ++day) {
    ASSERT_EQ(make_day(year, month, day_of_month).value(), day);
    ASSERT_EQ(day.day_of_year(), day_of_year);
    ASSERT_EQ((day + 1).weekday(), (day.weekday() + 1) % 7);
    ++day_of_month;
    ++day_of_year;
    if (day_of_month <= days_in_month(year, month)) continue;
    day_of_month = 1;
    if (++month <= 12) continue;
    month = 1;
    day_of_year = 1;
    ++year;
  }
}

TEST(Day, RefusesWhatIsNoDate) {
  for (const char* text : {"",           "2026",        "2026-03",     "2026-3-01",
                           "2026-03-1",  "2026-03-011", " 2026-03-01", "2026-03-01 ",
                           "2026/03/01", "20260301",    "2026-02-29",  "2026-00-10",
                           "2026-13-10", "2026-04-31",  "2026-01-00",  "0000-01-01",
                           "+026-01-01", "2026-0a-01",  "-001-01-01",  "2026-03-0x"}) {
    const auto refused = parse_day(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().fault, Fault::malformed);
    EXPECT_FALSE(refused.error().message.empty());
  }
}

// std::chrono keeps day and month in eight bits and the year in sixteen: 257 must not become 1.
TEST(Day, RefusesNumbersThatWrapAround) {
  EXPECT_FALSE(make_day(2026, 1, 257));
  EXPECT_FALSE(make_day(2026, 257, 1));
  EXPECT_FALSE(make_day(65536 + 2026, 1, 1));
  EXPECT_FALSE(make_day(2026, 1, -255));
  EXPECT_FALSE(make_day(-1, 1, 1));
  EXPECT_FALSE(make_day(2026, -2147483647, 1));
}

TEST(Day, TextOutsideTheYearsOneTo9999IsABrokenPromise) {
  EXPECT_THROW((void)to_text(Day{first_number - 1}), ContractError);
  EXPECT_THROW((void)to_text(Day{last_number + 1}), ContractError);
}

}  // namespace day_test
}  // namespace skin2vec
