#include "skin2vec/base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace skin2vec {
namespace time_test {

constexpr std::int64_t ms_per_hour = 3'600'000;

Time time_of(std::string_view text) {
  return parse_time(text).value();
}
std::int64_t utc_ms(std::string_view text) {
  return instant(time_of(text), {}).ms;
}

// A time of any of the three forms.
rc::Gen<Time> any_time() {
  return rc::gen::exec([] {
    Time time{Day{*rc::gen::inRange(-719162, 2932897)}, {}, {}};
    const int form = *rc::gen::inRange(0, 3);
    // Whole minutes, whole seconds and milliseconds are printed differently.
    const int step = *rc::gen::element(1, 1000, 60'000);
    if (form > 0) time.ms_of_day = *rc::gen::inRange(0, ms_per_day / step) * step;
    if (form > 1) time.offset_min = static_cast<std::int16_t>(*rc::gen::inRange(-1080, 1081));
    return time;
  });
}

TEST(Time, KeepsTheThreeFormsApart) {
  EXPECT_EQ(time_of("2026-03-01"), (Time{*parse_day("2026-03-01"), {}, {}}));
  EXPECT_EQ(time_of("2026-03-01T07:30"), (Time{*parse_day("2026-03-01"), 27'000'000, {}}));
  EXPECT_EQ(time_of("2026-03-01T07:30-05:00"), (Time{*parse_day("2026-03-01"), 27'000'000, std::int16_t{-300}}));
}

TEST(Time, ReadsEveryWayOfWritingTheSameTime) {
  const Time expected = time_of("2026-03-01T07:30+02:00");
  for (const char* text : {"2026-03-01 07:30+02:00", "2026-03-01t07:30+02", "2026-03-01T07:30:00+0200",
                           "2026-03-01T07:30:00.000+02:00", "2026-03-01 07:30:00,0 +02:00"}) {
    EXPECT_EQ(time_of(text), expected) << text;
  }
  EXPECT_EQ(time_of("2026-03-01T07:30z"), time_of("2026-03-01T07:30-00:00"));
}

TEST(Time, TheInstantIsUtc) {
  // date -u -d 2026-03-01T07:30:15.250-05:00 +%s%3N
  EXPECT_EQ(utc_ms("2026-03-01T07:30:15.250-05:00"), 1'772'368'215'250);
  EXPECT_EQ(utc_ms("1969-12-31T23:59:59.999Z"), -1);
}

TEST(Time, FractionsAreCutToMilliseconds) {
  EXPECT_EQ(time_of("2026-03-01T00:00:00.1").ms_of_day, 100);
  EXPECT_EQ(time_of("2026-03-01T00:00:00.0129999").ms_of_day, 12);
}

TEST(Time, MidnightAtTheEndIsTheNextDay) {
  EXPECT_EQ(time_of("2026-02-28T24:00"), time_of("2026-03-01T00:00"));
  EXPECT_EQ(time_of("2026-12-31T24:00:00Z"), time_of("2027-01-01T00:00Z"));
  EXPECT_FALSE(parse_time("2026-02-28T24:01"));
  EXPECT_FALSE(parse_time("2026-02-28T24:00:00.001"));
  EXPECT_FALSE(parse_time("9999-12-31T24:00"));
}

TEST(Time, ALeapSecondStaysOnItsDay) {
  EXPECT_EQ(to_text(time_of("2016-12-31T23:59:60Z")), "2016-12-31T23:59:59.999Z");
  EXPECT_EQ(to_text(time_of("2016-12-31T23:59:60.5Z")), "2016-12-31T23:59:59.999Z");
  EXPECT_FALSE(parse_time("2016-12-31T23:59:61Z"));
}

// Clocks of Berlin go from 02:00+01:00 to 03:00+02:00 on 2026-03-29, and from 03:00+02:00 to 02:00+01:00 on 2026-10-25;
// those of New York from 02:00-05:00 to 03:00-04:00 on 2026-03-08, and back on 2026-11-01.
TEST(Time, ANaiveTimeOfTheHourThatDoesNotExistStaysAsWritten) {
  for (const char* text : {"2026-03-29T02:30", "2026-03-08T02:30"}) EXPECT_EQ(to_text(time_of(text)), text);
}

TEST(Time, TheNightOfSpringHasOneHourLess) {
  EXPECT_EQ(utc_ms("2026-03-29T03:00+02:00") - utc_ms("2026-03-29T01:00+01:00"), ms_per_hour);
  EXPECT_EQ(utc_ms("2026-03-08T03:00-04:00") - utc_ms("2026-03-08T01:00-05:00"), ms_per_hour);
}

TEST(Time, TheTwoHalfPastTwoOfAutumnDifferByTheirOffset) {
  EXPECT_EQ(utc_ms("2026-10-25T02:30+01:00") - utc_ms("2026-10-25T02:30+02:00"), ms_per_hour);
  EXPECT_EQ(utc_ms("2026-11-01T01:30-05:00") - utc_ms("2026-11-01T01:30-04:00"), ms_per_hour);
  EXPECT_NE(time_of("2026-10-25T02:30+01:00"), time_of("2026-10-25T02:30+02:00"));
  EXPECT_EQ(time_of("2026-10-25T02:30+01:00").day, time_of("2026-10-25T02:30+02:00").day);
}

TEST(Time, TheLocalDateIsNeverShifted) {
  EXPECT_EQ(to_text(time_of("2026-03-01T00:15+14:00").day), "2026-03-01");  // 2026-02-28 in UTC
  EXPECT_EQ(to_text(time_of("2026-03-01T23:45-09:30").day), "2026-03-01");  // 2026-03-02 in UTC
}

TEST(Instant, OfANaiveTimeUsesTheZoneAndOfABareDateItsNoon) {
  EXPECT_EQ(instant(time_of("2026-03-01T07:30"), std::int16_t{120}), instant(time_of("2026-03-01T07:30+02:00"), {}));
  EXPECT_EQ(instant(time_of("2026-03-01T07:30"), {}), instant(time_of("2026-03-01T07:30Z"), {}));
  EXPECT_EQ(instant(time_of("2026-03-01T07:30-05:00"), std::int16_t{120}).ms, utc_ms("2026-03-01T07:30-05:00"));
  for (const int zone : {-720, 0, 839}) {
    EXPECT_EQ(instant(time_of("2026-03-01"), static_cast<std::int16_t>(zone)).ms, utc_ms("2026-03-01T12:00Z"));
  }
}

RC_GTEST_PROP(Time, TextReadsBackToTheSameTime, ()) {
  const Time time = *any_time();
  const std::string text = to_text(time);
  RC_ASSERT(parse_time(text).value() == time);
  RC_ASSERT(to_text(parse_time(text).value()) == text);
}

RC_GTEST_PROP(Time, AClockWithTheSameOffsetShowsTheSameTime, ()) {
  Time time = *any_time();
  if (!time.ms_of_day) time.ms_of_day = 0;
  if (!time.offset_min) time.offset_min = std::int16_t{0};
  RC_ASSERT(local_time(instant(time, {}), *time.offset_min) == time);
}

RC_GTEST_PROP(Time, OrderIsDateThenClockThenOffset, ()) {
  const Time a = *any_time();
  const Time b = *any_time();
  if (a.day != b.day) {
    RC_ASSERT((a < b) == (a.day < b.day));
  } else if (a.ms_of_day != b.ms_of_day) {
    RC_ASSERT((a < b) == (a.ms_of_day < b.ms_of_day));
  } else {
    RC_ASSERT((a < b) == (a.offset_min < b.offset_min));
  }
}

RC_GTEST_PROP(Time, AnyOtherTextIsRefusedWithAMessage, (const std::string& text)) {
  const auto time = parse_time(text);
  RC_ASSERT((time || !time.error().message.empty()));
}

TEST(Time, RefusesWhatIsNoTime) {
  for (const char* text : {"",
                           "07:30",
                           "2026-03-01T",
                           "2026-03-01T7:30",
                           "2026-03-01T07",
                           "2026-03-01T0730",
                           "2026-03-01T07:60",
                           "2026-03-01T25:00",
                           "2026-03-01T07:30:",
                           "2026-03-01T07:30:5",
                           "2026-03-01T07:30:15.",
                           "2026-03-01T07:30+",
                           "2026-03-01T07:30+2",
                           "2026-03-01T07:30+02:",
                           "2026-03-01T07:30+02:0",
                           "2026-03-01T07:30+02:60",
                           "2026-03-01T07:30+18:01",
                           "2026-03-01T07:30+19",
                           "2026-03-01T07:30ZZ",
                           "2026-03-01T07:30 ",
                           "2026-03-01T07:30 PM",
                           "2026-02-29T07:30",
                           "2026-03-01X07:30",
                           "2026-03-01Z"}) {
    const auto refused = parse_time(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().fault, Fault::malformed);
  }
}

}  // namespace time_test
}  // namespace skin2vec
