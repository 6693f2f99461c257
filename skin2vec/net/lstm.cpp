// B people, T days, F features, W width. Row (b,t) of a (B,T,.) array is b T + t, so the rows of one day are T apart.
#include "skin2vec/net/lstm.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::net {
namespace {

constexpr int kPackedFrom = 3072;  // days x width: below it one or two people read U faster as it lies

}  // namespace

template <typename Real>
Lstm<Real>::Lstm(Layout& layout, const std::string& name, int features, int width)
    : features_(features),
      width_(width),
      input_(layout.add(name + ".input", {features, 4 * width}, {.spread = 1 / std::sqrt(width)})),
      recurrent_(layout.add(name + ".recurrent", {width, 4 * width}, {.spread = 1 / std::sqrt(width)})),
      bias_(layout.add(name + ".bias", {4, width})) {}

// a_t = x_t W + h_{t-1} U + b; i, f, o = logistic, g = tanh; c_t = f c_{t-1} + i g; h_t = o tanh c_t.
template <typename Real>
void Lstm<Real>::forward(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first,
                         Kept& kept) const {
  require(days >= 1, "Lstm: days must be at least 1, got {}", days);
  const std::size_t day_size = static_cast<std::size_t>(days) * static_cast<std::size_t>(features_);
  require(x.size() % day_size == 0, "Lstm: {} elements are not people of {} days of {}", x.size(), days, features_);
  const auto people = static_cast<int>(x.size() / day_size);
  require(first.empty() || first.size() == static_cast<std::size_t>(people), "Lstm: {} first days for {} people",
          first.size(), people);
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  const int gates = 4 * width_;
  const auto rows = static_cast<std::size_t>(people) * static_cast<std::size_t>(days);
  kept.days = days;
  kept.first.assign(static_cast<std::size_t>(people), 0);
  std::copy(first.begin(), first.end(), kept.first.begin());
  kept.gates.resize(rows * static_cast<std::size_t>(gates));
  for (auto* room : {&kept.cell, &kept.cell_tanh, &kept.state}) room->resize(rows * static_cast<std::size_t>(width_));
  kept.nothing.resize(kept.cell.size());  // never written: the cells before the first day

  run.gemm({.m = static_cast<int>(rows),
            .n = gates,
            .k = features_,
            .a = x.data(),
            .a_row = features_,
            .b = theta.data() + input_,
            .b_row = gates,
            .c = kept.gates.data(),
            .c_row = gates,
            .start = linalg::Start::bias,
            .bias = theta.data() + bias_});
  const bool pack = people > 2 || days * width_ >= kPackedFrom;
  if (pack) {
    kept.packed.resize(run.packed_size(width_, gates));
    run.pack(theta.data() + recurrent_, gates, 1, width_, gates, kept.packed.data());
  }
  const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(days) * width_,
                       gates_row = static_cast<std::ptrdiff_t>(days) * gates;
  for (int t = 0; t < days; ++t) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(t) * width_;
    Real* gates_now = kept.gates.data() + static_cast<std::ptrdiff_t>(t) * gates;
    if (t > 0) {
      run.gemm({.m = people,
                .n = gates,
                .k = width_,
                .a = kept.state.data() + at - width_,
                .a_row = row,
                .b = theta.data() + recurrent_,
                .b_row = gates,
                .c = gates_now,
                .c_row = gates_row,
                .start = linalg::Start::add,
                .packed = pack ? kept.packed.data() : nullptr});
    }
    const Real* before = t > 0 ? kept.cell.data() + at - width_ : kept.nothing.data();
    run.lstm(gates_now, before, kept.cell.data() + at, kept.cell_tanh.data() + at, kept.state.data() + at, people,
             width_, gates_row, row);
    for (int b = 0; b < people; ++b) {
      if (t >= kept.first[static_cast<std::size_t>(b)]) continue;
      for (auto* room : {&kept.cell, &kept.cell_tanh, &kept.state})
        std::fill_n(room->data() + b * row + at, width_, Real(0));
    }
  }
}

