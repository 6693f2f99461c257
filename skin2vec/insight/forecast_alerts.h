// The warning before the fact: a dimension that the forecast takes past the person's own limit within a week.
//
//   const auto found = forecast_alerts(dimension, table, 0, followed);
//   if (!found.empty() && !found.back().ended) use(found.back());   // it stands on the last evening
//
// The limit is that of the profile, or what the worst tenth of the person's weeks of the last 180 days went past (where
// both sides are bad: a twentieth on each). From every evening the mean of the coming window (7 days) is forecast, with
// the spread of the errors that such forecasts have shown by then, one counting half as much as one 60 days later:
//   watch    the coming window's mean lies past the limit with probability 0.85
//   warn     0.95
// Nothing is raised while the last window lies past it: that is no forecast. An alert ends when the window went past
// (it came), when the probability has fallen to 0.5, or 14 days after it was raised; the next comes no sooner than
// then. Needs 60 windows and 20 errors. How often it is right: docs/explanation/alerts.md.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "skin2vec/forecast/forecasts.h"
#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/summary.h"
#include "skin2vec/learn/shipped.h"

namespace skin2vec::insight {

struct ForecastAlertOptions {
  int window_days = 7;                            // >= 1; at most forecast::kHorizons are looked ahead
  double worst = 0.1;                             // part of the windows that lie past the limit, in (0, 0.5)
  int remembered_days = 180;                      // windows that the limit is of, >= 1
  std::array<double, 2> probability{0.85, 0.95};  // of watch and warn, rising, in (ends_at, 1)
  double ends_at = 0.5;                           // probability, in (0, 1)
  int stands_days = 14;                           // >= 1
};

// The options a profile asks for: its window.
[[nodiscard]] ForecastAlertOptions forecast_alert_options(const diary::Profile& profile);

// All such alerts of a replay from the first evening to the last, oldest first; `Alert::foretold` is set.
//
// d        the dimension's column in the table and the forecasts
// throws   ContractError if an option is out of range, or the forecasts are not of the table
// Causal, as the forecasts are: later days change nothing of what an earlier replay said, but the level and the end.
// Cost O(days remembered_days).
[[nodiscard]] std::vector<Alert> forecast_alerts(const diary::Dimension& dimension, const forecast::DayTable& table,
                                                 int d, const forecast::Forecasts& forecasts,
                                                 const ForecastAlertOptions& options = {});

// The summary of `today` with those that stand, of all dimensions with readings, the most serious first. The forecast
// is the one that is followed (forecast/comparison.h) on the last evening with a reading; none are told once its window
// is past.
//
// entries  of one person, all kinds, and surroundings of everyone; none after today
// shipped  null: none
// kept     what a forecast of the same site left (insight/forecasts.h): the answer is the same, and quicker
[[nodiscard]] Summary with_forecast_alerts(Summary summary, std::span<const diary::Entry> entries,
                                           const diary::Profile& profile, Day today, const learn::Shipped* shipped,
                                           std::string_view kept = {});

}  // namespace skin2vec::insight
