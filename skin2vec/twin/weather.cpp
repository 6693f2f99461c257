#include "skin2vec/twin/weather.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "skin2vec/base/day.h"
#include "skin2vec/base/require.h"

namespace skin2vec::twin {

namespace {

constexpr std::array<double, n_exposures> lowest{-30, 8, 1, 0};
constexpr std::array<double, n_exposures> highest{45, 100, 900, 14};

double tenth(double value) {
  return std::round(value * 10) / 10;
}

// Mean and, with most of a year, the yearly wave by least squares (the three columns are taken as orthogonal, which
// holds over whole years and nearly from 330 days on); then AR(1) of what remains.
Climate fit(const std::vector<double>& value, Day first) {
  Climate climate;
  double n = 0;
  for (const double v : value) {
    if (!std::isnan(v)) climate.mean += v, ++n;
  }
  climate.mean = n > 0 ? climate.mean / n : 0;
  if (n >= 330) {
    double a = 0;
    double b = 0;
    for (std::size_t t = 0; t < value.size(); ++t) {
      if (std::isnan(value[t])) continue;
      const double angle = 2 * std::numbers::pi * (first + static_cast<int>(t)).day_of_year() / kYearDays;
      a += (value[t] - climate.mean) * std::cos(angle) * 2 / n;
      b += (value[t] - climate.mean) * std::sin(angle) * 2 / n;
    }
    climate.amplitude = std::hypot(a, b);
    climate.peak_day = std::fmod(std::atan2(b, a) / (2 * std::numbers::pi) * kYearDays + kYearDays, kYearDays);
  }
  double square = 0;
  double product = 0;
  double pairs = 0;
  double before = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t t = 0; t < value.size(); ++t) {
    const double rest = value[t] - normal_value(climate, first + static_cast<int>(t));
    if (!std::isnan(rest)) square += rest * rest;
    if (!std::isnan(rest * before)) product += rest * before, ++pairs;
    before = rest;
  }
  climate.sd = n > 0 ? std::sqrt(square / n) : 0;
  climate.phi = square > 0 && pairs > 0 ? std::clamp(product / pairs / (square / n), 0.0, 0.98) : 0;
  return climate;
}

}  // namespace

double normal_value(const Climate& climate, Day day) {
  const double angle = 2 * std::numbers::pi * (day.day_of_year() - climate.peak_day) / kYearDays;
  return climate.mean + climate.amplitude * std::cos(angle);
}

Weather synthetic_weather(Day first, int days, Random random) {
  Weather weather;
  weather.climate = {
      Climate{random.uniform(11, 19), random.uniform(7, 12), random.uniform(195, 215), 0.75, 3.0},
      Climate{random.uniform(50, 62), random.uniform(3, 9), random.uniform(170, 230), 0.72, 13.0},
      Climate{std::log(random.uniform(22, 45)), random.uniform(0.1, 0.4), random.uniform(-15, 30), 0.72, 0.65},
      Climate{random.uniform(4, 6), random.uniform(2.5, 3.5), random.uniform(170, 190), 0.4, 1.1}};
  std::array<double, n_exposures> rest{};
  for (int e = 0; e < n_exposures; ++e) rest[e] = weather.climate[e].sd * random.normal();
  for (int t = 0; t < days; ++t) {
    const double sky = random.normal();    // shared: a clear day is warm, sunny and dry
    const double still = random.normal();  // shared: still air is damp and dirty
    const bool episode = random.chance(0.025);
    for (int e = 0; e < n_exposures; ++e) {
      const Climate& climate = weather.climate[e];
      const double common = e == pm25 ? 0.4 * still : e == humidity ? 0.3 * still - 0.3 * sky : 0.4 * sky;
      const double share = e == humidity ? std::sqrt(1 - 0.18) : std::sqrt(1 - 0.16);
      double push = common + share * random.normal();
      // An episode is a jump of 3 sd; with rate 0.025 it adds 0.075 to the mean and 0.22 to the variance of the push.
      if (e == pm25) push = (push + (episode ? 3.0 : 0.0) - 0.075) / std::sqrt(1.22);
      if (t > 0) rest[e] = climate.phi * rest[e] + climate.sd * std::sqrt(1 - climate.phi * climate.phi) * push;
      double value = normal_value(climate, first + t) + rest[e];
      if (e == pm25) value = std::exp(value);
      weather.value[e].push_back(tenth(std::clamp(value, lowest[e], highest[e])));
      weather.known[e].push_back(1);
    }
  }
  return weather;
}

Weather weather_from(const WeatherSeries& series, Day first, int days) {
  const int length = static_cast<int>(series.value[0].size());
  for (const auto& value : series.value) {
    require(std::ssize(value) == length, "weather_from: the four exposures must have one length, got {} and {}", length,
            value.size());
  }
  const int skip = first - series.first;
  require(skip >= 0 && skip + days <= length, "weather_from: the series must cover {} days from {}, got {} from {}",
          days, first.number, length, series.first.number);
  Weather weather;
  for (int e = 0; e < n_exposures; ++e) {
    std::vector<double> scale = series.value[e];
    if (e == pm25) {
      for (double& v : scale) v = std::log(std::max(v, 1.0));
    }
    weather.climate[e] = fit(scale, series.first);
    for (int t = 0; t < days; ++t) {
      const double measured = series.value[e][static_cast<std::size_t>(skip + t)];
      const bool known = !std::isnan(measured);
      const double filler = e == pm25 ? std::exp(weather.climate[e].mean) : weather.climate[e].mean;
      weather.value[e].push_back(tenth(known ? measured : filler));
      weather.known[e].push_back(known ? 1 : 0);
    }
  }
  return weather;
}

WeatherSeries series_of(std::span<const diary::Entry> entries) {
  std::optional<Day> first;
  std::optional<Day> last;
  for (const auto& entry : entries) {
    if (entry.kind != diary::Kind::surroundings) continue;
    first = first ? std::min(*first, entry.time.day) : entry.time.day;
    last = last ? std::max(*last, entry.time.day) : entry.time.day;
  }
  WeatherSeries series;
  if (!first) return series;
  series.first = *first;
  const auto days = static_cast<std::size_t>(*last - *first + 1);
  for (int e = 0; e < n_exposures; ++e) {
    std::vector<double> sum(days, 0.0);
    std::vector<double> count(days, 0.0);
    for (const auto& entry : entries) {
      if (entry.kind != diary::Kind::surroundings) continue;
      const auto number = diary::value(entry, exposure_names[static_cast<std::size_t>(e)]);
      if (!number) continue;
      const auto t = static_cast<std::size_t>(entry.time.day - *first);
      sum[t] = e == uv && count[t] > 0 ? std::max(sum[t], *number) : e == uv ? *number : sum[t] + *number;
      count[t] += 1;
    }
    for (std::size_t t = 0; t < days; ++t) {
      const double mean = e == uv ? sum[t] : sum[t] / count[t];
      series.value[e].push_back(count[t] > 0 ? mean : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return series;
}

}  // namespace skin2vec::twin
