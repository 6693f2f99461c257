#include "skin2vec/diary/entry.h"

#include <gtest/gtest.h>

#include "skin2vec/base/require.h"

namespace skin2vec::diary {
namespace entry_test {

Entry reading(std::vector<Value> values, std::string note = "") {
  Entry entry;
  entry.person = "ann";
  entry.time = *parse_time("2026-03-01T07:30");
  entry.values = std::move(values);
  entry.note = std::move(note);
  return entry;
}

TEST(Entry, PayloadIsReadableAndReadsBack) {
  const Entry entry = reading({{"moisture", 2.5, ""}, {"oil", 41, "sebumeter"}});
  EXPECT_EQ(payload(entry), "moisture:2.5;oil:41@sebumeter");
  Entry again = reading({});
  ASSERT_TRUE(read_payload(payload(entry), again));
  EXPECT_EQ(again, entry);
}

TEST(Entry, ARoutineKeepsItsLastDayInThePayload) {
  Entry routine;
  routine.kind = Kind::routine;
  routine.values = {{"order", 2, ""}};
  routine.until = *parse_day("2026-04-01");
  EXPECT_EQ(payload(routine), "order:2;until:2026-04-01");
  Entry again;
  again.kind = Kind::routine;
  ASSERT_TRUE(read_payload(payload(routine), again));
  EXPECT_EQ(again, routine);
}

TEST(Entry, TheLaterValueWinsAndABlankNeverDoes) {
  const Entry merged =
      merge(reading({{"moisture", 2.5, ""}, {"oil", 0, ""}}, "dry"), reading({{"oil", 3, ""}, {"radiance", 4, ""}}));
  EXPECT_EQ(merged, reading({{"moisture", 2.5, ""}, {"oil", 3, ""}, {"radiance", 4, ""}}, "dry"));
}

TEST(Entry, MergingWithItselfChangesNothing) {
  const Entry entry = reading({{"moisture", 2.5, ""}}, "x");
  EXPECT_EQ(merge(entry, entry), entry);
}

TEST(Entry, ZeroIsAValue) {
  EXPECT_EQ(value(reading({{"oil", 0, ""}}), "oil"), 0.0);
  EXPECT_EQ(value(reading({}), "oil"), std::nullopt);
}

TEST(Entry, FeltAndMeasuredAreTwoValues) {
  const Entry merged = merge(reading({{"moisture", 3, ""}}), reading({{"moisture", 62, "corneometer"}}));
  EXPECT_EQ(payload(merged), "moisture:3;moisture:62@corneometer");
  EXPECT_EQ(value(merged, "moisture"), 3.0);
  Entry again = reading({});
  ASSERT_TRUE(read_payload(payload(merged), again));
  EXPECT_EQ(again, merged);
}

TEST(Entry, SetValueKeepsTheOrderOfNames) {
  Entry entry = reading({});
  for (const auto* name : {"oil", "elasticity", "radiance", "moisture"}) set_value(entry, {name, 1, ""});
  set_value(entry, {"oil", 4, ""});
  EXPECT_EQ(payload(entry), "elasticity:1;moisture:1;oil:4;radiance:1");
}

TEST(Entry, AnEventWithoutWeightHasTheDefaultOne) {
  Entry event;
  event.kind = Kind::event;
  EXPECT_EQ(weight(event, 1.5), 1.5);
  set_value(event, {"weight", 0, ""});
  EXPECT_EQ(weight(event, 1.5), 0.0);
}

TEST(Entry, KindsHaveNames) {
  for (const Kind kind : {Kind::reading, Kind::event, Kind::surroundings, Kind::product, Kind::routine}) {
    EXPECT_EQ(parse_kind(kind_name(kind)), kind);
  }
  EXPECT_EQ(parse_kind("readings"), std::nullopt);
}

TEST(Entry, ABrokenPayloadIsRefusedAndChangesNothing) {
  for (const auto* text : {"oil", "oil:x", "oil:1;moisture:2", "oil:1;oil:2", ":1", "oil:nan", "oil:1@"}) {
    Entry entry = reading({{"radiance", 4, ""}});
    EXPECT_FALSE(read_payload(text, entry)) << text;
    EXPECT_EQ(entry, reading({{"radiance", 4, ""}})) << text;
  }
}

TEST(Entry, MergingTwoKeysIsRefused) {
  Entry other = reading({});
  other.place = "cheek";
  EXPECT_THROW((void)merge(reading({}), other), ContractError);
}

}  // namespace entry_test
}  // namespace skin2vec::diary
