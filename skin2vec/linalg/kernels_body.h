// The inner loops but the matrix product, and the table of all. Who may include it, and why it uses no standard
// library: kernels_lanes.h.
#pragma once

#include <cmath>
#include <cstddef>

#include "skin2vec/linalg/kernels.h"
#include "skin2vec/linalg/kernels_lanes.h"
#include "skin2vec/linalg/kernels_product.h"

namespace skin2vec::linalg {
namespace {

// --- functions of one element
// -----------------------------------------------------------------------------------------

template <typename Real>
void relu(Real* x, std::ptrdiff_t n) {
  for (std::ptrdiff_t i = 0; i < n; ++i) x[i] = x[i] > 0 ? x[i] : Real(0);
}

template <typename Real>
void relu_back(Real* dy, const Real* y, std::ptrdiff_t n) {
  for (std::ptrdiff_t i = 0; i < n; ++i) dy[i] = y[i] > 0 ? dy[i] : Real(0);
}

template <typename Real>
void add(Real* y, const Real* x, std::ptrdiff_t n) {
  for (std::ptrdiff_t i = 0; i < n; ++i) y[i] += x[i];
}

template <typename Real>
void add_rows(Real* sum, const Real* x, int rows, int columns, std::ptrdiff_t x_row) {
  for (int i = 0; i < rows; ++i) add(sum, x + i * x_row, columns);
}

template <typename Real>
Real dot(const Real* x, const Real* y, std::ptrdiff_t n) {
  constexpr std::ptrdiff_t lanes = kLanes<Real>, two = 2 * lanes;
  Vec<Real> first{}, second{};
  std::ptrdiff_t i = 0;
  for (; i + two <= n; i += two) {
    first += load(x + i) * load(y + i);
    second += load(x + i + lanes) * load(y + i + lanes);
  }
  Real sum = sum_of<Real>(first + second);
  for (; i < n; ++i) sum += x[i] * y[i];
  return sum;
}

// --- attention
// --------------------------------------------------------------------------------------------------------

template <typename Real>
void attend(Real* scores, int t, std::ptrdiff_t row, int first, Real scale, Real decay) {
  constexpr int lanes = kLanes<Real>;
  for (int i = 0; i < t; ++i) {
    Real* s = scores + i * row;
    if (i < first) {
      for (int j = 0; j < t; ++j) s[j] = 0;
      continue;
    }
    for (int j = 0; j < first; ++j) s[j] = 0;
    Real top = static_cast<Real>(-1e30);
    for (int j = first; j <= i; ++j) {
      s[j] = scale * s[j] - decay * static_cast<Real>(i - j);
      top = s[j] > top ? s[j] : top;
    }
    int j = first;
    Vec<Real> sums{};
    for (; j + lanes <= i + 1; j += lanes) {
      const Vec<Real> e = exp_of(load(s + j) - top);
      store(s + j, e);
      sums += e;
    }
    Real total = sum_of<Real>(sums);
    if (j <= i) {
      Real rest[lanes];
      for (int r = 0; r < lanes; ++r) rest[r] = j + r <= i ? s[j + r] - top : Real(-80);
      store(rest, exp_of(load(rest)));
      for (int r = 0; j + r <= i; ++r) {
        s[j + r] = rest[r];
        total += rest[r];
      }
    }
    const Real inverse = 1 / total;
    for (j = first; j <= i; ++j) s[j] *= inverse;
    for (j = i + 1; j < t; ++j) s[j] = 0;
  }
}

template <typename Real>
Real attend_back(Real* d, const Real* weights, int t, std::ptrdiff_t row, int first, Real scale) {
  Real d_decay = 0;
  for (int i = 0; i < t; ++i) {
    Real* g = d + i * row;
    const Real* w = weights + i * row;
    if (i < first) {
      for (int j = 0; j < t; ++j) g[j] = 0;
      continue;
    }
    const Real mean = dot(g + first, w + first, i + 1 - first);
    Real lagged = 0;
    for (int j = 0; j < first; ++j) g[j] = 0;
    for (int j = first; j <= i; ++j) g[j] = w[j] * (g[j] - mean);
    for (int j = first; j <= i; ++j) lagged += g[j] * static_cast<Real>(i - j);
    for (int j = first; j <= i; ++j) g[j] *= scale;
    for (int j = i + 1; j < t; ++j) g[j] = 0;
    d_decay -= lagged;
  }
  return d_decay;
}

// --- layer norm
// -------------------------------------------------------------------------------------------------------

template <typename Real>
void layer_norm(const Real* x, const Real* gain, const Real* shift, Real* y, Real* mean, Real* inverse_sd, int rows,
                int n, Real epsilon) {
  constexpr int lanes = kLanes<Real>;
  for (int i = 0; i < rows; ++i, x += n, y += n) {
    Vec<Real> sums{};
    int j = 0;
    for (; j + lanes <= n; j += lanes) sums += load(x + j);
    Real m = sum_of<Real>(sums);
    for (; j < n; ++j) m += x[j];
    m /= static_cast<Real>(n);
    Vec<Real> squares{};
    for (j = 0; j + lanes <= n; j += lanes) {
      const Vec<Real> d = load(x + j) - m;
      squares += d * d;
    }
    Real v = sum_of<Real>(squares);
    for (; j < n; ++j) v += (x[j] - m) * (x[j] - m);
    const Real inverse = 1 / std::sqrt(v / static_cast<Real>(n) + epsilon);
    for (j = 0; j < n; ++j) y[j] = (x[j] - m) * inverse * gain[j] + shift[j];
    mean[i] = m;
    inverse_sd[i] = inverse;
  }
}

// With h = (x - mean) / sd and g = dy * gain: dx = (g - mean(g) - h mean(g h)) / sd.
template <typename Real>
void layer_norm_back(const Real* x, const Real* gain, const Real* mean, const Real* inverse_sd, const Real* dy,
                     Real* dx, Real* dgain, Real* dshift, int rows, int n) {
  constexpr int lanes = kLanes<Real>;
  for (int i = 0; i < rows; ++i, x += n, dy += n, dx += n) {
    const Real m = mean[i], inverse = inverse_sd[i];
    Vec<Real> sums{}, products{};
    int j = 0;
    for (; j + lanes <= n; j += lanes) {
      const Vec<Real> d = load(dy + j), h = (load(x + j) - m) * inverse, g = d * load(gain + j);
      store(dgain + j, load(dgain + j) + d * h);
      store(dshift + j, load(dshift + j) + d);
      sums += g;
      products += g * h;
    }
    Real sum = sum_of<Real>(sums), product = sum_of<Real>(products);
    for (; j < n; ++j) {
      const Real h = (x[j] - m) * inverse, g = dy[j] * gain[j];
      dgain[j] += dy[j] * h;
      dshift[j] += dy[j];
      sum += g;
      product += g * h;
    }
    sum /= static_cast<Real>(n);
    product /= static_cast<Real>(n);
    for (j = 0; j < n; ++j) dx[j] += (dy[j] * gain[j] - sum - (x[j] - m) * inverse * product) * inverse;
  }
}

// --- LSTM cells
// -------------------------------------------------------------------------------------------------------

// Runs `work(first, count)` over n elements by whole vectors; the rest through copies, so that every element is
// computed by the same instructions wherever it stands.
template <typename Real>
void lstm(Real* gates, const Real* cell_before, Real* cell, Real* cell_tanh, Real* state, int rows, int n,
          std::ptrdiff_t gates_row, std::ptrdiff_t row) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>;
  for (int r = 0; r < rows; ++r) {
    Real* g = gates + r * gates_row;
    for (int j = 0; j < n; j += lanes) {
      const int count = n - j < lanes ? n - j : lanes;
      Real in[5][lanes];
      const Real* from[5] = {g + j, g + n + j, g + 2 * n + j, g + 3 * n + j, cell_before + r * row + j};
      V value[5];
      for (int k = 0; k < 5; ++k) {
        if (count == lanes) {
          value[k] = load(from[k]);
        } else {
          for (int i = 0; i < lanes; ++i) in[k][i] = i < count ? from[k][i] : Real(0);
          value[k] = load(in[k]);
        }
      }
      const V i_gate = logistic_of<Real>(value[0]), f_gate = logistic_of<Real>(value[1]);
      const V g_gate = tanh_of(value[2]), o_gate = logistic_of<Real>(value[3]);
      const V c = f_gate * value[4] + i_gate * g_gate, c_tanh = tanh_of(c);
      const V out[7] = {i_gate, f_gate, g_gate, o_gate, c, c_tanh, o_gate * c_tanh};
      Real* to[7] = {g + j,
                     g + n + j,
                     g + 2 * n + j,
                     g + 3 * n + j,
                     cell + r * row + j,
                     cell_tanh + r * row + j,
                     state + r * row + j};
      for (int k = 0; k < 7; ++k) {
        if (count == lanes) {
          store(to[k], out[k]);
        } else {
          for (int i = 0; i < count; ++i) to[k][i] = out[k][i];
        }
      }
    }
  }
}

template <typename Real>
void lstm_back(const Real* gates, const Real* cell_before, const Real* cell_tanh, const Real* d_state, Real* d_cell,
               Real* d_gates, int rows, int n, std::ptrdiff_t gates_row, std::ptrdiff_t row) {
  for (int r = 0; r < rows; ++r) {
    const Real* i_gate = gates + r * gates_row;
    const Real* f_gate = i_gate + n;
    const Real* g_gate = i_gate + 2 * n;
    const Real* o_gate = i_gate + 3 * n;
    Real* di = d_gates + r * gates_row;
    Real* df = di + n;
    Real* dg = di + 2 * n;
    Real* d_o = di + 3 * n;
    const Real* before = cell_before + r * row;
    const Real* c_tanh = cell_tanh + r * row;
    const Real* dh = d_state + static_cast<std::ptrdiff_t>(r) * n;
    Real* dc = d_cell + static_cast<std::ptrdiff_t>(r) * n;
#pragma GCC ivdep
    for (int j = 0; j < n; ++j) {
      const Real i = i_gate[j], f = f_gate[j], g = g_gate[j], o = o_gate[j];
      const Real d = dc[j] + dh[j] * o * (1 - c_tanh[j] * c_tanh[j]);
      d_o[j] = dh[j] * c_tanh[j] * o * (1 - o);
      di[j] = d * g * i * (1 - i);
      df[j] = d * before[j] * f * (1 - f);
      dg[j] = d * i * (1 - g * g);
      dc[j] = d * f;
    }
  }
}

// --- Gaussian loss
// ----------------------------------------------------------------------------------------------------

template <typename Real>
double gaussian(const Real* mean, const Real* log_sd, const Real* target, const Real* weight, Real* d_mean,
                Real* d_log_sd, std::ptrdiff_t n) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>;
  double loss = 0;
  V sums{};
  std::ptrdiff_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    const V w = load(weight + i), inverse = exp_of(-load(log_sd + i)),
            z = (load(target + i) - load(mean + i)) * inverse;
    store(d_mean + i, -w * z * inverse);
    store(d_log_sd + i, w * (Real(1) - z * z));
    sums += w * (load(log_sd + i) + Real(0.5) * z * z);
  }
  loss = static_cast<double>(sum_of<Real>(sums));
  for (; i < n; ++i) {
    const Real w = weight[i], inverse = std::exp(-log_sd[i]), z = (target[i] - mean[i]) * inverse;
    d_mean[i] = -w * z * inverse;
    d_log_sd[i] = w * (1 - z * z);
    loss += static_cast<double>(w * (log_sd[i] + Real(0.5) * z * z));
  }
  return loss;
}

