// The answers about the days ahead as JSON and as words. What holds of all answers: answers.h.
//
//   add_forecast(answer, forecasts);
#pragma once

#include <span>
#include <string>

#include "skin2vec/insight/answers.h"
#include "skin2vec/insight/cohort_forecasts.h"
#include "skin2vec/insight/forecasts.h"

namespace skin2vec::insight {

// The list `skill` of both, and of a training.
[[nodiscard]] Answer skill_of(std::span<const model::Line> lines);

// Adds `forecast`, `skill` and `too_little_data`.
void add_forecast(Answer& answer, const Forecasts& forecasts);
// Adds `skill`, `chosen`, `surroundings_help`.
void add_comparison(Answer& answer, const ForecastComparison& comparison);
// The same of a cohort, with `people`; each of `chosen` says how many follow it.
void add_comparison(Answer& answer, const CohortComparison& comparison);

// What an error interval against persistence says: better, worse, no better; one line.
[[nodiscard]] std::string sentence(const model::Line& line, Language language);
// Whether weather and air earn their place for this person; one line.
[[nodiscard]] std::string surroundings_sentence(const ForecastComparison& comparison, Language language);

}  // namespace skin2vec::insight
