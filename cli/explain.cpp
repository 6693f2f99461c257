#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "cli/written_file.h"
#include "skin2vec/ask/explanation_answers.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace explain_verb {

using namespace words::literals;

constexpr std::size_t kCausesTold = 3;  // of each dimension

std::string explain_text(const insight::Explanation& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  std::string text;
  for (const insight::ExplainedForecast& one : found.forecast) {
    text +=
        fmt::format("  {}\n", words::say<"explain.forecast">(
                                  language, "dimension"_a = insight::spoken(one.dimension, profile, language),
                                  "date"_a = to_text(*found.day + found.horizon), "mean"_a = shown(one.mean.value())));
    const std::string covariates = ask::strongest(found, one.dimension, kCausesTold, profile, language);
    text += fmt::format("    {}\n", covariates.empty() ? words::say<"explain.no_cause">(language) : covariates);
  }
  if (!found.forecast.empty()) {
    text += "\n" + ask::rhythm_sentences(found, profile, language) + ask::attention_sentences(found, language);
  }
  text += too_short_text(found.too_short, language);
  return text.empty() ? no_readings_text(language) : text;
}

int run(const Common& common, const ask::Options& given, const std::string& out) {
  const auto reply = ask_question(common, question_named("explain"), given);
  if (!reply) return fail(reply.error());
  TextView text = view<insight::Explanation>(explain_text);
  if (!out.empty() && reply->record.today) {
    const auto written = write_file(out, ask::attention_csv(reply->found.as<insight::Explanation>()));
    if (!written) return fail(written.error());
    text.text = [out, before = text.text](const record::Reply& found) {
      return before(found) + words::say<"explain.wrote">(found.record.language, "file"_a = out) + "\n";
    };
  }
  return show(*reply, common, text);
}

}  // namespace explain_verb

Verb add_explain(CLI::App& program) {
  using namespace explain_verb;
  const ask::Question& question = question_named("explain");
  const auto common = std::make_shared<Common>();
  const auto given = std::make_shared<ask::Options>();
  const auto out = std::make_shared<std::string>();
  CLI::App* verb = add_verb(program, question.name, question.what,
                            "  skin2vec explain --horizon 3\n  skin2vec explain --days 60 --out attention.csv", common);
  add_options(*verb, question, given);
  verb->add_option("--out", *out, "writes the attention of each evening to each day before it")
      ->type_name("FILE.csv")
      ->always_capture_default(false);
  return {verb, [common, given, out] { return run(*common, *given, *out); }};
}

}  // namespace skin2vec::cli
