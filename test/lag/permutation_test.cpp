#include "skin2vec/lag/permutation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/lag/effects.h"

namespace skin2vec::lag {
namespace permutation_test {

constexpr int days = 300;

// late_night lowers moisture by 0.4 exp(-lag / 2); stress, which comes in runs of weeks, and tea do nothing.
struct Made {
  series::CovariateGrid grid{Day{20000}, days, {}};
  std::vector<Outcome> outcomes;
};

Made made(std::uint64_t seed) {
  Random random(seed);
  Made m;
  for (const char* name : {"late_night", "stress", "tea"}) {
    m.grid.covariates.push_back({name, series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1});
  }
  std::vector<double> y(days);
  double slow = 0;
  bool busy = false;
  for (int t = 0; t < days; ++t) {
    busy = random.chance(0.07) ? !busy : busy;
    const double chance[]{0.2, busy ? 0.6 : 0.05, 0.3};
    for (std::size_t c = 0; c < 3; ++c) {
      if (!random.chance(chance[c])) continue;
      m.grid.covariates[c].amount(t) = 1;
      ++m.grid.covariates[c].entries;
    }
    slow = 0.85 * slow + 0.15 * random.normal();
    double effect = 0;
    for (int lag = 0; lag <= std::min(t, 21); ++lag)
      effect -= 0.4 * std::exp(-lag / 2.0) * m.grid.covariates[0].amount(t - lag);
    y[static_cast<std::size_t>(t)] = t % 13 == 5 ? NAN : 2.8 + slow + effect + 0.12 * random.normal();
  }
  m.outcomes = {{"moisture", {m.grid.first, std::move(y)}}};
  return m;
}

EffectsOptions asked(int permutations) {
  EffectsOptions options;
  options.permutation.permutations = permutations;
  return options;
}

TEST(Permutation, OfATrueEffectIsAsSmallAsItCanBe) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Made m = made(seed);
    const Effect late = effects(m.outcomes, m.grid, asked(99))[0];
    EXPECT_EQ(late.permutation.n, 99);
    EXPECT_DOUBLE_EQ(late.permutation.p, 0.01);
  }
}

// 60 diaries x 2 covariates that do nothing, 49 rotations each. Were the 120 independent, p <= 0.1 would come 12 times,
// standard deviation 3.3, and the mean would be 0.51, standard error 0.026; the bands are of three of these.
TEST(Permutation, OfNothingIsSpreadEvenly) {
  int low = 0;
  double sum = 0;
  for (std::uint64_t seed = 11; seed < 71; ++seed) {
    const Made m = made(seed);
    const auto all = effects(m.outcomes, m.grid, asked(49));
    for (const std::size_t c : {1U, 2U}) {
      low += all[c].permutation.p <= 0.1 ? 1 : 0;
      sum += all[c].permutation.p;
    }
  }
  EXPECT_GE(low, 2);
  EXPECT_LE(low, 22);
  EXPECT_NEAR(sum / 120, 0.51, 0.078);
}

TEST(Permutation, ChangesNothingElseAndIsTheSameForAnyNumberOfThreads) {
  const Made m = made(4);
  EffectsOptions two = asked(20);
  two.threads = 2;
  const auto without = effects(m.outcomes, m.grid), one = effects(m.outcomes, m.grid, asked(20)),
             again = effects(m.outcomes, m.grid, two);
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(without[i].permutation.n, 0);
    EXPECT_TRUE(std::isnan(without[i].permutation.p));
    EXPECT_EQ(one[i].p, without[i].p);
    EXPECT_EQ(one[i].permutation.p, again[i].permutation.p);
  }
}

TEST(Permutation, StopsWhenItIsTold) {
  const Made m = made(5);
  EffectsOptions options = asked(40);
  std::int64_t told_of = 0;
  options.permutation.go_on = [&](std::int64_t done, std::int64_t all) {
    told_of = all;
    return done < 50;
  };
  const auto all = effects(m.outcomes, m.grid, options);
  EXPECT_EQ(told_of, 120);
  EXPECT_EQ(all[0].permutation.n, 40);
  EXPECT_EQ(all[1].permutation.n, 10);
  EXPECT_EQ(all[2].permutation.n, 0);
  EXPECT_TRUE(std::isnan(all[2].permutation.p));
}

TEST(Rotations, AreBeyondAMonthEitherWayAndDifferent) {
  const auto some = rotations(200, 50, 7);
  const std::set<int> different(some.begin(), some.end());
  EXPECT_EQ(different.size(), 50U);
  EXPECT_GE(*different.begin(), 31);
  EXPECT_LE(*different.rbegin(), 169);
  EXPECT_NE(some, rotations(200, 50, 8));
  EXPECT_EQ(rotations(64, 50, 7).size(), 3U);  // by 31, 32 and 33
  EXPECT_TRUE(rotations(61, 50, 7).empty());
}

TEST(Rotations, RefuseLessThanNone) {
  EXPECT_THROW((void)rotations(-1, 5, 7), ContractError);
  EXPECT_THROW((void)rotations(100, -5, 7), ContractError);
}

}  // namespace permutation_test
}  // namespace skin2vec::lag
