// What follows what, and how long after: the effect of every covariate on every dimension, day by day, with its doubt.
//
//   const std::vector<Outcome> outcomes{{"moisture", daily}};
//   const auto found = lag::effects(outcomes, grid, {.design = {.unit_step = {{"pm25", 10}}}});
//   found[0].total, found[0].total_ci;               // change of moisture caused by weight 1, summed over 22 days
//   found[0].q <= 0.10;                              // a finding
//
// All covariates at once, one dimension at a time: a mixed model (stats/mixed.h) of distributed lags over
// lagged_design.h, with noise that remembers; a count by the log of its mean (outcome_fit.h). p tests that all of a
// covariate's lags are zero (block_test); q is by Benjamini & Hochberg over all pairs that were examined. Kernel and
// total are posterior means under the fitted prior made 3 times as wide, their intervals under one 10 times as wide
// (posterior_summary.cpp says why). A covariate that follows the dimension instead of leading it is not found because
// the noise's memory explains yesterday's state; one that goes with a real covariate is not because both are in the
// model. Negative control: the amounts of the 3 days to come can have no effect; where it seems to, the covariate
// follows the dimension (a treatment that a bad day asks for), or something unknown goes with both, and what would be
// found is called confounded. How well it does on virtual people, what was tried and rejected:
// docs/explanation/effects.md. Cost: 540 days x 8 events x 4 exposures x 5 dimensions, on two threads about 0.3 s.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/profile.h"
#include "skin2vec/lag/lag_basis.h"
#include "skin2vec/lag/lagged_design.h"
#include "skin2vec/lag/permutation.h"
#include "skin2vec/series/covariate_grid.h"
#include "skin2vec/series/series.h"

namespace skin2vec::lag {

struct Outcome {
  std::string dimension;
  series::Series daily;  // of the span of the covariate grid
  diary::OutcomeScale scale = diary::OutcomeScale::continuous;
};

struct EffectsOptions {
  LagDesignOptions design = {};
  int min_days = 30;    // with a value; >= 20
  int min_exposed = 5;  // days with the covariate, and without it; >= 1
  double level = 0.10;  // of q, (0, 1)
  // Days of a transition (the change of season), 1 or 0 a day; empty: none are told apart.
  std::vector<char> transition = {};
  double control_level = 0.01;  // of the negative control, (0, 1); below: the verdict is confounded
  int threads = 1;              // >= 0; 0: as many as there are processors
  PermutationOptions permutation = {};
};

enum class EffectVerdict { found, none_found, too_little_data, confounded };

struct Interval {
  double low;
  double high;
};

// The extra effect on days of a transition, in units of the total; NaN and p = 1 where it is not known.
struct Transition {
  double total = NAN;
  Interval ci{NAN, NAN};
  double p = 1;
};

// What one person brings to a cohort (cohort.h): the total without a prior on its size, the shape of the kernel about
// that of the prior; and what the data say of the amounts of the 3 days to come.
struct Contribution {
  double total = NAN;  // as Effect::total
  double error = NAN;  // its standard error
  stats::BlockScore control;
};

// Of one covariate on one dimension, in units of the dimension per weight 1, use, or unit_step; of a count, in
// logarithms of ratios (outcome_fit.h). Where there is too little data, p and q are 1 and the numbers NaN.
struct Effect {
  std::string covariate;
  series::CovariateKind kind = series::CovariateKind::event;
  std::string dimension;
  diary::OutcomeScale scale = diary::OutcomeScale::continuous;
  double total = NAN;           // sum of the kernel
  Interval total_ci{NAN, NAN};  // 95 %
  double p = 1;
  double q = 1;
  std::array<double, n_lags> kernel{};       // lag 0 is the same date
  std::array<Interval, n_lags> kernel_ci{};  // 95 %, pointwise
  int peak_day = -1;                         // lag of the largest absolute value; -1: not known
  double half_life_days = NAN;  // from the peak until the kernel has fallen to half of it; NaN: it does not
  int n_exposed = 0;            // days with the covariate
  int n_days = 0;               // days of the dimension that were used
  double own_weight = NAN;      // event: the mean weight that the person wrote
  Transition transition;
  double control_p = 1;     // of the negative control
  Permutation permutation;  // where it was asked for
  Contribution contribution;
  EffectVerdict verdict = EffectVerdict::too_little_data;
};

// outcomes  of one person, each of the span of the grid
// returns   one for each covariate and outcome, covariates in the order of the grid, for each its outcomes in their
// order
// throws    ContractError if a span differs or an option is out of range
// The same for any number of threads.
[[nodiscard]] std::vector<Effect> effects(std::span<const Outcome> outcomes, const series::CovariateGrid& grid,
                                          const EffectsOptions& options = {});

}  // namespace skin2vec::lag
