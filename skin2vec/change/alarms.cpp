#include "skin2vec/change/alarms.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/change/online.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::change {

namespace {

constexpr int made_years = 100, year = 365, warm_up = 60;
constexpr int longest_between_refits = 120;
// An alarm by chance is often followed by another: the thresholds are for so much of the budget.
constexpr double unrepeated = 0.65;
constexpr int settle_days = 21, withdraw_days = 60;

// What is thought of the noise on some day.
struct Belief {
  bool enough = false;
  ScanOptions scan{};
  double shift_threshold = 0;
  double slope_threshold = 0;
};

// A noise the person may have, with its weight; the weights sum to 1.
struct Likely {
  stats::Noise noise;
  double variance, degrees, weight;
};
std::vector<Likely> likely_noises(std::span<const double> known, const Eigen::MatrixXd& design) {
  std::vector<Likely> all;
  double most = -1e300;
  for (const double phi : {0.0, 0.2, 0.4, 0.55, 0.65, 0.75, 0.82, 0.88, 0.92, 0.95, 0.97}) {
    for (const double white : {0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9}) {
      if (phi == 0 && white > 0) continue;  // the same noise
      const stats::Regression fit = stats::regress(known, design, {.noise = stats::Noise{phi, white}});
      if (!fit.enough) continue;
      all.push_back({fit.noise, fit.variance, fit.degrees, fit.likelihood});
      most = std::max(most, fit.likelihood);
    }
  }
  double sum = 0;
  for (Likely& one : all) sum += one.weight = std::exp(one.weight - most);
  for (Likely& one : all) one.weight /= sum;
  return all;
}

Belief believe(std::span<const double> known, const std::vector<Alarm>& alarms, Day first,
               const AlarmOptions& options) {
  const int days = static_cast<int>(known.size());
  std::vector<Eigen::VectorXd> steps;
  for (const Alarm& alarm : alarms) {
    const int start = alarm.start - first, end = alarm.withdrawn_on ? *alarm.withdrawn_on - first : days;
    if (start < 3 || start > days - 3) continue;
    Eigen::VectorXd step = Eigen::VectorXd::Zero(days);
    for (int t = start; t < std::min(end, days); ++t) {
      const int rise = alarm.date - alarm.start + 1;
      step(t) = alarm.kind == Kind::drift ? std::min(1.0, (t - start + 1.0) / rise) : 1;
    }
    steps.push_back(std::move(step));
  }
  Eigen::MatrixXd design = Eigen::MatrixXd::Ones(days, 1 + std::ssize(steps));
  for (std::size_t i = 0; i < steps.size(); ++i) design.col(static_cast<Eigen::Index>(i) + 1) = steps[i];
  stats::Regression fit = stats::regress(known, design);
  if (!fit.enough) {
    design.conservativeResize(Eigen::NoChange, 1);
    fit = stats::regress(known, design);
  }
  Belief belief;
  if (!fit.enough || !(fit.variance > 0)) return belief;
  belief.enough = true;
  belief.scan = {fit.noise, fit.variance};
  // The innovations of the person, to draw from.
  std::vector<int> there;
  for (int t = 0; t < days; ++t) {
    if (!std::isnan(known[static_cast<std::size_t>(t)])) there.push_back(t);
  }
  Eigen::MatrixXd rest(std::ssize(there), 1);
  for (std::size_t i = 0; i < there.size(); ++i) {
    rest(static_cast<Eigen::Index>(i), 0) =
        known[static_cast<std::size_t>(there[i])] - design.row(there[i]).dot(fit.coefficients);
  }
  Eigen::VectorXd fresh = stats::whiten(there, rest, fit.noise).columns;
  fresh /= std::max(std::sqrt(fresh.squaredNorm() / static_cast<double>(fresh.size())), 1e-12);
  const std::vector<Likely> likely = likely_noises(known, design);
  Random random(options.seed);
  std::vector<double> shift_most, slope_most;
  for (int y = 0; y < made_years; ++y) {
    // A noise that may be the person's, then its innovations form: prediction + root of its variance x a drawn one. The
    // scan believes in the best fit, as the real one does.
    double left = random.uniform();
    std::size_t pick = 0;
    while (pick + 1 < likely.size() && (left -= likely[pick].weight) > 0) ++pick;
    const stats::Noise noise = likely[pick].noise;
    const double sd =
        std::sqrt(likely[pick].variance * likely[pick].degrees / (2 * random.gamma(likely[pick].degrees / 2)));
    Scan scan(belief.scan);
    double spread = 1 - noise.white, state = 0, shift = 0, slope = 0;
    for (int t = 0; t < warm_up + year; ++t) {
      const double f = spread + noise.white;
      const double value = state + std::sqrt(f) * fresh(random.integer(0, fresh.size() - 1));
      const Scan::Step step = scan.add(sd * value);
      if (t >= warm_up) shift = std::max(shift, step.shift), slope = std::max(slope, step.slope);
      state = noise.phi * (state + spread / f * (value - state));
      const double after = spread - spread * spread / f;
      spread = noise.phi * noise.phi * after + (1 - noise.phi * noise.phi) * (1 - noise.white);
    }
    shift_most.push_back(shift), slope_most.push_back(slope);
  }
  // A year has no false alarm with chance exp(-rate).
  const double quantile = std::exp(-options.false_alarms_per_year * unrepeated / 2);
  belief.shift_threshold = stats::quantile(shift_most, quantile);
  belief.slope_threshold = stats::quantile(slope_most, quantile);
  return belief;
}

// The mean of the unmissing values of [from, to); NaN if there are fewer than `least`.
double mean_of(const std::vector<double>& values, int from, int to, int least) {
  double sum = 0;
  int n = 0;
  for (int t = std::max(from, 0); t < std::min<int>(to, static_cast<int>(values.size())); ++t) {
    if (!std::isnan(values[static_cast<std::size_t>(t)])) sum += values[static_cast<std::size_t>(t)], ++n;
  }
  return n < least ? NAN : sum / n;
}

}  // namespace

