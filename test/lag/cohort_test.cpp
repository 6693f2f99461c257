#include "skin2vec/lag/cohort.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::lag {
namespace cohort_test {

constexpr int days = 90;

// Late nights lower a person's moisture by size exp(-lag / 2), size 0.25 to 0.45: totals 2.54 times that. Tea does
// nothing.
struct Person {
  Member member;
  double total = 0;
};

Person person(std::uint64_t seed) {
  Random random(seed);
  series::CovariateGrid grid{Day{20000}, days, {}};
  for (const char* name : {"late_night", "tea"}) {
    grid.covariates.push_back({name, series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1});
  }
  const double size = random.uniform(0.25, 0.45);
  std::vector<double> y;
  double slow = 0, total = 0;
  for (int lag = 0; lag <= 21; ++lag) total -= size * std::exp(-lag / 2.0);
  for (int t = 0; t < days; ++t) {
    for (series::CovariateSeries& covariate : grid.covariates) {
      if (!random.chance(0.25)) continue;
      covariate.amount(t) = 1;
      ++covariate.entries;
    }
    slow = 0.8 * slow + 0.15 * random.normal();
    double effect = 0;
    for (int lag = 0; lag <= std::min(t, 21); ++lag)
      effect -= size * std::exp(-lag / 2.0) * grid.covariates[0].amount(t - lag);
    y.push_back(2.8 + slow + effect + 0.15 * random.normal());
  }
  const Outcome moisture{"moisture", {grid.first, std::move(y)}};
  return {{"p" + std::to_string(seed), effects(std::span(&moisture, 1), grid)}, total};
}

TEST(Cohort, TheMeanIsFoundAndPeopleComeNearerToTheirTruth) {
  std::vector<Member> members;
  std::vector<double> truth;
  double mean = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Person one = person(seed);
    members.push_back(std::move(one.member));
    truth.push_back(one.total);
    mean += one.total / 20;
  }
  const auto all = cohort(members);
  ASSERT_EQ(all.size(), 2U);
  const CohortEffect& late = all[0];
  EXPECT_EQ(late.covariate, "late_night");
  EXPECT_EQ(late.verdict, EffectVerdict::found);
  EXPECT_EQ(late.n_people, 20);
  EXPECT_LT(late.mean_ci.low, mean);
  EXPECT_GT(late.mean_ci.high, mean);
  double own = 0, shrunken = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    own += std::pow(late.people[i].total - truth[i], 2);
    shrunken += std::pow(late.people[i].shrunken - truth[i], 2);
  }
  EXPECT_LT(shrunken, own);
  EXPECT_EQ(all[1].verdict, EffectVerdict::none_found) << "tea: p " << all[1].p;
}

// What a narrow prior takes off each kernel must not add up to a control that calls every effect confounded.
TEST(Cohort, ManyPeopleDoNotMakeATrueEffectConfounded) {
  std::vector<Member> members;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) members.push_back(person(seed).member);
  const auto all = cohort(members);
  EXPECT_EQ(all[0].verdict, EffectVerdict::found) << "control p " << all[0].control_p;
}

// A remedy that does nothing and is taken in bad spells that nobody writes down.
TEST(Cohort, ARemedyOfBadSpellsIsNotFound) {
  std::vector<Member> members;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    series::CovariateGrid grid{
        Day{20000}, days, {{"salve", series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1}}};
    std::vector<double> y;
    double slow = 0;
    for (int t = 0; t < days; ++t) {
      slow = 0.8 * slow + 0.3 * random.normal();
      if (random.chance(slow < -0.3 ? 0.8 : 0.1)) grid.covariates[0].amount(t) = 1, ++grid.covariates[0].entries;
      y.push_back(2.8 + slow + 0.15 * random.normal());
    }
    const Outcome moisture{"moisture", {grid.first, std::move(y)}};
    members.push_back({"p" + std::to_string(seed), effects(std::span(&moisture, 1), grid)});
  }
  const auto all = cohort(members);
  EXPECT_EQ(all[0].verdict, EffectVerdict::confounded) << "p " << all[0].p << ", control p " << all[0].control_p;
}

TEST(Cohort, OfTwoIsTooLittle) {
  const std::vector<Member> two{person(1).member, person(2).member};
  const auto all = cohort(two);
  EXPECT_EQ(all[0].verdict, EffectVerdict::too_little_data);
  EXPECT_EQ(all[0].n_people, 2);
  EXPECT_TRUE(std::isnan(all[0].people[0].shrunken));
  EXPECT_TRUE(cohort({}).empty());
}

// The total without a prior on its size is further from 0 than the one with, and its interval holds the truth.
TEST(Cohort, AContributionIsNotShrunken) {
  int beyond = 0, covered = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Person one = person(seed);
    const Effect& late = one.member.effects[0];
    beyond += std::abs(late.contribution.total) > std::abs(late.total) ? 1 : 0;
    covered += std::abs(late.contribution.total - one.total) < 1.96 * late.contribution.error ? 1 : 0;
  }
  EXPECT_GE(beyond, 15);
  EXPECT_GE(covered, 16);  // 19 expected
}

TEST(Cohort, RefusesLevelsOutOfRange) {
  EXPECT_THROW((void)cohort({}, {.level = 0}), ContractError);
  EXPECT_THROW((void)cohort({}, {.control_level = 1}), ContractError);
  EXPECT_THROW((void)cohort({}, {.one_fit_control_level = 0}), ContractError);
}

}  // namespace cohort_test
}  // namespace skin2vec::lag
