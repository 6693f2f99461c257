#include "skin2vec/insight/causes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "skin2vec/base/parallel.h"
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
  for (auto& [name, column] : by_name) columns.push_back(std::move(column));
  return columns;
}

std::vector<char> season_changes(const series::CauseGrid& grid) {
  const series::CauseSeries* temperature = series::find_cause(grid, "temperature");
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
  for (const double one : rate) inside.push_back(one > limit ? 1 : 0);
  return inside;
}

// What a person calls an event, an exposure or a dimension; its name where the profile has no other.
std::string spoken(const std::string& name, const diary::Profile& profile, Language language) {
  const diary::EventKind* event = diary::find_event(profile, name);
  const diary::Exposure* exposure = diary::find_exposure(profile, name);
  const diary::Dimension* dimension = diary::find_dimension(profile, name);
  const diary::Label* label = event       ? &event->label
                              : exposure  ? &exposure->label
                              : dimension ? &dimension->label
                                          : nullptr;
  if (!label) return name;
  return language == Language::zh ? label->zh : label->en;
}

}  // namespace

Causes causes_of(std::span<const diary::Entry> entries, const diary::Profile& profile,
                 const std::optional<std::string>& site) {
  Causes causes;
  series::SlotGridOptions options;
  options.site = site;
  const series::SlotGrid slots = series::slot_grid(entries, profile, options);
  if (slots.days == 0) return causes;
  for (ShownDimension& shown : shown_dimensions(slots, profile)) {
    causes.outcomes.push_back({shown.dimension.name, series::DailyReader(shown.slots).series()});
    causes.dimensions.push_back(std::move(shown));
  }
  causes.grid = series::cause_grid(entries, profile, slots.first, slots.days);
  for (const diary::Exposure& exposure : profile.exposures) {
    causes.design.unit_step[exposure.name] = exposure.unit_step;
  }
  const series::RhythmOptions rhythm = series::rhythm_options(profile, entries, slots.first, slots.days);
  if (rhythm.cycle_starts.size() >= 3) {
    causes.design.cycle_phase = series::logged_phase(rhythm.cycle_starts, slots.first, slots.days, rhythm.longest_days);
    for (double& phase : causes.design.cycle_phase) phase = std::isnan(phase) ? 0 : phase;
  } else if (!profile.cycles.empty()) {
    causes.design.shortest_cycle = rhythm.shortest_days;
    causes.design.longest_cycle = rhythm.longest_days;
  }
  causes.design.routines = routine_columns(entries, slots.first, slots.days);
  causes.transition = season_changes(causes.grid);
  return causes;
}

std::vector<lag::Effect> find_effects(const Causes& causes, int threads) {
  lag::EffectsOptions options;
  options.design = causes.design;
  options.transition = causes.transition;
  options.threads = threads;
  return lag::effects(causes.outcomes, causes.grid, options);
}