std::vector<Alarm> replay(const series::Series& lived, const AlarmOptions& options) {
  require(options.false_alarms_per_year > 0, "replay: false_alarms_per_year must be > 0, got {}",
          options.false_alarms_per_year);
  require(options.first_day >= 40, "replay: first_day must be >= 40, got {}", options.first_day);
  const int days = lived.days();
  std::vector<Alarm> alarms;
  int begin = 0;              // of the scan: the day the last standing change is thought to have begun
  std::vector<int> begun{0};  // the same before each alarm, to go back to
  std::vector<char> bout(static_cast<std::size_t>(days), 0);  // days of alarms that were withdrawn: not scanned again
  for (int known = options.first_day; known < days;) {
    const int until = std::min(days, known + std::min(longest_between_refits, known / 3));
    const Belief belief =
        believe(std::span(lived.values).first(static_cast<std::size_t>(known)), alarms, lived.first, options);
    if (belief.enough) {
      const auto scanned = [&](int to) {  // from `begin` on
        Scan scan(belief.scan);
        for (int t = begin; t < to; ++t) {
          const auto i = static_cast<std::size_t>(t);
          (void)scan.add(bout[i] ? NAN : lived.values[i]);
        }
        return scan;
      };
      Scan scan = scanned(known);
      for (int t = known; t < until; ++t) {
        const Scan::Step step = scan.add(lived.values[static_cast<std::size_t>(t)]);
        const Day today = lived.first + t;
        Alarm* last = alarms.empty() || alarms.back().withdrawn_on ? nullptr : &alarms.back();
        // Is the level of the days from `from` on back where it was before the last alarm, but for `part` of it?
        const auto back = [&](int from, double part) {
          if (!last || today - last->date > withdraw_days) return false;
          const int start = last->start - lived.first;
          const double before = mean_of(lived.values, start - 30, start, 7),
                       now = mean_of(lived.values, from, t + 1, 3);
          return (now - before) * last->size < part * last->size * last->size;
        };
        const auto withdraw = [&] {
          last->withdrawn_on = today;
          std::fill(bout.begin() + (last->start - lived.first), bout.begin() + t + 1, 1);
          begin = begun.back();
          begun.pop_back();
          scan = scanned(t + 1);
        };
        if (last && today - last->date >= settle_days && back(t - 13, 1.0 / 3)) {
          withdraw();
          continue;
        }
        const double shift = step.shift / belief.shift_threshold, slope = step.slope / belief.slope_threshold;
        if (std::max(shift, slope) <= 1) continue;
        const Kind kind = shift >= slope ? Kind::shift : Kind::drift;
        const int start = t - (kind == Kind::shift ? step.shift_days_ago : step.slope_days_ago);
        const double before = mean_of(lived.values, start - 30, start, 7);
        const double now = mean_of(lived.values, std::max(start, t - 6), t + 1, 1);
        const double size = kind == Kind::shift ? step.shift_size : now - before;
        if (last && size * last->size < 0 && back(start, 1.0 / 2)) {
          withdraw();  // the change back is the end of it, not another
          continue;
        }
        // The same change, better seen: no other alarm.
        if (last && size * last->size > 0 && lived.first + start <= last->date) {
          begin = start;
          scan = scanned(t + 1);
          continue;
        }
        alarms.push_back({today, kind, lived.first + start, size, {}});
        begun.push_back(begin);
        begin = start;
        scan = scanned(t + 1);
      }
    }
    known = until;
  }
  return alarms;
}

}  // namespace skin2vec::change
