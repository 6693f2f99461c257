// Findings of lag/ in words, English and Chinese: what, how much, how sure.
//
//   sentence(effect, profile, words::Language::zh);        // "熬夜之后第 1 天，水分较低：..."
//
// What followed what is said, never what caused it. Events, exposures and dimensions go by the labels of the profile;
// own tags and products by their names. Each is one line without an end mark: the sentence of its finding (finding.h).
#pragma once

#include <span>
#include <string>

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
#include "skin2vec/words/language.h"

namespace skin2vec::insight {

// The label of a language.
[[nodiscard]] const std::string& spoken(const diary::Label& label, words::Language language);

// What a person calls an event, an exposure or a dimension; its name where the profile has no other.
[[nodiscard]] std::string spoken(const std::string& name, const diary::Profile& profile, words::Language language);

// "2.41 (1.90 to 2.90)"; without the bracket where an end is missing.
[[nodiscard]] std::string numeral(double value, double low, double high, words::Language language);

// Of an effect that was found, or is confounded.
[[nodiscard]] std::string sentence(const lag::Effect& effect, const diary::Profile& profile, words::Language language);

// Of an effect in many people that was found, or is confounded.
[[nodiscard]] std::string sentence(const lag::CohortEffect& effect, const diary::Profile& profile,
                                   words::Language language);

// Where the optimum lies, or that it rises, falls, is flat, or cannot be told.
[[nodiscard]] std::string sentence(const dose::Dose& dose, const diary::Profile& profile, words::Language language);

// How an exposure acts by season, where seasons differ; "" where that was not found.
[[nodiscard]] std::string sentence(const dose::Seasons& seasons, const diary::Profile& profile,
                                   words::Language language);

// Of a change that was found, and of an alarm that was raised.
[[nodiscard]] std::string sentence(const FoundChange& found, const diary::Profile& profile, words::Language language);
[[nodiscard]] std::string sentence(const RaisedAlarm& raised, const diary::Profile& profile, words::Language language);

// Of a habit that was found.
[[nodiscard]] std::string sentence(const lag::Habit& habit, const diary::Profile& profile, words::Language language);

// Of any comparison of two products.
[[nodiscard]] std::string sentence(const trial::Comparison& comparison, words::Language language);

// Of what a trial says of one dimension, a against b.
[[nodiscard]] std::string sentence(const DoneTrial& trial, const trial::TrialResult& result,
                                   const diary::Profile& profile, words::Language language);

// What a planned trial would see of one dimension.
[[nodiscard]] std::string sentence(const trial::TrialPower& forecasts, const diary::Profile& profile,
                                   words::Language language);

// Of rhythms of one name that were found: "Every 28.3 days (27.9 to 28.8): Moisture ±0.31 (0.20 to 0.42), ...".
// throws   ContractError if there is none
[[nodiscard]] std::string sentence(std::span<const series::Rhythm> rhythms, const diary::Profile& profile,
                                   words::Language language);

}  // namespace skin2vec::insight
