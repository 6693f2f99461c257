#include "skin2vec/forecast/baselines.h"

#include <array>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"

namespace skin2vec::forecast {
namespace {

constexpr std::array kAll = {Baseline::uniform, Baseline::historical, Baseline::persistence,
                             Baseline::exponential_smoothing, Baseline::ordered_random_walk};

constexpr std::array<double, 7> kGains = {0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};

// The same mean for all horizons from each origin, from `level(origin, value)`, called day by day with NaN where
// nothing was read.
template <typename Level>
Forecasts flat(const DayTable& table, Level level_of) {
  Forecasts forecasts(table.days, static_cast<int>(table.value.cols()));
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    auto level = level_of();
    for (int origin = 0; origin < table.days; ++origin) {
      const double mean = level(table.value(origin, d));
      for (int h = 1; h <= kHorizons; ++h) forecasts.mean(origin, h, d) = mean;
    }
  }
  return forecasts;
}

auto last_value() {
  return [last = static_cast<double>(NAN)](double value) mutable { return std::isnan(value) ? last : last = value; };
}

auto mean_so_far() {
  return [sum = 0.0, n = 0](double value) mutable {
    if (!std::isnan(value)) {
      sum += value;
      ++n;
    }
    return n == 0 ? NAN : sum / n;
  };
}

// Simple exponential smoothing with seven gains side by side; the level of the one with the smallest squared error so
// far.
struct Smoothing {
  std::array<double, kGains.size()> level{}, loss{};
  bool started = false;
  double operator()(double value) {
    if (!std::isnan(value)) {
      for (std::size_t g = 0; g < kGains.size(); ++g) {
        const double error = started ? value - level[g] : 0;
        loss[g] += error * error;
        level[g] = started ? level[g] + kGains[g] * error : value;
      }
      started = true;
    }
    if (!started) return NAN;
    std::size_t best = 0;
    for (std::size_t g = 1; g < kGains.size(); ++g) {
      if (loss[g] < loss[best]) best = g;
    }
    return level[best];
  }
};

Forecasts uniform(const DayTable& table) {
  Forecasts forecasts(table.days, static_cast<int>(table.value.cols()), Spread::uniform);
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    const auto at = static_cast<std::size_t>(d);
    for (int origin = 0; origin < table.days; ++origin) {
      for (int h = 1; h <= kHorizons; ++h) {
        forecasts.mean(origin, h, d) = (table.low[at] + table.high[at]) / 2;
        forecasts.sd(origin, h, d) = (table.high[at] - table.low[at]) / std::sqrt(12.0);
      }
    }
  }
  return forecasts;
}

// The variance of a day's step from the changes between readings, each divided by the days it took.
Forecasts random_walk(const DayTable& table) {
  Forecasts forecasts = flat(table, last_value);
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    const auto at = static_cast<std::size_t>(d);
    const double fallback = (table.high[at] - table.low[at]) / 10;
    double last = NAN, squares = 0;
    int last_day = 0, n = 0;
    for (int origin = 0; origin < table.days; ++origin) {
      const double value = table.value(origin, d);
      if (!std::isnan(value)) {
        if (!std::isnan(last)) {
          squares += (value - last) * (value - last) / (origin - last_day);
          ++n;
        }
        last = value;
        last_day = origin;
      }
      constexpr int least = 10;  // steps
      const double step = n >= least && squares > 0 ? std::sqrt(squares / n) : fallback;
      for (int h = 1; h <= kHorizons; ++h) forecasts.sd(origin, h, d) = step * std::sqrt(h + origin - last_day);
    }
  }
  return forecasts;
}

}  // namespace

std::span<const Baseline> all_baselines() {
  return kAll;
}

const char* name(Baseline baseline) {
  switch (baseline) {
    case Baseline::uniform:
      return "uniform";
    case Baseline::historical:
      return "historical";
    case Baseline::persistence:
      return "persistence";
    case Baseline::exponential_smoothing:
      return "exponential-smoothing";
    case Baseline::ordered_random_walk:
      return "ordered-random-walk";
  }
  return "";
}

Forecasts forecasts_of(Baseline baseline, const DayTable& table) {
  switch (baseline) {
    case Baseline::uniform:
      return uniform(table);
    case Baseline::historical:
      return with_empirical_sd(flat(table, mean_so_far), table);
    case Baseline::persistence:
      return with_empirical_sd(flat(table, last_value), table);
    case Baseline::exponential_smoothing:
      return with_empirical_sd(flat(table, [] { return Smoothing{}; }), table);
    case Baseline::ordered_random_walk:
      return random_walk(table);
  }
  return {};
}

}  // namespace skin2vec::forecast
