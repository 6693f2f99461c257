#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/ask/surface_answers.h"

namespace skin2vec::cli {

namespace surface_verb {

// A line for each value: its curve over the lags, and what comes of it in all.
std::string surface_text(const ask::FoundSurface& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  const bool zh = language == words::Language::zh;
  std::string text = "  " + ask::sentence(found, profile, language) + "\n";
  if (found.surface.rows.empty()) return text;
  const auto* exposure = diary::find_exposure(profile, found.exposure);
  const std::string unit = exposure && !exposure->unit.empty() ? " " + exposure->unit : "";
  const double centre = found.surface.centre;
  text +=
      zh ? fmt::format("  与 {:.1f}{} 相比，逐日的曲线与 {} 天的合计（95 % 区间）\n", centre, unit, lag::n_lags)
         : fmt::format("  against {:.1f}{}: day by day for {} days, and in all (95 %)\n", centre, unit, lag::n_lags);
  for (const dose::SurfaceRow& row : found.surface.rows) {
    std::vector<double> values;
    values.reserve(row.by_lag.size());
    for (const dose::SurfaceEffect& effect : row.by_lag) values.push_back(effect.value);
    const char* remark = !row.outside ? "" : zh ? "；超出记录范围" : "; outside the values of the record";
    const dose::SurfaceEffect& all = row.overall;
    text += zh ? fmt::format("  {:>7.1f}{}  {}  {:+.2f}（{:.2f} 至 {:.2f}）{}\n", row.x, unit, curve(values), all.value,
                             all.ci.low, all.ci.high, remark)
               : fmt::format("  {:>7.1f}{}  {}  {:+.2f} ({:.2f} to {:.2f}){}\n", row.x, unit, curve(values), all.value,
                             all.ci.low, all.ci.high, remark);
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
