#include "skin2vec/insight/alerts.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/insight/finding.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::insight {

namespace {

constexpr int first_day = 30;        // of a diary on which something can be told
constexpr int memory_baselines = 3;  // the spread of days is of so many

struct Moments {
  double mean = NAN;
  double sd = NAN;
};

// Mean and sample sd of the days [from, to) that have a value.
Moments moments(const std::vector<double>& values, int from, int to) {
  double sum = 0, squares = 0;
  int n = 0;
  for (int t = std::max(from, 0); t < to; ++t) {
    const double value = values[static_cast<std::size_t>(t)];
    if (!std::isnan(value)) sum += value, squares += value * value, ++n;
  }
  if (n == 0) return {};
  const double mean = sum / n;
  return {mean, n < 2 ? NAN : std::sqrt(std::max(0.0, squares - n * mean * mean) / (n - 1))};
}

// What happened to one alarm from the day it was raised on.
Alert told(const change::Alarm& alarm, const series::Series& lived, double least, const AlertOptions& options) {
  Alert alert;
  alert.kind = alarm.kind, alert.since = alarm.since, alert.raised = alarm.date();
  alert.window_days = options.window_days, alert.baseline_days = options.baseline_days;
  const int start = alarm.since - lived.first;
  // A change may begin after a gap, or with the record: then its baseline is all that came before it was raised.
  Moments before = moments(lived.values, start - options.baseline_days, start);
  if (std::isnan(before.mean)) before = moments(lived.values, 0, start);
  if (std::isnan(before.mean)) before = moments(lived.values, 0, alarm.date() - lived.first);
  alert.baseline_mean = before.mean;
  const Moments memory = moments(lived.values, start - memory_baselines * options.baseline_days, start);
  alert.baseline_sd = std::isnan(memory.sd) ? (std::isnan(before.sd) ? least : before.sd) : memory.sd;
  const double side = alarm.size > 0 ? 1 : -1;
  double farthest = std::abs(alarm.size);
  int back = 0;
  std::size_t rungs = 1;
  Day risen = alarm.date();
  for (Day today = alarm.date(); today < lived.first + lived.days(); today = today + 1) {
    const int t = today - lived.first;
    if (alarm.withdrawn_on && today >= *alarm.withdrawn_on) {
      alert.ended = today;
      break;
    }
    if (today - risen >= options.stands_days) {
      alert.ended = today;
      break;
    }
    // The window begins with the change, as long as that is younger.
    const Moments window = moments(lived.values, std::max(t + 1 - options.window_days, start), t + 1);
    const double off = std::isnan(window.mean) ? NAN : side * (window.mean - alert.baseline_mean);
    if (!std::isnan(window.mean)) alert.window_mean = window.mean;
    while (rungs < alarm.reached.size() && alarm.reached[rungs] <= today) risen = alarm.reached[rungs++];
    auto level = static_cast<Level>(rungs - 1);
    if (level == Level::act && !(off >= options.act_at * alert.baseline_sd)) level = Level::warn;
    alert.level = std::max(alert.level, level);
    if (std::isnan(lived.values[static_cast<std::size_t>(t)])) continue;
    if (off > farthest) farthest = off;
    back = off < farthest / 2 ? back + 1 : 0;
    if (back < options.days_running) continue;
    alert.ended = today;
    break;
  }
  return alert;
}

}  // namespace

double least_sd(const diary::Dimension& dimension) {
  return (dimension.high - dimension.low) / 50;
}

AlertOptions alert_options(const diary::Profile& profile) {
  AlertOptions options;
  options.window_days = profile.reference.window_days;
  options.baseline_days = profile.reference.baseline_days;
  return options;
}

std::vector<Alert> alerts(const diary::Dimension& dimension, const series::Series& lived, const AlertOptions& options) {
  require(options.dimensions >= 1, "alerts: dimensions must be >= 1, got {}", options.dimensions);
  require(
      options.window_days >= 1 && options.baseline_days >= 1 && options.days_running >= 1 && options.stands_days >= 1,
      "alerts: days must be at least 1, got {}, {}, {}, {}", options.window_days, options.baseline_days,
      options.days_running, options.stands_days);
  require(options.act_at >= 0, "alerts: act_at must be >= 0, got {}", options.act_at);
  // The alarms are of both sides.
  const double sides = dimension.better == diary::Better::middle ? 1 : 2;
  change::AlarmOptions how{.false_alarms_per_year = {}, .first_day = first_day, .least_sd = least_sd(dimension)};
  for (const double rate : options.false_alarms_per_year) {
    how.false_alarms_per_year.push_back(sides * rate / options.dimensions);
  }
  std::vector<Alert> found;
  for (const change::Alarm& alarm : change::replay(lived, how)) {
    const bool better = dimension.better == diary::Better::high  ? alarm.size > 0
                        : dimension.better == diary::Better::low ? alarm.size < 0
                                                                 : false;
    if (better) continue;
    Alert alert = told(alarm, lived, how.least_sd, options);
    alert.dimension = dimension.name;
    // One that stands takes up what follows it.
    if (!found.empty() && (!found.back().ended || *found.back().ended > alert.raised)) {
      alert.since = found.back().since, alert.raised = found.back().raised;
      alert.level = std::max(alert.level, found.back().level);
      found.pop_back();
    }
    found.push_back(std::move(alert));
  }
  return found;
}

std::string alert_id(const Alert& alert) {
  return alert.foretold ? alert.dimension + ".forecast" : alert.dimension;
}

std::optional<Day> quiet_until(const Alert& alert, const Snoozes& snoozes) {
  const auto snooze = snoozes.find(alert_id(alert));
  if (snooze == snoozes.end() || alert.level > snooze->second.level) return std::nullopt;
  return snooze->second.until;
}

std::optional<Level> parse_level(std::string_view name) {
  for (const Level level : {Level::watch, Level::warn, Level::act}) {
    if (name == level_name(level)) return level;
  }
  return std::nullopt;
}

std::string level_name(Level level) {
  return level == Level::act ? "act" : level == Level::warn ? "warn" : "watch";
}

std::string reason(const Alert& alert, const diary::Dimension& dimension, words::Language language) {
  const Finding found = finding(alert);
  return words::render(found.code, found.params, language,
                       [&](const std::string&) { return spoken(dimension.label, language); });
}

}  // namespace skin2vec::insight
