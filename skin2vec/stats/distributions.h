// Tail probabilities and quantiles of the four distributions that tests need.
//
//   stats::student_quantile(0.975, 12);   // 2.1788
//   stats::f_tail(4.1, 2, 30);            // P(F > 4.1)
//
// Over Boost.Math, so that its headers are compiled in one place and its exceptions do not escape. Pure.
#pragma once

namespace skin2vec::stats {

inline constexpr double kTwoSided95 = 0.975;   // the quantile at the upper end of a two-sided 95 % interval
inline constexpr double kChiSquare95 = 3.841;  // the 95 % quantile of chi-square with 1 degree of freedom

// The z with P(Z <= z) = p; P(Z <= z) itself is base/normal.h.    throws ContractError if p is not in (0, 1)
[[nodiscard]] double normal_quantile(double p);

// Student's t.    throws ContractError if degrees <= 0 or p is not in (0, 1)
[[nodiscard]] double student_cdf(double t, double degrees);
[[nodiscard]] double student_quantile(double p, double degrees);

// P(F > f) and P(chi-square > x); 1 at or below 0.    throws ContractError if a number of degrees is <= 0
[[nodiscard]] double f_tail(double f, double degrees_above, double degrees_below);
[[nodiscard]] double chi_square_tail(double x, double degrees);

}  // namespace skin2vec::stats
