#include "skin2vec/lag/dose.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "skin2vec/base/require.h"
#include "skin2vec/series/event_columns.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::lag {

namespace {

constexpr int min_days = 60;
constexpr double bell_beats_line = 12;    // deviance
constexpr double skew_beats_even = 6.63;  // deviance: chi-square, 1 degree, 0.01
constexpr double line_level = 0.01;
constexpr double drop_95 = 3.841;     // chi-square, 1 degree
constexpr double zone_height = 0.75;  // of the bell's, at the ends of the ideal zone

// Legend: x (days) the exposure, z (days) what may shift it, less its median; at = (optimum, log width, shift per
// 100, skew): the width is exp(log width - skew) below the centre and exp(log width + skew) above it.
constexpr std::size_t n_at = 4;
using At = std::array<double, n_at>;
using Free = std::array<bool, n_at>;  // which of them are searched

struct Exposure {
  Eigen::VectorXd x, z;                           // a day that is not known is at the median
  double low = 0, high = 0, first = 0, last = 0;  // quantiles 0.05, 0.95, 0.01, 0.99
  bool shifts = false;

  [[nodiscard]] double range() const { return high - low; }
  [[nodiscard]] Eigen::VectorXd bell(const At& at) const {
    const Eigen::ArrayXd from = x.array() - at[0] - at[2] / 100 * z.array();
    const double below = std::exp(at[1] - at[3]), above = std::exp(at[1] + at[3]);
    return (-(from / (from < 0).select(below, Eigen::ArrayXd::Constant(from.size(), above))).square() / 2).exp();
  }
  [[nodiscard]] bool allowed(const At& at) const {
    return at[0] >= first - range() / 2 && at[0] <= last + range() / 2 && std::exp(at[1]) >= range() / 12 &&
           std::exp(at[1]) <= 2 * range() && std::abs(at[2]) <= 100 && std::abs(at[3]) <= 1.2;
  }
};

Eigen::VectorXd filled(const Eigen::VectorXd& values, double by) {
  return (values.array() == values.array()).select(values.array(), by);
}

double median_of(const Eigen::VectorXd& values) {
  return stats::median(std::span(values.data(), static_cast<std::size_t>(values.size())));
}

// One dimension, ready to be asked what a bell would explain.
struct Ready {
  std::size_t outcome = 0;
  stats::MixedFit fit;
  std::optional<stats::AddedColumns> added;
};

// Sum over the dimensions of (height / error)^2 for each candidate; a candidate that is not allowed has -1.
std::vector<double> gains(const std::vector<const Ready*>& dimensions, const Exposure& exposure,
                          const std::vector<At>& candidates) {
  Eigen::MatrixXd columns(exposure.x.size(), std::ssize(candidates));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    columns.col(static_cast<Eigen::Index>(i)) = exposure.bell(candidates[i]);
  }
  std::vector<double> sum(candidates.size(), 0);
  for (const Ready* ready : dimensions) {
    const auto added = ready->added->of(columns);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const double t = added[i].estimate / added[i].error;
      if (std::isfinite(t)) sum[i] += t * t;
    }
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!exposure.allowed(candidates[i])) sum[i] = -1;
  }
  return sum;
}

struct Best {
  At at{};
  double gain = -1;
};

// Pattern search from `start` along the coordinates that are free: all neighbours at once, the best is taken, the steps
// halve where none is better.
Best climb(const std::vector<const Ready*>& dimensions, const Exposure& exposure, const At& start, const Free& free) {
  Best best{start, gains(dimensions, exposure, {start})[0]};
  At step{exposure.range() / 8, 0.25, 6, 0.2};
  for (int round = 0; round < 60 && step[0] > exposure.range() / 1000; ++round) {
    std::vector<At> around;
    for (std::size_t i = 0; i < n_at; ++i) {
      if (!free[i]) continue;
      for (const double sign : {-1.0, 1.0}) {
        around.push_back(best.at);
        around.back()[i] += sign * step[i];
      }
    }
    if (around.empty()) break;
    const std::vector<double> gain = gains(dimensions, exposure, around);
    const auto top = std::max_element(gain.begin(), gain.end()) - gain.begin();
    if (gain[static_cast<std::size_t>(top)] > best.gain + 1e-6) {
      best = {around[static_cast<std::size_t>(top)], gain[static_cast<std::size_t>(top)]};
    } else {
      for (double& one : step) one /= 2;
    }
  }
  return best;
}

