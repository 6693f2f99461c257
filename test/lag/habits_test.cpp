#include "skin2vec/lag/habits.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::lag {
namespace habits_test {

constexpr int days = 500;

// sugar, in phases of some weeks, lowers radiance by 0.06 on each of lags 4 to 28: -1.5 in all, -1.08 beyond lag 10.
// tea does nothing.
struct Made {
  series::CovariateGrid grid{Day{20000}, days, {}};
  std::vector<Outcome> outcomes;
};

Made made(std::uint64_t seed) {
  Random random(seed);
  Made m;
  for (const char* name : {"sugar", "tea"}) {
    m.grid.covariates.push_back({name, series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1});
  }
  std::vector<double> y;
  bool busy = false;
  double slow = 0;
  for (int t = 0; t < days; ++t) {
    if (random.chance(0.04)) busy = !busy;
    for (std::size_t c = 0; c < 2; ++c) {
      if (!random.chance(c == 1 ? 0.3 : busy ? 0.7 : 0.1)) continue;
      m.grid.covariates[c].amount(t) = 1;
      ++m.grid.covariates[c].entries;
    }
    double load = 0;
    for (int lag = 4; lag <= std::min(t, 28); ++lag) load += m.grid.covariates[0].amount(t - lag);
    slow = 0.6 * slow + 0.15 * random.normal();
    y.push_back(3 - 0.06 * load + slow + 0.1 * random.normal());
  }
  m.outcomes = {{"radiance", {m.grid.first, y}}};
  return m;
}

TEST(Habits, HarmByLoadIsFoundRankedAndSized) {
  const Made m = made(7);
  const std::vector<Habit> all = habits(m.outcomes, m.grid);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].covariate, "sugar");
  EXPECT_EQ(all[0].rank, 1);
  EXPECT_EQ(all[0].verdict, EffectVerdict::found);
  EXPECT_NEAR(all[0].accumulated, -1.5, 0.5);
  EXPECT_LT(all[0].ci.low, -1.08);
  EXPECT_GT(all[0].ci.high, -1.08);
  EXPECT_NEAR(all[0].accumulated, all[0].immediate + all[0].hidden, 1e-12);
  EXPECT_EQ(all[1].verdict, EffectVerdict::none_found);
}

// The same numbers are good where low is good: then tea, which does nothing, is no good either, and ranks before it.
TEST(Habits, GoodRanksLast) {
  const Made m = made(1);
  HabitOptions options;
  options.better = {diary::Better::low};
  const std::vector<Habit> all = habits(m.outcomes, m.grid, options);
  EXPECT_EQ(all[1].covariate, "sugar");
  EXPECT_EQ(all[1].rank, 2);
}

// p of tea is below 0.05 in about a twentieth of 80 people: a binomial is at most 10 in 0.993 of cases.
TEST(Habits, CallChanceAFindingAsOftenAsTheySay) {
  int below = 0, found = 0;
  for (std::uint64_t seed = 100; seed < 180; ++seed) {
    const Made m = made(seed);
    for (const Habit& habit : habits(m.outcomes, m.grid)) {
      (habit.covariate == "tea" ? below : found) += habit.p < 0.05 ? 1 : 0;
    }
  }
  EXPECT_LE(below, 10);
  EXPECT_GE(found, 60);
}

TEST(Habits, AShortRecordIsTooLittleData) {
  Made m = made(2);
  std::fill(m.outcomes[0].daily.values.begin() + 80, m.outcomes[0].daily.values.end(), NAN);
  for (const Habit& habit : habits(m.outcomes, m.grid)) {
    EXPECT_EQ(habit.verdict, EffectVerdict::too_little_data);
    EXPECT_EQ(habit.rank, 0);
  }
  EXPECT_TRUE(habits({}, series::CovariateGrid{}).empty());
}

TEST(Habits, RefuseOptionsOutOfRange) {
  const Made m = made(3);
  HabitOptions options;
  options.better = {diary::Better::low, diary::Better::low};
  EXPECT_THROW((void)habits(m.outcomes, m.grid, options), ContractError);
  EXPECT_THROW((void)habits(m.outcomes, m.grid, {.min_days = 59}), ContractError);
  EXPECT_THROW((void)habits(m.outcomes, m.grid, {.level = 0}), ContractError);
}

}  // namespace habits_test
}  // namespace skin2vec::lag
