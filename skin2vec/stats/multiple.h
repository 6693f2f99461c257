// p values of many tests at once: what share of the findings may be false.
//
//   const auto q = stats::benjamini_hochberg(p);       // a finding where q <= 0.10: a tenth of them false, on average
//
// Step-up adjusted p values of Benjamini & Hochberg (1995, JRSS B 57, 289): R's p.adjust(p, "BH").
#pragma once

#include <span>
#include <vector>

namespace skin2vec::stats {

// p        in [0, 1]; NaN: not tested, stays NaN and does not count
// returns  as many, in the order of p
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace skin2vec::stats
