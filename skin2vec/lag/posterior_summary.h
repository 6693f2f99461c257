// What a fitted block of lag columns says of its covariate: the kernel, the total, and what goes into a cohort.
//
//   describe(fit, block, alternative_of(y), effect);   // fills in kernel, total, p and contribution
//
// Shared by effects.h, which fits a person, and one_fit.h, which fits many people at once. Pure.
#pragma once

#include <span>

#include "skin2vec/lag/effects.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::lag {

// Fills in what the block says: total, total_ci, kernel, kernel_ci, peak_day, half_life_days, p, contribution.
// block        in MixedFit::blocks, of columns in lag_basis
// alternative  the variance of the totals that the test looks for, > 0
void describe(const stats::MixedFit& fit, int block, double alternative, Effect& effect);

// The contribution alone, without a control.
[[nodiscard]] Contribution contribution(const stats::MixedFit& fit, int block, double alternative);

// A variance for that: the totals are about as large as the spread of the days.
[[nodiscard]] double alternative_of(std::span<const double> y);

// The columns of the negative control, one for each of the 3 days ahead: (days, 3), `before` past the last day.
[[nodiscard]] Eigen::MatrixXd ahead(const Eigen::VectorXd& amount, double before);

}  // namespace skin2vec::lag
