// B people, T days, W width, H heads, D = W / H. One head of one person is a strided view (T,D) of qkv (B,T,3W).
#include "skin2vec/net/attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "skin2vec/base/require.h"

namespace skin2vec::net {
namespace {

// Scores of days by the last of them, in place to weights that sum to 1.
template <typename Real>
void soften(Real* scores, int days, Real scale, Real decay) {
  Real highest = -std::numeric_limits<Real>::infinity(), sum = 0;
  for (int j = 0; j < days; ++j) {
    scores[j] = scale * scores[j] - decay * static_cast<Real>(days - 1 - j);
    highest = std::max(highest, scores[j]);
  }
  for (int j = 0; j < days; ++j) sum += scores[j] = std::exp(scores[j] - highest);
  for (int j = 0; j < days; ++j) scores[j] /= sum;
}

}  // namespace

template <typename Real>
Attention<Real>::Attention(Layout& layout, const std::string& name, int width, int heads)
    : width_(width),
      heads_(heads),
      qkv_(layout, name + ".qkv", width, 3 * width),
      out_(layout, name + ".out", width, width),
      decay_(layout.add(name + ".decay", {heads}, {.centre = -2.2, .spread = 1.5})) {
  require(heads >= 1 && width % heads == 0, "Attention: width {} is no multiple of {} heads", width, heads);
}

template <typename Real>
std::vector<Real> Attention<Real>::decays(std::span<const Real> theta) const {
  std::vector<Real> decays(static_cast<std::size_t>(heads_));
  for (std::size_t h = 0; h < decays.size(); ++h) decays[h] = std::log1p(std::exp(theta[decay_ + h]));
  return decays;
}

template <typename Real>
void Attention<Real>::forward(std::span<const Real> theta, std::span<const Real> x, int days,
                              std::span<const int> first, std::span<Real> y, Kept& kept) const {
  require(days >= 1, "Attention: days must be at least 1, got {}", days);
  const auto t = static_cast<std::size_t>(days), width = static_cast<std::size_t>(width_);
  require(x.size() % (t * width) == 0, "Attention: {} elements are not people of {} days of {}", x.size(), days,
          width_);
  const std::size_t people = x.size() / (t * width);
  require(first.empty() || first.size() == people, "Attention: {} first days for {} people", first.size(), people);
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  kept.days = days;
  kept.first.assign(people, 0);
  std::copy(first.begin(), first.end(), kept.first.begin());
  kept.qkv.resize(x.size() * 3);
  kept.mixed.resize(x.size());
  kept.weights.resize(people * static_cast<std::size_t>(heads_) * t * t);
  qkv_.forward(theta, x, kept.qkv);
  const std::vector<Real> decay = decays(theta);
  const int size = width_ / heads_;
  const Real scale = 1 / std::sqrt(static_cast<Real>(size));
  for (std::size_t b = 0; b < people; ++b) {
    for (int h = 0; h < heads_; ++h) {
      const Real* query = kept.qkv.data() + b * t * 3 * width + static_cast<std::size_t>(h * size);
      const Real* key = query + width;
      const Real* value = key + width;
      Real* weights =
          kept.weights.data() + (b * static_cast<std::size_t>(heads_) + static_cast<std::size_t>(h)) * t * t;
      run.gemm({.m = days,
                .n = days,
                .k = size,
                .a = query,
                .a_row = 3 * width_,
                .b = key,
                .b_row = 1,
                .b_col = 3 * width_,
                .c = weights,
                .c_row = days});
      run.attend(weights, days, days, kept.first[b], scale, decay[static_cast<std::size_t>(h)]);
      run.gemm({.m = days,
                .n = size,
                .k = days,
                .a = weights,
                .a_row = days,
                .b = value,
                .b_row = 3 * width_,
                .c = kept.mixed.data() + b * t * width + static_cast<std::size_t>(h * size),
                .c_row = width_});
    }
  }
  out_.forward(theta, kept.mixed, y);
}

template <typename Real>
void Attention<Real>::forward_last(std::span<const Real> theta, std::span<const Real> x, int days,
                                   std::span<const int> first, std::span<Real> y, LastKept& kept) const {
  require(days >= 1, "Attention: days must be at least 1, got {}", days);
  const auto t = static_cast<std::size_t>(days), width = static_cast<std::size_t>(width_),
             heads = static_cast<std::size_t>(heads_);
  const std::size_t people = y.size() / width;
  require(y.size() == people * width && x.size() == people * t * width && (first.empty() || first.size() == people),
          "Attention: x, y or first days do not fit {} people of {} days of {}", people, days, width_);
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  const std::vector<Real> decay = decays(theta);
  const int size = width_ / heads_, row = 3 * width_;
  const Real scale = 1 / std::sqrt(static_cast<Real>(size));
  const Real *weight = theta.data() + qkv_.weight(), *bias = theta.data() + qkv_.bias();
  kept.query.resize(people * width);
  kept.mixed.resize(people * width);
  kept.asked.resize(heads * width);
  kept.met.resize(heads * width);
  kept.weights.resize(heads * t);
  run.gemm({.m = static_cast<int>(people),
            .n = width_,
            .k = width_,
            .a = x.data() + (t - 1) * width,
            .a_row = static_cast<std::ptrdiff_t>(t * width),
            .b = weight,
            .b_row = row,
            .c = kept.query.data(),
            .c_row = width_,
            .start = linalg::Start::bias,
            .bias = bias});
  for (std::size_t b = 0; b < people; ++b) {
    Real* mixed = kept.mixed.data() + b * width;
    const auto from = static_cast<std::size_t>(first.empty() ? 0 : first[b]);
    if (from >= t) {
      std::fill_n(mixed, width, Real(0));
      continue;
    }
    const Real* day = x.data() + (b * t + from) * width;
    const auto seen = static_cast<int>(t - from);
    for (int h = 0; h < heads_; ++h) {
      run.gemm({.m = 1,
                .n = width_,
                .k = size,
                .a = kept.query.data() + b * width + static_cast<std::size_t>(h * size),
                .a_row = width_,
                .b = weight + width_ + h * size,
                .b_row = 1,
                .b_col = row,
                .c = kept.asked.data() + static_cast<std::size_t>(h) * width,
                .c_row = width_});
    }
    run.gemm({.m = heads_,
              .n = seen,
              .k = width_,
              .a = kept.asked.data(),
              .a_row = width_,
              .b = day,
              .b_row = 1,
              .b_col = width_,
              .c = kept.weights.data(),
              .c_row = days});
    for (std::size_t h = 0; h < heads; ++h) soften(kept.weights.data() + h * t, seen, scale, decay[h]);
    run.gemm({.m = heads_,
              .n = width_,
              .k = seen,
              .a = kept.weights.data(),
              .a_row = days,
              .b = day,
              .b_row = width_,
              .c = kept.met.data(),
              .c_row = width_});
    for (int h = 0; h < heads_; ++h) {
      run.gemm({.m = 1,
                .n = size,
                .k = width_,
                .a = kept.met.data() + static_cast<std::size_t>(h) * width,
                .a_row = width_,
                .b = weight + 2 * width_ + h * size,
                .b_row = row,
                .c = mixed + h * size,
                .c_row = width_,
                .start = linalg::Start::bias,
                .bias = bias + 2 * width_ + h * size});
    }
  }
  out_.forward(theta, kept.mixed, y);
}

// With P the weights and M = P V: dP = dM V', dV = P' dM, dS by the softmax, dQ = dS K, dK = dS' Q.
template <typename Real>
void Attention<Real>::backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x,
                               Kept& kept, std::span<const Real> dy, std::span<Real> dx, linalg::Start start) const {
  const int days = kept.days, size = width_ / heads_;
  const auto t = static_cast<std::size_t>(days), width = static_cast<std::size_t>(width_);
  const std::size_t people = kept.first.size();
  require(x.size() == people * t * width && dy.size() == x.size(), "Attention::backward: x or dy is of another batch");
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  kept.d_mixed.resize(x.size());
  kept.d_qkv.resize(x.size() * 3);
  kept.d_weights.resize(t * t);
  out_.backward(theta, gradient, kept.mixed, dy, kept.d_mixed, linalg::Start::zero);
  const Real scale = 1 / std::sqrt(static_cast<Real>(size));
  const int row = 3 * width_;
  for (std::size_t b = 0; b < people; ++b) {
    for (int h = 0; h < heads_; ++h) {
      const std::size_t at = b * t * 3 * width + static_cast<std::size_t>(h * size);
      const Real* query = kept.qkv.data() + at;
      const Real* key = query + width;
      const Real* value = key + width;
      Real* d_query = kept.d_qkv.data() + at;
      Real* d_key = d_query + width;
      Real* d_value = d_key + width;
      const Real* weights =
          kept.weights.data() + (b * static_cast<std::size_t>(heads_) + static_cast<std::size_t>(h)) * t * t;
      const Real* d_mixed = kept.d_mixed.data() + b * t * width + static_cast<std::size_t>(h * size);
      Real* d = kept.d_weights.data();
      run.gemm({.m = days,
                .n = days,
                .k = size,
                .a = d_mixed,
                .a_row = width_,
                .b = value,
                .b_row = 1,
                .b_col = row,
                .c = d,
                .c_row = days});
      run.gemm({.m = days,
                .n = size,
                .k = days,
                .a = weights,
                .a_row = 1,
                .a_col = days,
                .b = d_mixed,
                .b_row = width_,
                .c = d_value,
                .c_row = row});
      const Real d_decay = run.attend_back(d, weights, days, days, kept.first[b], scale);
      const Real raw = theta[decay_ + static_cast<std::size_t>(h)];
      gradient[decay_ + static_cast<std::size_t>(h)] += d_decay / (1 + std::exp(-raw));
      run.gemm(
          {.m = days, .n = size, .k = days, .a = d, .a_row = days, .b = key, .b_row = row, .c = d_query, .c_row = row});
      run.gemm({.m = days,
                .n = size,
                .k = days,
                .a = d,
                .a_row = 1,
                .a_col = days,
                .b = query,
                .b_row = row,
                .c = d_key,
                .c_row = row});
    }
  }
  qkv_.backward(theta, gradient, x, kept.d_qkv, dx, start);
}

template class Attention<float>;
template class Attention<double>;

}  // namespace skin2vec::net
