#include "skin2vec/change/segment_cost.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::change {
namespace segment_cost_test {

std::vector<double> made(int n, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> values;
  for (int t = 0; t < n; ++t) values.push_back(t % 7 == 4 ? NAN : 3 + 0.1 * t + random.normal());
  return values;
}

// What generalised least squares leaves of the first k values, from the covariance itself.
double left(const std::vector<double>& values, int k, const CostOptions& options) {
  std::vector<int> days;
  for (int t = 0; t < k; ++t) {
    if (!std::isnan(values[static_cast<std::size_t>(t)])) days.push_back(t);
  }
  const auto n = std::ssize(days);
  if (n == 0) return 0;
  Eigen::MatrixXd x(n, options.model == Model::line && n > 1 ? 2 : 1), v = Eigen::MatrixXd::Identity(n, n);
  Eigen::VectorXd y(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const int day = days[static_cast<std::size_t>(i)];
    y(i) = values[static_cast<std::size_t>(day)];
    x(i, 0) = 1;
    if (x.cols() > 1) x(i, 1) = day;
    for (Eigen::Index j = 0; options.model == Model::memory && j < n; ++j) {
      if (i != j) {
        v(i, j) =
            (1 - options.noise.white) * std::pow(options.noise.phi, std::abs(day - days[static_cast<std::size_t>(j)]));
      }
    }
  }
  const Eigen::MatrixXd inverse = v.inverse();
  const Eigen::VectorXd rest = y - x * (x.transpose() * inverse * x).inverse() * (x.transpose() * inverse * y);
  return rest.dot(inverse * rest);
}

TEST(SegmentCost, IsWhatLeastSquaresLeaves) {
  const std::vector<double> values = made(40, 1);
  for (const CostOptions& options : {CostOptions{Model::level, {}}, CostOptions{Model::line, {}},
                                     CostOptions{Model::memory, {0.8, 0.3}}, CostOptions{Model::memory, {0.4, 0}}}) {
    const std::vector<double> costs = growing_costs(values, options);
    ASSERT_EQ(costs.size(), 41U);
    for (int k = 0; k <= 40; ++k) {
      EXPECT_NEAR(costs[static_cast<std::size_t>(k)], left(values, k, options), 1e-8) << k;
    }
  }
}

TEST(SegmentCost, IsTheSameReadBackwards) {
  const std::vector<double> values = made(33, 2), reversed(values.rbegin(), values.rend());
  for (const Model model : {Model::level, Model::line, Model::memory}) {
    const CostOptions options{model, {0.7, 0.2}};
    EXPECT_NEAR(growing_costs(values, options).back(), growing_costs(reversed, options).back(), 1e-9);
  }
}

TEST(SegmentCost, OfNothingIsNothing) {
  EXPECT_EQ(growing_costs({}, {}), std::vector<double>{0});
  const std::vector<double> missing(3, NAN);
  EXPECT_EQ(growing_costs(missing, {Model::memory, {0.5, 0.1}}), std::vector<double>(4, 0.0));
}

TEST(SegmentCost, RefusesANoiseOutOfRange) {
  EXPECT_THROW((void)growing_costs({}, {Model::memory, {1, 0}}), ContractError);
  EXPECT_THROW((void)growing_costs({}, {Model::memory, {0.5, 1.5}}), ContractError);
}

}  // namespace segment_cost_test
}  // namespace skin2vec::change