std::vector<lag::Dose> find_dose(const Causes& causes, const diary::Profile& profile, int threads) {
  // Derived dimensions are asked alone: they would count what they are made of twice.
  std::vector<lag::Outcome> read, derived;
  for (std::size_t d = 0; d < causes.outcomes.size(); ++d) {
    (causes.dimensions[d].dimension.derived ? derived : read).push_back(causes.outcomes[d]);
  }
  std::vector<const diary::Exposure*> exposures;
  for (const diary::Exposure& exposure : profile.exposures) {
    if (series::find_cause(causes.grid, exposure.name)) exposures.push_back(&exposure);
  }
  std::vector<std::vector<lag::Dose>> each(exposures.size());
  parallel_for(exposures.size(), threads, [&](std::size_t i) {
    lag::DoseOptions options;
    options.design = causes.design;
    options.exposure = exposures[i]->name;
    options.shifted_by = exposures[i]->shifted_by;
    each[i] = lag::dose(read, causes.grid, options);
    for (const lag::Outcome& one : derived) {
      auto alone = lag::dose(std::span(&one, 1), causes.grid, options);
      each[i].insert(each[i].end(), std::make_move_iterator(alone.begin()), std::make_move_iterator(alone.end()));
    }
  });
  std::vector<lag::Dose> all;
  for (auto& list : each) {
    all.insert(all.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
  }
  return all;
}

std::vector<lag::Habit> find_habits(const Causes& causes, int threads) {
  lag::HabitOptions options;
  options.design = causes.design;
  for (const ShownDimension& shown : causes.dimensions) options.better.push_back(shown.dimension.better);
  options.threads = threads;
  return lag::habits(causes.outcomes, causes.grid, options);
}

std::string sentence(const lag::Habit& habit, const diary::Profile& profile, Language language) {
  const std::string cause = spoken(habit.cause, profile, language);
  const std::string outcome = spoken(habit.dimension, profile, language);
  if (language == Language::zh) {
    return fmt::format(
        "{}的累积与{}{}相伴：连续 {} 天后共 {:+.2f}，其中 10 天之后 {:+.2f}（{:.2f} 至 {:.2f}）；q = {:.3f}", cause,
        outcome, habit.accumulated < 0 ? "较低" : "较高", habit.horizon_days, habit.accumulated, habit.hidden,
        habit.ci.low, habit.ci.high, habit.q);
  }
  return fmt::format(
      "A load of {} went with {} {}: {:+.2f} after {} days of daily use, {:+.2f} of it beyond 10 days ({:.2f} to "
      "{:.2f}); q = {:.3f}",
      cause, habit.accumulated < 0 ? "lower" : "higher", outcome, habit.accumulated, habit.horizon_days, habit.hidden,
      habit.ci.low, habit.ci.high, habit.q);
}

std::string sentence(const lag::Dose& dose, const diary::Profile& profile, Language language) {
  const bool zh = language == Language::zh;
  const diary::Exposure* exposure = diary::find_exposure(profile, dose.exposure);
  const std::string what = spoken(dose.dimension, profile, language), of = spoken(dose.exposure, profile, language);
  const std::string unit = exposure && !exposure->unit.empty() ? " " + exposure->unit : "";
  switch (dose.shape) {
    case lag::DoseShape::bell: {
      const bool trough = dose.height < 0;
      std::string text =
          zh ? fmt::format("{}在{} {:.1f}{} 时{}（{:.1f} 至 {:.1f}）", what, of, dose.optimum, unit,
                           trough ? "最低" : "最高", dose.optimum_ci.low, dose.optimum_ci.high)
             : fmt::format("{} was {} at {} {:.1f}{} ({:.1f} to {:.1f})", what, trough ? "lowest" : "highest", of,
                           dose.optimum, unit, dose.optimum_ci.low, dose.optimum_ci.high);
      if (!dose.shift.by.empty() && dose.shift.p < 0.05) {
        const std::string by = spoken(dose.shift.by, profile, language);
        text += zh ? fmt::format("；{}每高 100，此处移动 {:+.1f}{}", by, dose.shift.per_100, unit)
                   : fmt::format("; with {} 100 higher it lies {:+.1f}{} away", by, dose.shift.per_100, unit);
      }
      return text;
    }
    case lag::DoseShape::rising:
    case lag::DoseShape::falling: {
      const bool up = dose.shape == lag::DoseShape::rising;
      return zh ? fmt::format("{}越高，{}越{}", of, what, up ? "高" : "低")
                : fmt::format("{} was {} on days of more {}", what, up ? "higher" : "lower", of);
    }
    case lag::DoseShape::flat:
      return zh ? fmt::format("未见{}随{}变化", what, of)
                : fmt::format("{} was not seen to go with {} of the day", what, of);
    case lag::DoseShape::unidentified:
      break;
  }
  return zh ? fmt::format("{}与{}的关系无法判断：{}变化太小或数据太少", what, of, of)
            : fmt::format("{} and {}: cannot be told, it varies too little or there is too little data", what, of);
}

std::string sentence(const lag::Effect& effect, const diary::Profile& profile, Language language) {
  const bool zh = language == Language::zh;
  const std::string cause = spoken(effect.cause, profile, language);
  const std::string outcome = spoken(effect.dimension, profile, language);
  if (effect.verdict == lag::EffectVerdict::confounded) {
    return zh ? fmt::format("{}与{}一同变化，但在{}之前{}已有差别：它可能是结果而非原因", cause, outcome, cause,
                            outcome)
              : fmt::format("{} and {} go together, but {} differs before {} too: it may follow, not lead", cause,
                            outcome, outcome, cause);
  }
  const diary::Exposure* exposure = diary::find_exposure(profile, effect.cause);
  std::string unit =
      effect.kind == series::CauseKind::product ? (zh ? "每次" : "a use") : (zh ? "权重 1" : "per weight 1");
  if (exposure) {
    unit = zh ? fmt::format("每 {} {}", exposure->unit_step, exposure->unit)
              : fmt::format("per {} {}", exposure->unit_step, exposure->unit);
  }
  const double peak = effect.kernel[static_cast<std::size_t>(effect.peak_day)];
  const bool open = effect.total_ci.low <= 0 && 0 <= effect.total_ci.high;  // the sum may be of either sign
  const bool lower = (open ? peak : effect.total) < 0;
  const std::string q = effect.q < 0.001 ? "q < 0.001" : fmt::format("q = {:.3f}", effect.q);
  std::string n;
  if (!exposure) {
    n = zh ? fmt::format("，{} 天中有 {} 天", effect.n_days, effect.n_exposed)
           : fmt::format(", {} days of {}", effect.n_exposed, effect.n_days);
  }
  const std::string after = effect.peak_day == 1 ? "1 day after" : fmt::format("{} days after", effect.peak_day);
  const std::string when = effect.peak_day == 0 ? "On the day of" : after;
  const std::string most = effect.peak_day == 0 ? "on the same day" : after + " it";
  if (zh) {
    return open ? fmt::format("{}之后第 {} 天，{}{}：{} {:+.2f}；总和尚不确定（{:.2f} 至 {:.2f}）；{}{}", cause,
                              effect.peak_day, outcome, lower ? "较低" : "较高", unit, peak, effect.total_ci.low,
                              effect.total_ci.high, q, n)
                : fmt::format("{}之后，{}{}：{}共 {:+.2f}（{:.2f} 至 {:.2f}），第 {} 天最强；{}{}", cause, outcome,
                              lower ? "较低" : "较高", unit, effect.total, effect.total_ci.low, effect.total_ci.high,
                              effect.peak_day, q, n);
  }
  return open ? fmt::format("{} {}, {} was {}: {:+.2f} {}; the sum is open ({:.2f} to {:.2f}); {}{}", when, cause,
                            outcome, lower ? "lower" : "higher", peak, unit, effect.total_ci.low, effect.total_ci.high,
                            q, n)
              : fmt::format("After {}, {} was {}: {:+.2f} in all {} ({:.2f} to {:.2f}), most {}; {}{}", cause, outcome,
                            lower ? "lower" : "higher", effect.total, unit, effect.total_ci.low, effect.total_ci.high,
                            most, q, n);
}

}  // namespace skin2vec::insight
