#include "skin2vec/series/cycle_scan.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "made.h"
#include "skin2vec/base/require.h"
#include "skin2vec/series/cycle_phase.h"

namespace skin2vec::series {
namespace cycle_scan_test {

// Five dimensions of AR(1) noise (phi 0.5, sd 0.5), each with a wave of `amplitude` of its own phase; cycles of 29 days
// with sd 1.5; a tenth of the days missing.
std::vector<Series> person(std::uint64_t seed, double amplitude, int days = 365) {
  Random random(seed);
  std::vector<double> gone;
  double start = 0, length = 29;
  for (int t = 0; t < days; ++t) {
    if (t - start >= length) start += length, length = 29 + 1.5 * random.normal();
    gone.push_back((t - start) / length);
  }
  std::vector<Series> dimensions(5);
  for (Series& one : dimensions) {
    const double phase = random.uniform();
    double state = random.normal();
    one.first = epoch;
    for (int t = 0; t < days; ++t) {
      state = 0.5 * state + std::sqrt(0.75) * random.normal();
      const double wave = amplitude * std::cos(2 * std::numbers::pi * (gone[static_cast<std::size_t>(t)] - phase));
      one.values.push_back(random.chance(0.1) ? nan : 2.5 + 0.5 * state + wave);
    }
  }
  return dimensions;
}

TEST(CycleScan, FindsACycleAndItsLength) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const CycleScan scan = cycle_scan(person(seed, 0.25), {.draws = 60});
    found += scan.p < 0.05;
    if (scan.p < 0.05) {
      EXPECT_NEAR(scan.period_days, 29, 1.5);
    }
  }
  EXPECT_GE(found, 9);
}

TEST(CycleScan, DoesNotFindWhatIsNotThere) {
  int found = 0;
  for (std::uint64_t seed = 100; seed < 130; ++seed) found += cycle_scan(person(seed, 0), {.draws = 60}).p < 0.05;
  EXPECT_LE(found, 4);  // 1.5 expected; P(5 or more at 0.05) = 0.016
}

TEST(CycleScan, SameSeedSameAnswer) {
  const auto dimensions = person(3, 0.2);
  EXPECT_EQ(cycle_scan(dimensions, {.draws = 60}).p, cycle_scan(dimensions, {.draws = 60}).p);
}

TEST(CycleScan, TheOtherDimensionsShowThePhase) {
  const CycleScan scan = cycle_scan(person(4, 0.4), {.draws = 60});
  const auto phase = shown_phase(scan, 2);
  ASSERT_EQ(phase.size(), 365u);
  EXPECT_NEAR((phase[340] - phase[20]) / 320, 1 / 29.0, 0.002);
}

TEST(CycleScan, TooLittleIsAnAnswer) {
  EXPECT_FALSE(cycle_scan({}).enough);
  EXPECT_FALSE(cycle_scan(person(5, 0.3, 80)).enough);
  const std::vector<Series> missing{{epoch, std::vector<double>(365, nan)}},
      flat{{epoch, std::vector<double>(365, 2.0)}};
  EXPECT_FALSE(cycle_scan(missing).enough);
  EXPECT_FALSE(cycle_scan(flat).enough);
}

TEST(CycleScan, RefusesWhatDoesNotFit) {
  auto dimensions = person(6, 0.3);
  EXPECT_THROW((void)cycle_scan(dimensions, {.shortest_days = 41}), ContractError);
  EXPECT_THROW((void)cycle_scan(dimensions, {.shortest_days = 1}), ContractError);
  EXPECT_THROW((void)cycle_scan(dimensions, {.usual_days = 0}), ContractError);
  EXPECT_THROW((void)cycle_scan(dimensions, {.draws = 49}), ContractError);
  EXPECT_THROW((void)cycle_scan(dimensions, {.nuisance = Eigen::MatrixXd::Ones(7, 1)}), ContractError);
  dimensions[1].values.pop_back();
  EXPECT_THROW((void)cycle_scan(dimensions), ContractError);
}

}  // namespace cycle_scan_test
}  // namespace skin2vec::series
