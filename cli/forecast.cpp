#include <fmt/format.h>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/trained.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/insight/forecast_answers.h"

namespace skin2vec::cli {

namespace {

struct ForecastWanted {
  int days = insight::ForecastOptions{}.horizons;
  std::string backtest;
  int every = 1;
};

std::string forecast_text(const insight::Forecasts& found, const diary::Profile& profile, insight::Language language) {
  const bool zh = language == insight::Language::zh;
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
  for (const model::Line& line : found.skill) {
    if (line.model != insight::kFollowed || line.score.n == 0) continue;
    text += fmt::format(
        fmt::runtime(zh ? "  提前 {} 天：过去的平均误差 {}，{}\n" : "  {} ahead: wrong by {} on average so far, {}\n"),
        zh                  ? std::to_string(line.horizon)
        : line.horizon == 1 ? "1 day"
                            : fmt::format("{} days", line.horizon),
        shown(line.score.mae), insight::sentence(line, language));
  }
  if (!found.too_short.empty()) {
    text += fmt::format("{}{}\n", zh ? "数据太少：" : "Too little data: ", fmt::join(found.too_short, ", "));
  }
  if (text.empty()) text = zh ? "  没有读数\n" : "  no readings\n";
  return text;
}

}  // namespace

Verb add_forecast(CLI::App& program) {
  const auto wanted = std::make_shared<ForecastWanted>();
  Verb verb = add_question(
      program,
      {"forecast", "The days ahead: mean, spread, and how good such forecasts have been.",
       "  skin2vec forecast --days 14\n  skin2vec forecast --backtest 2026-01-01 --every 7 --json"},
      [wanted](const Asked& asked) -> Result<Told> {
        const Loaded& loaded = asked.loaded;
        insight::ForecastOptions options{.horizons = wanted->days, .seed = asked.common.seed};
        if (!wanted->backtest.empty()) {
          const auto from = parse_day(wanted->backtest);
          if (!from) {
            return refuse(Fault::malformed,
                          fmt::format("--backtest is {}; expected a date YYYY-MM-DD", in_quotes(wanted->backtest)));
          }
          if (loaded.today && *from > *loaded.today) {
            return refuse(Fault::missing, fmt::format("no readings from {} on; the last is of {}", wanted->backtest,
                                                      to_text(*loaded.today)));
          }
          options.backtest = insight::Backtest{.from = *from, .every = wanted->every};
        }
        KeptForecast kept(asked.common, loaded.person, asked.site);
        options.kept = kept.state();
        const auto personal = personal_of(asked.common, loaded.person);
        if (!personal) return tl::unexpected(personal.error());
        if (*personal) options.personal = &**personal;
        const auto found = insight::find_forecasts(loaded.entries, loaded.profile, asked.site, options);
        kept.leave(found.kept);
        return Told{[found](insight::Answer& answer) { insight::add_forecast(answer, found); },
                    forecast_text(found, loaded.profile, loaded.language)};
      });
  verb.app->add_option("--days", wanted->days, "days ahead")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, model::kHorizons));
  CLI::Option* backtest = verb.app->add_option(
      "--backtest", wanted->backtest, "also from every earlier evening since that date, as it would have been");
  backtest->type_name("DATE");
  verb.app->add_option("--every", wanted->every, "days between the evenings of --backtest")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 366))
      ->needs(backtest);
  return verb;
}

}  // namespace skin2vec::cli
