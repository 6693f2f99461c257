#include "skin2vec/series/rhythm.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "skin2vec/base/require.h"
#include "skin2vec/series/cycle_phase.h"
#include "skin2vec/series/cycle_scan.h"
#include "skin2vec/series/event_columns.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/multiple.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::series {

namespace {

constexpr double turn = 2 * std::numbers::pi;
constexpr int min_pairs = 14;
constexpr int min_cycle_days = 90;
constexpr int min_seasonal_days = 584;  // 1.6 years
constexpr double year = 365.2425;

Rhythm nothing(const std::string& dimension, RhythmName name) {
  return {dimension, name, NAN, {NAN, NAN}, NAN, {NAN, NAN}, {}, 1, RhythmVerdict::too_little_data, {}};
}

// Fits `harmonics` of the phase (turns a day, NaN = not known) beside the columns, and writes p, amplitude, its
// interval (the contrast of the fitted peak and trough, taken as fixed) and the peak in the last `period` days.
void fit_wave(const Series& daily, const std::vector<double>& phase, const Eigen::MatrixXd& beside, int harmonics,
              int period, Rhythm& rhythm) {
  std::vector<int> read;
  for (int t = 0; t < daily.days(); ++t) {
    if (!std::isnan(daily.values[static_cast<std::size_t>(t)])) read.push_back(t);
  }
  Eigen::MatrixXd columns = Eigen::MatrixXd::Constant(daily.days(), beside.cols(), NAN);
  const Eigen::MatrixXd kept = independent_columns(beside(read, Eigen::all));
  columns.conservativeResize(Eigen::NoChange, kept.cols());
  columns(read, Eigen::all) = kept;
  const int days = daily.days();
  const auto k = static_cast<int>(columns.cols());
  Eigen::MatrixXd design(days, k + 2 * harmonics);
  design.leftCols(k) = columns;
  const auto wave = [&](double turns) {
    Eigen::VectorXd row(design.cols() - k);
    for (Eigen::Index h = 0; h < harmonics; ++h) {
      row(2 * h) = std::cos(static_cast<double>(h + 1) * turn * turns);
      row(2 * h + 1) = std::sin(static_cast<double>(h + 1) * turn * turns);
    }
    return row;
  };
  for (int t = 0; t < days; ++t) {
    design.row(t).tail(2 * harmonics) = wave(phase[static_cast<std::size_t>(t)]).transpose();
  }
  const stats::Regression fit = stats::regress(daily.values, design);
  if (!fit.identifiable) return;
  std::vector<int> tested(static_cast<std::size_t>(2 * harmonics));
  std::iota(tested.begin(), tested.end(), k);
  rhythm.p = stats::wald(fit, tested).p;
  rhythm.verdict = RhythmVerdict::none_found;

  const Eigen::VectorXd b = fit.coefficients.tail(2 * harmonics);
  double high = 0, low = 0;  // turns at which the curve is highest and lowest
  for (double turns = 0; turns < 1; turns += 0.005) {
    if (wave(turns).dot(b) > wave(high).dot(b)) high = turns;
    if (wave(turns).dot(b) < wave(low).dot(b)) low = turns;
  }
  const Eigen::VectorXd contrast = (wave(high) - wave(low)) / 2;
  rhythm.amplitude = contrast.dot(b);
  const Eigen::MatrixXd v = fit.covariance.bottomRightCorner(2 * harmonics, 2 * harmonics);
  const double half = stats::student_quantile(0.975, fit.degrees) * std::sqrt(contrast.dot(v * contrast));
  rhythm.amplitude_ci = {std::max(0.0, rhythm.amplitude - half), rhythm.amplitude + half};
  double highest = -std::numeric_limits<double>::infinity();
  for (int t = std::max(0, days - period); t < days; ++t) {
    const double value = wave(phase[static_cast<std::size_t>(t)]).dot(b);
    if (value > highest) {
      highest = value;
      rhythm.peak = daily.first + t;
    }
  }
}

Rhythm daily_rhythm(const SlotSeries& slots, const DailyOptions& options) {
  Rhythm rhythm = nothing(slots.name, RhythmName::daily);
  const OutlierScan scan(slots, options.outlier);
  std::vector<double> difference(static_cast<std::size_t>(slots.days()), NAN);
  const int last = slots.days() - 1;
  for (int t = 0; t <= last; ++t) {
    const auto at = static_cast<std::size_t>(t);
    if (scan.flagged(t, Slot::morning, last) || scan.flagged(t, Slot::evening, last)) continue;
    difference[at] = slots.evening[at] - slots.morning[at];
    if (!std::isnan(difference[at])) rhythm.peak = slots.first + t;
  }
  rhythm.period_days = 1;
  rhythm.period_ci = {1, 1};
  const stats::Regression fit = stats::regress(difference, Eigen::MatrixXd::Ones(slots.days(), 1));
  if (fit.n < min_pairs || !fit.identifiable) {
    rhythm.peak.reset();
    return rhythm;
  }
  const double mean = fit.coefficients(0);
  const double half = stats::student_quantile(0.975, fit.degrees) * std::sqrt(fit.covariance(0, 0));
  rhythm.amplitude = std::abs(mean) / 2;
  rhythm.amplitude_ci = {std::max(0.0, (std::abs(mean) - half) / 2), (std::abs(mean) + half) / 2};
  rhythm.p = stats::wald(fit, std::vector<int>{0}).p;
  rhythm.verdict = RhythmVerdict::none_found;
  if (mean != 0) rhythm.higher = mean > 0 ? Slot::evening : Slot::morning;
  return rhythm;
}

Rhythm seasonal_rhythm(const std::string& name, const Series& daily, const Eigen::MatrixXd& nuisance) {
  Rhythm rhythm = nothing(name, RhythmName::seasonal);
  const int days = daily.days();
  if (days < min_seasonal_days || stats::count(daily.values) < min_seasonal_days / 3) return rhythm;
  rhythm.period_days = year;
  rhythm.period_ci = {year, year};
  Eigen::MatrixXd columns(days, 2 + nuisance.cols());
  std::vector<double> phase;
  for (int t = 0; t < days; ++t) {
    columns(t, 0) = 1;
    columns(t, 1) = 2.0 * t / days - 1;
    phase.push_back((daily.first + t).number / year);
  }
  if (nuisance.cols() > 0) columns.rightCols(nuisance.cols()) = nuisance;
  fit_wave(daily, phase, columns, 1, 365, rhythm);
  return rhythm;
}

// Holm's adjustment of the p of those that could be tested.
void adjust(std::vector<Rhythm*> family) {
  std::erase_if(family, [](const Rhythm* one) { return one->verdict == RhythmVerdict::too_little_data; });
  std::stable_sort(family.begin(), family.end(), [](const Rhythm* a, const Rhythm* b) { return a->p < b->p; });
  double least = 0;
  for (std::size_t i = 0; i < family.size(); ++i) {
    least = std::max(least, std::min(1.0, family[i]->p * static_cast<double>(family.size() - i)));
    family[i]->p = least;
  }
}

// The adjustment of Benjamini & Hochberg (1995) of those that could be tested.
void step_up(std::span<Rhythm* const> family) {
  std::vector<double> p;
  p.reserve(family.size());
  for (const Rhythm* one : family) p.push_back(one->verdict == RhythmVerdict::too_little_data ? NAN : one->p);
  const std::vector<double> q = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < family.size(); ++i) {
    if (!std::isnan(q[i])) family[i]->p = q[i];
  }
}

