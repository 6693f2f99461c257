// The answers of the public contract as JSON, of the record; those of what follows what: cause_answers.h. The same
// objects on the command line (--json) and over HTTP.
//
//   Answer answer = head({"skin", "ann", first, last});
//   add_summary(answer, summary, {.snoozes = {}, .data_age_hours = 3, .language = words::Language::en});
//
// Field names and meanings: docs/reference/answers.md; a JSON Schema for each verb stands beside it, and a test holds
// every answer against it. A number that is missing is null, never NaN; a date is YYYY-MM-DD; a ci is [low, high].
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/changes.h"
#include "skin2vec/insight/head.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/insight/summary.h"
#include "skin2vec/series/rhythm.h"
#include "skin2vec/series/sensor_bias.h"
#include "skin2vec/words/language.h"

namespace skin2vec::ask {

using Answer = nlohmann::ordered_json;

// {profile, person, from, to, days}: days = dates from `from` to `to`, both included; 0 where there is none.
[[nodiscard]] Answer head(const insight::Head& head);

// The number, or null if it is not finite.
[[nodiscard]] Answer number(double value);

// [low, high], or null if one is not finite.
[[nodiscard]] Answer interval(double low, double high);

// What surrounds the alerts: which are snoozed, how old the newest reading is.
struct AlertContext {
  insight::Snoozes snoozes;
  std::optional<double> data_age_hours;  // none: nothing was read
  words::Language language = words::Language::en;
};

// Adds `dimensions`, `alerts`, `data_age_hours`.
void add_summary(Answer& answer, const insight::Summary& summary, const AlertContext& context);
// Adds `alerts`, `data_age_hours`.
void add_alerts(Answer& answer, const insight::Summary& summary, const AlertContext& context);
// Adds `rhythms`.
void add_rhythms(Answer& answer, std::span<const series::Rhythm> rhythms);
// Adds `bias`.
void add_bias(Answer& answer, std::span<const series::SensorBias> biases);

// Adds `changes`, `alarms`, `budget` and `too_little_data`.
void add_changes(Answer& answer, const insight::Changes& changes, const diary::Profile& profile,
                 words::Language language);

}  // namespace skin2vec::ask
