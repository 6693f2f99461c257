// Everybody of a diary, fitted each alone on all processors, and what they say together: `effects --cohort`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "skin2vec/lag/cohort.h"
#include "skin2vec/words/language.h"

namespace skin2vec::cli {

struct Cohort {
  diary::Profile profile;
  words::Language language = words::Language::en;
  int people = 0;           // with a reading
  std::optional<Day> from;  // the first and the last date of anybody
  std::optional<Day> to;
  std::vector<lag::CohortEffect> effects;
};

// Loads and fits everybody. People without a reading of the site are left out. Shows progress.
// unavailable, missing, malformed as load() is
[[nodiscard]] Result<Cohort> load_cohort(const Common& common, const std::optional<std::string>& site);

// The answer about all of them, no person being asked for. The exit status.
[[nodiscard]] int tell_cohort(const Cohort& cohort, const Common& common);

// What was found, and, of a person who is part of it, the shrunken totals beside the own. "": nobody.
[[nodiscard]] std::string cohort_text(const Cohort& cohort, const std::string& person, const diary::Profile& profile,
                                      words::Language language);

}  // namespace skin2vec::cli
