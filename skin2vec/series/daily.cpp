#include "skin2vec/series/daily.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "skin2vec/base/require.h"

namespace skin2vec::series {

DailyReader::DailyReader(const SlotSeries& series, const DailyOptions& options)
    : slots_(series), options_(options.offset), scan_(series, options.outlier) {
  require(options_.prior_days >= 0, "DailyReader: prior_days must be >= 0, got {}", options_.prior_days);
  require(options_.memory_days >= 1, "DailyReader: memory_days must be >= 1, got {}", options_.memory_days);
}

SlotOffset DailyReader::offset(int today) const {
  if (today < 0 || slots_.days() == 0) return {};
  return slot_offset(slots_, scan_, std::min(today, slots_.days() - 1), options_);
}

DayMean DailyReader::at(int day, int today, const SlotOffset& offset) const {
  require(day <= today, "DailyReader::at: day must be <= today, got {} > {}", day, today);
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  if (day < 0 || day >= slots_.days()) return {missing, missing};
  const auto t = static_cast<std::size_t>(day);
  const double half = offset.evening_less_morning / 2;
  const int now = std::min(today, slots_.days() - 1);
  double kept = 0, flagged = 0;
  int n_kept = 0, n_flagged = 0;
  const auto add = [&](double value, Slot slot, double shift) {
    if (std::isnan(value)) return;
    const bool out = scan_.flagged(day, slot, now);
    (out ? flagged : kept) += value + shift;
    ++(out ? n_flagged : n_kept);
  };
  add(slots_.morning[t], Slot::morning, half);
  add(slots_.whole[t], Slot::whole, 0);
  add(slots_.evening[t], Slot::evening, -half);
  return {n_kept ? kept / n_kept : missing, n_flagged ? flagged / n_flagged : missing};
}

Series DailyReader::series(Day today) const {
  Series daily;
  daily.first = slots_.first;
  const int now = std::min(today - slots_.first, slots_.days() - 1);
  const SlotOffset as_of = offset(now);
  for (int t = 0; t <= now; ++t) daily.values.push_back(at(t, now, as_of).value);
  return daily;
}

Series DailyReader::series() const {
  return series(slots_.first + (slots_.days() - 1));
}

Series DailyReader::as_of() const {
  Series daily{slots_.first, {}};
  daily.values.reserve(static_cast<std::size_t>(slots_.days()));
  for (int t = 0; t < slots_.days(); ++t) daily.values.push_back(at(t, t, offset(t)).value);
  return daily;
}

}  // namespace skin2vec::series
