// One dimension of one person, as it was read: a value for each slot of each day, with gaps; and one value a day.
//
//   const SlotGrid grid = slot_grid(entries, profile);           // slot_grid.h
//   const Series daily = DailyReader(grid.series[0]).series();   // daily.h
//
// Two plain records that everything above shares. Days are consecutive dates; NaN is "not read", never zero.
#pragma once

#include <string>
#include <vector>

#include "skin2vec/base/day.h"

namespace skin2vec::series {

// What the numbers are, which decides what can be a typing error.
enum class Measure {
  score,     // bounded and felt: 0 to 5
  quantity,  // measured, with a unit and a wide plausible range: 44.0, 8,231 steps
  derived,   // computed from others; never a typing error
};

struct SlotSeries {
  std::string name;
  std::string instrument;  // "" is felt
  Measure measure = Measure::score;
  double low = 0;  // plausible range, units of the dimension; low < high
  double high = 5;
  Day first;                    // date of element 0 of each list
  std::vector<double> morning;  // equally long; NaN = not read. Several readings in one slot are averaged
  std::vector<double> evening;
  std::vector<double> whole;  // readings that name no slot: a bare date, or one slot a day
  int readings = 0;           // values that went in
  int left_out = 0;           // values of another site or instrument, or outside the span asked for

  [[nodiscard]] int days() const { return static_cast<int>(whole.size()); }
};

struct Series {
  Day first;
  std::vector<double> values;  // a value a day; NaN = missing

  [[nodiscard]] int days() const { return static_cast<int>(values.size()); }
};

}  // namespace skin2vec::series
