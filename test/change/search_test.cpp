#include "skin2vec/change/search.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::change {
namespace search_test {

// Levels of 20 to 60 values, slow noise, gaps.
std::vector<double> made(int n, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> values;
  double level = 0, slow = 0;
  for (int t = 0; t < n; ++t) {
    if (random.chance(0.025)) level = random.uniform(-3, 3);
    slow = 0.5 * slow + 0.5 * random.normal();
    values.push_back(random.chance(0.1) ? NAN : level + slow + 0.5 * random.normal());
  }
  return values;
}

double price(const std::vector<double>& values, const std::vector<int>& starts, const SearchOptions& options) {
  double sum = 0;
  int begin = 0;
  for (std::size_t i = 0; i <= starts.size(); ++i) {
    const int end = i < starts.size() ? starts[i] : static_cast<int>(values.size());
    sum +=
        growing_costs(std::span(values).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)),
                      options.cost)
            .back() +
        options.penalty;
    begin = end;
  }
  return sum;
}

// The least price there is, by trying every last segment of every length, from the definition.
double least(const std::vector<double>& values, const SearchOptions& options) {
  const int n = static_cast<int>(values.size());
  std::vector<double> best(static_cast<std::size_t>(n) + 1, std::numeric_limits<double>::infinity());
  best[0] = 0;
  for (int t = options.min_length; t <= n; ++t) {
    for (int s = 0; s + options.min_length <= t; ++s) {
      const auto part = std::span(values).subspan(static_cast<std::size_t>(s), static_cast<std::size_t>(t - s));
      best[static_cast<std::size_t>(t)] =
          std::min(best[static_cast<std::size_t>(t)],
                   best[static_cast<std::size_t>(s)] + options.penalty + growing_costs(part, options.cost).back());
    }
  }
  return best.back();
}

TEST(Pelt, FindsTheSegmentsOfAPlainSeries) {
  std::vector<double> values;
  for (int t = 0; t < 60; ++t) values.push_back((t < 23 ? 1.0 : t < 41 ? 4.0 : 2.5) + 0.1 * std::sin(5.0 * t));
  EXPECT_EQ(pelt(values, {.penalty = 3}).starts, (std::vector<int>{23, 41}));
  EXPECT_EQ(binary_segmentation(values, {.penalty = 3}).starts, (std::vector<int>{23, 41}));
}

TEST(Pelt, FindsTheEndOfALine) {
  std::vector<double> values;
  for (int t = 0; t < 80; ++t) values.push_back((t < 45 ? 0.2 * t : 7 - 0.3 * (t - 45)) + 0.05 * std::cos(3.0 * t));
  EXPECT_EQ(pelt(values, {.penalty = 3, .cost = {Model::line, {}}}).starts, std::vector<int>{45});
}

TEST(Pelt, IsAsGoodAsTryingEverything) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const std::vector<double> values = made(static_cast<int>(40 + 3 * seed), seed);
    for (const Model model : {Model::level, Model::line, Model::memory}) {
      const SearchOptions options{.penalty = 2.0 + static_cast<double>(seed % 5),
                                  .min_length = static_cast<int>(1 + seed % 9),
                                  .cost = {model, {0.5, 0.4}}};
      const Segmentation found = pelt(values, options);
      EXPECT_NEAR(price(values, found.starts, options), least(values, options), 1e-7) << seed;
      EXPECT_GE(price(values, binary_segmentation(values, options).starts, options), least(values, options) - 1e-7);
      int before = 0;
      for (const int start : found.starts) {
        EXPECT_GE(start - before, options.min_length);
        before = start;
      }
    }
  }
}

TEST(Pelt, DoesNotSeeAShiftOfAllValues) {
  std::vector<double> values = made(300, 51);
  const SearchOptions options{.penalty = 8};
  const auto starts = pelt(values, options).starts;
  ASSERT_FALSE(starts.empty());
  for (double& y : values) y += 1e4;
  EXPECT_EQ(pelt(values, options).starts, starts);
}

TEST(Pelt, TooShortToSplitHasNoStarts) {
  EXPECT_TRUE(pelt({}, {.penalty = 1}).starts.empty());
  const std::vector<double> values{1, 1, 1, 9, 9, 9};
  EXPECT_TRUE(pelt(values, {.penalty = 1, .min_length = 4}).starts.empty());
  EXPECT_TRUE(binary_segmentation(values, {.penalty = 1, .min_length = 4}).starts.empty());
  const std::vector<double> missing(40, NAN);
  EXPECT_TRUE(pelt(missing, {.penalty = 1}).starts.empty());
}

TEST(BestSegmentation, ChoosesThePriceAndTheMemoryOfTheNoise) {
  // Noise that remembers and no change: none found; with a level that jumps by five of its standard deviations: found.
  Random random(9);
  std::vector<double> values;
  double slow = 0;
  for (int t = 0; t < 300; ++t) values.push_back(70 + 12 * (slow = 0.7 * slow + 0.7 * random.normal()));
  const BestSegmentation still = best_segmentation(values);
  EXPECT_TRUE(still.starts.empty());
  EXPECT_GE(still.phi, 0.5);
  for (std::size_t t = 171; t < 300; ++t) values[t] += 60;
  const BestSegmentation moved = best_segmentation(values);
  ASSERT_EQ(moved.starts.size(), 1U);
  EXPECT_NEAR(moved.starts[0], 171, 2);
}

TEST(BestSegmentation, OfAConstantOrNothingIsOneSegment) {
  EXPECT_TRUE(best_segmentation({}).starts.empty());
  EXPECT_TRUE(best_segmentation(std::vector<double>(50, 3.25)).starts.empty());
}

TEST(Pelt, RefusesAPriceALengthAndANoiseOutOfRange) {
  EXPECT_THROW((void)pelt({}, {.penalty = 0}), ContractError);
  EXPECT_THROW((void)pelt({}, {.penalty = 1, .min_length = 0}), ContractError);
  EXPECT_THROW((void)pelt({}, {.penalty = 1, .cost = {Model::memory, {-0.1, 0}}}), ContractError);
  EXPECT_THROW((void)binary_segmentation({}, {.penalty = -1}), ContractError);
  EXPECT_THROW((void)best_segmentation({}, 0), ContractError);
}

}  // namespace search_test
}  // namespace skin2vec::change
