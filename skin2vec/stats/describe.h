// What a handful of numbers looks like: mean, spread, quantiles, and where one value stands among them.
//
//   stats::mean(x);                   // of what is there
//   stats::mid_rank(x, 3.5);          // 62.5: percent of x below 3.5, ties counted half
//
// NaN is missing and is skipped; a number that the data cannot give is NaN, never a throw: the mean of nothing, the
// spread of one value. In the units of x unless said. Pure; O(n), or O(n log n) where an order is needed.
#pragma once

#include <span>

namespace skin2vec::stats {

[[nodiscard]] int count(std::span<const double> x);    // values that are there
[[nodiscard]] double mean(std::span<const double> x);  // NaN if there are none
[[nodiscard]] double sd(std::span<const double> x);    // of the sample (n - 1); NaN if fewer than two; two passes

[[nodiscard]] double median(std::span<const double> x);  // NaN if there are none

// Median of the absolute distances from the median, not rescaled (x 1.4826 estimates the sd of normal data).
[[nodiscard]] double mad(std::span<const double> x);

// The p-quantile, linear between order statistics (type 7 of Hyndman & Fan 1996, the default of R and numpy).
// throws   ContractError if p is not in [0, 1]
[[nodiscard]] double quantile(std::span<const double> x, double p);

// Where `value` stands in x, percent: 100 (number below + half of the number equal) / n, in [0, 100]. NaN if x has no
// values or `value` is NaN.
[[nodiscard]] double mid_rank(std::span<const double> x, double value);

}  // namespace skin2vec::stats
