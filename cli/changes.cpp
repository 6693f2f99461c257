#include "skin2vec/insight/changes.h"

#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::cli {

namespace changes_verb {

std::string changes_text(const insight::Changes& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  const bool zh = language == words::Language::zh;
  std::string text;
  for (const insight::FoundChange& one : found.changes) {
    text += "  " + insight::sentence(one, profile, language) + "\n";
  }
  if (found.changes.empty()) text += zh ? "  未见变化\n" : "  no changes found\n";
  if (!found.alarms.empty()) {
    text += zh ? "\n逐日回放会发出的警报\n" : "\nAlarms a day-by-day replay would have raised\n";
    for (const insight::RaisedAlarm& one : found.alarms) {
      text += "  " + insight::sentence(one, profile, language) + "\n";
    }
  }
  if (!found.too_short.empty()) {
    text += fmt::format("{}{}\n", zh ? "数据太少：" : "Too little data: ", fmt::join(found.too_short, ", "));
  }
  return text + fmt::format(fmt::runtime(zh ? "误报预算：每年 {} 次。\n" : "False alarms allowed: {} a year.\n"),
                            found.false_alarms_per_year);
}

}  // namespace changes_verb

Verb add_changes(CLI::App& program) {
  using namespace changes_verb;
  return add_question(program, {"changes", "  skin2vec changes\n  skin2vec changes --raw --json",
                                view<insight::Changes>(changes_text)});
}

}  // namespace skin2vec::cli
