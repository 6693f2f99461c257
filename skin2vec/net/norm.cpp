#include "skin2vec/net/norm.h"

#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::net {
namespace {

constexpr double kEpsilon = 1e-5;  // added to a variance: PyTorch's default, so that its numbers are ours

template <typename Real>
std::size_t rows_of(std::span<const Real> x, std::span<const Real> y, int width) {
  require(x.size() == y.size() && x.size() % static_cast<std::size_t>(width) == 0,
          "norm: {} and {} elements are not equal numbers of rows of {}", x.size(), y.size(), width);
  return x.size() / static_cast<std::size_t>(width);
}

}  // namespace

template <typename Real>
LayerNorm<Real>::LayerNorm(Layout& layout, const std::string& name, int width)
    : width_(width),
      gain_(layout.add(name + ".gain", {width}, {.centre = 1})),
      shift_(layout.add(name + ".shift", {width})) {}

template <typename Real>
void LayerNorm<Real>::forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y,
                              Kept& kept) const {
  const std::size_t rows = rows_of<Real>(x, y, width_);
  kept.mean.resize(rows);
  kept.inverse_sd.resize(rows);
  linalg::kernels<Real>().layer_norm(x.data(), theta.data() + gain_, theta.data() + shift_, y.data(), kept.mean.data(),
                                     kept.inverse_sd.data(), static_cast<int>(rows), width_,
                                     static_cast<Real>(kEpsilon));
}

template <typename Real>
void LayerNorm<Real>::backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x,
                               const Kept& kept, std::span<const Real> dy, std::span<Real> dx) const {
  const std::size_t rows = rows_of<Real>(x, dy, width_);
  require(dx.size() == x.size() && kept.mean.size() == rows, "LayerNorm: dx or kept is of another batch");
  linalg::kernels<Real>().layer_norm_back(x.data(), theta.data() + gain_, kept.mean.data(), kept.inverse_sd.data(),
                                          dy.data(), dx.data(), gradient.data() + gain_, gradient.data() + shift_,
                                          static_cast<int>(rows), width_);
}

template <typename Real>
BatchNorm<Real>::BatchNorm(Layout& layout, const std::string& name, int width)
    : width_(width),
      gain_(layout.add(name + ".gain", {width}, {.centre = 1})),
      shift_(layout.add(name + ".shift", {width})) {}

template <typename Real>
typename BatchNorm<Real>::Moments BatchNorm<Real>::start() const {
  const auto width = static_cast<std::size_t>(width_);
  return {.mean = std::vector<Real>(width, 0), .variance = std::vector<Real>(width, 1)};
}

template <typename Real>
void BatchNorm<Real>::forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y,
                              Kept& kept) const {
  const std::size_t rows = rows_of<Real>(x, y, width_);
  require(rows >= 2, "BatchNorm: a batch needs 2 rows, got {}", rows);
  const auto width = static_cast<std::size_t>(width_);
  kept.moments = {.mean = std::vector<Real>(width, 0), .variance = std::vector<Real>(width, 0)};
  kept.inverse_sd.resize(width);
  kept.normal.resize(x.size());
  Moments& m = kept.moments;
  linalg::kernels<Real>().add_rows(m.mean.data(), x.data(), static_cast<int>(rows), width_, width_);
  for (Real& mean : m.mean) mean /= static_cast<Real>(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      const Real d = x[i * width + j] - m.mean[j];
      m.variance[j] += d * d;
    }
  }
  for (std::size_t j = 0; j < width; ++j) {
    m.variance[j] /= static_cast<Real>(rows);
    kept.inverse_sd[j] = 1 / std::sqrt(m.variance[j] + static_cast<Real>(kEpsilon));
  }
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      const Real h = (x[i * width + j] - m.mean[j]) * kept.inverse_sd[j];
      kept.normal[i * width + j] = h;
      y[i * width + j] = h * theta[gain_ + j] + theta[shift_ + j];
    }
  }
}

// With h the normalised column and g = dy * gain: dx = (g - mean(g) - h mean(g h)) / sd, means over the rows.
template <typename Real>
void BatchNorm<Real>::backward(std::span<const Real> theta, std::span<Real> gradient, const Kept& kept,
                               std::span<const Real> dy, std::span<Real> dx) const {
  const std::size_t rows = rows_of<Real>(dy, kept.normal, width_);
  require(dx.size() == dy.size(), "BatchNorm: dx has {} elements, dy {}", dx.size(), dy.size());
  const auto width = static_cast<std::size_t>(width_);
  std::vector<Real> sum(width, 0), product(width, 0);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      sum[j] += dy[i * width + j];
      product[j] += dy[i * width + j] * kept.normal[i * width + j];
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      const std::size_t at = i * width + j;
      const Real centred = dy[at] - (sum[j] + kept.normal[at] * product[j]) / static_cast<Real>(rows);
      dx[at] += theta[gain_ + j] * kept.inverse_sd[j] * centred;
    }
  }
  for (std::size_t j = 0; j < width; ++j) {
    gradient[gain_ + j] += product[j];
    gradient[shift_ + j] += sum[j];
  }
}

template <typename Real>
void BatchNorm<Real>::apply(std::span<const Real> theta, const Moments& moments, std::span<const Real> x,
                            std::span<Real> y) const {
  const std::size_t rows = rows_of<Real>(x, y, width_);
  const auto width = static_cast<std::size_t>(width_);
  require(moments.mean.size() == width && moments.variance.size() == width, "BatchNorm: moments of another width");
  for (std::size_t j = 0; j < width; ++j) {
    const Real slope = theta[gain_ + j] / std::sqrt(moments.variance[j] + static_cast<Real>(kEpsilon));
    const Real start = theta[shift_ + j] - slope * moments.mean[j];
    for (std::size_t i = 0; i < rows; ++i) y[i * width + j] = slope * x[i * width + j] + start;
  }
}

template <typename Real>
typename BatchNorm<Real>::Moments BatchNorm<Real>::moved(const Moments& running, const Moments& batch, std::size_t rows,
                                                         double share) const {
  require(share > 0 && share <= 1 && rows >= 2, "BatchNorm::moved: share {} of {} rows", share, rows);
  Moments next = running;
  const double unbiased = static_cast<double>(rows) / static_cast<double>(rows - 1);
  for (std::size_t j = 0; j < next.mean.size(); ++j) {
    next.mean[j] += static_cast<Real>(share) * (batch.mean[j] - next.mean[j]);
    next.variance[j] += static_cast<Real>(share) * (static_cast<Real>(unbiased) * batch.variance[j] - next.variance[j]);
  }
  return next;
}

template class LayerNorm<float>;
template class LayerNorm<double>;
template class BatchNorm<float>;
template class BatchNorm<double>;

}  // namespace skin2vec::net
