#include "skin2vec/change/threshold.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::change {

namespace {

using Row = std::array<double, rates_a_year.size()>;
struct Table {
  Row shift, slope;
};
// One for each of `known_values`, as bench_alarm_thresholds prints them.
constexpr std::array<Table, known_values.size()> tables{{
    {{12.4, 21.6, 36.1, 68.8, 124.0, 216.9}, {7.8, 16.1, 30.7, 63.6, 115.7, 209.6}},  // 25
    {{11.8, 19.3, 29.3, 48.3, 82.2, 151.9}, {7.5, 13.9, 23.6, 43.2, 78.5, 148.4}},    // 40
    {{11.6, 17.9, 25.8, 38.7, 58.4, 93.2}, {7.3, 12.8, 20.2, 33.6, 55.5, 91.8}},      // 60
    {{11.3, 16.9, 23.2, 32.9, 45.1, 65.4}, {7.2, 11.8, 17.6, 26.6, 39.9, 60.7}},      // 90
    {{11.3, 16.1, 21.5, 29.0, 38.3, 51.6}, {7.2, 11.3, 16.0, 22.7, 31.5, 43.3}},      // 130
    {{11.1, 15.6, 20.3, 26.6, 34.1, 43.4}, {7.1, 10.9, 14.9, 20.3, 26.7, 37.0}},      // 190
    {{11.1, 15.3, 19.7, 25.7, 32.3, 41.1}, {7.1, 10.6, 14.1, 18.7, 24.1, 31.0}},      // 280
    {{11.1, 15.1, 19.1, 24.3, 29.7, 36.3}, {7.2, 10.5, 13.8, 17.8, 21.9, 27.4}},      // 400
}};

// Between columns: straight in the logarithm of the rate.
double at_rate(const Row& row, double log_rate) {
  std::size_t right = 1;
  while (right + 1 < row.size() && std::log(rates_a_year[right]) > log_rate) ++right;
  const double from = std::log(rates_a_year[right - 1]), to = std::log(rates_a_year[right]);
  return row[right - 1] + (row[right] - row[right - 1]) * (log_rate - from) / (to - from);
}

}  // namespace

Threshold threshold(int values, double rate_a_year) {
  require(rate_a_year > 0, "threshold: rate_a_year must be > 0, got {}", rate_a_year);
  if (values < known_values.front()) return {INFINITY, INFINITY};
  std::size_t right = 1;
  while (right + 1 < known_values.size() && known_values[right] < values) ++right;
  const double from = std::log(known_values[right - 1]), to = std::log(known_values[right]);
  const double part = std::min(1.0, (std::log(values) - from) / (to - from)), log_rate = std::log(rate_a_year);
  const Table &before = tables[right - 1], &after = tables[right];
  const auto between = [&](const Row& a, const Row& b) {
    return std::max(0.0, (1 - part) * at_rate(a, log_rate) + part * at_rate(b, log_rate));
  };
  return {between(before.shift, after.shift), between(before.slope, after.slope)};
}

}  // namespace skin2vec::change