// Where coordinate i, the others free, has lost `drop_95` of the gain, on one side; infinite if it never does.
double profile_end(const std::vector<const Ready*>& dimensions, const Exposure& exposure, const Best& best, Free free,
                   std::size_t i, double step) {
  free[i] = false;
  At inside = best.at, from = best.at;
  for (int doubling = 0; doubling < 12; ++doubling, step *= 1.6) {
    At out = from;
    out[i] += step;
    if (!exposure.allowed(out)) return std::copysign(INFINITY, step);
    const Best there = climb(dimensions, exposure, out, free);
    if (there.gain > best.gain - drop_95) {
      inside = from = there.at;
      continue;
    }
    double low = inside[i], high = out[i];
    At warm = inside;
    for (int halving = 0; halving < 7; ++halving) {
      At middle = warm;
      middle[i] = (low + high) / 2;
      const Best between = climb(dimensions, exposure, middle, free);
      if (between.gain > best.gain - drop_95) {
        low = middle[i], warm = between.at;
      } else {
        high = middle[i];
      }
    }
    return (low + high) / 2;
  }
  return std::copysign(INFINITY, step);
}

Interval profile(const std::vector<const Ready*>& dimensions, const Exposure& exposure, const Best& best,
                 const Free& free, std::size_t i, double step) {
  return {profile_end(dimensions, exposure, best, free, i, -step),
          profile_end(dimensions, exposure, best, free, i, step)};
}

// Standard errors of (optimum, log width, shift) about the best, from the curvature of the gain.
Eigen::Matrix4d covariance(const std::vector<const Ready*>& dimensions, const Exposure& exposure, const Best& best,
                           const Free& free) {
  const At step{exposure.range() / 40, 0.05, 1.5, 0.05};
  const auto moved = [&](std::size_t i, double a, std::size_t j, double b) {
    At at = best.at;
    at[i] += a * step[i];
    at[j] += b * step[j];
    return std::max(gains(dimensions, exposure, {at})[0], 0.0);
  };
  Eigen::Matrix4d hessian = Eigen::Matrix4d::Identity() * 1e12;  // a coordinate that is not free does not move
  for (std::size_t i = 0; i < n_at; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      if (!free[i] || !free[j]) continue;
      const double second =
          i == j ? 2 * best.gain - moved(i, 1, i, 0) - moved(i, -1, i, 0)
                 : -(moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) / 4;
      hessian(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
          hessian(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = second / (step[i] * step[j]) / 2;
    }
  }
  const Eigen::Matrix4d inverse = hessian.inverse();
  return inverse.diagonal().minCoeff() > 0 && inverse.allFinite() ? inverse : Eigen::Matrix4d(Eigen::Matrix4d::Zero());
}

Exposure exposure_of(const series::CauseSeries& cause, const series::CauseSeries* shifter) {
  Exposure exposure;
  exposure.x = filled(cause.amount, median_of(cause.amount));
  const std::span x(cause.amount.data(), static_cast<std::size_t>(cause.amount.size()));
  exposure.low = stats::quantile(x, 0.05), exposure.high = stats::quantile(x, 0.95);
  exposure.first = stats::quantile(x, 0.01), exposure.last = stats::quantile(x, 0.99);
  exposure.z = Eigen::VectorXd::Zero(cause.amount.size());
  exposure.shifts = shifter && series::standardised(shifter->amount).size() > 0;
  if (exposure.shifts) {
    const double median = median_of(shifter->amount);
    exposure.z = filled(shifter->amount, median).array() - median;
  }
  return exposure;
}

// The noise and the variances are fitted with a free curve in the bell's place, which is then taken away.
Ready ready_for(const Outcome& outcome, std::size_t index, const LagDesign& design, const Exposure& exposure) {
  Ready ready;
  ready.outcome = index;
  const double sd = std::max(exposure.range() / 3.3, 1e-12), middle = (exposure.low + exposure.high) / 2;
  const Eigen::ArrayXd x = (exposure.x.array() - middle) / sd;
  const double spread = std::sqrt(exposure.z.squaredNorm() / static_cast<double>(exposure.z.size()));
  Eigen::MatrixXd free(x.size(), exposure.shifts ? 5 : 3);
  free.col(0) = x;
  free.col(1) = x.square();
  free.col(2) = x.cube() / 3;
  if (exposure.shifts) {
    const Eigen::ArrayXd z = exposure.z.array() / std::max(spread, 1e-12);
    free.col(3) = x * z;
    free.col(4) = x.square() * z / 2;
  }
  stats::MixedDesign with = design.mixed;
  const Eigen::Index q = with.random.cols();
  with.random.conservativeResize(Eigen::NoChange, q + free.cols());
  with.random.rightCols(free.cols()) = free;
  with.blocks.push_back({static_cast<int>(q), static_cast<int>(free.cols())});
  const stats::MixedFit fitted = stats::mixed(outcome.daily.values, with);
  if (!fitted.enough) return ready;
  stats::MixedOptions known{fitted.noise, fitted.ratios};
  known.ratios.pop_back();
  ready.fit = stats::mixed(outcome.daily.values, design.mixed, known);
  if (!ready.fit.enough) return ready;
  // What the bell explains is not noise: the variance is the one with the curve.
  ready.fit.covariance *= fitted.variance / ready.fit.variance;
  ready.fit.variance = fitted.variance;
  ready.added.emplace(outcome.daily.values, design.mixed, ready.fit);
  return ready;
}

std::vector<double> points(const Exposure& exposure, int n) {
  std::vector<double> x;
  x.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) x.push_back(exposure.first + (exposure.last - exposure.first) * i / (n - 1));
  return x;
}

