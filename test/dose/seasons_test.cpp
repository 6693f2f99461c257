#include "skin2vec/dose/seasons.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/dose/dose.h"

namespace skin2vec::dose {
namespace seasons_test {

constexpr int days = 540;
constexpr std::array<double, 4> one_size{-0.06, -0.06, -0.06, -0.06}, of_season{-0.12, -0.06, 0.0, -0.06};

// Two outcomes: `moisture` falls by -of[season] per 10 ug/m3, half of it on the day, half on the next; `oil` does not.
// Humidity has a bell on moisture, 20 % wide and 0.8 high, at 50 %, in summer at 50 + summer.
struct Made {
  series::CovariateGrid grid{parse_day("2024-03-01").value(), days, {}};
  std::vector<lag::Outcome> outcomes;
  lag::LagDesignOptions design;
  std::vector<int> season = seasons_of(grid.first, days, Hemisphere::north);
};

Made made(std::uint64_t seed, const std::array<double, 4>& of, double summer = 0) {
  Random random(seed);
  Made m;
  m.design.unit_step = {{"pm25", 10}, {"humidity", 5}};
  series::CovariateSeries dust{"pm25", series::CovariateKind::exposure, Eigen::VectorXd(days), days, NAN};
  series::CovariateSeries humid{"humidity", series::CovariateKind::exposure, Eigen::VectorXd(days), days, NAN};
  std::vector<double> moisture, oil;
  double slow = 0, wave = 0, wet = 0;
  for (int t = 0; t < days; ++t) {
    wave = 0.7 * wave + 0.7 * random.normal();
    wet = 0.5 * wet + 0.85 * random.normal();
    slow = 0.6 * slow + 0.15 * random.normal();
    dust.amount(t) = 60 + 25 * wave;
    humid.amount(t) = 50 + 14 * wet;
    const int s = m.season[static_cast<std::size_t>(t)];
    const double before = dust.amount(std::max(t - 1, 0));
    const double centre = 50 + (s == 2 ? summer : 0);
    moisture.push_back(3 + of[static_cast<std::size_t>(s)] * (dust.amount(t) + before - 120) / 20 +
                       0.8 * std::exp(-std::pow((humid.amount(t) - centre) / 10, 2) / 2) + slow +
                       0.1 * random.normal());
    oil.push_back(2 + slow + 0.15 * random.normal());
  }
  m.grid.covariates = {humid, dust};
  m.outcomes = {{"moisture", {m.grid.first, moisture}}, {"oil", {m.grid.first, oil}}};
  return m;
}

std::vector<Seasons> asked(const Made& m, int threads = 1) {
  const lag::CovariateFits fits = lag::fit_covariates(m.outcomes, m.grid, m.design, threads);
  return seasons(m.outcomes, m.grid, fits, {.season = m.season, .exposures = {"pm25"}, .threads = threads});
}

TEST(Seasons, AnEffectThatIsTwiceInWinterAndNoneInSummerIsSeen) {
  const std::vector<Seasons> found = asked(made(1, of_season));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].verdict, SeasonsVerdict::differ);
  EXPECT_LT(found[0].p, 0.001);
  for (std::size_t s = 0; s < 4; ++s) {
    EXPECT_LT(found[0].parts[s].ci.low, of_season[s]) << s;
    EXPECT_GT(found[0].parts[s].ci.high, of_season[s]) << s;
    EXPECT_LT(found[0].parts[s].ci.high - found[0].parts[s].ci.low, 0.16) << s;
  }
  EXPECT_LT(found[0].parts[0].p, 0.01);
  EXPECT_EQ(found[1].verdict, SeasonsVerdict::none_found);
}

// p is uniform where seasons are alike, however large the effect: of 100 made people 5 +- 2.2 are below 0.05.
TEST(Seasons, WhatIsAlikeIsRarelyToldApart) {
  int below = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    for (const Seasons& one : asked(made(100 + seed, one_size))) below += one.p < 0.05 ? 1 : 0;
  }
  EXPECT_LE(below, 12);
}

TEST(Seasons, ABellThatMovesInSummerIsSeen) {
  const Made still = made(2, one_size), moves = made(2, one_size, 10);
  DoseOptions options{.design = still.design, .questions = {{"humidity", ""}}, .season = still.season};
  const Dose same = dose(still.outcomes, still.grid, options)[0], moved = dose(moves.outcomes, moves.grid, options)[0];
  ASSERT_EQ(moved.shape, DoseShape::bell);
  EXPECT_LT(moved.optimum_p, 0.001);
  EXPECT_LT(moved.bell_seasons[2].optimum_ci.low, 60);
  EXPECT_GT(moved.bell_seasons[2].optimum_ci.high, 60);
  EXPECT_LT(moved.bell_seasons[1].optimum_ci.high, 58);
  EXPECT_GT(same.optimum_p, 0.01);
  EXPECT_GT(same.height_p, 0.01);
  EXPECT_NEAR(same.bell_seasons[2].height, 0.8, 0.2);
}

TEST(Seasons, AreThoseOfTheCalendar) {
  const Day last_of_november = parse_day("2025-11-30").value();
  EXPECT_EQ(seasons_of(last_of_november, 2, Hemisphere::north), (std::vector<int>{3, 0}));
  EXPECT_EQ(seasons_of(last_of_november, 2, Hemisphere::south), (std::vector<int>{1, 2}));
}

TEST(Seasons, AreTheSameForAnyNumberOfThreads) {
  const Made m = made(3, of_season);
  const std::vector<Seasons> one = asked(m, 1), two = asked(m, 2);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].p, two[i].p);
}

TEST(Seasons, TooFewDaysOfASeasonIsAnAnswer) {
  Made m = made(4, of_season);
  for (std::size_t t = 0; t < m.season.size(); ++t) {
    if (m.season[t] != 1) m.outcomes[0].daily.values[t] = NAN;
  }
  const Seasons found = asked(m)[0];
  EXPECT_EQ(found.verdict, SeasonsVerdict::too_little_data);
  EXPECT_TRUE(std::isnan(found.parts[0].total));
  EXPECT_FALSE(std::isnan(found.parts[1].total));
}

TEST(Seasons, RefusesWhatDoesNotFit) {
  const Made m = made(5, of_season);
  const lag::CovariateFits fits = lag::fit_covariates(m.outcomes, m.grid, m.design, 1);
  EXPECT_THROW((void)seasons(m.outcomes, m.grid, fits, {.exposures = {"pm25"}}), ContractError);
  EXPECT_THROW((void)seasons(m.outcomes, m.grid, fits, {.season = std::vector<int>(days, 4)}), ContractError);
  EXPECT_THROW((void)seasons(m.outcomes, m.grid, {}, {.season = m.season}), ContractError);
  EXPECT_THROW((void)seasons(m.outcomes, m.grid, fits, {.season = m.season, .level = 1}), ContractError);
  EXPECT_THROW((void)seasons(m.outcomes, m.grid, fits, {.season = m.season, .min_days = 5}), ContractError);
}

}  // namespace seasons_test
}  // namespace skin2vec::dose