// One cycle for all dimensions: the p of the whole (Fisher 1925: -2 sum log p is chi-square) opens the door; behind it
// the step-up of Benjamini & Hochberg (1995) takes the dimensions, and the strongest has at most the p of the whole.
void together(std::vector<Rhythm>& months, std::span<const SlotSeries> slots) {
  std::vector<Rhythm*> family;
  double sum = 0, degrees = 0;
  for (std::size_t d = 0; d < months.size(); ++d) {
    if (months[d].verdict == RhythmVerdict::too_little_data) continue;
    family.push_back(&months[d]);
    if (slots[d].measure == Measure::derived) continue;
    sum -= 2 * std::log(std::max(months[d].p, 1e-300));
    degrees += 2;
  }
  if (degrees == 0) return;
  const double whole = stats::chi_square_tail(sum, degrees);
  Rhythm* strongest = *std::min_element(family.begin(), family.end(), [](auto* a, auto* b) { return a->p < b->p; });
  step_up(family);
  for (Rhythm* one : family) one->p = std::max(one->p, whole);
  strongest->p = whole;
}

std::vector<Rhythm> logged_cycle(std::span<const SlotSeries> slots, std::span<const Series> daily,
                                 const RhythmOptions& options) {
  std::vector<Rhythm> found;
  const std::vector<double> lengths = cycle_lengths(options.cycle_starts, options.longest_days);
  for (std::size_t d = 0; d < daily.size(); ++d) {
    Rhythm rhythm = nothing(slots[d].name, RhythmName::monthly);
    if (lengths.size() >= 2) {
      const auto m = static_cast<double>(lengths.size());
      rhythm.period_days = stats::mean(lengths);
      const double half = stats::student_quantile(0.975, m - 1) * stats::sd(lengths) / std::sqrt(m);
      rhythm.period_ci = {rhythm.period_days - half, rhythm.period_days + half};
      const int days = daily[d].days();
      const auto phase = logged_phase(options.cycle_starts, daily[d].first, days, options.longest_days);
      fit_wave(daily[d], phase, slow_columns(days, options.nuisance), 1,
               static_cast<int>(std::lround(rhythm.period_days)), rhythm);
    }
    found.push_back(rhythm);
  }
  return found;
}

