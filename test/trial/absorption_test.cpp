#include "skin2vec/trial/absorption.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::trial {
namespace uptake_test {

// n uses of each: cream gives 1.2 with 20 minutes, left on 15 to 90; lotion 0.8 with 8 minutes, left on 4 to 40.
std::vector<Use> made(std::uint64_t seed, int n, double cream) {
  Random random(seed);
  std::vector<Use> uses;
  for (int i = 0; i < n; ++i) {
    const double long_on = random.uniform(15, 90), short_on = random.uniform(4, 40);
    uses.push_back({"cream", "moisture", long_on, -cream * std::expm1(-long_on / 20) + 0.2 * random.normal()});
    uses.push_back({"lotion", "moisture", short_on, -0.8 * std::expm1(-short_on / 8) + 0.2 * random.normal()});
  }
  return uses;
}

TEST(Uptake, TheRatioIsThatOfWhatIsGainedInTheEnd) {
  const auto all = compare_uptake(made(1, 150, 1.2));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].a, "cream");
  EXPECT_EQ(all[0].b, "lotion");
  EXPECT_EQ(all[0].n_a, 150);
  EXPECT_NEAR(all[0].ratio, 1.5, 0.15);
  EXPECT_LT(all[0].ci.low, 1.5);
  EXPECT_GT(all[0].ci.high, 1.5);
  EXPECT_NEAR(all[0].gain_a, 1.2, 0.1);
  EXPECT_NEAR(all[0].gain_b, 0.8, 0.1);
  EXPECT_EQ(all[0].p, 0.001);  // none of 999 permutations is as far
  EXPECT_EQ(all[0].verdict, ComparisonVerdict::found);
}

TEST(Uptake, NoDifferenceWorthCaringAboutIsAVerdict) {
  const auto all = compare_uptake(made(2, 400, 0.8));
  EXPECT_EQ(all[0].verdict, ComparisonVerdict::no_difference);
  EXPECT_NEAR(all[0].ratio, 1, 0.1);
}

// 60 pairs of the same gain: the interval holds 1 in about 57.
TEST(Uptake, TheIntervalCovers) {
  int covered = 0;
  for (std::uint64_t seed = 10; seed < 70; ++seed) {
    const Comparison one = compare_uptake(made(seed, 40, 0.8), {.permutations = 99})[0];
    covered += one.ci.low <= 1 && 1 <= one.ci.high ? 1 : 0;
  }
  EXPECT_GE(covered, 52);
}

TEST(Uptake, TheSameSeedGivesTheSameAnswer) {
  const auto uses = made(3, 30, 0.9);
  EXPECT_EQ(compare_uptake(uses)[0].p, compare_uptake(uses)[0].p);
}

TEST(Uptake, FewUsesAreTooLittleData) {
  const auto all = compare_uptake(made(4, 7, 1.2));
  EXPECT_EQ(all[0].verdict, ComparisonVerdict::too_little_data);
  EXPECT_TRUE(std::isnan(all[0].ratio));
  EXPECT_TRUE(compare_uptake({}).empty());
}

TEST(Uptake, UsesNeedBothReadingsAndTheMinutes) {
  const diary::Profile skin = *diary::built_in_profile("skin");
  const auto use = [](const char* detail, double before, double after) {
    diary::Entry entry;
    entry.kind = diary::Kind::product;
    entry.name = "cream";
    entry.detail = detail;
    diary::set_value(entry, {"moisture_before", before, ""});
    diary::set_value(entry, {"moisture_after", after, ""});
    return entry;
  };
  const std::vector<diary::Entry> entries{use("30", 2.1, 3.4), use("", 2, 3), use("20", 2.5, 5)};
  const auto uses = uptake_uses(entries, skin);
  ASSERT_EQ(uses.size(), 1U);  // no minutes; at the end of the range
  EXPECT_NEAR(uses[0].gain, 1.3, 1e-12);
  EXPECT_EQ(uses[0].minutes, 30);
}

TEST(Uptake, RefusesOptionsOutOfRange) {
  EXPECT_THROW((void)compare_uptake({}, {.min_uses = 3}), ContractError);
  EXPECT_THROW((void)compare_uptake({}, {.no_difference = 1}), ContractError);
  EXPECT_THROW((void)compare_uptake({}, {.permutations = 98}), ContractError);
  EXPECT_THROW((void)compare_uptake(std::vector<Use>{{"a", "oil", 0, 1}}), ContractError);
}

}  // namespace uptake_test
}  // namespace skin2vec::trial
