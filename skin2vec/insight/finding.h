// What was found, as data: which thing with which dimension, how far, how sure, and the code and values of its sentence.
//
//   const Finding found = finding(effect, profile);
//   found.code;                                                    // "effect.found"
//   sentence(found, profile, words::Language::en);                 // "After Late night, Moisture was lower: ..."
//
// The sentence is made of code and params alone (words/words.h), whatever the language; the other fields say the same
// to who sorts or draws. The params are public with the code: their names are those of the texts.
#pragma once

#include <cmath>
#include <optional>
#include <span>
#include <string>

#include "skin2vec/base/day.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/dose/dose.h"
#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/changes.h"
#include "skin2vec/insight/trials.h"
#include "skin2vec/lag/cohort.h"
#include "skin2vec/lag/effects.h"
#include "skin2vec/lag/habits.h"
#include "skin2vec/series/rhythm.h"
#include "skin2vec/trial/absorption.h"
#include "skin2vec/words/words.h"

namespace skin2vec::insight {

enum class FindingKind {
  effect,
  cohort_effect,
  dose,
  season,
  change,
  alarm,
  habit,
  product,
  trial,
  trial_plan,
  rhythm,
  alert
};

enum class Direction { none, up, down };

struct Confidence {
  std::string measure;  // "q", "p"; of a change the "weight" of its kind, of a forecast its "probability"; "": none
  double value = NAN;
};

struct Finding {
  FindingKind kind = FindingKind::effect;
  std::string subject;    // a covariate, an exposure, the first of two products; "": none
  std::string dimension;  // "": several
  Direction direction = Direction::none;
  double size = NAN;                 // in the units and on the scale of what it was made of; NaN: none
  lag::Interval interval{NAN, NAN};  // of the size, 95 %
  int n = 0;                         // days, people or uses that it rests on; 0: not known
  Confidence confidence = {};
  std::optional<Day> since = {};
  std::string code;
  words::Params params = {};
};

// One line without an end mark, names by the labels of the profile.
[[nodiscard]] std::string sentence(const Finding& finding, const diary::Profile& profile, words::Language language);

// Of an effect that was found, or is confounded. Where the sum may be of either sign, size and interval are of the day
// with the largest.
// throws   ContractError if it was found and no day is the largest
[[nodiscard]] Finding finding(const lag::Effect& effect, const diary::Profile& profile);

// Of an effect in many people that was found, or is confounded; n: people.
[[nodiscard]] Finding finding(const lag::CohortEffect& effect, const diary::Profile& profile);

// Of any answer to a dose; the size of a bell is its optimum.
[[nodiscard]] Finding finding(const dose::Dose& dose, const diary::Profile& profile);

// Of seasons that differ: without a size, each season has its own.
// throws   ContractError if they do not
[[nodiscard]] Finding finding(const dose::Seasons& seasons, const diary::Profile& profile);

[[nodiscard]] Finding finding(const FoundChange& found);
[[nodiscard]] Finding finding(const RaisedAlarm& raised);

// Of a habit that was found: the size is the hidden part, the direction that of the whole load.
[[nodiscard]] Finding finding(const lag::Habit& habit);

// Of any comparison of two products: the size is the ratio; n: uses.
[[nodiscard]] Finding finding(const trial::Comparison& comparison);

// Of what a trial says of one dimension, a against b.
[[nodiscard]] Finding finding(const DoneTrial& trial, const trial::TrialResult& result);

// What a planned trial would see of one dimension: the size is the difference asked for.
[[nodiscard]] Finding finding(const trial::TrialPower& power);

// Of rhythms of one name that were found; size, interval and confidence where it is one.
// throws   ContractError if there is none
[[nodiscard]] Finding finding(std::span<const series::Rhythm> rhythms);

// The size is the window's mean less the baseline's; of a forecast, the mean to come less the window's.
[[nodiscard]] Finding finding(const Alert& alert);

}  // namespace skin2vec::insight
