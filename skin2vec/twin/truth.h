// All that is true of one virtual person: what estimators are judged by.
//
//   const VirtualPerson& person = people[0];
//   person.truth.effects[0].kernel;                       // what one late night does, day by day
//   const std::string text = to_json(person.truth).dump(1);
//
// The parameters are drawn once (person.h); the paths follow from them. All values are on the slot-corrected scale
// (each slot moved to the midpoint of morning and evening), before scores are clipped to 0-5 and rounded. The model of
// a day:
//
//   noise_free = base + season + monthly + changes + routines + bell(humidity, pm25)
//              + sum over effects of sum over lag of kernel[lag] * amount[day - lag]
//   state      = noise_free + AR(1)
//   score      = round(clip(state + slot_offset + measurement noise, 0, 5))
//
// `amount`: the weight of the event or use of the product; for pm25 (value - reference) / 10 ug/m3. Nothing happened
// before the first day (pm25: at its reference).
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/day.h"
#include "skin2vec/twin/kernel.h"
#include "skin2vec/twin/variant.h"
#include "skin2vec/twin/weather.h"

namespace skin2vec::twin {

inline constexpr int n_dimensions = 5;
inline constexpr std::array<std::string_view, n_dimensions> dimension_names{"oil", "moisture", "elasticity", "radiance",
                                                                            "sensitivity"};
enum DimensionIndex : int { oil, moisture, elasticity, radiance, sensitivity };

using PerDimension = std::array<double, n_dimensions>;
using Path = std::array<std::vector<double>, n_dimensions>;  // [dimension][day]

inline constexpr int n_horizons = 14;

enum class CovariateKind { event, exposure, product };

enum class CovariateRole {
  real,        // has an effect
  decoy,       // has none
  confounded,  // has none, and goes with a real covariate (`partner`)
  habit,       // hidden: harmless today, harmful by its load
  reverse,     // has none; used after bad days
};

// How often a thing is done: a quiet and a busy phase (Markov), a factor on Saturdays and Sundays, weights.
struct Usage {
  double quiet = 0.2;  // probability a day
  double busy = 0.2;
  double leave_quiet = 0.05;  // probability a day of entering the busy phase
  double leave_busy = 0.05;
  double weekend = 1;
};

struct Covariate {
  std::string name;
  CovariateKind kind = CovariateKind::event;
  CovariateRole role = CovariateRole::decoy;
  Usage usage;          // of events and products
  std::string partner;  // of `confounded`
};

struct Effect {
  std::string covariate;
  CovariateKind kind = CovariateKind::event;
  int dimension = 0;
  KernelShape shape;
  std::vector<double> kernel;  // 22 numbers; more for the hidden habit
};

// height_d * (exp(-(humidity - centre)^2 / (2 width^2)) - 0.6), centre = optimum + shift * (pm25 - reference) / 100.
struct Bell {
  PerDimension height{};     // 0 where humidity has no effect
  double optimum = 50;       // %RH, at the record's median of pm25
  double width_below = 12;   // %RH, on the dry side of the centre
  double width_above = 12;   // ... on the damp side; equal unless asymmetric_bell
  double shift_per_100 = 0;  // %RH per 100 ug/m3
};

struct Monthly {
  PerDimension amplitude{};   // half of peak to trough; 0 = none
  PerDimension peak_phase{};  // [0, 1): part of the cycle after its start
  double period_days = 28;    // mean length of this person's cycles
  double length_sd = 1;       // of one cycle, days
  std::vector<Day> starts;    // the last one before the diary to the first one 14 days after its end
  bool logged = false;        // as events `cycle_start`
};

struct Seasonal {
  PerDimension amplitude{};
  PerDimension peak_day{};  // day of the year
};

enum class ChangeKind { drift, shift, passing };

struct Change {
  ChangeKind kind = ChangeKind::shift;
  int dimension = 0;
  Day start;        // first changed day
  Day end;          // drift: the last day of the ramp; shift: = start; passing: the last day
  double size = 0;  // after minus before; passing: the height meanwhile
};

// A moisturiser. Gain after `minutes`: gain * (1 - exp(-minutes / uptake_minutes)) on moisture.
struct Product {
  std::string name;
  double gain = 0;
  double uptake_minutes = 10;
  double shortest_minutes = 5;  // the reading after use is taken between these
  double longest_minutes = 30;
};

// Its effect grows as size * (1 - exp(-days since `from` / ramp_days)), and dies off with the same time after `until`.
struct Routine {
  std::string product;
  int dimension = 0;
  Day from;
  std::optional<Day> until;  // last day
  double size = 0;           // 0: it does nothing
  double ramp_days = 14;
};

struct Noise {
  PerDimension phi{};         // AR(1) coefficient of the state, per day
  PerDimension state_sd{};    // stationary
  PerDimension reading_sd{};  // of one reading
  double state_degrees = 0;   // of Student's t; 0 = normal
  double reading_degrees = 0;
};

struct Missing {
  double rate = 0.1;           // part of the readings, on average over the record
  double in_runs = 0.35;       // part of that which comes in runs
  double run_days = 3;         // mean length of a run
  double stress_factor = 3.5;  // a reading is so much likelier to be missing on a day of stress
  double sleep_factor = 2.5;   // ... and on a day with a late night
};

// The best possible forecast from a day: see oracle.h for what is known to it.
struct Oracle {
  Day origin;
  std::array<PerDimension, n_horizons> mean{};    // [horizon - 1][dimension]
  std::array<PerDimension, n_horizons> sd{};      // of the state
  std::array<PerDimension, n_horizons> day_sd{};  // of the mean of two readings
};

// What a scenario adds to the noise-free path on the days after the last one; meaning as `whatif` in the data contract.
struct Scenario {
  std::string name;  // "stop late_night", "hold late_night=1", "hold pm25=150", "swap cream=lotion"
  std::array<PerDimension, n_horizons> difference{};  // [day - 1][dimension]; day 1 = the day after the last
};

struct Truth {
  std::string person;
  Day first;
  int days = 0;
  Variant variant;
  bool real_weather = false;

