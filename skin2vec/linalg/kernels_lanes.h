// One vector of the instruction set that a file is compiled for, and functions of its elements.
//
// Included by the inner loops alone, which kernels_portable.cpp, kernels_avx2.cpp and kernels_avx512.cpp compile once
// each with their own SKIN2VEC_LANE_BYTES. Nothing else may include it, and it includes no template of the standard
// library: code compiled for one set must not be taken by the linker for all.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#if SKIN2VEC_LANE_BYTES == 64
#include <immintrin.h>  // masks, which the vector types lack
#endif

namespace skin2vec::linalg {
namespace {

template <typename Real>
struct Lanes;
template <>
struct Lanes<float> {
  using Vector = float __attribute__((vector_size(SKIN2VEC_LANE_BYTES), aligned(4), may_alias));
  using Whole = std::int32_t __attribute__((vector_size(SKIN2VEC_LANE_BYTES)));
};
template <>
struct Lanes<double> {
  using Vector = double __attribute__((vector_size(SKIN2VEC_LANE_BYTES), aligned(8), may_alias));
};

template <typename Real>
using Vec = typename Lanes<Real>::Vector;

template <typename Real>
constexpr int kLanes = SKIN2VEC_LANE_BYTES / static_cast<int>(sizeof(Real));

template <typename Real>
inline Vec<Real> load(const Real* p) {
  return *reinterpret_cast<const Vec<Real>*>(p);
}

template <typename Real>
inline void store(Real* p, Vec<Real> v) {
  *reinterpret_cast<Vec<Real>*>(p) = v;
}

template <typename Real>
inline Vec<Real> all(Real x) {
  return x - Vec<Real>{};  // every lane x
}

// The first `count` lanes, 0 <= count <= lanes; nothing behind them is touched.
template <typename Real, int size = kLanes<Real> / 2>
inline void copy_some(Real* to, const Real* from, int count) {
  if constexpr (size > 0) {
    if ((count & size) != 0) {
      __builtin_memcpy(to, from, size * sizeof(Real));
      to += size;
      from += size;
    }
    copy_some<Real, size / 2>(to, from, count);
  }
}

// At most the first `count` lanes, count >= 0; what is not loaded is `rest`.
#if SKIN2VEC_LANE_BYTES == 64
inline void store_some(float* p, Vec<float> v, int count) {
  _mm512_mask_storeu_ps(p, static_cast<__mmask16>(count >= 16 ? 0xFFFF : (1 << count) - 1), (__m512)v);
}
inline void store_some(double* p, Vec<double> v, int count) {
  _mm512_mask_storeu_pd(p, static_cast<__mmask8>(count >= 8 ? 0xFF : (1 << count) - 1), (__m512d)v);
}
inline Vec<float> load_some(const float* p, int count, float rest = 0) {
  return (Vec<float>)_mm512_mask_loadu_ps(_mm512_set1_ps(rest),
                                          static_cast<__mmask16>(count >= 16 ? 0xFFFF : (1 << count) - 1), p);
}
inline Vec<double> load_some(const double* p, int count, double rest = 0) {
  return (Vec<double>)_mm512_mask_loadu_pd(_mm512_set1_pd(rest),
                                           static_cast<__mmask8>(count >= 8 ? 0xFF : (1 << count) - 1), p);
}
#else
template <typename Real>
inline void store_some(Real* p, Vec<Real> v, int count) {
  if (count >= kLanes<Real>) return store(p, v);
  Real line[kLanes<Real>];
  store(line, v);
  copy_some(p, line, count);
}

template <typename Real>
inline Vec<Real> load_some(const Real* p, int count, Real rest = 0) {
  if (count >= kLanes<Real>) return load(p);
  Real line[kLanes<Real>];
  store(line, all(rest));
  copy_some(line, p, count);
  return load(line);
}
#endif

#if SKIN2VEC_LANE_BYTES == 64
// Of all lanes by `join(a, b)`, in halves: four steps that wait for each other and not sixteen.
template <typename Join>
inline float folded(Vec<float> v, const Join& join) {
  v = join(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  v = join(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  v = join(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  return join(v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14))[0];
}
template <typename Join>
inline double folded(Vec<double> v, const Join& join) {
  v = join(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3));
  v = join(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5));
  return join(v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6))[0];
}
#else
template <typename Vector, typename Join>
inline auto folded(Vector v, const Join& join) {
  for (int size = sizeof(v) / sizeof(v[0]) / 2; size > 0; size /= 2) {
    for (int i = 0; i < size; ++i) v[i] = join(v[i], v[i + size]);
  }
  return v[0];
}
#endif

template <typename Real>
inline Real sum_of(Vec<Real> v) {
  return folded(v, [](auto a, auto b) { return a + b; });
}

template <typename Real>
inline Real top_of(Vec<Real> v) {
  return folded(v, [](auto a, auto b) { return a > b ? a : b; });
}

template <typename Real>
inline Vec<Real> larger(Vec<Real> a, Vec<Real> b) {
  return a > b ? a : b;
}

// --- functions of one element ---

// e^x, lane by lane. n = round(x / ln 2), r = x - n ln 2 in two steps, |r| <= 0.3466, a polynomial in r, times 2^n.
// Below -87 it gives e^-87 (1.6e-38), above 88 e^88: no infinities. Verify: kernels_test compares with libm.
inline Vec<float> exp_of(Vec<float> x) {
  using V = Vec<float>;
  using W = Lanes<float>::Whole;
  const V low = all(-87.0F), high = all(88.0F);
  x = x < low ? low : x;
  x = x > high ? high : x;
  const V magic = all(12582912.0F);  // 1.5 * 2^23: adding it rounds to a whole number in the low bits
  const V shifted = x * 1.44269504088896341F + magic;
  const V n = shifted - magic;
  V r = x - n * 0.693359375F;
  r = r - n * -2.12194440e-4F;
  V p = all(1.9875691500e-4F);
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  const W power = ((W)shifted << 23) + (127 << 23);  // the magic's own low bits are zero
  return p * (V)power;
}

inline Vec<double> exp_of(Vec<double> x) {
  for (int i = 0; i < kLanes<double>; ++i) x[i] = std::exp(x[i]);
  return x;
}

template <typename Real>
inline Vec<Real> logistic_of(Vec<Real> x) {
  return Real(1) / (Real(1) + exp_of(-x));
}

// tanh x = 1 - 2 / (1 + e^2x); near 0, where that cancels, the odd series x - x^3/3 + 2x^5/15 (floats: |x| < 0.1).
inline Vec<float> tanh_of(Vec<float> x) {
  const Vec<float> square = x * x;
  const Vec<float> series = x * (1.0F + square * (-0.333333333F + square * (0.133333333F - square * 0.053968254F)));
  const Vec<float> whole = 1.0F - 2.0F / (1.0F + exp_of(2.0F * x));
  return square < 0.01F ? series : whole;
}

inline Vec<double> tanh_of(Vec<double> x) {
  for (int i = 0; i < kLanes<double>; ++i) x[i] = std::tanh(x[i]);
  return x;
}

}  // namespace
}  // namespace skin2vec::linalg
