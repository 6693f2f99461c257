#include "skin2vec/series/slot_grid.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace slot_grid_test {

diary::Profile profile() {
  diary::Profile profile;
  for (const char* name : {"oil", "moisture", "tewl", "barrier"}) {
    profile.dimensions.emplace_back();
    profile.dimensions.back().name = name;
  }
  profile.dimensions[2].high = 90;
  profile.dimensions[2].unit = "g/m2/h";
  profile.dimensions[3].derived = diary::Derived{{"moisture"}, {"oil"}, ""};
  profile.instruments = {{"corneometer", "moisture", 0, 130, "a.u."}};
  return profile;
}

diary::Entry reading(std::string time, std::string dimension, double number, std::string site = "",
                     std::string instrument = "") {
  diary::Entry entry;
  entry.person = "ann";
  entry.kind = diary::Kind::reading;
  entry.time = *parse_time(time);
  entry.place = site;
  diary::set_value(entry, {dimension, number, instrument});
  return entry;
}

TEST(SlotGrid, PutsReadingsIntoTheSlotOfTheirDate) {
  const std::vector<diary::Entry> entries{reading("2026-03-03T21:00", "moisture", 3.5),
                                          reading("2026-03-01T07:30", "moisture", 2),
                                          reading("2026-03-01T09:30", "moisture", 2.5),
                                          reading("2026-03-02", "moisture", 4), reading("2026-03-01T14:00", "oil", 1)};
  const SlotGrid grid = slot_grid(entries, profile());
  EXPECT_EQ(to_text(grid.first), "2026-03-01");
  EXPECT_EQ(grid.days, 3);
  ASSERT_EQ(grid.series.size(), 3u);  // a derived dimension has no readings
  const SlotSeries& moisture = *find_series(grid, "moisture");
  EXPECT_EQ(moisture.morning[0], 2.25);  // two readings in one slot
  EXPECT_EQ(moisture.whole[1], 4);
  EXPECT_EQ(moisture.evening[2], 3.5);
  EXPECT_TRUE(std::isnan(moisture.evening[0]));
  EXPECT_EQ(find_series(grid, "oil")->evening[0], 1);
  EXPECT_EQ(moisture.readings, 4);
  EXPECT_EQ(moisture.measure, Measure::score);
  EXPECT_EQ(find_series(grid, "tewl")->measure, Measure::quantity);
  EXPECT_EQ(find_series(grid, "barrier"), nullptr);
}

TEST(SlotGrid, NeverMixesSites) {
  std::vector<diary::Entry> entries{
      reading("2026-03-01T08:00", "oil", 1, "cheek"), reading("2026-03-02T08:00", "oil", 2, "arm"),
      reading("2026-03-03T08:00", "oil", 3, "arm"), reading("2026-03-04T08:00", "oil", 4, "cheek")};
  EXPECT_EQ(slot_grid(entries, profile()).site, "arm");  // a tie goes to the alphabet
  EXPECT_EQ(slot_grid(entries, profile()).sites_left_out.at("cheek"), 2);
  EXPECT_EQ(slot_grid(entries, profile(), {.site = "cheek"}).days, 4);
  entries.push_back(reading("2026-03-05T08:00", "oil", 5));
  const SlotGrid grid = slot_grid(entries, profile());
  EXPECT_EQ(grid.site, "");
  EXPECT_EQ(grid.days, 1);
  EXPECT_EQ(grid.series[0].left_out, 4);
}

TEST(SlotGrid, NeverMixesInstruments) {
  const std::vector<diary::Entry> entries{reading("2026-03-01T08:00", "moisture", 2.5),
                                          reading("2026-03-02T08:00", "moisture", 44, "", "corneometer"),
                                          reading("2026-03-03T08:00", "moisture", 46, "", "corneometer")};
  const SlotGrid grid = slot_grid(entries, profile());
  const SlotSeries& moisture = *find_series(grid, "moisture");
  EXPECT_EQ(moisture.instrument, "corneometer");
  EXPECT_EQ(moisture.high, 130);
  EXPECT_EQ(moisture.measure, Measure::quantity);
  EXPECT_EQ(moisture.left_out, 1);
  EXPECT_EQ(grid.days, 2);
  const SlotGrid felt = slot_grid(entries, profile(), {.instrument = {{"moisture", ""}}});
  EXPECT_EQ(felt.series[1].readings, 1);
}

TEST(SlotGrid, KeepsToTheSpanAskedFor) {
  const std::vector<diary::Entry> entries{reading("2026-03-01T08:00", "oil", 1), reading("2026-03-09T08:00", "oil", 2)};
  const SlotGrid grid =
      slot_grid(entries, profile(), {.from = *parse_day("2026-03-05"), .to = *parse_day("2026-03-12")});
  EXPECT_EQ(grid.days, 8);
  EXPECT_EQ(grid.series[0].morning[4], 2);
  EXPECT_EQ(grid.series[0].left_out, 1);
}

TEST(SlotGrid, OfNothingIsEmpty) {
  const SlotGrid grid = slot_grid({}, profile());
  EXPECT_EQ(grid.days, 0);
  EXPECT_EQ(grid.series[1].days(), 0);
}

TEST(SlotGrid, RefusesTwoPersonsAndASpanThatRunsBackwards) {
  std::vector<diary::Entry> entries{reading("2026-03-01T08:00", "oil", 1), reading("2026-03-02T08:00", "oil", 2)};
  entries[1].person = "bob";
  EXPECT_THROW((void)slot_grid(entries, profile()), ContractError);
  EXPECT_THROW((void)slot_grid({}, profile(), {.from = Day{9}, .to = Day{8}}), ContractError);
}

}  // namespace slot_grid_test
}  // namespace skin2vec::series
