// Every layer in one network, against PyTorch's: the parts fit together as well as each by itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "skin2vec/net/attention.h"
#include "skin2vec/net/feed_forward.h"
#include "skin2vec/net/linear.h"
#include "skin2vec/net/lstm.h"
#include "skin2vec/net/norm.h"
#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace network_test {

// tools/pytorch_golden.py hybrid(): 2 people, 6 days, 3 features, width 8, LSTM of 6, 4 outputs.
template <typename Real>
struct Hybrid {
  explicit Hybrid(Layout& layout)
      : in(layout, "in", 3, 8),
        attention(layout, "attention", 8, 2),
        feed(layout, "feed", 8, 16),
        norm(layout, "norm", 8),
        lstm(layout, "lstm", 8, 6),
        head(layout, "head", 6, 4) {}

  void forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y) {
    for (auto* room : {&z0, &z1, &z2, &z3}) room->resize(12 * 8);
    in.forward(theta, x, z0);
    attention.forward(theta, z0, 6, first, z1, attended);
    for (std::size_t i = 0; i < z1.size(); ++i) z1[i] += z0[i];
    feed.forward(theta, z1, z2, fed);
    for (std::size_t i = 0; i < z2.size(); ++i) z2[i] += z1[i];
    norm.forward(theta, z2, z3, normed);
    lstm.forward(theta, z3, 6, first, kept);
    head.forward(theta, kept.state, y);
  }

  void backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x,
                std::span<const Real> dy, std::span<Real> dx) {
    std::vector<Real> d_state(12 * 6), d3(12 * 8), d2(12 * 8, 0);
    head.backward(theta, gradient, kept.state, dy, d_state, linalg::Start::zero);
    lstm.backward(theta, gradient, z3, kept, d_state, d3);
    norm.backward(theta, gradient, z2, normed, d3, d2);
    std::vector<Real> d1 = d2;
    feed.backward(theta, gradient, z1, fed, d2, d1, linalg::Start::add);
    std::vector<Real> d0 = d1;
    attention.backward(theta, gradient, z0, attended, d1, d0, linalg::Start::add);
    in.backward(theta, gradient, x, d0, dx, linalg::Start::add);
  }

  Linear<Real> in;
  Attention<Real> attention;
  FeedForward<Real> feed;
  LayerNorm<Real> norm;
  Lstm<Real> lstm;
  Linear<Real> head;
  const std::vector<int> first = {0, 2};
  std::vector<Real> z0, z1, z2, z3;
  typename Attention<Real>::Kept attended;
  typename FeedForward<Real>::Kept fed;
  typename LayerNorm<Real>::Kept normed;
  typename Lstm<Real>::Kept kept;
};

template <typename Real>
LayerCase<Real> hybrid_case() {
  LayerCase<Real> c;
  auto net = std::make_shared<Hybrid<Real>>(c.layout);
  c.forward = [net](auto theta, auto x, auto y) { net->forward(theta, x, y); };
  c.backward = [net](auto theta, auto gradient, auto x, auto dy, auto dx) {
    net->backward(theta, gradient, x, dy, dx);
  };
  return c;
}

TEST(Network, OfAllLayersIsPyTorchs) {
  expect_golden(hybrid_case<double>(), "hybrid", 1e-11);
  expect_golden(hybrid_case<float>(), "hybrid", 2e-5);
}

TEST(Network, GradientsOfAllLayersAreFiniteDifferences) {
  expect_gradients(hybrid_case<double>(), 12 * 3, 12 * 4);
}

}  // namespace network_test
}  // namespace skin2vec::net
