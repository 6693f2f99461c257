// Thirty days at a glance: a small line with gaps, beside a number in a table.
//
//   sparkline({.words = {"Moisture, 30 days", "2.1 to 3.4"}, .values = last_days, .centre = 2.6, .spread = 0.4});
//
// A missing day is a gap and is never joined; a day between two gaps is a dot. The last day has a dot of its own.
// Behind it the usual: a grey band of centre less and plus spread, dashed at the centre. No axis: the numbers stand
// beside it.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "skin2vec/figure/svg.h"

namespace skin2vec::figure {

struct Sparkline {
  Words words;
  std::vector<double> values;  // evenly spaced, oldest first; NaN: missing
  double centre = NAN;         // NaN: no band, no dashed line
  double spread = NAN;         // >= 0; NaN: no band
  double width = 120;          // px, > 8
  double height = 22;          // px, > 8
};

// One <svg>. Without any value: the band alone, or nothing.
// throws   ContractError if a side or the spread is out of range, or the title is empty
[[nodiscard]] std::string sparkline(const Sparkline& options);

}  // namespace skin2vec::figure
