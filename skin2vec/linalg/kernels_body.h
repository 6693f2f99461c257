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

// --- functions of one element ---

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
  for (; i < n; i += lanes) {
    const auto count = static_cast<int>(n - i);
    first += load_some(x + i, count) * load_some(y + i, count);
  }
  return sum_of<Real>(first + second);
}

// --- attention ---

// Lanes 0, 1, 2 ...
template <typename Real>
inline Vec<Real> counted() {
  Real line[kLanes<Real>];
  for (int i = 0; i < kLanes<Real>; ++i) line[i] = static_cast<Real>(i);
  return load(line);
}

template <typename Real>
void attend(Real* scores, int t, std::ptrdiff_t row, int first, Real scale, Real decay) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>;
  constexpr Real never = static_cast<Real>(-1e30);
  const V place = decay * counted<Real>();
  for (int i = 0; i < t; ++i) {
    Real* s = scores + i * row;
    if (i < first) {
      for (int j = 0; j < t; ++j) s[j] = 0;
      continue;
    }
    for (int j = 0; j < first; ++j) s[j] = 0;
    V tops = all(never);
    for (int j = first; j <= i; j += lanes) {
      const int count = i + 1 - j;
      const V score = scale * load_some(s + j, count, never) + (place - decay * static_cast<Real>(i - j));
      tops = larger<Real>(tops, score);
      store_some(s + j, score, count);
    }
    const Real top = top_of<Real>(tops);
    V sums{};
    for (int j = first; j <= i; j += lanes) {
      const int count = i + 1 - j;
      const V e = exp_of(load_some(s + j, count, never) - top);  // e^-87 of what is not there: nothing beside 1
      store_some(s + j, e, count);
      sums += e;
    }
    const Real inverse = 1 / sum_of<Real>(sums);
    for (int j = first; j < t; j += lanes) {
      store_some(s + j, inverse * load_some(s + j, i + 1 - j > 0 ? i + 1 - j : 0), t - j);
    }
  }
}

template <typename Real>
Real attend_back(Real* d, const Real* weights, int t, std::ptrdiff_t row, int first, Real scale) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>;
  const V place = counted<Real>();
  V lagged{};
  for (int i = 0; i < t; ++i) {
    Real* g = d + i * row;
    const Real* w = weights + i * row;
    if (i < first) {
      for (int j = 0; j < t; ++j) g[j] = 0;
      continue;
    }
    const Real mean = dot(g + first, w + first, i + 1 - first);
    for (int j = 0; j < first; ++j) g[j] = 0;
    for (int j = first; j <= i; j += lanes) {
      const int count = i + 1 - j;
      const V slope = load_some(w + j, count) * (load_some(g + j, count) - mean);
      lagged += slope * (static_cast<Real>(i - j) - place);
      store_some(g + j, scale * slope, count);
    }
    __builtin_memset(g + i + 1, 0, static_cast<std::size_t>(t - i - 1) * sizeof(Real));
  }
  return -sum_of<Real>(lagged);
}

// --- layer norm ---

template <typename Real>
void layer_norm(const Real* x, const Real* gain, const Real* shift, Real* y, Real* mean, Real* inverse_sd, int rows,
                int n, Real epsilon) {
  constexpr int lanes = kLanes<Real>;
  for (int i = 0; i < rows; ++i, x += n, y += n) {
    Vec<Real> sums{};
    for (int j = 0; j < n; j += lanes) sums += load_some(x + j, n - j);
    const Real m = sum_of<Real>(sums) / static_cast<Real>(n);
    Vec<Real> squares{};
    for (int j = 0; j < n; j += lanes) {
      const Vec<Real> d = load_some(x + j, n - j, m) - m;
      squares += d * d;
    }
    const Real inverse = 1 / std::sqrt(sum_of<Real>(squares) / static_cast<Real>(n) + epsilon);
    for (int j = 0; j < n; j += lanes) {
      const Vec<Real> h = (load_some(x + j, n - j) - m) * inverse;
      store_some(y + j, h * load_some(gain + j, n - j) + load_some(shift + j, n - j), n - j);
    }
    mean[i] = m;
    inverse_sd[i] = inverse;
  }
}

// With h = (x - mean) / sd and g = dy * gain: dx = (g - mean(g) - h mean(g h)) / sd.
template <typename Real>
void layer_norm_back(const Real* x, const Real* gain, const Real* mean, const Real* inverse_sd, const Real* dy,
                     Real* dx, Real* dgain, Real* dshift, int rows, int n) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>;
  for (int i = 0; i < rows; ++i, x += n, dy += n, dx += n) {
    const Real m = mean[i], inverse = inverse_sd[i];
    V sums{}, products{};
    for (int j = 0; j < n; j += lanes) {
      const int count = n - j;
      const V d = load_some(dy + j, count), h = (load_some(x + j, count) - m) * inverse;
      const V g = d * load_some(gain + j, count);  // 0 behind the row
      store_some(dgain + j, load_some(dgain + j, count) + d * h, count);
      store_some(dshift + j, load_some(dshift + j, count) + d, count);
      sums += g;
      products += g * h;
    }
    const Real sum = sum_of<Real>(sums) / static_cast<Real>(n), product = sum_of<Real>(products) / static_cast<Real>(n);
    for (int j = 0; j < n; j += lanes) {
      const int count = n - j;
      const V h = (load_some(x + j, count) - m) * inverse, g = load_some(dy + j, count) * load_some(gain + j, count);
      store_some(dx + j, load_some(dx + j, count) + (g - sum - h * product) * inverse, count);
    }
  }
}

// --- LSTM cells ---

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

// --- Gaussian loss ---

template <typename Real>
double gaussian(const Real* mean, const Real* log_sd, const Real* target, const Real* weight, Real scale, Real* d_mean,
                Real* d_log_sd, std::ptrdiff_t n) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>;
  V sums{};
  for (std::ptrdiff_t i = 0; i < n; i += lanes) {
    const int count = n - i < lanes ? static_cast<int>(n - i) : lanes;  // what lies behind has weight 0
    const V w = load_some(weight + i, count), log = load_some(log_sd + i, count), inverse = exp_of(-log);
    const V z = (load_some(target + i, count) - load_some(mean + i, count)) * inverse;
    store_some(d_mean + i, -scale * w * z * inverse, count);
    store_some(d_log_sd + i, scale * w * (Real(1) - z * z), count);
    sums += w * (log + Real(0.5) * z * z);
  }
  return static_cast<double>(sum_of<Real>(sums));
}

// --- Adam ---

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
