#include "skin2vec/trial/trial_order.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "skin2vec/base/require.h"

namespace skin2vec::trial {
namespace trial_order_test {

const TrialShape two_pairs{.pairs = 2, .period_days = 3, .washout_days = 1, .half_life_days = 1};

TEST(TrialOrder, APairIsAPeriodOfEach) {
  const TrialOrder order{1, 0};  // a b, b a
  std::string days;
  for (int day = 0; day < two_pairs.days(); ++day) days += is_a(two_pairs, order, day) ? 'a' : 'b';
  EXPECT_EQ(days, "aaabbbbbbaaa");
  EXPECT_EQ(counted_days(two_pairs), (std::vector<int>{1, 2, 4, 5, 7, 8, 10, 11}));
}

// Half of what is left goes each day: after a a a 0.25, 0.375, 0.4375, then b takes half of it over.
TEST(TrialOrder, WhatIsLeftFallsByTheHalfLife) {
  const Eigen::VectorXd column = order_column(two_pairs, {1, 0});
  EXPECT_NEAR(column(0), 0.25, 1e-12);
  EXPECT_NEAR(column(2), 0.4375, 1e-12);
  EXPECT_NEAR(column(3), 0.5 * 0.4375 - 0.25, 1e-12);
  const std::vector<double> use{0.5, 0, -0.5};
  const Eigen::VectorXd at_once = share_column(use, 0);
  EXPECT_EQ(at_once(1), 0);
  EXPECT_EQ(at_once(2), -0.5);
}

TEST(TrialOrder, TheTestCountsTheOrdersThatAreAsFar) {
  const TrialShape shape{.pairs = 6, .period_days = 4, .washout_days = 1, .half_life_days = 0};
  const TrialOrder dealt{1, 0, 0, 1, 1, 0};
  const OrderTest test(shape, dealt, counted_days(shape), {.phi = 0.5, .white = 0.2});
  const Eigen::VectorXd y = order_column(shape, dealt)(counted_days(shape));
  const Eigen::VectorXd scores = test.scores(y);
  EXPECT_EQ(scores.size(), 64);
  // A series that is the order itself: only it and its mirror are as far.
  EXPECT_NEAR(OrderTest::p(scores), 2.0 / 64, 1e-12);
  EXPECT_NEAR((scores - test.of_difference()).norm(), 0, 1e-9);
}

// Under no difference p is at most 0.1 in at most a tenth of the series, whatever the noise: here a random walk.
TEST(TrialOrder, PIsValidWhateverTheNoise) {
  const TrialShape shape{.pairs = 7, .period_days = 4, .washout_days = 1, .half_life_days = 1};
  const auto days = counted_days(shape);
  Random random(5);
  int low = 0;
  constexpr int trials = 1000;
  for (int i = 0; i < trials; ++i) {
    const OrderTest test(shape, draw_order(shape.pairs, random), days, {.phi = 0.3, .white = 0.5});
    Eigen::VectorXd y(std::ssize(days));
    double walk = 0;
    for (double& value : y) value = walk += random.normal();
    low += OrderTest::p(test.scores(y)) <= 0.1 ? 1 : 0;
  }
  EXPECT_LT(low, trials / 10 + 3 * std::sqrt(trials * 0.1 * 0.9));
  EXPECT_GT(low, trials / 20);
}

TEST(TrialOrder, ManyOrdersAreDrawnBySeed) {
  const TrialShape shape{.pairs = 20, .period_days = 3, .washout_days = 1, .half_life_days = 1};
  Random random(3);
  const TrialOrder dealt = draw_order(shape.pairs, random);
  const Eigen::MatrixXd y = Eigen::VectorXd::LinSpaced(std::ssize(counted_days(shape)), 0, 1).array().sin().matrix();
  const auto scores = [&](std::uint64_t seed) {
    return OrderTest(shape, dealt, counted_days(shape), {}, {.most_orders = 200, .seed = seed}).scores(y);
  };
  EXPECT_EQ(scores(1).rows(), 200);
  EXPECT_EQ(scores(1), scores(1));
  EXPECT_NE(scores(1), scores(2));
  EXPECT_EQ(scores(1)(0), scores(2)(0));  // the dealt one
}

TEST(TrialOrder, RefusesWhatDoesNotFitTogether) {
  EXPECT_THROW((void)is_a(two_pairs, {1}, 0), ContractError);
  EXPECT_THROW((void)is_a(two_pairs, {1, 0}, 12), ContractError);
  EXPECT_THROW((void)counted_days({.pairs = 1, .period_days = 3, .washout_days = 3}), ContractError);
  EXPECT_THROW((void)counted_days({.pairs = 0, .period_days = 3}), ContractError);
  EXPECT_THROW(OrderTest(two_pairs, {1}, {0, 1}, {}), ContractError);
  EXPECT_THROW(OrderTest(two_pairs, {1, 0}, {0, 12}, {}), ContractError);
  EXPECT_THROW(OrderTest(two_pairs, {1, 0}, {0, 1}, {}, {.most_orders = 99}), ContractError);
}

}  // namespace trial_order_test
}  // namespace skin2vec::trial
