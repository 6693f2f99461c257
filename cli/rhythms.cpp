#include <fmt/format.h>

#include "cli/loaded.h"
#include "cli/screen.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::optional<std::string> site;
};

int run_rhythms(const Options& options) {
  const auto loaded = load(*options.common, {.kinds = {}});
  if (!loaded) return fail(loaded.error());
  if (const auto site = check_site(*loaded, options.site); !site) return fail(site.error());
  const auto rhythms = loaded->today
                           ? insight::find_rhythms(loaded->entries, loaded->profile, options.site, options.common->seed)
                           : std::vector<series::Rhythm>{};
  if (options.common->json) {
    insight::Answer answer = insight::head(loaded->head());
    insight::add_rhythms(answer, rhythms);
    print(answer);
    return 0;
  }
  if (rhythms.empty()) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", loaded->person);
    return 0;
  }
  fmt::print("{}, {} to {}\n\n{}", loaded->person, to_text(*loaded->from), to_text(*loaded->today),
             rhythms_text(rhythms, loaded->profile, loaded->language));
  return 0;
}

}  // namespace

Verb add_rhythms(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(
      program, "rhythms", "What comes back every day, every month, every year: amplitude, phase, interval, verdict.",
      "  skin2vec rhythms\n  skin2vec rhythms --from 2025-01-01 --to 2025-12-31 --json", options->common);
  verb->add_option("--site", options->site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options] { return run_rhythms(*options); }};
}

}  // namespace skin2vec::cli
