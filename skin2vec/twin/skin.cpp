#include "skin2vec/twin/skin.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "skin2vec/base/day.h"
#include "skin2vec/base/normal.h"

namespace skin2vec::twin {

namespace {

constexpr double highest_score = 5;

double cosine_wave(double turns) {
  return std::cos(2 * std::numbers::pi * turns);
}

// The part of the cycle that has gone by on `day`, [0, 1).
double cycle_phase(const Monthly& monthly, Day day, Day known) {
  auto next = std::upper_bound(monthly.starts.begin(), monthly.starts.end(), std::min(day, known));
  const Day start = next == monthly.starts.begin() ? *next : *std::prev(next);
  const bool seen = next != monthly.starts.end() && known >= day;
  const double length = seen ? *next - start : monthly.period_days;
  return std::fmod(std::max(0, day - start) / length, 1.0);
}

double change_on(const Change& change, Day day, Day known) {
  if (change.start > std::min(day, known)) return 0;
  if (change.kind == ChangeKind::shift) return change.size;
  if (change.kind == ChangeKind::passing) return day <= change.end ? change.size : 0;
  const double part = (day - change.start + 1.0) / (change.end - change.start + 1.0);
  return change.size * std::min(1.0, part);
}

double routine_on(const Routine& routine, Day day, Day known) {
  if (routine.from > std::min(day, known)) return 0;
  const auto grown = [&](int days) { return 1 - std::exp(-days / routine.ramp_days); };
  if (!routine.until || *routine.until >= std::min(day, known)) return routine.size * grown(day - routine.from + 1);
  const int since = day - *routine.until;
  return routine.size * grown(*routine.until - routine.from + 1) * std::exp(-since / routine.ramp_days);
}

// E[clip(X, 0, 5)] of X ~ N(mean, sd^2): integral of P(X > x) over 0 to 5, in closed form.
double clipped_mean(double mean, double sd) {
  const auto partial = [&](double bound) {  // E[max(X - bound, 0)]
    const double z = (mean - bound) / sd;
    return sd * normal_density(z) + (mean - bound) * normal_cdf(z);
  };
  return partial(0) - partial(highest_score);
}

}  // namespace

double scheduled(const Truth& truth, int d, Day day, Day known) {
  double level = truth.base[d];
  if (truth.seasonal.amplitude[d] != 0) {
    level += truth.seasonal.amplitude[d] * cosine_wave((day.day_of_year() - truth.seasonal.peak_day[d]) / kYearDays);
  }
  if (truth.has_cycle && truth.monthly.amplitude[d] != 0) {
    level +=
        truth.monthly.amplitude[d] * cosine_wave(cycle_phase(truth.monthly, day, known) - truth.monthly.peak_phase[d]);
  }
  for (const Change& change : truth.changes) {
    if (change.dimension == d) level += change_on(change, day, known);
  }
  for (const Routine& routine : truth.routines) {
    if (routine.dimension == d) level += routine_on(routine, day, known);
  }
  return level;
}

double bell_value(const Bell& bell, int d, double humidity, double pm25, double reference) {
  if (bell.height[d] == 0) return 0;
  const double off = humidity - bell.optimum - bell.shift_per_100 * (pm25 - reference) / 100;
  const double z = off / (off < 0 ? bell.width_below : bell.width_above);
  return bell.height[d] * (std::exp(-z * z / 2) - 0.6);
}

std::vector<double> kernel_input(const Truth& truth, const Effect& effect, const Covariates& covariates) {
  std::vector<double> input = covariates.amount_of(truth, effect.covariate);
  if (effect.kind == CovariateKind::exposure) {
    for (double& x : input) x = (x - truth.pm25_reference) / 10;
  }
  return input;
}

Path noise_free(const Truth& truth, const Covariates& covariates) {
  const auto& humid = covariates.amount_of(truth, "humidity");
  const auto& dust = covariates.amount_of(truth, "pm25");
  const auto days = humid.size();
  Path path;
  for (int d = 0; d < n_dimensions; ++d) {
    path[d].resize(days);
    for (std::size_t t = 0; t < days; ++t) {
      const Day day = truth.first + static_cast<int>(t);
      path[d][t] =
          scheduled(truth, d, day, day + 1) + bell_value(truth.bell, d, humid[t], dust[t], truth.pm25_reference);
    }
  }
  for (const Effect& effect : truth.effects) {
    const auto input = kernel_input(truth, effect, covariates);
    for (std::size_t t = 0; t < days; ++t) {
      path[effect.dimension][t] += lagged_sum(effect.kernel, input, static_cast<int>(t));
    }
  }
  return path;
}

double unit_noise(double degrees, Random& random) {
  return degrees > 2 ? random.student(degrees) * std::sqrt((degrees - 2) / degrees) : random.normal();
}

Path add_noise(const Truth& truth, const Random& random) {
  Path state = truth.noise_free;
  for (int d = 0; d < n_dimensions; ++d) {
    Random own = random.fork(static_cast<std::uint64_t>(d));
    const double phi = truth.noise.phi[d];
    const double sd = truth.noise.state_sd[d];
    double rest = sd * own.normal();
    for (double& value : state[d]) {
      value += rest;
      rest = phi * rest + sd * std::sqrt(1 - phi * phi) * unit_noise(truth.noise.state_degrees, own);
    }
  }
  return state;
}

Path expected_scores(const Truth& truth) {
  Path expected;
  for (int d = 0; d < n_dimensions; ++d) {
    const double half = truth.slot_offset[d] / 2;
    const double sd = truth.noise.reading_sd[d];
    for (const double state : truth.state[d]) {
      expected[d].push_back((clipped_mean(state - half, sd) + clipped_mean(state + half, sd)) / 2);
    }
  }
  return expected;
}

}  // namespace skin2vec::twin
