#include "cli/question.h"

#include <fmt/format.h>

#include <utility>

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::optional<std::string> site;
};

int run(const Options& options, const std::function<Result<Told>(const Asked&)>& answer) {
  const auto loaded = load(*options.common, {.kinds = {}});
  if (!loaded) return fail(loaded.error());
  if (const auto site = check_site(*loaded, options.site); !site) return fail(site.error());
  if (!loaded->today && !options.common->json) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", loaded->person);
    return 0;
  }
  const Result<Told> told = answer({*loaded, options.site, *options.common});
  if (!told) return fail(told.error());
  if (options.common->json) {
    insight::Answer object = insight::head(loaded->head());
    told->add(object);
    print(object);
  } else {
    fmt::print("{}, {} to {}\n\n{}", loaded->person, to_text(*loaded->from), to_text(*loaded->today), told->words);
  }
  return 0;
}

}  // namespace

Verb add_question(CLI::App& program, const Question& question, std::function<Result<Told>(const Asked&)> answer) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, question.name, question.what, question.examples, options->common);
  verb->add_option("--site", options->site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options, answer = std::move(answer)] { return run(*options, answer); }};
}

}  // namespace skin2vec::cli
