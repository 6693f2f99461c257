#include "skin2vec/ask/explanation_answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "skin2vec/base/text.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::ask {
namespace {

using namespace words::literals;

constexpr std::size_t kDaysTold = 3;
constexpr double kNothing = 0.005;  // units of the dimension: less is told as 0.00

void add_parts(Answer& row, const char* name, const insight::DecomposedValue& parts, Answer (*told)(double)) {
  row[name] = told(parts.value());
  row["path"] = told(parts.gp_mean);
  row["network"] = told(parts.network);
}

// To 6 digits, which is what single precision has.
Answer short_number(double value) {
  return std::isfinite(value) ? Answer(*parse_number(fmt::format("{:.6g}", value))) : Answer(nullptr);
}

const char* verdict(insight::Agreement agreement) {
  switch (agreement) {
    case insight::Agreement::agrees:
      return "agrees";
    case insight::Agreement::does_not:
      return "does not agree";
    case insight::Agreement::not_known:
      break;
  }
  return "too little data";
}

Answer numbers(std::span<const double> values) {
  Answer list = Answer::array();
  for (const double value : values) list.push_back(number(value));
  return list;
}

Answer weights(std::span<const double> values) {
  Answer list = Answer::array();
  for (const double value : values) list.push_back(short_number(value));
  return list;
}

std::string scale_sentence(forecast::TimeScale scale, const std::vector<std::string>& swings,
                           words::Language language) {
  const std::string told = fmt::format("{}", fmt::join(swings, words::say<"list.items">(language)));
  switch (scale) {
    case forecast::TimeScale::weekly:
      return words::say<"explanation.week">(language, "swings"_a = told);
    case forecast::TimeScale::monthly:
      return words::say<"explanation.cycle">(language, "swings"_a = told);
    case forecast::TimeScale::seasonal:
      break;
  }
  return words::say<"explanation.season">(language, "swings"_a = told);
}

std::string influence_words(const insight::InfluenceRow& row, const diary::Profile& profile, words::Language language) {
  const std::string cause = insight::spoken(row.covariate, profile, language);
  const double value = row.did.value();
  if (row.lag == 0) return words::say<"explanation.same_day">(language, "cause"_a = cause, "value"_a = value);
  return row.lag == 1
             ? words::say<"explanation.one_day_before">(language, "cause"_a = cause, "lag"_a = row.lag,
                                                        "value"_a = value)
             : words::say<"explanation.days_before">(language, "cause"_a = cause, "lag"_a = row.lag, "value"_a = value);
}

}  // namespace

void add_explanation(Answer& answer, const insight::Explanation& explanation) {
  answer["day"] = explanation.day ? Answer(to_text(*explanation.day)) : Answer(nullptr);
  answer["horizon"] = explanation.horizon;
  answer["model"] = explanation.model;
  answer["forecast"] = Answer::array();
  for (const insight::ExplainedForecast& one : explanation.forecast) {
    Answer row{{"dimension", one.dimension}, {"date", to_text(*explanation.day + explanation.horizon)}};
    add_parts(row, "mean", one.mean, number);
    answer["forecast"].push_back(std::move(row));
  }
  answer["attention"] = Answer::array();
  for (const insight::AttentionRow& one : explanation.attention) {
    if (one.query != *explanation.day) continue;
    Answer days = Answer::array();
    for (int i = 0; i < static_cast<int>(one.weights.size()); ++i) days.push_back(to_text(one.first + i));
    answer["attention"].push_back(
        {{"layer", one.layer}, {"head", one.head}, {"days", std::move(days)}, {"weights", weights(one.weights)}});
  }
  answer["heat_map"] = Answer::array();
  for (const insight::MeanAttention& one : explanation.heat_map) {
    answer["heat_map"].push_back(
        {{"query", to_text(one.query)}, {"from", to_text(one.first)}, {"weights", weights(one.weights)}});
  }
  answer["influence"] = Answer::array();
  for (const insight::InfluenceRow& one : explanation.influence) {
    Answer row{{"cause", one.covariate},
               {"kind", series::kind_name(one.kind)},
               {"lag", one.lag},
               {"date", to_text(*explanation.day - one.lag)},
               {"amount", number(one.amount)},
               {"dimension", one.dimension}};
    add_parts(row, "value", one.did, short_number);
    answer["influence"].push_back(std::move(row));
  }
  answer["occlusion"] = Answer::array();
  for (const insight::OcclusionRow& one : explanation.occlusion) {
    Answer row{{"day", to_text(one.day)}, {"dimension", one.dimension}};
    add_parts(row, "value", one.did, short_number);
    answer["occlusion"].push_back(std::move(row));
  }
  answer["rhythms"] = Answer::array();
  for (const insight::RhythmRow& one : explanation.rhythms) {
    Answer row{{"scale", explain::name(one.scale)}, {"dimension", one.dimension}, {"swing", short_number(one.swing)}};
    add_parts(row, "value", one.did, short_number);
    answer["rhythms"].push_back(std::move(row));
  }
  for (const forecast::TimeScale scale : forecast::kTimeScales) {
    answer["amplitudes"][explain::name(scale)] = short_number(explanation.amplitudes[static_cast<std::size_t>(scale)]);
  }
  const insight::DeletionTold& deletion = explanation.deletion;
  Answer days = Answer::array();
  for (const Day day : deletion.order) days.push_back(to_text(day));
  answer["deletion"] = {{"r", number(deletion.r)},
                        {"auc", number(deletion.auc)},
                        {"p", number(deletion.p)},
                        {"newest", number(deletion.newest)},
                        {"days", std::move(days)},
                        {"curve", numbers(deletion.curve)},
                        {"random", numbers(deletion.random)},
                        {"verdict", verdict(insight::agreement(deletion))}};
  answer["gap"] = number(explanation.gap);
  answer["too_little_data"] = explanation.too_short;
}