template <typename Real>
void Lstm<Real>::backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x, Kept& kept,
                          std::span<const Real> dy, std::span<Real> dx) const {
  const int days = kept.days, gates = 4 * width_;
  const auto people = static_cast<int>(kept.first.size());
  const auto rows = static_cast<std::size_t>(people) * static_cast<std::size_t>(days);
  require(dy.size() == kept.state.size() && x.size() == rows * static_cast<std::size_t>(features_) &&
              (dx.empty() || dx.size() == x.size()),
          "Lstm::backward: x, dy or dx is of another batch: {}, {}, {} elements", x.size(), dy.size(), dx.size());
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  const auto batch = static_cast<std::size_t>(people) * static_cast<std::size_t>(width_);
  kept.d_gates.resize(kept.gates.size());
  kept.d_state.resize(batch);
  kept.d_cell.assign(batch, 0);
  // U' once, as rows, for the few; packed, for the many.
  const bool pack = people > 2;
  const Real* recurrent = theta.data() + recurrent_;
  if (pack) {
    kept.packed.resize(run.packed_size(gates, width_));
    run.pack(recurrent, 1, gates, gates, width_, kept.packed.data());
  } else {
    kept.transposed.resize(static_cast<std::size_t>(gates) * static_cast<std::size_t>(width_));
    for (int i = 0; i < width_; ++i) {
      for (int j = 0; j < gates; ++j)
        kept.transposed[static_cast<std::size_t>(j) * width_ + i] = recurrent[i * gates + j];
    }
  }
  const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(days) * width_,
                       gates_row = static_cast<std::ptrdiff_t>(days) * gates;
  for (int t = days - 1; t >= 0; --t) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(t) * width_;
    for (int b = 0; b < people; ++b) {
      std::copy_n(dy.data() + b * row + at, width_, kept.d_state.data() + static_cast<std::ptrdiff_t>(b) * width_);
    }
    if (t + 1 < days) {
      run.gemm({.m = people,
                .n = width_,
                .k = gates,
                .a = kept.d_gates.data() + static_cast<std::ptrdiff_t>(t + 1) * gates,
                .a_row = gates_row,
                .b = pack ? nullptr : kept.transposed.data(),
                .b_row = width_,
                .c = kept.d_state.data(),
                .c_row = width_,
                .start = linalg::Start::add,
                .packed = pack ? kept.packed.data() : nullptr});
    }
    Real* d_gates = kept.d_gates.data() + static_cast<std::ptrdiff_t>(t) * gates;
    const Real* before = t > 0 ? kept.cell.data() + at - width_ : kept.nothing.data();
    run.lstm_back(kept.gates.data() + static_cast<std::ptrdiff_t>(t) * gates, before, kept.cell_tanh.data() + at,
                  kept.d_state.data(), kept.d_cell.data(), d_gates, people, width_, gates_row, row);
    for (int b = 0; b < people; ++b) {
      if (t >= kept.first[static_cast<std::size_t>(b)]) continue;
      std::fill_n(d_gates + b * gates_row, gates, Real(0));
      std::fill_n(kept.d_cell.data() + static_cast<std::ptrdiff_t>(b) * width_, width_, Real(0));
    }
  }
  run.gemm({.m = features_,
            .n = gates,
            .k = static_cast<int>(rows),
            .a = x.data(),
            .a_row = 1,
            .a_col = features_,
            .b = kept.d_gates.data(),
            .b_row = gates,
            .c = gradient.data() + input_,
            .c_row = gates,
            .start = linalg::Start::add});
  run.add_rows(gradient.data() + bias_, kept.d_gates.data(), static_cast<int>(rows), gates, gates);
  // dU = sum of h_{t-1}' da_t: the states a day later, 0 on the first day, so that all people are one product.
  kept.state_before.resize(kept.state.size());
  for (int b = 0; b < people; ++b) {
    Real* to = kept.state_before.data() + b * row;
    std::fill_n(to, width_, Real(0));
    std::copy_n(kept.state.data() + b * row, row - width_, to + width_);
  }
  run.gemm({.m = width_,
            .n = gates,
            .k = static_cast<int>(rows),
            .a = kept.state_before.data(),
            .a_row = 1,
            .a_col = width_,
            .b = kept.d_gates.data(),
            .b_row = gates,
            .c = gradient.data() + recurrent_,
            .c_row = gates,
            .start = linalg::Start::add});
  if (dx.empty()) return;
  run.gemm({.m = static_cast<int>(rows),
            .n = features_,
            .k = gates,
            .a = kept.d_gates.data(),
            .a_row = gates,
            .b = theta.data() + input_,
            .b_row = 1,
            .b_col = gates,
            .c = dx.data(),
            .c_row = features_});
}

template <typename Real>
void Lstm<Real>::step(std::span<const Real> theta, std::span<const Real> x, std::span<Real> state,
                      std::span<Real> cell) const {
  const auto width = static_cast<std::size_t>(width_);
  require(x.size() == static_cast<std::size_t>(features_) && state.size() == width && cell.size() == width,
          "Lstm::step: x {}, state {}, cell {} elements", x.size(), state.size(), cell.size());
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  const int gates = 4 * width_;
  std::vector<Real> now(static_cast<std::size_t>(gates)), before(cell.begin(), cell.end()), cell_tanh(width);
  linalg::Product<Real> product = {.m = 1,
                                   .n = gates,
                                   .k = features_,
                                   .a = x.data(),
                                   .a_row = features_,
                                   .b = theta.data() + input_,
                                   .b_row = gates,
                                   .c = now.data(),
                                   .c_row = gates,
                                   .start = linalg::Start::bias,
                                   .bias = theta.data() + bias_};
  run.gemm(product);
  product.k = width_;
  product.a = state.data();
  product.b = theta.data() + recurrent_;
  product.start = linalg::Start::add;
  run.gemm(product);
  run.lstm(now.data(), before.data(), cell.data(), cell_tanh.data(), state.data(), 1, width_, gates, width_);
}

template class Lstm<float>;
template class Lstm<double>;

}  // namespace skin2vec::net
