// Forecasts from what one person alone has shown: a level that drifts, a state that returns to it, and the person's
// own answers to what acted, as one Gaussian process.
//
//   const Outlook outlook = structural_outlook(table);
//
// A day mean is a level that wanders over months, a state that returns to it within days, a season, the cycle, an
// answer to each cause that fades at one of three rates, a joint bump of a shifted exposure and what shifts it
// (humidity and PM2.5), and noise. Each has a prior sd in units of one scale, which is left out of the mean, and all
// are fitted together at every origin (Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), ch. 2). A
// cycle whose starts are not logged is a wave of about 28 days. Causes of the days ahead are what the person's own
// habits and climate lead one to expect: their mean, to which the last amount fades by its autocorrelation; the bump is
// averaged over what is not known. What is usual is learned from the days before a block of `refit_days` and holds for
// all origins of the block. The prior sds forecast the virtual people of seed 2001 best of those tried
// (docs/explanation/forecast.md).
//
// Spreads are the model's own past errors (outlook.h). All from nothing after the origin. A block of n days remembered
// costs 3 O(n^3 / 3 + (D + refit_days) n^2), however many of its origins are wanted; dimensions that were read on much
// the same days share it. Deterministic on one instruction set, safe to call from several threads.
#pragma once

#include "skin2vec/forecast/outlook.h"

namespace skin2vec::forecast {

// Sds are parts of the sd of the dimension.
struct StructuralOptions {
  double level_sd = 0.5, level_days = 70;  // the level forgets by exp(-days / level_days)
  double state_sd = 0.5, state_days = 4.4;
  double noise_sd = 0.35;
  double event_sd = 1.2;     // of the answer to a typical weight, at each rate; products too
  double exposure_sd = 0.1;  // of the answer to one sd of it
  double bump_sd = 0.4, bump_width = 1.3;
  double season_sd = 0.04;
  double weekday_sd = 0.02;
  double cycle_sd = 0.2, hidden_cycle_sd = 0.1;  // of one whose starts are logged, or not
  int remembered_days = 730;
  int refit_days = 28;
};

// from     the first origin that is wanted: those before are NaN, and so are those before a dimension was first read;
// the
//          others have the same bytes whatever it is (means; spreads are of the means there are)
// throws   ContractError if an option is not positive, or `from` is negative
[[nodiscard]] Outlook structural_outlook(const DayTable& table, const StructuralOptions& options = {}, int from = 0);

}  // namespace skin2vec::forecast
