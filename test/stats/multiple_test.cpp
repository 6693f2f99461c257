#include "skin2vec/stats/multiple.h"

#include <gtest/gtest.h>

#include <cmath>

namespace skin2vec::stats {
namespace multiple_test {

// R 4.2: p.adjust(c(0.01, 0.02, 0.03, 0.5, 0.9), "BH")
TEST(BenjaminiHochberg, IsThatOfR) {
  const auto q = benjamini_hochberg(std::vector<double>{0.5, 0.01, 0.9, 0.03, 0.02});
  const std::vector<double> expected{0.625, 0.05, 0.9, 0.05, 0.05};
  for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i], expected[i], 1e-12);
}

TEST(BenjaminiHochberg, WhatWasNotTestedDoesNotCount) {
  const auto q = benjamini_hochberg(std::vector<double>{NAN, 0.04, NAN});
  EXPECT_TRUE(std::isnan(q[0]));
  EXPECT_NEAR(q[1], 0.04, 1e-15);
  EXPECT_TRUE(benjamini_hochberg({}).empty());
}

}  // namespace multiple_test
}  // namespace skin2vec::stats
