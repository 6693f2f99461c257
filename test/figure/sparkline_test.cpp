#include "skin2vec/figure/sparkline.h"

#include <gtest/gtest.h>

#include "skin2vec/base/require.h"
#include "test/figure/drawn.h"

namespace skin2vec::figure {
namespace sparkline_test {

// 108 x 28 px less 4 at each edge: 100 px for 5 steps (20 each), 20 px for values 1 to 3 (1 at 24, 3 at 4).
TEST(Sparkline, AGapIsNeverJoined) {
  const std::string svg =
      sparkline({.words = {"Oil", ""}, .values = {1, 2, NAN, 3, NAN, 1}, .width = 108, .height = 28});
  const auto lines = drawn(svg, "polyline");
  ASSERT_EQ(lines.size(), 1U);  // days 0 and 1; 3 and 5 stand alone
  EXPECT_EQ(lines[0].attribute("points"), "4,24 24,14");
  const auto dots = drawn(svg, "circle");
  ASSERT_EQ(dots.size(), 3U);
  EXPECT_EQ(dots[0].attribute("cx"), "64");
  EXPECT_EQ(dots[0].attribute("cy"), "4");
  EXPECT_EQ(dots[1].attribute("cx"), "104");
  EXPECT_EQ(dots[2].attribute("cx"), "104");  // the last day's own
  EXPECT_EQ(dots[2].attribute("r"), "1.8");
}

TEST(Sparkline, AMissingLastDayHasNoDot) {
  const std::string svg = sparkline({.words = {"Oil", ""}, .values = {1, 2, NAN}});
  EXPECT_TRUE(drawn(svg, "circle").empty());
}

// Band 1 to 3 and its centre, 2, on the same scale as above.
TEST(Sparkline, TheUsualIsABand) {
  const std::string svg =
      sparkline({.words = {"Oil", ""}, .values = {1.5, 2.5}, .centre = 2, .spread = 1, .width = 108, .height = 28});
  EXPECT_EQ(drawn(svg, "polygon")[0].attribute("points"), "0,4 108,4 108,24 0,24");
  EXPECT_EQ(drawn(svg, "polyline")[0].attribute("points"), "0,14 108,14");
  EXPECT_NE(drawn(svg, "polyline")[0].attribute("stroke-dasharray"), "");
  EXPECT_EQ(drawn(svg, "polyline")[1].attribute("points"), "4,19 104,9");
}

TEST(Sparkline, EmptyMissingAndConstantAreDrawnToo) {
  EXPECT_EQ(drawn(sparkline({.words = {"Oil", ""}, .values = {}})).size(), 1U);  // the title
  EXPECT_EQ(drawn(sparkline({.words = {"Oil", ""}, .values = {NAN, NAN}})).size(), 1U);
  const std::string flat = sparkline({.words = {"Oil", ""}, .values = {2, 2}, .width = 108, .height = 28});
  EXPECT_EQ(drawn(flat, "polyline")[0].attribute("points"), "4,14 104,14");
  const std::string one = sparkline({.words = {"Oil", ""}, .values = {2}, .width = 108, .height = 28});
  EXPECT_EQ(drawn(one, "circle").size(), 2U);
}

TEST(Sparkline, RefusesSidesAndSpreadOutOfRange) {
  EXPECT_THROW((void)sparkline({.words = {"Oil", ""}, .values = {1}, .width = 8}), ContractError);
  EXPECT_THROW((void)sparkline({.words = {"Oil", ""}, .values = {1}, .spread = -1}), ContractError);
  EXPECT_THROW((void)sparkline({.words = {"", ""}, .values = {1}}), ContractError);
}

}  // namespace sparkline_test
}  // namespace skin2vec::figure
