#include "skin2vec/net/norm.h"

#include <gtest/gtest.h>

#include <memory>

#include "skin2vec/base/require.h"
#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace norm_test {

template <typename Real>
LayerCase<Real> layer_norm_case(int width) {
  LayerCase<Real> c;
  const LayerNorm<Real> layer(c.layout, "layer", width);
  auto kept = std::make_shared<typename LayerNorm<Real>::Kept>();
  c.forward = [layer, kept](auto theta, auto x, auto y) { layer.forward(theta, x, y, *kept); };
  c.backward = [layer, kept](auto theta, auto gradient, auto x, auto dy, auto dx) {
    layer.backward(theta, gradient, x, *kept, dy, dx);
  };
  return c;
}

template <typename Real>
LayerCase<Real> batch_norm_case(int width) {
  LayerCase<Real> c;
  const BatchNorm<Real> layer(c.layout, "layer", width);
  auto kept = std::make_shared<typename BatchNorm<Real>::Kept>();
  c.forward = [layer, kept](auto theta, auto x, auto y) { layer.forward(theta, x, y, *kept); };
  c.backward = [layer, kept](auto theta, auto gradient, auto, auto dy, auto dx) {
    layer.backward(theta, gradient, *kept, dy, dx);
  };
  return c;
}

TEST(LayerNorm, IsPyTorchs) {
  expect_golden(layer_norm_case<double>(11), "layer_norm", 1e-12);
  expect_golden(layer_norm_case<float>(11), "layer_norm", 2e-6);
}

TEST(LayerNorm, GradientsAreFiniteDifferences) {
  expect_gradients(layer_norm_case<double>(21), 4 * 21, 4 * 21);  // two whole vectors and a rest, on every set
}

TEST(BatchNorm, IsPyTorchs) {
  expect_golden(batch_norm_case<double>(5), "batch_norm", 1e-12);
  expect_golden(batch_norm_case<float>(5), "batch_norm", 2e-6);
}

TEST(BatchNorm, GradientsAreFiniteDifferences) {
  expect_gradients(batch_norm_case<double>(6), 8 * 6, 8 * 6);
}

TEST(BatchNorm, MovedWhollyToABatchItGivesThatBatchesAnswer) {
  Layout layout;
  const BatchNorm<double> layer(layout, "layer", 2);
  const std::vector<double> theta = initial<double>(layout, Random(5));
  const std::vector<double> x = {1, 10, 3, 40, 8, 20};
  std::vector<double> trained(6), used(6);
  BatchNorm<double>::Kept kept;
  layer.forward(theta, x, trained, kept);
  auto moments = layer.moved(layer.start(), kept.moments, 3, 1.0);
  EXPECT_DOUBLE_EQ(moments.mean[0], 4);
  EXPECT_DOUBLE_EQ(moments.variance[0], 13);  // unbiased: (9 + 1 + 16) / 2
  for (double& variance : moments.variance) variance *= 2.0 / 3;
  layer.apply(theta, moments, x, used);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(used[i], trained[i], 1e-12);
}

TEST(BatchNorm, RefusesOneRow) {
  Layout layout;
  const BatchNorm<double> layer(layout, "layer", 2);
  const std::vector<double> theta(layout.size()), x(2);
  std::vector<double> y(2);
  BatchNorm<double>::Kept kept;
  EXPECT_THROW(layer.forward(theta, x, y, kept), ContractError);
}

}  // namespace norm_test
}  // namespace skin2vec::net
