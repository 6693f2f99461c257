// One fit of all people together, for records that are too short alone: own level and own line, a shared kernel.
//
//   const std::vector<OneFitEffect> all = one_fit(records);
//   all[0].effect.total, all[0].effect.total_ci, all[0].effect.peak_day, all[0].effect.control_p;
//
//   y of person i, day t = level_i + line_i t + waves(date) + waves(t) + AR(1) + white noise
//                        + sum over covariates, lags of kernel[lag] x (amount - mean)[t - lag]
//
// The mean of an amount is that of all people on the same date where they share it (mean_person.h), since what all have
// in common on a date goes with the course of the date; where not, 0. The waves, of dates and of days since a record
// began (a course of treatment), are common to all; the noise is of the same kind in all. What was done
// before a person's record is taken as usual, times a factor that is the same in all and is fitted with a kernel of its
// own. Kernel, control and p as in effects.h, by people's rows one behind the other (stats/mixed.h); the errors of
// total and kernel, and p, by the jackknife over people, so that people may differ in what a covariate does to them.
// Answers where at least 10 people have 4 readings or more, the covariate varies in 10, and readings less 2 a person
// are 60 or more. How well it does: docs/explanation/effects.md. Cost: 100 people of 10 readings and one covariate 1 s.
#pragma once

#include <span>
#include <vector>

#include "skin2vec/lag/mean_person.h"

namespace skin2vec::lag {

struct OneFitOptions {
  int min_people = 10;    // >= 5
  int min_readings = 4;   // of a person, >= 3
  int min_left = 60;      // readings less two a person, >= 30
  int most_people = 100;  // those with most readings; >= min_people
};

struct OneFitEffect {
  Effect effect;     // n_days: readings; verdict: too_little_data or none_found; q is 1
  int n_people = 0;  // in the fit
};

// returns  one for each covariate and dimension of anybody
// throws   ContractError if an option is out of range
// Deterministic. Safe to call from several threads at once.
[[nodiscard]] std::vector<OneFitEffect> one_fit(std::span<const Record* const> people,
                                                const OneFitOptions& options = {});

}  // namespace skin2vec::lag
