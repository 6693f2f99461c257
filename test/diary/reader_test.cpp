#include "skin2vec/diary/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.h"
#include "skin2vec/base/require.h"

namespace skin2vec::diary {
namespace reader_test {

using testing::ElementsAre;
using testing::HasSubstr;

const Profile& skin() {
  static const Profile profile = *built_in_profile("skin");
  return profile;
}

TEST(Reader, ReadsReadingsWithEventsAndExposures) {
  const Read read = read_text(
      "time,oil,moisture,person,site,note,events,humidity\n"
      "2026-03-01T07:30,2,2.5,ann,cheek,\"a, b\",late_night:1.5;spicy_food,41\n",
      skin());
  ASSERT_TRUE(read.report) << read.report.error().message;
  ASSERT_EQ(read.entries.size(), 4U);
  EXPECT_EQ(payload(read.entries[0]), "moisture:2.5;oil:2");
  EXPECT_EQ(read.entries[0].place, "cheek");
  EXPECT_EQ(read.entries[0].note, "a, b");
  EXPECT_EQ(read.entries[1].kind, Kind::surroundings);
  EXPECT_EQ(read.entries[1].person, "ann");
  EXPECT_EQ(payload(read.entries[1]), "humidity:41");
  EXPECT_EQ(read.entries[2].name, "late_night");
  EXPECT_EQ(payload(read.entries[2]), "weight:1.5");
  EXPECT_EQ(read.entries[3].name, "spicy_food");
  EXPECT_EQ(payload(read.entries[3]), "");
  EXPECT_THAT(read.lines, ElementsAre(2, 2, 2, 2));
}

TEST(Reader, ReadsTheOtherFourShapes) {
  const Read events = read_text("time,event,weight,note\n2026-03-01T01:00,alcohol,2,wine\n", skin());
  EXPECT_EQ(events.entries.at(0).name, "alcohol");
  EXPECT_EQ(to_text(events.entries.at(0).time.day), "2026-03-01");  // the date written, also at 01:00
  EXPECT_EQ(events.entries.at(0).note, "wine");

  const Read air = read_text("time,temperature,pm25,source\n2026-03-01T13:00,4.5,88,indoor\n", skin());
  EXPECT_EQ(air.entries.at(0).person, "");  // everyone's
  EXPECT_EQ(air.entries.at(0).place, "indoor");
  EXPECT_EQ(payload(air.entries.at(0)), "pm25:88;temperature:4.5");

  const Read products =
      read_text("time,product,minutes,moisture_before,moisture_after\n2026-03-01T08:00,cream,30,2.1,3.4\n", skin());
  EXPECT_EQ(products.entries.at(0).detail, "30");
  EXPECT_EQ(payload(products.entries.at(0)), "moisture_after:3.4;moisture_before:2.1");

  const Read routines = read_text("name,slot,product,order,from,to\ncare,evening,retinol,2,2026-03-01,\n", skin());
  EXPECT_EQ(routines.entries.at(0).detail, "retinol");
  EXPECT_EQ(to_text(routines.entries.at(0).time), "2026-03-01");
  EXPECT_EQ(routines.entries.at(0).until, std::nullopt);
}

TEST(Reader, WordsGiveTheSameEntriesAsNumbers) {
  const auto profile = *parse_profile(
      "name = \"w\"\n[[dimension]]\nname = \"itching\"\nrange = [0, 10]\n[scales]\nitching = [\"none\", \"some\", "
      "\"much\"]\nmood = [\"bad\", \"even\", \"good\"]\n");
  const Read words =
      read_text("time,itching,mood\n2026-03-01,much,Good\n2026-03-02,none,bad\n2026-03-03,some,\n", profile);
  const Read numbers = read_text("time,itching,mood\n2026-03-01,10,2\n2026-03-02,0,0\n2026-03-03,5,\n", profile);
  ASSERT_TRUE(words.report);
  EXPECT_EQ(words.entries, numbers.entries);
  EXPECT_EQ(words.entries.size(), 5U);
}

TEST(Reader, ChineseLabelsAreNames) {
  const Read read = read_text("time,油分,events\n2026-03-01,3,熬夜:2\n", skin());
  ASSERT_TRUE(read.report) << read.report.error().message;
  EXPECT_EQ(payload(read.entries.at(0)), "oil:3");
  EXPECT_EQ(read.entries.at(1).name, "late_night");
}

TEST(Reader, BlankIsMissingAndZeroIsNot) {
  const Read read = read_text("time,oil,moisture\n2026-03-01,0,\n2026-03-02,NA,null\n2026-03-03,NaN,4\n", skin());
  EXPECT_THAT(read.payloads(), ElementsAre("2026-03-01 oil:0", "2026-03-03 moisture:4"));
  EXPECT_EQ(read.report->blank, 1);
  EXPECT_TRUE(read.report->errors.empty());
}

TEST(Reader, TheTwoHoursOfAnAutumnNightAreTwoReadings) {
  const Read read =
      read_text("time,oil\n2026-10-25T02:30+02:00,2\n2026-10-25T02:30+01:00,3\n2026-03-29T02:30,4\n", skin());
  EXPECT_THAT(read.payloads(),
              ElementsAre("2026-10-25T02:30+02:00 oil:2", "2026-10-25T02:30+01:00 oil:3", "2026-03-29T02:30 oil:4"));
}

TEST(Reader, EveryBadCellIsToldAndTheGoodRowsAreKept) {
  const Read read =
      read_text("time,oil,moisture\n2026-03-01,11,x\n2026-03-02,2,3\n2026-02-30,2,3\n2026-03-04,2\n", skin());
  ASSERT_TRUE(read.report);
  EXPECT_THAT(read.payloads(), ElementsAre("2026-03-02 moisture:3;oil:2"));
  EXPECT_EQ(read.report->rows, 4);
  EXPECT_EQ(read.report->bad_rows, 3);
  const auto& errors = read.report->errors;
  ASSERT_EQ(errors.size(), 4U);
  EXPECT_EQ(errors[0], (RowError{2, "oil", "11", "a number from 0 to 5"}));
  EXPECT_EQ(errors[1], (RowError{2, "moisture", "x", "a number from 0 to 5"}));
  EXPECT_EQ(errors[2].column, "time");
  EXPECT_EQ(errors[3], (RowError{5, "", "2 fields", "3 fields, as the header has"}));
}

TEST(Reader, UnknownColumnsAndWordsAreToldWithTheNearestName) {
  const Read read = read_text("time,oil,moistrue,mood\n2026-03-01,2,3,godo\n", skin());
  ASSERT_TRUE(read.report);
  EXPECT_EQ(read.report->errors.at(0),
            (RowError{1, "moistrue", "moistrue", "a known column; did you mean \"moisture\"?"}));
  EXPECT_THAT(read.report->errors.at(1).expected, HasSubstr("did you mean \"good\"?"));
}

// Found by fuzzing: such a value was kept under a name that JSON did not read back.
TEST(Reader, AFileOfProductsHasReadingsBeforeAndAfterOnly) {
  const Read read = read_text("time,product,moisture,oil_after\n2026-03-01,cream,2,3.5\n", skin());
  ASSERT_EQ(read.report->errors.size(), 1U);
  EXPECT_EQ(read.report->errors[0].column, "moisture");
  EXPECT_THAT(read.report->errors[0].expected, HasSubstr("moisture_before or moisture_after"));
  EXPECT_EQ(payload(read.entries.at(0)), "oil_after:3.5");
}

TEST(Reader, AnInstrumentHasItsOwnRange) {
  const Read read = read_text("time,moisture,instrument\n2026-03-01,61.5,corneometer\n2026-03-02,61.5,\n", skin());
  EXPECT_THAT(read.payloads(), ElementsAre("2026-03-01 moisture:61.5@corneometer"));
  EXPECT_EQ(read.report->bad_rows, 1);
}

TEST(Reader, OwnTagsAreKeptAndCounted) {
  const Read read =
      read_text("time,event,weight\n2026-03-01,new pillow,\n2026-03-02,new pillow,2\n2026-03-02,alcohol,\n", skin());
  EXPECT_EQ(read.entries.size(), 3U);
  EXPECT_EQ(read.report->own_tags, (std::map<std::string, std::int64_t>{{"new pillow", 2}}));
}

TEST(Reader, ADecimalCommaIsTakenWhereItDoesNotSeparate) {
  EXPECT_THAT(read_text("time;oil\n2026-03-01;2,5\n", skin()).payloads(), ElementsAre("2026-03-01 oil:2.5"));
}

TEST(Reader, SurroundingsOfOnePersonAreHisWhenAsked) {
  const std::string text = "time,humidity\n2026-03-01,44\n";
  EXPECT_EQ(read_text(text, skin()).entries.at(0).person, "");
  EXPECT_EQ(read_text(text, skin(), {.default_person = "bo", .person_for_all = true}).entries.at(0).person, "bo");
}

TEST(Reader, ARowOfNobodyIsRefusedWhereNobodyCanBeAssumed) {
  const Read read = read_text("time,oil,person\n2026-03-01,2,\n2026-03-02,3,bo\n", skin(), {.default_person = ""});
  EXPECT_THAT(read.payloads(), ElementsAre("2026-03-02 oil:3"));
  EXPECT_EQ(read.report->errors.at(0).column, "person");
}

TEST(Reader, ReadsJson) {
  const Read read = read_text(
      R"({"format": "skin2vec-diary", "version": 1, "entries": [
        {"kind": "reading", "time": "2026-03-01T07:30", "values": {"oil": 2, "moisture": {"value": 61.5, "instrument": "corneometer"}}},
        {"kind": "event", "time": "2026-03-01", "event": "late_night"},
        {"kind": "reading", "time": "2026-03-02", "values": {"oil": 7}},
        {"kind": "event", "time": "2026-03-02", "evnet": "late_night"}]})",
      skin());
  ASSERT_TRUE(read.report) << read.report.error().message;
  EXPECT_EQ(read.entries.size(), 2U);
  EXPECT_EQ(read.report->bad_rows, 2);
  EXPECT_EQ(read.report->errors.at(0), (RowError{3, "oil", "7", "a number from 0 to 5"}));
  EXPECT_EQ(read.report->errors.back().expected, "a known field; did you mean \"event\"?");
}

