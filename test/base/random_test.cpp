#include "skin2vec/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec {
namespace random_test {

constexpr int draws = 200'000;
// Five standard errors: a right generator fails one check in about two million, and the seeds are fixed.
constexpr double errors_allowed = 5;

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments(const std::function<double()>& draw) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  const double mean = sum / draws;
  return {mean, squares / draws - mean * mean};
}

// The mean lies within five standard errors of `mean`; the variance within 3 % of `variance`.
void expect_moments(const std::function<double()>& draw, double mean, double variance) {
  const Moments found = moments(draw);
  EXPECT_NEAR(found.mean, mean, errors_allowed * std::sqrt(variance / draws));
  EXPECT_NEAR(found.variance, variance, 0.03 * variance);
}

// From the algorithms of prng.di.unimi.it, written again in Python and first checked there against the published
// values: xoshiro256++ from state {1,2,3,4} gives 41943041, 58720359, 3588806011781223, ...; splitmix64 from 1234567
// gives 6457827717110365317, 3203168211198807973.
TEST(Random, GivesTheNumbersOfXoshiro256PlusPlusSeededBySplitmix64) {
  struct Known {
    std::uint64_t seed;
    std::vector<std::uint64_t> bits;
  };
  for (const auto& [seed, bits] : std::vector<Known>{
           {0, {5987356902031041503U, 7051070477665621255U, 6633766593972829180U, 211316841551650330U}},
           {7, {1021219803524665661U, 3174977118032272916U, 13236943193235544178U, 7880630202246103356U}},
           {1234567, {437095814655224680U, 8127161015984454572U, 18128670339019551454U, 254746599813523466U}}}) {
    Random random(seed);
    for (const std::uint64_t expected : bits) EXPECT_EQ(random.bits(), expected) << "seed " << seed;
  }
}

TEST(Random, UniformIsTheUpper53Bits) {
  Random random(7);
  EXPECT_EQ(random.uniform(), std::ldexp(static_cast<double>(1021219803524665661U >> 11), -53));
}

TEST(Random, DistributionsHaveTheirMoments) {
  Random random(11);
  expect_moments([&] { return random.uniform(); }, 1.0 / 2, 1.0 / 12);
  expect_moments([&] { return random.uniform(-2, 4); }, 1, 3);
  expect_moments([&] { return random.normal(); }, 0, 1);
  expect_moments([&] { return random.gamma(3.5); }, 3.5, 3.5);
  expect_moments([&] { return random.gamma(0.4); }, 0.4, 0.4);
  expect_moments([&] { return random.student(9); }, 0, 9.0 / 7);
  expect_moments([&] { return random.poisson(2.5); }, 2.5, 2.5);
  expect_moments([&] { return random.chance(0.3) ? 1.0 : 0.0; }, 0.3, 0.21);
  expect_moments([&] { return static_cast<double>(random.integer(-3, 6)); }, 1.5, 99.0 / 12);
}

// Kolmogorov-Smirnov: sqrt(n) D exceeds 2.2 with probability 2 exp(-2 * 2.2^2) = 1.2e-4.
TEST(Random, NormalFollowsTheNormalDistribution) {
  Random random(13);
  std::vector<double> sample(draws);
  for (double& x : sample) x = random.normal();
  std::sort(sample.begin(), sample.end());
  double distance = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double expected = 0.5 * std::erfc(-sample[i] / std::sqrt(2.0));
    distance = std::max({distance, std::abs(expected - static_cast<double>(i) / draws),
                         std::abs(expected - static_cast<double>(i + 1) / draws)});
  }
  EXPECT_LT(distance * std::sqrt(draws), 2.2);
}

TEST(Random, IntegersAreEquallyLikelyAndReachBothEnds) {
  Random random(17);
  std::vector<int> counts(7);
  for (int i = 0; i < draws; ++i) ++counts.at(static_cast<std::size_t>(random.integer(10, 16) - 10));
  const double expected = draws / 7.0;
  for (const int count : counts) EXPECT_NEAR(count, expected, errors_allowed * std::sqrt(expected));
}

TEST(Random, IntegersTakeTheWholeRange) {
  Random random(19);
  EXPECT_EQ(random.integer(5, 5), 5);
  bool below = false;
  bool above = false;
  for (int i = 0; i < 100; ++i) {
    const std::int64_t number = random.integer(INT64_MIN, INT64_MAX);
    below |= number < 0;
    above |= number > 0;
  }
  EXPECT_TRUE(below && above);
}

TEST(Random, SameSeedGivesTheSameNumbers) {
  Random a(23);
  Random b(23);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.normal(), b.normal());
  EXPECT_NE(Random(23).bits(), Random(24).bits());
}

TEST(Random, AForkDependsOnSeedAndIndexOnly) {
  Random drawn(29);
  for (int i = 0; i < 10; ++i) (void)drawn.bits();
  EXPECT_EQ(drawn.fork(3).bits(), Random(29).fork(3).bits());
}

TEST(Random, ForksAreDistinctAndUncorrelated) {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    first.insert(Random(seed).bits());
    for (std::uint64_t index = 0; index < 100; ++index) first.insert(Random(seed).fork(index).bits());
  }
  EXPECT_EQ(first.size(), 100U * 101U);

  // The correlation of two independent streams has the standard error 1/sqrt(draws).
  Random parent(31);
  Random a = parent.fork(0);
  Random b = parent.fork(1);
  double with_sibling = 0;
  double with_parent = 0;
  for (int i = 0; i < draws; ++i) {
    const double x = a.normal();
    with_sibling += x * b.normal() / draws;
    with_parent += x * parent.normal() / draws;
  }
  EXPECT_NEAR(with_sibling, 0, errors_allowed / std::sqrt(draws));
  EXPECT_NEAR(with_parent, 0, errors_allowed / std::sqrt(draws));
}

TEST(Random, EdgesOfProbabilityAndMean) {
  Random random(37);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(random.chance(0));
    EXPECT_TRUE(random.chance(1));
    EXPECT_EQ(random.poisson(0), 0);
  }
  expect_moments([&] { return random.gamma(1); }, 1, 1);
}

TEST(Random, BrokenPromisesAreRefused) {
  Random random(41);
  EXPECT_THROW(random.integer(2, 1), ContractError);
  EXPECT_THROW(random.student(0), ContractError);
  EXPECT_THROW(random.gamma(-1), ContractError);
  EXPECT_THROW(random.gamma(std::nan("")), ContractError);
  EXPECT_THROW(random.poisson(-1), ContractError);
  EXPECT_THROW(random.poisson(701), ContractError);
}

}  // namespace random_test
}  // namespace skin2vec
