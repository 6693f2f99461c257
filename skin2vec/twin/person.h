// A virtual person, drawn: who reacts to what, how strongly, how late; rhythms, changes, products, noise.
//
//   Truth truth = draw_person("p001", first, weather, {.variant = variant}, random);
//
// People differ enormously (individual odds ratios for humidity run from 0.03 to 5.2), so sizes, lags and even the set
// of real covariates are a person's own. Sizes of exposures are drawn relative to the spread of the weather that is
// met. Each part draws from its own stream: a variant changes its own part only.
#pragma once

#include <string>

#include "skin2vec/base/random.h"
#include "skin2vec/twin/truth.h"

namespace skin2vec::twin {

struct PersonOptions {
  Variant variant;
  double log_starts = 0.5;    // part of the people with a cycle who log its starts
  double habit_strength = 1;  // factor on the hidden habit's harm
};

// The parameters of a person; paths, oracle and scenarios are left empty. weather: as many days as the diary.
[[nodiscard]] Truth draw_person(std::string name, Day first, const Weather& weather, const PersonOptions& options,
                                const Random& random);

}  // namespace skin2vec::twin
