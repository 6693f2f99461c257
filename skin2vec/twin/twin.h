// The virtual skin: seeded people whose diaries have a known truth.
//
//   const auto people = twin::simulate({.people = 30, .days = 540, .seed = 7, .variant = *parse_variant("biphasic")});
//   people[0].name;                      // "p001"
//   people[0].entries;                   // readings, events, surroundings, products, routines, as a person writes them
//   people[0].truth;                     // what estimators are judged by; to_json(truth) is truth.json
//
// The model stands in truth.h. Person k depends on the seed and k only, not on how many there are nor on the threads:
// same seed, same bytes. Linear in people and days: 30 people over 540 days take about 0.4 s on one core, 0.15 s of
// it the oracle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "skin2vec/base/day.h"
#include "skin2vec/diary/entry.h"
#include "skin2vec/twin/covariates.h"
#include "skin2vec/twin/readings.h"
#include "skin2vec/twin/record.h"
#include "skin2vec/twin/truth.h"

namespace skin2vec::twin {

enum class OracleOrigins { none, weekly, daily };  // oracle forecasts from which origins; none: no scenarios either

struct TwinOptions {
  int people = 30;  // >= 0
  int days = 540;   // >= 0
  std::uint64_t seed = 7;
  Variant variant = {};
  int threads = 1;       // >= 0; 0: as many as there are processors
  Day first_day{20089};  // 2025-01-01
  Rounding rounding = Rounding::tenth;
  double missing_rate = 0.1;  // of readings; [0, 0.9]
  double log_starts = 0.5;    // part of the people with a cycle who log `cycle_start`; [0, 1]
  double habit_strength = 1;  // factor on the hidden habit's harm; >= 0
  Sampling surroundings = Sampling::daily;
  OracleOrigins oracle = OracleOrigins::weekly;
  std::optional<WeatherSeries> weather = std::nullopt;  // none: synthetic, each person's own; else the same for all
};

struct VirtualPerson {
  std::string name;                   // "p001"
  std::vector<diary::Entry> entries;  // by kind, then time; readings first
  Truth truth;
  Covariates covariates;  // the recorded covariates as a grid, in the order of truth.covariates
};

// Simulates the people of the options.
// throws   ContractError if a field is outside its range, or the weather does not cover all days
[[nodiscard]] std::vector<VirtualPerson> simulate(const TwinOptions& options);

// Person `index` (0: "p001") of the same cohort alone, the same bytes: for cohorts that need not be held at once (a
// diary of three years takes about 3 MB). index >= 0; may be beyond options.people.
// throws   ContractError as simulate, and if index < 0
[[nodiscard]] VirtualPerson simulate_person(const TwinOptions& options, int index);

}  // namespace skin2vec::twin
