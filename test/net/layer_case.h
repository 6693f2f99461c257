// One layer held against PyTorch's numbers and against finite differences.
//
//   LayerCase<double> layer{.layout = layout, .forward = ..., .backward = ...};
//   expect_golden(layer, "linear", 1e-12);
//   expect_gradients(layer, 35, 21);
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/net/adam.h"
#include "skin2vec/net/parameters.h"

namespace skin2vec::net {

template <typename Real>
struct LayerCase {
  Layout layout;
  // x -> y
  std::function<void(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y)> forward;
  // After forward of the same x: dy -> dx, which is 0 before, and gradient, which is added to.
  std::function<void(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x,
                     std::span<const Real> dy, std::span<Real> dx)>
      backward;
};

// A file of test/net/golden, made by tools/pytorch_golden.py.
inline TensorFile golden_file(const std::string& name) {
  std::ifstream in(std::string(SKIN2VEC_SOURCE) + "/test/net/golden/" + name + ".safetensors", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  auto file = parse_safetensors(bytes);
  EXPECT_TRUE(file.has_value()) << name << ": " << (file ? "" : file.error().message);
  return file ? *file : TensorFile{};
}

template <typename Real>
std::vector<Real> golden_values(const TensorFile& file, const std::string& name) {
  const Tensor* tensor = file.find(name);
  EXPECT_NE(tensor, nullptr) << name;
  if (tensor == nullptr) return {};
  const auto& values = std::get<std::vector<double>>(tensor->values);
  return {values.begin(), values.end()};
}

// Close by the largest value of the expected ones: rounding errors of a sum are of the size of its terms.
template <typename Real>
void expect_close(const std::vector<Real>& got, const std::vector<Real>& expected, double tolerance,
                  const std::string& what) {
  ASSERT_EQ(got.size(), expected.size()) << what;
  double scale = 1e-3;
  for (const Real value : expected) scale = std::max(scale, std::abs(static_cast<double>(value)));
  for (std::size_t i = 0; i < got.size(); ++i) {
    ASSERT_NEAR(got[i], expected[i], tolerance * scale) << what << " [" << i << "]";
  }
}

template <typename Real>
std::vector<Real> golden_theta(const Layout& layout, const TensorFile& file, const std::string& prefix) {
  std::vector<Real> theta(layout.size(), 0);
  for (const Block& block : layout.blocks()) {
    const std::vector<Real> values = golden_values<Real>(file, prefix + block.name);
    EXPECT_EQ(values.size(), block.size) << block.name;
    std::copy(values.begin(), values.end(), theta.begin() + static_cast<std::ptrdiff_t>(block.offset));
  }
  return theta;
}

// Activations, gradients, and the losses and parameters of five clipped AdamW steps.
template <typename Real>
void expect_golden(const LayerCase<Real>& layer, const std::string& name, double tolerance) {
  const TensorFile file = golden_file(name);
  std::vector<Real> theta = golden_theta<Real>(layer.layout, file, "");
  const std::vector<Real> x = golden_values<Real>(file, "x"), r = golden_values<Real>(file, "r");
  std::vector<Real> y(r.size()), dx(x.size(), 0), gradient(theta.size(), 0);
  layer.forward(theta, x, y);
  expect_close(y, golden_values<Real>(file, "y"), tolerance, name + " y");
  layer.backward(theta, gradient, x, r, dx);
  expect_close(dx, golden_values<Real>(file, "d.x"), tolerance, name + " dx");
  expect_close(gradient, golden_theta<Real>(layer.layout, file, "d."), tolerance, name + " gradient");

  const std::vector<Real> target = golden_values<Real>(file, "t"), losses = golden_values<Real>(file, "steps.loss");
  Adam<Real> adam(theta.size(), {.rate = 0.01, .beta2 = 0.99, .weight_decay = 0.1, .clip_norm = 0.5});
  std::vector<Real> dy(y.size());
  for (int step = 0; step < 5; ++step) {
    layer.forward(theta, x, y);
    double loss = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double error = y[i] - target[i];
      loss += error * error / static_cast<double>(y.size());
      dy[i] = static_cast<Real>(2 * error / static_cast<double>(y.size()));
    }
    EXPECT_NEAR(loss, losses[static_cast<std::size_t>(step)], 20 * tolerance * loss) << name << " step " << step;
    std::fill(gradient.begin(), gradient.end(), Real(0));
    std::fill(dx.begin(), dx.end(), Real(0));
    layer.backward(theta, gradient, x, dy, dx);
    adam.step(theta, gradient);
  }
  // Where a gradient is nothing but rounding (the keys' bias, which every score of a query shares), Adam divides
  // rounding by rounding: such parameters are not compared.
  std::vector<Real> expected = golden_theta<Real>(layer.layout, file, "after.");
  const std::vector<double> slope = golden_theta<double>(layer.layout, file, "d.");
  for (std::size_t i = 0; i < theta.size(); ++i) {
    if (std::abs(slope[i]) < 1e-12) theta[i] = expected[i];
  }
  expect_close(theta, expected, sizeof(Real) == sizeof(double) ? 1e-9 : 2e-4, name + " after five steps");
}

// The gradient of sum(y r) for parameters and input against central differences with step 1e-6, in double: the error of
// the differences themselves is about 1e-9.
inline void expect_gradients(const LayerCase<double>& layer, std::size_t x_size, std::size_t y_size) {
  Random random(31);
  std::vector<double> theta = initial<double>(layer.layout, random.fork(0));
  for (double& value : theta) value += 0.1 * random.normal();
  std::vector<double> x(x_size), r(y_size), y(y_size), dx(x_size, 0), gradient(theta.size(), 0);
  for (double& value : x) value = random.normal();
  for (double& value : r) value = random.normal();
  layer.forward(theta, x, y);
  layer.backward(theta, gradient, x, r, dx);
  const auto at = [&] {
    layer.forward(theta, x, y);
    double sum = 0;
    for (std::size_t i = 0; i < y_size; ++i) sum += y[i] * r[i];
    return sum;
  };
  const auto slope = [&](double& value) {
    constexpr double step = 1e-6;
    const double kept = value;
    value = kept + step;
    const double above = at();
    value = kept - step;
    const double under = at();
    value = kept;
    return (above - under) / (2 * step);
  };
  for (const Block& block : layer.layout.blocks()) {
    for (std::size_t i = 0; i < block.size; ++i) {
      const double expected = slope(theta[block.offset + i]);
      ASSERT_NEAR(gradient[block.offset + i], expected, 1e-7 * (1 + std::abs(expected)))
          << block.name << " [" << i << "]";
    }
  }
  for (std::size_t i = 0; i < x_size; ++i) {
    const double expected = slope(x[i]);
    ASSERT_NEAR(dx[i], expected, 1e-7 * (1 + std::abs(expected))) << "x [" << i << "]";
  }
}

}  // namespace skin2vec::net
