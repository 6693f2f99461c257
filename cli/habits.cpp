#include <fmt/format.h>

#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/insight/cause_answers.h"

namespace skin2vec::cli {

namespace {

std::string habits_text(const std::vector<lag::Habit>& habits, const diary::Profile& profile,
                        insight::Language language) {
  std::string text;
  int examined = 0, found = 0;
  for (const lag::Habit& habit : habits) {
    examined += habit.verdict == lag::EffectVerdict::too_little_data ? 0 : 1;
    if (habit.verdict != lag::EffectVerdict::found) continue;
    ++found;
    text += "  " + insight::sentence(habit, profile, language) + "\n";
  }
  const auto silent = std::ssize(habits) - examined;
  if (language == insight::Language::zh) {
    return text +
           fmt::format("共检查 {} 对，有发现 {} 对，数据太少 {} 对。关联不等于因果。\n", examined, found, silent);
  }
  return text + fmt::format(
                    "{} pairs of a habit and a dimension examined, {} found, {} with too little data.\n"
                    "What follows is not always caused; --json has every pair, by rank.\n",
                    examined, found, silent);
}

}  // namespace

Verb add_habits(CLI::App& program) {
  return add_question(program,
                      {"habits", "Hidden habits: harmless today, harmful by their load over weeks.",
                       "  skin2vec habits\n  skin2vec habits --json"},
                      [](const Asked& asked) {
                        const Loaded& loaded = asked.loaded;
                        const auto causes = insight::causes_of(loaded.entries, loaded.profile, asked.site);
                        const auto habits = insight::find_habits(causes, asked.common.threads);
                        return Told{[habits, &loaded](insight::Answer& answer) {
                                      insight::add_habits(answer, habits, loaded.profile, loaded.language);
                                    },
                                    habits_text(habits, loaded.profile, loaded.language)};
                      });
}

}  // namespace skin2vec::cli
