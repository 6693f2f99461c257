#include "skin2vec/ask/training_answers.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "skin2vec/ask/forecast_answers.h"

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
  const bool zh = language == words::Language::zh;
  if (!training.trained) {
    return fmt::format(fmt::runtime(zh ? "数据太少：训练需要 {} 天的记录，最长的只有 {} 天；沿用自带的网络"
                                       : "too little data: training takes a record of {} days, the longest has {}; the "
                                         "network that ships is used"),
                       learn::kLeastTrained, training.days_longest);
  }
  // Rounded first, so that no minus stands before a zero.
  const double percent = std::round(1000 * (1 - training.holdout.ratio)) / 10 + 0.0;
  if (training.holdout.adopted) {
    return fmt::format(
        fmt::runtime(zh ? "在它未见过的日子里，均方误差比自带的网络小 {:.1f}%：今后用它"
                        : "on days it had not seen its mean square error is {:.1f} % below that of the network that "
                          "ships: it is used from now on"),
        percent);
  }
  return zh ? fmt::format("在它未见过的日子里并不明显好于自带的网络（均方误差 {:+.1f}%）：沿用自带的网络",
                          0.0 - percent)
            : fmt::format(
                  "on days it had not seen it is not clearly better than the network that ships (mean square error "
                  "{:+.1f} %): the one that ships is used",
                  0.0 - percent);
}

}  // namespace skin2vec::ask
