#include "skin2vec/ask/training_answers.h"

#include <cmath>
#include <utility>

#include "skin2vec/ask/forecast_answers.h"
#include "skin2vec/words/words.h"

namespace skin2vec::ask {

void add_training(Answer& answer, const Training& training) {
  const bool trained = training.trained.has_value();
  const bool adopted = training.holdout.adopted;
  answer["model"] = training.model;
  answer["people"] = training.people;
  answer["verdict"] = !trained ? "too little data" : adopted ? "found" : "none found";
  answer["epochs"] = trained ? number(training.epochs) : Answer();
  answer["loss"] = trained ? number(training.trained->best) : Answer();
  answer["through"] = training.through ? Answer(to_text(*training.through)) : Answer();
  answer["ratio"] = number(training.holdout.ratio);
  answer["skill"] = skill_of(training.holdout.lines);
  Answer gains = Answer::array();
  const forecast::CompareOptions options;
  for (std::size_t i = 0; i < training.holdout.gains.size(); ++i) {
    const forecast::Difference& gain = training.holdout.gains[i];
    gains.push_back({{"horizon", options.horizons[i]},
                     {"mae_difference", number(gain.mean)},
                     {"ci", interval(gain.low, gain.high)}});
  }
  answer["differences"] = std::move(gains);
  answer["used"] = adopted ? "personal" : "shipped";
  answer["needed_days"] = learn::kLeastTrained;
  answer["seconds"] = number(training.seconds);
}

std::string sentence(const Training& training, words::Language language) {
  using namespace words::literals;
  if (!training.trained) {
    return words::say<"training.too_little_data">(language, "needed_days"_a = learn::kLeastTrained,
                                                  "longest_days"_a = training.days_longest);
  }
  // Rounded first, so that no minus stands before a zero.
  const double percent = std::round(1000 * (1 - training.holdout.ratio)) / 10 + 0.0;
  if (training.holdout.adopted) {
    return words::say<"training.better_than_shipped">(language, "percent"_a = percent);
  }
  return words::say<"training.not_better_than_shipped">(language, "percent"_a = 0.0 - percent);
}

}  // namespace skin2vec::ask
