#include "skin2vec/series/sensor_bias.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "skin2vec/base/time.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::series {

namespace {

constexpr int fewest_dates = 7;

struct Mean {
  double sum = 0;
  int count = 0;
  void add(double value) { sum += value, ++count; }
  [[nodiscard]] double value() const { return sum / count; }
};

// One exposure by one source.
struct Track {
  std::map<std::int64_t, std::pair<Day, Mean>> by_instant;  // hour since 1970 -> its local date, mean
  std::map<std::int64_t, std::pair<Day, Mean>> by_clock;    // hour of the local clock
  std::map<Day, Mean> by_date;
  bool offsets = true;  // all have one

  void add(const Time& time, double value) {
    by_date[time.day].add(value);
    if (!time.ms_of_day) return;
    const auto hour = std::int64_t{time.day.number} * 24 + *time.ms_of_day / std::int64_t{ms_per_hour};
    auto& clock = by_clock[hour];
    clock.first = time.day;
    clock.second.add(value);
    if (!time.offset_min) {
      offsets = false;
      return;
    }
    const std::int64_t ms = instant(time, {}).ms;
    auto& at = by_instant[ms >= 0 ? ms / std::int64_t{ms_per_hour} : (ms + 1) / std::int64_t{ms_per_hour} - 1];
    at.first = time.day;
    at.second.add(value);
  }
  // One value a day, or a clock that says nothing of the hours.
  [[nodiscard]] bool daily() const { return by_clock.size() <= by_date.size(); }
};

bool is_sensor(const std::string& source) {
  return source.starts_with("indoor") || source.starts_with("outdoor/");
}

// Date -> difference, and how many hours were matched.
std::pair<std::map<Day, double>, int> differences(const Track& sensor, const Track& other) {
  std::map<Day, double> found;
  if (sensor.daily() || other.daily()) {
    for (const auto& [day, mean] : sensor.by_date) {
      const auto theirs = other.by_date.find(day);
      if (theirs != other.by_date.end()) found[day] = mean.value() - theirs->second.value();
    }
    return {found, 0};
  }
  const bool exact = sensor.offsets && other.offsets;
  const auto& ours = exact ? sensor.by_instant : sensor.by_clock;
  const auto& all = exact ? other.by_instant : other.by_clock;
  std::map<Day, Mean> sums;
  int hours = 0;
  for (const auto& [hour, value] : ours) {
    const auto theirs = all.find(hour);
    if (theirs == all.end()) continue;
    sums[value.first].add(value.second.value() - theirs->second.second.value());
    ++hours;
  }
  for (const auto& [day, mean] : sums) found[day] = mean.value();
  return {found, hours};
}

// How many independent dates these are worth.
double worth(const std::map<Day, double>& by_date, double mean) {
  const auto n = static_cast<double>(by_date.size());
  double product = 0, square = 0;
  int pairs = 0;
  for (const auto& [day, value] : by_date) {
    square += (value - mean) * (value - mean);
    const auto next = by_date.find(day + 1);
    if (next == by_date.end()) continue;
    product += (value - mean) * (next->second - mean);
    ++pairs;
  }
  if (pairs < 3 || square <= 0) return n;
  const double r = product / pairs / (square / n);
  const double corrected = std::clamp(r + (1 + 4 * r) / n, 0.0, 0.95);
  return std::max(2.0, n * (1 - corrected) / (1 + corrected));
}

}  // namespace

std::vector<SensorBias> sensor_bias(std::span<const diary::Entry> entries, const diary::Profile& profile) {
  std::map<std::string, std::map<std::string, Track>> tracks;  // exposure -> source -> values
  for (const diary::Entry& entry : entries) {
    if (entry.kind != diary::Kind::surroundings) continue;
    for (const diary::Value& value : entry.values) {
      if (diary::find_exposure(profile, value.name)) tracks[value.name][entry.place].add(entry.time, value.number);
    }
  }
  std::vector<SensorBias> found;
  for (const auto& [exposure, sources] : tracks) {
    for (const auto& [source, sensor] : sources) {
      if (!is_sensor(source)) continue;
      std::map<Day, double> best;
      SensorBias bias{source, "", exposure};
      for (const auto& [against, other] : sources) {
        if (is_sensor(against)) continue;
        auto [by_date, hours] = differences(sensor, other);
        if (by_date.size() <= best.size()) continue;
        best = std::move(by_date);
        bias.against = against;
        bias.hours = hours;
      }
      if (best.empty()) continue;
      std::vector<double> values;
      values.reserve(best.size());
      for (const auto& [day, value] : best) values.push_back(value);
      bias.dates = static_cast<int>(values.size());
      bias.difference = stats::mean(values);
      if (bias.dates >= fewest_dates) {
        const double n = worth(best, bias.difference);
        const double half = stats::student_quantile(0.975, n - 1) * stats::sd(values) / std::sqrt(n);
        bias.low = bias.difference - half;
        bias.high = bias.difference + half;
      }
      found.push_back(std::move(bias));
    }
  }
  std::sort(found.begin(), found.end(), [](const SensorBias& a, const SensorBias& b) {
    return std::pair(a.source, a.exposure) < std::pair(b.source, b.exposure);
  });
  return found;
}

}  // namespace skin2vec::series
