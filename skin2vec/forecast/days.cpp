#include "skin2vec/forecast/days.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/series/daily.h"
#include "skin2vec/series/rhythm.h"

namespace skin2vec::forecast {

DayTable day_table(std::span<const diary::Entry> entries, const diary::Profile& profile,
                   const series::SlotGridOptions& which) {
  const series::SlotGrid grid = series::slot_grid(entries, profile, which);
  DayTable table{.first = grid.first, .days = grid.days};
  const auto read = std::count_if(grid.series.begin(), grid.series.end(), [](const auto& s) { return s.readings > 0; });
  table.value = Eigen::ArrayXXd::Constant(grid.days, read, NAN);
  Eigen::Index column = 0;
  for (const series::SlotSeries& slots : grid.series) {
    if (slots.readings == 0) continue;
    table.dimensions.push_back(slots.name);
    table.low.push_back(slots.low);
    table.high.push_back(slots.high);
    const series::Series lived = series::DailyReader(slots).as_of();
    for (int day = 0; day < grid.days; ++day) table.value(day, column) = lived.values[static_cast<std::size_t>(day)];
    ++column;
  }
  series::CovariateGrid covariates = series::covariate_grid(entries, profile, grid.first, grid.days);
  table.covariates = std::move(covariates.covariates);
  for (const diary::Cycle& cycle : profile.cycles) {
    LoggedCycle logged{.name = cycle.name,
                       .period_days = cycle.period_days,
                       .length_sd = (cycle.longest_days - cycle.shortest_days) / 6,
                       .longest_days = cycle.longest_days,
                       .starts = series::logged_starts(cycle, entries)};
    if (!logged.starts.empty()) table.cycles.push_back(std::move(logged));
  }
  const auto place = [&](const std::string& name) {
    const auto at =
        std::find_if(table.covariates.begin(), table.covariates.end(), [&](const auto& c) { return c.name == name; });
    return at == table.covariates.end() ? -1 : static_cast<int>(at - table.covariates.begin());
  };
  for (const diary::Exposure& exposure : profile.exposures) {
    const int shifted = place(exposure.name), shifting = place(exposure.shifted_by);
    if (shifted >= 0 && shifting >= 0) table.bumps.push_back({shifted, shifting});
  }
  return table;
}

DayTable first_days(const DayTable& table, int days) {
  require(days >= 0 && days <= table.days, "first_days: {} days of {}", days, table.days);
  DayTable then = table;
  then.days = days;
  then.value = Eigen::ArrayXXd(table.value.topRows(days));
  for (series::CovariateSeries& covariate : then.covariates)
    covariate.amount = Eigen::VectorXd(covariate.amount.head(days));
  for (LoggedCycle& cycle : then.cycles) {
    std::erase_if(cycle.starts, [&](Day start) { return start >= table.first + days; });
  }
  std::erase_if(then.cycles, [](const LoggedCycle& cycle) { return cycle.starts.empty(); });
  return then;
}

}  // namespace skin2vec::forecast
