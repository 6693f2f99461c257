#include "skin2vec/series/outlier.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"

namespace skin2vec::series {

OutlierScan::OutlierScan(const SlotSeries& series, const OutlierOptions& options)
    : options_(options), measure_(series.measure), range_(series.high - series.low) {
  require(options.limit > 0, "OutlierScan: limit must be positive, got {}", options.limit);
  require(options.days >= 1, "OutlierScan: days must be >= 1, got {}", options.days);
  require(options.min_readings >= 3, "OutlierScan: min_readings must be >= 3, got {}", options.min_readings);
  require(series.morning.size() == series.whole.size() && series.evening.size() == series.whole.size(),
          "OutlierScan: lists of equal length expected, got {}, {} and {}", series.morning.size(),
          series.evening.size(), series.whole.size());
  where_.assign(3 * series.whole.size(), -1);
  for (std::size_t t = 0; t < series.whole.size(); ++t) {
    std::size_t slot = 0;
    for (double value : {series.morning[t], series.whole[t], series.evening[t]}) {
      if (!std::isnan(value)) {
        where_[3 * t + slot] = static_cast<int>(readings_.size());
        readings_.push_back({value, static_cast<int>(t), true, false, 0});
      }
      ++slot;
    }
  }
  if (measure_ == Measure::derived) return;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < readings_.size(); ++i) {
    while (readings_[begin].day < readings_[i].day - options_.days) ++begin;
    if (static_cast<int>(i - begin) < options_.min_readings) continue;
    const Judgement verdict = judge(i, begin, i);
    readings_[i].early = false;
    readings_[i].far = verdict.far;
    readings_[i].reach = verdict.reach;
  }
}

// Reading `at` against the readings [begin, end), itself not counted.
OutlierScan::Judgement OutlierScan::judge(std::size_t at, std::size_t begin, std::size_t end) const {
  std::vector<double> others;
  for (std::size_t i = begin; i < end; ++i) {
    if (i != at) others.push_back(readings_[i].value);
  }
  const double centre = stats::median(others);
  const double distance = std::abs(readings_[at].value - centre);
  for (double& value : others) value = std::abs(value - centre);
  const double mad = stats::median(others);
  const auto n = static_cast<double>(others.size());
  double sum = 0, largest = 0;
  for (double value : others) {
    sum += value;
    largest = std::max(largest, value);
  }
  const double mean_distance = (sum - largest) / (n - 1);
  double spread = std::max({1.4826 * mad, 1.2533 * mean_distance, 0.05 * std::abs(centre)});
  if (measure_ == Measure::score || spread == 0) spread = std::max(spread, 0.1 * range_);
  return {distance > options_.limit * (1 + 3 / n) * spread, distance / 2};
}

bool OutlierScan::flagged(int day, Slot slot, int today) const {
  require(day >= 0 && day <= today && 3 * static_cast<std::size_t>(today) < where_.size(),
          "OutlierScan::flagged: 0 <= day <= today < {} expected, got {} and {}", where_.size() / 3, day, today);
  const int index = where_[3 * static_cast<std::size_t>(day) + static_cast<std::size_t>(slot)];
  if (index < 0 || measure_ == Measure::derived) return false;
  const auto at = static_cast<std::size_t>(index);
  const Reading& reading = readings_[at];
  Judgement verdict{reading.far, reading.reach};
  if (reading.early) {
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && readings_[begin - 1].day >= day - options_.days) --begin;
    while (end < readings_.size() && readings_[end].day <= std::min(today, day + options_.days) &&
           static_cast<int>(end - begin) <= options_.min_readings) {
      ++end;
    }
    if (static_cast<int>(end - begin) <= options_.min_readings) return false;
    verdict = judge(at, begin, end);
  }
  if (!verdict.far) return false;

  int agreeing = 0;
  const auto agrees = [&](const Reading& other) { return std::abs(other.value - reading.value) <= verdict.reach; };
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) agreeing += agrees(readings_[at - back]);
  for (std::size_t i = at + 1; i <= at + 3 && i < readings_.size() && readings_[i].day <= today; ++i) {
    agreeing += agrees(readings_[i]);
  }
  return agreeing < 2;
}

}  // namespace skin2vec::series
