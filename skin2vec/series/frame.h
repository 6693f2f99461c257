// Where today stands: against the last 7 days and against one's own last 30.
//
//   const Frame now = frame(moisture, today);
//   now.z_baseline;                                    // NaN if it cannot be told; now.why_z_baseline says why
//   for (const Frame& f : frames(moisture, from, to)) use(f.date, f.z_window);   // one a date: plots, alert replay
//
// Everything is on the day mean of the slot-corrected scale (daily.h). Window: the 7 dates ending today. Baseline: the
// 30 dates ending yesterday; with an anchor (a calibration month) the anchor's dates up to yesterday instead. Means and
// sample sd after flagged outliers are dropped. Today's value is of its unflagged readings; if all are flagged it is
// theirs, is placed like any other, and does not enter the window's mean and sd.
//   z            needs 3 days in the window, 7 in the baseline, and a spread; else NaN with a reason, never infinite
//   percentile   of today within the baseline, mid-rank, 0 to 100; needs the same 7 days
//   trends       stats/trend.h with the memory of the 90 dates ending today; need 3 days
// Causality: nothing after today is used, so no later reading changes a frame. The last 400 days of a record give the
// same frame as all of it (with an anchor: also the anchor's dates and the 180 before). Cost, measured:
// 2 ms for one date of 400 days of record; all dates of ten years 0.3 s with trends, 0.03 s without.
#pragma once

#include <optional>
#include <vector>

#include "skin2vec/diary/profile.h"
#include "skin2vec/series/daily.h"
#include "skin2vec/series/slot_grid.h"

namespace skin2vec::series {

struct Anchor {
  Day from;
  Day to;  // included
};

enum class Trends { fitted, left_out };  // left out: their fields are NaN

struct FrameOptions {
  int window_days = 7;     // >= 2
  int baseline_days = 30;  // >= 2
  std::optional<Anchor> anchor = {};
  int min_window = 3;    // days with a value that a z needs; >= 2
  int min_baseline = 7;  // >= 2
  Trends trends = Trends::fitted;
  DailyOptions daily = {};
};

// The options a profile asks for: its window and baseline. A weekly diary has fewer days in them and needs fewer: a
// quarter of the readings that the baseline can hold, 3 to 7.
[[nodiscard]] FrameOptions frame_options(const diary::Profile& profile);

// Why a number is missing.
enum class Missing { nothing, not_read_today, too_few_days, no_spread };

struct Slope {
  double value = 0;  // units of the dimension a week (or a month); NaN, as are low and high, if not known
  double low = 0;    // 95 % interval
  double high = 0;
};

struct Frame {
  Day date;
  double today = 0;            // NaN: not read
  bool today_flagged = false;  // all of today's readings look like typing errors
  double window_mean = 0;      // NaN where there is no day
  double window_sd = 0;        // NaN below two days
  int window_n = 0;            // days with a value
  double baseline_mean = 0;
  double baseline_sd = 0;
  int baseline_n = 0;
  double z_window = 0;
  Missing why_z_window = Missing::nothing;
  double z_baseline = 0;
  Missing why_z_baseline = Missing::nothing;
  double percentile = 0;
  Slope trend_per_week;            // over the window's dates, x 7
  Slope baseline_trend_per_month;  // over the baseline's dates, x 30
  double slot_offset = 0;          // evening less morning, as of today
};

// The frame of one date, which may lie outside the record (then today is not read).
// throws   ContractError if an option is out of range, or the anchor ends before it begins
[[nodiscard]] Frame frame(const SlotSeries& series, Day today, const FrameOptions& options = {});

// One frame for each date from `from` to `to`, both included.
// throws   ContractError as frame does, or if from > to
[[nodiscard]] std::vector<Frame> frames(const SlotSeries& series, Day from, Day to, const FrameOptions& options = {});

// The daily series of a derived dimension, from the baseline z of its parts: on a date where `instead` has a z, that
// (better = low counts negative); else the sum of the z of `plus` less that of `minus`, NaN where a part is missing. In
// sd; it is framed like any other. Each value is as of its own date. Cost: 5 us a date and part; to frame one date the
// last 400 days suffice.
// throws   ContractError if the dimension is not derived, or a part of it is not in the profile
[[nodiscard]] SlotSeries derived_series(const SlotGrid& grid, const diary::Profile& profile,
                                        const diary::Dimension& dimension, const FrameOptions& options = {});

}  // namespace skin2vec::series
