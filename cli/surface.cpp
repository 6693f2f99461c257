#include <fmt/format.h>

#include <memory>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/insight/surfaces.h"

namespace skin2vec::cli {

namespace {

struct Wanted {
  std::string exposure, dimension;
  std::vector<double> at;
  std::optional<double> centre;
};

// A line for each value: its curve over the lags, and what comes of it in all.
std::string surface_text(const insight::FoundSurface& found, const diary::Profile& profile,
                         insight::Language language) {
  const bool zh = language == insight::Language::zh;
  std::string text = "  " + insight::sentence(found, profile, language) + "\n";
  if (found.surface.rows.empty()) return text;
  const auto* exposure = diary::find_exposure(profile, found.exposure);
  const std::string unit = exposure && !exposure->unit.empty() ? " " + exposure->unit : "";
  const double centre = found.surface.centre;
  text +=
      zh ? fmt::format("  与 {:.1f}{} 相比，逐日的曲线与 {} 天的合计（95 % 区间）\n", centre, unit, lag::n_lags)
         : fmt::format("  against {:.1f}{}: day by day for {} days, and in all (95 %)\n", centre, unit, lag::n_lags);
  for (const lag::SurfaceRow& row : found.surface.rows) {
    std::vector<double> values;
    values.reserve(row.by_lag.size());
    for (const lag::SurfaceEffect& effect : row.by_lag) values.push_back(effect.value);
    const char* remark = !row.outside ? "" : zh ? "；超出记录范围" : "; outside the values of the record";
    const lag::SurfaceEffect& all = row.overall;
    text += zh ? fmt::format("  {:>7.1f}{}  {}  {:+.2f}（{:.2f} 至 {:.2f}）{}\n", row.x, unit, curve(values), all.value,
                             all.ci.low, all.ci.high, remark)
               : fmt::format("  {:>7.1f}{}  {}  {:+.2f} ({:.2f} to {:.2f}){}\n", row.x, unit, curve(values), all.value,
                             all.ci.low, all.ci.high, remark);
  }
  return text;
}

}  // namespace

Verb add_surface(CLI::App& program) {
  const auto wanted = std::make_shared<Wanted>();
  Verb verb = add_question(
      program,
      {"surface", "Of any value of an exposure instead of a usual one: how much follows, and how long after.",
       "  skin2vec surface pm25 sensitivity\n  skin2vec surface humidity moisture --at 30 --at 70 --centre 50 --json"},
      [wanted](const Asked& asked) -> Result<Told> {
        const Loaded& loaded = asked.loaded;
        insight::SurfaceQuestion question{wanted->exposure, wanted->dimension};
        question.how.at = wanted->at;
        if (wanted->centre) question.how.centre = *wanted->centre;
        const auto causes = insight::causes_of(loaded.entries, loaded.profile, asked.site);
        auto found = insight::find_surface(causes, loaded.profile, question);
        if (!found) return tl::unexpected(found.error());
        const std::string words = surface_text(*found, loaded.profile, loaded.language);
        return Told{[found = std::move(*found), &loaded](insight::Answer& answer) {
                      insight::add_surface(answer, found, loaded.profile, loaded.language);
                    },
                    words};
      });
  verb.app->add_option("exposure", wanted->exposure, "as the profile names it")->required();
  verb.app->add_option("dimension", wanted->dimension, "as the profile names it")->required();
  verb.app->add_option("--at", wanted->at, "a value to be told; default: four quantiles")
      ->type_name("X")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->always_capture_default(false);
  verb.app->add_option("--centre", wanted->centre, "against which it is told; default: the median")
      ->type_name("X")
      ->always_capture_default(false);
  return verb;
}

}  // namespace skin2vec::cli
