#include "skin2vec/insight/answers.h"

#include <algorithm>
#include <cmath>

namespace skin2vec::insight {

namespace {

Answer interval(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return nullptr;
  return Answer::array({low, high});
}

const char* missing_name(series::Missing why) {
  switch (why) {
    case series::Missing::nothing:
      return nullptr;
    case series::Missing::not_read_today:
      return "not read today";
    case series::Missing::too_few_days:
      return "too few days";
    case series::Missing::no_spread:
      return "no spread";
  }
  return nullptr;
}

Answer text_or_null(const char* text) {
  return text ? Answer(text) : Answer(nullptr);
}

void add_seasons(Answer& one, const lag::Dose& dose) {
  static constexpr const char* verdicts[] = {"found", "none found", "too little data"};
  Answer parts = Answer::array();
  for (std::size_t s = 0; s < lag::n_seasons; ++s) {
    const lag::SeasonPart& part = dose.seasons.parts[s];
    const lag::DoseSeason& bell = dose.bell_seasons[s];
    const bool told = std::isfinite(part.total);
    parts.push_back({{"name", lag::season_names[s]},
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
  const bool compared = dose.seasons.verdict != lag::SeasonsVerdict::too_little_data;
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

Answer dimension_answer(const DimensionSummary& one) {
  const series::Frame& frame = one.frame;
  Answer answer;
  answer["name"] = one.dimension.name;
  answer["today"] = number(frame.today);
  answer["window_mean"] = number(frame.window_mean);
  answer["window_sd"] = number(frame.window_sd);
  answer["window_days"] = frame.window_n;
  answer["baseline_mean"] = number(frame.baseline_mean);
  answer["baseline_sd"] = number(frame.baseline_sd);
  answer["baseline_days"] = frame.baseline_n;
  answer["z_window"] = number(frame.z_window);
  answer["z_window_missing"] = text_or_null(missing_name(frame.why_z_window));
  answer["z_baseline"] = number(frame.z_baseline);
  answer["z_baseline_missing"] = text_or_null(missing_name(frame.why_z_baseline));
  answer["percentile"] = number(frame.percentile);
  answer["trend_per_week"] = number(frame.trend_per_week.value);
  answer["ci"] = interval(frame.trend_per_week.low, frame.trend_per_week.high);
  answer["baseline_trend_per_month"] = {
      {"value", number(frame.baseline_trend_per_month.value)},
      {"ci", interval(frame.baseline_trend_per_month.low, frame.baseline_trend_per_month.high)}};
  answer["slot_offset"] = number(frame.slot_offset);
  answer["outlier_today"] = frame.today_flagged;
  answer["instrument"] = one.instrument;
  answer["unit"] = one.dimension.unit;
  return answer;
}

}  // namespace

Answer number(double value) {
  return std::isfinite(value) ? Answer(value) : Answer(nullptr);
}

Answer head(const Head& head) {
  Answer answer;
  answer["profile"] = head.profile;
  answer["person"] = head.person;
  answer["from"] = head.from ? Answer(to_text(*head.from)) : Answer(nullptr);
  answer["to"] = head.to ? Answer(to_text(*head.to)) : Answer(nullptr);
  answer["days"] = head.from && head.to ? *head.to - *head.from + 1 : 0;
  return answer;
}

void add_alerts(Answer& answer, const Summary& summary, const AlertContext& context) {
  Answer list = Answer::array();
  for (const Alert& alert : summary.alerts) {
    const auto dimension =
        std::find_if(summary.dimensions.begin(), summary.dimensions.end(),
                     [&](const DimensionSummary& one) { return one.dimension.name == alert.dimension; });
    const auto quiet = quiet_until(alert, context.snoozes);
    Answer one;
    one["id"] = alert_id(alert);
    one["level"] = level_name(alert.level);
    one["dimension"] = alert.dimension;
    one["since"] = to_text(alert.since);
    one["reason"] = reason(alert, dimension->dimension, context.language);
    one["evidence"] = {{"window_mean", number(alert.window_mean)},
                       {"baseline_mean", number(alert.baseline_mean)},
                       {"baseline_sd", number(alert.baseline_sd)},
                       {"kind", change::kind_name(alert.kind)},
                       {"raised_on", to_text(alert.raised)}};
    one["snoozed_until"] = quiet ? Answer(to_text(*quiet)) : Answer(nullptr);
    list.push_back(std::move(one));
  }
  answer["alerts"] = std::move(list);
  answer["data_age_hours"] = context.data_age_hours ? number(*context.data_age_hours) : Answer(nullptr);
}

void add_summary(Answer& answer, const Summary& summary, const AlertContext& context) {
  answer["site"] = summary.site;
  answer["sites_left_out"] = summary.sites_left_out;
  Answer list = Answer::array();
  for (const DimensionSummary& one : summary.dimensions) list.push_back(dimension_answer(one));
  answer["dimensions"] = std::move(list);
  add_alerts(answer, summary, context);
}

void add_rhythms(Answer& answer, std::span<const series::Rhythm> rhythms) {
  static constexpr const char* names[] = {"daily", "monthly", "seasonal"};
  static constexpr const char* verdicts[] = {"found", "none found", "too little data"};
  static constexpr const char* slots[] = {"morning", "whole", "evening"};
  Answer list = Answer::array();
  for (const series::Rhythm& rhythm : rhythms) {
    Answer one;
    one["dimension"] = rhythm.dimension;
    one["name"] = names[static_cast<int>(rhythm.name)];
    one["period_days"] = number(rhythm.period_days);
    one["period_ci"] = interval(rhythm.period_ci.low, rhythm.period_ci.high);
    one["amplitude"] = number(rhythm.amplitude);
    one["amplitude_ci"] = interval(rhythm.amplitude_ci.low, rhythm.amplitude_ci.high);
    one["peak"] = rhythm.peak ? Answer(to_text(*rhythm.peak)) : Answer(nullptr);
    one["peak_slot"] = rhythm.higher ? Answer(slots[static_cast<int>(*rhythm.higher)]) : Answer(nullptr);
    one["p"] = rhythm.verdict == series::RhythmVerdict::too_little_data ? Answer(nullptr) : number(rhythm.p);
    one["verdict"] = verdicts[static_cast<int>(rhythm.verdict)];
    list.push_back(std::move(one));
  }
  answer["rhythms"] = std::move(list);
}

namespace {

const char* verdict_name(lag::EffectVerdict verdict) {
  static constexpr const char* names[] = {"found", "none found", "too little data", "confounded"};
  return names[static_cast<int>(verdict)];
}

// Of a count: how many times as many. Null elsewhere, where it is not known, and beyond what a number can hold.
Answer ratio_of(const lag::Effect& effect) {
  const double ratio = std::exp(effect.total);
  if (effect.scale != diary::OutcomeScale::count || !std::isfinite(ratio)) return nullptr;
  return {{"total", ratio}, {"ci", interval(std::exp(effect.total_ci.low), std::exp(effect.total_ci.high))}};
}

}  // namespace

void add_effects(Answer& answer, std::span<const lag::Effect> effects, const diary::Profile& profile,
                 Language language) {
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
    one["cause"] = effect.cause;
    one["kind"] = series::kind_name(effect.kind);
    one["dimension"] = effect.dimension;
    one["scale"] = diary::scale_name(effect.scale);
    one["total"] = number(effect.total);
    one["ci"] = interval(effect.total_ci.low, effect.total_ci.high);
    one["ratio"] = ratio_of(effect);
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
    one["sentence"] = told ? Answer(sentence(effect, profile, language)) : Answer(nullptr);
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
                Language language) {
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
        if (own["cause"] == effect.cause && own["dimension"] == effect.dimension) own["shrunken"] = shrunken;
      }
    }
    list.push_back({{"cause", effect.cause},
                    {"kind", series::kind_name(effect.kind)},
                    {"dimension", effect.dimension},
                    {"n_people", effect.n_people},
                    {"mean", number(effect.mean)},
                    {"ci", interval(effect.mean_ci.low, effect.mean_ci.high)},
                    {"tau", number(effect.tau)},
                    {"p", known ? number(effect.p) : Answer(nullptr)},
                    {"q", known ? number(effect.q) : Answer(nullptr)},
                    {"control_p", known ? number(effect.control_p) : Answer(nullptr)},
                    {"verdict", verdict_name(effect.verdict)},
                    {"sentence", told ? Answer(sentence(effect, profile, language)) : Answer(nullptr)},
                    {"people", std::move(each)},
                    {"source", source_names[static_cast<int>(effect.source)]},
                    {"correlation", number(effect.correlation)},
                    {"kernel", kernel_of(effect)},
                    {"kernel_ci", kernel_ci_of(effect)},
                    {"peak_day", effect.peak_day < 0 ? Answer(nullptr) : Answer(effect.peak_day)}});
  }
  answer["cohort"] = {{"n_people", people}, {"effects", std::move(list)}};
}

void add_dose(Answer& answer, std::span<const lag::Dose> doses, const diary::Profile& profile, Language language) {
  static constexpr const char* shapes[] = {"bell", "rising", "falling", "flat", "unidentified"};
  static constexpr const char* verdicts[] = {"found", "found", "found", "none found", "unidentified"};
  Answer list = Answer::array();
  for (const lag::Dose& dose : doses) {
    const bool bell = dose.shape == lag::DoseShape::bell, told = dose.shape != lag::DoseShape::unidentified;
    Answer zones = Answer::array(), curve = Answer::array();
    for (const lag::DoseZone& zone : dose.zones) {
      // Humidity's zones have names of their own.
      const bool humidity = dose.exposure == "humidity";
      const std::string name = !humidity              ? zone.name
                               : zone.name == "below" ? "desert"
                               : zone.name == "above" ? "rainforest"
                                                      : zone.name;
      zones.push_back({{"name", name}, {"from", number(zone.from)}, {"to", number(zone.to)}});
    }
    for (const lag::DosePoint& point : dose.curve) {
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
                    {"ci", interval(dose.shift.ci.low, dose.shift.ci.high)},
                    {"p", shifts ? number(dose.shift.p) : Answer(nullptr)}};
    one["curve"] = std::move(curve);
    one["n_days"] = dose.n_days;
    one["verdict"] = verdicts[static_cast<int>(dose.shape)];
    one["sentence"] = sentence(dose, profile, language);
    add_seasons(one, dose);
    list.push_back(std::move(one));
  }
  answer["dose"] = std::move(list);
}

void add_changes(Answer& answer, const Changes& changes, const diary::Profile& profile, Language language) {
  Answer list = Answer::array();
  for (const FoundChange& found : changes.changes) {
    const change::Change& c = found.change;
    Answer one;
    one["dimension"] = found.dimension;
    one["kind"] = change::kind_name(c.kind);
    one["start"] = to_text(c.start);
    one["end"] = to_text(c.end);
    one["size"] = number(c.size);
    one["ci"] = interval(c.size_low, c.size_high);
    one["confidence"] = number(c.confidence);
    one["detected_on"] = found.detected_on ? Answer(to_text(*found.detected_on)) : Answer(nullptr);
    one["sentence"] = sentence(found, profile, language);
    list.push_back(std::move(one));
  }
  answer["changes"] = std::move(list);
  Answer alarms = Answer::array();
  for (const RaisedAlarm& raised : changes.alarms) {
    const change::Alarm& a = raised.alarm;
    Answer one;
    one["dimension"] = raised.dimension;
    one["date"] = to_text(a.date());
    one["kind"] = change::kind_name(a.kind);
    one["start"] = to_text(a.start);
    one["size"] = number(a.size);
    one["withdrawn_on"] = a.withdrawn_on ? Answer(to_text(*a.withdrawn_on)) : Answer(nullptr);
    one["sentence"] = sentence(raised, profile, language);
    alarms.push_back(std::move(one));
  }
  answer["alarms"] = std::move(alarms);
  answer["budget"] = {{"false_alarms_per_year", number(changes.false_alarms_per_year)}};
  answer["too_little_data"] = changes.too_short;
}

void add_habits(Answer& answer, std::span<const lag::Habit> habits, const diary::Profile& profile, Language language) {
  static constexpr const char* verdicts[] = {"found", "none found", "too little data", "confounded"};
  Answer list = Answer::array();
  for (const lag::Habit& habit : habits) {
    const bool known = habit.verdict != lag::EffectVerdict::too_little_data;
    Answer one;
    one["cause"] = habit.cause;
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
    one["sentence"] =
        habit.verdict == lag::EffectVerdict::found ? Answer(sentence(habit, profile, language)) : Answer(nullptr);
    list.push_back(std::move(one));
  }
  answer["habits"] = std::move(list);
}

void add_products(Answer& answer, std::span<const lag::Comparison> comparisons, Language language) {
  static constexpr const char* verdicts[] = {"found", "none found", "no difference", "too little data"};
  Answer list = Answer::array();
  for (const lag::Comparison& comparison : comparisons) {
    const bool known = comparison.verdict != lag::ComparisonVerdict::too_little_data;
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
    one["sentence"] = sentence(comparison, language);
    list.push_back(std::move(one));
  }
  answer["products"] = std::move(list);
}

void add_trial(Answer& answer, const DoneTrial& trial, const diary::Profile& profile, Language language) {
  static constexpr const char* verdicts[] = {"found", "none found", "no difference", "too little data"};
  Answer list = Answer::array();
  for (const lag::TrialResult& result : trial.results) {
    const bool known = result.verdict != lag::TrialVerdict::too_little_data;
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
    const lag::TrialShape& s = trial.record->shape;
    shape = {{"from", to_text(trial.first)},
             {"to", to_text(trial.first + (s.days() - 1))},
             {"pairs", s.pairs},
             {"period_days", s.period_days},
             {"washout_days", s.washout_days},
             {"half_life_days", s.half_life_days},
             {"fitted", trial.half_life.fitted},
             {"slips", trial.record->slips}};
  }
  answer["trial"] = std::move(shape);
}

void add_plan(Answer& answer, const PlannedTrial& planned, const diary::Profile& profile, Language language) {
  const lag::TrialShape& shape = planned.plan.shape;
  const auto name = [&](bool a) { return a ? planned.a : planned.b; };
  Answer days = Answer::array(), blocks = Answer::array(), power = Answer::array();
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
  for (const lag::TrialOutlook& outlook : planned.plan.outlook) {
    power.push_back({{"dimension", outlook.dimension},
                     {"difference", number(outlook.difference)},
                     {"standard_error", number(outlook.standard_error)},
                     {"power", number(outlook.power)},
                     {"detectable", number(outlook.detectable)},
                     {"sentence", sentence(outlook, profile, language)}});
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
  plan["power"] = std::move(power);
  answer["plan"] = std::move(plan);
}

}  // namespace skin2vec::insight
