#include "skin2vec/change/alarms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::change {
namespace alarms_test {

// A level of 2.5, slow noise of 0.2, fresh noise of 0.12, gaps; from `shift_on` on lower by `size`, until `back_on`.
series::Series made(int days, std::uint64_t seed, int shift_on, double size, int back_on) {
  Random random(seed);
  series::Series series{Day{20000}, {}};
  double slow = 0;
  for (int t = 0; t < days; ++t) {
    slow = 0.8 * slow + 0.12 * random.normal();
    const double change = t >= shift_on && t < back_on ? -size : 0;
    series.values.push_back(t % 8 == 3 ? NAN : 2.5 + change + slow + 0.12 * random.normal());
  }
  return series;
}

TEST(Alarms, AShiftIsToldSoonAndStands) {
  int told = 0, delay = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    for (const Alarm& alarm : replay(made(400, seed, 250, 1.0, 400))) {
      if (alarm.date() < Day{20250} || alarm.withdrawn_on || alarm.size > 0) continue;
      ++told, delay += alarm.date() - Day{20250};
      break;
    }
  }
  EXPECT_GE(told, 9);
  EXPECT_LE(delay, 14 * told);
}

TEST(Alarms, ABoutIsWithdrawn) {
  int told = 0, withdrawn = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    for (const Alarm& alarm : replay(made(400, seed, 250, 1.2, 262))) {
      if (alarm.date() < Day{20250} || alarm.date() > Day{20262}) continue;
      ++told, withdrawn += alarm.withdrawn_on ? 1 : 0;
    }
  }
  EXPECT_GE(told, 7);
  EXPECT_GE(withdrawn, told - 1);
}

// The budget is of alarms a year, withdrawn ones too; 30 series of 480 judged days.
TEST(Alarms, OfNothingAreNoMoreThanTheBudget) {
  double alarms = 0;
  for (std::uint64_t seed = 21; seed <= 50; ++seed) {
    alarms += static_cast<double>(replay(made(540, seed, 540, 0, 540)).size());
  }
  EXPECT_LE(alarms / (30 * 480 / 365.25), 1.25);  // one, and two standard errors of a count of 39
  EXPECT_GE(alarms, 3);                           // a threshold out of reach would be no calibration
}

// Rungs for smaller and smaller budgets are reached one after the other, and do not change what is raised.
TEST(Alarms, ReachHigherRungsAsMoreIsKnown) {
  const series::Series series = made(400, 4, 250, 1.0, 400);
  const auto plain = replay(series), ladder = replay(series, {.false_alarms_per_year = {1, 0.1, 0.01}});
  ASSERT_EQ(plain.size(), ladder.size());
  ASSERT_FALSE(ladder.empty());
  for (std::size_t i = 0; i < plain.size(); ++i) EXPECT_EQ(plain[i].date(), ladder[i].date());
  const auto fall = std::find_if(ladder.begin(), ladder.end(), [](const Alarm& a) { return a.date() >= Day{20250}; });
  ASSERT_NE(fall, ladder.end());
  ASSERT_EQ(fall->reached.size(), 3U);
  EXPECT_LE(fall->reached[0], fall->reached[1]);
  EXPECT_LE(fall->reached[1], fall->reached[2]);
  EXPECT_EQ(fall->since, Day{20250});
}

TEST(Alarms, AreNotChangedByDaysToCome) {
  const series::Series series = made(420, 3, 200, 0.9, 420);
  series::Series part = series;
  part.values.resize(300);
  const auto early = replay(part);
  auto late = replay(series);
  std::erase_if(late, [](const Alarm& alarm) { return alarm.date() >= Day{20300}; });
  ASSERT_EQ(early.size(), late.size());
  ASSERT_FALSE(early.empty());
  for (std::size_t i = 0; i < early.size(); ++i) {
    EXPECT_EQ(early[i].reached, late[i].reached);
    EXPECT_EQ(early[i].start, late[i].start);
    EXPECT_EQ(early[i].size, late[i].size);
  }
}

TEST(Alarms, OfAShortOrConstantOrEmptySeriesAreNone) {
  EXPECT_TRUE(replay({Day{20000}, {}}).empty());
  EXPECT_TRUE(replay(made(59, 5, 30, 2, 59)).empty());
  EXPECT_TRUE(replay({Day{20000}, std::vector<double>(300, 2)}).empty());
  EXPECT_TRUE(replay({Day{20000}, std::vector<double>(300, NAN)}).empty());
}

TEST(Alarms, RefuseOptionsOutOfRange) {
  EXPECT_THROW((void)replay({Day{20000}, {}}, {.false_alarms_per_year = {0}}), ContractError);
  EXPECT_THROW((void)replay({Day{20000}, {}}, {.false_alarms_per_year = {}}), ContractError);
  EXPECT_THROW((void)replay({Day{20000}, {}}, {.false_alarms_per_year = {0.1, 0.2}}), ContractError);
  EXPECT_THROW((void)replay({Day{20000}, {}}, {.first_day = 29}), ContractError);
}

}  // namespace alarms_test
}  // namespace skin2vec::change
