#include "skin2vec/net/embedding.h"

#include <gtest/gtest.h>

#include "skin2vec/base/require.h"
#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace embedding_test {

// y = x + the vectors of three uses, as tools/pytorch_golden.py writes them.
template <typename Real>
LayerCase<Real> embedding_case() {
  LayerCase<Real> c;
  const Embedding<Real> layer(c.layout, "layer", 4, 3);
  const std::vector<typename Embedding<Real>::Use> uses = {{.row = 0, .kind = 1, .weight = Real(1.5)},
                                                           {.row = 2, .kind = 0, .weight = 2},
                                                           {.row = 2, .kind = 3, .weight = Real(-0.5)}};
  c.forward = [=](auto theta, auto x, auto y) {
    std::copy(x.begin(), x.end(), y.begin());
    layer.forward(theta, uses, y);
  };
  c.backward = [=](auto, auto gradient, auto, auto dy, auto dx) {
    for (std::size_t i = 0; i < dx.size(); ++i) dx[i] += dy[i];
    layer.backward(gradient, uses, dy);
  };
  return c;
}

TEST(Embedding, IsPyTorchs) {
  expect_golden(embedding_case<double>(), "embedding", 1e-12);
  expect_golden(embedding_case<float>(), "embedding", 1e-6);
}

TEST(Embedding, GradientsAreFiniteDifferences) {
  expect_gradients(embedding_case<double>(), 9, 9);
}

TEST(Embedding, RefusesAKindOrARowThatIsNotThere) {
  Layout layout;
  const Embedding<double> layer(layout, "layer", 4, 3);
  const std::vector<double> theta(layout.size());
  std::vector<double> y(6);
  using Use = Embedding<double>::Use;
  EXPECT_THROW(layer.forward(theta, std::vector<Use>{{.row = 0, .kind = 4}}, y), ContractError);
  EXPECT_THROW(layer.forward(theta, std::vector<Use>{{.row = 2, .kind = 0}}, y), ContractError);
}

}  // namespace embedding_test
}  // namespace skin2vec::net
