#include "skin2vec/lag/effects.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::lag {
namespace effects_test {

constexpr int days = 400;

// late_night lowers moisture by 0.4 exp(-lag / 2): total -1.017. stress does nothing; mask is used after dry days.
struct Made {
  series::CovariateGrid grid{Day{20000}, days, {}};
  std::vector<Outcome> outcomes;
};

Made made(std::uint64_t seed) {
  Random random(seed);
  Made m;
  for (const char* name : {"late_night", "mask", "stress"}) {
    m.grid.covariates.push_back({name, series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1});
  }
  std::vector<double> y(days);
  double slow = 0;
  for (int t = 0; t < days; ++t) {
    const auto happens = [&](std::size_t covariate, double chance) {
      if (!random.chance(chance)) return;
      m.grid.covariates[covariate].amount(t) = 1;
      ++m.grid.covariates[covariate].entries;
    };
    happens(0, 0.2);
    happens(2, 0.25);
    if (t > 0) happens(1, y[static_cast<std::size_t>(t - 1)] < 2.4 ? 0.6 : 0.05);
    slow = 0.8 * slow + 0.15 * random.normal();
    double effect = 0;
    for (int lag = 0; lag <= std::min(t, 21); ++lag)
      effect -= 0.4 * std::exp(-lag / 2.0) * m.grid.covariates[0].amount(t - lag);
    y[static_cast<std::size_t>(t)] = 2.8 + slow + effect + 0.12 * random.normal();
  }
  for (int t = 30; t < days; t += 11) y[static_cast<std::size_t>(t)] = NAN;
  m.outcomes = {{"moisture", {m.grid.first, std::move(y)}}};
  return m;
}

TEST(Effects, AreFoundSizedAndTimed) {
  const Made m = made(1);
  const std::vector<Effect> all = effects(m.outcomes, m.grid);
  ASSERT_EQ(all.size(), 3U);
  const Effect& late = all[0];
  EXPECT_EQ(late.covariate, "late_night");
  EXPECT_EQ(late.verdict, EffectVerdict::found);
  EXPECT_NEAR(late.total, -1.017, 0.2);
  EXPECT_LT(late.total_ci.low, -1.017);
  EXPECT_GT(late.total_ci.high, -1.017);
  EXPECT_EQ(late.peak_day, 0);
  EXPECT_NEAR(late.half_life_days, 2 * std::log(2), 0.6);
  double sum = 0;
  for (const double k : late.kernel) sum += k;
  EXPECT_NEAR(sum, late.total, 1e-12);
  EXPECT_EQ(all[1].verdict, EffectVerdict::none_found) << "the mask follows the dry day, it does not make it";
  EXPECT_EQ(all[2].verdict, EffectVerdict::none_found);
}

// On a third of the days late_night does as much again: the extra effect is -1.017; stress has none.
TEST(Effects, TheExtraEffectOfATransitionIsFound) {
  Made m = made(8);
  EffectsOptions options;
  for (int t = 0; t < days; ++t) options.transition.push_back(t % 90 >= 60 ? 1 : 0);
  for (int t = 0; t < days; ++t) {
    if (options.transition[static_cast<std::size_t>(t)] == 0) continue;
    for (int lag = 0; lag <= std::min(t, 21); ++lag) {
      m.outcomes[0].daily.values[static_cast<std::size_t>(t)] -=
          0.4 * std::exp(-lag / 2.0) * m.grid.covariates[0].amount(t - lag);
    }
  }
  const auto all = effects(m.outcomes, m.grid, options);
  EXPECT_LT(all[0].transition.ci.low, -1.017);
  EXPECT_GT(all[0].transition.ci.high, -1.017);
  EXPECT_LT(all[0].transition.p, 0.001);
  EXPECT_GT(all[2].transition.p, 0.01);
}

// A flare that nobody wrote down comes about every 25 days, lasts 10 days and lowers moisture; salve is used on seven
// of ten days of it and seldom otherwise. Salve does nothing, yet moisture is low while it is used, and before it is.
TEST(Effects, WhatATreatmentOfAHiddenFlareSeemsToDoIsConfounded) {
  constexpr std::uint64_t people = 30;
  int salve_found = 0, salve_confounded = 0, late_found = 0, late_confounded = 0;
  for (std::uint64_t seed = 101; seed < 101 + people; ++seed) {
    Made m = made(seed);
    Random random(seed + 1000);
    m.grid.covariates.push_back({"salve", series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1});
    int flare_until = 0;
    for (int t = 0; t < days; ++t) {
      if (t >= flare_until && random.chance(1 / 15.0)) flare_until = t + 10;
      const bool flare = t < flare_until;
      if (flare) m.outcomes[0].daily.values[static_cast<std::size_t>(t)] -= 0.5;
      if (!random.chance(flare ? 0.7 : 0.05)) continue;
      m.grid.covariates[3].amount(t) = 1;
      ++m.grid.covariates[3].entries;
    }
    const auto all = effects(m.outcomes, m.grid);
    late_found += all[0].verdict == EffectVerdict::found ? 1 : 0;
    late_confounded += all[0].verdict == EffectVerdict::confounded ? 1 : 0;
    salve_found += all[3].verdict == EffectVerdict::found ? 1 : 0;
    salve_confounded += all[3].verdict == EffectVerdict::confounded ? 1 : 0;
  }
  EXPECT_GE(salve_confounded, 20);  // 23 of 30
  EXPECT_LE(salve_found, 10);       // without the control 30 of 30
  EXPECT_GE(late_found, 29);
  EXPECT_LE(late_confounded, 1);  // the level is 0.01
}

// A change of units changes the numbers and nothing else.
TEST(Effects, ScaleWithTheirUnits) {
  Made m = made(2);
  const auto before = effects(m.outcomes, m.grid);
  for (double& value : m.outcomes[0].daily.values) value = 100 + 20 * value;
  m.grid.covariates[0].amount *= 5;
  const auto after = effects(m.outcomes, m.grid);
  EXPECT_NEAR(after[0].total, before[0].total * 20 / 5, 0.05 * std::abs(after[0].total));
  EXPECT_EQ(after[0].verdict, before[0].verdict);
}

TEST(Effects, OfTheFutureAreNotFound) {
  Made m = made(3);
  Eigen::VectorXd& amount = m.grid.covariates[0].amount;
  const Eigen::VectorXd later = amount;
  amount.setZero();
  for (int t = 0; t + 30 < days; ++t) amount(t) = later(t + 30);
  EXPECT_EQ(effects(m.outcomes, m.grid)[0].verdict, EffectVerdict::none_found);
}

TEST(Effects, ARareCauseAndAShortDiaryAreTooLittleData) {
  Made m = made(4);
  m.grid.covariates[2].amount.setZero();
  m.grid.covariates[2].amount(9) = 1;
  m.grid.covariates[2].entries = 1;
  const auto all = effects(m.outcomes, m.grid);
  EXPECT_EQ(all[2].verdict, EffectVerdict::too_little_data);
  EXPECT_TRUE(std::isnan(all[2].total));
  EXPECT_EQ(all[2].q, 1);
  std::vector<double>& y = m.outcomes[0].daily.values;
  std::fill(y.begin() + 20, y.end(), NAN);
  for (const Effect& effect : effects(m.outcomes, m.grid)) EXPECT_EQ(effect.verdict, EffectVerdict::too_little_data);
}

TEST(Effects, OfNothingAreNone) {
  EXPECT_TRUE(effects({}, series::CovariateGrid{Day{1}, 0, {}}).empty());
  Made m = made(5);
  std::fill(m.outcomes[0].daily.values.begin(), m.outcomes[0].daily.values.end(), 3.1);
  for (const Effect& effect : effects(m.outcomes, m.grid)) EXPECT_NE(effect.verdict, EffectVerdict::found);
}

TEST(Effects, RefuseOptionsOutOfRangeAndAnotherSpan) {
  Made m = made(6);
  EXPECT_THROW((void)effects(m.outcomes, m.grid, {.min_days = 19}), ContractError);
  EXPECT_THROW((void)effects(m.outcomes, m.grid, {.min_exposed = 0}), ContractError);
  EXPECT_THROW((void)effects(m.outcomes, m.grid, {.level = 1}), ContractError);
  m.outcomes[0].daily.first = Day{1};
  EXPECT_THROW((void)effects(m.outcomes, m.grid), ContractError);
}

}  // namespace effects_test
}  // namespace skin2vec::lag
