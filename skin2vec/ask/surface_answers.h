// A person's exposure-lag-response surface as an answer: one exposure, one dimension, in words and as JSON.
//
//   Answer answer = head(record.head());
//   const auto asked = find_surface(covariates, profile, {"pm25", "sensitivity", {.at = {80}}});
//   add_surface(answer, *asked, profile, language);
//
// The arithmetic: dose/own_surface.h. Names are those of the profile.
#pragma once

#include <string>

#include "skin2vec/ask/answers.h"
#include "skin2vec/base/result.h"
#include "skin2vec/dose/own_surface.h"
#include "skin2vec/words/language.h"

namespace skin2vec::ask {

struct SurfaceQuestion {
  std::string exposure;
  std::string dimension;
  dose::OwnSurfaceOptions how = {};  // `design` and `exposure` are filled in
};

struct FoundSurface {
  std::string exposure;
  std::string dimension;
  dose::OwnSurface surface;
};

// missing, with the nearest name, if the profile has no such exposure or these causes no such dimension.
[[nodiscard]] Result<FoundSurface> find_surface(const insight::Covariates& covariates, const diary::Profile& profile,
                                                const SurfaceQuestion& question);

// Whether, and how sure: one line without an end mark.
[[nodiscard]] std::string sentence(const FoundSurface& found, const diary::Profile& profile, words::Language language);

// Adds `surface`.
void add_surface(Answer& answer, const FoundSurface& found, const diary::Profile& profile, words::Language language);

}  // namespace skin2vec::ask
