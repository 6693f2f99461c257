#include <fmt/format.h>

#include <algorithm>

#include "cli/loaded.h"
#include "cli/screen.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::optional<std::string> site;
};

// What was found, most certain first; then how many pairs were examined.
std::string effects_text(const std::vector<lag::Effect>& effects, const diary::Profile& profile,
                         insight::Language language) {
  const bool zh = language == insight::Language::zh;
  std::vector<const lag::Effect*> told;
  int silent = 0;
  for (const lag::Effect& effect : effects) {
    if (effect.verdict == lag::EffectVerdict::found || effect.verdict == lag::EffectVerdict::confounded) {
      told.push_back(&effect);
    }
    silent += effect.verdict == lag::EffectVerdict::too_little_data ? 1 : 0;
  }
  std::stable_sort(told.begin(), told.end(), [](auto* a, auto* b) { return a->q < b->q; });
  std::string text;
  for (const lag::Effect* effect : told) text += "  " + insight::sentence(*effect, profile, language) + "\n";
  const auto examined = std::ssize(effects) - silent;
  if (zh) {
    return text + fmt::format("共检查 {} 对（原因与维度），有发现 {} 对，数据太少 {} 对。关联不等于因果。\n", examined,
                              told.size(), silent);
  }
  return text + fmt::format(
                    "{} pairs of a cause and a dimension examined, {} told here, {} with too little data.\n"
                    "What follows is not always caused; --json has every pair, day by day.\n",
                    examined, told.size(), silent);
}

int run_effects(const Options& options) {
  const auto loaded = load(*options.common, {.kinds = {}});
  if (!loaded) return fail(loaded.error());
  if (const auto site = check_site(*loaded, options.site); !site) return fail(site.error());
  const auto effects = insight::find_effects(insight::causes_of(loaded->entries, loaded->profile, options.site),
                                             options.common->threads);
  if (options.common->json) {
    insight::Answer answer = insight::head(loaded->head());
    insight::add_effects(answer, effects, loaded->profile, loaded->language);
    print(answer);
    return 0;
  }
  if (!loaded->today) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", loaded->person);
    return 0;
  }
  fmt::print("{}, {} to {}\n\n{}", loaded->person, to_text(*loaded->from), to_text(*loaded->today),
             effects_text(effects, loaded->profile, loaded->language));
  return 0;
}

}  // namespace

Verb add_effects(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "effects", "What follows what, how much and how long after, with its doubt.",
                            "  skin2vec effects\n  skin2vec effects --from 2025-01-01 --json", options->common);
  verb->add_option("--site", options->site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options] { return run_effects(*options); }};
}

}  // namespace skin2vec::cli
