#include "skin2vec/series/slot_offset.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::series {

SlotOffset slot_offset(const SlotSeries& series, const OutlierScan& scan, int today, const SlotOffsetOptions& options) {
  require(today >= 0 && today < series.days(), "slot_offset: today must be in [0, {}), got {}", series.days(), today);
  require(options.prior_days >= 0, "slot_offset: prior_days must be >= 0, got {}", options.prior_days);
  require(options.memory_days >= 1, "slot_offset: memory_days must be >= 1, got {}", options.memory_days);
  SlotOffset offset;
  double sum = 0;
  for (int t = std::max(0, today - options.memory_days + 1); t <= today; ++t) {
    const auto at = static_cast<std::size_t>(t);
    const double difference = series.evening[at] - series.morning[at];
    if (std::isnan(difference)) continue;
    if (scan.flagged(t, Slot::morning, today) || scan.flagged(t, Slot::evening, today)) continue;
    sum += difference;
    ++offset.days;
  }
  if (offset.days > 0) offset.evening_less_morning = sum / (offset.days + options.prior_days);
  return offset;
}

}  // namespace skin2vec::series
