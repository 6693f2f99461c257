// The early warning: which dimension has left its level on the bad side, how surely, how far, and since when.
//
//   const auto found = alerts(dimension, series::DailyReader(slots).as_of(), {.dimensions = 6});
//   found.back().ended;                             // none: it stands
//
// A ladder on the alarms of change/alarms.h, of changes to the bad side alone, from the past on:
//   watch    something has changed: on a person on whom nothing acts, 0.8 a year in all dimensions together
//   warn     as much speaks for it as happens to such a person 0.3 times a year
//   act      0.1 times, and the last window is a standard deviation off
//   ends     when the window's mean was back by half on 3 days running (hysteresis), or back for good, or 60 days
//            after the last rung: it is the level then, and `changes` tells it
// A slow fall climbs as it goes on; its start is the start of the long trend. Needs 25 values and 30 days. How often it
// is false and how late: docs/explanation/alerts.md. Cost: 400 days about 2 ms.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/change/alarms.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/series/series.h"
#include "skin2vec/words/language.h"

namespace skin2vec::insight {

enum class Level { watch, warn, act };

struct AlertOptions {
  std::array<double, 3> false_alarms_per_year{0.8, 0.3, 0.1};  // of the person, for each level; > 0, falling
  int dimensions = 1;                                          // that are watched, each has its part; >= 1
  double act_at = 1;                                           // standard deviations of days; >= 0
  int window_days = 7;                                         // >= 1
  int baseline_days = 30;                                      // >= 1
  int days_running = 3;                                        // before it ends; >= 1
  int stands_days = 60;                                        // after the last rung; >= 1
};

// A forecast that passes a limit (forecast_alerts.h): as of the last evening on which it stood, the limit of the first.
struct ForecastAlert {
  bool of_profile = false;  // the limit is the profile's; else the worst tenth of the person's windows
  double limit = 0;
  double mean = 0;  // of the window to come
  double sd = 0;    // of such forecasts' errors
  double probability = 0;
};

// One stretch of days on which a dimension stood in alert.
struct Alert {
  std::string dimension;
  Level level = Level::watch;  // the highest it reached
  change::Kind kind = change::Kind::shift;
  Day since;                 // first changed day, as it seems two weeks after it was raised
  Day raised;                // first day that could tell
  std::optional<Day> ended;  // none: it stands on the last day
  int window_days = 7;       // of the frame it is told in
  int baseline_days = 30;
  double window_mean = 0;    // as of the last day with a value
  double baseline_mean = 0;  // of the dates before `since`; if they are empty, of all days before it
  double baseline_sd = 0;    // of up to three baselines of dates before `since`
  // Set: nothing has changed yet. `since` is `raised`; kind and baseline say nothing.
  std::optional<ForecastAlert> foretold = {};
};

// Noise that a person's reading has at least: a fiftieth of the range, so that a diary of one and the same number is
// not disturbed by a tenth.
[[nodiscard]] double least_sd(const diary::Dimension& dimension);

// The options a profile asks for: its window and its baseline.
[[nodiscard]] AlertOptions alert_options(const diary::Profile& profile);

// All alerts of a replay, oldest first; the last one stands if it has no end.
//
// lived    each value as it was known on the evening of its day; NaN = missing
// throws   ContractError if an option is out of range
// Causal: later days change nothing of what an earlier replay said, but the level, the means and the end.
[[nodiscard]] std::vector<Alert> alerts(const diary::Dimension& dimension, const series::Series& lived,
                                        const AlertOptions& options = {});

// "moisture", of a forecast "moisture.forecast": what `alerts snooze` takes.
[[nodiscard]] std::string alert_id(const Alert& alert);

// An alert that a person does not want to hear of until the end of a day, unless it rises above the level it had.
struct Snooze {
  Day until;
  Level level = Level::act;
};
using Snoozes = std::map<std::string, Snooze>;  // by alert id

// Until when the alert is quiet; none: it is not, or rose since.
[[nodiscard]] std::optional<Day> quiet_until(const Alert& alert, const Snoozes& snoozes);

// "watch", "warn", "act".
[[nodiscard]] std::string level_name(Level level);
[[nodiscard]] std::optional<Level> parse_level(std::string_view name);

// One sentence: what, how far, since when.
[[nodiscard]] std::string reason(const Alert& alert, const diary::Dimension& dimension, words::Language language);

}  // namespace skin2vec::insight
