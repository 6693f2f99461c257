#include "skin2vec/net/lstm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "skin2vec/base/require.h"
#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace lstm_test {

template <typename Real>
LayerCase<Real> lstm_case(int features, int width, int days, std::vector<int> first) {
  LayerCase<Real> c;
  const Lstm<Real> layer(c.layout, "layer", features, width);
  auto kept = std::make_shared<typename Lstm<Real>::Kept>();
  c.forward = [=](auto theta, auto x, auto y) {
    layer.forward(theta, x, days, first, *kept);
    std::copy(kept->state.begin(), kept->state.end(), y.begin());
  };
  c.backward = [=](auto theta, auto gradient, auto x, auto dy, auto dx) {
    std::vector<Real> own(dx.size());
    layer.backward(theta, gradient, x, *kept, dy, own);
    for (std::size_t i = 0; i < own.size(); ++i) dx[i] += own[i];
  };
  return c;
}

TEST(Lstm, IsPyTorchs) {
  expect_golden(lstm_case<double>(3, 5, 6, {0, 2, 0}), "lstm", 1e-12);
  expect_golden(lstm_case<float>(3, 5, 6, {0, 2, 0}), "lstm", 3e-6);
}

TEST(Lstm, GradientsAreFiniteDifferences) {
  expect_gradients(lstm_case<double>(3, 9, 4, {1, 0, 0, 4}), 4 * 4 * 3, 4 * 4 * 9);
  expect_gradients(lstm_case<double>(2, 17, 5, {0}), 5 * 2, 5 * 17);  // one person: another way through the products
}

TEST(Lstm, ADayAtATimeIsTheWholeSequence) {
  Layout layout;
  const Lstm<float> layer(layout, "layer", 4, 12);
  const std::vector<float> theta = initial<float>(layout, Random(17));
  Random random(18);
  std::vector<float> x(9 * 4);
  for (float& value : x) value = static_cast<float>(random.normal());
  Lstm<float>::Kept kept;
  layer.forward(theta, x, 9, {}, kept);
  std::vector<float> state(12, 0), cell(12, 0);
  for (std::size_t t = 0; t < 9; ++t) {
    layer.step(theta, std::span(x).subspan(t * 4, 4), state, cell);
    for (std::size_t j = 0; j < 12; ++j) EXPECT_NEAR(state[j], kept.state[t * 12 + j], 1e-6F) << "day " << t;
  }
}

TEST(Lstm, PaddingChangesNothingOfWhatFollows) {
  Layout layout;
  const Lstm<double> layer(layout, "layer", 2, 3);
  const std::vector<double> theta = initial<double>(layout, Random(19));
  const std::vector<double> padded = {91, -92, 93, 94, 0.5, 0.25, -1, 2}, whole = {0.5, 0.25, -1, 2};
  const std::vector<int> first = {2};
  Lstm<double>::Kept late, own;
  layer.forward(theta, padded, 4, first, late);
  layer.forward(theta, whole, 2, {}, own);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(late.state[i], 0);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_DOUBLE_EQ(late.state[6 + i], own.state[i]);
}

TEST(Lstm, RefusesWhatDoesNotFit) {
  Layout layout;
  const Lstm<double> layer(layout, "layer", 2, 3);
  const std::vector<double> theta(layout.size()), x(10);
  Lstm<double>::Kept kept;
  EXPECT_THROW(layer.forward(theta, x, 0, {}, kept), ContractError);
  EXPECT_THROW(layer.forward(theta, x, 4, {}, kept), ContractError);
  const std::vector<int> two = {0, 0};
  EXPECT_THROW(layer.forward(theta, x, 5, two, kept), ContractError);
}

}  // namespace lstm_test
}  // namespace skin2vec::net
