#include "skin2vec/series/outlier.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace outlier_test {

std::vector<double> forty_fours() {
  return {44, 43, 45, 44.5, 42, 46, 44, 43.5, 45.5, 47};
}

TEST(Outlier, FlagsATypingError) {
  std::vector<double> values = forty_fours();
  values.push_back(445);
  values.push_back(43);
  values.push_back(44.2);
  const OutlierScan scan(whole_days(values, Measure::quantity));
  for (int day = 0; day < 13; ++day) EXPECT_EQ(scan.flagged(day, Slot::whole, 12), day == 10) << day;
  EXPECT_TRUE(scan.flagged(10, Slot::whole, 10));
}

TEST(Outlier, ASecondSlotOfTheDayIsJudgedByTheFirst) {
  std::vector<double> morning = forty_fours(), evening = forty_fours();
  evening[9] = 4.4;
  const OutlierScan scan(two_slots(morning, evening, Measure::quantity));
  EXPECT_TRUE(scan.flagged(9, Slot::evening, 9));
  EXPECT_FALSE(scan.flagged(9, Slot::morning, 9));
}

TEST(Outlier, AShiftLosesItsFlagOnceTheReadingsAfterItAgree) {
  std::vector<double> values = forty_fours();
  for (double value : {440.0, 441.0, 438.0, 442.0}) values.push_back(value);
  const OutlierScan scan(whole_days(values, Measure::quantity));
  EXPECT_TRUE(scan.flagged(10, Slot::whole, 11));
  EXPECT_FALSE(scan.flagged(10, Slot::whole, 12));
  EXPECT_FALSE(scan.flagged(12, Slot::whole, 12));
  EXPECT_FALSE(scan.flagged(13, Slot::whole, 13));
}

TEST(Outlier, AnEarlyReadingIsJudgedOnceThereAreSeven) {
  std::vector<double> values = forty_fours();
  values[1] = 445;
  const OutlierScan scan(whole_days(values, Measure::quantity));
  EXPECT_FALSE(scan.flagged(1, Slot::whole, 6));
  EXPECT_TRUE(scan.flagged(1, Slot::whole, 7));
}

TEST(Outlier, ARoundedScoreIsNeverFlaggedInItsRange) {
  std::vector<double> values(40, 0.0);
  values[20] = 5;
  values[33] = 1;
  const OutlierScan scan(whole_days(values));
  for (int day = 0; day < 40; ++day) EXPECT_FALSE(scan.flagged(day, Slot::whole, 39));
}

// False flags among 100,000 readings of each kind (two a day, 200 people of 250 days): fewer than 1 in 1,000. Measured:
// 0 gaussian, 3 lognormal, 16 Student-t(4) about 0, 15 about 50, 0 steps, 0 rounded scores.
TEST(Outlier, FalseFlagsAreRarerThanOneInAThousand) {
  const std::vector<std::pair<std::string, std::function<double(Random&)>>> kinds{
      {"gaussian", [](Random& random) { return random.normal(); }},
      {"gaussian50", [](Random& random) { return 50 + 5 * random.normal(); }},
      {"lognormal", [](Random& random) { return 40 * std::exp(0.5 * random.normal()); }},
      {"student4", [](Random& random) { return random.student(4); }},
      {"student4_50", [](Random& random) { return 50 + 3 * random.student(4); }},
      {"steps", [](Random& random) { return random.chance(0.05) ? 0 : 2000 * random.gamma(4); }},  // sd / mean 0.5
      {"rounded", [](Random& random) { return std::round(2.5 + random.normal()); }},
  };
  for (const auto& [name, draw] : kinds) {
    int flagged = 0;
    for (int person = 0; person < 200; ++person) {
      Random random = Random(23).fork(static_cast<std::uint64_t>(person));
      std::vector<double> morning, evening;
      for (int t = 0; t < 250; ++t) morning.push_back(draw(random)), evening.push_back(draw(random));
      const OutlierScan scan(two_slots(morning, evening, name == "rounded" ? Measure::score : Measure::quantity));
      for (int t = 0; t < 250; ++t) {
        // As of its own day, when nothing can take the flag away yet.
        flagged += scan.flagged(t, Slot::morning, t) + scan.flagged(t, Slot::evening, t);
      }
    }
    RecordProperty(name, flagged);
    EXPECT_LT(flagged, 100) << name << ": of 100,000";
  }
}

TEST(Outlier, FindsATypingErrorAmongSteps) {
  int found = 0;
  for (int person = 0; person < 200; ++person) {
    Random random = Random(29).fork(static_cast<std::uint64_t>(person));
    std::vector<double> values;
    for (int t = 0; t < 60; ++t) values.push_back(random.chance(0.05) ? 0 : 2000 * random.gamma(4));
    values[50] = 10 * (8000 + 1000 * random.normal());  // a digit too many
    found += OutlierScan(whole_days(values, Measure::quantity)).flagged(50, Slot::whole, 59);
  }
  EXPECT_GT(found, 160);
}

TEST(Outlier, NothingReadIsNothingFlagged) {
  EXPECT_FALSE(OutlierScan(whole_days({nan, nan})).flagged(0, Slot::whole, 1));
  std::vector<double> values(30, 0.0);
  values.push_back(1e6);
  EXPECT_FALSE(OutlierScan(whole_days(values, Measure::derived)).flagged(30, Slot::whole, 30));
}

TEST(Outlier, RefusesDaysOutsideAndOptionsOutOfRange) {
  const SlotSeries series = whole_days({1, 2, 3});
  const OutlierScan scan(series);
  EXPECT_THROW((void)scan.flagged(2, Slot::whole, 1), ContractError);
  EXPECT_THROW((void)scan.flagged(0, Slot::whole, 3), ContractError);
  EXPECT_THROW((void)scan.flagged(-1, Slot::whole, 2), ContractError);
  EXPECT_THROW(OutlierScan(series, {.limit = 0}), ContractError);
  EXPECT_THROW(OutlierScan(series, {.days = 0}), ContractError);
  EXPECT_THROW(OutlierScan(series, {.min_readings = 2}), ContractError);
  SlotSeries uneven = series;
  uneven.morning.pop_back();
  EXPECT_THROW(OutlierScan{uneven}, ContractError);
}

}  // namespace outlier_test
}  // namespace skin2vec::series
