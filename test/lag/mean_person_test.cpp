#include "skin2vec/lag/mean_person.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/lag/cohort.h"

namespace skin2vec::lag {
namespace mean_person_test {

constexpr int days = 70;

std::vector<double> remembering(Random& random, double phi, double sd) {
  std::vector<double> values;
  double now = sd * random.normal();
  for (int t = 0; t < days; ++t) {
    values.push_back(now);
    now = phi * now + sd * std::sqrt(1 - phi * phi) * random.normal();
  }
  return values;
}

series::CovariateSeries exposure(const char* name, const std::vector<double>& values) {
  return {name, series::CovariateKind::exposure, Eigen::Map<const Eigen::VectorXd>(values.data(), days), days, NAN};
}

// People of one place: `sun` is the same in all, `dust` half their own, `damp` all their own; none of them acts. What
// makes moisture is the same in all, but for as much of a person's own. Late nights of their own lower it by 0.9 in
// all.
std::vector<Member> place(std::uint64_t seed, int people) {
  Random all(seed);
  const auto sun = remembering(all, 0.8, 1), dust = remembering(all, 0.8, 1), shock = remembering(all, 0.8, 0.3);
  std::vector<Member> members;
  for (int i = 0; i < people; ++i) {
    Random random = Random(seed).fork(static_cast<std::uint64_t>(i) + 1);
    auto own_dust = remembering(random, 0.8, 1);
    for (int t = 0; t < days; ++t) own_dust[static_cast<std::size_t>(t)] += dust[static_cast<std::size_t>(t)];
    series::CovariateSeries late{"late_night", series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1};
    const auto own = remembering(random, 0.6, 0.25);
    std::vector<double> y;
    for (int t = 0; t < days; ++t) {
      if (random.chance(0.25)) late.amount(t) = 1, ++late.entries;
      double now = 3 + shock[static_cast<std::size_t>(t)] + own[static_cast<std::size_t>(t)] + 0.2 * random.normal();
      for (int lag = 0; lag <= std::min(t, 21); ++lag) {
        now -= 0.9 * (1 - std::exp(-0.5)) * std::exp(-lag / 2.0) * late.amount(t - lag);
      }
      y.push_back(now);
    }
    Record record{{{"moisture", {Day{20000}, std::move(y)}}}, {Day{20000}, days, {}}, {}};
    record.grid.covariates = {late, exposure("sun", sun), exposure("dust", own_dust),
                              exposure("damp", remembering(random, 0.8, 1))};
    std::vector<Effect> own_effects = effects(record.outcomes, record.grid);
    members.push_back({"p" + std::to_string(i), std::move(own_effects), std::move(record)});
  }
  return members;
}

std::vector<const Record*> records(const std::vector<Member>& members) {
  std::vector<const Record*> all;
  for (const Member& member : members) all.push_back(&member.record);
  return all;
}

TEST(MeanPerson, KnowsWhatPeopleShare) {
  const std::vector<Member> members = place(3, 12);
  const auto shared = shared_covariates(records(members));
  ASSERT_EQ(shared.size(), 4U);
  EXPECT_FALSE(shared[0].is_shared) << "late nights are everybody's own, r " << shared[0].correlation;
  EXPECT_NEAR(shared[1].correlation, 1, 1e-9);
  EXPECT_TRUE(shared[1].is_same);
  EXPECT_NEAR(shared[2].correlation, 0.5, 0.2);  // half of its variance
  EXPECT_TRUE(shared[2].is_shared && !shared[2].is_same);
  EXPECT_FALSE(shared[3].is_shared) << "damp is everybody's own, r " << shared[3].correlation;
}

TEST(MeanPerson, OfTheSameSeriesIsThatSeriesAboutItsMean) {
  std::vector<Member> members = place(4, 3);
  for (Member& member : members) member.record.outcomes = members[0].record.outcomes;
  const auto all = records(members);
  const auto mean = mean_person(all, shared_covariates(all));
  ASSERT_TRUE(mean);
  const std::vector<double>& y = members[0].record.outcomes[0].daily.values;
  for (std::size_t t = 1; t < y.size(); ++t) {
    EXPECT_NEAR(mean->outcomes[0].daily.values[t] - mean->outcomes[0].daily.values[0], y[t] - y[0], 1e-12);
  }
}

TEST(MeanPerson, DeviationsSumToNothingOnEachDate) {
  const std::vector<Member> members = place(5, 7);
  const auto all = records(members);
  const auto shared = shared_covariates(all);
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(days);
  for (const Record* record : all) {
    const Record split = with_deviations(*record, shared);
    ASSERT_EQ(split.grid.covariates.size(), 5U);
    EXPECT_EQ(split.grid.covariates[4].name, "dust in common");
    sum += split.grid.covariates[2].amount;
  }
  EXPECT_LT(sum.cwiseAbs().maxCoeff(), 1e-9);
}

TEST(MeanPerson, NeedsThree) {
  const std::vector<Member> members = place(6, 2);
  const auto all = records(members);
  EXPECT_FALSE(mean_person(all, shared_covariates(all)));
  EXPECT_TRUE(shared_covariates({}).empty());
}

// Ten places of 12 people, and two exposures each that people share and that do nothing. Told as if people were
// independent, p is below 0.05 far too often; with what they share known, as often as by chance: of 20, 1 expected. The
// first is shown on places of 24, whose number makes it more certain.
TEST(MeanPerson, WhatPeopleShareIsNotMadeCertainByTheirNumber) {
  int known = 0, unknown = 0, late = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const std::vector<Member> members = place(seed, 12);
    for (const CohortEffect& effect : cohort(members)) {
      if (effect.covariate == "late_night") late += effect.verdict == EffectVerdict::found ? 1 : 0;
      if (effect.source == CohortSource::in_common) known += effect.p < 0.05 ? 1 : 0;
    }
    std::vector<Member> more = place(seed, 24);
    for (Member& member : more) member.record = {};
    for (const CohortEffect& effect : cohort(more)) {
      if (effect.covariate == "sun" || effect.covariate == "dust") unknown += effect.p < 0.05 ? 1 : 0;
    }
  }
  RecordProperty("known", known);
  EXPECT_LE(known, 4) << "4 or more of 20 at 0.05: chance 0.016";
  RecordProperty("unknown", unknown);
  EXPECT_GE(unknown, 6);
  EXPECT_GE(late, 9);
}

TEST(MeanPerson, OfCountsIsTheMeanOfTheirLogarithms) {
  std::vector<Record> records;
  for (const double factor : {1.0, 3.0, 9.0}) {
    Record record{{{"steps", {Day{20000}, {}}, diary::OutcomeScale::count}}, {Day{20000}, days, {}}, {}};
    for (int t = 0; t < days; ++t) record.outcomes[0].daily.values.push_back(factor * (t % 5 + 1) - 1);
    records.push_back(std::move(record));
  }
  const std::vector<const Record*> people = {&records[0], &records[1], &records[2]};
  const auto mean = mean_person(people, {});
  ASSERT_TRUE(mean.has_value());
  const std::vector<double>& y = mean->outcomes[0].daily.values;
  EXPECT_NEAR(y[4] - y[0], std::log(5.0), 1e-12);  // five times as many in all three, whatever their level
}

}  // namespace mean_person_test
}  // namespace skin2vec::lag
