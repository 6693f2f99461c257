// The surroundings of a virtual person: temperature, humidity, PM2.5 and UV, one value a day.
//
//   const Weather made = synthetic_weather(first, 540, random);
//   const Weather real = weather_from(series, first, 540);        // a measured series, handed in as values
//
// Synthetic: a yearly wave plus AR(1) about it; PM2.5 in its logarithm, with jumps of several days (episodes). Humidity
// and PM2.5 are correlated a little, as are temperature and UV. Values are rounded to 0.1 as a station writes them, and
// the rounded value is what acts on the skin.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "skin2vec/base/day.h"
#include "skin2vec/base/random.h"
#include "skin2vec/diary/entry.h"

namespace skin2vec::twin {

inline constexpr int n_exposures = 4;
inline constexpr std::array<std::string_view, n_exposures> exposure_names{"temperature", "humidity", "pm25", "uv"};
enum ExposureIndex : int { temperature, humidity, pm25, uv };

// What is expected of tomorrow: a yearly wave and AR(1) about it. For PM2.5 all of it in the natural logarithm.
struct Climate {
  double mean = 0;
  double amplitude = 0;  // of the yearly wave; >= 0
  double peak_day = 0;   // day of the year at the crest
  double phi = 0;        // AR(1) coefficient, per day
  double sd = 0;         // stationary, about the wave
};

// A measured series: value[exposure][day]; NaN = missing; all four of one length.
struct WeatherSeries {
  Day first;
  std::array<std::vector<double>, n_exposures> value;
};

struct Weather {
  std::array<std::vector<double>, n_exposures> value;  // what acted, no gaps (a gap is filled with the mean)
  std::array<std::vector<char>, n_exposures> known;    // 1 where it was measured, and is written down
  std::array<Climate, n_exposures> climate;
};

// The wave of the climate on a day (of the logarithm for PM2.5).
[[nodiscard]] double normal_value(const Climate& climate, Day day);

// `days` days from `first`. Deterministic in `random`. O(days).
[[nodiscard]] Weather synthetic_weather(Day first, int days, Random random);

// The days of a measured series, and a climate fitted to the whole of it (a wave only from 330 days on).
// throws   ContractError if the series does not cover all days, or its four lengths differ
[[nodiscard]] Weather weather_from(const WeatherSeries& series, Day first, int days);

// Daily values of surroundings entries: the mean of a date, the highest for uv; between the first and the last date.
// No entry gives an empty series. Other kinds and other names are passed over.
[[nodiscard]] WeatherSeries series_of(std::span<const diary::Entry> entries);

}  // namespace skin2vec::twin
