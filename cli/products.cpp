#include "cli/question.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

Verb add_products(CLI::App& program) {
  return add_question(
      program,
      {"products", "Lotion against cream: what each gives, once it is taken up, from readings before and after.",
       "  skin2vec products\n  skin2vec products --json"},
      [](const Asked& asked) {
        const Loaded& loaded = asked.loaded;
        lag::UptakeOptions options;
        options.seed = asked.common.seed;
        const auto compared = lag::compare_uptake(lag::uptake_uses(loaded.entries, loaded.profile), options);
        std::string words;
        for (const lag::Comparison& one : compared) {
          words += "  " + insight::sentence(one, loaded.language) + "\n";
        }
        if (compared.empty()) {
          words =
              loaded.language == insight::Language::zh
                  ? "没有两种产品有使用前后的读数\n"
                  : "no two products with readings before and after; docs/reference/diary-files.md has the columns\n";
        }
        return Told{
            [compared, &loaded](insight::Answer& answer) { insight::add_products(answer, compared, loaded.language); },
            std::move(words)};
      });
}

}  // namespace skin2vec::cli