std::vector<Rhythm> sought_cycle(std::span<const SlotSeries> slots, std::span<const Series> daily,
                                 const RhythmOptions& options) {
  // A derived dimension is made of others and would be counted twice: it is tested, but does not vote.
  std::vector<Series> voting(daily.begin(), daily.end());
  for (std::size_t d = 0; d < slots.size(); ++d) {
    if (slots[d].measure == Measure::derived) std::fill(voting[d].values.begin(), voting[d].values.end(), NAN);
  }
  const CycleScan scan = cycle_scan(voting, {.shortest_days = options.shortest_days,
                                             .longest_days = options.longest_days,
                                             .usual_days = options.usual_days,
                                             .nuisance = options.nuisance,
                                             .min_days = min_cycle_days,
                                             .draws = options.draws,
                                             .seed = options.seed});
  std::vector<Rhythm> found;
  const auto strongest = std::max_element(scan.trace.begin(), scan.trace.end()) - scan.trace.begin();
  for (std::size_t d = 0; d < daily.size(); ++d) {
    Rhythm rhythm = nothing(slots[d].name, RhythmName::monthly);
    found.push_back(rhythm);
    if (!scan.enough || stats::count(daily[d].values) < min_cycle_days) continue;
    Rhythm& now = found.back();
    now.verdict = RhythmVerdict::none_found;
    now.p = scan.p;
    if (scan.p >= options.level) continue;
    now.period_days = scan.period_days;
    now.period_ci = {scan.period_days - 1.96 * scan.period_se, scan.period_days + 1.96 * scan.period_se};
    std::vector<double> phase = shown_phase(scan, static_cast<int>(d));
    if (phase.empty()) phase = shown_phase(scan, -1);
    const int days = daily[d].days();
    fit_wave(daily[d], phase, slow_columns(days, options.nuisance), 1, static_cast<int>(std::lround(scan.period_days)),
             now);
  }
  if (scan.enough && scan.p < options.level) {
    std::vector<Rhythm*> family;
    family.reserve(found.size());
    for (Rhythm& one : found) family.push_back(&one);
    step_up(family);
    Rhythm& carrier = found[static_cast<std::size_t>(strongest)];
    carrier.p = std::min(carrier.p, scan.p);
    for (Rhythm& one : found) {
      if (one.verdict != RhythmVerdict::too_little_data) one.p = std::max(one.p, scan.p);
    }
  }
  return found;
}

}  // namespace

