#include <fmt/format.h>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/insight/forecast_answers.h"

namespace skin2vec::cli {

namespace {

std::string compare_text(const insight::ForecastComparison& found, insight::Language language) {
  const bool zh = language == insight::Language::zh;
  if (found.lines.empty()) return zh ? "  没有读数\n" : "  no readings\n";
  std::vector<std::vector<std::string>> rows{
      {zh ? "模型" : "model", zh ? "天" : "days", zh ? "次数" : "n", zh ? "平均误差" : "MAE", "CRPS", "RPS", "lpd",
       zh ? "八成区间覆盖" : "80 % covers", zh ? "与昨日延续之差" : "MAE minus persistence"}};
  for (const model::Line& line : found.lines) {
    const bool interval = !std::isnan(line.ci_low);
    rows.push_back({line.model, std::to_string(line.horizon), std::to_string(line.score.n), shown(line.score.mae),
                    shown(line.score.crps), shown(line.score.rps), shown(line.score.lpd), shown(line.score.coverage80),
                    interval ? fmt::format("{:+.3f} to {:+.3f}", line.ci_low, line.ci_high) : "-"});
  }
  std::string text = table(rows) + "\n";
  const model::CompareOptions options;
  for (std::size_t i = 0; i < found.chosen.size(); ++i) {
    text += fmt::format(fmt::runtime(zh ? "  提前 {} 天采用：{}\n" : "  used {} ahead: {}\n"),
                        zh ? std::to_string(options.horizons[i]) : fmt::format("{} d", options.horizons[i]),
                        found.chosen[i]);
  }
  return text + "  " + insight::surroundings_sentence(found, language) + "\n";
}

}  // namespace

Verb add_compare(CLI::App& program) {
  return add_question(
      program,
      {"compare", "Every model of the days ahead on this diary, day by day: errors, intervals, which one is used.",
       "  skin2vec compare\n  skin2vec compare --json"},
      [](const Asked& asked) {
        const Loaded& loaded = asked.loaded;
        const auto found = insight::find_comparison(loaded.entries, loaded.profile, asked.site, asked.common.seed);
        return Told{[found](insight::Answer& answer) { insight::add_comparison(answer, found); },
                    compare_text(found, loaded.language)};
      });
}

}  // namespace skin2vec::cli
