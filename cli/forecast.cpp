#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/ask/forecast_answers.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace forecast_verb {

using namespace words::literals;

std::string forecast_text(const insight::ForecastAnswer& found, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  std::vector<std::vector<std::string>> rows{
      {"", words::say<"forecast.column.from">(language), words::say<"forecast.column.date">(language),
       words::say<"forecast.column.forecast">(language), words::say<"forecast.column.range">(language),
       words::say<"verbs.column.model">(language)}};
  for (const insight::ForecastRow& row : found.rows) {
    rows.push_back({insight::spoken(row.dimension, profile, language), to_text(row.origin),
                    to_text(row.origin + row.horizon), shown(row.mean),
                    words::say<"forecast.row.range">(language, "low"_a = shown(row.quantiles.front()),
                                                     "high"_a = shown(row.quantiles.back())),
                    row.model});
  }
  std::string text = found.rows.empty() ? "" : table(rows);
  for (const forecast::Line& line : found.skill) {
    if (line.model != insight::kFollowed || line.score.n == 0) continue;
    const std::string error = shown(line.score.mae), compared = ask::sentence(line, language);
    text += fmt::format("  {}\n",
                        line.horizon == 1
                            ? words::say<"forecast.skill.day">(language, "error"_a = error, "compared"_a = compared)
                            : words::say<"forecast.skill.days">(language, "n_days"_a = line.horizon, "error"_a = error,
                                                                "compared"_a = compared));
  }
  text += too_short_text(found.too_short, language);
  return text.empty() ? no_readings_text(language) : text;
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
