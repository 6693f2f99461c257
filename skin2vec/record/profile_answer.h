// A profile as the answer of `profile show` and of the API.
#pragma once

#include "skin2vec/diary/profile.h"
#include "skin2vec/insight/answers.h"

namespace skin2vec::record {

// {head, dimensions, exposures, events, scales, slots, concepts, toml}
[[nodiscard]] insight::Answer profile_answer(const diary::Profile& profile);

}  // namespace skin2vec::record
