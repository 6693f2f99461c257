// Over loopback, with libcurl, against a server that speaks as Open-Meteo does (open_meteo_replay.py).
#include "skin2vec/ambient/weather_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "process.h"
#include "skin2vec/ambient/http_client.h"
#include "skin2vec/base/require.h"
#include "test/temporary_folder.h"

namespace skin2vec::ambient {
namespace weather_source_test {

using testing::HasSubstr;

Day day(const char* text) {
  return *parse_day(text);
}

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

class WeatherFrom : public testing::Test {
 protected:
  void SetUp() override {
    port_ = server_.line();
    ASSERT_FALSE(port_.empty()) << "python3 did not start";
    cache_.emplace(*WeatherCache::open(folder_.path()));
  }
  void TearDown() override { cache_.reset(); }

  Gathered gather_from(const std::string& behaviour, const WeatherPlan& plan, Network network = Network::online) {
    const std::string server = "http://127.0.0.1:" + port_ + "/" + behaviour;
    const WeatherSource source{*cache_,
                               [&](const std::string& url) {
                                 ++calls_;
                                 return http_.get(url);
                               },
                               {server, ""},
                               network,
                               {},
                               [&] { return now_; },
                               [&](int ms) { paused_.push_back(ms), now_.ms += ms; }};
    return *gather(plan, source);
  }
  [[nodiscard]] WeatherPlan plan(const char* from = "2026-05-01", const char* to = "2026-05-03") const {
    return plan_weather(skin(), {48.1, 11.6}, day(from), day(to), day("2026-06-01"));
  }
  Gathered gather_from(const std::string& behaviour) { return gather_from(behaviour, plan()); }

