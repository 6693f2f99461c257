#include "skin2vec/ask/cause_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::ask {

namespace {

const char* verdict_name(lag::EffectVerdict verdict) {
  static constexpr const char* names[] = {"found", "none found", "too little data", "confounded"};
  return names[static_cast<int>(verdict)];
}

// Of a count: how many times as many. Null elsewhere, where it is not known, and beyond what a number can hold.
Answer ratio_of(diary::OutcomeScale scale, double total, lag::Interval ci) {
  const double ratio = std::exp(total);
  if (scale != diary::OutcomeScale::count || !std::isfinite(ratio)) return nullptr;
  return {{"total", ratio}, {"ci", interval(std::exp(ci.low), std::exp(ci.high))}};
}

void add_seasons(Answer& one, const dose::Dose& dose) {
  static constexpr const char* verdicts[] = {"found", "none found", "too little data"};
  Answer parts = Answer::array();
  for (std::size_t s = 0; s < dose::n_seasons; ++s) {
    const dose::SeasonPart& part = dose.seasons.parts[s];
    const dose::DoseSeason& bell = dose.bell_seasons[s];
    const bool told = std::isfinite(part.total);
    parts.push_back({{"name", dose::season_names[s]},
                     {"n_days", part.n_days},
                     {"total", number(part.total)},
                     {"ci", interval(part.ci.low, part.ci.high)},
                     {"p", told ? number(part.p) : Answer(nullptr)},
                     {"optimum", number(bell.optimum)},
                     {"optimum_ci", interval(bell.optimum_ci.low, bell.optimum_ci.high)},
                     {"height", number(bell.height)},
                     {"verdict", !told           ? "too little data"
                                 : part.p < 0.05 ? "found"
                                                 : "none found"}});
  }
  one["seasons"] = std::move(parts);
  const bool compared = dose.seasons.verdict != dose::SeasonsVerdict::too_little_data;
  one["seasons_differ"] = {{"p", compared ? number(dose.seasons.p) : Answer(nullptr)},
                           {"q", compared ? number(dose.seasons.q) : Answer(nullptr)},
                           {"optimum_p", number(dose.optimum_p)},
                           {"height_p", number(dose.height_p)},
                           {"verdict", verdicts[static_cast<int>(dose.seasons.verdict)]}};
  const lag::Transition& transition = dose.seasons.transition;
  one["transition"] = {{"total", number(transition.total)},
                       {"ci", interval(transition.ci.low, transition.ci.high)},
                       {"p", std::isfinite(transition.total) ? number(transition.p) : Answer(nullptr)}};
}

}  // namespace

void add_effects(Answer& answer, std::span<const lag::Effect> effects, const diary::Profile& profile,
                 words::Language language) {
  Answer list = Answer::array();
  for (const lag::Effect& effect : effects) {
    const bool known = effect.verdict != lag::EffectVerdict::too_little_data;
    const bool told = known && effect.verdict != lag::EffectVerdict::none_found;
    Answer kernel = nullptr, kernel_ci = nullptr;
    if (known) {
      kernel = effect.kernel;
      kernel_ci = Answer::array();
      for (const lag::Interval& ci : effect.kernel_ci) kernel_ci.push_back({ci.low, ci.high});
    }
    Answer one;
    one["cause"] = effect.covariate;
    one["kind"] = series::kind_name(effect.kind);
    one["dimension"] = effect.dimension;
    one["scale"] = diary::scale_name(effect.scale);
    one["total"] = number(effect.total);
    one["ci"] = interval(effect.total_ci.low, effect.total_ci.high);
    one["ratio"] = ratio_of(effect.scale, effect.total, effect.total_ci);
    one["p"] = known ? number(effect.p) : Answer(nullptr);
    one["q"] = known ? number(effect.q) : Answer(nullptr);
    one["kernel"] = std::move(kernel);
    one["kernel_ci"] = std::move(kernel_ci);
    one["peak_day"] = effect.peak_day < 0 ? Answer(nullptr) : Answer(effect.peak_day);
    one["half_life_days"] = number(effect.half_life_days);
    one["n_exposed"] = effect.n_exposed;
    one["n_days"] = effect.n_days;
    one["own_weight"] = number(effect.own_weight);
    const bool moved = !std::isnan(effect.transition.total);
    one["transition"] = {{"total", number(effect.transition.total)},
                         {"ci", interval(effect.transition.ci.low, effect.transition.ci.high)},
                         {"p", moved ? number(effect.transition.p) : Answer(nullptr)}};
    one["control_p"] = known ? number(effect.control_p) : Answer(nullptr);
    const lag::Permutation& turned = effect.permutation;
    one["permutation"] = turned.n > 0 ? Answer{{"n", turned.n}, {"p", number(turned.p)}} : Answer(nullptr);
    one["shrunken"] = nullptr;
    one["verdict"] = verdict_name(effect.verdict);
    one["sentence"] = told ? Answer(insight::sentence(effect, profile, language)) : Answer(nullptr);
    list.push_back(std::move(one));
  }
  answer["effects"] = std::move(list);
}

