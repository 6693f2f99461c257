#include "skin2vec/learn/network.h"

#include <gtest/gtest.h>

#include <memory>

#include "skin2vec/base/require.h"
#include "test/net/layer_case.h"

namespace skin2vec::learn {
namespace network_test {

constexpr Architecture kAll[] = {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid};

NetworkOptions small(Architecture architecture) {
  return {.architecture = architecture, .features = 3, .outputs = 5, .width = 4, .heads = 2, .layers = 2, .hidden = 6};
}

net::LayerCase<double> network_case(Architecture architecture, int days, std::vector<int> first, double dropout) {
  net::LayerCase<double> c;
  auto network = std::make_shared<Network<double>>(c.layout, small(architecture));
  auto kept = std::make_shared<Network<double>::Kept>();
  c.forward = [=](auto theta, auto x, auto y) {
    Random random(3);  // the same elements are dropped each time
    network->forward(theta, x, days, first, *kept, dropout > 0 ? &random : nullptr, dropout);
    std::copy(kept->outputs.begin(), kept->outputs.end(), y.begin());
  };
  c.backward = [=](auto theta, auto gradient, auto x, auto dy, auto dx) {
    network->backward(theta, gradient, x, *kept, dy, dx);
  };
  return c;
}

// PyTorch's numbers for these networks at their real sizes are held by bench/train_step.cpp: the losses of five steps.
TEST(Network, GradientsAreFiniteDifferences) {
  for (const Architecture a : kAll) {
    SCOPED_TRACE(name(a));
    net::expect_gradients(network_case(a, 5, {0, 2}, 0), 2 * 5 * 3, 2 * 5 * 5);
    net::expect_gradients(network_case(a, 5, {0, 2}, 0.25), 2 * 5 * 3, 2 * 5 * 5);
  }
}

TEST(Network, NoDayAnswersToALaterOneOrToPadding) {
  for (const Architecture a : kAll) {
    SCOPED_TRACE(name(a));
    net::Layout layout;
    const Network<float> network(layout, small(a));
    std::vector<float> theta = net::initial<float>(layout, Random(7));
    Random random(8);
    std::vector<float> x(9 * 3);
    for (float& value : x) value = static_cast<float>(random.normal());
    const std::vector<int> first = {2};
    Network<float>::Kept before, after;
    network.forward(theta, x, 9, first, before);
    for (std::size_t i = 0; i < 2 * 3; ++i) x[i] += 5;      // padding
    for (std::size_t i = 6 * 3; i < 9 * 3; ++i) x[i] -= 5;  // later days
    network.forward(theta, x, 9, first, after);
    for (std::size_t i = 2 * 5; i < 6 * 5; ++i) EXPECT_EQ(before.outputs[i], after.outputs[i]) << i;
    EXPECT_NE(before.outputs[6 * 5], after.outputs[6 * 5]);
  }
}

TEST(Network, OnePersonAmongOthersIsThePersonAlone) {
  for (const Architecture a : kAll) {
    SCOPED_TRACE(name(a));
    net::Layout layout;
    const Network<float> network(layout, small(a));
    const std::vector<float> theta = net::initial<float>(layout, Random(9));
    Random random(10);
    std::vector<float> x(4 * 7 * 3);
    for (float& value : x) value = static_cast<float>(random.normal());
    Network<float>::Kept all, one;
    network.forward(theta, x, 7, {}, all);
    network.forward(theta, std::span(x).subspan(2 * 7 * 3, 7 * 3), 7, {}, one);
    for (std::size_t i = 0; i < 7 * 5; ++i) EXPECT_NEAR(all.outputs[2 * 7 * 5 + i], one.outputs[i], 1e-5);
  }
}

TEST(Network, TheLastDayAloneIsTheLastDayOfAll) {
  constexpr int days = 7, people = 4;
  for (const Architecture a : kAll) {
    SCOPED_TRACE(name(a));
    net::Layout layout;
    const Network<double> network(layout, small(a));
    const std::vector<double> theta = net::initial<double>(layout, Random(11));
    Random random(12);
    std::vector<double> x(static_cast<std::size_t>(people * days) * 3);
    for (double& value : x) value = random.normal();
    for (const std::vector<int>& first : {std::vector<int>{}, std::vector{0, 3, 6, 7}}) {
      Network<double>::Kept all, last;
      network.forward(theta, x, days, first, all);
      for (const int again : {0, 1}) {  // with the room of the time before
        network.forward_last(theta, x, days, first, last);
        ASSERT_EQ(last.last.size(), static_cast<std::size_t>(people) * 5);
        for (std::size_t p = 0; p < people; ++p) {
          for (std::size_t j = 0; j < 5; ++j) {
            EXPECT_NEAR(last.last[p * 5 + j], all.outputs[((p + 1) * days - 1) * 5 + j], 1e-12) << p << again;
          }
        }
      }
    }
  }
}

TEST(Network, RefusesWhatDoesNotFit) {
  net::Layout layout;
  NetworkOptions options = small(Architecture::hybrid);
  options.layers = 0;
  EXPECT_THROW(Network<float>(layout, options), ContractError);
  net::Layout other;
  const Network<float> network(other, small(Architecture::hybrid));
  const std::vector<float> theta(other.size()), x(10);
  Network<float>::Kept kept;
  EXPECT_THROW(network.forward(theta, x, 2, {}, kept), ContractError);
}

}  // namespace network_test
}  // namespace skin2vec::learn
