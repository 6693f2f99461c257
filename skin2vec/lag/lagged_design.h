// The design that all covariates share: a block of lag columns for each covariate, beside what moves a person anyway.
//
//   const LagDesign design = lagged_design_matrix(grid, {.unit_step = {{"pm25", 10}}});
//   stats::mixed(moisture, design.mixed);
//
// Fixed: a level and a straight line. Random, a block each: slow waves (cosines of periods down to 90 days, an octave
// weaker for each octave faster: drifts, shifts, seasons), the days of the week, the cycle (two harmonics of the logged
// phase, else waves of every length it may have), humidity's bell and how PM2.5 moves it (squares, cubes and products
// of the standardised values), routines that started or stopped, the load of days 22 to 40 of every covariate, and, per
// covariate, the lag columns 0 to 21 in lag_basis. Before the first day, and on days an exposure is not known, a
// covariate was as usual.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/series/covariate_grid.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::lag {

struct LagDesignOptions {
  std::string without_same_day = "";  // an exposure whose lag 0, and bell, are left out: the caller brings its own
  std::map<std::string, double> unit_step = {};  // of exposures; not named: 1
  std::vector<double> cycle_phase = {};          // a day, in [0, 1); empty: not known
  double shortest_cycle = 0;                     // days; > 0: a cycle of unknown phase is allowed for
  double longest_cycle = 0;
  std::vector<Eigen::VectorXd> routines = {};  // (days) each, how much of a routine's effect may be there, 0 to 1
  int min_entries = 5;                         // a covariate with fewer is left out of the design; >= 1
};

struct LagBlock {
  int covariate = 0;       // in CovariateGrid::covariates
  int block = 0;           // in MixedDesign::blocks
  Eigen::VectorXd amount;  // (days), units of the effect, usual values before the record left out
  double padding = 0;      // the amount of a day ahead of the record: the mean
  int exposed_days = 0;    // with an amount that is not 0 (exposure: that is known)
};

struct LagDesign {
  stats::MixedDesign mixed;
  int slow_block = -1;  // in MixedDesign::blocks; -1: there is none
  int bell_block = -1;
  int load_block = -1;
  std::vector<LagBlock> covariates;  // that are in it
};

// Cost O(days x covariates x 22).
// throws   ContractError if a phase or a routine has another length than the grid
[[nodiscard]] LagDesign lagged_design_matrix(const series::CovariateGrid& grid, const LagDesignOptions& options = {});

// The load of one covariate in load_basis (lag_basis.h): (days, columns), about its usual level.
[[nodiscard]] Eigen::MatrixXd load_columns(const LagBlock& block);

// The lag columns of one covariate: (days, n_lags), column l = amount l days before, `padding` before the first day.
[[nodiscard]] Eigen::MatrixXd lagged_columns(const Eigen::VectorXd& amount, double before);

}  // namespace skin2vec::lag
