#include <fmt/format.h>

#include "cli/loaded.h"
#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace summary_verb {

using namespace words::literals;

// Whose, when, by which profile, of which site.
std::string head_text(const insight::Summary& summary, const ask::Record& record) {
  const std::string today = to_text(*record.today);
  const std::string& label = insight::spoken(record.profile.label, record.language);
  return summary.site.empty()
             ? words::say<"summary.head">(record.language, "person"_a = record.person, "today"_a = today,
                                          "profile"_a = record.profile.name, "label"_a = label)
             : words::say<"summary.head.site">(record.language, "person"_a = record.person, "today"_a = today,
                                               "profile"_a = record.profile.name, "label"_a = label,
                                               "site"_a = summary.site);
}

std::string whole_summary_text(const insight::Summary& summary, const ask::Record& record) {
  const words::Language language = record.language;
  std::string text = fmt::format("{}\n\n{}\n{}", head_text(summary, record), summary_text(summary, language),
                                 alerts_text(awake(summary, record), language, coloured()));
  for (const auto& [other, count] : summary.sites_left_out) {
    const std::string site = other.empty() ? "\"\"" : other;
    text += fmt::format("  {}\n",
                        count == 1 ? words::say<"summary.other_site.value">(language, "site"_a = site)
                                   : words::say<"summary.other_site.values">(language, "site"_a = site, "n"_a = count));
  }
  return text + age_text(record.data_age_hours, 48, language);
}

}  // namespace summary_verb

Verb add_summary(CLI::App& program) {
  using namespace summary_verb;
  TextView text = view<insight::Summary>(whole_summary_text);
  text.headed = false;
  return add_question(program, {"summary",
                                "  skin2vec summary\n"
                                "  skin2vec summary --person ann --anchor 2026-01-01,2026-01-31 --json",
                                text});
}

}  // namespace skin2vec::cli
