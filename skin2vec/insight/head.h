// Whose record an answer is about, and its dates.
//
//   const Head head{"skin", "ann", first, last};
#pragma once

#include <optional>
#include <string>

#include "skin2vec/base/day.h"

namespace skin2vec::insight {

struct Head {
  std::string profile;
  std::string person;
  std::optional<Day> from;  // none, as `to`: nothing was read
  std::optional<Day> to;
};

}  // namespace skin2vec::insight
