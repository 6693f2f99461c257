// How far through its cycle each day is: from logged starts, or from what the other dimensions show.
//
//   const auto phase = logged_phase(starts, first, days, 40);      // 0.25: a quarter of the cycle gone
//
// Pure; a day whose phase is not known is NaN.
#pragma once

#include <span>
#include <vector>

#include "skin2vec/base/day.h"
#include "skin2vec/series/cycle_scan.h"

namespace skin2vec::series {

// Phase in [0, 1) since the last start, each cycle stretched to length 1. A gap longer than `longest_days` is a start
// that was not logged: it is split into equal cycles of about the mean length. One mean cycle is added at both ends.
// throws   ContractError if there are fewer than 2 starts or they do not increase
[[nodiscard]] std::vector<double> logged_phase(std::span<const Day> starts, Day first, int days, double longest_days);

// Lengths of the logged cycles, days, those with a start that was not logged left out.
[[nodiscard]] std::vector<double> cycle_lengths(std::span<const Day> starts, double longest_days);

// Phase (in turns, unwrapped) that the traces of all dimensions but `except` show together: the whitened residuals
// turned back by the scan's period, added with the weights of the dimension's mean trace, smoothed by a gaussian of 60
// days. except = -1 uses all. Empty if no other dimension took part.
[[nodiscard]] std::vector<double> shown_phase(const CycleScan& scan, int except);

}  // namespace skin2vec::series
