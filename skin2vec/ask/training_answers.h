// What a training of a network came to, as JSON and as words. What holds of all answers: answers.h.
//
//   Answer answer = head(record.head());
//   add_training(answer, training);
//   sentence(training, words::Language::en);
#pragma once

#include <optional>
#include <string>

#include "skin2vec/ask/answers.h"
#include "skin2vec/learn/fine_tuning.h"
#include "skin2vec/words/language.h"

namespace skin2vec::ask {

struct Training {
  std::string model;  // the architecture
  int people = 0;     // learned from; 0: nobody has enough days
  bool cohort = false;
  int days_longest = 0;  // of the longest record
  bool from_shipped = false;
  std::optional<learn::Trained> trained{};  // none: too little data
  double epochs = 0;
  std::optional<Day> through{};
  learn::HoldoutResult holdout{};
  double seconds = 0;
};

// Adds model, people, verdict, epochs, loss, through, ratio, skill, differences, used, needed_days, seconds.
void add_training(Answer& answer, const Training& training);

// What was found, and which network is used; one line.
[[nodiscard]] std::string sentence(const Training& training, words::Language language);

}  // namespace skin2vec::ask
