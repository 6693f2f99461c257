#include "skin2vec/net/dropout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "skin2vec/base/require.h"

namespace skin2vec::net {
namespace dropout_test {

TEST(Dropout, DropsTheShareAndKeepsTheMean) {
  Random random(41);
  std::vector<double> x(100'003, 1.0);
  const auto kept = dropout<double>(x, 0.25, random);
  const double share = 1 - std::accumulate(kept.begin(), kept.end(), 0.0) / static_cast<double>(x.size());
  EXPECT_NEAR(share, 0.25, 4 * std::sqrt(0.25 * 0.75 / 100'003));  // four standard errors
  for (std::size_t i = 0; i < x.size(); ++i) ASSERT_DOUBLE_EQ(x[i], kept[i] != 0 ? 4.0 / 3 : 0);
}

TEST(Dropout, BackwardDropsTheSameElements) {
  Random random(43);
  std::vector<double> x(50, 1.0), d(50, 1.0);
  const auto kept = dropout<double>(x, 0.5, random);
  dropout_back<double>(d, kept, 0.5);
  EXPECT_EQ(d, x);  // the layer is linear: its gradient is its value at 1
}

TEST(Dropout, OfNothingIsTheIdentity) {
  Random random(47);
  std::vector<float> x = {1, 2, 3};
  (void)dropout<float>(x, 0, random);
  EXPECT_EQ(x, (std::vector<float>{1, 2, 3}));
}

TEST(Dropout, RefusesAShareOutside) {
  Random random(53);
  std::vector<float> x(3);
  EXPECT_THROW((void)dropout<float>(x, -0.1, random), ContractError);
  EXPECT_THROW((void)dropout<float>(x, 0.95, random), ContractError);
}

}  // namespace dropout_test
}  // namespace skin2vec::net
