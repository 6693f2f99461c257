// What a diary says of causes: the daily series, what acted on each day, and what else moves a person, for lag/.
//
//   const Covariates covariates = causes_of(entries, profile, {});
//   const auto found = find_effects(covariates, {.threads = 0});
//
// Dimensions are those that the summary shows, derived ones too. Beside the causes stand the cycle (the logged phase,
// else any phase, where the profile has a cycle), routines that started or stopped (an effect that comes, and goes,
// with a time constant of 14 days), and the change of season: the third of the days on which the 30-day mean of the
// temperature moves fastest (its change over a week), from 180 days with a temperature on. Seasons are those of the
// calendar (December to February is winter); of the south where June to August were colder, by 2 degrees or more, with
// 30 days of each.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/dose/dose.h"
#include "skin2vec/insight/summary.h"
#include "skin2vec/lag/effects.h"
#include "skin2vec/lag/habits.h"

namespace skin2vec::insight {

struct Covariates {
  std::vector<ShownDimension> dimensions;
  std::vector<lag::Outcome> outcomes;  // one for each dimension, slot-corrected
  series::CovariateGrid grid;
  lag::LagDesignOptions design;
  std::vector<char> transition;  // a day; empty: not known
  std::vector<int> season;       // a day, of dose/seasons.h
};

// entries  of one person, any kinds, any order
[[nodiscard]] Covariates causes_of(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                   const std::optional<std::string>& site);

struct EffectsQuestion {
  int threads = 1;  // as in lag::EffectsOptions
  lag::PermutationOptions permutation = {};
};

// The effects of all causes on all dimensions.
[[nodiscard]] std::vector<lag::Effect> find_effects(const Covariates& covariates, const EffectsQuestion& question);

// The same day's answer of every dimension to every exposure of the profile that was measured, exposures in its order,
// and what is different in other seasons.
[[nodiscard]] std::vector<dose::Dose> find_dose(const Covariates& covariates, const diary::Profile& profile,
                                                int threads);

// Hidden habits: what harms by its load, most hidden harm first.
[[nodiscard]] std::vector<lag::Habit> find_habits(const Covariates& covariates, int threads);

}  // namespace skin2vec::insight
