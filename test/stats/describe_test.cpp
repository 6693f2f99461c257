#include "skin2vec/stats/describe.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace describe_test {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double tolerance = 1e-12;  // rounding of a few additions
const std::vector<double> x{2.5, nan, 7, 1, 4.25, nan, 3};

TEST(Describe, SkipsWhatIsMissing) {
  EXPECT_EQ(count(x), 5);
  EXPECT_NEAR(mean(x), 17.75 / 5, tolerance);
}

// python3 -c "import statistics as s; print(s.stdev([2.5,7,1,4.25,3]))"
TEST(Describe, SampleSdMatchesPython) {
  EXPECT_NEAR(sd(x), 2.252776065213762, 1e-9);
}

TEST(Describe, MedianAndMad) {
  EXPECT_EQ(median(x), 3);
  EXPECT_EQ(mad(x), 1.25);  // distances 0.5 4 2 1.25 0
  EXPECT_EQ(median(std::vector<double>{4, 1, 8, 3}), 3.5);
}

// Type 7: position p (n - 1) = 0.1 * 4 = 0.4 between 1 and 2.5.
TEST(Describe, QuantileIsTypeSeven) {
  EXPECT_NEAR(quantile(x, 0.1), 1.6, tolerance);
  EXPECT_EQ(quantile(x, 0), 1);
  EXPECT_EQ(quantile(x, 1), 7);
  EXPECT_EQ(quantile(x, 0.5), median(x));
}

TEST(Describe, MidRankCountsTiesHalf) {
  EXPECT_EQ(mid_rank(std::vector<double>{1, 2, 2, 9}, 2), 50);
  EXPECT_EQ(mid_rank(x, 100), 100);
  EXPECT_EQ(mid_rank(x, -1), 0);
}

TEST(Describe, NothingGivesNothing) {
  const std::vector<double> none, missing{nan, nan}, one{6};
  for (const auto& data : {none, missing}) {
    EXPECT_TRUE(std::isnan(mean(data)));
    EXPECT_TRUE(std::isnan(sd(data)));
    EXPECT_TRUE(std::isnan(median(data)));
    EXPECT_TRUE(std::isnan(mad(data)));
    EXPECT_TRUE(std::isnan(quantile(data, 0.3)));
    EXPECT_TRUE(std::isnan(mid_rank(data, 1)));
  }
  EXPECT_TRUE(std::isnan(sd(one)));
  EXPECT_TRUE(std::isnan(mid_rank(x, nan)));
}

TEST(Describe, RefusesAProbabilityOutsideItsRange) {
  EXPECT_THROW((void)quantile(x, -0.01), ContractError);
  EXPECT_THROW((void)quantile(x, 1.5), ContractError);
  EXPECT_THROW((void)quantile(x, nan), ContractError);
}

}  // namespace describe_test
}  // namespace skin2vec::stats