std::string attention_csv(const insight::Explanation& explanation) {
  std::string text = "query_day,key_day,layer,head,weight\n";
  for (const insight::AttentionRow& one : explanation.attention) {
    for (int i = 0; i < static_cast<int>(one.weights.size()); ++i) {
      text += fmt::format("{},{},{},{},{:.9g}\n", to_text(one.query), to_text(one.first + i), one.layer, one.head,
                          one.weights[static_cast<std::size_t>(i)]);
    }
  }
  return text;
}

std::string strongest(const insight::Explanation& explanation, const std::string& dimension, std::size_t most,
                      const diary::Profile& profile, words::Language language) {
  std::vector<const insight::InfluenceRow*> rows;
  for (const insight::InfluenceRow& one : explanation.influence) {
    if (one.dimension == dimension && std::abs(one.did.value()) >= kNothing) rows.push_back(&one);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](auto* a, auto* b) { return std::abs(a->did.value()) > std::abs(b->did.value()); });
  if (rows.size() > most) rows.resize(most);
  std::vector<std::string> told;
  told.reserve(rows.size());
  for (const insight::InfluenceRow* row : rows) {
    told.push_back(influence_words(*row, profile, language));
  }
  return fmt::format("{}", fmt::join(told, words::say<"list.semicolon">(language)));
}

std::string rhythm_sentences(const insight::Explanation& explanation, const diary::Profile& profile,
                             words::Language language) {
  std::string text;
  for (const forecast::TimeScale scale : forecast::kTimeScales) {
    std::vector<const insight::RhythmRow*> rows;
    for (const insight::RhythmRow& one : explanation.rhythms) {
      if (one.scale == scale && one.swing >= kNothing) rows.push_back(&one);
    }
    if (rows.empty()) continue;
    std::stable_sort(rows.begin(), rows.end(), [](auto* a, auto* b) { return a->swing > b->swing; });
    std::vector<std::string> told;
    told.reserve(rows.size());
    for (const insight::RhythmRow* row : rows) {
      told.push_back(words::say<"explanation.swing">(language,
                                                     "dimension"_a = insight::spoken(row->dimension, profile, language),
                                                     "swing"_a = row->swing, "now"_a = row->did.value()));
    }
    text += scale_sentence(scale, told, language) + "\n";
  }
  return text.empty() ? words::say<"explanation.no_rhythms">(language) + "\n" : text;
}

std::string attention_sentences(const insight::Explanation& explanation, words::Language language) {
  if (explanation.attention.empty()) return words::say<"explanation.no_attention">(language) + "\n";
  const std::vector<double>& weights = explanation.heat_map.back().weights;
  const Day first = explanation.heat_map.back().first;
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return weights[a] > weights[b]; });
  if (order.size() > kDaysTold) order.resize(kDaysTold);
  std::vector<std::string> days;
  days.reserve(order.size());
  for (const std::size_t i : order) {
    days.push_back(words::say<"explanation.attended_day">(language, "day"_a = to_text(first + static_cast<int>(i)),
                                                          "percent"_a = 100 * weights[i]));
  }
  const insight::DeletionTold& deletion = explanation.deletion;
  std::string agreement;
  switch (insight::agreement(deletion)) {
    case insight::Agreement::agrees:
      agreement = words::say<"explanation.attention_agrees">(language, "r"_a = deletion.r);
      break;
    case insight::Agreement::does_not:
      agreement = words::say<"explanation.attention_does_not_agree">(language, "r"_a = deletion.r);
      break;
    case insight::Agreement::not_known:
      agreement = words::say<"explanation.attention_not_known">(language);
      break;
  }
  const std::string list = fmt::format("{}", fmt::join(days, words::say<"list.items">(language)));
  return words::say<"explanation.most_attended">(language, "days"_a = list) + "\n" + agreement + "\n";
}

}  // namespace skin2vec::ask