namespace {

constexpr const char* source_names[] = {"each alone", "in common", "one fit"};

// The kernel of one fit; null elsewhere.
Answer kernel_of(const lag::CohortEffect& effect) {
  return effect.source == lag::CohortSource::one_fit ? Answer(effect.kernel) : Answer(nullptr);
}

Answer kernel_ci_of(const lag::CohortEffect& effect) {
  if (effect.source != lag::CohortSource::one_fit) return nullptr;
  Answer all = Answer::array();
  for (const lag::Interval& one : effect.kernel_ci) all.push_back(interval(one.low, one.high));
  return all;
}

}  // namespace

void add_cohort(Answer& answer, std::span<const lag::CohortEffect> effects, int people, const diary::Profile& profile,
                words::Language language) {
  Answer list = Answer::array();
  for (const lag::CohortEffect& effect : effects) {
    const bool known = effect.verdict != lag::EffectVerdict::too_little_data;
    const bool told = known && effect.verdict != lag::EffectVerdict::none_found;
    Answer each = Answer::array();
    for (const lag::CohortPerson& one : effect.people) {
      const Answer shrunken =
          std::isnan(one.shrunken)
              ? Answer(nullptr)
              : Answer{{"total", number(one.shrunken)}, {"ci", interval(one.shrunken_ci.low, one.shrunken_ci.high)}};
      each.push_back({{"person", one.person},
                      {"total", number(one.total)},
                      {"ci", interval(one.total_ci.low, one.total_ci.high)},
                      {"shrunken", shrunken}});
      if (answer["person"] != one.person) continue;
      for (Answer& own : answer["effects"]) {
        if (own["cause"] == effect.covariate && own["dimension"] == effect.dimension) own["shrunken"] = shrunken;
      }
    }
    list.push_back({{"cause", effect.covariate},
                    {"kind", series::kind_name(effect.kind)},
                    {"dimension", effect.dimension},
                    {"scale", diary::scale_name(effect.scale)},
                    {"ratio", ratio_of(effect.scale, effect.mean, effect.mean_ci)},
                    {"n_people", effect.n_people},
                    {"mean", number(effect.mean)},
                    {"ci", interval(effect.mean_ci.low, effect.mean_ci.high)},
                    {"tau", number(effect.tau)},
                    {"p", known ? number(effect.p) : Answer(nullptr)},
                    {"q", known ? number(effect.q) : Answer(nullptr)},
                    {"control_p", known ? number(effect.control_p) : Answer(nullptr)},
                    {"verdict", verdict_name(effect.verdict)},
                    {"sentence", told ? Answer(insight::sentence(effect, profile, language)) : Answer(nullptr)},
                    {"people", std::move(each)},
                    {"source", source_names[static_cast<int>(effect.source)]},
                    {"correlation", number(effect.correlation)},
                    {"kernel", kernel_of(effect)},
                    {"kernel_ci", kernel_ci_of(effect)},
                    {"peak_day", effect.peak_day < 0 ? Answer(nullptr) : Answer(effect.peak_day)}});
  }
  answer["cohort"] = {{"n_people", people}, {"effects", std::move(list)}};
}

