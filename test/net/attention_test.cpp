#include "skin2vec/net/attention.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <numeric>

#include "skin2vec/base/require.h"
#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace attention_test {

template <typename Real>
LayerCase<Real> attention_case(int width, int heads, int days, std::vector<int> first) {
  LayerCase<Real> c;
  const Attention<Real> layer(c.layout, "layer", width, heads);
  auto kept = std::make_shared<typename Attention<Real>::Kept>();
  c.forward = [=](auto theta, auto x, auto y) { layer.forward(theta, x, days, first, y, *kept); };
  c.backward = [=](auto theta, auto gradient, auto x, auto dy, auto dx) {
    layer.backward(theta, gradient, x, *kept, dy, dx, linalg::Start::add);
  };
  return c;
}

TEST(Attention, IsPyTorchs) {
  expect_golden(attention_case<double>(8, 2, 7, {0, 3}), "attention", 1e-12);
  expect_golden(attention_case<float>(8, 2, 7, {0, 3}), "attention", 3e-6);
}

TEST(Attention, GradientsAreFiniteDifferences) {
  expect_gradients(attention_case<double>(6, 3, 11, {0, 4}), 2 * 11 * 6, 2 * 11 * 6);
}

class OnePerson : public ::testing::Test {
 protected:
  static constexpr int kDays = 13, kWidth = 8;
  OnePerson() : layer(layout, "layer", kWidth, 2), theta(initial<double>(layout, Random(23))), x(kDays * kWidth) {
    Random random(29);
    for (double& value : x) value = random.normal();
  }
  std::vector<double> run(std::vector<int> first = {}) {
    std::vector<double> y(x.size());
    layer.forward(theta, x, kDays, first, y, kept);
    return y;
  }
  Layout layout;
  Attention<double> layer;
  std::vector<double> theta, x;
  Attention<double>::Kept kept;
};

TEST_F(OnePerson, WeightsSumToOneOverTheDaysUpToTheQuery) {
  (void)run({2});
  for (int h = 0; h < 2; ++h) {
    for (int i = 0; i < kDays; ++i) {
      const double* row = kept.weights.data() + (h * kDays + i) * kDays;
      EXPECT_NEAR(std::accumulate(row, row + kDays, 0.0), i < 2 ? 0 : 1, 1e-12);
      for (int j = 0; j < kDays; ++j) {
        if (j > i || j < 2) {
          EXPECT_EQ(row[j], 0) << "day " << i << " looks at day " << j;
        }
      }
    }
  }
}

TEST_F(OnePerson, NoDayAnswersToALaterOne) {
  const std::vector<double> before = run();
  for (int j = 7 * kWidth; j < kDays * kWidth; ++j) x[static_cast<std::size_t>(j)] += 5;
  const std::vector<double> after = run();
  for (std::size_t i = 0; i < 7 * kWidth; ++i) EXPECT_EQ(before[i], after[i]);
  EXPECT_NE(before[7 * kWidth], after[7 * kWidth]);
}

TEST_F(OnePerson, WithoutQueriesTheDecayAloneSetsTheWeights) {
  for (std::size_t i = layout.block("layer.qkv.weight").offset, n = 0; n < layout.block("layer.qkv.weight").size;
       ++i, ++n) {
    theta[i] = 0;
  }
  (void)run();
  for (int h = 0; h < 2; ++h) {
    const double decay = layer.decays(theta)[static_cast<std::size_t>(h)];
    const double* row = kept.weights.data() + (h * kDays + 9) * kDays;
    EXPECT_NEAR(row[4] / row[9], std::exp(-5 * decay), 1e-12);
  }
}

TEST(Attention, RefusesWhatDoesNotFit) {
  Layout layout;
  EXPECT_THROW(Attention<double>(layout, "odd", 7, 2), ContractError);
}

}  // namespace attention_test
}  // namespace skin2vec::net
