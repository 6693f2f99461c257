#include "skin2vec/figure/scale.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::figure {

namespace {

// i times a round step, exact where a double can be: no 0.30000000000000004.
double multiple(double i, int mantissa, int power) {
  const double whole = i * mantissa;
  return power >= 0 ? whole * std::pow(10.0, power) : whole / std::pow(10.0, -power);
}

}  // namespace

Extent extent(std::span<const double> values) {
  Extent found{INFINITY, -INFINITY};
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    found = {std::min(found.low, value), std::max(found.high, value)};
  }
  if (found.low > found.high) return {0, 1};
  if (found.low < found.high) return found;
  const double half = std::max(0.5, std::abs(found.low) / 20);
  return {found.low - half, found.high + half};
}

std::vector<Tick> ticks(const Extent& values, int most) {
  const auto [low, high] = values;
  require(most >= 2, "ticks: at least 2 must be allowed, got {}", most);
  require(std::isfinite(high - low) && low < high, "ticks: low must be below high, got {} and {}", low, high);
  for (int power = static_cast<int>(std::floor(std::log10((high - low) / most))) - 1;; ++power) {
    for (const int mantissa : {1, 2, 5}) {
      const double step = multiple(1, mantissa, power);
      const double slack = 1e-9;  // of a step: an end that is a round number has its tick
      const double first = std::ceil(low / step - slack), last = std::floor(high / step + slack);
      if (last - first + 1 > most) continue;
      std::vector<Tick> all;
      for (double i = first; i <= last; ++i) {
        const double at = i == 0 ? 0 : multiple(i, mantissa, power);
        all.push_back({at, fmt::format("{:.{}f}", at, std::max(0, -power))});
      }
      return all;
    }
  }
}

std::vector<Tick> month_ticks(Day from, Day to, int most) {
  require(most >= 2, "month_ticks: at least 2 must be allowed, got {}", most);
  require(from <= to, "month_ticks: the days must be in order, got {} and {}", to_text(from), to_text(to));
  const int first = from.year() * 12 + from.month() - (from.day_of_month() == 1 ? 1 : 0);  // months since year 0
  const int last = to.year() * 12 + to.month() - 1;
  for (const int step : {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000}) {
    const int start = (first + step - 1) / step * step;
    if ((last - start) / step + 1 > most) continue;
    std::vector<Tick> all;
    for (int month = start; month <= last; month += step) {
      const auto day = make_day(month / 12, month % 12 + 1, 1);
      if (day) all.push_back({static_cast<double>(day->number), to_text(*day).substr(0, step < 12 ? 7 : 4)});
    }
    return all;
  }
  return {};
}

}  // namespace skin2vec::figure