// Found by fuzzing: written as CSV they became an entry of the other kind.
TEST(Reader, JsonReadingsHaveDimensionsAndSurroundingsHaveExposures) {
  const Read read = read_text(R"({"format": "skin2vec-diary", "version": 1, "entries": [
      {"kind": "reading", "time": "2026-03-01", "values": {"humidity": 41, "oil": 2.5}},
      {"kind": "surroundings", "time": "2026-03-02", "values": {"humidity": 43, "oil": 1.5}}]})",
                              skin());
  EXPECT_EQ(read.report->errors.size(), 2U);
  for (const Entry& entry : read.entries) EXPECT_EQ(entry.values.size(), 1U);
}

// Found by fuzzing: a flag column kept what the column `weight` of the export then refused.
TEST(Reader, AWeightHasOneRangeWhereverItStands) {
  for (const char* text :
       {"time,event,weight\n2026-03-01,tea,1000001\n", "time,oil,events\n2026-03-01,2,tea:-1000001\n"}) {
    const Read read = read_text(text, skin());
    EXPECT_EQ(read.report->errors.size(), 1U) << text;
    for (const Entry& entry : read.entries) EXPECT_EQ(entry.kind, Kind::reading);
  }
}

TEST(Reader, DeepJsonIsRefused) {
  const Read read = read_text(std::string(500'000, '['), skin());
  ASSERT_FALSE(read.report);
  const Read closed = read_text(std::string(200'000, '[') + std::string(200'000, ']'), skin());
  ASSERT_FALSE(closed.report);
  EXPECT_THAT(closed.report.error().message, HasSubstr("nested deeper than 64"));
}

TEST(Reader, AFileThatIsNoDiaryIsRefusedAsAWhole) {
  EXPECT_THAT(read_text("", skin()).report.error().message, HasSubstr("empty"));
  EXPECT_THAT(read_text("oil,moisture\n1,2\n", skin()).report.error().message, HasSubstr("no column \"time\""));
  EXPECT_THAT(read_text("time,foo\n2026-03-01,2\n", skin()).report.error().message,
              HasSubstr("no column of a dimension"));
  EXPECT_THAT(read_text("{\"a\": 1}", skin()).report.error().message, HasSubstr("skin2vec-diary"));
}

TEST(Reader, RowsBeforeAQuoteThatNeverEndsAreGood) {
  const Read read = read_text("time,oil\n2026-03-01,2\n2026-03-02,\"3\n2026-03-03,4\n", skin());
  ASSERT_TRUE(read.report);
  EXPECT_THAT(read.payloads(), ElementsAre("2026-03-01 oil:2"));
  EXPECT_EQ(read.report->errors.at(0).line, 3);
  EXPECT_EQ(read.report->bad_rows, 1);
}

TEST(Reader, ASinkThatFailsEndsTheReading) {
  std::istringstream in("time,oil\n2026-03-01,2\n2026-03-02,3\n");
  int calls = 0;
  const auto report =
      read_diary(in, skin(), {.default_person = "me", .batch_rows = 1}, [&](auto, auto) -> Result<void> {
        ++calls;
        return refuse(Fault::unavailable, "disk full");
      });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().message, "disk full");
  EXPECT_EQ(calls, 1);
}

TEST(Reader, BrokenPromisesThrow) {
  std::istringstream in("time,oil\n");
  const auto sink = [](auto, auto) -> Result<void> { return {}; };
  EXPECT_THROW((void)read_diary(in, skin(), {.default_person = "me", .batch_rows = 0}, sink), ContractError);
  EXPECT_THROW((void)read_diary(in, skin(), {.default_person = "a:b"}, sink), ContractError);
}

}  // namespace reader_test
}  // namespace skin2vec::diary