void add_dose(Answer& answer, std::span<const dose::Dose> doses, const diary::Profile& profile,
              words::Language language) {
  static constexpr const char* shapes[] = {"bell", "rising", "falling", "flat", "unidentified"};
  static constexpr const char* verdicts[] = {"found", "found", "found", "none found", "unidentified"};
  Answer list = Answer::array();
  for (const dose::Dose& dose : doses) {
    const bool bell = dose.shape == dose::DoseShape::bell, told = dose.shape != dose::DoseShape::unidentified;
    Answer zones = Answer::array(), curve = Answer::array();
    for (const dose::DoseZone& zone : dose.zones) {
      // Humidity's zones have names of their own.
      const bool humidity = dose.exposure == "humidity";
      const std::string name = !humidity              ? zone.name
                               : zone.name == "below" ? "desert"
                               : zone.name == "above" ? "rainforest"
                                                      : zone.name;
      zones.push_back({{"name", name}, {"from", number(zone.from)}, {"to", number(zone.to)}});
    }
    for (const dose::DosePoint& point : dose.curve) {
      curve.push_back({number(point.x), number(point.y), number(point.low), number(point.high)});
    }
    const bool shifts = bell && !dose.shift.by.empty();
    Answer one;
    one["exposure"] = dose.exposure;
    one["dimension"] = dose.dimension;
    one["shape"] = shapes[static_cast<int>(dose.shape)];
    one["optimum"] = number(dose.optimum);
    one["ci"] = interval(dose.optimum_ci.low, dose.optimum_ci.high);
    one["width"] = number(dose.width);
    one["width_above"] = number(dose.width_above);
    one["height"] = number(dose.height);
    one["p"] = told ? number(dose.p) : Answer(nullptr);
    one["zones"] = std::move(zones);
    one["shift"] = {{"by", shifts ? Answer(dose.shift.by) : Answer(nullptr)},
                    {"per_100", number(dose.shift.per_100)},
                    {"median", shifts ? number(dose.shift.median) : Answer(nullptr)},
                    {"ci", interval(dose.shift.ci.low, dose.shift.ci.high)},
                    {"p", shifts ? number(dose.shift.p) : Answer(nullptr)}};
    one["curve"] = std::move(curve);
    one["n_days"] = dose.n_days;
    one["verdict"] = verdicts[static_cast<int>(dose.shape)];
    one["sentence"] = insight::sentence(dose, profile, language);
    add_seasons(one, dose);
    list.push_back(std::move(one));
  }
  answer["dose"] = std::move(list);
}

Result<void> check_exposure(const insight::Covariates& covariates, const std::string& exposure) {
  std::vector<std::string> names;
  for (const series::CovariateSeries& covariate : covariates.grid.covariates) {
    if (covariate.kind == series::CovariateKind::exposure) names.push_back(covariate.name);
  }
  if (std::find(names.begin(), names.end(), exposure) != names.end()) return {};
  const auto near = nearest(exposure, names);
  return refuse(Fault::missing, fmt::format("no exposure {} was measured{}", in_quotes(exposure),
                                            near ? "; did you mean " + in_quotes(*near) + "?" : ""));
}

void add_measured(Answer& answer, const insight::Covariates& covariates, const std::string& exposure) {
  const series::CovariateSeries* covariate = series::find_covariate(covariates.grid, exposure);
  require(covariate, "add_measured: {} was not measured", exposure);
  for (Answer& one : answer["dose"]) {
    if (one["exposure"] != exposure) continue;
    const auto outcome = std::find_if(covariates.outcomes.begin(), covariates.outcomes.end(),
                                      [&](const lag::Outcome& each) { return each.dimension == one["dimension"]; });
    const std::vector<double>& values = outcome->daily.values;
    double sum = 0;
    int days = 0;
    for (const double value : values) {
      if (!std::isnan(value)) sum += value, ++days;
    }
    one["measured"] = Answer::array();
    for (std::size_t day = 0; day < values.size(); ++day) {
      const double x = covariate->amount[static_cast<Eigen::Index>(day)];
      if (std::isnan(x) || std::isnan(values[day])) continue;
      one["measured"].push_back({number(x), number(values[day] - sum / days)});
    }
  }
}

void add_habits(Answer& answer, std::span<const lag::Habit> habits, const diary::Profile& profile,
                words::Language language) {
  static constexpr const char* verdicts[] = {"found", "none found", "too little data", "confounded"};
  Answer list = Answer::array();
  for (const lag::Habit& habit : habits) {
    const bool known = habit.verdict != lag::EffectVerdict::too_little_data;
    Answer one;
    one["cause"] = habit.covariate;
    one["dimension"] = habit.dimension;
    one["immediate"] = number(habit.immediate);
    one["accumulated"] = number(habit.accumulated);
    one["hidden"] = number(habit.hidden);
    one["horizon_days"] = habit.horizon_days;
    one["ci"] = interval(habit.ci.low, habit.ci.high);
    one["p"] = known ? number(habit.p) : Answer(nullptr);
    one["q"] = known ? number(habit.q) : Answer(nullptr);
    one["rank"] = known ? Answer(habit.rank) : Answer(nullptr);
    one["verdict"] = verdicts[static_cast<int>(habit.verdict)];
    one["sentence"] = habit.verdict == lag::EffectVerdict::found ? Answer(insight::sentence(habit, profile, language))
                                                                 : Answer(nullptr);
    list.push_back(std::move(one));
  }
  answer["habits"] = std::move(list);
}

