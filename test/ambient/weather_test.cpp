#include "skin2vec/ambient/weather.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/base/require.h"

namespace skin2vec::ambient {
namespace weather_test {

using testing::HasSubstr;

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

Day day(const char* text) {
  return *parse_day(text);
}

WeatherRequest request() {
  return {Service::forecast,
          {48.1, 11.6},
          {{"temperature", "temperature_2m"}, {"humidity", "relative_humidity_2m"}},
          day("2026-03-01"),
          day("2026-03-02")};
}

// As JsonWriter.swift of open-meteo@ba13de1 writes it (Tests/AppTests/OutputformatTests.swift:211), with a null.
constexpr const char* answer =
    R"({"latitude":48.1,"longitude":11.6,"generationtime_ms":12.0,"utc_offset_seconds":3600,"timezone":"Europe/Berlin",)"
    R"("timezone_abbreviation":"GMT+1","elevation":524.0,"hourly_units":{"time":"iso8601","temperature_2m":"°C",)"
    R"("relative_humidity_2m":"%"},"hourly":{"time":["2026-02-28T23:00","2026-03-01T00:00","2026-03-01T01:00",)"
    R"("2026-03-01T02:00"],"temperature_2m":[1.0,2.5,null,-0.5],"relative_humidity_2m":[70,71,null,73]}})";

TEST(Weather, AnAnswerIsReadWithLocalTimesAndNullsAreMissing) {
  const auto hours = read_weather(answer, request());
  ASSERT_TRUE(hours) << hours.error().message;
  ASSERT_EQ(hours->size(), 2U);  // 23:00 lies before the dates, 01:00 has no value
  const auto& [at, first] = *hours->begin();
  EXPECT_EQ(to_text(first.time), "2026-03-01T00:00+01:00");
  EXPECT_EQ(to_text(local_time(at, 0)), "2026-02-28T23:00Z");
  EXPECT_EQ(first.values, (std::map<std::string, double>{{"humidity", 71}, {"temperature", 2.5}}));
  EXPECT_EQ(hours->rbegin()->second.values.at("temperature"), -0.5);
}

TEST(Weather, OfOnePlaceMayStandInAList) {
  EXPECT_TRUE(read_weather("[" + std::string(answer) + "]", request()));
  EXPECT_FALSE(read_weather("[" + std::string(answer) + "," + answer + "]", request()));
}

TEST(Weather, WhatIsNoAnswerIsRefusedWithTheReason) {
  const auto reason = [](const char* body) { return read_weather(body, request()).error().message; };
  EXPECT_EQ(reason(R"({"error":true,"reason":"Daily API request limit exceeded. Please try again tomorrow."})"),
            "Daily API request limit exceeded. Please try again tomorrow.");
  EXPECT_THAT(reason(""), HasSubstr("no JSON"));
  EXPECT_THAT(reason("17"), HasSubstr("no JSON object"));
  EXPECT_THAT(reason(R"({"hourly":{}})"), HasSubstr("utc_offset_seconds"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":1e9,"hourly":{}})"), HasSubstr("utc_offset_seconds"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":0})"), HasSubstr("hourly"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":0,"hourly":{}})"), HasSubstr("hourly.time"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":0,"hourly":{"time":["2026-03-01"]}})"), HasSubstr("local time"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":0,"hourly":{"time":["2026-03-01T01:00Z"]}})"), HasSubstr("local time"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":0,"hourly":{"time":["2026-03-01T01:00"],"temperature_2m":[1,2]}})"),
              HasSubstr("list of 1 numbers"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":0,"hourly":{"time":["2026-03-01T01:00"],"temperature_2m":["1"]}})"),
              HasSubstr("expected numbers and null"));
  EXPECT_THAT(reason(R"({"utc_offset_seconds":0,"hourly_units":{"temperature_2m":"°F"},"hourly":{"time":[]}})"),
              HasSubstr("°C"));
}

TEST(Weather, IsAskedOfTheForecastTheArchiveAndTheAirByDate) {
  const auto plan = plan_weather(skin(), {48.1, 11.6}, day("2025-12-30"), day("2026-06-30"), day("2026-06-01"));
  std::vector<std::string> urls;
  for (const auto& each : plan.requests) urls.push_back(url(each, {"http://127.0.0.1:8080/", ""}));
  const std::string here = "?latitude=48.1&longitude=11.6&hourly=";
  // 92 days before 2026-06-01 is 2026-03-01; 15 after it 2026-06-16, 6 after it 2026-06-07; a year ends a request.
  EXPECT_THAT(
      urls,
      testing::ElementsAre(
          "http://127.0.0.1:8080/v1/archive" + here +
              "temperature_2m,relative_humidity_2m&timezone=auto&start_date=2025-12-30&end_date=2025-12-31",
          "http://127.0.0.1:8080/v1/archive" + here +
              "temperature_2m,relative_humidity_2m&timezone=auto&start_date=2026-01-01&end_date=2026-02-28",
          "http://127.0.0.1:8080/v1/forecast" + here +
              "temperature_2m,relative_humidity_2m,uv_index&timezone=auto&start_date=2026-03-01&end_date=2026-06-16",
          "http://127.0.0.1:8080/v1/air-quality" + here +
              "pm2_5,uv_index&timezone=auto&start_date=2025-12-30&end_date=2025-12-31",
          "http://127.0.0.1:8080/v1/air-quality" + here +
              "pm2_5,uv_index&timezone=auto&start_date=2026-01-01&end_date=2026-02-28",
          "http://127.0.0.1:8080/v1/air-quality" + here +
              "pm2_5&timezone=auto&start_date=2026-03-01&end_date=2026-06-07"));
  EXPECT_THAT(plan.not_served, testing::ElementsAre("sleep_quality", "mood", "diet"));
  EXPECT_THAT(url(plan.requests[0], {}), testing::StartsWith("https://archive-api.open-meteo.com/v1/archive?"));
  EXPECT_THAT(url(plan.requests[3], {"", "secret"}),
              testing::AllOf(testing::StartsWith("https://customer-air-quality-api.open-meteo.com/v1/air-quality?"),
                             testing::EndsWith("&apikey=secret")));
}

TEST(Weather, ExposuresThatAreNotServedAreTold) {
  const diary::Profile fitness = *diary::built_in_profile("fitness");
  const auto plan = plan_weather(fitness, {0, 0}, day("2026-05-01"), day("2026-05-02"), day("2026-06-01"));
  for (const auto& exposure : fitness.exposures) {
    const bool weather = exposure.name == "temperature";
    EXPECT_EQ(testing::Value(plan.not_served, testing::Contains(exposure.name)), !weather) << exposure.name;
  }
}

TEST(Weather, EntriesHaveGapsLeaveOutTheImpossibleAndAreOfOneSource) {
  auto hours = *read_weather(answer, request());
  hours.begin()->second.values["humidity"] = 140;
  const WeatherPlan plan{{request()}, {}};
  const auto made = weather_entries(hours, skin(), plan, {}, {"ann", day("2026-03-01"), day("2026-03-01")});
  ASSERT_EQ(made.entries.size(), 2U);
  EXPECT_EQ(made.entries[0].place, "open-meteo");
  EXPECT_EQ(made.entries[0].person, "ann");
  EXPECT_EQ(payload(made.entries[0]), "temperature:2.5");
  EXPECT_EQ(payload(made.entries[1]), "humidity:73;temperature:-0.5");
  EXPECT_EQ(made.out_of_range.at("humidity"), 1);
  EXPECT_EQ(made.hours.at("temperature"), 2);
  // Of 24 hours temperature has 0 and 2, humidity 2: gaps 1-1 and 3-23, and 0-1 and 3-23.
  ASSERT_EQ(made.gaps.size(), 4U);
  EXPECT_EQ(made.gaps[0].exposure, "humidity");
  EXPECT_EQ(made.gaps[0].hours, 2);
  EXPECT_EQ(to_text(made.gaps[1].first), "2026-03-01T03:00+01:00");
  EXPECT_EQ(made.gaps[1].hours, 21);
  EXPECT_EQ(made.gaps[2].hours, 1);
  EXPECT_EQ(made.gaps[3].hours, 21);
}

// The same hours, told in summer by a clock one hour on: they replace the winter's, and are not there twice.
TEST(Weather, AnHourKeepsTheTimeItWasFirstWrittenWith) {
  const WeatherPlan plan{{request()}, {}};
  const EntriesOptions options{"", day("2026-03-01"), day("2026-03-02")};
  const auto winter = weather_entries(*read_weather(answer, request()), skin(), plan, {}, options);
  std::string summer = answer;
  for (const auto& [from, to] : {std::pair{"3600", "7200"},
                                 {"2026-02-28T23:00", "2026-03-01T00:00 "},
                                 {"T02:00", "T03:00"},
                                 {"T01:00", "T02:00"},
                                 {"T00:00\"", "T01:00\""},
                                 {"T00:00 ", "T00:00"}})
    summer.replace(summer.find(from), std::string(from).size(), to);
  const auto told = read_weather(summer, request());
  ASSERT_TRUE(told) << told.error().message;
  EXPECT_EQ(to_text(told->rbegin()->second.time), "2026-03-01T03:00+02:00");
  const auto again = weather_entries(*told, skin(), plan, winter.entries, options);
  ASSERT_EQ(again.entries.size(), 3U);  // 00:00+02:00 is the 23:00 that lay before the dates
  EXPECT_EQ(again.entries[1], winter.entries[0]);
  EXPECT_EQ(again.entries[2], winter.entries[1]);
}

TEST(Place, IsReadAndRounded) {
  EXPECT_EQ(to_text(rounded(*parse_place(" 48.1372 , 11.5755"), 1)), "48.1,11.6");
  EXPECT_EQ(to_text(rounded(*parse_place("-0.04,-179.96"), 1)), "0,-180");
  EXPECT_EQ(to_text(rounded(*parse_place("48.1372,11.5755"), 4)), "48.1372,11.5755");
  for (const auto* bad : {"", "48", "91,0", "0,181", "48,11,5", "a,b", "nan,0", "48;11"})
    EXPECT_EQ(parse_place(bad).error().fault, Fault::malformed) << bad;
  EXPECT_THROW((void)rounded({}, 7), ContractError);
  EXPECT_THROW((void)plan_weather(skin(), {}, day("2026-03-02"), day("2026-03-01"), day("2026-03-02")), ContractError);
}

}  // namespace weather_test
}  // namespace skin2vec::ambient
