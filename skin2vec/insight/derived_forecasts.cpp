#include "skin2vec/insight/derived_forecasts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/series/frame.h"

namespace skin2vec::insight {
namespace {

// A part: its forecasts as z in the frame of each origin.
class Part {
 public:
  Part(const series::SlotGrid& grid, const forecast::DayTable& table, const forecast::Forecasts& forecasts,
       const series::FrameOptions& options, const std::string& name)
      : outlook_(forecasts), least_(options.min_baseline) {
    const auto at = std::find(table.dimensions.begin(), table.dimensions.end(), name);
    const series::SlotSeries* slots = series::find_series(grid, name);
    if (at == table.dimensions.end() || slots == nullptr) return;
    dimension_ = static_cast<int>(at - table.dimensions.begin());
    frames_ = series::frames(*slots, grid.first, grid.first + (grid.days - 1), options);
  }
  [[nodiscard]] bool read() const { return dimension_ >= 0; }
  [[nodiscard]] double z(int origin, int horizon) const {
    if (!read()) return NAN;
    const series::Frame& frame = frames_[static_cast<std::size_t>(origin)];
    if (frame.baseline_n < least_ || frame.baseline_sd <= 0) return NAN;
    return (outlook_.mean(origin, horizon, dimension_) - frame.baseline_mean) / frame.baseline_sd;
  }

 private:
  const forecast::Forecasts& outlook_;
  int least_, dimension_ = -1;
  std::vector<series::Frame> frames_;
};

struct Rule {
  std::vector<std::pair<double, Part>> parts;    // sign
  std::vector<std::pair<double, Part>> instead;  // one, or none
};

double mean_of(const Rule& rule, int origin, int horizon) {
  for (const auto& [sign, part] : rule.instead) {
    const double z = part.z(origin, horizon);
    if (!std::isnan(z)) return sign * z;
  }
  double sum = 0;
  for (const auto& [sign, part] : rule.parts) sum += sign * part.z(origin, horizon);
  return sum;
}

}  // namespace

DerivedForecasts derived_forecasts(const series::SlotGrid& grid, const diary::Profile& profile,
                                   const forecast::DayTable& table, const forecast::Forecasts& forecasts) {
  require(grid.days == table.days && forecasts.days() == table.days && forecasts.dimensions() == table.value.cols(),
          "derived_forecasts: a grid of {} days, a table of {}, an outlook of {}", grid.days, table.days,
          forecasts.days());
  series::FrameOptions options = series::frame_options(profile);
  options.trends = series::Trends::left_out;
  DerivedForecasts found;
  found.table.first = table.first;
  found.table.days = table.days;
  std::vector<Rule> rules;
  std::vector<series::SlotSeries> becomes;
  for (const diary::Dimension& dimension : profile.dimensions) {
    if (!dimension.derived || table.days == 0) continue;
    Rule rule;
    const auto part = [&](const std::string& name) { return Part(grid, table, forecasts, options, name); };
    for (const std::string& name : dimension.derived->plus) rule.parts.emplace_back(1, part(name));
    for (const std::string& name : dimension.derived->minus) rule.parts.emplace_back(-1, part(name));
    if (const std::string& name = dimension.derived->instead; !name.empty()) {
      const bool low = diary::find_dimension(profile, name)->better == diary::Better::low;
      rule.instead.emplace_back(low ? -1 : 1, part(name));
    }
    const auto read = [](const auto& one) { return one.second.read(); };
    if (!std::all_of(rule.parts.begin(), rule.parts.end(), read) &&
        !std::any_of(rule.instead.begin(), rule.instead.end(), read)) {
      continue;
    }
    found.table.dimensions.push_back(dimension.name);
    found.table.low.push_back(dimension.low);
    found.table.high.push_back(dimension.high);
    becomes.push_back(series::derived_series(grid, profile, dimension, options));
    rules.push_back(std::move(rule));
  }
  const auto dimensions = static_cast<int>(rules.size());
  found.table.value = Eigen::ArrayXXd::Constant(table.days, dimensions, NAN);
  found.forecasts = forecast::Forecasts(table.days, dimensions);
  for (int d = 0; d < dimensions; ++d) {
    const auto at = static_cast<std::size_t>(d);
    for (int day = 0; day < table.days; ++day) {
      found.table.value(day, d) = becomes[at].whole[static_cast<std::size_t>(day)];
      for (int h = 1; h <= forecast::kHorizons; ++h) {
        const double mean = mean_of(rules[at], day, h);
        found.forecasts.mean(day, h, d) =
            std::isnan(mean) ? NAN : std::clamp(mean, found.table.low[at], found.table.high[at]);
      }
    }
  }
  found.forecasts = forecast::with_empirical_sd(std::move(found.forecasts), found.table);
  return found;
}

}  // namespace skin2vec::insight
