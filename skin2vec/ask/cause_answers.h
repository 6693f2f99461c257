// The answers about causes as JSON: effects, dose, habits, products, trials. What holds of all answers:
// answers.h.
//
//   Answer answer = head(record.head());
//   add_effects(answer, effects, profile, language);
#pragma once

#include <span>

#include "skin2vec/ask/answers.h"
#include "skin2vec/insight/causes.h"
#include "skin2vec/insight/trials.h"
#include "skin2vec/words/language.h"

namespace skin2vec::ask {

// Adds `effects`: each with a sentence in that language if it was found or is confounded.
void add_effects(Answer& answer, std::span<const lag::Effect> effects, const diary::Profile& profile,
                 words::Language language);
// Adds `cohort`; and to `effects`, which is there, `shrunken` of the person of the answer.
void add_cohort(Answer& answer, std::span<const lag::CohortEffect> effects, int people, const diary::Profile& profile,
                words::Language language);
// Adds `habits`.
void add_habits(Answer& answer, std::span<const lag::Habit> habits, const diary::Profile& profile,
                words::Language language);
// Adds `products`.
void add_products(Answer& answer, std::span<const trial::Comparison> comparisons, words::Language language);
// Adds `products` and `trial`.
void add_trial(Answer& answer, const insight::DoneTrial& trial, const diary::Profile& profile,
               words::Language language);
// Adds `plan`.
void add_plan(Answer& answer, const insight::PlannedTrial& planned, const diary::Profile& profile,
              words::Language language);
// Adds `dose`.
void add_dose(Answer& answer, std::span<const dose::Dose> doses, const diary::Profile& profile,
              words::Language language);
// To `dose`, which is there, of that exposure: the days that have it and the dimension, which is told about its own
// mean.
// throws   ContractError if the exposure was not measured
void add_measured(Answer& answer, const insight::Covariates& covariates, const std::string& exposure);
// missing, with the nearest name, for one that was not measured.
[[nodiscard]] Result<void> check_exposure(const insight::Covariates& covariates, const std::string& exposure);

}  // namespace skin2vec::ask
