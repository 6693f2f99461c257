#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "cli/written_file.h"
#include "skin2vec/ask/explanation_answers.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::cli {

namespace explain_verb {

constexpr std::size_t kCausesTold = 3;  // of each dimension

std::string explain_text(const insight::Explanation& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  const bool zh = language == words::Language::zh;
  std::string text;
  for (const insight::ExplainedForecast& one : found.forecast) {
    text += fmt::format(fmt::runtime(zh ? "  {}，{}：{}\n" : "  {} on {}: {}\n"),
                        insight::spoken(one.dimension, profile, language), to_text(*found.day + found.horizon),
                        shown(one.mean.value()));
    const std::string covariates = ask::strongest(found, one.dimension, kCausesTold, profile, language);
    text += fmt::format("    {}\n", !covariates.empty() ? covariates
                                    : zh                ? "未见原因的影响"
                                                        : "no cause is seen to act on it");
  }
  if (!found.forecast.empty()) {
    text += "\n" + ask::rhythm_sentences(found, profile, language) + ask::attention_sentences(found, language);
  }
  if (!found.too_short.empty()) {
    text += fmt::format("{}{}\n", zh ? "数据太少：" : "Too little data: ", fmt::join(found.too_short, ", "));
  }
  return text.empty() ? (zh ? "  没有读数\n" : "  no readings\n") : text;
}

int run(const Common& common, const ask::Options& given, const std::string& out) {
  const auto reply = ask_question(common, question_named("explain"), given);
  if (!reply) return fail(reply.error());
  TextView text = view<insight::Explanation>(explain_text);
  if (!out.empty() && reply->record.today) {
    const auto written = write_file(out, ask::attention_csv(reply->found.as<insight::Explanation>()));
    if (!written) return fail(written.error());
    text.text = [out, before = text.text](const record::Reply& found) {
      const bool zh = found.record.language == words::Language::zh;
      return before(found) + fmt::format(fmt::runtime(zh ? "已写入 {}\n" : "wrote {}\n"), out);
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
