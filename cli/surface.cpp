#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/ask/surface_answers.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace surface_verb {

using namespace words::literals;

// What comes of a value in all.
std::string total_text(const dose::SurfaceRow& row, words::Language language) {
  const dose::SurfaceEffect& all = row.overall;
  return row.outside ? words::say<"surface.total.outside">(language, "total"_a = all.value, "low"_a = all.ci.low,
                                                           "high"_a = all.ci.high)
                     : words::say<"surface.total">(language, "total"_a = all.value, "low"_a = all.ci.low,
                                                   "high"_a = all.ci.high);
}

// A line for each value: its curve over the lags, and what comes of it in all.
std::string surface_text(const ask::FoundSurface& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  std::string text = "  " + ask::sentence(found, profile, language) + "\n";
  if (found.surface.rows.empty()) return text;
  const auto* exposure = diary::find_exposure(profile, found.exposure);
  const std::string unit = exposure && !exposure->unit.empty() ? " " + exposure->unit : "";
  const int n_days = lag::n_lags;
  text += fmt::format("  {}\n", words::say<"surface.against">(language, "centre"_a = found.surface.centre,
                                                              "unit"_a = unit, "n_days"_a = n_days));
  for (const dose::SurfaceRow& row : found.surface.rows) {
    std::vector<double> values;
    values.reserve(row.by_lag.size());
    for (const dose::SurfaceEffect& effect : row.by_lag) values.push_back(effect.value);
    text += fmt::format("  {:>7.1f}{}  {}  {}\n", row.x, unit, curve(values), total_text(row, language));
  }
  return text;
}

}  // namespace surface_verb

Verb add_surface(CLI::App& program) {
  using namespace surface_verb;
  return add_question(program, {"surface",
                                "  skin2vec surface pm25 sensitivity\n"
                                "  skin2vec surface humidity moisture --at 30 --at 70 --centre 50 --json",
                                view<ask::FoundSurface>(surface_text)});
}

}  // namespace skin2vec::cli
