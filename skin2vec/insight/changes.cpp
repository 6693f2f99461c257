#include "skin2vec/insight/changes.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/lag/remaining.h"
#include "skin2vec/series/daily.h"

namespace skin2vec::insight {

namespace {

// A change that an alarm may be about: raised while it went on, or soon after.
bool tells_of(const change::Alarm& alarm, const change::Change& change) {
  constexpr int before = 3, after = 90;
  return alarm.date() >= change.start - before && alarm.date() <= change.end + after;
}

}  // namespace

Changes find_changes(const Covariates& covariates, const ChangesOptions& options) {
  require(options.false_alarms_per_year > 0, "find_changes: false_alarms_per_year must be > 0, got {}",
          options.false_alarms_per_year);
  std::vector<std::size_t> read;
  for (std::size_t d = 0; d < covariates.dimensions.size(); ++d) {
    if (!covariates.dimensions[d].dimension.derived) read.push_back(d);
  }
  Changes all;
  all.false_alarms_per_year = options.false_alarms_per_year;
  struct One {
    change::Changes changes;
    std::vector<change::Alarm> alarms;
  };
  std::vector<One> each(read.size());
  const bool raw = options.looked_at == LookedAt::raw;
  const lag::LagDesign design =
      raw || read.empty() ? lag::LagDesign{} : lag::lagged_design_matrix(covariates.grid, covariates.design);
  change::AlarmOptions how;
  how.false_alarms_per_year = {options.false_alarms_per_year /
                               static_cast<double>(std::max<std::size_t>(read.size(), 1))};
  parallel_for(read.size(), options.threads, [&](std::size_t i) {
    const lag::Outcome& outcome = covariates.outcomes[read[i]];
    each[i].changes = change::find_changes(raw ? outcome.daily : lag::remaining(outcome.daily, design));
    change::AlarmOptions its = how;
    its.least_sd = least_sd(covariates.dimensions[read[i]].dimension);
    each[i].alarms = change::replay(series::DailyReader(covariates.dimensions[read[i]].slots).as_of(), its);
  });
  for (std::size_t i = 0; i < read.size(); ++i) {
    const std::string& name = covariates.outcomes[read[i]].dimension;
    if (!each[i].changes.enough) all.too_short.push_back(name);
    for (const change::Change& change : each[i].changes.changes) {
      FoundChange found{name, change, {}};
      for (const change::Alarm& alarm : each[i].alarms) {
        if (!alarm.withdrawn_on && tells_of(alarm, change) && !found.detected_on) found.detected_on = alarm.date();
      }
      all.changes.push_back(std::move(found));
    }
    for (const change::Alarm& alarm : each[i].alarms) all.alarms.push_back({name, alarm});
  }
  std::stable_sort(all.changes.begin(), all.changes.end(),
                   [](const FoundChange& a, const FoundChange& b) { return a.change.start < b.change.start; });
  std::stable_sort(all.alarms.begin(), all.alarms.end(),
                   [](const RaisedAlarm& a, const RaisedAlarm& b) { return a.alarm.date() < b.alarm.date(); });
  return all;
}

}  // namespace skin2vec::insight
