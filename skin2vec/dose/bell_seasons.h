// Does the bell lie elsewhere in another season, or stand higher: its optimum and its height by season.
//
//   const BellSeasons found = bell_by_season({&moisture, &radiance}, humidity, best.at, labels);
//   found.parts[0].optimum, found.optimum_p;
//
// Width, shift and skew are those of the year; a season has an optimum of its own, one for all dimensions, and a height
// for each. Its column is about its mean in the season, so that its level is not its height. Tests are by deviance:
// heights apart against one height, then optima apart against one optimum. An interval is where the deviance has risen
// by 3.84, the other seasons held. A season is left out where it has fewer than 30 days, where the middle 90 % of its
// exposure span less than a quarter of the year's, or where the interval leaves its days.
#pragma once

#include <array>
#include <vector>

#include "skin2vec/dose/bell_search.h"
#include "skin2vec/dose/seasons.h"

namespace skin2vec::dose {

struct BellSeason {
  double optimum = NAN;  // at the median of what shifts it
  lag::Interval ci{NAN, NAN};
  std::vector<double> height;  // of each dimension, in their order; empty: the season is left out
};

struct BellSeasons {
  std::array<BellSeason, n_seasons> parts;
  double optimum_p = NAN;  // that the optimum is one; NaN, as is height_p: fewer than two seasons were asked
  double height_p = NAN;   // that the heights are one
};

// dimensions  that show the bell at `at`
// season      a day, its place in season_names
// throws      ContractError if a label is missing
[[nodiscard]] BellSeasons bell_by_season(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                                         const Params& at, const std::vector<int>& season);

}  // namespace skin2vec::dose
