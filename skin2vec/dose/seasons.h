// Does an exposure act otherwise in another season: its effect on the day and the 21 after, by season and where it
// turns.
//
//   const auto found = dose::seasons(outcomes, grid, fits, {.season = labels, .exposures = {"pm25"}});
//   found[1].parts[0].total;                         // of winter, units of the dimension per unit_step
//   found[1].p;                                      // that all seasons have one kernel
//
//   y = ... + sum over lags kernel_s[lag] x[day - lag],   s the season of `day`
//
// Beside all else as fitted (covariate_fits.h), which holds a curve for each exposure's day: humidity that is high in
// one season and saturates is no season. A kernel of a season is that of the year and its own difference, both in
// lag_basis; the prior of a difference lets one sd of the exposure move the dimension by one sd. Each season's columns
// are about their mean in it, so that its level is not its effect. p is the score test (stats/mixed.h) of the
// differences, the kernel of the year free; q is by Benjamini & Hochberg over all pairs. The change of season is the
// same with two parts, inside and outside. How well it does: docs/explanation/dose.md. Cost: O(days x columns x 60) a
// pair, 540 days about 5 ms.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/lag/covariate_fits.h"

namespace skin2vec::dose {

inline constexpr int n_seasons = 4;
inline constexpr std::array<const char*, n_seasons> season_names{"winter", "spring", "summer", "autumn"};

struct SeasonsOptions {
  std::vector<int> season;            // a day: its place in season_names
  std::vector<char> transition = {};  // a day, 1 in a change of season; empty: not known
  std::vector<std::string> exposures;
  int min_days = 30;    // of the dimension in a season; >= 20
  double level = 0.10;  // of q, (0, 1)
  int threads = 1;      // as in base/parallel.h
};

struct SeasonPart {
  int n_days = 0;      // of the dimension
  double total = NAN;  // NaN, as is ci: too few days
  lag::Interval ci{NAN, NAN};
  double p = 1;  // that the season has no effect
};

enum class SeasonsVerdict { differ, none_found, too_little_data };

struct Seasons {
  std::string exposure;
  std::string dimension;
  std::array<SeasonPart, n_seasons> parts;
  double p = 1;  // that all parts with enough days have one kernel
  double q = 1;
  lag::Transition transition;                                // the extra effect where the season changes
  SeasonsVerdict verdict = SeasonsVerdict::too_little_data;  // fewer than two seasons have enough days
};

// The season of each day by the calendar: of December to February 0 in the north, of June to August in the south.
enum class Hemisphere { north, south };
[[nodiscard]] std::vector<int> seasons_of(Day first, int days, Hemisphere hemisphere);

// For each exposure one for each outcome, in their order. The same for any number of threads.
// throws   ContractError if fits are not of these outcomes, a label is missing or not a season, or an option is out of
//          range
[[nodiscard]] std::vector<Seasons> seasons(std::span<const lag::Outcome> outcomes, const series::CovariateGrid& grid,
                                           const lag::CovariateFits& fits, const SeasonsOptions& options);

}  // namespace skin2vec::dose
