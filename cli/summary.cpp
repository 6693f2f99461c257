#include <fmt/format.h>

#include "cli/loaded.h"
#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

namespace summary_verb {

std::string whole_summary_text(const insight::Summary& summary, const ask::Record& record) {
  const bool zh = record.language == words::Language::zh;
  const std::string& profile = label(record.profile.label, record.language);
  const std::string site = summary.site.empty() ? "" : fmt::format("{}{}", zh ? "，部位 " : ", site ", summary.site);
  std::string text = fmt::format("{}, {} ({}{}{})\n\n", record.person, to_text(*record.today),
                                 zh ? "档案 " : "profile ", zh ? profile : record.profile.name, site);
  text += fmt::format("{}\n{}", summary_text(summary, record.language),
                      alerts_text(awake(summary, record), record.language, coloured()));
  for (const auto& [other, count] : summary.sites_left_out) {
    const std::string name = other.empty() ? "\"\"" : other;
    if (zh) {
      text += fmt::format("  部位 {} 的 {} 个读数另计，用 --site 查看\n", name, count);
    } else {
      text += fmt::format("  {} {} of site {} {} apart; see them with --site\n", count, count == 1 ? "value" : "values",
                          name, count == 1 ? "stands" : "stand");
    }
  }
  return text + age_text(record.data_age_hours, 48, record.language);
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