void straight(const Ready& ready, const Exposure& exposure, const DoseOptions& options, Dose& answer) {
  const double mean = exposure.x.mean();
  const auto line = ready.added->of((exposure.x.array() - mean).matrix())[0];
  const double t = stats::student_quantile(0.975, ready.fit.degrees);
  answer.p =
      std::isnan(line.estimate) ? 1 : 2 * stats::student_cdf(-std::abs(line.estimate / line.error), ready.fit.degrees);
  answer.shape = answer.p >= line_level ? DoseShape::flat : line.estimate > 0 ? DoseShape::rising : DoseShape::falling;
  if (std::isnan(line.estimate)) return;
  for (const double x : points(exposure, options.points)) {
    const double y = line.estimate * (x - mean), half = t * std::abs(line.error * (x - mean));
    answer.curve.push_back({x, y, y - half, y + half});
  }
}

void bell_curve(const Ready& ready, const Exposure& exposure, const Best& best, const Eigen::Matrix4d& spread,
                const Free& free, const DoseOptions& options, Dose& answer) {
  // f(x; at) = height(at) (bell(x) - its mean over the days); its gradient in `at` by differences, height estimated
  // anew.
  const auto shape = [&](double x, const At& at) {
    const double width = std::exp(x < at[0] ? at[1] - at[3] : at[1] + at[3]);
    return std::exp(-std::pow((x - at[0]) / width, 2) / 2) - exposure.bell(at).mean();
  };
  std::vector<At> places{best.at};
  const At step{exposure.range() / 100, 0.02, 0.5, 0.02};
  for (std::size_t i = 0; i < n_at; ++i) {
    places.push_back(best.at);
    if (free[i]) places.back()[i] += step[i];
  }
  Eigen::MatrixXd columns(exposure.x.size(), n_at + 1);
  for (std::size_t i = 0; i <= n_at; ++i) columns.col(static_cast<Eigen::Index>(i)) = exposure.bell(places[i]);
  const auto heights = ready.added->of(columns);
  answer.height = heights[0].estimate;
  const double t = stats::student_quantile(0.975, ready.fit.degrees);
  for (const double x : points(exposure, options.points)) {
    const double base = shape(x, best.at), y = heights[0].estimate * base;
    Eigen::Vector4d gradient;
    for (std::size_t i = 0; i < n_at; ++i) {
      gradient(static_cast<Eigen::Index>(i)) = (heights[i + 1].estimate * shape(x, places[i + 1]) - y) / step[i];
    }
    const double half = t * std::sqrt(gradient.dot(spread * gradient) + std::pow(heights[0].error * base, 2));
    answer.curve.push_back({x, y, y - half, y + half});
  }
}

}  // namespace

