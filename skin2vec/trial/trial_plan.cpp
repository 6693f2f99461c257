#include "skin2vec/trial/trial_plan.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::trial {

namespace {

constexpr double wanted_power = 0.8, left_over_half_lives = 3;
constexpr int orders_of_a_virtual_trial = 500;

int washout(const TrialPlanOptions& options) {
  return options.washout_days.value_or(washout_of(options.half_life_days));
}

// Standard error of the difference, in sd of a day, if the pairs take turns.
double relative_error(const TrialShape& shape, stats::Noise noise) {
  TrialOrder order(static_cast<std::size_t>(shape.pairs));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i % 2 == 0 ? 1 : 0;
  const std::vector<int> days = counted_days(shape);
  Eigen::MatrixXd columns(std::ssize(days), 3);
  columns << trial_nuisance(shape, days), order_column(shape, order)(days);
  const Eigen::MatrixXd w = stats::whiten(days, columns, noise).columns;
  return std::sqrt((w.transpose() * w).inverse()(2, 2));
}

TrialShape best_shape(std::span<const TrialOutcome> dimensions, const TrialPlanOptions& options) {
  TrialShape best;
  double least = INFINITY;
  const int shortest = washout(options) + least_counted_days;
  for (int period = shortest; period <= std::max(shortest, longest_period_days); ++period) {
    const TrialShape shape{.pairs = options.days / (2 * period),
                           .period_days = period,
                           .washout_days = washout(options),
                           .half_life_days = options.half_life_days};
    if (shape.pairs < options.min_pairs) break;
    double error = 0;
    for (const TrialOutcome& one : dimensions) error += relative_error(shape, one.noise);
    if (best.pairs == 0 || error < least) best = shape, least = error;
  }
  return best;
}

// (n, series): noise of sd 1 on the days.
Eigen::MatrixXd noise_series(std::span<const int> days, stats::Noise noise, int series, Random& random) {
  Eigen::MatrixXd y(std::ssize(days), series);
  const double slow = std::sqrt(1 - noise.white), fresh = std::sqrt(noise.white);
  for (int s = 0; s < series; ++s) {
    double state = random.normal();
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (i > 0) {
        const double carry = std::pow(noise.phi, days[i] - days[i - 1]);
        state = carry * state + std::sqrt(1 - carry * carry) * random.normal();
      }
      y(static_cast<Eigen::Index>(i), s) = slow * state + fresh * random.normal();
    }
  }
  return y;
}

TrialPower power_of(const TrialOutcome& one, const TrialPlan& plan, const TrialPlanOptions& options, Random random) {
  std::vector<int> days = counted_days(plan.shape);
  if (one.read < 1) std::erase_if(days, [&](int) { return !random.chance(one.read); });
  TrialPower found{.dimension = one.dimension, .difference = one.difference};
  if (static_cast<int>(days.size()) < 2 * plan.shape.pairs) {  // too few readings to see anything
    found.standard_error = found.detectable = INFINITY;
    return found;
  }
  const OrderTest test(plan.shape, plan.order, days, one.noise,
                       {.most_orders = orders_of_a_virtual_trial, .seed = random.fork(1).bits()});
  const Eigen::MatrixXd chance = test.scores(one.sd * noise_series(days, one.noise, options.virtual_trials, random));
  found.standard_error = one.sd / test.of_difference()(0);
  const auto power = [&](double difference) {
    int significant = 0;
    for (const auto column : chance.colwise()) {
      significant += OrderTest::p(column + difference * test.of_difference()) <= kTestLevel ? 1 : 0;
    }
    return static_cast<double>(significant) / options.virtual_trials;
  };
  found.power = power(one.difference);
  double low = 0, high = 20 * found.standard_error;
  if (power(high) < wanted_power) {
    found.detectable = INFINITY;
    return found;
  }
  for (int i = 0; i < 12; ++i) {
    const double middle = (low + high) / 2;
    (power(middle) < wanted_power ? low : high) = middle;
  }
  found.detectable = (low + high) / 2;
  return found;
}

}  // namespace

int washout_of(double half_life_days) {
  return static_cast<int>(std::ceil(left_over_half_lives * half_life_days - 1e-9));
}

int needed_trial_days(const TrialPlanOptions& options) {
  return 2 * options.min_pairs * (washout(options) + least_counted_days);
}

TrialPlan plan_trial(std::span<const TrialOutcome> dimensions, const TrialPlanOptions& options) {
  require(options.half_life_days >= 0 && options.half_life_days <= 60, "plan_trial: half_life_days in [0, 60], got {}",
          options.half_life_days);
  require(!options.washout_days || *options.washout_days >= 0, "plan_trial: washout_days must be >= 0, got {}",
          options.washout_days.value_or(0));
  require(options.min_pairs >= 2, "plan_trial: min_pairs must be >= 2, got {}", options.min_pairs);
  require(options.virtual_trials >= 100, "plan_trial: virtual_trials must be >= 100, got {}", options.virtual_trials);
  require(options.days >= needed_trial_days(options), "plan_trial: at least {} days expected, got {}",
          needed_trial_days(options), options.days);
  for (const TrialOutcome& one : dimensions) {
    require(one.sd > 0 && one.difference > 0 && one.read > 0 && one.read <= 1,
            "plan_trial: {}: sd and difference > 0 and read in (0, 1] expected, got {}, {} and {}", one.dimension,
            one.sd, one.difference, one.read);
  }
  TrialPlan plan;
  plan.shape = best_shape(dimensions, options);
  const Random random(options.seed);
  Random coin = random.fork(0);
  plan.order = draw_order(plan.shape.pairs, coin);
  plan.used_a.reserve(static_cast<std::size_t>(plan.shape.days()));
  for (int day = 0; day < plan.shape.days(); ++day) plan.used_a.push_back(is_a(plan.shape, plan.order, day) ? 1 : 0);
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    plan.powers.push_back(power_of(dimensions[d], plan, options, random.fork(d + 1)));
  }
  return plan;
}

}  // namespace skin2vec::trial
