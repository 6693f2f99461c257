#include "skin2vec/twin/variant.h"

#include <gtest/gtest.h>

#include <string>

namespace skin2vec::twin {
namespace variant_test {

TEST(Variant, EveryNameIsReadBack) {
  std::string all;
  for (const auto name : variant_names()) {
    EXPECT_EQ(to_text(*parse_variant(name)), name);
    all += (all.empty() ? "" : "+") + std::string(name);
  }
  EXPECT_EQ(to_text(*parse_variant(all)), all);
}

TEST(Variant, NoFlagIsTheDefault) {
  EXPECT_EQ(*parse_variant(""), Variant{});
  EXPECT_EQ(*parse_variant("default"), Variant{});
  EXPECT_EQ(to_text(Variant{}), "default");
}

TEST(Variant, AnUnknownNameIsRefusedWithTheNamesThereAre) {
  const auto variant = parse_variant("biphasic+bumpy");
  ASSERT_FALSE(variant);
  EXPECT_EQ(variant.error().fault, Fault::malformed);
  EXPECT_NE(variant.error().message.find("\"bumpy\""), std::string::npos);
  EXPECT_NE(variant.error().message.find("event_runs"), std::string::npos);
}

}  // namespace variant_test
}  // namespace skin2vec::twin
