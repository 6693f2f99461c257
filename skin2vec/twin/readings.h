// Morning and evening, a person looks into the mirror and writes down five numbers, or forgets to.
//
//   auto entries = readings(truth, covariates, Rounding::half, random);
//
// Missing is informative: runs of days, and single readings that are likelier to be missing on days of stress and with
// a late night, scaled so that the rate holds on average. A reading that is kept has one blank dimension in a hundred.
#pragma once

#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/twin/covariates.h"

namespace skin2vec::twin {

enum class Rounding { tenth, half, whole };

// The score as it is written: clipped to 0-5, then rounded.
[[nodiscard]] double written_score(double value, Rounding rounding);

// Entries of kind reading, oldest first, naive local times (about 07:30 and 21:45, a person's own). Needs truth.state.
[[nodiscard]] std::vector<diary::Entry> readings(const Truth& truth, const Covariates& covariates, Rounding rounding,
                                                 const Random& random);

}  // namespace skin2vec::twin
