#include "skin2vec/stats/spline.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace spline_test {

using Kind = Curve::Kind;

std::vector<double> grid() {
  std::vector<double> x;
  for (int i = -20; i <= 120; ++i) x.push_back(i / 10.0);
  return x;
}

// Straight beyond the ends, and with continuous second derivatives: of every column, by differences.
TEST(Spline, IsStraightBeyondItsEndsAndSmoothWithin) {
  const auto x = grid();
  const Eigen::MatrixXd columns =
      curve_columns(x, {.kind = Kind::natural_spline, .knots = {3, 7}, .low = 0, .high = 10});
  ASSERT_EQ(columns.cols(), 3);
  const auto second = [&](Eigen::Index i, Eigen::Index k) {
    return (columns(i + 1, k) - 2 * columns(i, k) + columns(i - 1, k)) * 100;
  };
  for (Eigen::Index k = 0; k < 3; ++k) {
    for (Eigen::Index i = 1; i + 1 < columns.rows(); ++i) {
      const double at = x[static_cast<std::size_t>(i)];
      if (at < -0.05 || at > 10.05) {
        EXPECT_NEAR(second(i, k), 0, 1e-9) << at;
      }
      if (i + 2 < columns.rows()) {
        EXPECT_NEAR(second(i + 1, k), second(i, k), 0.05) << at;
      }
    }
  }
}

// Any straight line is in it, and the knots of df = 4 are the quartiles, as in R.
TEST(Spline, OfQuantilesHasTheKnotsOfR) {
  const Curve curve = natural_spline_of(std::vector<double>{1, 2, 4, 8, 16}, 4);
  EXPECT_EQ(curve.knots, (std::vector<double>{2, 4, 8}));
  EXPECT_EQ(curve.low, 1);
  EXPECT_EQ(curve.high, 16);
}

TEST(Spline, StrataThresholdsAndLines) {
  const std::vector<double> x{1, 2, 6, 7, NAN};
  const Eigen::MatrixXd strata = curve_columns(x, {.kind = Kind::strata, .knots = {2, 6}, .constant = true});
  EXPECT_EQ(strata.row(0), Eigen::RowVector3d(1, 0, 0));
  EXPECT_EQ(strata.row(1), Eigen::RowVector3d(0, 1, 0));
  EXPECT_EQ(strata.row(2), Eigen::RowVector3d(0, 0, 1));
  EXPECT_TRUE(std::isnan(strata(4, 0)));
  EXPECT_EQ(curve_columns(x, {.kind = Kind::strata, .knots = {2, 6}}).cols(), 2);
  const Eigen::MatrixXd both = curve_columns(x, {.kind = Kind::double_threshold, .knots = {2, 6}});
  EXPECT_EQ(both.row(0), Eigen::RowVector2d(1, 0));
  EXPECT_EQ(both.row(3), Eigen::RowVector2d(0, 1));
  EXPECT_EQ(curve_columns(x, {.kind = Kind::high_threshold, .knots = {6}})(3, 0), 1);
  EXPECT_EQ(curve_columns(x, {.kind = Kind::linear, .constant = true}).row(2), Eigen::RowVector2d(1, 6));
}

TEST(Spline, RefusesKnotsThatDoNotIncrease) {
  const std::vector<double> x{1};
  EXPECT_THROW((void)curve_columns(x, {.kind = Kind::strata, .knots = {3, 3}}), ContractError);
  EXPECT_THROW((void)curve_columns(x, {.kind = Kind::high_threshold}), ContractError);
  EXPECT_THROW((void)curve_columns(x, {.kind = Kind::natural_spline, .knots = {2}, .low = 0, .high = 1}),
               ContractError);
  EXPECT_THROW((void)curve_columns(x, {.kind = Kind::each, .low = 1, .high = 1}), ContractError);
  EXPECT_THROW((void)natural_spline_of(x, 2), ContractError);
}

}  // namespace spline_test
}  // namespace skin2vec::stats
