// Series made for the tests of this folder.
#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/series/series.h"

namespace skin2vec::series {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr Day epoch{20100};

// One reading a day.
inline SlotSeries whole_days(std::vector<double> values, Measure measure = Measure::score) {
  SlotSeries series;
  series.name = "moisture";
  series.measure = measure;
  if (measure == Measure::quantity) series.high = 100'000;
  series.first = epoch;
  series.morning.assign(values.size(), nan);
  series.evening.assign(values.size(), nan);
  series.whole = std::move(values);
  series.readings = series.days();
  return series;
}

inline SlotSeries two_slots(std::vector<double> morning, std::vector<double> evening,
                            Measure measure = Measure::score) {
  SlotSeries series = whole_days(std::vector<double>(morning.size(), nan), measure);
  series.morning = std::move(morning);
  series.evening = std::move(evening);
  return series;
}

// Scores 0 to 5 to a tenth, twice a day, a tenth missing, evenings `offset` above mornings.
inline SlotSeries a_person(int days, std::uint64_t seed, double offset = 0.4) {
  Random random(seed);
  std::vector<double> morning, evening;
  double state = random.normal();
  for (int t = 0; t < days; ++t) {
    state = 0.6 * state + 0.8 * random.normal();
    const auto read = [&](double shift) {
      const double score = std::round(10 * (2.5 + 0.5 * state + shift + 0.2 * random.normal())) / 10;
      return random.chance(0.1) ? nan : std::fmin(5, std::fmax(0, score));
    };
    morning.push_back(read(-offset / 2));
    evening.push_back(read(offset / 2));
  }
  return two_slots(morning, evening);
}

}  // namespace skin2vec::series
