// The answers of the public contract as JSON: the same objects on the command line (--json) and over HTTP.
//
//   nlohmann::ordered_json answer = head({"skin", "ann", first, last});
//   add_summary(answer, summary, alert_records, language);
//
// Field names and meanings: docs/reference/answers.md; a JSON Schema for each verb stands beside it, and a test holds
// every answer against it. A number that is missing is null, never NaN; a date is YYYY-MM-DD; a ci is [low, high].
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/causes.h"
#include "skin2vec/insight/changes.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/insight/summary.h"
#include "skin2vec/insight/trials.h"
#include "skin2vec/series/rhythm.h"

namespace skin2vec::insight {

using Answer = nlohmann::ordered_json;

struct Head {
  std::string profile;
  std::string person;
  std::optional<Day> from;  // none, as `to`: nothing was read
  std::optional<Day> to;
};

// {profile, person, from, to, days}: days = dates from `from` to `to`, both included; 0 where there is none.
[[nodiscard]] Answer head(const Head& head);

// The number, or null if it is not finite.
[[nodiscard]] Answer number(double value);

// What surrounds the alerts: which are snoozed, how old the newest reading is.
struct AlertContext {
  Snoozes snoozes;
  std::optional<double> data_age_hours;  // none: nothing was read
  Language language = Language::en;
};

// Adds `dimensions`, `alerts`, `data_age_hours`.
void add_summary(Answer& answer, const Summary& summary, const AlertContext& context);
// Adds `alerts`, `data_age_hours`.
void add_alerts(Answer& answer, const Summary& summary, const AlertContext& context);
// Adds `rhythms`.
void add_rhythms(Answer& answer, std::span<const series::Rhythm> rhythms);

// Adds `effects`: each with a sentence in that language if it was found or is confounded.
void add_effects(Answer& answer, std::span<const lag::Effect> effects, const diary::Profile& profile,
                 Language language);
// Adds `cohort`; and to `effects`, which is there, `shrunken` of the person of the answer.
void add_cohort(Answer& answer, std::span<const lag::CohortEffect> effects, int people, const diary::Profile& profile,
                Language language);
// Adds `changes`, `alarms`, `budget` and `too_little_data`.
void add_changes(Answer& answer, const Changes& changes, const diary::Profile& profile, Language language);
// Adds `habits`.
void add_habits(Answer& answer, std::span<const lag::Habit> habits, const diary::Profile& profile, Language language);
// Adds `products`.
void add_products(Answer& answer, std::span<const lag::Comparison> comparisons, Language language);
// Adds `products` and `trial`.
void add_trial(Answer& answer, const DoneTrial& trial, const diary::Profile& profile, Language language);
// Adds `plan`.
void add_plan(Answer& answer, const PlannedTrial& planned, const diary::Profile& profile, Language language);
// Adds `dose`.
void add_dose(Answer& answer, std::span<const lag::Dose> doses, const diary::Profile& profile, Language language);

}  // namespace skin2vec::insight
