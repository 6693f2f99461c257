// Forecasts from one person's own record: a Gaussian process with a drifting level, a mean-reverting state, and the
// person's lagged responses to covariates.
//
//   const Forecasts forecasts = gp_forecast(table);
//
// A day mean is the sum of a level that wanders over months, a state that returns to it within days, a yearly and a
// weekly wave, the menstrual cycle, a response to each covariate (event, product or exposure; distributed lags of four
// half-lives, each falling and rising, gp_features.h), an RBF interaction of a shifted exposure and what shifts it
// (humidity and PM2.5), and noise. Each has a prior sd in units of one overall scale, which the mean does not depend
// on; all are fitted together at every origin (Rasmussen & Williams, Gaussian Processes for Machine Learning (2006),
// ch. 2). A cycle whose starts are not logged is a wave of about 28 days. Covariates of future days are forecast from
// the person's own past: their mean, to which the last amount returns by its autocorrelation; the interaction is
// integrated over what is not known. Means and scales of covariates are estimated from the days before a block of
// `refit_days` and hold for all origins of the block. The prior sds minimise the forecast error on the virtual people
// of seed 2001 (docs/explanation/forecast.md).
//
// Sds are of the model's own past residuals (forecasts.h). Nothing after an origin is used. A block with n days of
// history costs 3 O(n^3 / 3 + (D + refit_days) n^2), however many of its origins are wanted; dimensions observed on
// much the same days share it. Deterministic on one instruction set, safe to call from several threads.
#pragma once

#include "skin2vec/forecast/forecasts.h"

namespace skin2vec::forecast {

// Prior sds, as fractions of the sd of the dimension.
struct GpOptions {
  double level_sd = 0.5, level_days = 70;  // the level forgets by exp(-days / level_days)
  double state_sd = 0.5, state_days = 4.4;
  double noise_sd = 0.35;
  double event_sd = 1.2;     // of the response to a typical weight, at each half-life; products too
  double exposure_sd = 0.1;  // of the response to one sd of it
  double bump_sd = 0.4, bump_width = 1.3;
  double season_sd = 0.04;
  double weekday_sd = 0.02;
  double cycle_sd = 0.2, hidden_cycle_sd = 0.1;  // of one whose starts are logged, or not
  int remembered_days = 730;
  int refit_days = 28;
};

// from     the first origin that is wanted: those before are NaN, and so are those before a dimension was first read.
//          The means from there on are the same bytes whatever `from` is; sds are of the means there are.
// throws   ContractError if an option is not positive, or `from` is negative
[[nodiscard]] Forecasts gp_forecast(const DayTable& table, const GpOptions& options = {}, int from = 0);

}  // namespace skin2vec::forecast
