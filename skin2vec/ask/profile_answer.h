// A profile as the answer of `profile show` and of the API.
//
//   const Answer answer = profile_answer(*diary::built_in_profile("skin"));
//   answer["dimensions"][0]["name"];
#pragma once

#include "skin2vec/ask/answers.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::ask {

// {head, dimensions, exposures, events, scales, slots, concepts, toml}
[[nodiscard]] ask::Answer profile_answer(const diary::Profile& profile);

}  // namespace skin2vec::ask
