#include "skin2vec/stats/meta.h"

#include <algorithm>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::stats {

namespace {

constexpr int grid_points = 101;
constexpr double widest_tau = 3;  // of the grid, in standard deviations of the estimates

// At one tau: w_i = 1 / (error_i^2 + tau^2), mean = sum w y / sum w,
// -2 l = sum log(1 / w) + log sum w + sum w (y - mean)^2
struct AtTau {
  double mean = 0;
  double weight = 0;  // sum of w
  double squares = 0;
  double likelihood = 0;  // restricted, logarithm up to a constant
};

AtTau at_tau(std::span<const Estimate> estimates, double tau) {
  AtTau at;
  double logs = 0;
  for (const Estimate& one : estimates) {
    const double w = 1 / (one.error * one.error + tau * tau);
    at.weight += w;
    at.mean += w * one.estimate;
    logs -= std::log(w);
  }
  at.mean /= at.weight;
  for (const Estimate& one : estimates) {
    const double away = one.estimate - at.mean;
    at.squares += away * away / (one.error * one.error + tau * tau);
  }
  at.likelihood = -0.5 * (logs + std::log(at.weight) + at.squares);
  return at;
}

// The largest of the likelihood between two points about the best of the grid, by golden section.
double best_tau(std::span<const Estimate> estimates, double low, double high) {
  constexpr double golden = 0.6180339887498949;
  for (int i = 0; i < 40; ++i) {
    const double a = high - golden * (high - low), b = low + golden * (high - low);
    if (at_tau(estimates, a).likelihood < at_tau(estimates, b).likelihood) {
      low = a;
    } else {
      high = b;
    }
  }
  const double inside = (low + high) / 2;
  return at_tau(estimates, 0).likelihood >= at_tau(estimates, inside).likelihood ? 0 : inside;
}

}  // namespace

Meta meta(std::span<const Estimate> estimates) {
  double sum = 0, squares = 0;
  for (const Estimate& one : estimates) {
    require(one.error > 0 && std::isfinite(one.error) && std::isfinite(one.estimate),
            "meta: a finite estimate and an error > 0 expected, got {} and {}", one.estimate, one.error);
    sum += one.estimate;
  }
  Meta all;
  all.n = static_cast<int>(estimates.size());
  if (all.n < 3) return all;
  for (const Estimate& one : estimates) squares += (one.estimate - sum / all.n) * (one.estimate - sum / all.n);
  const double step = widest_tau * std::sqrt(squares / (all.n - 1)) / (grid_points - 1);
  std::vector<AtTau> grid;
  grid.reserve(grid_points);
  int best = 0;
  for (int i = 0; i < grid_points; ++i) {
    grid.push_back(at_tau(estimates, step * i));
    if (grid.back().likelihood > grid[static_cast<std::size_t>(best)].likelihood) best = i;
  }
  all.tau = best_tau(estimates, step * std::max(best - 1, 0), step * (best + 1));
  const AtTau at = at_tau(estimates, all.tau);
  const double t = student_quantile(kTwoSided95, all.n - 1);
  const double error = std::sqrt(std::max(1.0, at.squares / (all.n - 1)) / at.weight);
  all.mean = at.mean;
  all.low = at.mean - t * error;
  all.high = at.mean + t * error;
  all.p = 2 * student_cdf(-std::abs(at.mean / error), all.n - 1);
  all.enough = true;

  // The posterior of tau on the grid; of a person at one tau, with b = tau^2 / (tau^2 + error^2):
  // mean + b (estimate - mean), variance b error^2 + (1 - b)^2 / sum w.
  std::vector<double> chance;
  chance.reserve(grid_points);
  double whole = 0;
  for (const AtTau& one : grid) {
    chance.push_back(std::exp(one.likelihood - grid[static_cast<std::size_t>(best)].likelihood));
    whole += chance.back();
  }
  all.each.reserve(estimates.size());
  for (const Estimate& one : estimates) {
    double mean = 0, second = 0;
    for (int i = 0; i < grid_points; ++i) {
      const AtTau& here = grid[static_cast<std::size_t>(i)];
      const double tau = step * i, v = one.error * one.error, b = tau * tau / (tau * tau + v);
      const double m = here.mean + b * (one.estimate - here.mean), share = chance[static_cast<std::size_t>(i)] / whole;
      mean += share * m;
      second += share * (m * m + b * v + (1 - b) * (1 - b) / here.weight);
    }
    const double half = t * std::sqrt(std::max(second - mean * mean, 0.0));
    all.each.push_back({mean, mean - half, mean + half});
  }
  return all;
}

}  // namespace skin2vec::stats
