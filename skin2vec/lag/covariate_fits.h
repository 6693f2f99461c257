// All covariates at once on each dimension, with a curve for each exposure's day: the fits that dose and seasons start
// from.
//
//   const CovariateFits fits = fit_covariates(outcomes, grid, options, 2);
//   fits.fits[1].noise;                              // of the second outcome
//
// The design of lagged_design.h, and behind it a block for each exposure: the square and the cube of its standardised
// values (humidity has its own there, in the bell). So an answer that is not a straight line does not pass for noise,
// and not for an effect that differs between a season of high and a season of low values. Cost: 540 days x 6 outcomes x
// 17 covariates (229 columns) about 0.5 s on one thread.
#pragma once

#include <span>
#include <vector>

#include "skin2vec/lag/effects.h"
#include "skin2vec/lag/lagged_design.h"

namespace skin2vec::lag {

struct CovariateFits {
  LagDesign design;                   // with the curves
  std::vector<stats::MixedFit> fits;  // one for each outcome
};

// threads as in base/parallel.h; the same for any number
// throws   ContractError if an outcome has another span than the grid
[[nodiscard]] CovariateFits fit_covariates(std::span<const Outcome> outcomes, const series::CovariateGrid& grid,
                                           const LagDesignOptions& options, int threads);

}  // namespace skin2vec::lag
