// The network that `train` has kept with the diary, and the state that one forecast leaves there for the next.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/context.h"
#include "skin2vec/model/personal.h"

namespace skin2vec::cli {

using record::kKeptModel;
using record::kKeptTraining;

// The person's own network, else that of all people together ("" is their place), else none.
// malformed if what is kept cannot be read: the message says to train again
[[nodiscard]] Result<std::optional<model::Personal>> personal_of(const Common& common, const std::string& person);

// What forecasts, comparisons and explanations of a person and site left for the next; "" where there is nothing or the
// diary cannot be read just now: an answer never fails for it.
class KeptForecast {
 public:
  KeptForecast(const Common& common, std::string person, std::optional<std::string> site);
  [[nodiscard]] const std::string& state() const { return state_; }
  void leave(std::string_view next);  // unless it is the same, or the diary cannot be written just now

 private:
  std::optional<store::Store> store_;
  std::string person_;
  std::optional<std::string> site_;
  std::string state_;
};

}  // namespace skin2vec::cli
