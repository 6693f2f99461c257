// Every alarm that would have been raised, had one looked day by day: from the values of each day and those before it.
//
//   const auto alarms = replay(lived, {.false_alarms_per_year = {1}});      // lived: series::DailyReader::as_of
//   alarms[0].date(), alarms[0].start, alarms[0].withdrawn_on;
//
// Scans (online.h) run over a series each of whose values was known on its day. The noise is refitted on the first day,
// then after a third more days, at least every 120; thresholds (threshold.h) are of the fitted noise, of shifts and of
// slopes each for its half of the budget. After an alarm the scan begins again on the day the change is thought to have
// begun, while a second one goes on over it: with it grows what speaks for the change, and higher rungs, for smaller
// budgets, are reached. An alarm is withdrawn when, 21 to 60 days after it, the mean of 14 days is back by two thirds,
// or when a change back is seen: it was passing, or chance. Its days are then left out of the scan.
// Cost: 540 days about 3 ms.
#pragma once

#include <optional>
#include <vector>

#include "skin2vec/change/shape.h"
#include "skin2vec/series/series.h"

namespace skin2vec::change {

struct AlarmOptions {
  // Of this series, for each rung of the ladder: > 0, falling. The first one raises the alarm.
  std::vector<double> false_alarms_per_year = {1};
  int first_day = 60;   // days of history before the first look; >= 30
  double least_sd = 0;  // noise is taken to be no less, units of the values; >= 0
};

struct Alarm {
  std::vector<Day> reached;         // the day of each rung that was reached; at least one
  Kind kind = Kind::shift;          // shift or drift, as it seemed on the first of them
  Day start;                        // first changed day, as it seemed then
  Day since;                        // the same, as it seemed two weeks later, or at the end; not after date()
  double size = 0;                  // of a shift; of a slope: what it had come to on that day
  std::optional<Day> withdrawn_on;  // none: it stood to the end

  [[nodiscard]] Day date() const { return reached.front(); }  // on which it was raised
};

// lived    each value as it was known on the evening of its day; NaN = missing
// throws   ContractError if an option is out of range
// Causal: later days change nothing that was raised before.
[[nodiscard]] std::vector<Alarm> replay(const series::Series& lived, const AlarmOptions& options = {});

}  // namespace skin2vec::change
