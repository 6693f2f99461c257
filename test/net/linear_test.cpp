#include "skin2vec/net/linear.h"

#include <gtest/gtest.h>

#include "skin2vec/base/require.h"
#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace linear_test {

template <typename Real>
LayerCase<Real> linear_case(int in, int out) {
  LayerCase<Real> c;
  const Linear<Real> layer(c.layout, "layer", in, out);
  c.forward = [layer](auto theta, auto x, auto y) { layer.forward(theta, x, y); };
  c.backward = [layer](auto theta, auto gradient, auto x, auto dy, auto dx) {
    layer.backward(theta, gradient, x, dy, dx, linalg::Start::add);
  };
  return c;
}

TEST(Linear, IsPyTorchs) {
  expect_golden(linear_case<double>(5, 3), "linear", 1e-12);
  expect_golden(linear_case<float>(5, 3), "linear", 1e-6);
}

TEST(Linear, GradientsAreFiniteDifferences) {
  expect_gradients(linear_case<double>(6, 19), 5 * 6, 5 * 19);
}

TEST(Linear, AnInputThatNeedsNoGradientLeavesThatOfTheWeights) {
  Layout layout;
  const Linear<double> layer(layout, "layer", 2, 3);
  const std::vector<double> theta = initial<double>(layout, Random(3));
  const std::vector<double> x = {0.5, -1.5, 2.5, 0.25}, dy = {1, 2, 3, 4, 5, 6};
  std::vector<double> with(theta.size(), 0), without(theta.size(), 0), dx(x.size());
  layer.backward(theta, with, x, dy, dx, linalg::Start::zero);
  layer.backward(theta, without, x, dy, {}, linalg::Start::zero);
  EXPECT_EQ(with, without);
}

TEST(Linear, RefusesSpansThatDoNotFit) {
  Layout layout;
  const Linear<double> layer(layout, "layer", 2, 3);
  const std::vector<double> theta(layout.size()), x(4);
  std::vector<double> y(5);
  EXPECT_THROW(layer.forward(theta, x, y), ContractError);
  EXPECT_THROW(Linear<double>(layout, "none", 0, 3), ContractError);
}

}  // namespace linear_test
}  // namespace skin2vec::net
