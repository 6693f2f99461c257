#include "skin2vec/diary/import_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.h"

namespace skin2vec::diary {
namespace import_rules_test {

using testing::ElementsAre;

Profile profile_with(const std::string& rules) {
  const auto profile = parse_profile(R"(
name = "others"
[[dimension]]
name = "score"
range = [0, 100]
[[dimension]]
name = "asleep"
range = [0, 1000]
[[exposure]]
name = "humidity"
range = [0, 100]
[[exposure]]
name = "temperature"
range = [-50, 50]
[[event]]
name = "tired"
role = "symptom"
[[event]]
name = "uvb"
)" + rules);
  EXPECT_TRUE(profile) << (profile ? "" : profile.error().message);
  return *profile;
}

TEST(ImportRules, RenamesColumnsAndTakesThePerson) {
  const auto profile = profile_with(
      "[import]\nperson = \"id\"\nperson_prefix = \"p\"\nignore = [\"No\"]\n[import.columns]\nSCORAD = "
      "\"score\"\n[import.time]\ncolumn = \"date\"\n");
  const Read read = read_text("No,id,date,SCORAD\n1,7,2026-03-01,31.5\n", profile);
  ASSERT_TRUE(read.report) << read.report.error().message;
  EXPECT_TRUE(read.report->errors.empty());
  EXPECT_EQ(read.entries.at(0).person, "p7");
  EXPECT_THAT(read.payloads(), ElementsAre("2026-03-01 score:31.5"));
}

TEST(ImportRules, TakesTheTimeFromParts) {
  const auto profile = profile_with("[import]\n[import.time]\nparts = [\"year\", \"month\", \"day\", \"hour\"]\n");
  const Read read = read_text("year,month,day,hour,score\n2010,1,2,23,5\n2010,2,30,0,5\n2010,1,2,24,5\n", profile);
  EXPECT_THAT(read.payloads(), ElementsAre("2010-01-02T23:00 score:5"));
  EXPECT_EQ(read.report->bad_rows, 2);
}

TEST(ImportRules, TakesTheTimeFromADayNumber) {
  const auto profile = profile_with("[import.time]\nday = \"Day\"\nfirst = 1\norigin = 2020-01-01\n");
  EXPECT_THAT(read_text("Day,score\n1,5\n60,6\n", profile).payloads(),
              ElementsAre("2020-01-01 score:5", "2020-02-29 score:6"));
}

TEST(ImportRules, TakesOtherFormsOfADate) {
  const auto profile = profile_with("[import.time]\ncolumn = \"Date\"\nformat = \"m/d/yyyy\"\n");
  const Read read = read_text("Date,score\n1/3/2002,5\n12/31/2006,6\n13/1/2002,7\n", profile);
  EXPECT_THAT(read.payloads(), ElementsAre("2002-01-03 score:5", "2006-12-31 score:6"));
  EXPECT_EQ(read.report->errors.at(0).expected, "a time as m/d/yyyy");
}

TEST(ImportRules, TakesTheTimeFromTheBeginningOfAColumn) {
  const auto profile = profile_with(
      "[import]\nperson = \"who\"\n[import.time]\ncolumn = \"visit\"\nprefix = { \"1902\" = 2019-02-11, \"1911\" = "
      "2019-11-15 }\n");
  EXPECT_THAT(read_text("who,visit,score\na,1902-3,5\nb,1911-1,6\n", profile).payloads(),
              ElementsAre("2019-02-11 score:5", "2019-11-15 score:6"));
}

// One column may be both: the psoriasis and the Korean file name the person where they name the visit.
TEST(ImportRules, OneColumnMayGivePersonAndTime) {
  const auto profile =
      profile_with("[import]\nperson = \"who\"\n[import.time]\ncolumn = \"who\"\nprefix = { \"1902\" = 2019-02-11 }\n");
  const Read read = read_text("who,score\n1902-3,5\n", profile);
  ASSERT_EQ(read.entries.size(), 1U);
  EXPECT_EQ(read.entries[0].person, "1902-3");
}

TEST(ImportRules, WideColumnsBecomeDays) {
  const auto profile = profile_with(
      "[import]\nperson = \"ID\"\nignore = \"*\"\n[import.time]\norigin = 2020-01-06\n"
      "[[import.wide]]\npattern = \"UVB_DOSE_{k}\"\nname = \"uvb\"\nevery = 7\ndays = [0, 2, 4]\n"
      "[[import.wide]]\npattern = \"PASI_END_WEEK_{k}\"\nname = \"score\"\nevery = 7\ndays = [7]\n"
      "[[import.wide]]\npattern = \"PASI_PRE\"\nname = \"score\"\ndays = [0]\n");
  const Read read = read_text(
      "ID,PASI_PRE,PASI_END_WEEK_1,PASI_END_WEEK_2,UVB_DOSE_1,UVB_DOSE_2,UVB_DOSE_4,X\n2,14,7.7,,0.4,0.5,0.9,z\n",
      profile);
  ASSERT_TRUE(read.report) << read.report.error().message;
  EXPECT_THAT(read.payloads(), ElementsAre("2020-01-06 score:14", "2020-01-13 score:7.7", "2020-01-06 weight:0.4",
                                           "2020-01-08 weight:0.5", "2020-01-13 weight:0.9"));
  EXPECT_EQ(read.entries.back().name, "uvb");
}

TEST(ImportRules, FactorsAndMissingCodes) {
  const auto profile = profile_with(
      "[import]\nmissing = [\"LTFU\"]\n[import.columns]\nms = \"asleep\"\n[import.factor]\nasleep = "
      "0.001\n[import.missing_codes]\nscore = [\"0\"]\n");
  EXPECT_THAT(read_text("time,ms,score\n2026-03-01,31260,0\n2026-03-02,LTFU,7\n", profile).payloads(),
              ElementsAre("2026-03-01 asleep:31.26", "2026-03-02 score:7"));
}

TEST(ImportRules, ColumnsMayBeEvents) {
  const auto profile = profile_with("[import]\n[import.events]\nTIRED = \"tired\"\n[import.time]\ncolumn = \"date\"\n");
  const Read read =
      read_text("date,score,TIRED\n2026-03-01,5,1.0\n2026-03-02,6,0.0\n2026-03-03,7,\n2026-03-04,8,True\n", profile);
  EXPECT_THAT(read.payloads(), ElementsAre("2026-03-01 score:5", "2026-03-01 weight:1", "2026-03-02 score:6",
                                           "2026-03-03 score:7", "2026-03-04 score:8", "2026-03-04 weight:1"));
}

// Magnus formula by another program:
// python3 -c "from math import exp; f=lambda t:17.625*t/(243.04+t); print(100*exp(f(9.4)-f(20)))" -> 50.469
TEST(ImportRules, HumidityIsComputedFromTheDewPointAndClipped) {
  const auto profile = profile_with(
      "[import]\nignore = \"*\"\n[import.columns]\nTEMP = \"temperature\"\n[import.time]\ncolumn = "
      "\"date\"\n[[import.computed]]\nname = \"humidity\"\nrule = \"relative_humidity\"\ncolumns = [\"TEMP\", "
      "\"DEWP\"]\nclip = [0, 100]\n");
  const Read read = read_text("date,TEMP,DEWP\n2026-03-01,20,9.4\n2026-03-02,-5,-4\n2026-03-03,3,\n", profile);
  ASSERT_EQ(read.entries.size(), 3U) << read.report.error().message;
  EXPECT_NEAR(*value(read.entries[0], "humidity"), 50.469, 0.001);
  EXPECT_EQ(value(read.entries[1], "humidity"), 100.0);
  EXPECT_EQ(value(read.entries[2], "humidity"), std::nullopt);
}

TEST(ImportRules, AFileOfOursIsStillReadAsOurs) {
  const auto profile = profile_with(
      "[import]\nperson = \"id\"\n[import.columns]\nSCORAD = \"score\"\n[import.time]\ncolumn = \"date\"\n");
  EXPECT_THAT(read_text("time,score\n2026-03-01,5\n", profile).payloads(), ElementsAre("2026-03-01 score:5"));
}

TEST(ImportRules, TwoFormsOfTimeAreRefused) {
  EXPECT_FALSE(parse_profile(
      "name = \"x\"\n[[dimension]]\nname = \"a\"\nrange = [0, 5]\n[import.time]\ncolumn = \"d\"\ndate = 2020-01-01\n"));
}

}  // namespace import_rules_test
}  // namespace skin2vec::diary
