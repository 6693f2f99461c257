#include "skin2vec/series/cycle_phase.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"

namespace skin2vec::series {

std::vector<double> cycle_lengths(std::span<const Day> starts, double longest_days) {
  std::vector<double> lengths;
  for (std::size_t i = 1; i < starts.size(); ++i) {
    const int length = starts[i] - starts[i - 1];
    if (length <= longest_days) lengths.push_back(length);
  }
  return lengths;
}

std::vector<double> logged_phase(std::span<const Day> starts, Day first, int days, double longest_days) {
  require(starts.size() >= 2, "logged_phase: at least 2 starts expected, got {}", starts.size());
  for (std::size_t i = 1; i < starts.size(); ++i) {
    require(starts[i] > starts[i - 1], "logged_phase: starts must increase, got a step of {}",
            starts[i] - starts[i - 1]);
  }
  const std::vector<double> lengths = cycle_lengths(starts, longest_days);
  const double mean = lengths.empty() ? 28 : stats::mean(lengths);
  std::vector<double> phase(static_cast<std::size_t>(days), std::numeric_limits<double>::quiet_NaN());
  for (int t = 0; t < days; ++t) {
    const Day day = first + t;
    const auto after = std::upper_bound(starts.begin(), starts.end(), day);
    double turns = 0;
    if (after == starts.begin()) {
      turns = 1 - (starts.front() - day) / mean;
      if (turns < 0) continue;
    } else if (after == starts.end()) {
      turns = (day - starts.back()) / mean;
      if (turns >= 1) continue;
    } else {
      const Day begin = *(after - 1);
      const double gap = *after - begin;
      const double cycles = gap <= longest_days ? 1 : std::max(1.0, std::round(gap / mean));
      turns = (day - begin) * cycles / gap;
    }
    phase[static_cast<std::size_t>(t)] = turns - std::floor(turns);
  }
  return phase;
}

std::vector<double> shown_phase(const CycleScan& scan, int except) {
  // z_t = sum over d of conj(c_d) r_dt e^(-i w t), c_d = mean over t of r_dt e^(-i w t); theta = arg of the smoothed z.
  const Eigen::Index days = scan.residuals.rows();
  const double omega = 2 * std::numbers::pi / scan.period_days;
  Eigen::VectorXcd z = Eigen::VectorXcd::Zero(days);
  double weight = 0;
  for (Eigen::Index d = 0; d < scan.residuals.cols(); ++d) {
    if (d == except || scan.trace[static_cast<std::size_t>(d)] == 0) continue;
    Eigen::VectorXcd turned(days);
    for (Eigen::Index t = 0; t < days; ++t) {
      turned(t) = scan.residuals(t, d) * std::polar(1.0, -omega * static_cast<double>(t));
    }
    const std::complex<double> c = turned.mean();
    z += std::conj(c) * turned;
    weight += std::norm(c);
  }
  if (weight == 0) return {};
  constexpr double width = 60;
  std::vector<double> phase(static_cast<std::size_t>(days));
  double last = 0;
  for (Eigen::Index t = 0; t < days; ++t) {
    std::complex<double> smooth = 0;
    for (Eigen::Index s = 0; s < days; ++s) {
      const double x = static_cast<double>(s - t) / width;
      smooth += std::exp(-0.5 * x * x) * z(s);
    }
    double theta = std::arg(smooth) / (2 * std::numbers::pi);
    if (t > 0) theta += std::round(last - theta);
    last = theta;
    phase[static_cast<std::size_t>(t)] = static_cast<double>(t) / scan.period_days + theta;
  }
  return phase;
}

}  // namespace skin2vec::series
