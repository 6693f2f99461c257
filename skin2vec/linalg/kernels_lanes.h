// One vector of the instruction set that a file is compiled for, and functions of its elements.
//
// Included by the inner loops alone, which kernels_portable.cpp, kernels_avx2.cpp and kernels_avx512.cpp compile once
// each with their own SKIN2VEC_LANE_BYTES. Nothing else may include it, and it includes no template of the standard
// library: code compiled for one set must not be taken by the linker for all.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

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

template <typename Real>
inline Real sum_of(Vec<Real> v) {
  Real sum = 0;
  for (int i = 0; i < kLanes<Real>; ++i) sum += v[i];
  return sum;
}

// --- functions of one element
// -----------------------------------------------------------------------------------------

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
