#include "skin2vec/learn/gradient.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/net/adam.h"

namespace skin2vec::learn {
namespace gradient_test {

constexpr int kDays = 6, kFeatures = 3, kTargets = 2;

NetworkOptions small(Architecture architecture) {
  return {.architecture = architecture,
          .features = kFeatures,
          .outputs = 2 * kTargets,
          .width = 8,
          .heads = 2,
          .layers = 1,
          .hidden = 16};
}

Batch batch_of(int people) {
  Random random(21);
  Batch batch{.days = kDays};
  for (int i = 0; i < people * kDays; ++i) {
    float sum = 0;
    for (int f = 0; f < kFeatures; ++f) {
      batch.x.push_back(static_cast<float>(random.normal()));
      sum += batch.x.back();
    }
    for (int j = 0; j < kTargets; ++j) {
      batch.target.push_back(sum * static_cast<float>(j + 1) / 4 + 0.1F * static_cast<float>(random.normal()));
      batch.weight.push_back(random.chance(0.8) ? 1.0F : 0.0F);
    }
  }
  for (int b = 0; b < people; ++b) batch.first.push_back(b % 3);
  return batch;
}

TEST(GradientPool, GivesTheSameBytesForAnyNumberOfThreads) {
  for (const Architecture a : {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid}) {
    SCOPED_TRACE(name(a));
    net::Layout layout;
    const Network<float> network(layout, small(a));
    const Batch batch = batch_of(41);  // three shards, the last of nine
    std::vector<float> one = net::initial<float>(layout, Random(3)), two = one, gradient(one.size());
    GradientPool first(network, one.size()), second(network, one.size());
    net::Adam<float> adam(one.size(), {.rate = 0.01}), other(one.size(), {.rate = 0.01});
    for (std::uint64_t step = 0; step < 4; ++step) {
      StepOptions options{.threads = 1, .seed = 5, .step = step, .dropout = 0.2};
      const double loss = first.run(one, batch, options, gradient);
      adam.step(one, gradient);
      options.threads = 2;
      EXPECT_EQ(second.run(two, batch, options, gradient), loss);
      other.step(two, gradient);
      ASSERT_EQ(one, two) << "step " << step;
    }
  }
}

TEST(GradientPool, LearnsWhatTheTokensTell) {
  net::Layout layout;
  const Network<float> network(layout, small(Architecture::hybrid));
  const Batch batch = batch_of(64);
  std::vector<float> theta = net::initial<float>(layout, Random(3)), gradient(theta.size());
  GradientPool pool(network, theta.size());
  net::Adam<float> adam(theta.size(), {.rate = 0.01, .clip_norm = 1});
  double loss = 0;
  for (std::uint64_t step = 0; step < 300; ++step) {
    loss = pool.run(theta, batch, {.step = step}, gradient);
    adam.step(theta, gradient);
  }
  EXPECT_LT(loss, std::log(0.2) + 0.5);  // the noise's own sd is 0.1; sd 0.2 with a right spread has this loss
}

TEST(GradientPool, WhatTheLinearPathSaysIsAddedToTheMeans) {
  net::Layout layout;
  const Network<float> network(layout, small(Architecture::transformer));
  Batch batch = batch_of(3);
  const std::vector<float> theta(layout.size(), 0);  // the network says 0: mean 0, sd 1
  std::vector<float> gradient(theta.size());
  GradientPool pool(network, theta.size());
  batch.linear = batch.target;
  EXPECT_EQ(pool.run(theta, batch, {}, gradient), 0);
  for (float& value : batch.linear) value += 2;
  EXPECT_NEAR(pool.run(theta, batch, {}, gradient), 2, 1e-5);
}

TEST(GradientPool, WithoutTargetsNothingMoves) {
  net::Layout layout;
  const Network<float> network(layout, small(Architecture::transformer));
  Batch batch = batch_of(2);
  batch.weight.assign(batch.weight.size(), 0);
  const std::vector<float> theta = net::initial<float>(layout, Random(3));
  std::vector<float> gradient(theta.size(), 7);
  GradientPool pool(network, theta.size());
  EXPECT_EQ(pool.run(theta, batch, {}, gradient), 0);
  EXPECT_EQ(gradient, std::vector<float>(theta.size(), 0));
}

TEST(GradientPool, RefusesABatchThatDoesNotFit) {
  net::Layout layout;
  const Network<float> network(layout, small(Architecture::transformer));
  const std::vector<float> theta(layout.size());
  std::vector<float> gradient(theta.size());
  GradientPool pool(network, theta.size());
  Batch batch = batch_of(2);
  batch.target.pop_back();
  EXPECT_THROW((void)pool.run(theta, batch, {}, gradient), ContractError);
}

}  // namespace gradient_test
}  // namespace skin2vec::learn