RhythmOptions rhythm_options(const diary::Profile& profile, std::span<const diary::Entry> entries, Day first,
                             int days) {
  RhythmOptions options;
  options.nuisance = covariate_columns(covariate_grid(entries, profile, first, days));
  if (profile.cycles.empty()) return options;
  const diary::Cycle& cycle = profile.cycles.front();
  options.shortest_days = cycle.shortest_days;
  options.longest_days = cycle.longest_days;
  options.usual_days = cycle.period_days;
  options.cycle_starts = logged_starts(cycle, entries);
  return options;
}

std::vector<Day> logged_starts(const diary::Cycle& cycle, std::span<const diary::Entry> entries) {
  std::vector<Day> starts;
  if (cycle.start_event.empty()) return starts;
  for (const diary::Entry& entry : entries) {
    if (entry.kind == diary::Kind::event && entry.name == cycle.start_event) {
      starts.push_back(entry.time.day);
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

std::vector<Rhythm> rhythms(std::span<const SlotSeries> dimensions, const RhythmOptions& options) {
  require(options.level > 0 && options.level < 1, "rhythms: level must be in (0, 1), got {}", options.level);
  require(options.shortest_days >= 2 && options.shortest_days < options.longest_days,
          "rhythms: 2 <= shortest < longest expected, got {} and {}", options.shortest_days, options.longest_days);
  require(std::adjacent_find(options.cycle_starts.begin(), options.cycle_starts.end(), std::greater_equal<>()) ==
              options.cycle_starts.end(),
          "rhythms: cycle_starts must increase, got {} that do not", options.cycle_starts.size());
  std::vector<Series> daily;
  for (const SlotSeries& one : dimensions) {
    require(one.first == dimensions[0].first && one.days() == dimensions[0].days(),
            "rhythms: dimensions of one span expected, got {} and {} days", dimensions[0].days(), one.days());
    require(options.nuisance.cols() == 0 || options.nuisance.rows() == one.days(),
            "rhythms: one row of nuisance a day expected, got {} for {} days", options.nuisance.rows(), one.days());
    daily.push_back(DailyReader(one, options.daily).series());
  }
  std::vector<Rhythm> days, seasons;
  for (std::size_t d = 0; d < daily.size(); ++d) {
    days.push_back(daily_rhythm(dimensions[d], options.daily));
    seasons.push_back(seasonal_rhythm(dimensions[d].name, daily[d], options.nuisance));
  }
  std::vector<Rhythm> months;
  const bool logged = options.cycle_starts.size() >= 3;
  if (!daily.empty()) {
    months = logged ? logged_cycle(dimensions, daily, options) : sought_cycle(dimensions, daily, options);
  }
  const auto family = [](std::vector<Rhythm>& all) {
    std::vector<Rhythm*> pointers;
    pointers.reserve(all.size());
    for (Rhythm& one : all) pointers.push_back(&one);
    return pointers;
  };
  adjust(family(days));
  adjust(family(seasons));
  if (logged) together(months, dimensions);

  std::vector<Rhythm> all;
  for (std::size_t d = 0; d < daily.size(); ++d) {
    for (const Rhythm& one : {days[d], months[d], seasons[d]}) {
      all.push_back(one);
      if (one.verdict == RhythmVerdict::none_found && one.p < options.level) all.back().verdict = RhythmVerdict::found;
    }
  }
  return all;
}

}  // namespace skin2vec::series
