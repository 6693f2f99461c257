#include <fmt/format.h>

#include "cli/loaded.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::optional<std::string> site;
};

int run_habits(const Options& options) {
  const auto loaded = load(*options.common, {.kinds = {}});
  if (!loaded) return fail(loaded.error());
  if (const auto site = check_site(*loaded, options.site); !site) return fail(site.error());
  const auto habits =
      insight::find_habits(insight::causes_of(loaded->entries, loaded->profile, options.site), options.common->threads);
  if (options.common->json) {
    insight::Answer answer = insight::head(loaded->head());
    insight::add_habits(answer, habits, loaded->profile, loaded->language);
    print(answer);
    return 0;
  }
  if (!loaded->today) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", loaded->person);
    return 0;
  }
  fmt::print("{}, {} to {}\n\n", loaded->person, to_text(*loaded->from), to_text(*loaded->today));
  int examined = 0, found = 0;
  for (const lag::Habit& habit : habits) {
    examined += habit.verdict == lag::EffectVerdict::too_little_data ? 0 : 1;
    if (habit.verdict != lag::EffectVerdict::found) continue;
    ++found;
    fmt::print("  {}\n", insight::sentence(habit, loaded->profile, loaded->language));
  }
  const auto silent = std::ssize(habits) - examined;
  if (loaded->language == insight::Language::zh) {
    fmt::print("共检查 {} 对，有发现 {} 对，数据太少 {} 对。关联不等于因果。\n", examined, found, silent);
  } else {
    fmt::print(
        "{} pairs of a habit and a dimension examined, {} found, {} with too little data.\n"
        "What follows is not always caused; --json has every pair, by rank.\n",
        examined, found, silent);
  }
  return 0;
}

}  // namespace

Verb add_habits(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "habits", "Hidden habits: harmless today, harmful by their load over weeks.",
                            "  skin2vec habits\n  skin2vec habits --json", options->common);
  verb->add_option("--site", options->site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options] { return run_habits(*options); }};
}

}  // namespace skin2vec::cli
