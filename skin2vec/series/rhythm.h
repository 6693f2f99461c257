// What comes back every day, every month, every year.
//
//   const RhythmOptions options = rhythm_options(profile, entries, grid.first, grid.days);
//   for (const Rhythm& rhythm : rhythms(grid.series, options)) use(rhythm.name, rhythm.amplitude);
//
// Three for each dimension, in the order of the dimensions. Amplitude is half of peak to trough, in the dimension's
// units.
//
//   daily     evening less morning on days that have both (14 or more), memory of the noise included
//   monthly   from 3 logged starts: a wave of the part of the cycle gone by, an F test a dimension; Fisher's sum over
//             the dimensions says whether there is a cycle at all. Else found: one scan over all dimensions
//             (cycle_scan.h) says so; then each dimension is tested against the phase that the OTHER dimensions show,
//             which may wander. Needs 3 of the longest cycles, 90 days
//   seasonal  the annual harmonic beside a straight trend, from 584 days (1.6 years) of record: in less, a drift, a
//             shift and a wave are nearly the same curve
// All fits are GLS with AR(1) + white noise by REML (stats/regress.h), beside the nuisance columns. p is adjusted over
// the dimensions (daily, seasonal: Holm 1979; monthly: Benjamini & Hochberg 1995, and never below the p of the
// person's cycle, which the dimension with the strongest trace has); found is p < level. What was not found has p, and
// its amplitude if one could be fitted; unknown numbers are NaN. How many are found, how many are false, what was
// tried: docs/explanation/rhythms.md. Cost: 5 dimensions x 365 days x 35 columns about 0.5 s.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/series/daily.h"
#include "skin2vec/series/series.h"

namespace skin2vec::series {

struct RhythmOptions {
  std::vector<Day> cycle_starts = {};  // logged, increasing; fewer than 3: the cycle is looked for
  double shortest_days = 21;           // of a cycle; 2 <= shortest < longest
  double longest_days = 40;
  double usual_days = 28;         // the likeliest length; > 0
  Eigen::MatrixXd nuisance = {};  // (days of the series, m), other covariates a day, without gaps; see event_columns.h
  double level = 0.05;            // (0, 1)
  int draws = 200;                // of the scan's bootstrap
  std::uint64_t seed = 1;
  DailyOptions daily = {};
};

// The cycle of the profile (the first), the starts that the entries log, and what else they say acted on the `days`
// days of the series from `first`: covariate_columns (event_columns.h), without which half is lost.
// throws   ContractError if days < 0
[[nodiscard]] RhythmOptions rhythm_options(const diary::Profile& profile, std::span<const diary::Entry> entries,
                                           Day first, int days);

// The days on which the entries say that the cycle began, increasing.
[[nodiscard]] std::vector<Day> logged_starts(const diary::Cycle& cycle, std::span<const diary::Entry> entries);

enum class RhythmName { daily, monthly, seasonal };
enum class RhythmVerdict { found, none_found, too_little_data };

struct RhythmInterval {
  double low;  // 95 %; NaN if not known
  double high;
};

struct Rhythm {
  std::string dimension;
  RhythmName name;
  double period_days;  // NaN if not known
  RhythmInterval period_ci;
  double amplitude;  // half of peak to trough, >= 0
  RhythmInterval amplitude_ci;
  std::optional<Day>
      peak;  // the highest day of the last full period of the record; daily: the last day with both slots
  double p;  // adjusted; 1 where there is too little data
  RhythmVerdict verdict;
  std::optional<Slot> higher;  // daily only
};

// dimensions  of one person, all of one span, as slot_grid and derived_series give them
// returns     three for each
// throws      ContractError if spans differ, starts do not increase, the nuisance does not fit or an option is out of
// range Deterministic for a seed.
[[nodiscard]] std::vector<Rhythm> rhythms(std::span<const SlotSeries> dimensions, const RhythmOptions& options = {});

}  // namespace skin2vec::series
