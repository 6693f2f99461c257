#include "skin2vec/forecast/days.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/twin/twin.h"

namespace skin2vec::forecast {
namespace days_test {

TEST(DayTable, IsNearTheExpectedScoresOfAVirtualPerson) {
  const auto people = twin::simulate({.people = 1, .days = 200, .seed = 19, .oracle = twin::OracleOrigins::none});
  const DayTable table = day_table(people[0].entries, *diary::built_in_profile("skin"));
  ASSERT_EQ(table.dimensions.size(), 5U);
  EXPECT_EQ(table.high[0], 5);
  const int shift = table.first - people[0].truth.first;
  for (int d = 0; d < 5; ++d) {
    EXPECT_EQ(table.dimensions[static_cast<std::size_t>(d)], twin::dimension_names[static_cast<std::size_t>(d)]);
    double squares = 0;
    int n = 0;
    for (int day = 20; day < table.days; ++day) {
      const double expected =
          people[0].truth.expected[static_cast<std::size_t>(d)][static_cast<std::size_t>(day + shift)];
      if (std::isnan(table.value(day, d))) continue;
      squares += (table.value(day, d) - expected) * (table.value(day, d) - expected);
      ++n;
    }
    // The mean of two readings, or one reading moved by an offset that was estimated: at most the noise of one and a
    // bit.
    EXPECT_LT(std::sqrt(squares / n), 1.3 * people[0].truth.noise.reading_sd[static_cast<std::size_t>(d)]) << d;
    EXPECT_GT(n, 120);
  }
  EXPECT_TRUE(std::any_of(table.covariates.begin(), table.covariates.end(),
                          [](const auto& c) { return c.name == "late_night"; }));
}

TEST(DayTable, OfNoEntriesHasNoDays) {
  const DayTable table = day_table({}, *diary::built_in_profile("skin"));
  EXPECT_EQ(table.days, 0);
  EXPECT_TRUE(table.dimensions.empty());
}

}  // namespace days_test
}  // namespace skin2vec::forecast
