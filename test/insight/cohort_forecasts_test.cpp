#include "skin2vec/insight/cohort_forecasts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/forecast/baselines.h"
#include "test/learn/shipped.h"

namespace skin2vec::insight {
namespace cohort_forecasts_test {

forecast::DayTable person(std::uint64_t seed, int days, double keeps) {
  forecast::DayTable table{.first = Day{20000}, .days = days, .dimensions = {"oil"}, .low = {0}, .high = {5}};
  table.value = Eigen::ArrayXXd(days, 1);
  Random random(seed);
  double state = 0;
  for (int day = 0; day < days; ++day) {
    state = keeps * state + std::sqrt(1 - keeps * keeps) * random.normal();
    table.value(day, 0) = std::clamp(2.5 + 0.4 * state, 0.0, 5.0);
  }
  return table;
}

std::vector<forecast::DayTable> people(int n, double keeps = 0.6) {
  std::vector<forecast::DayTable> all;
  all.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) all.push_back(person(static_cast<std::uint64_t>(i + 1), 60 + 10 * i, keeps));
  return all;
}

const forecast::Line& line(const CohortComparison& found, std::string_view name, int horizon) {
  return *std::find_if(found.all.lines.begin(), found.all.lines.end(),
                       [&](const forecast::Line& one) { return one.model == name && one.horizon == horizon; });
}

TEST(CohortComparison, AnErrorIsTheMeanOverEverybodysTargets) {
  const auto tables = people(6);
  const CohortComparison found = compare_people(tables, {.shipped = &learn::shipped()});
  double sum = 0;
  int n = 0;
  for (const forecast::DayTable& table : tables) {
    double so_far = 0;
    for (int day = 0; day < table.days; ++day) {
      so_far += table.value(day, 0);
      if (day < std::min(60, table.days / 2) || day + 3 >= table.days) continue;
      sum += std::abs(table.value(day + 3, 0) - so_far / (day + 1));
      ++n;
    }
  }
  EXPECT_EQ(line(found, "historical", 3).score.n, n);
  EXPECT_NEAR(line(found, "historical", 3).score.mae, sum / n, 1e-12);
  EXPECT_EQ(found.people, 6);
  EXPECT_EQ(found.all.verdict, HelpVerdict::too_little_data);
}

TEST(CohortComparison, NobodyTeachesTheRidgeThatJudgesThem) {
  const std::vector<forecast::DayTable> alone = {person(1, 100, 0.6)};
  const forecast::Score shipped = forecast::evaluate(
      forecast::pooled_ridge_forecast(alone[0], learn::pretrained_ridge()), alone[0], {.horizon = 1, .from = 50});
  EXPECT_EQ(line(compare_people(alone, {.shipped = &learn::shipped()}), "pooled-ridge", 1).score.mae, shipped.mae);
  // With others the weights change.
  auto two = alone;
  two.push_back(person(2, 100, 0.6));
  forecast::PooledSums other;
  other.add(two[1]);
  const forecast::Score taught =
      forecast::evaluate(forecast::pooled_ridge_forecast(alone[0], forecast::fit(other, learn::pretrained_ridge())),
                         alone[0], {.horizon = 1, .from = 50});
  EXPECT_NE(taught.mae, shipped.mae);
  forecast::PooledSums own;
  own.add(alone[0]);
  const forecast::Score back =
      forecast::evaluate(forecast::pooled_ridge_forecast(two[1], forecast::fit(own, learn::pretrained_ridge())), two[1],
                         {.horizon = 1, .from = 50});
  EXPECT_NEAR(line(compare_people(two, {.shipped = &learn::shipped()}), "pooled-ridge", 1).score.mae,
              (taught.mae + back.mae) / 2, 1e-12);
}

TEST(CohortComparison, OthersTeachTheRidge) {
  // Readings that alternate about the mean, as no shipped weight expects: 16 people show it.
  const auto tables = people(16, -0.8);
  std::vector<forecast::Score> shipped;
  shipped.reserve(tables.size());
  for (const forecast::DayTable& table : tables) {
    shipped.push_back(forecast::evaluate(forecast::pooled_ridge_forecast(table, learn::pretrained_ridge()), table,
                                         {.horizon = 1, .from = std::min(60, table.days / 2)}));
  }
  EXPECT_LT(line(compare_people(tables, {.shipped = &learn::shipped()}), "pooled-ridge", 1).score.mse,
            0.8 * forecast::pooled(shipped).mse);
}

TEST(CohortComparison, AnIntervalIsOfPeopleAndNeedsFive) {
  const CohortComparison four = compare_people(people(4), {.shipped = &learn::shipped()}),
                         eight = compare_people(people(8), {.shipped = &learn::shipped()});
  EXPECT_TRUE(std::isnan(line(four, "historical", 1).ci_low));
  const forecast::Line& one = line(eight, "historical", 7);
  const double difference = one.score.mae - line(eight, "persistence", 7).score.mae;
  EXPECT_LT(one.ci_low, difference);
  EXPECT_GT(one.ci_high, difference);
  EXPECT_LT(one.ci_high, 0);  // persistence has twice the variance a week ahead
  EXPECT_TRUE(std::isnan(line(eight, "persistence", 7).ci_low));
}

TEST(CohortComparison, IsTheSameOnAnyNumberOfThreads) {
  const auto tables = people(7);
  int told = 0;
  const CohortComparison one = compare_people(
      tables, {.shipped = &learn::shipped(), .progress = [&](int done) { told = std::max(told, done); }});
  const CohortComparison three = compare_people(tables, {.shipped = &learn::shipped(), .threads = 3});
  EXPECT_EQ(told, 7);
  for (std::size_t i = 0; i < one.all.lines.size(); ++i) {
    EXPECT_EQ(one.all.lines[i].score.mse, three.all.lines[i].score.mse);
  }
  int combined = 0;
  for (const ChosenByPeople& chosen : one.chosen) combined += chosen.horizon == 7 ? chosen.people : 0;
  EXPECT_EQ(combined, 7);
}

TEST(CohortComparison, WithoutWhatShipsTheRidgeIsOfTheOthersAlone) {
  const auto tables = people(6);
  const auto stands = [](const CohortComparison& found, std::string_view name) {
    return std::any_of(found.all.lines.begin(), found.all.lines.end(),
                       [&](const forecast::Line& one) { return one.model == name; });
  };
  const CohortComparison others = compare_people(tables, {}),
                         none = compare_people(tables, {.ridge = RidgeOf::shipped});
  EXPECT_TRUE(stands(others, "pooled-ridge"));
  EXPECT_FALSE(stands(none, "pooled-ridge"));
  EXPECT_EQ(line(others, "historical", 7).score.mae, line(none, "historical", 7).score.mae);
}

TEST(CohortComparison, OfNobodyIsEmpty) {
  EXPECT_EQ(compare_people({}, {.shipped = &learn::shipped()}).people, 0);
  EXPECT_TRUE(compare_people(std::vector<forecast::DayTable>(3), {.shipped = &learn::shipped()}).all.lines.empty());
}

}  // namespace cohort_forecasts_test
}  // namespace skin2vec::insight
