// What remains of a dimension when what acts on it, and what comes back, is taken out: level, drifts, shifts, noise.
//
//   const LagDesign design = lagged_design_matrix(grid);
//   const series::Series rest = remaining(moisture, design);            // change/ looks for changes in it
//
// The mixed model of effects.h; every block's prediction is taken from the values, but for the line, the slow waves and
// the late load of covariates, in which a drift or a shift would stand. Where there is too little to fit, the values
// are as they were. Cost: one fit, 540 days about 60 ms.
#pragma once

#include "skin2vec/lag/lagged_design.h"
#include "skin2vec/series/series.h"

namespace skin2vec::lag {

// daily    of the span of the design; NaN = missing, and stays so
// throws   ContractError if the spans differ
[[nodiscard]] series::Series remaining(const series::Series& daily, const LagDesign& design);

}  // namespace skin2vec::lag
