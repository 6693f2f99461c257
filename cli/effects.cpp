#include <fmt/format.h>

#include <algorithm>

#include "cli/question.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

namespace {

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

}  // namespace

Verb add_effects(CLI::App& program) {
  return add_question(program,
                      {"effects", "What follows what, how much and how long after, with its doubt.",
                       "  skin2vec effects\n  skin2vec effects --from 2025-01-01 --json"},
                      [](const Asked& asked) {
                        const Loaded& loaded = asked.loaded;
                        const auto causes = insight::causes_of(loaded.entries, loaded.profile, asked.site);
                        const auto effects = insight::find_effects(causes, asked.common.threads);
                        return Told{[effects, &loaded](insight::Answer& answer) {
                                      insight::add_effects(answer, effects, loaded.profile, loaded.language);
                                    },
                                    effects_text(effects, loaded.profile, loaded.language)};
                      });
}

}  // namespace skin2vec::cli
