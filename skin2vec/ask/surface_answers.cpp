#include "skin2vec/ask/surface_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "skin2vec/base/text.h"
#include "skin2vec/words/words.h"

namespace skin2vec::ask {

namespace {

std::string no_such(const std::string& kind, const std::string& name, const std::vector<std::string>& known) {
  if (const auto near = nearest(name, known)) {
    return fmt::format("no {} {}; did you mean {}?", kind, in_quotes(name), *near);
  }
  return fmt::format("no {} {}; there {} {}", kind, in_quotes(name), known.size() == 1 ? "is" : "are",
                     known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", ")));
}

Answer effect_answer(const dose::SurfaceEffect& effect) {
  return Answer::array({number(effect.value), number(effect.ci.low), number(effect.ci.high)});
}

}  // namespace

Result<FoundSurface> find_surface(const insight::Covariates& covariates, const diary::Profile& profile,
                                  const SurfaceQuestion& question) {
  if (!diary::find_exposure(profile, question.exposure)) {
    std::vector<std::string> known;
    known.reserve(profile.exposures.size());
    for (const diary::Exposure& exposure : profile.exposures) known.push_back(exposure.name);
    return refuse(Fault::missing, no_such("exposure", question.exposure, known));
  }
  const auto outcome = std::find_if(covariates.outcomes.begin(), covariates.outcomes.end(),
                                    [&](const lag::Outcome& one) { return one.dimension == question.dimension; });
  if (outcome == covariates.outcomes.end()) {
    std::vector<std::string> known;
    known.reserve(covariates.outcomes.size());
    for (const lag::Outcome& one : covariates.outcomes) known.push_back(one.dimension);
    return refuse(Fault::missing, no_such("dimension", question.dimension, known));
  }
  dose::OwnSurfaceOptions options = question.how;
  options.design = covariates.design;
  options.exposure = question.exposure;
  return FoundSurface{question.exposure, question.dimension, dose::own_surface(*outcome, covariates.grid, options)};
}

std::string sentence(const FoundSurface& found, const diary::Profile& profile, words::Language language) {
  using namespace words::literals;
  const std::string dimension = insight::spoken(found.dimension, profile, language),
                    exposure = insight::spoken(found.exposure, profile, language),
                    p = words::chance("p", found.surface.p);
  const int n_days = found.surface.n_days;
  switch (found.surface.verdict) {
    case dose::SurfaceVerdict::too_little_data:
      return words::say<"surface.too_little_data">(language, "dimension"_a = dimension, "exposure"_a = exposure);
    case dose::SurfaceVerdict::none_found:
      return words::say<"surface.none_found">(language, "dimension"_a = dimension, "exposure"_a = exposure, "p"_a = p,
                                              "n_days"_a = n_days);
    case dose::SurfaceVerdict::found:
      break;
  }
  return words::say<"surface.found">(language, "dimension"_a = dimension, "exposure"_a = exposure, "p"_a = p,
                                     "n_days"_a = n_days);
}

void add_surface(Answer& answer, const FoundSurface& found, const diary::Profile& profile, words::Language language) {
  static constexpr const char* verdicts[] = {"found", "none found", "too little data"};
  const dose::OwnSurface& surface = found.surface;
  const bool told = surface.verdict != dose::SurfaceVerdict::too_little_data;
  Answer rows = Answer::array();
  for (const dose::SurfaceRow& row : surface.rows) {
    Answer lags = Answer::array();
    for (const dose::SurfaceEffect& effect : row.by_lag) lags.push_back(effect_answer(effect));
    rows.push_back({{"x", number(row.x)},
                    {"total", number(row.overall.value)},
                    {"ci", Answer::array({number(row.overall.ci.low), number(row.overall.ci.high)})},
                    {"by_lag", std::move(lags)},
                    {"outside", row.outside}});
  }
  answer["surface"] = {{"exposure", found.exposure},
                       {"dimension", found.dimension},
                       {"centre", number(surface.centre)},
                       {"n_days", surface.n_days},
                       {"p", told ? number(surface.p) : Answer(nullptr)},
                       {"at", std::move(rows)},
                       {"verdict", verdicts[static_cast<int>(surface.verdict)]},
                       {"sentence", sentence(found, profile, language)}};
}

}  // namespace skin2vec::ask
