#include "skin2vec/ask/answers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <span>

#include "skin2vec/ask/cause_answers.h"
#include "skin2vec/ask/report_answer.h"

namespace skin2vec::ask {
namespace answers_test {

TEST(Answers, TheHeadCountsBothEnds) {
  EXPECT_EQ(head({"skin", "ann", *parse_day("2026-01-01"), *parse_day("2026-01-31")}).dump(),
            R"({"profile":"skin","person":"ann","from":"2026-01-01","to":"2026-01-31","days":31})");
  EXPECT_EQ(head({"skin", "", std::nullopt, std::nullopt}).dump(),
            R"({"profile":"skin","person":"","from":null,"to":null,"days":0})");
}

TEST(Answers, WhatIsMissingIsNull) {
  EXPECT_EQ(number(NAN).dump(), "null");
  EXPECT_EQ(number(-INFINITY).dump(), "null");
  EXPECT_EQ(number(0).dump(), "0.0");
}

TEST(Answers, AnAlertCarriesItsEvidenceAndItsSnooze) {
  insight::Summary summary;
  diary::Dimension dimension;
  dimension.name = "moisture";
  dimension.label = {"Moisture", "水分"};
  summary.dimensions.push_back({dimension, {}, "", {}});
  insight::Alert fallen{.dimension = "moisture", .level = insight::Level::warn};
  fallen.since = *parse_day("2026-03-02"), fallen.raised = *parse_day("2026-03-09");
  fallen.window_mean = 2.25, fallen.baseline_mean = 3, fallen.baseline_sd = 0.5;
  summary.alerts.push_back(fallen);
  Answer answer;
  add_alerts(answer, summary,
             {{{"moisture", {*parse_day("2026-03-20"), insight::Level::warn}}}, 12.5, words::Language::en});
  const auto& alert = answer["alerts"][0];
  EXPECT_EQ(alert["level"], "warn");
  EXPECT_EQ(alert["since"], "2026-03-02");
  EXPECT_EQ(alert["evidence"]["baseline_mean"], 3.0);
  EXPECT_EQ(alert["evidence"]["kind"], "shift");
  EXPECT_EQ(alert["evidence"]["raised_on"], "2026-03-09");
  EXPECT_EQ(alert["snoozed_until"], "2026-03-20");
  summary.alerts[0].level = insight::Level::act;
  Answer risen;
  add_alerts(risen, summary,
             {{{"moisture", {*parse_day("2026-03-20"), insight::Level::warn}}}, 12.5, words::Language::en});
  EXPECT_TRUE(risen["alerts"][0]["snoozed_until"].is_null());
  EXPECT_EQ(answer["data_age_hours"], 12.5);
}

TEST(Answers, ARhythmWithoutDataHasNullsAndItsVerdict) {
  const series::Rhythm rhythm{"oil",
                              series::RhythmName::monthly,
                              NAN,
                              {NAN, NAN},
                              NAN,
                              {NAN, NAN},
                              std::nullopt,
                              1,
                              series::RhythmVerdict::too_little_data,
                              std::nullopt};
  Answer answer;
  add_rhythms(answer, std::span(&rhythm, 1));
  EXPECT_EQ(
      answer.dump(),
      R"({"rhythms":[{"dimension":"oil","name":"monthly","period_days":null,"period_ci":null,"amplitude":null,"amplitude_ci":null,"peak":null,"peak_slot":null,"p":null,"verdict":"too little data"}]})");
}

TEST(CohortAnswer, OfACountIsToldAsARatio) {
  lag::CohortEffect effect;
  effect.covariate = "late_night";
  effect.dimension = "moisture";
  effect.scale = diary::OutcomeScale::count;
  effect.n_people = 12;
  effect.mean = std::log(1.5);
  effect.mean_ci = {std::log(1.2), std::log(1.875)};
  effect.tau = std::log(1.25);
  effect.q = 0.02;
  effect.verdict = lag::EffectVerdict::found;
  const diary::Profile profile = *diary::built_in_profile("skin");
  Answer answer = head({"skin", "", {}, {}});
  add_cohort(answer, std::span(&effect, 1), 12, profile, words::Language::en);
  const Answer& one = answer["cohort"]["effects"][0];
  EXPECT_EQ(one["scale"], "count");
  EXPECT_NEAR(one["ratio"]["total"].get<double>(), 1.5, 1e-12);
  EXPECT_NEAR(one["ratio"]["ci"][1].get<double>(), 1.875, 1e-12);
  EXPECT_NEAR(one["mean"].get<double>(), std::log(1.5), 1e-12);
  const std::string told = one["sentence"];
  EXPECT_NE(told.find("1.50 times as many in all per weight 1 on average (1.20 to 1.88)"), std::string::npos) << told;
  EXPECT_NE(told.find("people differ by a factor of 1.25"), std::string::npos) << told;
}

TEST(Answers, OfAReportCountsWhatIsOnThePage) {
  report::Report report;
  report.html = "<html>";
  report.sections.push_back({"changes", "What changed"});
  report.sections.push_back({"causes", "Causes"});
  report.sections[0].findings.push_back({report::FindingKind::change, 0.8, "Moisture fell", "seen often"});
  report.sections[1].findings.push_back({report::FindingKind::stands_now, 0.2, "Oil is high", ""});
  report.sections[1].table.rows.resize(3);
  Answer answer;
  add_report(answer, report, std::nullopt);
  EXPECT_EQ(answer["report"]["bytes"], 6);
  EXPECT_TRUE(answer["report"]["out"].is_null());
  const auto& covariates = answer["report"]["sections"][1];
  EXPECT_EQ(covariates["name"], "causes");
  EXPECT_EQ(covariates["rows"], 3);
  EXPECT_EQ(covariates["findings"][0]["rank"], 1);  // it stands now: before what has changed
  EXPECT_EQ(answer["report"]["sections"][0]["findings"][0]["rank"], 2);
  add_report(answer, report, "ann.html");
  EXPECT_EQ(answer["report"]["out"], "ann.html");
}

}  // namespace answers_test
}  // namespace skin2vec::ask
