#include "skin2vec/forecast/forecasts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"

namespace skin2vec::forecast {
namespace outlook_test {

DayTable table_of(const std::vector<double>& values, double low = 0, double high = 5) {
  DayTable table{.days = static_cast<int>(values.size()), .dimensions = {"moisture"}, .low = {low}, .high = {high}};
  table.value = Eigen::Map<const Eigen::ArrayXd>(values.data(), table.days);
  return table;
}

// An oracle that says the same everywhere.
Forecasts constant(const DayTable& table, double mean, double sd, Spread spread = Spread::normal) {
  Forecasts forecasts(table.days, 1, spread);
  for (int origin = 0; origin < table.days; ++origin) {
    for (int h = 1; h <= kHorizons; ++h) {
      forecasts.mean(origin, h, 0) = mean;
      forecasts.sd(origin, h, 0) = sd;
    }
  }
  return forecasts;
}

TEST(Score, OfAUniformForecastIsThePublishedOne) {
  // science: on 0-5, uniform gives lpd -1.792 and, over equally likely outcomes, mean RPS 0.194.
  const DayTable table = table_of({0, 0, 1, 2, 3, 4, 5});
  const Score s = evaluate(constant(table, 2.5, 1.4, Spread::uniform), table, {.horizon = 1});
  EXPECT_EQ(s.n_whole, 6);
  EXPECT_NEAR(s.lpd, -std::log(6.0), 1e-12);
  EXPECT_NEAR(s.rps, 0.19444, 1e-5);
}

TEST(Score, CrpsIsTheIntegralOfItsDefinition) {
  const double mean = 2.3, sd = 0.7, target = 3.1, step = 1e-3;
  double integral = 0;
  for (double x = -6; x < 12; x += step) {
    const double f = std::erfc(-(x + step / 2 - mean) / sd / std::sqrt(2)) / 2 - (x + step / 2 >= target ? 1 : 0);
    integral += f * f * step;
  }
  const DayTable table = table_of({1, target});
  EXPECT_NEAR(evaluate(constant(table, mean, sd), table, {.horizon = 1}).crps, integral, 1e-4);
  const Score flat = evaluate(constant(table, 2.5, 1.4, Spread::uniform), table, {.horizon = 1});
  double uniform = 0;
  for (double x = 0; x < 5; x += step) {
    const double f = x / 5 - (x >= target ? 1 : 0);
    uniform += f * f * step;
  }
  EXPECT_NEAR(flat.crps, uniform, 2e-3);
}

TEST(Score, CountsWhatIsCoveredAndSkipsWhatWasNotRead) {
  const DayTable table = table_of({1, 2.0, NAN, 2.9, 5.5}, 0, 10);
  const Score s = evaluate(constant(table, 2, 1), table, {.horizon = 1});
  EXPECT_EQ(s.n, 3);
  EXPECT_NEAR(s.mae, (0 + 0.9 + 3.5) / 3, 1e-12);
  EXPECT_NEAR(s.coverage80, 2.0 / 3, 1e-12);
  EXPECT_EQ(s.n_whole, 0);
  EXPECT_TRUE(std::isnan(s.rps));
}

TEST(Score, OfPartsIsThatOfTheWhole) {
  const DayTable table = table_of({1, 2, 4, 3, 5, 2, 1, 3});
  const Forecasts forecasts = constant(table, 2.2, 1.3);
  const Score parts[] = {evaluate(forecasts, table, {.horizon = 2, .every = 2}),
                         evaluate(forecasts, table, {.horizon = 2, .from = 1, .every = 2})};
  const Score whole = evaluate(forecasts, table, {.horizon = 2}), sum = pooled(parts);
  EXPECT_EQ(sum.n, whole.n);
  EXPECT_NEAR(sum.crps, whole.crps, 1e-12);
  EXPECT_NEAR(sum.lpd, whole.lpd, 1e-12);
}

TEST(Score, OfNothingIsNotANumber) {
  const DayTable table = table_of({1, 2});
  EXPECT_EQ(evaluate(constant(table, 2, 1), table, {.horizon = 3}).n, 0);
  EXPECT_TRUE(std::isnan(evaluate(constant(table, 2, 1), table, {.horizon = 3}).mae));
}

TEST(Forecasts, ProbabilitiesOfWholeNumbersSumToOne) {
  const auto p = whole_number_probabilities(1.2, 0.9, 0, 5, Spread::normal);
  EXPECT_EQ(p.size(), 6U);
  EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-14);
  EXPECT_GT(p[1], p[2]);
  EXPECT_THROW((void)whole_number_probabilities(1, 0, 0, 5, Spread::normal), ContractError);
}

TEST(Forecasts, ProbabilitiesOfWholeNumbersAreThoseOfWhatWasRoundedToThem) {
  // What is rounded is normal about 2.3 with sd 0.7; the spread is what the errors of whole numbers show.
  constexpr double mean = 2.3;
  constexpr int draws = 200'000;
  Random random(11);
  std::vector<double> share(6);
  double squares = 0;
  for (int draw = 0; draw < draws; ++draw) {
    const double whole = std::clamp(std::round(mean + 0.7 * random.normal()), 0.0, 5.0);
    share[static_cast<std::size_t>(whole)] += 1.0 / draws;
    squares += (whole - mean) * (whole - mean) / draws;
  }
  EXPECT_GT(std::sqrt(squares), 0.74);
  const auto p = whole_number_probabilities(mean, std::sqrt(squares), 0, 5, Spread::normal);
  for (std::size_t k = 0; k < 6; ++k) EXPECT_NEAR(p[k], share[k], 0.004) << k;  // three standard errors: 0.0034
}

TEST(Forecasts, OwnSpreadIsOfErrorsThatWereKnownByTheOrigin) {
  std::vector<double> values(60);
  for (std::size_t i = 0; i < 60; ++i) values[i] = i < 40 ? (i % 2 == 0 ? 2 : 3) : 2.5;  // 0.5 from 2.5, then 0
  const DayTable table = table_of(values);
  const Forecasts forecasts = with_empirical_sd(constant(table, 2.5, 99), table);
  EXPECT_NEAR(forecasts.sd(30, 1, 0), 0.5, 1e-12);
  EXPECT_NEAR(forecasts.sd(39, 7, 0), 0.5, 1e-12);
  // 39 errors of 0.5, then 20 of 0; each counts 2^(-1/60) of the next.
  const double kept = std::exp2(-1.0 / 60);
  EXPECT_NEAR(forecasts.sd(59, 1, 0),
              0.5 * std::sqrt((std::pow(kept, 20) - std::pow(kept, 59)) / (1 - std::pow(kept, 59))), 1e-12);
  EXPECT_NEAR(forecasts.sd(0, 7, 0), 5.0 / 4, 1e-12);  // nothing known yet: a quarter of the range
}

// --- baselines
// --------------------------------------------------------------------------------------------------------

std::vector<double> walk(int days, double gap) {
  Random random(77);
  std::vector<double> values;
  double level = 2.5;
  for (int i = 0; i < days; ++i) {
    level += 0.2 * random.normal();
    values.push_back(random.chance(gap) ? NAN : level);
  }
  return values;
}

TEST(Baselines, UseNothingAfterTheOrigin) {
  std::vector<double> values = walk(90, 0.2);
  const DayTable before = table_of(values, -50, 50);
  for (std::size_t i = 60; i < 90; ++i) values[i] = 40 - static_cast<double>(i);
  const DayTable after = table_of(values, -50, 50);
  for (const Baseline b : all_baselines()) {
    SCOPED_TRACE(name(b));
    const Forecasts one = forecasts_of(b, before), two = forecasts_of(b, after);
    for (int origin = 0; origin < 60; ++origin) {
      for (const int h : {1, 7, 14}) {
        if (std::isnan(one.mean(origin, h, 0))) continue;
        ASSERT_EQ(one.mean(origin, h, 0), two.mean(origin, h, 0));
        ASSERT_EQ(one.sd(origin, h, 0), two.sd(origin, h, 0));
      }
    }
  }
}

TEST(Baselines, SayWhatTheirNamesSay) {
  const DayTable table = table_of({NAN, 1, 3, NAN, 2});
  EXPECT_TRUE(std::isnan(forecasts_of(Baseline::persistence, table).mean(0, 1, 0)));
  EXPECT_EQ(forecasts_of(Baseline::persistence, table).mean(3, 5, 0), 3);
  EXPECT_EQ(forecasts_of(Baseline::historical, table).mean(4, 9, 0), 2);
  EXPECT_EQ(forecasts_of(Baseline::uniform, table).mean(0, 1, 0), 2.5);
  const Forecasts walked = forecasts_of(Baseline::ordered_random_walk, table);
  EXPECT_NEAR(walked.sd(3, 1, 0) / walked.sd(2, 1, 0), std::sqrt(2.0), 1e-12);  // a day more since it was read
}

TEST(Baselines, OfARandomWalkCoverWhatTheySay) {
  const DayTable table = table_of(walk(6000, 0.1), -1000, 1000);
  for (const Baseline b : {Baseline::persistence, Baseline::exponential_smoothing, Baseline::ordered_random_walk}) {
    for (const int h : {1, 7}) {
      const double cover = evaluate(forecasts_of(b, table), table, {.horizon = h, .from = 200}).coverage80;
      EXPECT_NEAR(cover, 0.8, 0.04) << name(b) << " " << h;  // 7-day errors overlap: some 800 independent ones
    }
  }
}

TEST(Baselines, OfNoDaysAreNone) {
  const DayTable none = table_of({});
  for (const Baseline b : all_baselines()) EXPECT_EQ(forecasts_of(b, none).days(), 0);
}

}  // namespace outlook_test
}  // namespace skin2vec::forecast
