// One value a day: the mean of the slots there are, each moved to the midpoint of morning and evening.
//
//   const DailyReader reader(moisture);
//   reader.series(today).values;                     // for whatever wants a plain daily series
//   reader.at(3, 9, reader.offset(9)).value;         // the fourth day, as seen on the tenth
//
// The scale on which everything in the public contract stands. Seen from `today`: offset (slot_offset.h) and flags
// (outlier.h) use nothing after it. Flagged readings are left out; a day with no other reading is missing in the
// series.
#pragma once

#include "skin2vec/series/outlier.h"
#include "skin2vec/series/slot_offset.h"

namespace skin2vec::series {

struct DailyOptions {
  OutlierOptions outlier = {};
  SlotOffsetOptions offset = {};
};

struct DayMean {
  double value = 0;          // of the unflagged readings; NaN if there are none
  double flagged_value = 0;  // of the flagged readings; NaN if there are none
};

class DailyReader {
 public:
  // Keeps a reference: `series` must outlive it.
  // throws   ContractError as OutlierScan and slot_offset do
  explicit DailyReader(const SlotSeries& series, const DailyOptions& options = {});

  // The offset as of `today` (index; after the last day: as of the last day; before the first: none).
  [[nodiscard]] SlotOffset offset(int today) const;

  // The mean of one day as of `today`, given the offset as of `today`. Outside the series: missing. O(1)
  // throws   ContractError if day > today
  [[nodiscard]] DayMean at(int day, int today, const SlotOffset& offset) const;

  // All days up to `today` (none if it lies before the first), as of `today`. O(days)
  [[nodiscard]] Series series(Day today) const;

  // All days, as of the last.
  [[nodiscard]] Series series() const;

  // All days, each as its own evening knew it: slot offset and outliers by nothing that came later. O(days)
  [[nodiscard]] Series as_of() const;

 private:
  const SlotSeries& slots_;
  SlotOffsetOptions options_;
  OutlierScan scan_;
};

}  // namespace skin2vec::series
