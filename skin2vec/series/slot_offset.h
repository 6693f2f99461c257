// How much evenings differ from mornings in one person, so that the two can be compared.
//
//   const SlotOffset offset = slot_offset(moisture, scan, today);
//   morning + offset.evening_less_morning / 2;      // both moved to their midpoint
//   evening - offset.evening_less_morning / 2;
//
// The mean of evening - morning over the days that have both, shrunken towards 0 as if 4 more days had shown no
// difference: n / (n + 4), the posterior mean when the offset's prior sd is half the sd of a day's difference. Uses the
// 180 dates ending `today` and nothing after, without flagged readings: an older record changes nothing, so a frame
// needs the last 400 days only. A day with one slot is then no longer biased by which slot it was. Cost O(180).
#pragma once

#include "skin2vec/series/outlier.h"
#include "skin2vec/series/series.h"

namespace skin2vec::series {

struct SlotOffsetOptions {
  double prior_days = 4;  // >= 0; 0: the plain mean
  int memory_days = 180;  // >= 1
};

struct SlotOffset {
  double evening_less_morning = 0;  // units of the dimension; 0 where no day has both
  int days = 0;                     // days that had both
};

// scan     of the same series
// today    index in the series; readings after it are not looked at
// throws   ContractError if today is outside the series or an option is out of range
[[nodiscard]] SlotOffset slot_offset(const SlotSeries& series, const OutlierScan& scan, int today,
                                     const SlotOffsetOptions& options = {});

}  // namespace skin2vec::series
