#include "skin2vec/figure/curve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/base/day.h"
#include "skin2vec/base/require.h"
#include "test/figure/drawn.h"

namespace skin2vec::figure {
namespace curve_test {

using testing::Contains;
using testing::ElementsAre;

Curve sample() {
  return {.words = {"Moisture", "by humidity"},
          .points = {{0, 1, 0, 2}, {10, 2, 1, 3}, {20, NAN}, {30, 3, 2, 4}, {40, 0, 0, 1}},
          .width = 221.5,
          .height = 102};
}

// Values 0 to 4 have numbers of one letter, so that the axes stand at 5.5 + 8 = 13.5 and 221.5 - 8 = 213.5: 5 px a unit
// of x; and at 6 and 102 - 16 = 86: 20 px a unit of y.
TEST(Curve, PositionsAreThoseOfTheScales) {
  const Plot plot = plot_of(sample());
  EXPECT_EQ(plot.left, 13.5);
  EXPECT_EQ(plot.right, 213.5);
  EXPECT_EQ(plot.top, 6);
  EXPECT_EQ(plot.bottom, 86);
  std::vector<std::string> curves;
  for (const Element& one : drawn(curve(sample()), "polyline")) {
    if (one.attribute("stroke") == "#111") curves.push_back(one.attribute("points"));
  }
  EXPECT_THAT(curves, ElementsAre("13.5,66 63.5,46", "163.5,26 213.5,86"));  // the gap at 20 is not joined
}

TEST(Curve, TheBandHasTheSameGap) {
  const auto bands = drawn(curve(sample()), "polygon");
  ASSERT_EQ(bands.size(), 2U);
  EXPECT_EQ(bands[0].attribute("points"), "13.5,46 63.5,26 63.5,66 13.5,86");
  EXPECT_EQ(bands[1].attribute("points"), "163.5,6 213.5,66 213.5,86 163.5,46");
}

TEST(Curve, TicksAreRoundNumbers) {
  EXPECT_THAT(texts(curve(sample())), ElementsAre("0", "1", "2", "3", "4", "0", "10", "20", "30", "40"));
}

TEST(Curve, DaysHaveMonthsForTicks) {
  const int first = parse_day("2026-01-20")->number;
  Curve options{.words = {"Oil", ""}, .points = {}, .axis = Axis::days};
  for (int t = 0; t < 60; ++t) options.points.push_back({static_cast<double>(first + t), t % 7 == 3 ? NAN : 2.0 + t});
  EXPECT_THAT(texts(curve(options)), Contains("2026-02"));
  EXPECT_THAT(texts(curve(options)), Contains("2026-03"));
}

TEST(Curve, AMarkIsAnUprightWithItsWords) {
  Curve options = sample();
  options.marks = {{20, "best <here>"}};
  const std::string svg = curve(options);
  EXPECT_THAT(texts(svg), Contains("best <here>"));
  int guides = 0;
  for (const Element& one : drawn(svg, "polyline")) {
    if (one.attribute("stroke-dasharray").empty()) continue;
    ++guides;
    EXPECT_EQ(one.attribute("points"), "113.5,16 113.5,86");
  }
  EXPECT_EQ(guides, 1);
}

TEST(Curve, APointBetweenGapsIsADot) {
  Curve options = sample();
  options.points = {{0, NAN}, {1, 2, 1, 3}, {2, NAN}, {3, INFINITY}};
  const auto dots = drawn(curve(options), "circle");
  ASSERT_EQ(dots.size(), 1U);
  EXPECT_TRUE(drawn(curve(options), "polygon").empty());
}

TEST(Curve, EmptyAndConstantHaveAxes) {
  Curve options = sample();
  options.points.clear();
  EXPECT_TRUE(drawn(curve(options), "circle").empty());
  EXPECT_THAT(texts(curve(options)), Contains("0.5"));
  options.points = {{1, 3}, {2, 3}};
  EXPECT_THAT(texts(curve(options)), Contains("3.0"));
}

TEST(Curve, RefusesWhatCannotBeDrawn) {
  Curve options = sample();
  options.points = {{1, 1}, {1, 2}};
  EXPECT_THROW((void)curve(options), ContractError);
  options.points = {{NAN, 1}};
  EXPECT_THROW((void)curve(options), ContractError);
  options = sample();
  options.width = 119;
  EXPECT_THROW((void)curve(options), ContractError);
}

}  // namespace curve_test
}  // namespace skin2vec::figure