std::vector<Dose> dose(std::span<const Outcome> outcomes, const series::CauseGrid& grid, const DoseOptions& options) {
  require(options.min_spread > 0 && options.points >= 2, "dose: min_spread > 0 and points >= 2 expected, got {} and {}",
          options.min_spread, options.points);
  for (const Outcome& outcome : outcomes) {
    require(outcome.daily.first == grid.first && outcome.daily.days() == grid.days,
            "dose: {} must span {} days as the causes do, got {}", outcome.dimension, grid.days, outcome.daily.days());
  }
  std::vector<Dose> answers(outcomes.size());
  for (std::size_t d = 0; d < outcomes.size(); ++d) {
    answers[d].exposure = options.exposure;
    answers[d].dimension = outcomes[d].dimension;
    answers[d].n_days = stats::count(outcomes[d].daily.values);
  }
  const series::CauseSeries* cause = series::find_cause(grid, options.exposure);
  if (!cause || cause->kind != series::CauseKind::exposure || series::standardised(cause->amount).size() == 0) {
    return answers;
  }
  const series::CauseSeries* shifter =
      options.shifted_by.empty() ? nullptr : series::find_cause(grid, options.shifted_by);
  const Exposure exposure = exposure_of(*cause, shifter);
  const auto step = options.design.unit_step.find(options.exposure);
  const double unit_step = step == options.design.unit_step.end() ? 1 : step->second;
  if (exposure.range() < options.min_spread * unit_step) return answers;

  LagDesignOptions without = options.design;
  without.without_same_day = options.exposure;
  const LagDesign design = lag_design(grid, without);
  std::vector<Ready> ready;
  for (std::size_t d = 0; d < outcomes.size(); ++d) {
    if (answers[d].n_days < min_days) continue;
    Ready one = ready_for(outcomes[d], d, design, exposure);
    if (one.added) ready.push_back(std::move(one));
  }
  Free free{true, true, exposure.shifts, false};
  // Which dimensions show a bell: a coarse look, then the best of each alone.
  std::vector<At> coarse;
  for (int i = 0; i <= 8; ++i) {
    for (const double width : {0.15, 0.3, 0.6}) {
      coarse.push_back({exposure.low + exposure.range() * i / 8, std::log(width * exposure.range()), 0, 0});
    }
  }
  std::vector<const Ready*> belled;
  Best start;
  for (const Ready& one : ready) {
    const std::vector<double> gain = gains({&one}, exposure, coarse);
    const auto top = static_cast<std::size_t>(std::max_element(gain.begin(), gain.end()) - gain.begin());
    const Best alone = climb({&one}, exposure, coarse[top], free);
    const auto line = one.added->of(exposure.x)[0];
    const double of_line = std::isnan(line.estimate) ? 0 : std::pow(line.estimate / line.error, 2);
    Dose& answer = answers[one.outcome];
    const bool inside = alone.at[0] > exposure.low && alone.at[0] < exposure.high;
    if (alone.gain - of_line < bell_beats_line || !inside) {
      straight(one, exposure, options, answer);
      continue;
    }
    answer.p = stats::chi_square_tail(alone.gain, 4);
    belled.push_back(&one);
    if (alone.gain > start.gain) start = alone;
  }
  if (belled.empty()) return answers;

  Best best = climb(belled, exposure, start.at, free);
  Free skewed = free;
  skewed[3] = true;
  if (const Best leaning = climb(belled, exposure, best.at, skewed); leaning.gain > best.gain + skew_beats_even) {
    best = leaning;
    free = skewed;
  }
  const Interval optimum = profile(belled, exposure, best, free, 0, exposure.range() / 20);
  const Eigen::Matrix4d spread = covariance(belled, exposure, best, free);
  DoseShift shift;
  if (exposure.shifts) {
    shift.by = options.shifted_by;
    shift.per_100 = best.at[2];
    shift.ci = profile(belled, exposure, best, free, 2, 2);
    At still = best.at;
    still[2] = 0;
    shift.p = stats::chi_square_tail(
        std::max(best.gain - climb(belled, exposure, still, {true, true, false, free[3]}).gain, 0.0), 1);
    if (!std::isfinite(shift.ci.low) || !std::isfinite(shift.ci.high)) shift.ci = {NAN, NAN};
  }
  for (const Ready* one : belled) {
    Dose& answer = answers[one->outcome];
    if (!(optimum.low > exposure.first) || !(optimum.high < exposure.last)) continue;  // unidentified
    answer.shape = DoseShape::bell;
    answer.optimum = best.at[0];
    answer.optimum_ci = optimum;
    answer.width = std::exp(best.at[1] - best.at[3]);
    answer.width_above = std::exp(best.at[1] + best.at[3]);
    answer.shift = shift;
    bell_curve(*one, exposure, best, spread, free, options, answer);
    const double widths = std::sqrt(-2 * std::log(zone_height));
    const double from = std::max(answer.optimum - widths * answer.width, exposure.first),
                 to = std::min(answer.optimum + widths * answer.width_above, exposure.last);
    if (from > exposure.first) answer.zones.push_back({"below", exposure.first, from});
    answer.zones.push_back({"ideal", from, to});
    if (to < exposure.last) answer.zones.push_back({"above", to, exposure.last});
  }
  return answers;
}

}  // namespace skin2vec::lag
