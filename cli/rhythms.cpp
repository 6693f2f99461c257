#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

Verb add_rhythms(CLI::App& program) {
  return add_question(
      program,
      {"rhythms", "What comes back every day, every month, every year: amplitude, phase, interval, verdict.",
       "  skin2vec rhythms\n  skin2vec rhythms --from 2025-01-01 --to 2025-12-31 --json"},
      [](const Asked& asked) {
        const Loaded& loaded = asked.loaded;
        const auto rhythms = insight::find_rhythms(loaded.entries, loaded.profile, asked.site, asked.common.seed);
        return Told{[rhythms](insight::Answer& answer) { insight::add_rhythms(answer, rhythms); },
                    rhythms_text(rhythms, loaded.profile, loaded.language)};
      });
}

}  // namespace skin2vec::cli
