// The findings of what changed, what comes back, and what stands in alert.
#include <algorithm>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/insight/finding.h"

namespace skin2vec::insight {

namespace {

using words::Clauses;
using words::Name;
using words::Numeral;
using words::Params;
using words::Phrase;
using words::Value;

// Under the name, a number with its interval; the number alone where an end is missing.
void add_estimate(Params& params, const std::string& name, double value, const series::RhythmInterval& ci) {
  if (!std::isfinite(value) || !std::isfinite(ci.low) || !std::isfinite(ci.high)) {
    params.emplace_back(name, Numeral{value});
  } else {
    params.insert(params.end(), {{name, Phrase{"number.with_interval"}},
                                 {"value", Numeral{value}},
                                 {"low", Numeral{ci.low}},
                                 {"high", Numeral{ci.high}}});
  }
}

}  // namespace

Finding finding(const FoundChange& found) {
  // By kind, upwards and downwards.
  static constexpr const char* codes[][2] = {{"change.shift_up", "change.shift_down"},
                                             {"change.drift_up", "change.drift_down"},
                                             {"change.passing_up", "change.passing_down"}};
  const change::Change& c = found.change;
  const bool up = c.size > 0;
  Finding told{.kind = FindingKind::change,
               .dimension = found.dimension,
               .direction = up ? Direction::up : Direction::down,
               .size = c.size,
               .interval = {c.size_low, c.size_high},
               .confidence = {"weight", c.confidence},
               .since = c.start,
               .code = codes[static_cast<std::size_t>(c.kind)][up ? 0 : 1],
               .params = {{"dimension", Name{found.dimension}},
                          {"start", to_text(c.start)},
                          {"end", to_text(c.end)},
                          {"size", c.size},
                          {"low", c.size_low},
                          {"high", c.size_high},
                          {"sure", 100 * c.confidence},
                          {"detected", found.detected_on ? Value(Phrase{"change.detected"}) : ""}}};
  if (found.detected_on) told.params.emplace_back("detected_on", to_text(*found.detected_on));
  return told;
}

Finding finding(const RaisedAlarm& raised) {
  const change::Alarm& a = raised.alarm;
  const bool up = a.size > 0, drift = a.kind == change::Kind::drift;
  Finding told{
      .kind = FindingKind::alarm,
      .dimension = raised.dimension,
      .direction = up ? Direction::up : Direction::down,
      .size = a.size,
      .since = a.start,
      .code = drift ? (up ? "alarm.drift_up" : "alarm.drift_down") : (up ? "alarm.shift_up" : "alarm.shift_down"),
      .params = {{"dimension", Name{raised.dimension}},
                 {"date", to_text(a.date())},
                 {"start", to_text(a.start)},
                 {"withdrawn", a.withdrawn_on ? Value(Phrase{"alarm.withdrawn"}) : ""}}};
  if (a.withdrawn_on) told.params.emplace_back("withdrawn_on", to_text(*a.withdrawn_on));
  return told;
}

Finding finding(std::span<const series::Rhythm> rhythms) {
  require(!rhythms.empty(), "finding: no rhythm to tell");
  const series::Rhythm& first = rhythms.front();
  Finding found{.kind = FindingKind::rhythm};
  if (rhythms.size() == 1) {
    found.dimension = first.dimension, found.size = first.amplitude, found.confidence = {"p", first.p};
    found.interval = {first.amplitude_ci.low, first.amplitude_ci.high};
  }
  Clauses told{.joint = "list.comma", .each = {}};
  for (const series::Rhythm& one : rhythms) {
    const char* code = !one.higher                            ? "rhythm.dimension"
                       : *one.higher == series::Slot::morning ? "rhythm.dimension_in_the_morning"
                                                              : "rhythm.dimension_in_the_evening";
    Params params{{"dimension", Name{one.dimension}}};
    add_estimate(params, "amplitude", one.amplitude, one.amplitude_ci);
    told.each.push_back({code, std::move(params)});
  }
  found.params.emplace_back("dimensions", std::move(told));
  switch (first.name) {
    case series::RhythmName::daily:
      found.code = "rhythm.daily";
      break;
    case series::RhythmName::monthly:
      found.code = "rhythm.monthly";
      add_estimate(found.params, "period", first.period_days, first.period_ci);
      break;
    case series::RhythmName::seasonal:
      found.code = "rhythm.seasonal";
      break;
  }
  return found;
}

namespace {

Finding foretold(const Alert& alert, const ForecastAlert& forecast) {
  return {.kind = FindingKind::alert,
          .dimension = alert.dimension,
          .direction = forecast.limit > alert.window_mean ? Direction::up : Direction::down,
          .size = forecast.mean - alert.window_mean,
          .n = alert.window_days,
          .confidence = {"probability", forecast.probability},
          .code = forecast.of_profile ? "alert.forecast_past_limit" : "alert.forecast_past_worst_tenth",
          .params = {{"dimension", Name{alert.dimension}},
                     {"mean", forecast.mean},
                     {"limit", forecast.limit},
                     {"percent", 100 * std::min(forecast.probability, 0.99)},
                     {"window_days", alert.window_days},
                     {"window_mean", alert.window_mean}}};
}

}  // namespace

Finding finding(const Alert& alert) {
  if (alert.foretold) return foretold(alert, *alert.foretold);
  const bool up = alert.window_mean > alert.baseline_mean, slow = alert.kind == change::Kind::drift;
  return {.kind = FindingKind::alert,
          .dimension = alert.dimension,
          .direction = up ? Direction::up : Direction::down,
          .size = alert.window_mean - alert.baseline_mean,
          .n = alert.window_days,
          .since = alert.since,
          .code = slow ? (up ? "alert.drift_up" : "alert.drift_down") : (up ? "alert.shift_up" : "alert.shift_down"),
          .params = {{"dimension", Name{alert.dimension}},
                     {"since", to_text(alert.since)},
                     {"window_days", alert.window_days},
                     {"window_mean", alert.window_mean},
                     {"baseline_days", alert.baseline_days},
                     {"baseline_mean", alert.baseline_mean},
                     {"baseline_sd", alert.baseline_sd}}};
}

}  // namespace skin2vec::insight
