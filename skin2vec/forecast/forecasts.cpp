#include "skin2vec/forecast/forecasts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "skin2vec/base/normal.h"
#include "skin2vec/base/require.h"

namespace skin2vec::forecast {
namespace {

constexpr double kLeastUnrounded = 0.25;            // sd of what is rounded; better than 0.2 and 0.1 on virtual people
const double kSpreadMemory = std::exp2(-1.0 / 60);  // of a past error for each later one: half after 60
constexpr double kSmallest = 1e-12;                 // a probability in a logarithm is at least this

// Gneiting & Raftery (2007), eq. 21; of a uniform density on [low, high], its own closed form.
double crps_of(double mean, double sd, double target) {
  const double z = (target - mean) / sd;
  return sd * (z * (2 * normal_cdf(z) - 1) + 2 * normal_density(z) - 1 / std::sqrt(std::numbers::pi));
}

// Integral of (F - 1[x >= target])^2 for F uniform on [low, high]: ((t-low)^3 + (high-t)^3) / (3 (high-low)^2).
double uniform_crps(double low, double high, double target) {
  const double t = std::clamp(target, low, high);
  return (std::pow(t - low, 3) + std::pow(high - t, 3)) / (3 * (high - low) * (high - low)) + std::abs(target - t);
}

// Sums to means; NaN (0 / 0) where there is nothing.
Score mean_of(Score sums) {
  for (double* sum : {&sums.mae, &sums.mse, &sums.crps, &sums.coverage80}) *sum /= static_cast<double>(sums.n);
  for (double* sum : {&sums.rps, &sums.lpd}) *sum /= static_cast<double>(sums.n_whole);
  return sums;
}

}  // namespace

bool whole_numbers(const DayTable& table, int dimension, int days) {
  const auto d = static_cast<std::size_t>(dimension);
  if (table.low[d] != std::floor(table.low[d]) || table.high[d] - table.low[d] > 10) return false;
  for (int day = 0; day < days; ++day) {
    const double value = table.value(day, dimension);
    if (!std::isnan(value) && value != std::floor(value)) return false;
  }
  return true;
}

Forecasts::Forecasts(int days, int dimensions, Spread spread)
    : days_(days),
      dimensions_(dimensions),
      spread_(spread),
      mean_(static_cast<std::size_t>(days) * kHorizons * static_cast<std::size_t>(dimensions), NAN),
      sd_(mean_) {}

std::vector<double> whole_number_probabilities(double mean, double sd, int low, int high, Spread spread) {
  require(low < high, "whole_number_probabilities: {} is not below {}", low, high);
  const auto count = static_cast<std::size_t>(high - low + 1);
  if (spread == Spread::uniform) return std::vector<double>(count, 1.0 / static_cast<double>(count));
  require(sd > 0, "whole_number_probabilities: sd must be positive, got {}", sd);
  const double unrounded = std::sqrt(std::max(sd * sd - 1.0 / 12, kLeastUnrounded * kLeastUnrounded));
  std::vector<double> p(count);
  double before = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const double to = k + 1 == count ? 1 : normal_cdf((low + static_cast<double>(k) + 0.5 - mean) / unrounded);
    p[k] = to - before;
    before = to;
  }
  return p;
}