  Process server_{{"python3", SKIN2VEC_SOURCE "/test/ambient/open_meteo_replay.py"}};
  std::string port_;
  TemporaryFolder folder_;
  std::optional<WeatherCache> cache_;
  HttpClient http_{{.connect_timeout_ms = 2000, .timeout_ms = 1500, .max_bytes = 1 << 20}};
  Instant now_ = instant(*parse_time("2026-06-01T12:00Z"), {});
  int calls_ = 0;
  std::vector<int> paused_;
};

TEST_F(WeatherFrom, ThreeServicesIsOneTable) {
  const auto got = gather_from("good", plan("2026-02-27", "2026-03-02"));
  ASSERT_EQ(got.calls.size(), 4U);  // archive, forecast, air before and since March
  for (const Call& call : got.calls) {
    EXPECT_FALSE(call.problem);
    EXPECT_EQ(call.from, Call::From::service);
    EXPECT_EQ(call.cost, 1);
  }
  EXPECT_EQ(got.cost, 4);
  EXPECT_EQ(got.spent_today, 4);
  ASSERT_EQ(got.hours.size(), 4U * 24);
  for (const auto& [at, hour] : got.hours) {
    const int h = *hour.time.ms_of_day / 3'600'000;
    EXPECT_EQ(hour.time.offset_min, 60);
    EXPECT_EQ(hour.values.at("temperature"), 5 + h / 2.0);
    EXPECT_EQ(hour.values.at("humidity"), 80 - h);
    EXPECT_EQ(hour.values.at("uv"), std::max(0, 6 - std::abs(h - 12)));
    EXPECT_DOUBLE_EQ(hour.values.at("pm25"), 10 + h / 10.0);
  }
}

TEST_F(WeatherFrom, NullsAreGapsAndAreAskedForAgainAnHourLater) {
  const auto got = gather_from("nulls");
  EXPECT_EQ(got.hours.size(), 3U * 24 - 6);
  const auto entries = weather_entries(got.hours, skin(), plan(), {}, {"", day("2026-05-01"), day("2026-05-03")});
  ASSERT_EQ(entries.gaps.size(), 8U);  // two of each exposure
  EXPECT_EQ(entries.gaps[0].hours, 1);
  EXPECT_EQ(to_text(entries.gaps[0].first), "2026-05-01T03:00+01:00");
  EXPECT_EQ(entries.gaps[1].hours, 5);
  EXPECT_EQ(calls_, 2);
  now_.ms += 59 * 60'000;
  EXPECT_EQ(gather_from("nulls").calls[0].from, Call::From::cache);
  EXPECT_EQ(calls_, 2);
  now_.ms += 60'000;
  EXPECT_EQ(gather_from("nulls").calls[0].from, Call::From::service);
  EXPECT_EQ(calls_, 4);
}

TEST_F(WeatherFrom, WhatIsWholeAndLongPastIsNeverAskedForAgain) {
  (void)gather_from("good");
  now_.ms += std::int64_t{300} * 86'400'000;
  const auto again = gather_from("good");
  EXPECT_EQ(calls_, 2);
  EXPECT_EQ(again.calls[1].from, Call::From::cache);
  EXPECT_EQ(again.cost, 0);
  EXPECT_EQ(again.hours.size(), 72U);
}

TEST_F(WeatherFrom, OfflineTheCacheIsAllThereIs) {
  (void)gather_from("good");
  now_.ms += 3 * 86'400'000;
  server_.end(SIGKILL);
  const auto got = gather_from("good", plan("2026-05-02", "2026-05-06"), Network::offline);
  EXPECT_EQ(calls_, 2);
  EXPECT_EQ(got.hours.size(), 48U);  // of the second and the third
  EXPECT_EQ(got.calls[0].from, Call::From::cache);
  const auto none = gather_from("good", plan("2026-05-10", "2026-05-11"), Network::offline);
  EXPECT_TRUE(none.hours.empty());
  EXPECT_THAT(none.calls[0].problem->message, HasSubstr("cache"));
  EXPECT_EQ(none.calls[0].problem->fault, Fault::unavailable);
}

TEST_F(WeatherFrom, AServerThatSaysNoIsBelieved) {
  EXPECT_EQ(gather_from("minute").calls[0].problem->message,
            "HTTP 429: Minutely API request limit exceeded. Please try again in one minute.");
  // Three attempts a minute apart; after the last, blocked for a minute, which the second request waits for too.
  EXPECT_THAT(paused_, testing::ElementsAre(60'000, 60'000, 60'000, 60'000, 60'000));
  EXPECT_EQ(calls_, 6);
  now_.ms += 60'000;
  paused_.clear();
  const auto day_over = gather_from("day");
  EXPECT_THAT(day_over.calls[0].problem->message, HasSubstr("HTTP 429: Daily"));
  EXPECT_THAT(day_over.calls[1].problem->message, HasSubstr("used up until 2026-06-02T00:00Z"));  // not asked at all
  EXPECT_EQ(calls_, 7);
  EXPECT_TRUE(paused_.empty());
  EXPECT_THAT(gather_from("good").calls[0].problem->message, HasSubstr("used up"));  // also in the next run
  EXPECT_EQ(calls_, 7);
}

TEST_F(WeatherFrom, AServerThatIsOverloadedIsAskedAgain) {
  const auto got = gather_from("once-overloaded");
  EXPECT_FALSE(got.calls[0].problem);
  EXPECT_EQ(got.calls[0].cost, 2);  // each attempt counts
  EXPECT_EQ(got.hours.size(), 72U);
  EXPECT_THAT(paused_, testing::ElementsAre(500, 500));
  paused_.clear();
  EXPECT_THAT(gather_from("overloaded").calls[0].problem->message, HasSubstr("HTTP 503: The service is overloaded"));
  EXPECT_THAT(paused_, testing::ElementsAre(500, 1000, 500, 1000));
}

TEST_F(WeatherFrom, OneServiceThatFailsDoesNotLoseTheOther) {
  const auto got = gather_from("noair");
  EXPECT_FALSE(got.calls[0].problem);
  EXPECT_EQ(got.calls[1].problem->fault, Fault::malformed);
  EXPECT_THAT(got.calls[1].problem->message, HasSubstr("out of allowed range"));
  EXPECT_EQ(got.hours.size(), 72U);
  EXPECT_EQ(got.hours.begin()->second.values.size(), 3U);
}

TEST_F(WeatherFrom, BrokenAnswersAreRefusedAndNotKept) {
  const auto problem = [&](const char* behaviour) {
    paused_.clear();
    return gather_from(behaviour).calls[0].problem.value_or(Error{}).message;
  };
  EXPECT_THAT(problem("truncated"), HasSubstr("127.0.0.1"));
  EXPECT_THAT(problem("huge"), HasSubstr("larger than 1048576 bytes"));
  EXPECT_THAT(problem("slow"), HasSubstr("imeout"));
  EXPECT_THAT(problem("html"), HasSubstr("no JSON"));
  EXPECT_THAT(problem("types"), HasSubstr("expected numbers and null"));
  EXPECT_THAT(problem("lengths"), HasSubstr("no list of"));
  EXPECT_THAT(problem("fahrenheit"), HasSubstr("°C"));
  EXPECT_THAT(problem("redirect"), HasSubstr("HTTP 302"));
  EXPECT_EQ(problem("list"), "");
  EXPECT_EQ(problem("empty"), "");  // an answer without an hour: all gaps
  std::size_t kept = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder_.path()))
    kept += file.path().extension() == ".reply";
  EXPECT_EQ(kept, 4U);  // of list and empty
}

TEST_F(WeatherFrom, AKeyAndAPlaceAreInNoMessage) {
  const WeatherSource source{*cache_,
                             [&](const std::string& url) { return http_.get(url); },
                             {"http://127.0.0.1:1", "secret"},
                             Network::online,
                             {},
                             [&] { return now_; },
                             [](int) {}};
  const auto got = *gather(plan(), source);
  EXPECT_THAT(got.calls[0].problem->message, testing::AllOf(HasSubstr("127.0.0.1:1"), testing::Not(HasSubstr("secret")),
                                                            testing::Not(HasSubstr("48.1"))));
  EXPECT_EQ(HttpClient({}).get("file:///etc/passwd").error().fault, Fault::malformed);
  EXPECT_EQ(HttpClient({}).get("no url").error().fault, Fault::malformed);
  EXPECT_THROW(HttpClient({.timeout_ms = 0}), ContractError);
  EXPECT_THROW((void)gather(plan(), {*cache_, nullptr, {}}), ContractError);
}

TEST_F(WeatherFrom, WhatIsErasedIsAskedAgainAndTheQuotaStays) {
  (void)gather_from("good");
  const auto replies = [&] {
    const std::filesystem::directory_iterator files(folder_.path());
    return std::count_if(begin(files), end(files),
                         [](const auto& file) { return file.path().extension() == ".reply"; });
  };
  const auto kept = replies();
  ASSERT_GT(kept, 0);
  const std::string used = to_text(cache_->quota());
  EXPECT_EQ(*cache_->erase(), kept);
  EXPECT_EQ(replies(), 0);
  EXPECT_EQ(to_text(cache_->quota()), used);
  EXPECT_EQ(*cache_->erase(), 0);
  EXPECT_EQ(gather_from("good").calls[0].from, Call::From::service);
}

TEST_F(WeatherFrom, ABrokenCacheFileIsAsIfItWereNotThereAndOneProgramHoldsTheFolder) {
  EXPECT_THAT(WeatherCache::open(folder_.path()).error().message, HasSubstr("another program"));
  (void)gather_from("good");
  for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
    if (file.path().extension() == ".reply") std::filesystem::resize_file(file.path(), 200);
  }
  EXPECT_EQ(gather_from("good").calls[0].from, Call::From::service);
  EXPECT_EQ(calls_, 4);
  std::ofstream(folder_.path() / "quota") << "nonsense";
  EXPECT_EQ(cache_->quota(), Quota{});
}

}  // namespace weather_source_test
}  // namespace skin2vec::ambient