// --- Adam
// -------------------------------------------------------------------------------------------------------------

template <typename Real>
void adam(Real* theta, const Real* gradient, Real* first, Real* second, std::ptrdiff_t n, const AdamStep<Real>& s) {
  const AdamStep<Real> step = s;
#pragma GCC ivdep
  for (std::ptrdiff_t i = 0; i < n; ++i) {
    const Real g = gradient[i] * step.gradient_scale;
    const Real m = step.beta1 * first[i] + (1 - step.beta1) * g;
    const Real v = step.beta2 * second[i] + (1 - step.beta2) * g * g;
    first[i] = m;
    second[i] = v;
    theta[i] -= step.decay * theta[i] + step.rate * m / (std::sqrt(v * step.second_scale) + step.epsilon);
  }
}

template <typename Real>
constexpr Kernels<Real> kSet = {SKIN2VEC_KERNELS_NAME,
                                kLanes<Real>,
                                gemm<Real>,
                                packed_size<Real>,
                                pack_all<Real>,
                                relu<Real>,
                                relu_back<Real>,
                                add<Real>,
                                add_rows<Real>,
                                dot<Real>,
                                attend<Real>,
                                attend_back<Real>,
                                layer_norm<Real>,
                                layer_norm_back<Real>,
                                lstm<Real>,
                                lstm_back<Real>,
                                gaussian<Real>,
                                adam<Real>};

}  // namespace
}  // namespace skin2vec::linalg
