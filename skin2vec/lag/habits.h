// Hidden habits: harmless today, harmful by their load.
//
//   for (const Habit& habit : lag::habits(outcomes, grid)) use(habit.rank, habit.hidden); // 1: most hidden harm
//
// As effects.h; then, for each event and product, the load of days 0 to 40 (load_basis) is added to the fit, whose
// noise was fitted without it: with loads in the model the noise's memory is taken for loads. p is the score test of
// that block (mixed.h), q by Benjamini & Hochberg over all pairs. The hidden part is what the kernel of 41 days has
// beyond lag 10. Ranked by -log p, harm before good: covariates of which little is known do not lead. How often the
// true habit of virtual people is first: docs/explanation/habits.md. Cost as effects.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/profile.h"
#include "skin2vec/lag/effects.h"

namespace skin2vec::lag {

struct HabitOptions {
  LagDesignOptions design = {};
  std::vector<diary::Better> better = {};  // of each outcome: which side is harm; empty: high is good
  int min_days = 90;                       // with a value, and of the record; >= 60
  int min_exposed = 10;                    // days with the covariate; >= 1
  double level = 0.10;                     // of q
  int threads = 1;
};

struct Habit {
  std::string covariate;
  std::string dimension;
  double immediate = NAN;    // signed change, lags 0 to 10, per weight 1
  double accumulated = NAN;  // signed change after `horizon_days` of daily use: lags 0 to 40
  Interval ci{NAN, NAN};     // 95 %, of the hidden part
  double hidden = NAN;       // the part of it beyond lag 10
  int horizon_days = 40;
  double p = 1;
  double q = 1;
  int rank = 0;  // 1 = most hidden harm; 0: too little data
  EffectVerdict verdict = EffectVerdict::too_little_data;
};

// returns  one for each event or product and outcome, by rank, those without data last
// throws   ContractError if a span differs, or an option is out of range
[[nodiscard]] std::vector<Habit> habits(std::span<const Outcome> outcomes, const series::CovariateGrid& grid,
                                        const HabitOptions& options = {});

}  // namespace skin2vec::lag
