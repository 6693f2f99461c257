#include "skin2vec/ask/explanation_answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "skin2vec/base/text.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::ask {
namespace {

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

const char* scale_words(forecast::TimeScale scale, words::Language language) {
  const bool zh = language == words::Language::zh;
  switch (scale) {
    case forecast::TimeScale::weekly:
      return zh ? "星期" : "The week";
    case forecast::TimeScale::monthly:
      return zh ? "周期" : "The cycle";
    case forecast::TimeScale::seasonal:
      break;
  }
  return zh ? "季节" : "The season";
}

std::string days_before(int lag, words::Language language) {
  if (language == words::Language::zh) return lag == 0 ? "当天" : fmt::format("{} 天前", lag);
  if (lag == 0) return "the same day";
  return lag == 1 ? "1 day before" : fmt::format("{} days before", lag);
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
    told.push_back(fmt::format("{} {} {:+.2f}", insight::spoken(row->covariate, profile, language),
                               days_before(row->lag, language), row->did.value()));
  }
  return fmt::format("{}", fmt::join(told, language == words::Language::zh ? "；" : "; "));
}

std::string rhythm_sentences(const insight::Explanation& explanation, const diary::Profile& profile,
                             words::Language language) {
  const bool zh = language == words::Language::zh;
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
      told.push_back(fmt::format(fmt::runtime(zh ? "{} ±{:.2f}（现在 {:+.2f}）" : "{} ±{:.2f} (now {:+.2f})"),
                                 insight::spoken(row->dimension, profile, language), row->swing, row->did.value()));
    }
    text += fmt::format("{}{}{}{}\n", scale_words(scale, language), zh ? "：" : ": ", fmt::join(told, zh ? "、" : ", "),
                        zh ? "。" : ".");
  }
  if (!text.empty()) return text;
  return zh ? "日期本身对预测没有影响。\n" : "The date by itself changes nothing in the forecast.\n";
}

std::string attention_sentences(const insight::Explanation& explanation, words::Language language) {
  const bool zh = language == words::Language::zh;
  if (explanation.attention.empty()) {
    return zh ? "网络不认识这些维度：只解释结构预测，没有注意力。\n"
              : "The network knows none of these dimensions: the structural forecast alone is told, without "
                "attention.\n";
  }
  const std::vector<double>& weights = explanation.heat_map.back().weights;
  const Day first = explanation.heat_map.back().first;
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return weights[a] > weights[b]; });
  if (order.size() > kDaysTold) order.resize(kDaysTold);
  std::vector<std::string> days;
  days.reserve(order.size());
  for (const std::size_t i : order) {
    days.push_back(fmt::format("{} ({:.0f} %)", to_text(first + static_cast<int>(i)), 100 * weights[i]));
  }
  std::string text = fmt::format(
      "{}{}{}\n", zh ? "最受注意的日子：" : "Most attended: ", fmt::join(days, zh ? "、" : ", "), zh ? "。" : ".");
  const insight::DeletionTold& deletion = explanation.deletion;
  switch (insight::agreement(deletion)) {
    case insight::Agreement::agrees:
      return text + fmt::format(fmt::runtime(zh ? "隐去这些日子最能改变预测：注意力与之一致（r = {:.2f}）。\n"
                                                : "Attention agrees with what moves the forecast when days are hidden "
                                                  "(r = {:.2f}).\n"),
                                deletion.r);
    case insight::Agreement::does_not:
      return text + fmt::format(fmt::runtime(zh ? "注意力与真正改变预测的日子不一致（r = {:.2f}）。\n"
                                                : "Attention does not agree with what moves the forecast when days are "
                                                  "hidden (r = {:.2f}).\n"),
                                deletion.r);
    case insight::Agreement::not_known:
      break;
  }
  return text + (zh ? "日子太少，不知注意力是否与之一致。\n"
                    : "Too few days to say whether attention agrees with what moves the forecast.\n");
}

}  // namespace skin2vec::ask
