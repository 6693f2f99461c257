#include <fmt/format.h>

#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace habits_verb {

std::string habits_text(const std::vector<lag::Habit>& habits, const ask::Record& record) {
  using namespace words::literals;
  std::string text;
  int examined = 0, found = 0;
  for (const lag::Habit& habit : habits) {
    examined += habit.verdict == lag::EffectVerdict::too_little_data ? 0 : 1;
    if (habit.verdict != lag::EffectVerdict::found) continue;
    ++found;
    text += "  " + insight::sentence(habit, record.profile, record.language) + "\n";
  }
  const auto silent = std::ssize(habits) - examined;
  return text +
         words::say<"habits.examined">(record.language, "examined"_a = examined, "told"_a = found,
                                       "silent"_a = silent) +
         "\n";
}

}  // namespace habits_verb

Verb add_habits(CLI::App& program) {
  using namespace habits_verb;
  return add_question(
      program, {"habits", "  skin2vec habits\n  skin2vec habits --json", view<std::vector<lag::Habit>>(habits_text)});
}

}  // namespace skin2vec::cli
