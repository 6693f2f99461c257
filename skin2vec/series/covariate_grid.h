// What acted on each day: a daily series for every event, exposure and product of a diary.
//
//   const CovariateGrid grid = covariate_grid(entries, profile, first, 540);
//   find_covariate(grid, "late_night")->amount(3);        // sum of the weights on the fourth day; 0: it did not happen
//
// An event: the sum of its weights on the date written; a product: how often it was used; an exposure: the aggregate of
// the date that the profile names (mean, max or sum), NaN where nothing was measured. Symptoms and starts of a cycle
// are no covariates. Of several sources of an exposure the one with most dates is used, the person's before everyone's;
// but indoor (so named in the source) is preferred: where the fullest indoor and the fullest other source share 7
// dates, each date has its indoor value, and a date without one the other's plus their mean difference (kept in the
// profile's range), so that a sensor that comes late, or fails, is no jump of the weather. Order: events, exposures,
// products, each by name. Pure; O(n).
#pragma once

#include <Eigen/Dense>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::series {

enum class CovariateKind { event, exposure, product };

struct CovariateSeries {
  std::string name;
  CovariateKind kind = CovariateKind::event;
  Eigen::VectorXd amount;    // (days)
  int entries = 0;           // that went in
  double mean_weight = NAN;  // event: the mean weight a person wrote, or the profile's; NaN otherwise
};

struct CovariateGrid {
  Day first;
  int days = 0;
  std::vector<CovariateSeries> covariates;
};

// entries  of one person (and surroundings of everyone), any order
// throws   ContractError if days < 0
[[nodiscard]] CovariateGrid covariate_grid(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                           Day first, int days);

[[nodiscard]] const CovariateSeries* find_covariate(const CovariateGrid& grid,
                                                    std::string_view name);  // null if there is none

// "event", "exposure", "product".
[[nodiscard]] std::string_view kind_name(CovariateKind kind);

}  // namespace skin2vec::series
