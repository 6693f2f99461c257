// What else acted on the skin, as a few columns a day: events and surroundings. Beside these a cycle is looked for.
//
//   options.nuisance = cause_columns(entries, profile, grid.first, grid.days);
//
// An event gives three columns: how much of it happened on the day and the day before, 2 to 4 and 5 to 8 days before,
// so that its effect may come late and last (two would do nearly as well, one does not; a full block of lags costs as
// much as it explains). An exposure gives the same day, the mean of 1 to 3 and of 4 to 8 days before; humidity its
// square and its product with PM2.5 too, since skin has an optimum that moves. Temperature and UV, which go with the
// season, give the mean of days 0 to 3. Numbers: docs/explanation/rhythms.md.
#pragma once

#include <Eigen/Dense>
#include <span>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::series {

struct EventColumnsOptions {
  int min_events = 5;  // in the span; a rarer event has no column; >= 1
};

// entries  of one person; causes only: symptoms, and starts of a cycle, are left out
// returns  (days, 3 x events), in the order of the events' names, in sums of weights. Before the first day: as usual
// throws   ContractError if days < 0 or an option is out of range
[[nodiscard]] Eigen::MatrixXd event_columns(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                            Day first, int days, const EventColumnsOptions& options = {});

// entries  surroundings of one person, or of everyone; of several values of a date the mean
// returns  (days, columns) of standardised values, in the order of the exposures' names; a date without a value is at
//          the mean. An exposure with fewer than half of the dates, or that never changes, has none
// throws   ContractError if days < 0
[[nodiscard]] Eigen::MatrixXd exposure_columns(std::span<const diary::Entry> entries, Day first, int days);

// Both, side by side.
[[nodiscard]] Eigen::MatrixXd cause_columns(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                            Day first, int days, const EventColumnsOptions& options = {});

}  // namespace skin2vec::series
