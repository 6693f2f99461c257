#include <gtest/gtest.h>

#include "people.h"

namespace skin2vec::lag {
namespace threads_test {

TEST(Effects, AreTheSameForAnyNumberOfThreads) {
  const diary::Profile profile = *diary::built_in_profile("skin");
  const auto person = twin::simulate_person({.days = 120, .seed = 5, .oracle = twin::OracleOrigins::none}, 0);
  const Read one = read(person, profile);
  const auto a = effects(one.outcomes, one.grid, {.threads = 1}), b = effects(one.outcomes, one.grid, {.threads = 2});
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].p, b[i].p);
    EXPECT_EQ(a[i].q, b[i].q);
  }
}

}  // namespace threads_test
}  // namespace skin2vec::lag
