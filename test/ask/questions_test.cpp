#include "skin2vec/ask/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "skin2vec/record/record.h"
#include "skin2vec/twin/twin.h"
#include "test/learn/shipped.h"
#include "test/temporary_folder.h"

namespace skin2vec::ask {
namespace questions_test {

using testing::HasSubstr;

// A diary with a virtual person in it, in a folder of its own.
class Questions : public testing::Test {
 protected:
  void SetUp() override {
    auto store = store::Store::open(folder_.file("diary.db"), {.create = true});
    ASSERT_TRUE(store) << store.error().message;
    store_.emplace(std::move(*store));
    auto person = twin::simulate_person({.people = 1, .days = 150, .seed = 31, .oracle = twin::OracleOrigins::none}, 0);
    for (auto& entry : person.entries) entry.person = entry.person.empty() ? "" : "ann";
    put(person.entries);
  }
  void TearDown() override { store_.reset(); }

  void put(std::span<const diary::Entry> entries) {
    auto writing = store_->begin({.what = "import", .source = "", .at = Instant{0}});
    ASSERT_TRUE(writing);
    ASSERT_TRUE(writing->put(entries));
    ASSERT_TRUE(writing->commit());
  }

  Result<ask::Answer> asked(std::string_view name, const Options& given = {},
                            const learn::ShippedFiles* shipped = &learn::shipped_files()) {
    auto reply = record::answer(*find_question(name), *store_,
                                {.person = "ann", .now = {Instant{1'800'000'000'000}, 0}}, given, {.shipped = shipped});
    if (!reply) return tl::unexpected(reply.error());
    return reply->json();
  }
  std::string refusal(std::string_view name, const Options& given) {
    const auto answer = asked(name, given);
    return answer ? "" : answer.error().message;
  }

  TemporaryFolder folder_;
  std::optional<store::Store> store_;
};

TEST_F(Questions, EachIsAnsweredWithItsHeadAndItsNoun) {
  const std::map<std::string, Options> given = {{"surface", {{"exposure", "humidity"}, {"dimension", "moisture"}}},
                                                {"plan", {{"a", "cream"}, {"b", "lotion"}}}};
  for (const Question& question : questions()) {
    if (question.name == "trial") continue;  // none was carried out: it is refused, below
    const auto found = given.find(question.name);
    const auto answer = asked(question.name, found == given.end() ? Options{} : found->second);
    ASSERT_TRUE(answer) << question.name << ": " << answer.error().message;
    EXPECT_EQ((*answer)["person"], "ann");
    EXPECT_EQ((*answer)["days"], 150);
    const std::string noun = question.name == "summary"   ? "dimensions"
                             : question.name == "compare" ? "skill"
                             : question.name == "explain" ? "influence"
                                                          : question.name;
    EXPECT_TRUE(answer->contains(noun)) << question.name;
  }
  const auto trial = asked("trial", {{"a", "cream"}, {"b", "no_such_cream"}});
  ASSERT_FALSE(trial);
  EXPECT_EQ(trial.error().fault, Fault::missing);
}

TEST_F(Questions, AnOptionChangesTheAnswer) {
  EXPECT_EQ((*asked("forecast", {{"days", "2"}}))["forecast"].size(), 12U);
  EXPECT_EQ((*asked("forecast"))["forecast"].size(), 42U);
  EXPECT_NE((*asked("changes", {{"raw", "true"}}))["changes"], nullptr);
  EXPECT_EQ((*asked("changes", {{"budget", "2"}}))["budget"]["false_alarms_per_year"], 2.0);
}

TEST_F(Questions, WithoutWhatShipsAForecastIsOfModelsThatNeedNoTraining) {
  EXPECT_EQ((*asked("forecast", {}, nullptr))["forecast"].size(), 42U);
  EXPECT_EQ((*asked("explain", {}, nullptr))["model"], "structural");
  EXPECT_TRUE(asked("alerts", {}, nullptr));
  const ask::Answer compared = *asked("compare", {}, nullptr);
  for (const auto& line : compared["skill"]) EXPECT_NE(line["model"], "hybrid");
}

TEST_F(Questions, WhatShipsIsReadByThoseThatForecastAlone) {
  const learn::ShippedFiles damaged("no network", "no ridge");
  for (const Question& question : questions()) {
    const bool forecasts = question.name == "alerts" || question.name == "forecast" || question.name == "compare" ||
                           question.name == "explain";
    const auto answer = asked(question.name, {}, &damaged);
    const std::string message = answer ? "" : answer.error().message;
    EXPECT_EQ(message.starts_with("the network that ships: "), forecasts) << question.name << ": " << message;
  }
}

TEST_F(Questions, AnOptionThatIsNoneIsToldWithTheNearest) {
  EXPECT_THAT(refusal("forecast", {{"day", "3"}}), HasSubstr("forecast has no option \"day\"; did you mean \"days\"?"));
}

TEST_F(Questions, AnOptionIsHeldAgainstItsTypeAndRange) {
  EXPECT_THAT(refusal("forecast", {{"days", "15"}}), HasSubstr("days is \"15\"; expected a whole number from 1 to 14"));
  EXPECT_THAT(refusal("forecast", {{"days", "2.5"}}), HasSubstr("a whole number"));
  EXPECT_THAT(refusal("forecast", {{"backtest", "2026-02-30"}}), HasSubstr("a date YYYY-MM-DD"));
  EXPECT_THAT(refusal("changes", {{"raw", "yes"}}), HasSubstr("true or false"));
  EXPECT_THAT(refusal("changes", {{"budget", "nan"}}), HasSubstr("a number from 0.01 to 12"));
  EXPECT_THAT(refusal("summary", {{"anchor", "2026-03-01,2026-02-01"}}), HasSubstr("FROM,TO as two dates"));
  EXPECT_THAT(refusal("surface", {{"exposure", "humidity"}, {"dimension", "moisture"}, {"at", "3,x"}}),
              HasSubstr("numbers with commas"));
  EXPECT_THAT(refusal("plan", {{"a", "cream"}, {"b", "lotion"}, {"difference", "-1sd"}}), HasSubstr("a size above 0"));
}

TEST_F(Questions, WhatIsNeededMustBeGiven) {
  EXPECT_THAT(refusal("surface", {{"exposure", "humidity"}}), HasSubstr("surface needs dimension"));
}

TEST_F(Questions, ASiteThatWasNeverReadIsMissing) {
  const auto answer = asked("rhythms", {{"site", "elbow"}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().fault, Fault::missing);
}

TEST_F(Questions, APersonIsFoundByNameAndOtherwiseTheNearestIsTold) {
  EXPECT_EQ(*record::choose_person(*store_, "", "here"), "ann");
  EXPECT_EQ(*record::choose_person(*store_, "ann", "here"), "ann");
  const auto other = record::choose_person(*store_, "anna", "here");
  ASSERT_FALSE(other);
  EXPECT_THAT(other.error().message, HasSubstr("did you mean \"ann\"?"));
}

TEST(Snoozes, ComeBackAsTheyWereWrittenWithoutThoseThatAreOver) {
  const Day today = *parse_day("2026-03-08");
  const insight::Snoozes snoozes = {{"moisture", {today + 3, insight::Level::warn}},
                                    {"oil.forecast", {today, insight::Level::watch}},
                                    {"radiance", {today - 1, insight::Level::act}}};
  const insight::Snoozes read = record::parse_snoozes(record::to_text(snoozes), today);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read.at("moisture").until, today + 3);
  EXPECT_EQ(read.at("oil.forecast").level, insight::Level::watch);
}

}  // namespace questions_test
}  // namespace skin2vec::ask
