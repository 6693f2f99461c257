#include "skin2vec/stats/counts.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace counts_test {

// Two groups: the maximum likelihood means are the group means, so the rate ratio is theirs.
TEST(Counts, OfTwoGroupsAreTheirMeans) {
  const std::vector<double> y{2, 4, 3, 7, 11, NAN, 9};
  Eigen::MatrixXd design(7, 2);
  design << 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1;
  const CountFit fit = fit_counts(y, design);
  ASSERT_TRUE(fit.identifiable);
  EXPECT_EQ(fit.n, 6);
  EXPECT_NEAR(fit.coefficients(0), std::log(3), 1e-9);
  EXPECT_NEAR(fit.coefficients(1), std::log(3), 1e-9);
  // Pearson: (1 + 1 + 0) / 3 + (4 + 4 + 0) / 9, over 4
  EXPECT_NEAR(fit.dispersion, (2.0 / 3 + 8.0 / 9) / 4, 1e-9);
  EXPECT_NEAR(fit.covariance(0, 0), fit.dispersion / 9, 1e-9);
}

// Negative binomial counts: dispersion 1 + mean / size = 1 + 6 / 3.
TEST(Counts, OverdispersionIsSeen) {
  Random random(5);
  std::vector<double> y;
  Eigen::MatrixXd design(3000, 2);
  for (int i = 0; i < 3000; ++i) {
    design.row(i) << 1, random.normal();
    y.push_back(random.poisson(6 * random.gamma(3) / 3));
  }
  const CountFit fit = fit_counts(y, design);
  ASSERT_TRUE(fit.identifiable);
  EXPECT_NEAR(fit.dispersion, 3, 0.3);
  EXPECT_LT(std::abs(fit.coefficients(1)), 4 * std::sqrt(fit.covariance(1, 1)));
}

TEST(Counts, TooFewRowsAndColumnsThatDependAreAnAnswer) {
  EXPECT_FALSE(fit_counts(std::vector<double>{1, 2}, Eigen::MatrixXd::Ones(2, 2)).identifiable);
  EXPECT_FALSE(fit_counts(std::vector<double>{1, 2, 5, 3}, Eigen::MatrixXd::Ones(4, 2)).identifiable);
}

TEST(Counts, RefuseNegativeCounts) {
  EXPECT_THROW((void)fit_counts(std::vector<double>{-1, 2}, Eigen::MatrixXd::Ones(2, 1)), ContractError);
  EXPECT_THROW((void)fit_counts(std::vector<double>{1}, Eigen::MatrixXd::Ones(2, 1)), ContractError);
}

}  // namespace counts_test
}  // namespace skin2vec::stats
