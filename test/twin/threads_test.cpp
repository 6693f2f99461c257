#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "skin2vec/twin/twin.h"

namespace skin2vec::twin {
namespace threads_test {

TEST(Twin, TheSameSeedGivesTheSameBytesForAnyNumberOfThreads) {
  const TwinOptions one{.people = 9, .days = 120, .seed = 5, .variant = {.heavy_tailed = true}, .threads = 1};
  TwinOptions two = one;
  two.threads = 2;
  const auto a = simulate(one);
  const auto b = simulate(two);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    EXPECT_EQ(a[k].entries, b[k].entries);
    EXPECT_EQ(to_json(a[k].truth).dump(), to_json(b[k].truth).dump());
  }
}

}  // namespace threads_test
}  // namespace skin2vec::twin
