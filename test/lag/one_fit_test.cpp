#include "skin2vec/lag/one_fit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/lag/cohort.h"

namespace skin2vec::lag {
namespace one_fit_test {

constexpr int days = 25;

enum class Dosing { by_chance, by_severity };

// A course of 25 days: a dose changes the score by `total`, half of it after 1.4 days, people differ by a quarter. By
// severity: every second day, more where yesterday's score was high.
Record patient(Random random, double total, Dosing how) {
  Record record{{}, {Day{20000 + static_cast<int>(random.integer(0, 200))}, days, {}}, {}};
  series::CovariateSeries dose{"dose", series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1};
  const double level = random.uniform(3, 12), line = random.uniform(-1.5, 0.5), own = total * random.uniform(0.6, 1.4);
  double slow = 0.5 * random.normal();
  std::vector<double> y;
  for (int t = 0; t < days; ++t) {
    slow = 0.8 * slow + 0.3 * random.normal();
    double now = level + line * t / days + slow;
    for (int lag = 1; lag <= std::min(t, 21); ++lag) {
      now += own * (1 - std::exp(-0.5)) * std::exp(-(lag - 1) / 2.0) * dose.amount(t - lag);
    }
    const double read = now + 0.3 * random.normal();
    if (how == Dosing::by_chance) {
      if (random.chance(0.3)) dose.amount(t) = random.uniform(0.5, 1.5);
    } else if (t % 2 == 0) {
      dose.amount(t) = std::max(0.0, 0.7 + 0.4 * (read - level) + 0.15 * random.normal());
    }
    dose.entries += dose.amount(t) != 0 ? 1 : 0;
    y.push_back(random.chance(0.8) ? read : NAN);
  }
  record.outcomes.push_back({"score", {record.grid.first, std::move(y)}});
  record.grid.covariates.push_back(std::move(dose));
  return record;
}

std::vector<Member> patients(std::uint64_t seed, int people, double total, Dosing how) {
  std::vector<Member> members;
  for (int i = 0; i < people; ++i) {
    Record record = patient(Random(seed).fork(static_cast<std::uint64_t>(i)), total, how);
    members.push_back({"p" + std::to_string(i), effects(record.outcomes, record.grid), std::move(record)});
  }
  return members;
}

TEST(OneFit, RecoversWhatNobodyCanTellAlone) {
  constexpr double total = -0.8;
  int covered = 0, found = 0;
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::vector<Member> members = patients(seed, 30, total, Dosing::by_chance);
    EXPECT_EQ(members[0].effects[0].verdict, EffectVerdict::too_little_data);
    const auto all = cohort(members);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].source, CohortSource::one_fit);
    EXPECT_EQ(all[0].n_people, 30);
    EXPECT_TRUE(all[0].people.empty());
    covered += all[0].mean_ci.low <= total && total <= all[0].mean_ci.high ? 1 : 0;
    found += all[0].verdict == EffectVerdict::found ? 1 : 0;
    sum += all[0].mean;
  }
  EXPECT_GE(covered, 17);  // 19 expected; 16 or fewer: chance 0.016
  EXPECT_GE(found, 14);
  EXPECT_NEAR(sum / 20, total, 0.35);  // too far by a quarter: the prior's shape is longer
}

TEST(OneFit, ADoseThatFollowsSeverityIsNotToldAsHarm) {
  for (const double total : {0.0, -0.5}) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const auto all = cohort(patients(seed, 30, total, Dosing::by_severity));
      EXPECT_FALSE(all[0].verdict == EffectVerdict::found && all[0].mean > 0)
          << "seed " << seed << ", total " << total << ": " << all[0].mean << ", control p " << all[0].control_p;
      EXPECT_LT(all[0].control_p, 0.05) << "seed " << seed << ", total " << total;
    }
  }
}

TEST(OneFit, OfTooFewIsTooLittle) {
  const std::vector<Member> members = patients(1, 9, -0.8, Dosing::by_chance);
  std::vector<const Record*> people;
  for (const Member& member : members) people.push_back(&member.record);
  const auto all = one_fit(people);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].effect.verdict, EffectVerdict::too_little_data);
  EXPECT_TRUE(std::isnan(all[0].effect.total));
  EXPECT_TRUE(one_fit({}).empty());
}

TEST(OneFit, RefusesOptionsOutOfRange) {
  EXPECT_THROW((void)one_fit({}, {.min_people = 4}), ContractError);
  EXPECT_THROW((void)one_fit({}, {.min_readings = 2}), ContractError);
  EXPECT_THROW((void)one_fit({}, {.min_left = 29}), ContractError);
  EXPECT_THROW((void)one_fit({}, {.most_people = 9}), ContractError);
}

}  // namespace one_fit_test
}  // namespace skin2vec::lag
