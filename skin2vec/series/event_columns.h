// What else acted on the skin, as a few columns a day: events and surroundings. Beside these a cycle is looked for.
//
//   options.nuisance = covariate_columns(covariate_grid(entries, profile, grid.first, grid.days));
//
// An event gives three columns: how much of it happened on the day and the day before, 2 to 4 and 5 to 8 days before,
// so that its effect may come late and last (two would do nearly as well, one does not; a full block of lags costs as
// much as it explains). An exposure gives the same day, the mean of 1 to 3 and of 4 to 8 days before; humidity its
// square and its product with PM2.5 too, since skin has an optimum that moves. Temperature and UV, which go with the
// season, give the mean of days 0 to 3. Numbers: docs/explanation/rhythms.md.
#pragma once

#include <Eigen/Dense>

#include "skin2vec/series/covariate_grid.h"

namespace skin2vec::series {

struct EventColumnsOptions {
  int min_events = 5;  // in the span; a rarer event has no column; >= 1
};

// returns  (days, 3 x events), in the order of the events' names, in sums of weights. Before the first day: as usual
// throws   ContractError if an option is out of range
[[nodiscard]] Eigen::MatrixXd event_columns(const CovariateGrid& grid, const EventColumnsOptions& options = {});

// returns  (days, columns) of standardised values, in the order of the exposures' names; a date without a value is at
//          the mean. An exposure with fewer than half of the dates, or that never changes, has none
[[nodiscard]] Eigen::MatrixXd exposure_columns(const CovariateGrid& grid);

// Both, side by side.
[[nodiscard]] Eigen::MatrixXd covariate_columns(const CovariateGrid& grid, const EventColumnsOptions& options = {});

// Values about their mean, over their sd; a date without a value is 0, at the mean. No value (a vector of size 0) if
// fewer than half of the dates are there, or they never change.
[[nodiscard]] Eigen::VectorXd standardised(const Eigen::VectorXd& values);

}  // namespace skin2vec::series
