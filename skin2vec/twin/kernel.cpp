#include "skin2vec/twin/kernel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::twin {

namespace {

constexpr std::array<std::string_view, 5> shape_names{"exponential", "delayed", "plateau", "biphasic", "accumulated"};

// The gamma curve with peak 1 at u = 1 (u = lag / peak day).
double wave(double u) {
  return u <= 0 ? 0 : std::pow(u, 3) * std::exp(3 - 3 * u);
}

double height(const KernelShape& shape, int lag) {
  const double since = lag - shape.onset;
  if (since < 0) return 0;
  switch (shape.shape) {
    case Shape::exponential:
      return std::exp(-since / shape.days);
    case Shape::delayed:
      return wave(since / shape.days);
    case Shape::plateau:
      return since < std::max(2.0, std::round(shape.days)) ? 1 : 0;
    case Shape::biphasic:
      return std::exp(-since / shape.days) - 0.6 * wave(since / (2 + 2 * shape.days));
    case Shape::accumulated:
      return since < std::round(shape.days) ? 1 : 0;
  }
  return 0;
}

}  // namespace

std::string_view to_text(Shape shape) {
  return shape_names.at(static_cast<std::size_t>(shape));
}

std::vector<double> kernel_of(const KernelShape& shape) {
  require(shape.onset >= 0 && shape.onset < n_lags, "kernel_of: onset must be in [0, {}), got {}", n_lags, shape.onset);
  require(shape.days > 0, "kernel_of: days must be positive, got {}", shape.days);
  int length = n_lags;
  if (shape.shape == Shape::accumulated) {
    length = std::max(n_lags, shape.onset + static_cast<int>(std::round(shape.days)));
  }
  std::vector<double> kernel(static_cast<std::size_t>(length));
  double sum = 0;
  for (int lag = 0; lag < length; ++lag) sum += std::abs(kernel[static_cast<std::size_t>(lag)] = height(shape, lag));
  for (double& value : kernel) value *= sum > 0 ? shape.size / sum : 0;
  return kernel;
}

std::vector<double> first_lags(std::span<const double> kernel) {
  std::vector<double> lags(kernel.begin(), kernel.begin() + std::min<std::ptrdiff_t>(n_lags, std::ssize(kernel)));
  lags.resize(n_lags, 0.0);
  return lags;
}

double lagged_sum(std::span<const double> kernel, std::span<const double> amount, int day) {
  const int lags = std::min(static_cast<int>(kernel.size()), day + 1);
  double sum = 0;
  for (int lag = 0; lag < lags; ++lag) {
    sum += kernel[static_cast<std::size_t>(lag)] * amount[static_cast<std::size_t>(day - lag)];
  }
  return sum;
}

}  // namespace skin2vec::twin
