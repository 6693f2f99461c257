#include "skin2vec/series/slot_grid.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "skin2vec/base/require.h"

namespace skin2vec::series {

namespace {

using Counts = std::map<std::string, int>;

// The name with most readings, the first of equals; "" if there are none.
std::string most_read(const Counts& counts) {
  std::string best;
  int most = 0;
  for (const auto& [name, count] : counts) {
    if (count > most) {
      best = name;
      most = count;
    }
  }
  return best;
}

using Index = std::unordered_map<std::string_view, std::size_t>;

// The dimensions that are read, not derived, and where each stands.
Index read_dimensions(const diary::Profile& profile, std::vector<const diary::Dimension*>& dimensions) {
  Index index;
  for (const diary::Dimension& dimension : profile.dimensions) {
    if (dimension.derived) continue;
    index.emplace(dimension.name, dimensions.size());
    dimensions.push_back(&dimension);
  }
  return index;
}

// A score has no unit and a narrow range; all else is a quantity.
Measure measure_of(const diary::Dimension& dimension, const diary::Instrument* instrument) {
  if (instrument)
    return instrument->unit.empty() && instrument->high - instrument->low <= 20 ? Measure::score : Measure::quantity;
  return dimension.unit.empty() && dimension.high - dimension.low <= 100 ? Measure::score : Measure::quantity;
}

struct Sums {  // of one series: slot 0 morning, 1 evening, 2 whole
  std::array<std::vector<double>, 3> sum;
  std::array<std::vector<int>, 3> count;
};

std::vector<double> averages(const std::vector<double>& sum, const std::vector<int>& count) {
  std::vector<double> mean(sum.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t t = 0; t < sum.size(); ++t) {
    if (count[t] > 0) mean[t] = sum[t] / count[t];
  }
  return mean;
}

}  // namespace

SlotGrid slot_grid(std::span<const diary::Entry> entries, const diary::Profile& profile,
                   const SlotGridOptions& options) {
  require(!options.from || !options.to || *options.from <= *options.to, "slot_grid: from must be <= to, got {} > {}",
          options.from ? options.from->number : 0, options.to ? options.to->number : 0);
  std::vector<const diary::Dimension*> dimensions;
  const Index index = read_dimensions(profile, dimensions);

  // First pass: who, which sites, and (second pass) which instruments at the chosen site.
  Counts sites;
  const diary::Entry* somebody = nullptr;
  for (const diary::Entry& entry : entries) {
    if (entry.kind != diary::Kind::reading) continue;
    if (!somebody) somebody = &entry;
    require(entry.person == somebody->person, "slot_grid: readings of one person expected, got \"{}\" and \"{}\"",
            somebody->person, entry.person);
    for (const diary::Value& value : entry.values) {
      if (index.contains(value.name)) ++sites[entry.place];
    }
  }
  SlotGrid grid;
  grid.per_day = profile.slots.per_day;
  grid.every_days = profile.slots.every_days;
  grid.site = options.site ? *options.site : sites.contains("") ? std::string() : most_read(sites);
  for (const auto& [site, count] : sites) {
    if (site != grid.site) grid.sites_left_out[site] = count;
  }

  std::vector<Counts> instruments(dimensions.size());
  for (const diary::Entry& entry : entries) {
    if (entry.kind != diary::Kind::reading || entry.place != grid.site) continue;
    for (const diary::Value& value : entry.values) {
      if (const auto at = index.find(value.name); at != index.end()) ++instruments[at->second][value.instrument];
    }
  }
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    SlotSeries series;
    series.name = dimensions[d]->name;
    const auto named = options.instrument.find(series.name);
    series.instrument = named != options.instrument.end() ? named->second : most_read(instruments[d]);
    series.low = dimensions[d]->low;
    series.high = dimensions[d]->high;
    const diary::Instrument* device = nullptr;
    for (const diary::Instrument& known : profile.instruments) {
      if (known.name == series.instrument && known.dimension == series.name) device = &known;
    }
    if (device) series.low = device->low, series.high = device->high;
    series.measure = measure_of(*dimensions[d], device);
    grid.series.push_back(std::move(series));
  }

  // Which values go in, and the span of their dates.
  struct Taken {
    std::size_t series;
    Day day;
    int slot;
    double number;
  };
  std::vector<Taken> taken;
  Day first = options.from.value_or(Day{std::numeric_limits<std::int32_t>::max()});
  Day last = options.to.value_or(Day{std::numeric_limits<std::int32_t>::min()});
  for (const diary::Entry& entry : entries) {
    if (entry.kind != diary::Kind::reading) continue;
    const Day day = entry.time.day;
    const bool inside = (!options.from || day >= *options.from) && (!options.to || day <= *options.to);
    const int slot = diary::slot_of(profile.slots, entry.time);
    for (const diary::Value& value : entry.values) {
      const auto at = index.find(value.name);
      if (at == index.end()) continue;
      SlotSeries& series = grid.series[at->second];
      if (!inside || entry.place != grid.site || value.instrument != series.instrument) {
        ++series.left_out;
        continue;
      }
      ++series.readings;
      taken.push_back({at->second, day, slot < 0 ? 2 : slot, value.number});
      if (!options.from) first = std::min(first, day);
      if (!options.to) last = std::max(last, day);
    }
  }
  if (taken.empty() && (!options.from || !options.to)) return grid;
  grid.first = first;
  grid.days = last - first + 1;

  const auto days = static_cast<std::size_t>(grid.days);
  std::vector<Sums> sums(dimensions.size());
  for (Sums& one : sums) {
    one.sum.fill(std::vector<double>(days, 0));
    one.count.fill(std::vector<int>(days, 0));
  }
  for (const Taken& value : taken) {
    const auto t = static_cast<std::size_t>(value.day - first);
    const auto slot = static_cast<std::size_t>(value.slot);
    sums[value.series].sum[slot][t] += value.number;
    ++sums[value.series].count[slot][t];
  }
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    grid.series[d].first = first;
    grid.series[d].morning = averages(sums[d].sum[0], sums[d].count[0]);
    grid.series[d].evening = averages(sums[d].sum[1], sums[d].count[1]);
    grid.series[d].whole = averages(sums[d].sum[2], sums[d].count[2]);
  }
  return grid;
}

const SlotSeries* find_series(const SlotGrid& grid, std::string_view name) {
  for (const SlotSeries& series : grid.series) {
    if (series.name == name) return &series;
  }
  return nullptr;
}

}  // namespace skin2vec::series
