// What would follow: noise-free difference curves for 14 days after the last day, under stated scenarios.
//
//   truth.scenarios = scenario_paths(truth, covariates);
//
// Meaning as `whatif` in the data contract (DESIGN, section 3). `stop X`: never, against the person's usual mean amount
// every day; `hold late_night=1`: weight 1 every day against never; `hold pm25=150`: that value against its median,
// humidity at its median; `swap cream=lotion`: each usual cream is a lotion. The past is left as it was.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/twin/covariates.h"

namespace skin2vec::twin {

// What the days after the last one hold: these amounts on each of them.
struct Future {
  std::string covariate;
  double amount = 0;
};

// scenario less baseline on the 14 days after the last, each from its own simulation of the noise-free path; covariates
// not named are 0, exposures at their median.
[[nodiscard]] std::array<PerDimension, n_horizons> difference(const Truth& truth, const Covariates& covariates,
                                                              std::span<const Future> scenario,
                                                              std::span<const Future> baseline);

// The four of the idea above. Empty if the record is empty.
[[nodiscard]] std::vector<Scenario> scenario_paths(const Truth& truth, const Covariates& covariates);

}  // namespace skin2vec::twin
