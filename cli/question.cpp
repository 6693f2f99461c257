#include "cli/question.h"

#include <fmt/format.h>

#include <utility>

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::optional<std::string> site;
};

}  // namespace

int answer_question(const Common& common, const std::optional<std::string>& site,
                    const std::function<Result<Told>(const Asked&)>& answer) {
  const auto loaded = load(common, {.kinds = {}});
  if (!loaded) return fail(loaded.error());
  if (const auto known = check_site(*loaded, site); !known) return fail(known.error());
  if (!loaded->today && !common.json) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", loaded->person);
    return 0;
  }
  const Result<Told> told = answer({*loaded, site, common});
  if (!told) return fail(told.error());
  if (common.json) {
    insight::Answer object = insight::head(loaded->head());
    told->add(object);
    print(object);
  } else {
    fmt::print("{}, {} to {}\n\n{}", loaded->person, to_text(*loaded->from), to_text(*loaded->today), told->words);
  }
  return 0;
}

void add_site(CLI::App& verb, std::optional<std::string>& site) {
  verb.add_option("--site", site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
}

Verb add_question(CLI::App& program, const Question& question, std::function<Result<Told>(const Asked&)> answer) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, question.name, question.what, question.examples, options->common);
  add_site(*verb, options->site);
  return {verb,
          [options, answer = std::move(answer)] { return answer_question(*options->common, options->site, answer); }};
}

}  // namespace skin2vec::cli
