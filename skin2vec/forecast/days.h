// A diary as a table of days: what each evening knew of the skin, and what acted on each date.
//
//   const DayTable table = day_table(entries, profile);
//   table.value(day, 1);                    // day mean of the second dimension; NaN: not read
//
// The one form in which baselines and networks read a diary. Values are day means of the slot-corrected scale as their
// own evening knew them (series/daily.h, lived), so that no later reading changes a row; amounts are
// series/cause_grid.h's. D dimensions with readings, C covariates. Cost O(readings + days (D + C)).
#pragma once

#include <Eigen/Dense>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/series/covariate_grid.h"
#include "skin2vec/series/slot_grid.h"

namespace skin2vec::forecast {

// A cycle of the profile whose starts were written down.
struct LoggedCycle {
  std::string name;                        // "monthly"
  double period_days = 28, length_sd = 3;  // typical, of the profile: a sixth of shortest to longest
  double longest_days = 40;                // more between two starts: one was not logged
  std::vector<Day> starts;                 // oldest first, distinct; at least one
};

struct DayTable {
  Day first;
  int days = 0;
  std::vector<std::string> dimensions;              // D, those of the profile that are read, in its order
  std::vector<double> low, high;                    // (D), plausible ranges
  Eigen::ArrayXXd value;                            // (days,D), units of the dimension; NaN: not read
  std::vector<series::CovariateSeries> covariates;  // C; symptoms and starts of a cycle are no covariates
  std::vector<LoggedCycle> cycles;                  // those with a start that was logged
  std::vector<std::array<int, 2>> bumps;  // covariates whose answer may be a bump, and what may shift it (the profile)
};

// entries  of one person (and surroundings of everyone), any order
// which    site, instruments and dates of the readings
// returns  no days if there are no readings
// throws   ContractError as slot_grid does
[[nodiscard]] DayTable day_table(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                 const series::SlotGridOptions& which = {});

// The same days up to `days`, as they were then. throws ContractError if days is not in [0, days of the table]
[[nodiscard]] DayTable first_days(const DayTable& table, int days);

}  // namespace skin2vec::forecast
