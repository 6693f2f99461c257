#include "skin2vec/dose/dose.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::dose {
namespace dose_test {

constexpr int days = 400;

// moisture: bell of height 0.8 and width 9 at 52 %, moved by 10 % per 100 ug/m3. oil rises by 0.02 a percent.
struct Made {
  series::CovariateGrid grid{Day{20000}, days, {}};
  std::vector<lag::Outcome> outcomes;
};

Made made(std::uint64_t seed, double spread) {
  Random random(seed);
  Made m;
  series::CovariateSeries humidity{"humidity", series::CovariateKind::exposure, Eigen::VectorXd(days), days, NAN};
  series::CovariateSeries pm25{"pm25", series::CovariateKind::exposure, Eigen::VectorXd(days), days, NAN};
  std::vector<double> moisture, oil, radiance;
  double wet = 0, dust = 0, slow = 0;
  for (int t = 0; t < days; ++t) {
    wet = 0.6 * wet + 0.8 * random.normal();
    dust = 0.7 * dust + 0.7 * random.normal();
    humidity.amount(t) = 55 + spread * wet;
    pm25.amount(t) = 60 * std::exp(0.5 * dust);
    slow = 0.7 * slow + 0.1 * random.normal();
    const double centre = 52 + 10 * (pm25.amount(t) - 60) / 100;
    moisture.push_back(2 + 0.8 * std::exp(-std::pow((humidity.amount(t) - centre) / 9, 2) / 2) + slow +
                       0.1 * random.normal());
    oil.push_back(2 + 0.02 * humidity.amount(t) + slow + 0.1 * random.normal());
    radiance.push_back(3 - slow + 0.15 * random.normal());
  }
  m.grid.covariates = {humidity, pm25};
  m.outcomes = {
      {"oil", {m.grid.first, oil}}, {"moisture", {m.grid.first, moisture}}, {"radiance", {m.grid.first, radiance}}};
  return m;
}

DoseOptions humidity() {
  DoseOptions options;
  options.design.unit_step = {{"humidity", 5}, {"pm25", 10}};
  options.questions = {{"humidity", "pm25"}};
  return options;
}

TEST(Dose, ABellHasItsOptimumItsShiftAndItsZones) {
  const Made m = made(1, 14);
  const std::vector<Dose> all = dose(m.outcomes, m.grid, humidity());
  ASSERT_EQ(all.size(), 3U);
  const Dose& bell = all[1];
  ASSERT_EQ(bell.shape, DoseShape::bell);
  EXPECT_LT(bell.optimum_ci.low, 52);
  EXPECT_GT(bell.optimum_ci.high, 52);
  EXPECT_LT(bell.optimum_ci.high - bell.optimum_ci.low, 4);
  EXPECT_NEAR(bell.height, 0.8, 0.15);
  EXPECT_NEAR(bell.width, 9, 1.5);
  EXPECT_LT(bell.shift.ci.low, 10);
  EXPECT_GT(bell.shift.ci.high, 10);
  EXPECT_LT(bell.shift.p, 0.001);
  ASSERT_EQ(bell.zones.size(), 3U);
  EXPECT_EQ(bell.zones[1].name, "ideal");
  EXPECT_LT(bell.zones[1].from, bell.optimum);
  EXPECT_GT(bell.zones[1].to, bell.optimum);
  ASSERT_EQ(bell.curve.size(), 25U);
  double highest = -1, at = 0;
  for (const DosePoint& point : bell.curve) {
    EXPECT_LE(point.low, point.y);
    EXPECT_GE(point.high, point.y);
    if (point.y > highest) highest = point.y, at = point.x;
  }
  EXPECT_NEAR(at, bell.optimum, 3);
}

TEST(Dose, WhatRisesAndWhatIsFlatAreToldApart) {
  const Made m = made(2, 14);
  const std::vector<Dose> all = dose(m.outcomes, m.grid, humidity());
  EXPECT_EQ(all[0].shape, DoseShape::rising);
  EXPECT_TRUE(std::isnan(all[0].optimum));
  EXPECT_EQ(all[2].shape, DoseShape::flat);
}

TEST(Dose, WithoutSpreadOrDaysItIsUnidentified) {
  for (const Dose& one : dose(made(3, 1).outcomes, made(3, 1).grid, humidity())) {
    EXPECT_EQ(one.shape, DoseShape::unidentified);
  }
  Made m = made(4, 14);
  for (lag::Outcome& outcome : m.outcomes)
    std::fill(outcome.daily.values.begin() + 50, outcome.daily.values.end(), NAN);
  for (const Dose& one : dose(m.outcomes, m.grid, humidity())) EXPECT_EQ(one.shape, DoseShape::unidentified);
  DoseOptions uv = humidity();
  uv.questions = {{"uv", ""}};
  for (const Dose& one : dose(m.outcomes, m.grid, uv)) EXPECT_EQ(one.shape, DoseShape::unidentified);
}

TEST(Dose, AQuestionAmongOthersIsAnsweredAsAlone) {
  const Made m = made(6, 14);
  DoseOptions both = humidity();
  both.questions.push_back({"pm25", ""});
  both.threads = 2;
  const std::vector<Dose> alone = dose(m.outcomes, m.grid, humidity()), all = dose(m.outcomes, m.grid, both);
  ASSERT_EQ(all.size(), 6U);
  for (std::size_t d = 0; d < 3; ++d) {
    EXPECT_EQ(all[d].shape, alone[d].shape);
    EXPECT_EQ(all[d].height == all[d].height, alone[d].height == alone[d].height);
    EXPECT_EQ(all[d].p, alone[d].p);
    EXPECT_EQ(all[3 + d].exposure, "pm25");
    EXPECT_EQ(all[3 + d].dimension, m.outcomes[d].dimension);
  }
}

// Two dimensions that share a bell have one optimum; one that is asked alone has its own.
TEST(Dose, ADimensionThatIsMadeOfOthersIsAskedAlone) {
  Made m = made(7, 14);
  std::vector<double> doubled = m.outcomes[1].daily.values;
  for (std::size_t t = 0; t < doubled.size(); ++t) doubled[t] += 0.3 * m.outcomes[2].daily.values[t];
  m.outcomes.push_back({"barrier", {m.grid.first, doubled}});
  DoseOptions options = humidity();
  options.alone = {"barrier"};
  const std::vector<Dose> all = dose(m.outcomes, m.grid, options);
  ASSERT_EQ(all[1].shape, DoseShape::bell);
  ASSERT_EQ(all[3].shape, DoseShape::bell);
  EXPECT_EQ(all[1].optimum, dose(std::span(m.outcomes).first(3), m.grid, humidity())[1].optimum);
  EXPECT_EQ(all[3].optimum, dose(std::span(m.outcomes).last(1), m.grid, humidity())[0].optimum);
}

TEST(Dose, RefusesOptionsOutOfRange) {
  DoseOptions options = humidity();
  options.points = 1;
  EXPECT_THROW((void)dose({}, series::CovariateGrid{}, options), ContractError);
  Made m = made(5, 14);
  m.outcomes[0].daily.first = Day{7};
  EXPECT_THROW((void)dose(m.outcomes, m.grid, humidity()), ContractError);
}

}  // namespace dose_test
}  // namespace skin2vec::dose
