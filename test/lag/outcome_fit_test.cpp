#include "skin2vec/lag/outcome_fit.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/lag/effects.h"
#include "skin2vec/stats/counts.h"

namespace skin2vec::lag {
namespace outcome_fit_test {

using diary::OutcomeScale;

// By Knuth's product of uniforms; above 200 the normal, rounded.
double poisson(Random& random, double mean) {
  if (mean > 200) return std::max(0.0, std::round(mean + std::sqrt(mean) * random.normal()));
  int count = -1;
  for (double left = mean; left >= 0; ++count) left += std::log(1 - random.uniform());
  return count;
}

struct Made {
  series::CovariateGrid grid;
  std::vector<double> counts;
};

// Counts whose log mean remembers (AR(1) of 0.7, sd `latent`) and is spread by a gamma of shape 10: alcohol makes
// exp(0.9) = 2.46 times as many in all, by halves from day to day; walk does nothing.
Made made(std::uint64_t seed, int days, double mean, double latent) {
  Random random(seed);
  Made m{{Day{20000}, days, {}}, std::vector<double>(static_cast<std::size_t>(days))};
  for (const char* name : {"alcohol", "walk"}) {
    m.grid.covariates.push_back({name, series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1});
  }
  double slow = random.normal();
  for (int t = 0; t < days; ++t) {
    for (series::CovariateSeries& covariate : m.grid.covariates) {
      if (!random.chance(0.2)) continue;
      covariate.amount(t) = 1;
      ++covariate.entries;
    }
    slow = 0.7 * slow + std::sqrt(1 - 0.7 * 0.7) * random.normal();
    double eta = std::log(mean) + latent * slow;
    for (int lag = 0; lag <= std::min(t, 21); ++lag)
      eta += 0.45 * std::pow(0.5, lag) * m.grid.covariates[0].amount(t - lag);
    m.counts[static_cast<std::size_t>(t)] = poisson(random, std::exp(eta) * random.gamma(10) / 10);
  }
  for (int t = 5; t < days; t += 11) m.counts[static_cast<std::size_t>(t)] = NAN;
  return m;
}

std::vector<Effect> effects_of(const Made& m, OutcomeScale scale) {
  const std::vector<Outcome> outcomes{{"lesions", {m.grid.first, m.counts}, scale}};
  return effects(outcomes, m.grid);
}

// Known answer: of free days and fixed columns alone the rounds end where iteratively reweighted least squares does.
TEST(OutcomeFit, WithoutMemoryOrSpreadIsPoissonRegression) {
  constexpr int days = 900;
  Random random(3);
  std::vector<double> y(days);
  stats::MixedDesign design{Eigen::MatrixXd::Ones(days, 2), Eigen::MatrixXd(days, 0), {}};
  for (int t = 0; t < days; ++t) {
    design.fixed(t, 1) = random.normal();
    y[static_cast<std::size_t>(t)] = poisson(random, std::exp(0.7 + 0.35 * design.fixed(t, 1)));
  }
  const OutcomeFit own = outcome_fit(y, design, OutcomeScale::count);
  const stats::CountFit plain = stats::fit_counts(y, design.fixed);
  ASSERT_TRUE(own.fit.identifiable && plain.identifiable);
  // A memory of near 0 is fitted where there is none: the two differ by a fraction of a standard error (0.025).
  for (int i = 0; i < 2; ++i) {
    EXPECT_NEAR(own.fit.coefficients(i), plain.coefficients(i), 0.01);
    EXPECT_NEAR(std::sqrt(own.fit.covariance(i, i)), std::sqrt(plain.covariance(i, i)), 0.004);
  }
}

// At one mean of few and one of thousands. 0.9: by `made`.
TEST(OutcomeFit, ARatioIsFoundAndSized) {
  for (const double mean : {3.0, 4000.0}) {
    const auto found = effects_of(made(1, 400, mean, 0.2), OutcomeScale::count);
    EXPECT_EQ(found[0].verdict, EffectVerdict::found) << mean;
    EXPECT_EQ(found[0].scale, OutcomeScale::count);
    EXPECT_NEAR(found[0].total, 0.9, 0.3) << mean;
    EXPECT_LT(found[0].total_ci.low, 0.9);
    EXPECT_GT(found[0].total_ci.high, 0.9);
    EXPECT_EQ(found[0].peak_day, 0);
    EXPECT_EQ(found[1].verdict, EffectVerdict::none_found) << mean;
  }
}

// Law: fifty people each. Cover of 0.95 has a standard error of 0.03, p < 0.05 of 0.05 one of 0.03; three of them.
TEST(OutcomeFit, IntervalsHoldTheTruthAndChanceIsNotFound) {
  for (const double mean : {2.0, 4000.0}) {
    constexpr int people = 50;
    int covered = 0, by_chance = 0;
    double sum = 0;
    for (std::uint64_t person = 0; person < people; ++person) {
      const auto found = effects_of(made(100 + person, 250, mean, 0.4), OutcomeScale::count);
      covered += found[0].total_ci.low <= 0.9 && 0.9 <= found[0].total_ci.high ? 1 : 0;
      by_chance += found[1].p < 0.05 ? 1 : 0;
      sum += found[0].total;
    }
    EXPECT_GE(covered, 43) << mean;
    EXPECT_LE(by_chance, 7) << mean;
    EXPECT_NEAR(sum / people, 0.9, 0.2) << mean;
  }
}

// Law: a count in tens is as a count in ones, at a mean where the spread is far above Poisson's.
TEST(OutcomeFit, RatiosDoNotDependOnTheUnitOfLargeCounts) {
  Made m = made(4, 300, 4000, 0.3);
  const auto ones = effects_of(m, OutcomeScale::count);
  for (double& count : m.counts) count *= 10;
  const auto tens = effects_of(m, OutcomeScale::count);
  for (std::size_t i = 0; i < ones.size(); ++i) EXPECT_NEAR(ones[i].total, tens[i].total, 0.01);
}

TEST(OutcomeFit, RotationsAreOfTheWeightedColumns) {
  const Made m = made(2, 300, 3, 0.2);
  const std::vector<Outcome> outcomes{{"lesions", {m.grid.first, m.counts}, OutcomeScale::count}};
  EffectsOptions options;
  options.permutation.permutations = 100;
  const auto found = effects(outcomes, m.grid, options);
  EXPECT_EQ(found[0].permutation.n, 100);
  EXPECT_DOUBLE_EQ(found[0].permutation.p, 1.0 / 101) << "no rotation says as much as the days that were lived";
  EXPECT_GT(found[1].permutation.p, 0.05);
}

TEST(OutcomeFit, AContinuousOutcomeIsTheMixedModelItself) {
  const Made m = made(6, 120, 3, 0.2);
  const LagDesign design = lagged_design_matrix(m.grid);
  const OutcomeFit own = outcome_fit(m.counts, design.mixed, OutcomeScale::continuous);
  EXPECT_EQ(own.fit.coefficients, stats::mixed(m.counts, design.mixed).coefficients);
  EXPECT_EQ(&own.design(), &design.mixed);
  EXPECT_EQ(own.weighted(design.mixed.fixed), design.mixed.fixed);
}

TEST(OutcomeFit, OfNothingCountedNothingIsKnown) {
  Made m = made(5, 120, 3, 0.2);
  for (double& count : m.counts) count *= 0;  // a missing day stays missing
  for (const Effect& effect : effects_of(m, OutcomeScale::count)) {
    EXPECT_EQ(effect.verdict, EffectVerdict::too_little_data);
    EXPECT_TRUE(std::isnan(effect.total));
  }
}

TEST(OutcomeFit, RefusesANegativeCount) {
  Made m = made(5, 120, 3, 0.2);
  m.counts[7] = -1;
  EXPECT_THROW(effects_of(m, OutcomeScale::count), ContractError);
}

}  // namespace outcome_fit_test
}  // namespace skin2vec::lag
