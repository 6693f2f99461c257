#include "skin2vec/insight/forecast_alerts.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/normal.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/backtest.h"
#include "skin2vec/forecast/cached_gp.h"
#include "skin2vec/learn/shipped_candidates.h"

namespace skin2vec::insight {

namespace {

constexpr std::size_t least_windows = 60;
constexpr int least_errors = 20;
const double remembered_error = std::exp2(-1.0 / 60);

// Mean of the days [from, to) that were read; NaN below half of them and one.
double window_mean(const forecast::DayTable& table, int d, int from, int to) {
  double sum = 0;
  int n = 0;
  for (int day = std::max(from, 0); day < std::min(to, table.days); ++day) {
    const double value = table.value(day, d);
    if (!std::isnan(value)) sum += value, ++n;
  }
  return n >= (to - from) / 2 + 1 ? sum / n : NAN;
}

// What an evening knew; numbers are in the dimension's units, NaN where too little is known.
struct Evening {
  double past = NAN;    // mean of the window that ends with it
  double ahead = NAN;   // forecast of the mean of the window to come
  double spread = NAN;  // sd of such forecasts' errors
  double limit = NAN;   // what is bad lies beyond
};

// That the window to come lies past the limit; NaN: not known. A week that always came as forecast has a spread of 0.
double probability(const Evening& now, int side, double limit) {
  const double off = side * (now.ahead - limit);
  return now.spread == 0 ? (off > 0 ? 1.0 : 0.0) : normal_cdf(off / now.spread);
}

// side: 1 if high is bad, -1 if low is.
std::vector<Evening> evenings(const diary::Dimension& dimension, const forecast::DayTable& table, int d,
                              const forecast::Forecasts& forecasts, const ForecastAlertOptions& options, int side,
                              double worst) {
  const int ahead_days = std::min(options.window_days, forecast::kHorizons);
  std::vector<Evening> all(static_cast<std::size_t>(table.days));
  double squares = 0, weight = 0;
  int errors = 0;
  for (int day = 0; day < table.days; ++day) {
    Evening& now = all[static_cast<std::size_t>(day)];
    now.past = window_mean(table, d, day + 1 - ahead_days, day + 1);
    double sum = 0;
    for (int h = 1; h <= ahead_days; ++h) sum += forecasts.mean(day, h, d);
    now.ahead = sum / ahead_days;
    if (day >= ahead_days) {
      const double error = now.past - all[static_cast<std::size_t>(day - ahead_days)].ahead;
      if (!std::isnan(error)) {
        squares = remembered_error * squares + error * error;
        weight = remembered_error * weight + 1;
        ++errors;
      }
    }
    if (errors < least_errors || std::isnan(now.ahead)) continue;
    now.spread = std::sqrt(squares / weight);
    if (dimension.limit) {
      now.limit = *dimension.limit;
    } else {
      std::vector<double> seen;
      seen.reserve(static_cast<std::size_t>(options.remembered_days));
      for (int t = std::max(0, day + 1 - options.remembered_days); t <= day; ++t) {
        const double past = all[static_cast<std::size_t>(t)].past;
        if (!std::isnan(past)) seen.push_back(side * past);
      }
      if (seen.size() < least_windows) continue;
      const auto at = seen.begin() + static_cast<std::ptrdiff_t>((1 - worst) * static_cast<double>(seen.size() - 1));
      std::nth_element(seen.begin(), at, seen.end());
      now.limit = side * *at;
    }
  }
  return all;
}

// Whether one of the windows that end within a window's days lies past the limit.
bool is_past(const std::vector<Evening>& all, int day, int days, int side, double limit) {
  for (int t = std::max(0, day + 1 - days); t <= day; ++t) {
    if (side * (all[static_cast<std::size_t>(t)].past - limit) >= 0) return true;
  }
  return false;
}

void tell(Alert& alert, const Evening& now, double p, const ForecastAlertOptions& options) {
  if (p >= options.probability[1]) alert.level = Level::warn;
  if (!std::isnan(now.past)) alert.window_mean = now.past;
  alert.foretold->mean = now.ahead;
  alert.foretold->sd = now.spread;
  alert.foretold->probability = p;
}

std::vector<Alert> one_side(const diary::Dimension& dimension, const forecast::DayTable& table, int d,
                            const forecast::Forecasts& forecasts, const ForecastAlertOptions& options, int side,
                            double worst) {
  const std::vector<Evening> all = evenings(dimension, table, d, forecasts, options, side, worst);
  std::vector<Alert> found;
  for (int day = 0; day < table.days; ++day) {
    const Evening& now = all[static_cast<std::size_t>(day)];
    const Day date = table.first + day;
    if (!found.empty() && !found.back().ended) {
      Alert& alert = found.back();
      const double p = probability(now, side, alert.foretold->limit);
      if (date - alert.raised >= options.stands_days || p <= options.ends_at ||
          side * (now.past - alert.foretold->limit) >= 0) {
        alert.ended = date;
      } else if (!std::isnan(p)) {
        tell(alert, now, p, options);
      }
    }
    if (!found.empty() && date - found.back().raised < options.stands_days) continue;
    const double p = probability(now, side, now.limit);
    if (!(p >= options.probability[0]) || is_past(all, day, options.window_days, side, now.limit)) continue;
    Alert alert;
    alert.dimension = dimension.name;
    alert.since = alert.raised = date;
    alert.window_days = std::min(options.window_days, forecast::kHorizons);
    alert.foretold = ForecastAlert{.of_profile = dimension.limit.has_value(), .limit = now.limit};
    tell(alert, now, p, options);
    found.push_back(std::move(alert));
  }
  return found;
}

}  // namespace

ForecastAlertOptions forecast_alert_options(const diary::Profile& profile) {
  return {.window_days = profile.reference.window_days};
}

std::vector<Alert> forecast_alerts(const diary::Dimension& dimension, const forecast::DayTable& table, int d,
                                   const forecast::Forecasts& forecasts, const ForecastAlertOptions& options) {
  require(options.window_days >= 1 && options.remembered_days >= 1 && options.stands_days >= 1,
          "forecast_alerts: days must be at least 1, got {}, {}, {}", options.window_days, options.remembered_days,
          options.stands_days);
  require(options.worst > 0 && options.worst < 0.5, "forecast_alerts: worst must be in (0, 0.5), got {}",
          options.worst);
  require(0 < options.ends_at && options.ends_at < options.probability[0] &&
              options.probability[0] <= options.probability[1] && options.probability[1] < 1,
          "forecast_alerts: probabilities must rise in (0, 1), got {}, {}, {}", options.ends_at, options.probability[0],
          options.probability[1]);
  require(forecasts.days() == table.days && d >= 0 && d < forecasts.dimensions(),
          "forecast_alerts: dimension {} of an outlook of {} days, the table has {}", d, forecasts.days(), table.days);
  if (dimension.better != diary::Better::middle) {
    const int side = dimension.better == diary::Better::high ? -1 : 1;
    return one_side(dimension, table, d, forecasts, options, side, options.worst);
  }
  std::vector<Alert> found = one_side(dimension, table, d, forecasts, options, -1, options.worst / 2);
  const std::vector<Alert> high = one_side(dimension, table, d, forecasts, options, 1, options.worst / 2);
  found.insert(found.end(), high.begin(), high.end());
  std::stable_sort(found.begin(), found.end(), [](const Alert& a, const Alert& b) { return a.raised < b.raised; });
  return found;
}

Summary with_forecast_alerts(Summary summary, std::span<const diary::Entry> entries, const diary::Profile& profile,
                             Day today, const learn::Shipped* shipped, std::string_view kept) {
  const ForecastAlertOptions options = forecast_alert_options(profile);
  series::SlotGridOptions which;
  if (!summary.site.empty()) which.site = summary.site;
  const forecast::DayTable table = forecast::day_table(entries, profile, which);
  if (table.days == 0 || today - (table.first + table.days - 1) >= options.window_days) return summary;
  auto candidates =
      learn::shipped_candidates(table, {.shipped = shipped, .structural = forecast::cached_gp(table, kept).forecasts});
  const forecast::Forecasts combined = forecast::combine(candidates, table).forecasts;
  for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
    const diary::Dimension* dimension = diary::find_dimension(profile, table.dimensions[d]);
    for (Alert& alert : forecast_alerts(*dimension, table, static_cast<int>(d), combined, options)) {
      if (!alert.ended) summary.alerts.push_back(std::move(alert));
    }
  }
  std::stable_sort(summary.alerts.begin(), summary.alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.level > b.level; });
  return summary;
}

}  // namespace skin2vec::insight