void add_products(Answer& answer, std::span<const trial::Comparison> comparisons, words::Language language) {
  static constexpr const char* verdicts[] = {"found", "none found", "no difference", "too little data"};
  Answer list = Answer::array();
  for (const trial::Comparison& comparison : comparisons) {
    const bool known = comparison.verdict != trial::ComparisonVerdict::too_little_data;
    Answer one;
    one["a"] = comparison.a;
    one["b"] = comparison.b;
    one["dimension"] = comparison.dimension;
    one["measure"] = "uptake";
    one["ratio"] = number(comparison.ratio);
    one["ci"] = interval(comparison.ci.low, comparison.ci.high);
    one["gain_a"] = number(comparison.gain_a);
    one["gain_b"] = number(comparison.gain_b);
    one["n_a"] = comparison.n_a;
    one["n_b"] = comparison.n_b;
    one["p"] = known ? number(comparison.p) : Answer(nullptr);
    one["verdict"] = verdicts[static_cast<int>(comparison.verdict)];
    one["sentence"] = insight::sentence(comparison, language);
    list.push_back(std::move(one));
  }
  answer["products"] = std::move(list);
}

void add_trial(Answer& answer, const insight::DoneTrial& trial, const diary::Profile& profile,
               words::Language language) {
  static constexpr const char* verdicts[] = {"found", "none found", "no difference", "too little data"};
  Answer list = Answer::array();
  for (const trial::TrialResult& result : trial.results) {
    const bool known = result.verdict != trial::TrialVerdict::too_little_data;
    Answer one;
    one["a"] = trial.a;
    one["b"] = trial.b;
    one["dimension"] = result.dimension;
    one["measure"] = "trial";
    one["ratio"] = nullptr;
    one["difference"] = number(result.difference);
    one["ci"] = interval(result.ci.low, result.ci.high);
    one["margin"] = number(result.margin);
    one["gain_a"] = nullptr;
    one["gain_b"] = nullptr;
    one["n_a"] = result.n_a;
    one["n_b"] = result.n_b;
    one["p"] = known ? number(result.p) : Answer(nullptr);
    one["verdict"] = verdicts[static_cast<int>(result.verdict)];
    one["sentence"] = sentence(trial, result, profile, language);
    list.push_back(std::move(one));
  }
  answer["products"] = std::move(list);
  Answer shape = nullptr;
  if (trial.record) {
    const trial::TrialShape& s = trial.record->shape;
    shape = {{"from", to_text(trial.first)},
             {"to", to_text(trial.first + (s.days() - 1))},
             {"pairs", s.pairs},
             {"period_days", s.period_days},
             {"washout_days", s.washout_days},
             {"half_life_days", s.half_life_days},
             {"fitted", trial.half_life.fitted},
             {"slips", trial.record->protocol_deviations}};
  }
  answer["trial"] = std::move(shape);
}

void add_plan(Answer& answer, const insight::PlannedTrial& planned, const diary::Profile& profile,
              words::Language language) {
  const trial::TrialShape& shape = planned.plan.shape;
  const auto name = [&](bool a) { return a ? planned.a : planned.b; };
  Answer days = Answer::array(), blocks = Answer::array(), powers = Answer::array();
  for (int day = 0; day < shape.days(); ++day) {
    days.push_back({{"date", to_text(planned.first + day)},
                    {"product", name(planned.plan.used_a[static_cast<std::size_t>(day)] != 0)}});
  }
  for (int pair = 0; pair < shape.pairs; ++pair) {
    const Day from = planned.first + 2 * pair * shape.period_days;
    const bool a_first = planned.plan.order[static_cast<std::size_t>(pair)] != 0;
    blocks.push_back({{"from", to_text(from)},
                      {"to", to_text(from + (2 * shape.period_days - 1))},
                      {"order", {name(a_first), name(!a_first)}}});
  }
  for (const trial::TrialPower& one : planned.plan.powers) {
    powers.push_back({{"dimension", one.dimension},
                      {"difference", number(one.difference)},
                      {"standard_error", number(one.standard_error)},
                      {"power", number(one.power)},
                      {"detectable", number(one.detectable)},
                      {"sentence", insight::sentence(one, profile, language)}});
  }
  Answer plan;
  plan["a"] = planned.a;
  plan["b"] = planned.b;
  plan["days"] = std::move(days);
  plan["blocks"] = std::move(blocks);
  plan["period_days"] = shape.period_days;
  plan["washout_days"] = shape.washout_days;
  plan["half_life_days"] = planned.half_life.days;
  plan["fitted"] = planned.half_life.fitted;
  plan["power"] = std::move(powers);
  answer["plan"] = std::move(plan);
}

}  // namespace skin2vec::ask
