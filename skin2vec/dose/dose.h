// How much is best: the same day's answer to a continuous exposure, above all humidity's bell and what moves it.
//
//   const auto found = dose::dose(outcomes, grid, {.questions = {{"humidity", "pm25"}}});
//   found[1].optimum, found[1].optimum_ci;          // %RH, at the record's median of PM2.5
//   found[1].shift.per_100;                         // %RH that the optimum moves with PM2.5 100 ug/m3 higher
//
//   y = ... + height exp(-(x - centre)^2 / (2 width^2)),   centre = optimum + shift (z - median z) / 100
//
// Beside all other covariates and this one's own days before (lagged_design.h); noise as fitted with all covariates and
// a free curve for each exposure (covariate_fits.h), variances with a free curve in the bell's place. Height is linear;
// optimum, width and shift are searched, one set for all dimensions that show a bell, since skin has one optimum; a
// skew is added where it is worth 6.6 in deviance. Intervals are by profile likelihood. The kind of answer: a bell
// beats a straight line by 12 in deviance (chi-square with 3 degrees: 0.007), has its optimum within the middle 90 % of
// the days and the answer falls on both sides; else a line whose p is below 0.01 rises or falls; else it is flat.
// Unidentified: the exposure hardly varies (under 60 days, or its middle 90 % is narrower than `min_spread` unit
// steps), or the interval of the optimum leaves the days. Cost: 540 days x 5 dimensions about 0.5 s.
#pragma once

#include <array>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/dose/seasons.h"
#include "skin2vec/lag/covariate_fits.h"

namespace skin2vec::dose {

struct DoseQuestion {
  std::string exposure;         // whose answer; must be in the grid to be found
  std::string shifted_by = "";  // the exposure that may move the optimum; "": none
};

struct DoseOptions {
  lag::LagDesignOptions design = {};
  std::vector<DoseQuestion> questions;
  std::set<std::string> alone = {};  // dimensions that are made of others, and would count their bell twice
  double min_spread = 2;             // unit steps; > 0
  int points = 25;                   // of a curve; >= 2
  int threads = 1;                   // as in base/parallel.h
  std::vector<int> season = {};      // a day, of seasons.h; empty: seasons are not told apart
  std::vector<char> transition = {};
};

enum class DoseShape { bell, rising, falling, flat, unidentified };

struct DoseShift {
  std::string by;              // "" if nothing could move it
  double per_100 = NAN;        // units of the exposure per 100 units of `by`
  double median = NAN;         // of `by` over the days: the optimum is the one there
  lag::Interval ci{NAN, NAN};  // 95 %
  double p = 1;
};

struct DosePoint {
  double x, y, low, high;  // y about its mean over the days, units of the dimension; 95 % pointwise
};

// A named stretch of the exposure: below, in, and above the zone where the bell keeps three quarters of its height.
struct DoseZone {
  std::string name;  // "below", "ideal", "above"
  double from, to;   // within the range of the days
};

// The bell in one season; missing where it cannot be told there.
struct DoseSeason {
  double optimum = NAN;
  lag::Interval optimum_ci{NAN, NAN};
  double height = NAN;
};

struct Dose {
  std::string exposure;
  std::string dimension;
  DoseShape shape = DoseShape::unidentified;
  double optimum = NAN;  // units of the exposure, at the median of what shifts it; bell only
  lag::Interval optimum_ci{NAN, NAN};
  double width = NAN;  // sd of the bell below its centre; a bell is even unless a skew is worth it
  double width_above = NAN;
  double height = NAN;  // of the bell, units of the dimension; negative: a trough
  double p = 1;         // bell: that there is no bell; rising, falling, flat: that there is no slope
  DoseShift shift;
  std::vector<DosePoint> curve;  // over the middle 98 % of the days; none if unidentified
  std::vector<DoseZone> zones;   // bell only
  int n_days = 0;
  Seasons seasons;                                 // of the same day and the 21 after
  std::array<DoseSeason, n_seasons> bell_seasons;  // bell only
  double optimum_p = NAN;  // bell: that all seasons have one optimum; NaN: fewer than two could be asked
  double height_p = NAN;
};

// For each question one for each outcome, in their order. The same for any number of threads.
// throws   ContractError if a span differs or an option is out of range
[[nodiscard]] std::vector<Dose> dose(std::span<const lag::Outcome> outcomes, const series::CovariateGrid& grid,
                                     const DoseOptions& options);

// The same where `fits` of these outcomes, this grid and options.design are there already.
[[nodiscard]] std::vector<Dose> dose(std::span<const lag::Outcome> outcomes, const series::CovariateGrid& grid,
                                     const lag::CovariateFits& fits, const DoseOptions& options);

}  // namespace skin2vec::dose
