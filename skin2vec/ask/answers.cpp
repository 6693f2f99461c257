#include "skin2vec/ask/answers.h"

#include <algorithm>
#include <cmath>

namespace skin2vec::ask {

namespace {

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

Answer evidence(const insight::Alert& alert) {
  Answer told = {{"window_mean", number(alert.window_mean)}};
  if (const auto& foretold = alert.foretold) {
    told["kind"] = "forecast";
    told["limit"] = number(foretold->limit);
    told["limit_of"] = foretold->of_profile ? "profile" : "worst tenth of windows";
    told["forecast_mean"] = number(foretold->mean);
    told["forecast_sd"] = number(foretold->sd);
    told["probability"] = number(foretold->probability);
  } else {
    told["baseline_mean"] = number(alert.baseline_mean);
    told["baseline_sd"] = number(alert.baseline_sd);
    told["kind"] = change::kind_name(alert.kind);
  }
  told["raised_on"] = to_text(alert.raised);
  return told;
}

Answer text_or_null(const char* text) {
  return text ? Answer(text) : Answer(nullptr);
}

Answer dimension_answer(const insight::DimensionSummary& one) {
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
  if (one.frames.empty()) return answer;
  answer["frames"] = Answer::array();
  for (const series::Frame& date : one.frames) {
    answer["frames"].push_back({to_text(date.date), number(date.today), number(date.window_mean),
                                number(date.baseline_mean), number(date.baseline_sd)});
  }
  return answer;
}

}  // namespace

Answer number(double value) {
  return std::isfinite(value) ? Answer(value) : Answer(nullptr);
}

Answer interval(double low, double high) {
  if (!std::isfinite(low) || !std::isfinite(high)) return nullptr;
  return Answer::array({low, high});
}

Answer head(const insight::Head& head) {
  Answer answer;
  answer["profile"] = head.profile;
  answer["person"] = head.person;
  answer["from"] = head.from ? Answer(to_text(*head.from)) : Answer(nullptr);
  answer["to"] = head.to ? Answer(to_text(*head.to)) : Answer(nullptr);
  answer["days"] = head.from && head.to ? *head.to - *head.from + 1 : 0;
  return answer;
}

void add_alerts(Answer& answer, const insight::Summary& summary, const AlertContext& context) {
  Answer list = Answer::array();
  for (const insight::Alert& alert : summary.alerts) {
    const auto dimension =
        std::find_if(summary.dimensions.begin(), summary.dimensions.end(),
                     [&](const insight::DimensionSummary& one) { return one.dimension.name == alert.dimension; });
    const auto quiet = insight::quiet_until(alert, context.snoozes);
    Answer one;
    one["id"] = insight::alert_id(alert);
    one["level"] = insight::level_name(alert.level);
    one["dimension"] = alert.dimension;
    one["since"] = to_text(alert.since);
    one["reason"] = insight::reason(alert, dimension->dimension, context.language);
    one["evidence"] = evidence(alert);
    one["snoozed_until"] = quiet ? Answer(to_text(*quiet)) : Answer(nullptr);
    list.push_back(std::move(one));
  }
  answer["alerts"] = std::move(list);
  answer["data_age_hours"] = context.data_age_hours ? number(*context.data_age_hours) : Answer(nullptr);
}

void add_summary(Answer& answer, const insight::Summary& summary, const AlertContext& context) {
  answer["site"] = summary.site;
  answer["sites_left_out"] = summary.sites_left_out;
  Answer list = Answer::array();
  for (const insight::DimensionSummary& one : summary.dimensions) list.push_back(dimension_answer(one));
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

void add_bias(Answer& answer, std::span<const series::SensorBias> biases) {
  Answer list = Answer::array();
  for (const series::SensorBias& bias : biases) {
    list.push_back({{"source", bias.source},
                    {"against", bias.against},
                    {"exposure", bias.exposure},
                    {"difference", number(bias.difference)},
                    {"ci", interval(bias.low, bias.high)},
                    {"dates", bias.dates},
                    {"hours", bias.hours}});
  }
  answer["bias"] = std::move(list);
}

void add_changes(Answer& answer, const insight::Changes& changes, const diary::Profile& profile,
                 words::Language language) {
  Answer list = Answer::array();
  for (const insight::FoundChange& found : changes.changes) {
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
  for (const insight::RaisedAlarm& raised : changes.alarms) {
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

}  // namespace skin2vec::ask
