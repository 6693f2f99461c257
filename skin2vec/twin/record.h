// Everything a person writes down beside the readings: events, symptoms, surroundings, products, routines.
//
//   auto entries = record(truth, covariates, weather, {}, random);
//
// Symptoms are outcomes of the state of their day: acne and shiny of oil, redness and itch of sensitivity (itch of dry
// skin too). A product entry carries moisture before and after in two of five uses; the reverse-caused mask never.
#pragma once

#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/twin/covariates.h"
#include "skin2vec/twin/readings.h"

namespace skin2vec::twin {

enum class Sampling { daily, hourly };

struct RecordOptions {
  Rounding rounding = Rounding::tenth;      // of before and after
  Sampling surroundings = Sampling::daily;  // hourly: 24 entries a day whose mean (uv: highest) is the day's value
};

// Entries of all kinds but reading, by kind and time. Needs truth.state.
[[nodiscard]] std::vector<diary::Entry> record(const Truth& truth, const Covariates& covariates, const Weather& weather,
                                               const RecordOptions& options, const Random& random);

}  // namespace skin2vec::twin
