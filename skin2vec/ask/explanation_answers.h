// What is told of one forecast as JSON, as a table of attention, and as words. What holds of all answers:
// answers.h.
//
//   Answer answer = head(record.head());
//   add_explanation(answer, explanation);
//   attention_csv(explanation);             // query_day,key_day,layer,head,weight
#pragma once

#include <string>

#include "skin2vec/ask/answers.h"
#include "skin2vec/insight/explanations.h"
#include "skin2vec/words/language.h"

namespace skin2vec::ask {

// Adds `day`, `horizon`, `model`, `forecast`, `attention`, `heat_map`, `influence`, `occlusion`, `rhythms`,
// `amplitudes`, `deletion`, `gap` and `too_little_data`.
void add_explanation(Answer& answer, const insight::Explanation& explanation);

// The heat map, a line for each weight: query day x days before, every layer and head.
[[nodiscard]] std::string attention_csv(const insight::Explanation& explanation);

// "late night 2 days before +0.43; ...": the strongest of a dimension, at most `most` with |value| >= 0.005; "" if
// none.
[[nodiscard]] std::string strongest(const insight::Explanation& explanation, const std::string& dimension,
                                    std::size_t most, const diary::Profile& profile, words::Language language);
// What the calendar adds to the forecast, a line for each time scale that swings a dimension by 0.005 or more; a line
// that says so where there is none.
[[nodiscard]] std::string rhythm_sentences(const insight::Explanation& explanation, const diary::Profile& profile,
                                           words::Language language);
// Which days the heads looked at most, and whether hiding them says the same; lines. Without attention: why.
[[nodiscard]] std::string attention_sentences(const insight::Explanation& explanation, words::Language language);

}  // namespace skin2vec::ask
