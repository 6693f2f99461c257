// Every model of the days ahead that comes with the program, on one table of days.
//
//   const std::vector<forecast::Candidate> candidates = shipped_candidates(table, {.shipped = &shipped});
//   const forecast::Combined combined = combine(candidates, table);
#pragma once

#include <optional>
#include <vector>

#include "skin2vec/forecast/backtest.h"
#include "skin2vec/forecast/pooled_ridge.h"
#include "skin2vec/learn/shipped.h"

namespace skin2vec::learn {

struct CandidateOptions {
  const Shipped* shipped = nullptr;                    // nullptr: nothing that was trained
  const forecast::PooledWeights* ridge = nullptr;      // what a cohort taught; nullptr: shipped->ridge
  std::optional<forecast::Forecasts> structural = {};  // gp_forecast(table), where it is known (cached_gp.h)
};

// The baselines that have a level (all but uniform), then "decomposed-linear", "pooled-ridge" if there are weights,
// "structural", then the network that ships, if there is one, by the name of its architecture, if it knows a dimension
// of the table. At first the network weighs 3 - without one the pooled ridge -, the three that begin as the last day
// mean 1/4 each, others 1. throws   ContractError if options.structural is not of the table
[[nodiscard]] std::vector<forecast::Candidate> shipped_candidates(const forecast::DayTable& table,
                                                                  CandidateOptions options = {});

}  // namespace skin2vec::learn
