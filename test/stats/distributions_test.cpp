#include "skin2vec/stats/distributions.h"

#include <gtest/gtest.h>

#include "skin2vec/base/normal.h"
#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace distributions_test {

constexpr double tolerance = 1e-4;  // the tables have four or five digits

// Standard tables: z(0.975), t(0.975; 12), F(0.95; 2, 30), chi2(0.95; 3).
TEST(Distributions, MatchTheTables) {
  EXPECT_NEAR(normal_quantile(0.975), 1.95996, tolerance);
  EXPECT_NEAR(normal_cdf(1.64485), 0.95, tolerance);
  EXPECT_NEAR(student_quantile(0.975, 12), 2.17881, tolerance);
  EXPECT_NEAR(f_tail(3.31583, 2, 30), 0.05, tolerance);
  EXPECT_NEAR(chi_square_tail(7.81473, 3), 0.05, tolerance);
}

TEST(Distributions, CdfInvertsTheQuantile) {
  for (double p : {0.003, 0.4, 0.87}) {
    EXPECT_NEAR(student_cdf(student_quantile(p, 2.5), 2.5), p, 1e-10);
    EXPECT_NEAR(normal_cdf(normal_quantile(p)), p, 1e-10);
  }
}

TEST(Distributions, NothingIsAboveTheEnds) {
  EXPECT_EQ(f_tail(-1, 2, 9), 1);
  EXPECT_EQ(chi_square_tail(0, 4), 1);
}

TEST(Distributions, RefuseWhatIsNoDistribution) {
  EXPECT_THROW((void)normal_quantile(0), ContractError);
  EXPECT_THROW((void)student_quantile(1, 5), ContractError);
  EXPECT_THROW((void)student_quantile(0.5, 0), ContractError);
  EXPECT_THROW((void)student_cdf(1, -2), ContractError);
  EXPECT_THROW((void)f_tail(1, 0, 5), ContractError);
  EXPECT_THROW((void)chi_square_tail(1, 0), ContractError);
}

}  // namespace distributions_test
}  // namespace skin2vec::stats
