// From values to positions on a picture, and round numbers to write beside them.
//
//   const Scale y = {extent(values), 90, 10};        // values to px: low at 90, high at 10
//   for (const Tick& tick : ticks(y.values, 5)) use(y(tick.at), tick.text);       // 0, 0.5, 1 ...
//
// A round number is a multiple of 1, 2 or 5 times a power of ten; ticks take the smallest such step that gives not more
// than the number asked for. For dates the steps are 1, 2, 3, 6 months and whole years. Pure; O(ticks).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/day.h"

namespace skin2vec::figure {

struct Extent {
  double low = 0;
  double high = 1;  // > low
};

// Lowest and highest of what is there (NaN and infinities are passed over). Of one value v, or equal ones: v less and
// plus 0.5, or a twentieth of |v| where that is more; of none: 0 to 1.
[[nodiscard]] Extent extent(std::span<const double> values);

struct Scale {
  Extent values;
  double at_low = 0;  // px, of values.low
  double at_high = 0;

  // Straight, also outside of `values`. NaN for NaN.
  [[nodiscard]] double operator()(double value) const {
    return at_low + (value - values.low) / (values.high - values.low) * (at_high - at_low);
  }
};

struct Tick {
  double at = 0;     // a value within the extent
  std::string text;  // "0.25", with as many digits as the step needs; "2026", "2026-03"
};

// Round numbers within the extent, increasing; 1 to `most` of them.
// throws   ContractError if most < 2, or low < high does not hold, or one is not finite
[[nodiscard]] std::vector<Tick> ticks(const Extent& values, int most);

// First days of months between two days (both included), at most `most`, as numbers of days; "2026-03", or "2026" where
// the step is whole years. None if no such day lies between.
// throws   ContractError if most < 2 or to < from
[[nodiscard]] std::vector<Tick> month_ticks(Day from, Day to, int most);

}  // namespace skin2vec::figure
