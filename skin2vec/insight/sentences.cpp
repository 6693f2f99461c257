#include "skin2vec/insight/sentences.h"

#include <cmath>

#include "skin2vec/insight/finding.h"
#include "skin2vec/words/words.h"

namespace skin2vec::insight {

const std::string& spoken(const diary::Label& label, words::Language language) {
  return language == words::Language::zh ? label.zh : label.en;
}

std::string spoken(const std::string& name, const diary::Profile& profile, words::Language language) {
  const diary::EventKind* event = diary::find_event(profile, name);
  const diary::Exposure* exposure = diary::find_exposure(profile, name);
  const diary::Dimension* dimension = diary::find_dimension(profile, name);
  const diary::Label* label = event       ? &event->label
                              : exposure  ? &exposure->label
                              : dimension ? &dimension->label
                                          : nullptr;
  return label ? spoken(*label, language) : name;
}

std::string numeral(double value, double low, double high, words::Language language) {
  using namespace words::literals;
  if (!std::isfinite(value) || !std::isfinite(low) || !std::isfinite(high)) return words::numeral(value);
  return words::say<"number.with_interval">(language, "value"_a = words::numeral(value), "low"_a = words::numeral(low),
                                            "high"_a = words::numeral(high));
}

std::string sentence(const lag::Effect& effect, const diary::Profile& profile, words::Language language) {
  return sentence(finding(effect, profile), profile, language);
}

std::string sentence(const lag::CohortEffect& effect, const diary::Profile& profile, words::Language language) {
  return sentence(finding(effect, profile), profile, language);
}

std::string sentence(const dose::Dose& dose, const diary::Profile& profile, words::Language language) {
  return sentence(finding(dose, profile), profile, language);
}

std::string sentence(const dose::Seasons& seasons, const diary::Profile& profile, words::Language language) {
  if (seasons.verdict != dose::SeasonsVerdict::differ) return "";
  return sentence(finding(seasons, profile), profile, language);
}

std::string sentence(const FoundChange& found, const diary::Profile& profile, words::Language language) {
  return sentence(finding(found), profile, language);
}

std::string sentence(const RaisedAlarm& raised, const diary::Profile& profile, words::Language language) {
  return sentence(finding(raised), profile, language);
}

std::string sentence(const lag::Habit& habit, const diary::Profile& profile, words::Language language) {
  return sentence(finding(habit), profile, language);
}

std::string sentence(const trial::Comparison& comparison, words::Language language) {
  return sentence(finding(comparison), {}, language);
}

std::string sentence(const DoneTrial& trial, const trial::TrialResult& result, const diary::Profile& profile,
                     words::Language language) {
  return sentence(finding(trial, result), profile, language);
}

std::string sentence(const trial::TrialPower& forecasts, const diary::Profile& profile, words::Language language) {
  return sentence(finding(forecasts), profile, language);
}

std::string sentence(std::span<const series::Rhythm> rhythms, const diary::Profile& profile, words::Language language) {
  return sentence(finding(rhythms), profile, language);
}

}  // namespace skin2vec::insight
