// The network that `train` has kept with the diary.
#pragma once

#include <optional>
#include <string>

#include "cli/context.h"
#include "skin2vec/model/personal.h"

namespace skin2vec::cli {

using record::kKeptModel;
using record::kKeptTraining;

// The person's own network, else that of all people together ("" is their place), else none.
// malformed if what is kept cannot be read: the message says to train again
[[nodiscard]] Result<std::optional<model::Personal>> personal_of(const Common& common, const std::string& person);

}  // namespace skin2vec::cli
