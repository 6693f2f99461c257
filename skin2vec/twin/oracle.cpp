#include "skin2vec/twin/oracle.h"

#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/twin/skin.h"

namespace skin2vec::twin {

namespace {

// Gauss-Hermite nodes and weights for a standard normal variable, 5 points (exact to degree 9).
constexpr std::array<double, 5> nodes{-2.856970013872806, -1.355626179974266, 0, 1.355626179974266, 2.856970013872806};
constexpr std::array<double, 5> shares{0.011257411327721, 0.222075922005613, 0.533333333333333, 0.222075922005613,
                                       0.011257411327721};

struct Moments {
  double mean = 0;
  double variance = 0;
};

// An exposure `h` days after the origin, on the scale of its climate.
Moments expected_weather(const Climate& climate, Day origin, double now, int h) {
  const double decay = std::pow(climate.phi, h);
  return {normal_value(climate, origin + h) + decay * (now - normal_value(climate, origin)),
          climate.sd * climate.sd * (1 - decay * decay)};
}

// An event or the use of a product `h` days after the origin: mean and variance of its amount.
Moments expected_usage(const Truth& truth, std::size_t c, const Covariates& covariates, int origin, int h) {
  const Covariate& covariate = truth.covariates[c];
  const double settle = covariate.usage.leave_quiet + covariate.usage.leave_busy;
  const double stationary = covariate.usage.leave_quiet / settle;
  const double now = covariates.busy[c][static_cast<std::size_t>(origin)] != 0 ? 1 : 0;
  const double busy = stationary + (now - stationary) * std::pow(1 - settle, h);
  const Day day = truth.first + origin + h;
  double rate = usage_rate(covariate.usage, busy, day);
  if (covariate.kind == CovariateKind::product) {  // one moisturiser a day: half of the days with both go to the other
    const char* other = covariate.name == "cream" ? "lotion" : "cream";
    rate *= 1 - usage_rate(truth.covariates[index_of(truth, other)].usage, 0, day) / 2;
    return {rate, rate * (1 - rate)};
  }
  return {rate * weight_mean, rate * weight_square - rate * rate * weight_mean * weight_mean};
}

Moments expected_response(const Truth& truth, int d, const Moments& humid, const Moments& log_dust) {
  double mean = 0;
  double square = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t j = 0; j < nodes.size(); ++j) {
      const double value =
          bell_value(truth.bell, d, humid.mean + nodes[i] * std::sqrt(humid.variance),
                     std::exp(log_dust.mean + nodes[j] * std::sqrt(log_dust.variance)), truth.pm25_reference);
      mean += shares[i] * shares[j] * value;
      square += shares[i] * shares[j] * value * value;
    }
  }
  return {mean, std::max(0.0, square - mean * mean)};
}

}  // namespace

Oracle oracle_forecast(const Truth& truth, const Covariates& covariates, const Weather& weather, int origin) {
  require(origin >= 0 && origin < truth.days, "oracle_forecast: origin_day must be in [0, {}), got {}", truth.days,
          origin);
  const auto now = static_cast<std::size_t>(origin);
  const Day today = truth.first + origin;
  Oracle oracle;
  oracle.origin = today;

  std::array<Moments, n_horizons + 1> humid;
  std::array<Moments, n_horizons + 1> log_dust;
  for (int h = 1; h <= n_horizons; ++h) {
    humid[h] = expected_weather(weather.climate[humidity], today, weather.value[humidity][now], h);
    log_dust[h] = expected_weather(weather.climate[pm25], today, std::log(std::max(1.0, weather.value[pm25][now])), h);
  }
  std::array<PerDimension, n_horizons + 1> variance{};
  for (int h = 1; h <= n_horizons; ++h) {
    for (int d = 0; d < n_dimensions; ++d) {
      const Moments bell = expected_response(truth, d, humid[h], log_dust[h]);
      const double phi = truth.noise.phi[d];
      const double rest = truth.state[d][now] - truth.noise_free[d][now];
      oracle.mean[h - 1][d] = scheduled(truth, d, today + h, today) + bell.mean + std::pow(phi, h) * rest;
      variance[h][d] = bell.variance + std::pow(truth.noise.state_sd[d], 2) * (1 - std::pow(phi, 2 * h));
    }
  }
  for (const Effect& effect : truth.effects) {
    const std::size_t c = index_of(truth, effect.covariate);
    const bool dust = effect.kind == CovariateKind::exposure;
    std::array<Moments, n_horizons + 1> future;
    for (int h = 1; h <= n_horizons; ++h) {
      if (dust) {  // lognormal
        const double mean = std::exp(log_dust[h].mean + log_dust[h].variance / 2);
        future[h] = {(mean - truth.pm25_reference) / 10, mean * mean * std::expm1(log_dust[h].variance) / 100};
      } else {
        future[h] = expected_usage(truth, c, covariates, origin, h);
      }
    }
    const auto input = kernel_input(truth, effect, covariates);
    const double phi = weather.climate[pm25].phi;
    for (int h = 1; h <= n_horizons; ++h) {
      for (int lag = 0; lag < std::min<int>(static_cast<int>(std::ssize(effect.kernel)), origin + h + 1); ++lag) {
        const double k = effect.kernel[lag];
        if (lag >= h) {
          oracle.mean[h - 1][effect.dimension] += k * input[static_cast<std::size_t>(origin + h - lag)];
          continue;
        }
        oracle.mean[h - 1][effect.dimension] += k * future[h - lag].mean;
        variance[h][effect.dimension] += k * k * future[h - lag].variance;
        // Days of dust go together: cov(i, j) is near phi^(j - i) var(i) for i < j.
        for (int later = 0; dust && later < lag; ++later) {
          variance[h][effect.dimension] +=
              2 * k * effect.kernel[later] * std::pow(phi, lag - later) * future[h - lag].variance;
        }
      }
    }
  }
  for (int h = 1; h <= n_horizons; ++h) {
    for (int d = 0; d < n_dimensions; ++d) {
      oracle.sd[h - 1][d] = std::sqrt(std::max(0.0, variance[h][d]));
      oracle.day_sd[h - 1][d] = std::sqrt(std::max(0.0, variance[h][d]) + std::pow(truth.noise.reading_sd[d], 2) / 2);
    }
  }
  return oracle;
}

}  // namespace skin2vec::twin
