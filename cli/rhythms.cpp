#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

Verb add_rhythms(CLI::App& program) {
  return add_question(program,
                      {"rhythms", "  skin2vec rhythms\n  skin2vec rhythms --from 2025-01-01 --to 2025-12-31 --json",
                       view<std::vector<series::Rhythm>>([](const auto& found, const ask::Record& record) {
                         return rhythms_text(found, record.profile, record.language);
                       })});
}

}  // namespace skin2vec::cli
