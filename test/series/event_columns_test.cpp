#include "skin2vec/series/event_columns.h"

#include <gtest/gtest.h>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace event_columns_test {

diary::Entry event(std::string name, int day, double weight) {
  diary::Entry entry;
  entry.kind = diary::Kind::event;
  entry.name = name;
  entry.time.day = epoch + day;
  diary::set_value(entry, {"weight", weight, ""});
  return entry;
}

diary::Profile profile() {
  diary::Profile profile;
  profile.events.emplace_back();
  profile.events[0].name = "acne";
  profile.events[0].role = diary::Role::symptom;
  profile.cycles = {{"monthly", "cycle_start", 28, 21, 40}};
  return profile;
}

CovariateGrid grid_of(const std::vector<diary::Entry>& entries, int days) {
  return covariate_grid(entries, profile(), epoch, days);
}

diary::Entry surroundings(int day, double humidity, double pm25) {
  diary::Entry entry;
  entry.kind = diary::Kind::surroundings;
  entry.time.day = epoch + day;
  diary::set_value(entry, {"humidity", humidity, ""});
  diary::set_value(entry, {"pm25", pm25, ""});
  diary::set_value(entry, {"still", 7, ""});
  return entry;
}

TEST(EventColumns, CountTheDayAndThoseBeforeIt) {
  const std::vector<diary::Entry> entries{
      event("late_night", 1, 2),  event("late_night", 2, 0.5), event("acne", 1, 1),        event("acne", 2, 1),
      event("cycle_start", 0, 1), event("cycle_start", 5, 1),  event("late_night", -1, 7), event("stress", 3, 1)};
  const Eigen::MatrixXd columns = event_columns(grid_of(entries, 10), {.min_events = 2});
  ASSERT_EQ(columns.cols(), 3);
  Eigen::MatrixXd expected(10, 3);  // days 0-1, 2-4, 5-8 before; 0.25 a day before the first
  expected.col(0) << 0.25, 2, 2.5, 0.5, 0, 0, 0, 0, 0, 0;
  expected.col(1) << 0.75, 0.75, 0.5, 2.25, 2.5, 2.5, 0.5, 0, 0, 0;
  expected.col(2) << 1, 1, 1, 1, 1, 0.75, 2.5, 2.75, 2.5, 2.5;
  EXPECT_TRUE(columns.isApprox(expected, 1e-12)) << columns;
}

TEST(EventColumns, OfNothingAreNone) {
  EXPECT_EQ(event_columns(grid_of({}, 9)).cols(), 0);
  EXPECT_EQ(covariate_columns(grid_of({}, 0)).cols(), 0);
}

TEST(EventColumns, SurroundingsAreStandardised) {
  std::vector<diary::Entry> entries;
  for (int day = 0; day < 4; ++day) entries.push_back(surroundings(day, day < 2 ? 40 : 60, day % 2 == 0 ? 10 : 30));
  const Eigen::MatrixXd columns = exposure_columns(grid_of(entries, 4));
  ASSERT_EQ(columns.cols(), 7);  // humidity: 0, 1-3, square, with pm25; pm25: 0, 1-3, 4-8; `still` never changes
  EXPECT_TRUE(columns.col(0).isApprox(Eigen::Vector4d(-1, -1, 1, 1)));
  EXPECT_TRUE(columns.col(1).isApprox(Eigen::Vector4d(0, -1, -2, -1)));
  EXPECT_TRUE(columns.col(3).isApprox(Eigen::Vector4d(1, -1, -1, 1)));
  entries.resize(1);
  EXPECT_EQ(exposure_columns(grid_of(entries, 4)).cols(), 0);  // a quarter of the dates
}

TEST(EventColumns, CausesAreEventsThenSurroundings) {
  std::vector<diary::Entry> entries;
  for (int day = 0; day < 9; ++day) {
    entries.push_back(event("late_night", day, 1 + day % 3));
    entries.push_back(surroundings(day, 40 + day % 4, 10 + day * day % 5));
  }
  const Eigen::MatrixXd both = covariate_columns(grid_of(entries, 9));
  ASSERT_EQ(both.cols(), 3 + 7);
  EXPECT_EQ(both.leftCols(3), event_columns(grid_of(entries, 9)));
  EXPECT_EQ(both.rightCols(7), exposure_columns(grid_of(entries, 9)));
}

TEST(EventColumns, RefuseOptionsOutOfRange) {
  EXPECT_THROW((void)event_columns(grid_of({}, 3), {.min_events = 0}), ContractError);
}

}  // namespace event_columns_test
}  // namespace skin2vec::series
