#include "skin2vec/figure/forest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/base/require.h"
#include "test/figure/drawn.h"

namespace skin2vec::figure {
namespace forest_test {

using testing::ElementsAre;

Forest sample() {
  return {.words = {"Effects", ""},
          .rows = {{"late night", -0.5, -1, -0.25, Marker::filled}, {"salt", 0.5, 0.25, 1, Marker::hollow}},
          .label_letters = 20,
          .width = 316,
          .row_height = 14};
}

// Labels of 20 letters take 100 px and 8; 316 - 8 = 308: 200 px for -1 to 1, 0 at 208. Rows at 4 + 7 and 4 + 21.
TEST(Forest, PositionsAreThoseOfTheScale) {
  const std::string svg = forest(sample());
  EXPECT_EQ(forest_scale(sample())(0), 208);
  const auto lines = drawn(svg, "polyline");
  EXPECT_EQ(lines[0].attribute("points"), "208,2 208,32");  // the upright at none
  EXPECT_EQ(lines[1].attribute("points"), "108,11 183,11");
  EXPECT_EQ(lines[2].attribute("points"), "108,8.5 108,13.5");
  EXPECT_EQ(lines[3].attribute("points"), "183,8.5 183,13.5");
  EXPECT_EQ(lines[4].attribute("points"), "233,25 308,25");
  const auto dots = drawn(svg, "circle");
  ASSERT_EQ(dots.size(), 1U);
  EXPECT_EQ(dots[0].attribute("cx"), "158");
  EXPECT_EQ(dots[0].attribute("cy"), "11");
}

// A doubtful one has another shape, not another colour.
TEST(Forest, HollowIsADiamond) {
  const auto diamonds = drawn(forest(sample()), "polygon");
  ASSERT_EQ(diamonds.size(), 1U);
  EXPECT_EQ(diamonds[0].attribute("points"), "258,21.6 261.4,25 258,28.4 254.6,25");
  EXPECT_EQ(diamonds[0].attribute("fill"), "#fff");
}

TEST(Forest, TheUprightIsAlwaysInThePicture) {
  Forest options = sample();
  options.none = 4;
  EXPECT_EQ(forest_scale(options).values.high, 4);
  options.rows.clear();
  EXPECT_EQ(forest_scale(options)(4), 208);  // in the middle of 3.5 to 4.5
  EXPECT_EQ(drawn(forest(options), "circle").size(), 0U);
}

TEST(Forest, WhatIsNotKnownIsNotDrawn) {
  Forest options = sample();
  options.rows = {{"a", NAN, 1, 2}, {"b", 0.5, NAN, NAN}, {"c", 1, 0.5, NAN}};
  const std::string svg = forest(options);
  EXPECT_EQ(drawn(svg, "circle").size(), 2U);
  const auto all = texts(svg);
  EXPECT_THAT(std::vector<std::string>(all.begin(), all.begin() + 4), ElementsAre("a", "-", "b", "c"));
}

TEST(Forest, LongLabelsAreShortened) {
  Forest options = sample();
  options.rows = {{std::string(128, 'x'), 0.5, 0.25, 1}};
  EXPECT_EQ(texts(forest(options))[0], std::string(19, 'x') + "…");
}

TEST(Forest, RefusesOptionsOutOfRange) {
  Forest options = sample();
  options.none = NAN;
  EXPECT_THROW((void)forest(options), ContractError);
  options = sample();
  options.width = 175;  // 100 + 16 + 60 is the least
  EXPECT_THROW((void)forest(options), ContractError);
  options = sample();
  options.row_height = 7;
  EXPECT_THROW((void)forest(options), ContractError);
}

}  // namespace forest_test
}  // namespace skin2vec::figure
