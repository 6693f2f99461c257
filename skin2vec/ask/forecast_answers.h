// The answers about the days ahead as JSON and as words. What holds of all answers: answers.h.
//
//   Answer answer = head(record.head());
//   add_forecast(answer, forecasts);
#pragma once

#include <span>
#include <string>

#include "skin2vec/ask/answers.h"
#include "skin2vec/insight/cohort_forecasts.h"
#include "skin2vec/insight/forecasts.h"
#include "skin2vec/words/language.h"

namespace skin2vec::ask {

// The list `skill` of both, and of a training.
[[nodiscard]] Answer skill_of(std::span<const forecast::Line> lines);

// Adds `forecast`, `skill` and `too_little_data`.
void add_forecast(Answer& answer, const insight::ForecastAnswer& forecasts);
// Adds `skill`, `chosen`, `surroundings_help`.
void add_comparison(Answer& answer, const insight::ForecastComparison& comparison);
// The same of a cohort, with `people`; each of `chosen` says how many follow it.
void add_comparison(Answer& answer, const insight::CohortComparison& comparison);

// What an error interval against persistence says: better, worse, no better; one line.
[[nodiscard]] std::string sentence(const forecast::Line& line, words::Language language);
// Whether weather and air earn their place for this person; one line.
[[nodiscard]] std::string surroundings_sentence(const insight::ForecastComparison& comparison,
                                                words::Language language);

}  // namespace skin2vec::ask
