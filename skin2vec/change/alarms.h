// Every alarm that would have been raised, had one looked day by day: from the values of each day and those before it.
//
//   const auto alarms = replay(rest, {.false_alarms_per_year = 1});     // rest: insight/changes.h
//
// Scans (online.h) run over a series each of whose values was known on its day. Noise and level are refitted on day 60,
// then after a third more days, at least every 120. The thresholds, of shifts and of slopes each for its half of the
// budget, are quantiles of the yearly maxima of 100 made years: their noise is one that the person may have (the
// likelihood's weight on phi, white share and variance), their innovations are drawn from the person's own. After an
// alarm the scan begins again on the day the change is thought to have begun. An alarm is withdrawn when, 21 to 60 days
// after it, the mean of 14 days is back by two thirds, or when a change back is seen: it was passing, or chance. Its
// days are then left out of the scan. Cost: 540 days about 0.2 s, most of it the made years.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "skin2vec/change/shape.h"
#include "skin2vec/series/series.h"

namespace skin2vec::change {

struct AlarmOptions {
  double false_alarms_per_year = 1;  // of this series; > 0
  int first_day = 60;                // days of history before the first look; >= 40
  std::uint64_t seed = 7;
};

struct Alarm {
  Day date;                         // on which it is raised
  Kind kind = Kind::shift;          // shift or drift, as it seemed on that day
  Day start;                        // first changed day, as it seemed
  double size = 0;                  // of a shift; of a slope: what it had come to on that day
  std::optional<Day> withdrawn_on;  // none: it stood to the end
};

// lived    each value as it was known on the evening of its day; NaN = missing
// throws   ContractError if an option is out of range
// Causal: later days change nothing that was raised before. Deterministic for a seed.
[[nodiscard]] std::vector<Alarm> replay(const series::Series& lived, const AlarmOptions& options = {});

}  // namespace skin2vec::change
