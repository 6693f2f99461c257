// The skin's answer: from parameters and recorded covariates to the noise-free path, and from there to the state.
//
//   truth.noise_free = noise_free(truth, covariates);
//   truth.state = add_noise(truth, random);
//
// The equation stands in truth.h. These functions are the model itself: oracle and scenarios call them too.
#pragma once

#include "skin2vec/twin/covariates.h"

namespace skin2vec::twin {

// What does not depend on covariates: base, season, monthly, changes, routines, as known on `known`: a change, a start
// or a stop after that day has not happened yet, and cycles after it have their mean length. known >= day: all of it.
[[nodiscard]] double scheduled(const Truth& truth, int dimension, Day day, Day known);

// What humidity does on the same day.
[[nodiscard]] double bell_value(const Bell& bell, int dimension, double humidity, double pm25, double reference);

// The amount as the kernels take it: pm25 in steps of 10 ug/m3 above its reference, the rest as it is.
[[nodiscard]] std::vector<double> kernel_input(const Truth& truth, const Effect& effect, const Covariates& covariates);

// The path without noise on all days of `covariates` (which may go on beyond the diary). O(days * effects * lags).
[[nodiscard]] Path noise_free(const Truth& truth, const Covariates& covariates);

// truth.noise_free plus AR(1): stationary from the first day, innovations normal or Student's t of the same sd.
[[nodiscard]] Path add_noise(const Truth& truth, const Random& random);

// The mean of the day's two scores that truth.state leads to, clipped to 0-5, not rounded (normal noise taken).
[[nodiscard]] Path expected_scores(const Truth& truth);

// One draw of sd 1: normal, or Student's t with `degrees` > 2 scaled to sd 1.
[[nodiscard]] double unit_noise(double degrees, Random& random);

}  // namespace skin2vec::twin
