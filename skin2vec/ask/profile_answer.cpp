#include "skin2vec/ask/profile_answer.h"

#include <fmt/format.h>

namespace skin2vec::ask {

namespace {

// "14:00"
std::string clock_text(std::int32_t ms_of_day) {
  return fmt::format("{:02}:{:02}", ms_of_day / 3'600'000, ms_of_day / 60'000 % 60);
}

}  // namespace

ask::Answer profile_answer(const diary::Profile& profile) {
  ask::Answer answer = ask::head({profile.name, "", std::nullopt, std::nullopt});
  const auto names = [](const auto& things) {
    ask::Answer list = ask::Answer::array();
    for (const auto& thing : things) list.push_back(thing.name);
    return list;
  };
  answer["dimensions"] = ask::Answer::array();
  for (const auto& dimension : profile.dimensions) {
    answer["dimensions"].push_back({{"name", dimension.name},
                                    {"range", {dimension.low, dimension.high}},
                                    {"better", dimension.better == diary::Better::high  ? "high"
                                               : dimension.better == diary::Better::low ? "low"
                                                                                        : "middle"},
                                    {"scale", diary::scale_name(dimension.scale)},
                                    {"unit", dimension.unit},
                                    {"labels", {{"en", dimension.label.en}, {"zh", dimension.label.zh}}},
                                    {"derived", dimension.derived.has_value()},
                                    {"limit", dimension.limit ? ask::Answer(*dimension.limit) : ask::Answer(nullptr)},
                                    {"optional", dimension.optional}});
  }
  answer["exposures"] = ask::Answer::array();
  for (const auto& exposure : profile.exposures) {
    answer["exposures"].push_back({{"name", exposure.name},
                                   {"range", {exposure.low, exposure.high}},
                                   {"unit", exposure.unit},
                                   {"labels", {{"en", exposure.label.en}, {"zh", exposure.label.zh}}},
                                   {"unit_step", exposure.unit_step}});
  }
  answer["events"] = ask::Answer::array();
  for (const auto& event : profile.events) {
    answer["events"].push_back({{"name", event.name},
                                {"weight", event.default_weight},
                                {"labels", {{"en", event.label.en}, {"zh", event.label.zh}}},
                                {"role", event.role == diary::Role::symptom ? "symptom" : "cause"}});
  }
  answer["scales"] = ask::Answer::object();
  for (const auto& scale : profile.scales)
    answer["scales"][scale.name] = {{"words", scale.words}, {"values", scale.values}};
  answer["slots"] = {{"per_day", profile.slots.per_day},
                     {"every_days", profile.slots.every_days},
                     {"evening_from", clock_text(profile.slots.evening_from_ms)}};
  answer["reference"] = {{"window_days", profile.reference.window_days},
                         {"baseline_days", profile.reference.baseline_days}};
  answer["concepts"] = names(profile.concepts);
  answer["toml"] = profile.text;
  return answer;
}

}  // namespace skin2vec::ask