Forecasts with_empirical_sd(Forecasts forecasts, const DayTable& table, int least) {
  require(forecasts.days() == table.days && forecasts.dimensions() == table.value.cols(),
          "with_own_spread: an outlook of {} days, a table of {}", forecasts.days(), table.days);
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    const auto at = static_cast<std::size_t>(d);
    std::vector<double> errors(kHorizons + 1, 0), weights(kHorizons + 1, 0);
    std::vector<int> known(kHorizons + 1, 0);
    double sum = 0, squares = 0;
    int n = 0;
    for (int origin = 0; origin < table.days; ++origin) {
      const double value = table.value(origin, d);
      if (!std::isnan(value)) {
        sum += value;
        squares += value * value;
        ++n;
        for (int h = 1; h <= kHorizons && h <= origin; ++h) {
          const double error = value - forecasts.mean(origin - h, h, d);
          if (std::isnan(error)) continue;
          const auto k = static_cast<std::size_t>(h);
          errors[k] = kSpreadMemory * errors[k] + error * error;
          weights[k] = kSpreadMemory * weights[k] + 1;
          ++known[k];
        }
      }
      const double range = table.high[at] - table.low[at], variance = n < 2 ? 0 : (squares - sum * sum / n) / (n - 1);
      const double fallback = variance > 1e-12 * range * range ? std::sqrt(variance) : range / 4;
      for (int h = 1; h <= kHorizons; ++h) {
        const auto k = static_cast<std::size_t>(h);
        const double own = known[k] < least ? 0 : std::sqrt(errors[k] / weights[k]);
        forecasts.sd(origin, h, d) = own > 0 ? own : fallback;
      }
    }
  }
  return forecasts;
}

Score evaluate(const Forecasts& forecasts, const DayTable& table, const ScoreOptions& options) {
  require(options.horizon >= 1 && options.horizon <= kHorizons && options.from >= 0 && options.every >= 1,
          "score_of: horizon {}, from {}, every {}", options.horizon, options.from, options.every);
  require(forecasts.days() == table.days && forecasts.dimensions() == table.value.cols(),
          "score_of: an outlook of {} days, a table of {}", forecasts.days(), table.days);
  require(options.unit.empty() || options.unit.size() == static_cast<std::size_t>(forecasts.dimensions()),
          "score_of: {} units, {} dimensions", options.unit.size(), forecasts.dimensions());
  Score s;
  const bool uniform = forecasts.spread() == Spread::uniform;
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    const auto at = static_cast<std::size_t>(d);
    const double low = table.low[at], high = table.high[at];
    const bool whole = whole_numbers(table, d, table.days);
    const double unit = options.unit.empty() ? 1 : options.unit[at];
    for (int origin = options.from; origin + options.horizon < table.days; origin += options.every) {
      const double target = table.value(origin + options.horizon, d), mean = forecasts.mean(origin, options.horizon, d);
      if (std::isnan(target) || std::isnan(mean)) continue;
      const double sd = forecasts.sd(origin, options.horizon, d), error = target - mean;
      ++s.n;
      s.mae += std::abs(error) / unit;
      s.mse += error * error / (unit * unit);
      s.crps += (uniform ? uniform_crps(low, high, target) : crps_of(mean, sd, target)) / unit;
      s.coverage80 += std::abs(error) <= (uniform ? 0.4 * (high - low) : kNormal90 * sd) ? 1 : 0;
      if (!whole || target < low || target > high) continue;
      const auto p =
          whole_number_probabilities(mean, sd, static_cast<int>(low), static_cast<int>(high), forecasts.spread());
      const auto category = static_cast<std::size_t>(target - low);
      double below = 0, rps = 0;
      for (std::size_t k = 0; k + 1 < p.size(); ++k) {
        below += p[k];
        const double step = below - (k >= category ? 1 : 0);
        rps += step * step;
      }
      ++s.n_whole;
      s.rps += rps / static_cast<double>(p.size() - 1);
      s.lpd += std::log(std::max(p[category], kSmallest));
    }
  }
  return mean_of(s);
}

Score pooled(std::span<const Score> scores) {
  Score all;
  for (const Score& s : scores) {
    all.n += s.n;
    all.n_whole += s.n_whole;
    if (s.n > 0) {
      all.mae += s.mae * s.n;
      all.mse += s.mse * s.n;
      all.crps += s.crps * s.n;
      all.coverage80 += s.coverage80 * s.n;
    }
    if (s.n_whole > 0) {
      all.rps += s.rps * s.n_whole;
      all.lpd += s.lpd * s.n_whole;
    }
  }
  return mean_of(all);
}

}  // namespace skin2vec::forecast
