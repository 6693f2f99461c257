// gp_forecast with a cache from one entry to the next, so that a new entry costs its own days alone.
//
//   CachedGp today = cached_gp(table, {});                  // everything is computed
//   today = cached_gp(table_with_an_entry, today.state);    // days whose inputs are the same are taken from the state
//
// The answer is the same bytes with a state and without. A state is a safetensors file: the means, and for each day a
// fingerprint of all that the model reads up to it - options, dimensions, values, amounts, starts of a cycle,
// the instruction set. A day whose fingerprint is the same is not computed again; after a backdated entry the
// days from it on are. A state that is damaged, of another person or of another version has no such day, and is no
// error. 8 (kHorizons D + 1) bytes a day: 230 kB for 400 days of 5 dimensions.
#pragma once

#include <string>
#include <string_view>

#include "skin2vec/forecast/gp_forecast.h"

namespace skin2vec::forecast {

struct CachedGp {
  Forecasts forecasts;  // gp_forecast(table, options)
  std::string state;    // for the next time
  int taken = 0;        // days whose means came from the state
};

// state    of an earlier call, or anything at all
// throws   ContractError as gp_forecast does
// Cost: gp_forecast's of the blocks that hold a day which was not taken. Safe to call from several threads.
[[nodiscard]] CachedGp cached_gp(const DayTable& table, std::string_view state, const GpOptions& options = {});

}  // namespace skin2vec::forecast
