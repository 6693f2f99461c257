// The best possible forecast: by one who knows the person, but not the future.
//
//   truth.oracle.push_back(oracle_forecast(truth, covariates, weather, 200));
//
// Known: every parameter; the state (not only the readings) and all covariates up to the origin; the phase each habit
// is in; the calendar; changes and routines that began by then. Not known: later events, uses and weather, which enter
// by their expectation (phases by their Markov chain; humidity and the logarithm of PM2.5 by their climate's AR(1); the
// bell by Gauss-Hermite quadrature); later changes, starts and stops, which count as never to come; later cycle
// lengths, which count as the person's mean. The sd leaves out those last two, and the correlation between days of one
// phase.
#pragma once

#include "skin2vec/twin/covariates.h"

namespace skin2vec::twin {

// origin_day in [0, truth.days); needs truth.noise_free and truth.state. O(horizons * effects * lags).
// throws   ContractError if origin_day is outside
[[nodiscard]] Oracle oracle_forecast(const Truth& truth, const Covariates& covariates, const Weather& weather,
                                     int origin_day);

}  // namespace skin2vec::twin
