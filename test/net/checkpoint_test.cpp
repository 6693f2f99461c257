#include "skin2vec/net/checkpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/base/require.h"
#include "skin2vec/net/linear.h"

namespace skin2vec::net {
namespace checkpoint_test {

class Checkpoint : public ::testing::Test {
 protected:
  Checkpoint() : linear(layout, "head", 3, 5), theta(initial<float>(layout, Random(11))) {}
  Layout layout;
  Linear<float> linear;
  std::vector<float> theta;
};

TEST_F(Checkpoint, ComesBackThroughAFile) {
  const TensorFile file = checkpoint(layout, theta, {{"model", "linear"}});
  const auto parsed = parse_safetensors(print_safetensors(file));
  ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
  EXPECT_EQ(parsed->metadata.at("model"), "linear");
  EXPECT_EQ(restore(layout, *parsed).value(), theta);
}

TEST_F(Checkpoint, OfAnotherShapeIsRefusedByName) {
  Layout wider;
  const Linear<float> other(wider, "head", 4, 5);
  const auto refused = restore(wider, checkpoint(layout, theta));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "checkpoint: head.weight is F32 [3,5], expected F32 [4,5]");
}

TEST_F(Checkpoint, WithoutABlockIsRefused) {
  TensorFile file = checkpoint(layout, theta);
  file.tensors.pop_back();
  const auto refused = restore(layout, file);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "checkpoint: there is no tensor head.bias");
  EXPECT_THROW((void)checkpoint(layout, std::vector<float>(2)), ContractError);
}

}  // namespace checkpoint_test
}  // namespace skin2vec::net
