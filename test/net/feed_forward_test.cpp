#include "skin2vec/net/feed_forward.h"

#include <gtest/gtest.h>

#include <memory>

#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace feed_forward_test {

template <typename Real>
LayerCase<Real> feed_forward_case(int width, int hidden) {
  LayerCase<Real> c;
  const FeedForward<Real> layer(c.layout, "layer", width, hidden);
  auto kept = std::make_shared<typename FeedForward<Real>::Kept>();
  c.forward = [=](auto theta, auto x, auto y) { layer.forward(theta, x, y, *kept); };
  c.backward = [=](auto theta, auto gradient, auto x, auto dy, auto dx) {
    layer.backward(theta, gradient, x, *kept, dy, dx, linalg::Start::add);
  };
  return c;
}

TEST(FeedForward, IsPyTorchs) {
  expect_golden(feed_forward_case<double>(4, 10), "feed_forward", 1e-12);
  expect_golden(feed_forward_case<float>(4, 10), "feed_forward", 2e-6);
}

TEST(FeedForward, GradientsAreFiniteDifferences) {
  expect_gradients(feed_forward_case<double>(5, 18), 7 * 5, 7 * 5);
}

}  // namespace feed_forward_test
}  // namespace skin2vec::net
