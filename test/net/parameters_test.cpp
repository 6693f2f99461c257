#include "skin2vec/net/parameters.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "skin2vec/base/require.h"

namespace skin2vec::net {
namespace parameters_test {

TEST(Layout, BlocksStandApartAndAligned) {
  Layout layout;
  EXPECT_EQ(layout.add("a", {3, 5}), 0U);
  EXPECT_EQ(layout.add("b", {17}), 16U);
  EXPECT_EQ(layout.size(), 48U);
  EXPECT_EQ(layout.block("b").size, 17U);
}

TEST(Layout, StartsWithinItsBounds) {
  Layout layout;
  layout.add("w", {400}, {.centre = 2, .spread = 0.5});
  layout.add("b", {3}, {.centre = 1});
  const auto theta = initial<double>(layout, Random(3));
  EXPECT_GE(*std::min_element(theta.begin(), theta.begin() + 400), 1.5);
  EXPECT_LT(*std::max_element(theta.begin(), theta.begin() + 400), 2.5);
  EXPECT_EQ(theta[400], 1);
}

TEST(Layout, ABlockMoreLeavesTheOthersAsTheyStarted) {
  Layout one, two;
  one.add("w", {7}, {.spread = 1});
  two.add("w", {7}, {.spread = 1});
  two.add("v", {7}, {.spread = 1});
  const auto a = initial<float>(one, Random(5)), b = initial<float>(two, Random(5));
  EXPECT_TRUE(std::equal(a.begin(), a.begin() + 7, b.begin()));
  EXPECT_FALSE(std::equal(a.begin(), a.begin() + 7, b.begin() + 16));
}

TEST(Layout, RefusesANameTwiceAndALengthOfNothing) {
  Layout layout;
  layout.add("w", {7});
  EXPECT_THROW(layout.add("w", {3}), ContractError);
  EXPECT_THROW(layout.add("", {3}), ContractError);
  EXPECT_THROW(layout.add("v", {3, 0}), ContractError);
  EXPECT_THROW((void)layout.block("v"), ContractError);
}

}  // namespace parameters_test
}  // namespace skin2vec::net
