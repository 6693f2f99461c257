#include "skin2vec/stats/describe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::stats {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> present(std::span<const double> x) {
  std::vector<double> there;
  there.reserve(x.size());
  for (double value : x) {
    if (!std::isnan(value)) there.push_back(value);
  }
  return there;
}

double median_in_place(std::vector<double>& x) {
  if (x.empty()) return missing;
  const auto middle = x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2);
  std::nth_element(x.begin(), middle, x.end());
  if (x.size() % 2 == 1) return *middle;
  return (*std::max_element(x.begin(), middle) + *middle) / 2;
}

}  // namespace

int count(std::span<const double> x) {
  return static_cast<int>(std::count_if(x.begin(), x.end(), [](double value) { return !std::isnan(value); }));
}

double mean(std::span<const double> x) {
  double sum = 0;
  int n = 0;
  for (double value : x) {
    if (std::isnan(value)) continue;
    sum += value;
    ++n;
  }
  return n == 0 ? missing : sum / n;
}

double sd(std::span<const double> x) {
  const double centre = mean(x);
  double squares = 0;
  int n = 0;
  for (double value : x) {
    if (std::isnan(value)) continue;
    squares += (value - centre) * (value - centre);
    ++n;
  }
  return n < 2 ? missing : std::sqrt(squares / (n - 1));
}

double median(std::span<const double> x) {
  std::vector<double> there = present(x);
  return median_in_place(there);
}

double mad(std::span<const double> x) {
  std::vector<double> there = present(x);
  const double centre = median_in_place(there);
  for (double& value : there) value = std::abs(value - centre);
  return median_in_place(there);
}

double quantile(std::span<const double> x, double p) {
  require(p >= 0 && p <= 1, "quantile: p must be in [0, 1], got {}", p);
  std::vector<double> there = present(x);
  if (there.empty()) return missing;
  std::sort(there.begin(), there.end());
  const double at = p * static_cast<double>(there.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, there.size() - 1);
  return there[below] + (at - static_cast<double>(below)) * (there[above] - there[below]);
}

double mid_rank(std::span<const double> x, double value) {
  if (std::isnan(value)) return missing;
  int n = 0;
  double rank = 0;
  for (double other : x) {
    if (std::isnan(other)) continue;
    ++n;
    // Sums of the same readings in another order differ in their last bits, and are equal all the same.
    const bool equal = std::abs(other - value) <= 1e-9 * std::max(1.0, std::abs(value));
    rank += equal ? 0.5 : other < value ? 1 : 0;
  }
  return n == 0 ? missing : 100 * rank / n;
}

}  // namespace skin2vec::stats
