#include "skin2vec/insight/changes.h"

#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace changes_verb {

using namespace words::literals;

std::string changes_text(const insight::Changes& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  std::string text;
  for (const insight::FoundChange& one : found.changes) {
    text += "  " + insight::sentence(one, profile, language) + "\n";
  }
  if (found.changes.empty()) text += fmt::format("  {}\n", words::say<"changes.none">(language));
  if (!found.alarms.empty()) {
    text += fmt::format("\n{}\n", words::say<"changes.replay">(language));
    for (const insight::RaisedAlarm& one : found.alarms) {
      text += "  " + insight::sentence(one, profile, language) + "\n";
    }
  }
  text += too_short_text(found.too_short, language);
  return text + words::say<"changes.allowed">(language, "n"_a = found.false_alarms_per_year) + "\n";
}

}  // namespace changes_verb

Verb add_changes(CLI::App& program) {
  using namespace changes_verb;
  return add_question(program, {"changes", "  skin2vec changes\n  skin2vec changes --raw --json",
                                view<insight::Changes>(changes_text)});
}

}  // namespace skin2vec::cli
