#include "skin2vec/report/report.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/words/words.h"

namespace skin2vec::report {
namespace report_test {

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

const Section& of(const Report& report, const std::string& name) {
  for (const Section& section : report.sections) {
    if (section.name == name) return section;
  }
  throw std::out_of_range(name);
}

// A late night on moisture, of that total and interval; sd of moisture is 0.5.
lag::Effect effect(const std::string& covariate, double total, lag::Interval ci, lag::EffectVerdict verdict) {
  lag::Effect one;
  one.covariate = covariate;
  one.dimension = "moisture";
  one.total = total;
  one.total_ci = ci;
  one.kernel[1] = total;
  one.peak_day = 1;
  one.p = 0.001, one.q = 0.0125;
  one.n_days = 300, one.n_exposed = 40;
  one.control_p = verdict == lag::EffectVerdict::confounded ? 0.0001 : 0.42;
  one.verdict = verdict;
  return one;
}

Found sample() {
  Found found;
  found.sd["moisture"] = 0.5;
  found.effects = {effect("salt", -0.9, {-1.75, -0.05}, lag::EffectVerdict::found),
                   effect("late_night", -0.4, {-0.6, -0.2}, lag::EffectVerdict::found),
                   effect("sugar", -2, {-2.2, -1.8}, lag::EffectVerdict::confounded),
                   effect("dairy", 0, {-0.1, 0.1}, lag::EffectVerdict::none_found)};
  return found;
}

ReportOptions options(words::Language language = words::Language::en) {
  return {.head = {"skin", "ann", *parse_day("2026-01-01"), *parse_day("2026-01-31")}, .language = language};
}

// A shift by 0.9 and a bout: both in the table, by start, the shift before every cause.
TEST(Report, ChangesStandBeforeCauses) {
  Found found = sample();
  const Day day = *parse_day("2026-01-10");
  found.changes.changes = {{"moisture", {change::Kind::passing, day - 6, day - 2, 0.6, 0.1, 1.1, 0.8}, {}},
                           {"moisture", {change::Kind::shift, day, day, -0.9, -1.2, -0.6, 0.9}, day + 9}};
  found.weekly["moisture"] = {2.5, NAN, 1.6, 1.7};
  const Report report = report_on(found, skin(), options());
  const Section& changes = of(report, "changes");
  ASSERT_EQ(changes.table.rows.size(), 2U);
  EXPECT_EQ(changes.table.rows[0][1].text, "for a while");
  EXPECT_EQ(changes.table.rows[1][3].text, "-");
  EXPECT_EQ(changes.table.rows[1][4].text, "-0.90 (-1.20 to -0.60)");
  EXPECT_NE(changes.table.rows[1][5].picture.find("<svg"), std::string::npos);
  const auto order = ranked(report.sections);
  ASSERT_FALSE(order.empty());
  EXPECT_EQ(order[0].finding->sentence, changes.findings[1].sentence) << "1.2 sd at the least, the bout 0.2";
}

// The nearer ends of the intervals are 0.05 and 0.2; what failed the control stands last, however large.
TEST(Report, CausesByTheLeastTheyCanBeAndTheConfoundedLast) {
  const Report report = report_on(sample(), skin(), options());
  const Section& covariates = of(report, "causes");
  ASSERT_EQ(covariates.table.rows.size(), 3U);
  EXPECT_EQ(covariates.table.rows[0][0].text, "Late night");
  EXPECT_EQ(covariates.table.rows[0][2].text, "-0.40 (-0.60 to -0.20)");
  EXPECT_EQ(covariates.table.rows[1][0].text, "salt");
  EXPECT_EQ(covariates.table.rows[2][0].text, "◇ Sugar");
  EXPECT_EQ(covariates.findings[0].use, FindingKind::covariate);
  EXPECT_NEAR(covariates.findings[0].size, 0.4, 1e-12);
  EXPECT_NEAR(covariates.findings[1].size, 0.1, 1e-12);
  EXPECT_EQ(covariates.findings[2].use, FindingKind::warning);
  EXPECT_NE(covariates.findings[2].sentence.find("it may follow, not lead"), std::string::npos);
  EXPECT_NE(covariates.findings[2].uncertainty.find("fails the negative control"), std::string::npos);
  EXPECT_EQ(covariates.notes[0].substr(0, 16), "4 pairs of a cau");
}

// A habit may not be told more surely than the effect of the same pair.
TEST(Report, AHabitWhosePairFailedTheControlIsAWarning) {
  Found found = sample();
  lag::Habit habit;
  habit.dimension = "moisture";
  habit.immediate = -0.1, habit.accumulated = -0.9, habit.hidden = -0.8, habit.ci = {-1.2, -0.4};
  habit.p = 0.001, habit.q = 0.02, habit.verdict = lag::EffectVerdict::found;
  for (const char* covariate : {"sugar", "salt"}) {
    habit.covariate = covariate;
    found.habits.push_back(habit);
  }
  const Section habits = of(report_on(found, skin(), options()), "habits");
  EXPECT_EQ(habits.findings[0].use, FindingKind::warning);
  EXPECT_EQ(habits.table.rows[0][0].text, "◇ Sugar");
  EXPECT_EQ(habits.findings[1].use, FindingKind::habit);
  EXPECT_NEAR(habits.findings[1].size, 0.8, 1e-12);
}

TEST(Report, NamesOfAPersonAreEscaped) {
  Found found = sample();
  found.effects[0].covariate = "<script>alert(1)</script>";
  ReportOptions hostile = options();
  hostile.head.person = "<script>bob</script>";
  for (const words::Language language : {words::Language::en, words::Language::zh}) {
    hostile.language = language;
    const Report report = report_on(found, skin(), hostile);
    EXPECT_EQ(report.html.find("<script"), std::string::npos);
    EXPECT_NE(report.html.find("&lt;script&gt;bob"), std::string::npos);
    EXPECT_NE(report.html.find("&lt;script&gt;alert(1)"), std::string::npos);
  }
}

TEST(Report, TablesHaveALimitAndTellWhatIsLeftOut) {
  Found found = sample();
  for (int i = 0; i < 30; ++i) {
    found.effects.push_back(
        effect(std::string(100, 'x') + std::to_string(i), -1, {-1.5, -0.5}, lag::EffectVerdict::found));
  }
  const Report report = report_on(found, skin(), options());
  EXPECT_EQ(of(report, "causes").table.rows.size(), 10U);
  EXPECT_EQ(of(report, "causes").left_out, 23);
  EXPECT_EQ(of(report, "causes").table.rows[0][0].text, std::string(19, 'x') + "…");
  EXPECT_NE(report.html.find("23 more rows are not shown"), std::string::npos);
  EXPECT_NE(report.html.find("32 found"), std::string::npos);
}

TEST(Report, WithoutReadingsEverySectionSaysSo) {
  ReportOptions empty{.head = {"skin", "ann", std::nullopt, std::nullopt}};
  for (const words::Language language : {words::Language::en, words::Language::zh}) {
    empty.language = language;
    const Report report = report_on({}, skin(), empty);
    EXPECT_EQ(report.sections.size(), 9U);
    for (const Section& section : report.sections) {
      EXPECT_TRUE(section.findings.empty()) << section.name;
      EXPECT_FALSE(section.notes.empty()) << section.name;
    }
  }
}

// The columns of a table are one text: a mark too few in one language would be found only by who asks in it.
TEST(Report, TablesHaveAsManyColumnsInEveryLanguage) {
  int tables = 0;
  for (std::size_t i = 0; i < std::size(words::catalogue::en); ++i) {
    const auto [code, en] = words::catalogue::en[i];
    if (!code.starts_with("report.") || !code.ends_with(".columns")) continue;
    ++tables;
    EXPECT_EQ(columns_of(en).size(), columns_of(words::catalogue::zh[i].text).size()) << code;
  }
  EXPECT_EQ(tables, 8) << "all but the one of gaps, whose columns are months";
}

// What a doctor must be told in either language, and no word of what was not examined.
TEST(Report, SaysWhatItIsNot) {
  EXPECT_NE(report_on(sample(), skin(), options()).html.find("Associations are not causes"), std::string::npos);
  const Report zh = report_on(sample(), skin(), options(words::Language::zh));
  EXPECT_NE(zh.html.find("关联不等于因果"), std::string::npos);
  EXPECT_EQ(zh.sections.size(), report_on(sample(), skin(), options()).sections.size());
  for (const char* word : {"caused by", "causes your", "leads to", "because of"}) {
    for (const Section& section : report_on(sample(), skin(), options()).sections) {
      for (const Finding& finding : section.findings) EXPECT_EQ(finding.sentence.find(word), std::string::npos);
    }
  }
}

TEST(Report, TheSameFindingsGiveTheSameBytes) {
  EXPECT_EQ(report_on(sample(), skin(), options()).html, report_on(sample(), skin(), options()).html);
}

}  // namespace report_test
}  // namespace skin2vec::report
