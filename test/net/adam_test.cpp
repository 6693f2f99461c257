#include "skin2vec/net/adam.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "skin2vec/base/require.h"

namespace skin2vec::net {
namespace adam_test {

// Its numbers are held against PyTorch's AdamW and clip_grad_norm_ in every layer's golden steps (layer_case.h).

TEST(Adam, TheFirstStepIsTheRateAgainstTheSignOfTheGradient) {
  Adam<double> adam(3, {.rate = 0.01});
  std::vector<double> theta = {1, 2, 3};
  EXPECT_DOUBLE_EQ(adam.step(theta, std::vector<double>{3, 0, -4}), 5);  // the gradient's length
  EXPECT_NEAR(theta[0], 0.99, 1e-9);
  EXPECT_EQ(theta[1], 2);
  EXPECT_NEAR(theta[2], 3.01, 1e-9);
}

TEST(Adam, RatesRiseAndThenFallAlongACosine) {
  const Adam<double> adam(1, {.rate = 0.8, .warm_up_steps = 4, .descent_steps = 100});
  EXPECT_DOUBLE_EQ(adam.rate_at(0), 0.2);
  EXPECT_DOUBLE_EQ(adam.rate_at(3), 0.8);
  EXPECT_DOUBLE_EQ(adam.rate_at(4 + 50), 0.4);
  EXPECT_NEAR(adam.rate_at(4 + 1000), 0, 1e-15);
}

TEST(Adam, ResumedItTakesTheSameSteps) {
  const std::vector<float> gradient = {0.5F, -2, 3.5F};
  Adam<float> whole(3, {.rate = 0.1}), before(3, {.rate = 0.1}), after(3, {.rate = 0.1});
  std::vector<float> a = {1, 2, 3}, b = a;
  for (int i = 0; i < 6; ++i) whole.step(a, gradient);
  for (int i = 0; i < 2; ++i) before.step(b, gradient);
  after.resume(before.state());
  for (int i = 0; i < 4; ++i) after.step(b, gradient);
  EXPECT_EQ(a, b);
}

TEST(Adam, AGradientThatIsNotFiniteChangesNothing) {
  Adam<float> adam(2, {.rate = 0.1});
  std::vector<float> theta = {1, 2};
  EXPECT_TRUE(std::isnan(adam.step(theta, std::vector<float>{1, std::numeric_limits<float>::infinity()})));
  EXPECT_EQ(theta, (std::vector<float>{1, 2}));
  EXPECT_EQ(adam.state().steps, 0);
}

TEST(Adam, RefusesOptionsOutsideTheirRange) {
  EXPECT_THROW(Adam<float>(2, {.rate = 0}), ContractError);
  EXPECT_THROW(Adam<float>(2, {.rate = 1, .beta2 = 1}), ContractError);
  EXPECT_THROW(Adam<float>(2, {.rate = 1, .clip_norm = -1}), ContractError);
  Adam<float> adam(2, {.rate = 1});
  std::vector<float> theta(3);
  EXPECT_THROW(adam.step(theta, theta), ContractError);
}

}  // namespace adam_test
}  // namespace skin2vec::net
