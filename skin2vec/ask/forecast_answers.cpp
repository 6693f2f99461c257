#include "skin2vec/ask/forecast_answers.h"

#include <array>
#include <cmath>
#include <utility>

#include "skin2vec/words/words.h"

namespace skin2vec::ask {

Answer skill_of(std::span<const forecast::Line> lines) {
  Answer list = Answer::array();
  for (const forecast::Line& line : lines) {
    const forecast::Score& score = line.score;
    list.push_back({{"model", line.model},
                    {"horizon", line.horizon},
                    {"n", score.n},
                    {"mae", number(score.mae)},
                    {"rps", number(score.rps)},
                    {"lpd", number(score.lpd)},
                    {"crps", number(score.crps)},
                    {"coverage80", number(score.coverage80)},
                    {"ci", interval(line.ci_low, line.ci_high)}});
  }
  return list;
}

void add_forecast(Answer& answer, const insight::ForecastAnswer& forecasts) {
  static constexpr std::array names = {"0.1", "0.25", "0.5", "0.75", "0.9"};
  static_assert(names.size() == std::size(insight::kForecastQuantiles));
  Answer list = Answer::array();
  for (const insight::ForecastRow& row : forecasts.rows) {
    Answer quantiles = Answer::object();
    for (std::size_t i = 0; i < names.size(); ++i) quantiles[names[i]] = number(row.quantiles[i]);
    list.push_back({{"dimension", row.dimension},
                    {"origin", to_text(row.origin)},
                    {"date", to_text(row.origin + row.horizon)},
                    {"horizon", row.horizon},
                    {"model", row.model},
                    {"mean", number(row.mean)},
                    {"sd", number(row.sd)},
                    {"quantiles", std::move(quantiles)},
                    {"pmf", row.pmf}});
  }
  answer["forecast"] = std::move(list);
  answer["skill"] = skill_of(forecasts.skill);
  answer["too_little_data"] = forecasts.too_short;
}

namespace {

void add_help(Answer& answer, const insight::ForecastComparison& comparison) {
  static constexpr const char* verdicts[] = {"found", "none found", "too little data"};
  Answer differences = Answer::array();
  for (const insight::SurroundingsHelp& help : comparison.surroundings) {
    differences.push_back({{"horizon", help.horizon},
                           {"mae_difference", number(help.difference.mean)},
                           {"ci", interval(help.difference.low, help.difference.high)}});
  }
  answer["surroundings_help"] = {{"verdict", verdicts[static_cast<int>(comparison.verdict)]},
                                 {"differences", std::move(differences)}};
}

}  // namespace

void add_comparison(Answer& answer, const insight::ForecastComparison& comparison) {
  answer["skill"] = skill_of(comparison.lines);
  Answer chosen = Answer::array();
  const forecast::CompareOptions options;
  for (std::size_t i = 0; i < comparison.chosen.size(); ++i) {
    chosen.push_back({{"horizon", options.horizons[i]}, {"model", comparison.chosen[i]}});
  }
  answer["chosen"] = std::move(chosen);
  add_help(answer, comparison);
}

void add_comparison(Answer& answer, const insight::CohortComparison& comparison) {
  answer["people"] = comparison.people;
  answer["skill"] = skill_of(comparison.all.lines);
  Answer chosen = Answer::array();
  for (const insight::ChosenByPeople& one : comparison.chosen) {
    chosen.push_back({{"horizon", one.horizon}, {"model", one.model}, {"people", one.people}});
  }
  answer["chosen"] = std::move(chosen);
  add_help(answer, comparison.all);
}

std::string sentence(const forecast::Line& line, words::Language language) {
  if (std::isnan(line.ci_low)) return words::say<"forecast.not_compared_with_persistence">(language);
  if (line.ci_high < 0) return words::say<"forecast.better_than_persistence">(language);
  if (line.ci_low > 0) return words::say<"forecast.worse_than_persistence">(language);
  return words::say<"forecast.no_better_than_persistence">(language);
}

std::string surroundings_sentence(const insight::ForecastComparison& comparison, words::Language language) {
  switch (comparison.verdict) {
    case insight::HelpVerdict::found:
      return words::say<"forecast.surroundings_help">(language);
    case insight::HelpVerdict::none_found:
      return words::say<"forecast.surroundings_not_seen_to_help">(language);
    case insight::HelpVerdict::too_little_data:
      break;
  }
  return words::say<"forecast.surroundings_unknown">(language);
}

}  // namespace skin2vec::ask
