// A person's own exposure-lag-response surface: of any value of an exposure instead of a usual one, how long after.
//
//   const OwnSurface found = own_surface(moisture, grid, {.exposure = "pm25", .at = {120}});
//   found.rows[0].overall.value;                     // of 120 instead of the median, all lags together
//
//   y = ... + sum over lags f(x[day - lag], lag),   f a natural spline of the value (3 columns) x lag_basis
//
// The cross-basis of surface.h as one more block of random effects, beside all other covariates (lagged_design.h, this
// one and what it has in the bell left out) with noise that remembers (stats/mixed.h). So the curve need not be a line,
// as in effects.h, nor of the same day, as in dose.h; it asks for more data than either. p is the score test of the
// block, as in effects.h; estimates and intervals are of a prior ten times as wide as fitted. Without a prior, as
// distributed lag models are mostly fitted, p is too small: docs/explanation/surface.md. A day whose exposure is not
// known is at the median. Cost: one fit, 540 days about 0.1 s.
#pragma once

#include <string>
#include <vector>

#include "skin2vec/dose/surface.h"
#include "skin2vec/lag/lagged_design.h"

namespace skin2vec::dose {

struct OwnSurfaceOptions {
  lag::LagDesignOptions design = {};
  std::string exposure;         // must be in the grid to be found
  double centre = NAN;          // against which the others are told; NaN: the median
  std::vector<double> at = {};  // values to be told; none: the quantiles 0.05, 0.25, 0.75, 0.95
  double level = 0.05;          // of p, (0, 1)
};

struct SurfaceRow {
  double x = 0;
  bool outside = false;  // of the values that were met: the line goes on straight
  SurfaceEffect overall;
  std::vector<SurfaceEffect> by_lag;  // lag 0 to 21
};

enum class SurfaceVerdict { found, none_found, too_little_data };

struct OwnSurface {
  double centre = NAN;
  std::vector<SurfaceRow> rows;  // in the order of `at`; none: too little data
  double p = 1;
  int n_days = 0;  // used
  SurfaceVerdict verdict = SurfaceVerdict::too_little_data;
};

// outcome  of the span of the grid. Too little data: fewer than 90 days used, or an exposure that is not there, known
//          on fewer than half of the days, or with fewer than 10 values
// throws   ContractError if the span differs or an option is out of range
[[nodiscard]] OwnSurface own_surface(const lag::Outcome& outcome, const series::CovariateGrid& grid,
                                     const OwnSurfaceOptions& options);

}  // namespace skin2vec::dose
