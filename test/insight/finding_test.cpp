#include "skin2vec/insight/finding.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "skin2vec/base/require.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::insight {
namespace finding_test {

using words::Language;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

Day day(int n) {
  return *parse_day("2026-01-01") + n;
}

lag::Effect late_night() {
  lag::Effect effect{.covariate = "late_night", .dimension = "moisture"};
  effect.verdict = lag::EffectVerdict::found;
  effect.total = -1.2345, effect.total_ci = {-1.9, -0.6}, effect.q = 0.0123;
  effect.kernel[2] = -0.456, effect.kernel_ci[2] = {-0.7, -0.2}, effect.peak_day = 2;
  effect.n_exposed = 41, effect.n_days = 320;
  return effect;
}

TEST(Finding, AnEffectSaysHowFarAndHowSure) {
  const Finding found = finding(late_night(), skin());
  EXPECT_EQ(found.kind, FindingKind::effect);
  EXPECT_EQ(found.code, "effect.found");
  EXPECT_EQ(found.subject, "late_night");
  EXPECT_EQ(found.dimension, "moisture");
  EXPECT_EQ(found.direction, Direction::down);
  EXPECT_EQ(found.size, -1.2345);
  EXPECT_EQ(found.interval.low, -1.9);
  EXPECT_EQ(found.interval.high, -0.6);
  EXPECT_EQ(found.n, 320);
  EXPECT_EQ(found.confidence.measure, "q");
  EXPECT_EQ(found.confidence.value, 0.0123);
  EXPECT_FALSE(found.since);
  EXPECT_EQ(sentence(found, skin(), Language::en),
            "After Late night, Moisture was lower: -1.23 in all per weight 1 (-1.90 to -0.60), most 2 days after it; "
            "q = 0.012, 41 days of 320");
  EXPECT_EQ(sentence(found, skin(), Language::zh),
            "熬夜之后，水分较低：权重 1共 -1.23（-1.90 至 -0.60），第 2 天最强；q = 0.012，320 天中有 41 天");
}

TEST(Finding, AnOpenSumIsToldByItsLargestDay) {
  lag::Effect effect = late_night();
  effect.total = 0.1, effect.total_ci = {-0.3, 0.5}, effect.peak_day = 2;
  const Finding found = finding(effect, skin());
  EXPECT_EQ(found.code, "effect.open");
  EXPECT_EQ(found.direction, Direction::down);
  EXPECT_EQ(found.size, -0.456);
  EXPECT_EQ(found.interval.low, -0.7);
  EXPECT_EQ(sentence(found, skin(), Language::en),
            "2 days after Late night, Moisture was lower: -0.46 per weight 1; the sum is open (-0.30 to 0.50); q = "
            "0.012, 41 days of 320");
}

TEST(Finding, TheParamsAreWhateverTheLanguage) {
  const words::Params params = finding(late_night(), skin()).params;
  const auto of = [&](const std::string& name) {
    return std::find_if(params.begin(), params.end(), [&](const auto& one) { return one.first == name; })->second;
  };
  EXPECT_EQ(std::get<words::Name>(of("cause")).name, "late_night");
  EXPECT_EQ(std::get<words::Name>(of("dimension")).name, "moisture");
  EXPECT_EQ(std::get<words::Phrase>(of("direction")).code, "direction.lower");
  EXPECT_EQ(std::get<double>(of("size")), -1.2345);
  EXPECT_EQ(std::get<std::int64_t>(of("n_exposed")), 41);
  EXPECT_EQ(std::get<std::string>(of("q")), "q = 0.012");
}

TEST(Finding, AChangeHasADay) {
  const FoundChange change{"oil",
                           {.kind = change::Kind::drift,
                            .start = day(3),
                            .end = day(80),
                            .size = 0.71,
                            .size_low = 0.4,
                            .size_high = 1.02,
                            .confidence = 0.87},
                           day(40)};
  const Finding found = finding(change);
  EXPECT_EQ(found.code, "change.drift_up");
  EXPECT_EQ(found.direction, Direction::up);
  EXPECT_EQ(found.since, day(3));
  EXPECT_EQ(found.interval.high, 1.02);
  EXPECT_EQ(found.confidence.measure, "weight");
  EXPECT_EQ(sentence(found, skin(), Language::zh),
            "油分在 2026-01-04 至 2026-03-22 间缓慢升高：+0.71（0.40 至 1.02）；把握 87 %；2026-02-10 即可得知");
}

TEST(Finding, SeasonsAreListedWithTheirNumbers) {
  dose::Seasons seasons{.exposure = "humidity", .dimension = "moisture"};
  seasons.verdict = dose::SeasonsVerdict::differ, seasons.q = 0.031;
  seasons.parts[0] = {.n_days = 90, .total = 0.31, .ci = {0.1, 0.52}};
  seasons.parts[2] = {.n_days = 85, .total = -0.2, .ci = {-0.44, 0.04}};
  const Finding found = finding(seasons, skin());
  EXPECT_EQ(found.code, "season.differ");
  EXPECT_EQ(found.n, 175);
  EXPECT_EQ(sentence(found, skin(), Language::en),
            "Moisture in the 22 days after 10 % more Humidity differs by season: winter +0.31 (0.10 to 0.52), summer "
            "-0.20 (-0.44 to 0.04); q = 0.031");
}

TEST(Finding, ARhythmOfOneDimensionHasASize) {
  const series::Rhythm one{.dimension = "moisture",
                           .name = series::RhythmName::monthly,
                           .period_days = 28.3,
                           .period_ci = {27.9, 28.8},
                           .amplitude = 0.31,
                           .amplitude_ci = {0.2, 0.42},
                           .p = 0.004};
  const Finding found = finding(std::span(&one, 1));
  EXPECT_EQ(found.dimension, "moisture");
  EXPECT_EQ(found.size, 0.31);
  EXPECT_EQ(found.interval.high, 0.42);
  const std::array two{one, one};
  EXPECT_EQ(finding(two).dimension, "");
  EXPECT_EQ(sentence(finding(two), skin(), Language::en),
            "Every 28.30 (27.90 to 28.80) days: Moisture ±0.31 (0.20 to 0.42), Moisture ±0.31 (0.20 to 0.42)");
}

TEST(Finding, AnAlertOfAForecastHasItsProbability) {
  Alert alert{.dimension = "moisture"};
  alert.window_mean = 2.5,
  alert.foretold = ForecastAlert{.of_profile = true, .limit = 2.2, .mean = 2.1, .probability = 0.998};
  const Finding found = finding(alert);
  EXPECT_EQ(found.code, "alert.forecast_past_limit");
  EXPECT_EQ(found.direction, Direction::down);
  EXPECT_NEAR(found.size, -0.4, 1e-12);
  EXPECT_EQ(found.confidence.measure, "probability");
  EXPECT_FALSE(found.since);
  EXPECT_EQ(sentence(found, skin(), Language::zh),
            "预计水分未来 7 天均值 2.10，越过 2.20（您设定的界限）：概率 99%；最近 7 天均值 2.50");
}

// Made values of every branch.
std::vector<Finding> every_finding() {
  std::vector<Finding> all;
  const auto scales = {diary::OutcomeScale::continuous, diary::OutcomeScale::count};
  const std::pair<const char*, series::CovariateKind> covariates[] = {{"late_night", series::CovariateKind::event},
                                                                      {"cream", series::CovariateKind::product},
                                                                      {"pm25", series::CovariateKind::exposure}};
  for (const auto& [name, kind] : covariates) {
    for (const auto verdict : {lag::EffectVerdict::found, lag::EffectVerdict::confounded}) {
      for (const auto scale : scales) {
        for (const double sign : {-1.0, 1.0}) {
          for (const int peak : {0, 1, 5}) {
            for (const double low : {-0.5, 0.5}) {
              lag::Effect effect = late_night();
              effect.covariate = name, effect.kind = kind, effect.verdict = verdict, effect.scale = scale;
              effect.total = sign * 1.5, effect.total_ci = {sign * low, sign * 2.5};
              effect.peak_day = peak, effect.kernel[static_cast<std::size_t>(peak)] = sign * 0.4;
              all.push_back(finding(effect, skin()));
            }
          }
          for (const auto source : {lag::CohortSource::each_alone, lag::CohortSource::one_fit}) {
            lag::CohortEffect effect{.covariate = name, .kind = kind, .dimension = "moisture", .scale = scale};
            effect.n_people = 12, effect.mean = sign, effect.mean_ci = {sign - 0.5, sign + 0.5}, effect.tau = 0.3;
            effect.source = source, effect.verdict = verdict;
            all.push_back(finding(effect, skin()));
          }
        }
      }
    }
  }
  for (const auto shape : {dose::DoseShape::bell, dose::DoseShape::rising, dose::DoseShape::falling,
                           dose::DoseShape::flat, dose::DoseShape::unidentified}) {
    for (const double height : {-0.4, 0.4}) {
      for (const double p : {0.01, 0.3}) {
        dose::Dose dose{.exposure = "humidity", .dimension = "moisture", .shape = shape};
        dose.optimum = 55.5, dose.optimum_ci = {50, 61}, dose.height = height;
        dose.shift = {.by = "pm25", .per_100 = -3.3, .p = p};
        all.push_back(finding(dose, skin()));
      }
    }
  }
  dose::Seasons seasons{.exposure = "humidity", .dimension = "moisture"};
  seasons.verdict = dose::SeasonsVerdict::differ;
  for (auto& part : seasons.parts) part = {.n_days = 60, .total = 0.2, .ci = {0.1, 0.3}};
  all.push_back(finding(seasons, skin()));
  for (const double size : {-0.5, 0.5}) {
    for (const auto kind : {change::Kind::shift, change::Kind::drift, change::Kind::passing}) {
      const change::Change change{.kind = kind, .start = day(9), .end = day(30), .size = size, .confidence = 0.9};
      all.push_back(finding(FoundChange{"oil", change, {}}));
      all.push_back(finding(FoundChange{"oil", change, day(12)}));
      change::Alarm alarm{.reached = {day(14)}, .kind = kind, .start = day(9), .since = day(9), .size = size};
      all.push_back(finding(RaisedAlarm{"oil", alarm}));
      alarm.withdrawn_on = day(44);
      all.push_back(finding(RaisedAlarm{"oil", alarm}));
      Alert alert{.dimension = "oil", .kind = kind, .since = day(9), .raised = day(14)};
      alert.window_mean = size;
      all.push_back(finding(alert));
      alert.foretold = ForecastAlert{.of_profile = size > 0, .limit = 2, .mean = 1, .probability = 0.7};
      all.push_back(finding(alert));
    }
    lag::Habit habit{.covariate = "late_night", .dimension = "moisture"};
    habit.accumulated = size, habit.hidden = size / 2;
    all.push_back(finding(habit));
  }
  using Compared = trial::ComparisonVerdict;
  for (const auto verdict :
       {Compared::found, Compared::none_found, Compared::no_difference, Compared::too_little_data}) {
    for (const double ratio : {0.5, 2.0, missing}) {
      trial::Comparison comparison{.a = "cream", .b = "lotion", .dimension = "moisture", .ratio = ratio};
      comparison.verdict = verdict, comparison.n_a = 9, comparison.n_b = 11;
      all.push_back(finding(comparison));
    }
  }
  using Tried = trial::TrialVerdict;
  for (const auto verdict : {Tried::found, Tried::none_found, Tried::no_difference, Tried::too_little_data}) {
    for (const double difference : {-0.5, 0.5}) {
      const DoneTrial done{.a = "cream", .b = "lotion", .first = day(1)};
      all.push_back(
          finding(done, {.dimension = "oil", .difference = difference, .n_a = 40, .n_b = 42, .verdict = verdict}));
    }
  }
  for (const double detectable : {0.4, std::numeric_limits<double>::infinity()}) {
    all.push_back(finding(trial::TrialPower{"oil", 0.3, 0.1, 0.61, detectable}));
  }
  using series::RhythmName;
  for (const auto name : {RhythmName::daily, RhythmName::monthly, RhythmName::seasonal}) {
    for (const double end : {missing, 0.5}) {
      series::Rhythm rhythm{.dimension = "oil", .name = name, .period_days = 28, .period_ci = {end, 30}};
      rhythm.amplitude = 0.4, rhythm.amplitude_ci = {0.3, end};
      std::vector told(3, rhythm);
      told[1].higher = series::Slot::morning, told[2].higher = series::Slot::evening;
      all.push_back(finding(told));
    }
  }
  return all;
}

// The codes of a finding: its own, and those of the texts within it.
void add_codes(const std::string& code, const words::Params& params, std::set<std::string>& codes) {
  codes.insert(code);
  for (const auto& [name, value] : params) {
    if (const auto* phrase = std::get_if<words::Phrase>(&value)) codes.insert(phrase->code);
    if (const auto* clauses = std::get_if<words::Clauses>(&value)) {
      codes.insert(clauses->joint);
      for (const words::Clause& one : clauses->each) add_codes(one.code, one.params, codes);
    }
  }
}

TEST(Finding, EachIsASentenceInBothLanguages) {
  for (const Finding& one : every_finding()) {
    for (const auto language : {Language::en, Language::zh}) {
      const std::string told = sentence(one, skin(), language);
      EXPECT_THAT(told, testing::Not(testing::HasSubstr("{"))) << one.code;
      EXPECT_GT(told.size(), 10U) << one.code;
    }
  }
}

TEST(Finding, EveryTextOfAFindingIsSaidBySome) {
  std::set<std::string> said, kinds;
  for (const Finding& one : every_finding()) add_codes(one.code, one.params, said);
  for (const std::string& code : said) kinds.insert(code.substr(0, code.find('.')));
  kinds.erase("list");  // of all texts
  for (const auto& [code, text] : words::catalogue::en) {
    if (!kinds.contains(std::string(code.substr(0, code.find('.'))))) continue;
    EXPECT_TRUE(said.contains(std::string(code))) << code;
  }
}

TEST(Finding, RefusesWhatWasNotFound) {
  EXPECT_THROW((void)finding(lag::Effect{}, skin()), ContractError);
  EXPECT_THROW((void)finding(dose::Seasons{}, skin()), ContractError);
  EXPECT_THROW((void)finding(std::span<const series::Rhythm>{}), ContractError);
}

}  // namespace finding_test
}  // namespace skin2vec::insight
