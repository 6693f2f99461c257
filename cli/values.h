// `moisture=2.5`, `late_night:1.5`: what log and edit take, as entries.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::cli {

struct Given {
  std::vector<diary::Value> readings;  // of dimensions
  std::vector<diary::Value> exposures;
  std::vector<std::string> removed;  // named with nothing behind the equals sign
};

// Reads NAME=VALUE words; a value is a number, or a word of the scale of that name. malformed with what was expected
// and the nearest name.
[[nodiscard]] Result<Given> read_values(const std::vector<std::string>& words, const diary::Profile& profile,
                                        const std::string& instrument);

// Reads NAME[:WEIGHT] words as events, without person and time.
[[nodiscard]] Result<std::vector<diary::Entry>> read_events(const std::vector<std::string>& words,
                                                            const diary::Profile& profile);

// Tells on standard error each event the profile does not know.
void tell_own_tags(const std::vector<diary::Entry>& events, const diary::Profile& profile);

}  // namespace skin2vec::cli
