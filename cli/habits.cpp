#include <fmt/format.h>

#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::cli {

namespace habits_verb {

std::string habits_text(const std::vector<lag::Habit>& habits, const ask::Record& record) {
  std::string text;
  int examined = 0, found = 0;
  for (const lag::Habit& habit : habits) {
    examined += habit.verdict == lag::EffectVerdict::too_little_data ? 0 : 1;
    if (habit.verdict != lag::EffectVerdict::found) continue;
    ++found;
    text += "  " + insight::sentence(habit, record.profile, record.language) + "\n";
  }
  const auto silent = std::ssize(habits) - examined;
  if (record.language == words::Language::zh) {
    return text +
           fmt::format("共检查 {} 对，有发现 {} 对，数据太少 {} 对。关联不等于因果。\n", examined, found, silent);
  }
  return text + fmt::format(
                    "{} pairs of a habit and a dimension examined, {} found, {} with too little data.\n"
                    "What follows is not always caused; --json has every pair, by rank.\n",
                    examined, found, silent);
}

}  // namespace habits_verb

Verb add_habits(CLI::App& program) {
  using namespace habits_verb;
  return add_question(
      program, {"habits", "  skin2vec habits\n  skin2vec habits --json", view<std::vector<lag::Habit>>(habits_text)});
}

}  // namespace skin2vec::cli
