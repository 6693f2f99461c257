#include "skin2vec/insight/changes.h"

#include <fmt/format.h>

#include "cli/question.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

namespace {

struct ChangesWanted {
  bool raw = false;
  double budget = insight::ChangesOptions{}.false_alarms_per_year;
};

std::string changes_text(const insight::Changes& found, const diary::Profile& profile, insight::Language language) {
  const bool zh = language == insight::Language::zh;
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

}  // namespace

Verb add_changes(CLI::App& program) {
  const auto wanted = std::make_shared<ChangesWanted>();
  Verb verb =
      add_question(program,
                   {"changes", "When something changed for good, slowly or at once, and when it would have been told.",
                    "  skin2vec changes\n  skin2vec changes --raw --json"},
                   [wanted](const Asked& asked) {
                     const Loaded& loaded = asked.loaded;
                     insight::ChangesOptions options;
                     options.looked_at = wanted->raw ? insight::LookedAt::raw : insight::LookedAt::remaining;
                     options.false_alarms_per_year = wanted->budget;
                     options.threads = asked.common.threads;
                     const auto causes = insight::causes_of(loaded.entries, loaded.profile, asked.site);
                     const auto found = insight::find_changes(causes, options);
                     return Told{[found, &loaded](insight::Answer& answer) {
                                   insight::add_changes(answer, found, loaded.profile, loaded.language);
                                 },
                                 changes_text(found, loaded.profile, loaded.language)};
                   });
  verb.app->add_flag("--raw", wanted->raw,
                     "look in the values as read, not in what remains after rhythm, season and causes");
  verb.app->add_option("--budget", wanted->budget, "false alarms a year that the person accepts")
      ->type_name("NUMBER")
      ->check(CLI::Range(0.01, 12.0));
  return verb;
}

}  // namespace skin2vec::cli
