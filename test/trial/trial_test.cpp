#include "skin2vec/trial/trial.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/trial/trial_plan.h"

namespace skin2vec::trial {
namespace trial_test {

// AR(1) plus white noise about 2.5, sd 0.4, phi 0.7, a third fresh; the plan's products with this difference.
lag::Outcome lived(const TrialPlan& plan, double difference, Random& random) {
  lag::Outcome outcome{"moisture", {Day{100}, {}}};
  const Eigen::VectorXd column = order_column(plan.shape, plan.order);
  double state = random.normal();
  for (const double share : column) {
    state = 0.7 * state + std::sqrt(1 - 0.49) * random.normal();
    const double noise = 0.4 * (std::sqrt(2.0 / 3) * state + std::sqrt(1.0 / 3) * random.normal());
    outcome.daily.values.push_back(2.5 + difference * share + noise);
  }
  return outcome;
}

TrialOutcome forecasts_of(double difference) {
  return {.dimension = "moisture", .noise = {.phi = 0.7, .white = 1.0 / 3}, .sd = 0.4, .difference = difference};
}

std::vector<Used> uses(const TrialPlan& plan) {
  std::vector<Used> used;
  for (const char a : plan.used_a) used.push_back(a != 0 ? Used::a : Used::b);
  return used;
}

TrialRecord record_of(const TrialPlan& plan) {
  TrialRecord record = *read_trial(uses(plan), 3);
  record.shape = plan.shape;
  return record;
}

TEST(TrialPlan, HasWholePairsWithinTheDays) {
  const TrialPlan plan = plan_trial(std::vector{forecasts_of(0.3)}, {.days = 84, .half_life_days = 1});
  EXPECT_EQ(plan.shape.washout_days, 3);
  EXPECT_GE(plan.shape.pairs, 6);
  EXPECT_GE(plan.shape.period_days, 5);
  EXPECT_LE(plan.shape.days(), 84);
  ASSERT_EQ(std::ssize(plan.used_a), plan.shape.days());
  const int period = plan.shape.period_days;
  for (int pair = 0; pair < plan.shape.pairs; ++pair) {
    int a = 0;
    for (int i = 0; i < 2 * period; ++i) a += plan.used_a[static_cast<std::size_t>(2 * pair * period + i)];
    EXPECT_EQ(a, period);
  }
}

TEST(TrialPlan, TheSameSeedIsTheSamePlanAnotherIsAnother) {
  const auto order = [](std::uint64_t seed) {
    return plan_trial(std::vector{forecasts_of(0.3)}, {.days = 120, .seed = seed}).order;
  };
  EXPECT_EQ(order(7), order(7));
  EXPECT_NE(order(7), order(8));
}

TEST(TrialPlan, WithoutARecordItHasTheShortestPeriods) {
  const TrialPlan plan = plan_trial({}, {.days = 60});
  EXPECT_EQ(plan.shape.period_days, 5);
  EXPECT_EQ(plan.shape.pairs, 6);
  EXPECT_TRUE(plan.powers.empty());
}

TEST(TrialPlan, PowerGrowsAndTheDetectableDifferenceIsSeenFourTimesInFive) {
  const TrialPlan plan = plan_trial(std::vector{forecasts_of(0.2), forecasts_of(0.5)}, {.days = 120});
  EXPECT_LT(plan.powers[0].power, plan.powers[1].power);
  const TrialPlan there =
      plan_trial(std::vector{forecasts_of(plan.powers[0].detectable)}, {.days = 120, .virtual_trials = 2000});
  EXPECT_NEAR(there.powers[0].power, 0.8, 0.05);  // both are simulated, by 500 and 2000 series
}

// What the plan foretells, the analysis reaches, the noise not known to it. 400 trials: sd of a share 0.025. A fitted
// noise costs some power (docs/explanation/products.md: up to 0.07), so that the reach may be lower, not higher.
TEST(TrialPlan, PredictedPowerIsReached) {
  const TrialPlan plan = plan_trial(std::vector{forecasts_of(0.45)}, {.days = 120, .virtual_trials = 2000});
  Random random(11);
  constexpr int trials = 400;
  int found = 0, covered = 0;
  for (int i = 0; i < trials; ++i) {
    const TrialResult result =
        trial(std::vector{lived(plan, 0.45, random)}, record_of(plan), {.orders = {.most_orders = 500}})[0];
    found += result.p <= 0.05 ? 1 : 0;
    covered += result.ci.low <= 0.45 && 0.45 <= result.ci.high ? 1 : 0;
  }
  const double reached = static_cast<double>(found) / trials;
  EXPECT_GT(plan.powers[0].power, 0.5);
  EXPECT_LT(reached, plan.powers[0].power + 0.06);
  EXPECT_GT(reached, plan.powers[0].power - 0.12);
  EXPECT_GE(covered, 0.92 * trials);
}

TEST(TrialPlan, NeededDaysAreThoseOfTheFewestPairs) {
  EXPECT_EQ(washout_of(1), 3);
  EXPECT_EQ(washout_of(0.55), 2);
  EXPECT_EQ(washout_of(0), 0);
  EXPECT_EQ(needed_trial_days({.half_life_days = 1}), 60);  // 6 pairs of 2 periods of 3 + 2 days
  EXPECT_EQ(needed_trial_days({.washout_days = 1}), 36);
  EXPECT_THROW((void)plan_trial({}, {.days = 59}), ContractError);
  EXPECT_THROW((void)plan_trial({}, {.days = 90, .half_life_days = -1}), ContractError);
  EXPECT_THROW((void)plan_trial({}, {.days = 90, .min_pairs = 1}), ContractError);
  EXPECT_THROW((void)plan_trial({}, {.days = 90, .virtual_trials = 99}), ContractError);
  EXPECT_THROW((void)plan_trial(std::vector{forecasts_of(0)}, {.days = 90}), ContractError);
}

TEST(Trial, ThePeriodsAreReadFromTheDays) {
  const TrialPlan plan = plan_trial({}, {.days = 84, .seed = 3});
  std::vector<Used> used = uses(plan);
  used[4] = used[4] == Used::a ? Used::b : Used::a;
  used[17] = Used::neither;
  used[33] = Used::both;
  used.push_back(Used::a);  // after the last pair
  const auto record = read_trial(used, 3);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->shape.period_days, plan.shape.period_days);
  EXPECT_EQ(record->order, plan.order);
  EXPECT_EQ(record->protocol_deviations, 2);
  EXPECT_EQ(record->fits[4], 0);
  EXPECT_EQ(record->fits[17], 0);
  EXPECT_EQ(record->fits[33], 0);
  EXPECT_EQ(record->fits[5], 1);
}

TEST(Trial, UseAsItComesIsNoTrial) {
  Random random(2);
  std::vector<Used> used;
  for (int day = 0; day < 120; ++day) used.push_back(random.chance(0.5) ? Used::a : Used::b);
  EXPECT_FALSE(read_trial(used, 5));
  EXPECT_FALSE(read_trial(std::vector<Used>(80, Used::a), 5));
  EXPECT_FALSE(read_trial(std::vector<Used>(80, Used::neither), 5));
  EXPECT_FALSE(read_trial({}, 5));
  EXPECT_THROW((void)read_trial(used, 0), ContractError);
}

TEST(Trial, ADifferenceIsFoundAndSized) {
  const TrialPlan plan = plan_trial(std::vector{forecasts_of(0.8)}, {.days = 180});
  Random random(4);
  const TrialResult result = trial(std::vector{lived(plan, 0.8, random)}, record_of(plan))[0];
  EXPECT_EQ(result.verdict, TrialVerdict::found);
  EXPECT_LE(result.ci.low, 0.8);
  EXPECT_GE(result.ci.high, 0.8);
  EXPECT_LE(result.p, 0.05);
  EXPECT_EQ(result.n_a, result.n_b);
}

TEST(Trial, NoDifferenceIsAVerdictOfItsOwn) {
  const TrialPlan plan = plan_trial(std::vector{forecasts_of(0.8)}, {.days = 180});
  Random random(6);
  const auto none = std::vector{lived(plan, 0, random)};
  EXPECT_EQ(trial(none, record_of(plan), {.margin_units = 0.6})[0].verdict, TrialVerdict::no_difference);
  EXPECT_NE(trial(none, record_of(plan), {.margin_units = 0.01})[0].verdict, TrialVerdict::no_difference);
}

// Products exchanged: the difference changes its sign, p stays.
TEST(Trial, TheOtherWayRoundIsTheSame) {
  const TrialPlan plan = plan_trial(std::vector{forecasts_of(0.8)}, {.days = 84});
  Random random(8);
  const auto outcomes = std::vector{lived(plan, 0.3, random)};
  TrialRecord turned = record_of(plan);
  for (char& a_first : turned.order) a_first = a_first != 0 ? 0 : 1;
  for (double& use : turned.use) use = -use;
  const TrialResult one = trial(outcomes, record_of(plan))[0], other = trial(outcomes, turned)[0];
  EXPECT_NEAR(one.difference, -other.difference, 1e-9);
  EXPECT_EQ(one.p, other.p);
}

TEST(Trial, FewPairsOrReadingsAreTooLittleData) {
  const TrialPlan plan = plan_trial({}, {.days = 84});
  lag::Outcome empty{"oil", {Day{0}, std::vector<double>(static_cast<std::size_t>(plan.shape.days()), NAN)}};
  EXPECT_EQ(trial(std::vector{empty}, record_of(plan))[0].verdict, TrialVerdict::too_little_data);
  lag::Outcome still = empty;
  for (double& value : still.daily.values) value = 2;
  EXPECT_EQ(trial(std::vector{still}, record_of(plan))[0].verdict, TrialVerdict::too_little_data);
  Random random(1);
  const auto outcomes = std::vector{lived(plan, 1, random)};
  EXPECT_EQ(trial(outcomes, record_of(plan), {.min_pairs = 9})[0].verdict, TrialVerdict::too_little_data);
}

TEST(Trial, RefusesOptionsOutOfRangeAndShortOutcomes) {
  const TrialPlan plan = plan_trial({}, {.days = 60});
  const std::vector<lag::Outcome> outcomes{{"oil", {Day{0}, std::vector<double>(59, 2.0)}}};
  EXPECT_THROW((void)trial(outcomes, record_of(plan)), ContractError);
  EXPECT_THROW((void)trial({}, record_of(plan), {.min_pairs = 1}), ContractError);
  EXPECT_THROW((void)trial({}, record_of(plan), {.margin = 0}), ContractError);
  EXPECT_THROW((void)trial({}, record_of(plan), {.margin_units = 0.0}), ContractError);
  TrialRecord torn = record_of(plan);
  torn.use.pop_back();
  EXPECT_THROW((void)trial({}, torn, {}), ContractError);
}

}  // namespace trial_test
}  // namespace skin2vec::trial
