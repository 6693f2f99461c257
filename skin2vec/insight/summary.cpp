#include "skin2vec/insight/summary.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/series/daily.h"

namespace skin2vec::insight {

std::vector<ShownDimension> shown_dimensions(const series::SlotGrid& grid, const diary::Profile& profile) {
  std::vector<ShownDimension> shown;
  const series::FrameOptions frame_options = series::frame_options(profile);
  for (const diary::Dimension& dimension : profile.dimensions) {
    if (dimension.derived) {
      shown.push_back({dimension, series::derived_series(grid, profile, dimension, frame_options)});
      continue;
    }
    const series::SlotSeries* slots = series::find_series(grid, dimension.name);
    if (!slots || (dimension.optional && slots->readings == 0)) continue;
    shown.push_back({dimension, *slots});
  }
  return shown;
}

Summary summarize(std::span<const diary::Entry> entries, const diary::Profile& profile, const SummaryOptions& options) {
  Summary summary;
  series::SlotGridOptions grid_options;
  grid_options.site = options.site;
  grid_options.to = options.today;
  const series::SlotGrid grid = series::slot_grid(entries, profile, grid_options);
  summary.site = grid.site;
  summary.window_days = profile.reference.window_days;
  summary.baseline_days = profile.reference.baseline_days;
  summary.sites_left_out = grid.sites_left_out;
  series::FrameOptions frame_options = series::frame_options(profile);
  frame_options.anchor = options.anchor;
  std::vector<ShownDimension> all = shown_dimensions(grid, profile);
  AlertOptions options_of_alerts = alert_options(profile);
  options_of_alerts.dimensions = std::max(1, static_cast<int>(all.size()));
  for (ShownDimension& shown : all) {
    DimensionSummary one{
        shown.dimension, series::frame(shown.slots, options.today, frame_options), shown.slots.instrument, {}};
    const series::DailyReader reader(shown.slots);
    const series::Series daily = reader.series(options.today);
    for (int back = profile.reference.baseline_days - 1; back >= 0; --back) {
      const int t = (options.today - daily.first) - back;
      one.last_days.push_back(t >= 0 && t < daily.days() ? daily.values[static_cast<std::size_t>(t)] : NAN);
    }
    for (Alert& alert : alerts(shown.dimension, reader.as_of(), options_of_alerts)) {
      if (!alert.ended) summary.alerts.push_back(std::move(alert));
    }
    if (options.frames > 0) {
      series::FrameOptions plain = frame_options;
      plain.trends = series::Trends::left_out;
      const Day from = std::max(shown.slots.first, options.today - (options.frames - 1));
      one.frames = series::frames(shown.slots, std::min(from, options.today), options.today, plain);
    }
    summary.dimensions.push_back(std::move(one));
  }
  std::stable_sort(summary.alerts.begin(), summary.alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.level > b.level; });
  return summary;
}

std::vector<series::Rhythm> find_rhythms(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                         const std::optional<std::string>& site, std::uint64_t seed) {
  series::SlotGridOptions grid_options;
  grid_options.site = site;
  const series::SlotGrid grid = series::slot_grid(entries, profile, grid_options);
  std::vector<series::SlotSeries> slots;
  for (ShownDimension& shown : shown_dimensions(grid, profile)) slots.push_back(std::move(shown.slots));
  if (grid.days == 0) return {};
  series::RhythmOptions options = series::rhythm_options(profile, entries, grid.first, grid.days);
  options.seed = seed;
  return series::rhythms(slots, options);
}

}  // namespace skin2vec::insight
