#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/ask/forecast_answers.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::cli {

namespace forecast_verb {

std::string forecast_text(const insight::ForecastAnswer& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  const bool zh = language == words::Language::zh;
  std::vector<std::vector<std::string>> rows{{"", zh ? "起点" : "from", zh ? "日期" : "date", zh ? "预测" : "forecast",
                                              zh ? "八成落在" : "8 of 10 times", zh ? "模型" : "model"}};
  for (const insight::ForecastRow& row : found.rows) {
    rows.push_back({insight::spoken(row.dimension, profile, language), to_text(row.origin),
                    to_text(row.origin + row.horizon), shown(row.mean),
                    fmt::format(fmt::runtime(zh ? "{} 至 {}" : "{} to {}"), shown(row.quantiles.front()),
                                shown(row.quantiles.back())),
                    row.model});
  }
  std::string text = found.rows.empty() ? "" : table(rows);
  for (const forecast::Line& line : found.skill) {
    if (line.model != insight::kFollowed || line.score.n == 0) continue;
    text += fmt::format(
        fmt::runtime(zh ? "  提前 {} 天：过去的平均误差 {}，{}\n" : "  {} ahead: wrong by {} on average so far, {}\n"),
        zh                  ? std::to_string(line.horizon)
        : line.horizon == 1 ? "1 day"
                            : fmt::format("{} days", line.horizon),
        shown(line.score.mae), ask::sentence(line, language));
  }
  if (!found.too_short.empty()) {
    text += fmt::format("{}{}\n", zh ? "数据太少：" : "Too little data: ", fmt::join(found.too_short, ", "));
  }
  if (text.empty()) text = zh ? "  没有读数\n" : "  no readings\n";
  return text;
}

}  // namespace forecast_verb

Verb add_forecast(CLI::App& program) {
  using namespace forecast_verb;
  Verb verb = add_question(program, {"forecast",
                                     "  skin2vec forecast --days 14\n"
                                     "  skin2vec forecast --backtest 2026-01-01 --every 7 --json",
                                     view<insight::ForecastAnswer>(forecast_text)});
  verb.app->get_option("--every")->needs(verb.app->get_option("--backtest"));
  return verb;
}

}  // namespace skin2vec::cli
