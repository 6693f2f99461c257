#include "skin2vec/words/words.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <set>

#include "skin2vec/base/require.h"

namespace skin2vec::words {
namespace {

using namespace literals;

// The names of the arguments of a text, told by fmt: it is filled with nothing, and says what it lacks.
std::set<std::string> names_of(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') continue;
    if (text.substr(at, 2) == "{{") {
      ++at;
      continue;
    }
    names.emplace(text.substr(at + 1, text.find_first_of(":}", at) - at - 1));
  }
  return names;
}

TEST(Catalogue, EachCodeStandsOnceAndSaysSomethingInBothLanguages) {
  std::set<std::string_view> codes;
  for (std::size_t i = 0; i < std::size(catalogue::en); ++i) {
    EXPECT_TRUE(codes.insert(catalogue::en[i].code).second) << catalogue::en[i].code;
    EXPECT_EQ(catalogue::en[i].code, catalogue::zh[i].code);
    EXPECT_FALSE(catalogue::zh[i].text.empty()) << catalogue::zh[i].code;
  }
}

TEST(Catalogue, EveryArgumentHasAName) {
  for (const auto* catalogue : {catalogue::en, catalogue::zh}) {
    for (std::size_t i = 0; i < std::size(catalogue::en); ++i) {
      for (const std::string& name : names_of(catalogue[i].text)) {
        EXPECT_THAT(name, testing::MatchesRegex("[a-z][a-z0-9_]*")) << catalogue[i].code;
      }
    }
  }
}

TEST(Catalogue, TheEnglishHasNothingChinese) {
  for (const auto& [code, text] : catalogue::en) {
    // U+3000 to U+9FFF begin with these bytes, full-width signs with 0xEF.
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      EXPECT_FALSE((byte >= 0xE3 && byte <= 0xE9) || byte == 0xEF) << code;
    }
  }
}

TEST(Say, FillsTheTextOfALanguage) {
  EXPECT_EQ((say<"surface.too_little_data">(Language::en, "dimension"_a = "Moisture", "exposure"_a = "Humidity")),
            "Moisture and Humidity: too little data");
  EXPECT_EQ((say<"surface.too_little_data">(Language::zh, "dimension"_a = "水分", "exposure"_a = "湿度")),
            "水分与湿度：数据太少");
}

std::string upper(const std::string& name) {
  return "<" + name + ">";
}

TEST(Render, FillsATextThatIsKnownWhenItRuns) {
  const Params params{{"dimension", Name{"oil"}},
                      {"exposure", std::string("UV")},
                      {"p", chance("p", 0.0412)},
                      {"n_days", std::int64_t{90}}};
  EXPECT_EQ(render("surface.found", params, Language::en, upper), "<oil> changes after UV; p = 0.041, 90 days");
  EXPECT_EQ(render("surface.found", params, Language::zh, upper), "<oil>在UV之后有变化；p = 0.041，90 天");
}

TEST(Render, APhraseIsFilledWithTheSameValues) {
  const Params params{{"dimension", Name{"oil"}},
                      {"cause", std::string("UV")},
                      {"direction", Phrase{"direction.lower"}},
                      {"per", Phrase{"per.step"}},
                      {"step", 10.0},
                      {"unit", std::string("ug/m3")},
                      {"size", -0.5},
                      {"low", -0.75},
                      {"high", -0.25},
                      {"strongest", Phrase{"effect.most_days_after"}},
                      {"peak_day", std::int64_t{3}},
                      {"q", chance("q", 0.012)},
                      {"days", std::string()}};
  EXPECT_EQ(render("effect.found", params, Language::en, upper),
            "After UV, <oil> was lower: -0.50 in all per 10 ug/m3 (-0.75 to -0.25), most 3 days after it; q = 0.012");
}

TEST(Render, ClausesHaveTheirOwnValuesAndAJoint) {
  const auto about = [](const char* name) {
    return Clause{"surface.too_little_data", {{"dimension", Name{name}}, {"exposure", std::string("UV")}}};
  };
  const Params params{{"dimension", Clauses{"list.comma", {about("oil"), about("itch")}}},
                      {"exposure", Name{"pm25"}},
                      {"p", Clauses{"list.comma", {}}},
                      {"n_days", std::int64_t{7}}};
  EXPECT_EQ(render("surface.found", params, Language::en, upper),
            "<oil> and UV: too little data, <itch> and UV: too little data changes after <pm25>; , 7 days");
  EXPECT_EQ(render("surface.found", params, Language::zh, upper),
            "<oil>与UV：数据太少，<itch>与UV：数据太少在<pm25>之后有变化；，7 天");
}

TEST(Render, RefusesWhatItCannotSay) {
  EXPECT_THROW((void)render("surface.unheard", {}, Language::en, upper), ContractError);
  EXPECT_THROW((void)render("surface.found", {{"dimension", Name{"oil"}}}, Language::en, upper), ContractError);
}

TEST(Numeral, HasFewerDecimalsFromAHundredOn) {
  EXPECT_EQ(numeral(2.408), "2.41");
  EXPECT_EQ(numeral(-0.001), "0.00");
  EXPECT_EQ(numeral(123.456), "123.5");
  EXPECT_EQ(numeral(1234.56), "1235");
  EXPECT_EQ(numeral(std::numeric_limits<double>::quiet_NaN()), "-");
}

TEST(Chance, IsToldWithItsLetter) {
  EXPECT_EQ(chance("q", 0.0004), "q < 0.001");
  EXPECT_EQ(chance("p", 0.0412), "p = 0.041");
  EXPECT_EQ(chance("p", std::nan("")), "-");
}

}  // namespace
}  // namespace skin2vec::words