  PerDimension base{};
  PerDimension slot_offset{};         // evening minus morning; each slot is moved by half of it
  std::vector<Covariate> covariates;  // all that is recorded, exposures too
  std::vector<Effect> effects;        // pairs with an effect; all other pairs have none
  Bell bell;
  double pm25_reference = 0;  // the record's median, ug/m3
  double humidity_median = 0;
  bool has_cycle = false;
  Monthly monthly;
  Seasonal seasonal;
  std::vector<Change> changes;
  std::vector<Product> products;
  std::vector<Routine> routines;
  Noise noise;
  Missing missing;

  Path noise_free;
  Path state;
  Path expected;  // mean of the two scores of the day that the state leads to, after the clip, before rounding
  std::vector<Oracle> oracle;
  std::vector<Scenario> scenarios;
};

// The hidden habit's effect, if there is one.
[[nodiscard]] const Effect* habit_effect(const Truth& truth);

// The object of truth.json, "schema": 1. Field names are those of the answers (DESIGN, section 3) where they mean the
// same: effects[{covariate,kind,dimension,shape,onset,days,unit_step,total,kernel[22]}] (pairs not listed have none;
// the habit is not among them), covariates[{covariate,kind,role,partner?}],
// habit{covariate,dimension,first_lag,last_lag,total,immediate (lags 0-10),kernel} or null,
// dose[{exposure,dimension,height,optimum,width_below,width_above,shift{by,per_100}}], reference{pm25,humidity},
// rhythms[{dimension,name,period_days,amplitude,peaks[]}], cycle{has_cycle,logged,period_days,
// length_sd,peak_phase,starts[]}, changes[{kind,dimension,start,end,size}],
// products{uptake[],ratios[{a,b,dimension,ratio, ratio_of_rates}]}, routines[], noise{}, missing{}, base{},
// slot_offset{}, noise_free{dimension: [day]}, state{}, expected{}, oracle[{origin,mean{dimension:
// [14]},sd{},day_sd{}}], scenarios[{scenario,difference{dimension: [14]}}]. Numbers have six decimals; what is not
// finite is null.
[[nodiscard]] nlohmann::json to_json(const Truth& truth);

}  // namespace skin2vec::twin
