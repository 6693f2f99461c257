#include "skin2vec/change/agreement.h"

#include <gtest/gtest.h>

#include "skin2vec/base/require.h"

namespace skin2vec::change {
namespace agreement_test {

// Both values are of the tests of TCPDBench (analysis/scripts/metrics.py), which published the method.
TEST(Agreement, HasThePublishedValues) {
  EXPECT_DOUBLE_EQ(f1({{10, 20}, {11, 20}, {10}, {0, 5}}, {10, 20}), 1.0);
  EXPECT_DOUBLE_EQ(covering({{10, 20}, {10}, {0, 5}}, {10, 20}, 45), 0.7962962962962963);
}

TEST(Agreement, OfNothingFoundIsThatOfTheDetectorThatNeverFires) {
  // One start of 30 values seen by one of two people: precision 1, recall (1 / 2 + 1) / 2.
  EXPECT_DOUBLE_EQ(f1({{12}, {}}, {}), 2 * 0.75 / 1.75);
  EXPECT_DOUBLE_EQ(covering({{12}, {}}, {}, 30), ((12.0 * 12 / 30 + 18.0 * 18 / 30) / 30 + 1) / 2);
}

TEST(Agreement, AFoundStartIsMatchedOnce) {
  // 20 is seen and found once; 17 and 23 are both near it, and one of them is one too many: precision 2 / 3.
  EXPECT_DOUBLE_EQ(f1({{20}}, {17, 23}), 2 * (2.0 / 3) / (2.0 / 3 + 1));
}

TEST(Agreement, RefusesNobodyANegativeMarginAndNoLength) {
  EXPECT_THROW((void)f1({}, {}), ContractError);
  EXPECT_THROW((void)f1({{1}}, {}, -1), ContractError);
  EXPECT_THROW((void)covering({{1}}, {}, 0), ContractError);
  EXPECT_THROW((void)covering({}, {}, 3), ContractError);
}

}  // namespace agreement_test
}  // namespace skin2vec::change
