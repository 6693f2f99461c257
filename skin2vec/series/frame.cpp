#include "skin2vec/series/frame.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/trend.h"

namespace skin2vec::series {

namespace {

constexpr int memory_days = 90;

void check(const FrameOptions& options) {
  require(options.window_days >= 2, "frame: window_days must be >= 2, got {}", options.window_days);
  require(options.baseline_days >= 2, "frame: baseline_days must be >= 2, got {}", options.baseline_days);
  require(options.min_window >= 2, "frame: min_window must be >= 2, got {}", options.min_window);
  require(options.min_baseline >= 2, "frame: min_baseline must be >= 2, got {}", options.min_baseline);
  if (options.anchor) {
    require(options.anchor->from <= options.anchor->to, "frame: anchor must not end before it begins, got {} days",
            options.anchor->to - options.anchor->from + 1);
  }
}

struct Placed {
  double z = NAN;
  Missing why = Missing::nothing;
};

Placed place(double today, double mean, double sd, int n, int needed) {
  if (std::isnan(today)) return {NAN, Missing::not_read_today};
  if (n < needed) return {NAN, Missing::too_few_days};
  // Equal values differ by rounding once the slots are moved: such a spread is none.
  if (!(sd > 1e-9 * std::abs(mean) && sd > 1e-12)) return {NAN, Missing::no_spread};
  return {(today - mean) / sd, Missing::nothing};
}

Slope slope(const std::vector<double>& values, const stats::Memory& memory, double days) {
  const stats::Trend trend = stats::trend(values, {.memory = memory});
  return {trend.per_day * days, trend.low * days, trend.high * days};
}

// The day means of the dates from ... to (indices, both included), as of today.
std::vector<double> values(const DailyReader& reader, int from, int to, int today, const SlotOffset& offset) {
  std::vector<double> out;
  for (int day = from; day <= to; ++day) out.push_back(reader.at(day, today, offset).value);
  return out;
}

Frame frame_at(const DailyReader& reader, Day first, Day date, const FrameOptions& options) {
  const int today = date - first;
  const SlotOffset offset = reader.offset(today);
  Frame frame;
  frame.date = date;
  frame.slot_offset = offset.evening_less_morning;
  const DayMean now = reader.at(today, today, offset);
  frame.today_flagged = std::isnan(now.value) && !std::isnan(now.flagged_value);
  frame.today = frame.today_flagged ? now.flagged_value : now.value;

  const std::vector<double> window = values(reader, today - options.window_days + 1, today, today, offset);
  const int from = options.anchor ? options.anchor->from - first : today - options.baseline_days;
  const int to = options.anchor ? std::min(options.anchor->to - first, today - 1) : today - 1;
  const std::vector<double> baseline = values(reader, from, to, today, offset);
  frame.window_mean = stats::mean(window);
  frame.window_sd = stats::sd(window);
  frame.window_n = stats::count(window);
  frame.baseline_mean = stats::mean(baseline);
  frame.baseline_sd = stats::sd(baseline);
  frame.baseline_n = stats::count(baseline);

  const Placed in_window = place(frame.today, frame.window_mean, frame.window_sd, frame.window_n, options.min_window);
  const Placed in_baseline =
      place(frame.today, frame.baseline_mean, frame.baseline_sd, frame.baseline_n, options.min_baseline);
  frame.z_window = in_window.z;
  frame.why_z_window = in_window.why;
  frame.z_baseline = in_baseline.z;
  frame.why_z_baseline = in_baseline.why;
  frame.percentile = frame.baseline_n >= options.min_baseline ? stats::mid_rank(baseline, frame.today) : NAN;

  frame.trend_per_week = frame.baseline_trend_per_month = {NAN, NAN, NAN};
  if (options.trends == Trends::fitted) {
    const stats::Memory memory = stats::memory(values(reader, today - memory_days + 1, today, today, offset));
    frame.trend_per_week = slope(window, memory, 7);
    frame.baseline_trend_per_month = slope(baseline, memory, 30);
  }
  return frame;
}

}  // namespace

FrameOptions frame_options(const diary::Profile& profile) {
  FrameOptions options;
  options.window_days = profile.reference.window_days;
  options.baseline_days = profile.reference.baseline_days;
  options.min_baseline = std::clamp(options.baseline_days / profile.slots.every_days / 4, 3, 7);
  return options;
}

Frame frame(const SlotSeries& series, Day today, const FrameOptions& options) {
  check(options);
  return frame_at(DailyReader(series, options.daily), series.first, today, options);
}

std::vector<Frame> frames(const SlotSeries& series, Day from, Day to, const FrameOptions& options) {
  check(options);
  require(from <= to, "frames: from must be <= to, got {} days", to - from + 1);
  const DailyReader reader(series, options.daily);
  std::vector<Frame> all;
  all.reserve(static_cast<std::size_t>(to - from + 1));
  for (Day day = from; day <= to; ++day) all.push_back(frame_at(reader, series.first, day, options));
  return all;
}

SlotSeries derived_series(const SlotGrid& grid, const diary::Profile& profile, const diary::Dimension& dimension,
                          const FrameOptions& options) {
  require(dimension.derived.has_value(), "derived_series: a derived dimension expected, got \"{}\"", dimension.name);
  FrameOptions plain = options;
  plain.trends = Trends::left_out;
  const auto days = static_cast<std::size_t>(grid.days);

  // The baseline z of one part on every date; nothing if it was never read.
  const auto z_of = [&](const std::string& name) {
    const auto known = std::any_of(profile.dimensions.begin(), profile.dimensions.end(),
                                   [&](const diary::Dimension& one) { return one.name == name; });
    require(known, "derived_series: parts must be dimensions of the profile, got \"{}\"", name);
    std::vector<double> z(days, NAN);
    const SlotSeries* part = find_series(grid, name);
    if (!part || part->readings == 0 || days == 0) return z;
    const std::vector<Frame> all = frames(*part, grid.first, grid.first + (grid.days - 1), plain);
    for (std::size_t t = 0; t < days; ++t) z[t] = all[t].z_baseline;
    return z;
  };
  std::vector<double> total(days, 0);
  for (const std::string& name : dimension.derived->plus) {
    const std::vector<double> z = z_of(name);
    for (std::size_t t = 0; t < days; ++t) total[t] += z[t];
  }
  for (const std::string& name : dimension.derived->minus) {
    const std::vector<double> z = z_of(name);
    for (std::size_t t = 0; t < days; ++t) total[t] -= z[t];
  }
  if (const std::string& name = dimension.derived->instead; !name.empty()) {
    const std::vector<double> z = z_of(name);
    const auto direct = std::find_if(profile.dimensions.begin(), profile.dimensions.end(),
                                     [&](const diary::Dimension& one) { return one.name == name; });
    const double sign = direct->better == diary::Better::low ? -1 : 1;
    for (std::size_t t = 0; t < days; ++t) {
      if (!std::isnan(z[t])) total[t] = sign * z[t];
    }
  }
  SlotSeries series;
  series.name = dimension.name;
  series.measure = Measure::derived;
  series.low = dimension.low;
  series.high = dimension.high;
  series.first = grid.first;
  series.morning.assign(days, NAN);
  series.evening.assign(days, NAN);
  series.readings =
      static_cast<int>(std::count_if(total.begin(), total.end(), [](double z) { return !std::isnan(z); }));
  series.whole = std::move(total);
  return series;
}

}  // namespace skin2vec::series
