// The normal distribution, for the rooms that see nothing but base/. Quantiles and the other distributions:
// stats/distributions.h.
//
//   normal_cdf(1.96);       // 0.975
//   normal_density(0);      // 0.3989
#pragma once

#include <cmath>
#include <numbers>

namespace skin2vec {

inline constexpr double kNormal90 = 1.2815515655446004;  // z with P(Z <= z) = 0.9: half of an 80 % interval

// P(Z <= z); accurate to the last digits in both tails (erfc).
[[nodiscard]] inline double normal_cdf(double z) {
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

[[nodiscard]] inline double normal_density(double z) {
  return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}

}  // namespace skin2vec
