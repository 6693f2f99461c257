#include "skin2vec/insight/causes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "skin2vec/series/cycle_phase.h"
#include "skin2vec/series/daily.h"
#include "skin2vec/stats/describe.h"

namespace skin2vec::insight {

namespace {

constexpr double routine_days = 14;
constexpr int season_days = 30;
constexpr int season_step = 7;
constexpr int season_needs = 180;

std::vector<Eigen::VectorXd> routine_columns(std::span<const diary::Entry> entries, Day first, int days) {
  std::map<std::string, Eigen::VectorXd> by_name;
  for (const diary::Entry& entry : entries) {
    if (entry.kind != diary::Kind::routine) continue;
    Eigen::VectorXd column = Eigen::VectorXd::Zero(days);
    for (int t = 0; t < days; ++t) {
      const int since = first + t - entry.time.day;
      if (since < 0) continue;
      const int after = entry.until ? first + t - *entry.until : 0;
      const int used = after > 0 ? *entry.until - entry.time.day : since;
      column(t) = (1 - std::exp(-(used + 1) / routine_days)) * (after > 0 ? std::exp(-after / routine_days) : 1);
    }
    if (column.maxCoeff() - column.minCoeff() < 0.1) continue;  // it did not start or stop within these days
    Eigen::VectorXd& sum = by_name[entry.name];
    sum = sum.size() == 0 ? column : Eigen::VectorXd(sum + column);
  }
  std::vector<Eigen::VectorXd> columns;
  columns.reserve(by_name.size());
  for (auto& [name, column] : by_name) columns.push_back(std::move(column));
  return columns;
}

std::vector<char> season_changes(const series::CovariateGrid& grid) {
  const series::CovariateSeries* temperature = series::find_covariate(grid, "temperature");
  if (!temperature || temperature->entries < season_needs) return {};
  std::vector<double> mean, rate;
  for (int t = 0; t < grid.days; ++t) {
    const int from = std::max(0, t + 1 - season_days);
    const std::span<const double> window(temperature->amount.data() + from, static_cast<std::size_t>(t + 1 - from));
    mean.push_back(stats::count(window) >= season_days / 2 ? stats::mean(window) : NAN);
    rate.push_back(t >= season_step ? std::abs(mean.back() - mean[static_cast<std::size_t>(t - season_step)]) : NAN);
  }
  if (stats::count(rate) == 0) return {};
  const double limit = stats::quantile(rate, 2.0 / 3);
  std::vector<char> inside;
  inside.reserve(rate.size());
  for (const double one : rate) inside.push_back(one > limit ? 1 : 0);
  return inside;
}

dose::Hemisphere hemisphere(const series::CovariateGrid& grid) {
  constexpr int enough_days = 30;
  constexpr double colder = 2;
  const series::CovariateSeries* temperature = series::find_covariate(grid, "temperature");
  if (!temperature) return dose::Hemisphere::north;
  std::vector<double> december, june;  // the quarters that begin with these months
  for (int t = 0; t < grid.days; ++t) {
    const int quarter = (grid.first + t).month() % 12 / 3;
    if (std::isnan(temperature->amount(t)) || quarter % 2 != 0) continue;
    (quarter == 0 ? december : june).push_back(temperature->amount(t));
  }
  const bool known = std::ssize(december) >= enough_days && std::ssize(june) >= enough_days;
  return known && stats::mean(june) < stats::mean(december) - colder ? dose::Hemisphere::south
                                                                     : dose::Hemisphere::north;
}

}  // namespace

Covariates causes_of(std::span<const diary::Entry> entries, const diary::Profile& profile,
                     const std::optional<std::string>& site) {
  Covariates covariates;
  series::SlotGridOptions options;
  options.site = site;
  const series::SlotGrid slots = series::slot_grid(entries, profile, options);
  if (slots.days == 0) return covariates;
  for (ShownDimension& shown : shown_dimensions(slots, profile)) {
    covariates.outcomes.push_back(
        {shown.dimension.name, series::DailyReader(shown.slots).series(), shown.dimension.scale});
    if (shown.dimension.scale == diary::OutcomeScale::count) {  // a slot's offset may go below none
      for (double& value : covariates.outcomes.back().daily.values) value = value < 0 ? 0 : value;
    }
    covariates.dimensions.push_back(std::move(shown));
  }
  covariates.grid = series::covariate_grid(entries, profile, slots.first, slots.days);
  for (const diary::Exposure& exposure : profile.exposures) {
    covariates.design.unit_step[exposure.name] = exposure.unit_step;
  }
  const series::RhythmOptions rhythm = series::rhythm_options(profile, entries, slots.first, slots.days);
  if (rhythm.cycle_starts.size() >= 3) {
    covariates.design.cycle_phase =
        series::logged_phase(rhythm.cycle_starts, slots.first, slots.days, rhythm.longest_days);
    for (double& phase : covariates.design.cycle_phase) phase = std::isnan(phase) ? 0 : phase;
  } else if (!profile.cycles.empty()) {
    covariates.design.shortest_cycle = rhythm.shortest_days;
    covariates.design.longest_cycle = rhythm.longest_days;
  }
  covariates.design.routines = routine_columns(entries, slots.first, slots.days);
  covariates.transition = season_changes(covariates.grid);
  covariates.season = dose::seasons_of(slots.first, slots.days, hemisphere(covariates.grid));
  return covariates;
}

std::vector<lag::Effect> find_effects(const Covariates& covariates, const EffectsQuestion& question) {
  lag::EffectsOptions options;
  options.design = covariates.design;
  options.transition = covariates.transition;
  options.threads = question.threads;
  options.permutation = question.permutation;
  return lag::effects(covariates.outcomes, covariates.grid, options);
}

std::vector<dose::Dose> find_dose(const Covariates& covariates, const diary::Profile& profile, int threads) {
  dose::DoseOptions options;
  options.design = covariates.design;
  options.threads = threads;
  options.season = covariates.season;
  options.transition = covariates.transition;
  for (const ShownDimension& shown : covariates.dimensions) {
    if (shown.dimension.derived) options.alone.insert(shown.dimension.name);
  }
  for (const diary::Exposure& exposure : profile.exposures) {
    if (!series::find_covariate(covariates.grid, exposure.name)) continue;
    options.questions.push_back({exposure.name, exposure.shifted_by});
  }
  return dose::dose(covariates.outcomes, covariates.grid, options);
}

std::vector<lag::Habit> find_habits(const Covariates& covariates, int threads) {
  lag::HabitOptions options;
  options.design = covariates.design;
  for (const ShownDimension& shown : covariates.dimensions) options.better.push_back(shown.dimension.better);
  options.threads = threads;
  return lag::habits(covariates.outcomes, covariates.grid, options);
}

}  // namespace skin2vec::insight
