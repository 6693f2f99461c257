#include "skin2vec/base/result.h"

#include <gtest/gtest.h>

#include <set>

#include "skin2vec/base/require.h"

namespace skin2vec {
namespace result_test {

Result<int> half(int number) {
  if (number % 2 != 0) return refuse(Fault::malformed, "odd");
  return number / 2;
}

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_EQ(half(6).value(), 3);
  const auto refused = half(7);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (Error{Fault::malformed, "odd"}));
}

TEST(Result, StopsAtTheFirstError) {
  EXPECT_EQ(half(12).and_then(half).value(), 3);
  EXPECT_FALSE(half(6).and_then(half));
}

// sysexits.h: EX_DATAERR 65, EX_NOINPUT 66, EX_CANTCREAT 73, EX_UNAVAILABLE 69.
TEST(Fault, HasAnExitStatusOfItsOwn) {
  EXPECT_EQ(exit_status(Fault::malformed), 65);
  EXPECT_EQ(exit_status(Fault::missing), 66);
  EXPECT_EQ(exit_status(Fault::conflict), 73);
  EXPECT_EQ(exit_status(Fault::unavailable), 69);
}

TEST(Require, IsSilentWhenThePromiseIsKept) {
  EXPECT_NO_THROW(require(2 > 1, "never {}", 1));
}

TEST(Require, ThrowsTheFormattedMessage) {
  try {
    require(false, "pelt: penalty must be positive, got {}", -3);
    FAIL() << "require did not throw";
  } catch (const ContractError& error) {
    EXPECT_STREQ(error.what(), "pelt: penalty must be positive, got -3");
  }
}

}  // namespace result_test
}  // namespace skin2vec
