// The early warning: which dimension has left its own baseline on the bad side, how far, and since when.
//
//   for (const Alert& alert : alerts(dimension, series, today)) ...
//
// A simple stated rule, for one dimension and day by day from the past on:
//   strain   = (mean of the last 7 dates - mean of the 30 dates before them) / its standard error, on the bad side;
//              the error is sd * sqrt(1/n7 + 1/n30) * sqrt((1 + phi) / (1 - phi)), sd and phi (lag-1 correlation,
//              between 0 and 0.8) of the up to 90 dates before the window, sd at least 1/50 of the range
//   watch    strain of 4 or more on 3 days running; warn: 6; act: 8
//   ends     when strain was below half of the watch limit on 3 days running (hysteresis)
// Needs 4 days with a value in the window and 14 in the baseline (a weekly diary: half of the readings they can hold,
// but 2 and 5); without them an alert that stands goes on. A flat diary gives none; the false alarms of 200 flat
// virtual people are counted by bench/validate. Cost O(days x 90).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "skin2vec/diary/profile.h"
#include "skin2vec/series/series.h"

namespace skin2vec::insight {

enum class Level { watch, warn, act };

struct AlertOptions {
  int window_days = 7;
  int baseline_days = 30;
  int min_window = 4;     // days with a value that a judgement needs; >= 1
  int min_baseline = 14;  // >= 2
  double watch = 4;       // standard errors; 0 < watch < warn < act
  double warn = 6;
  double act = 8;
  int days_running = 3;  // >= 1
};

// One stretch of days on which a dimension stood in alert.
struct Alert {
  std::string dimension;
  Level level = Level::watch;  // the highest it reached and has not left
  Day since;                   // first of the days that raised it
  std::optional<Day> ended;    // none: it stands on the last day
  int window_days = 7;         // of the frame it was judged in
  int baseline_days = 30;
  double strain = 0;  // as of the last day that could be judged
  double window_mean = 0;
  double baseline_mean = 0;  // of the dates before `since`, the frame the alert was raised in
  double baseline_sd = 0;
};

// The options a profile asks for: its window, its baseline, and how often one reads.
[[nodiscard]] AlertOptions alert_options(const diary::Profile& profile);

// All alerts of a replay over `daily`, oldest first; the last one stands if it has no end. Causal: later days change
// nothing of what an earlier replay said, but the level and the end.
// throws   ContractError if the limits are not increasing or a number of days is below 1
[[nodiscard]] std::vector<Alert> alerts(const diary::Dimension& dimension, const series::Series& daily,
                                        const AlertOptions& options = {});

// "watch", "warn", "act".
[[nodiscard]] std::string level_name(Level level);

enum class Language { en, zh };

// One sentence: what, how far, since when.
[[nodiscard]] std::string reason(const Alert& alert, const diary::Dimension& dimension, Language language);

}  // namespace skin2vec::insight
