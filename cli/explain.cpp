#include <fmt/format.h>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/trained.h"
#include "cli/verbs.h"
#include "cli/written_file.h"
#include "skin2vec/base/text.h"
#include "skin2vec/insight/explanation_answers.h"

namespace skin2vec::cli {

namespace {

constexpr std::size_t kCausesTold = 3;  // of each dimension

struct ExplainWanted {
  std::string day, out;
  int horizon = insight::ExplanationOptions{}.horizon;
  int days = insight::ExplanationOptions{}.evenings;
};

std::string explain_text(const insight::Explanation& found, const diary::Profile& profile, insight::Language language) {
  const bool zh = language == insight::Language::zh;
  std::string text;
  for (const insight::ExplainedForecast& one : found.forecast) {
    text += fmt::format(fmt::runtime(zh ? "  {}，{}：{}\n" : "  {} on {}: {}\n"),
                        insight::spoken(one.dimension, profile, language), to_text(*found.day + found.horizon),
                        shown(one.mean.value()));
    const std::string causes = insight::strongest(found, one.dimension, kCausesTold, profile, language);
    text += fmt::format("    {}\n", !causes.empty() ? causes : zh ? "未见原因的影响" : "no cause is seen to act on it");
  }
  if (!found.forecast.empty()) {
    text += "\n" + insight::rhythm_sentences(found, profile, language) + insight::attention_sentences(found, language);
  }
  if (!found.too_short.empty()) {
    text += fmt::format("{}{}\n", zh ? "数据太少：" : "Too little data: ", fmt::join(found.too_short, ", "));
  }
  return text.empty() ? (zh ? "  没有读数\n" : "  no readings\n") : text;
}

Result<Told> told(const Asked& asked, const ExplainWanted& wanted) {
  const Loaded& loaded = asked.loaded;
  insight::ExplanationOptions options{
      .horizon = wanted.horizon, .evenings = wanted.days, .seed = asked.common.seed, .threads = asked.common.threads};
  if (!wanted.day.empty()) {
    const auto day = parse_day(wanted.day);
    if (!day) {
      return refuse(Fault::malformed, fmt::format("--day is {}; expected a date YYYY-MM-DD", in_quotes(wanted.day)));
    }
    options.day = *day;
  }
  KeptForecast kept(asked.common, loaded.person, asked.site);
  options.kept = kept.state();
  const auto personal = personal_of(asked.common, loaded.person);
  if (!personal) return tl::unexpected(personal.error());
  if (*personal) options.personal = &**personal;
  const auto found = insight::find_explanation(loaded.entries, loaded.profile, asked.site, options);
  if (!found) return tl::unexpected(found.error());
  kept.leave(found->kept);
  std::string words = explain_text(*found, loaded.profile, loaded.language);
  if (!wanted.out.empty()) {
    const auto written = write_file(wanted.out, insight::attention_csv(*found));
    if (!written) return tl::unexpected(written.error());
    words +=
        fmt::format(fmt::runtime(loaded.language == insight::Language::zh ? "已写入 {}\n" : "wrote {}\n"), wanted.out);
  }
  return Told{[found = *found](insight::Answer& answer) { insight::add_explanation(answer, found); }, std::move(words)};
}

}  // namespace

Verb add_explain(CLI::App& program) {
  const auto wanted = std::make_shared<ExplainWanted>();
  Verb verb = add_question(program,
                           {"explain", "What a forecast was made of: causes by day, days looked at, days that matter.",
                            "  skin2vec explain --horizon 3\n  skin2vec explain --days 60 --out attention.csv"},
                           [wanted](const Asked& asked) { return told(asked, *wanted); });
  verb.app->add_option("--day", wanted->day, "the evening the forecast is made on; default: the last with a reading")
      ->type_name("DATE")
      ->always_capture_default(false);
  verb.app->add_option("--horizon", wanted->horizon, "days ahead")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, model::kHorizons));
  verb.app->add_option("--days", wanted->days, "evenings up to that day whose attention is told")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 3660));
  verb.app->add_option("--out", wanted->out, "writes the attention of each evening to each day before it")
      ->type_name("FILE.csv")
      ->always_capture_default(false);
  return verb;
}

}  // namespace skin2vec::cli
