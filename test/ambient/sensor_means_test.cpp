#include "skin2vec/ambient/sensor_means.h"

#include <gtest/gtest.h>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::ambient {
namespace sensor_means_test {

Instant at(const char* text) {
  return instant(*parse_time(text), {});
}

TEST(SensorMeans, AreOverAnHourOfTheLocalClock) {
  SensorMeans means({.outdoor = {"balcony"}});
  means.add({"bed/room", "temperature", 20}, at("2026-03-01T12:10Z"), 330);  // 17:40 in India
  means.add({"bed/room", "temperature", 23}, at("2026-03-01T12:29Z"), 330);
  means.add({"bed/room", "humidity", 40}, at("2026-03-01T12:20Z"), 330);
  means.add({"bed/room", "temperature", 26}, at("2026-03-01T12:30Z"), 330);  // 18:00
  means.add({"balcony", "temperature", 5}, at("2026-03-01T12:20Z"), 330);
  EXPECT_TRUE(means.take_over(at("2026-03-01T12:29Z")).empty());
  const auto over = means.take_over(at("2026-03-01T12:30Z"));
  ASSERT_EQ(over.size(), 2U);
  EXPECT_EQ(over[0].place, "indoor/bed/room");
  EXPECT_EQ(to_text(over[0].time), "2026-03-01T17:00+05:30");
  EXPECT_EQ(payload(over[0]), "humidity:40;temperature:21.5");
  EXPECT_EQ(over[1].place, "outdoor/balcony");
  ASSERT_EQ(means.entries().size(), 1U);
  EXPECT_EQ(payload(means.entries()[0]), "temperature:26");
  EXPECT_THROW(SensorMeans({.every_min = 7}), ContractError);
}

TEST(SensorMeans, WhatComesLateJoinsTheMeanOfItsHour) {
  SensorMeans means({});
  const auto now = at("2026-03-02T00:00Z");
  std::vector<diary::Entry> last;
  for (int minute = 0; minute < 60; ++minute) {  // an hour of the day before, one reading at a time, stopped between
    SensorMeans next({});
    ASSERT_TRUE(next.read_text(means.to_text()));
    next.add({"bed", "humidity", static_cast<double>(minute)}, {at("2026-03-01T12:00Z").ms + minute * 60'000}, 0);
    last = next.take_over(now);
    ASSERT_EQ(last.size(), 1U);
    means = std::move(next);
  }
  EXPECT_EQ(payload(last[0]), "humidity:29.5");
  EXPECT_TRUE(means.take_over(now).empty());  // told
  // Others push it out of what is remembered.
  for (std::size_t hour = 0; hour < kRemembered; ++hour) {
    means.add({"bed", "humidity", 1}, {at("2026-01-01T00:00Z").ms + static_cast<std::int64_t>(hour) * 3'600'000}, 0);
  }
  EXPECT_EQ(means.take_over(now).size(), kRemembered);
  means.add({"bed", "humidity", 90}, at("2026-03-01T12:30Z"), 0);
  EXPECT_EQ(payload(means.take_over(now).at(0)), "humidity:90");
}

// Stopped and gone on with after every message: the same entries.
TEST(SensorMeans, GoOnAfterARestartAsIfThereHadBeenNone) {
  Random random(5);
  SensorMeans whole({.person = "ann"});
  std::string kept;
  std::vector<diary::Entry> first, second;
  std::int64_t now = at("2026-03-28T22:00Z").ms;
  for (int i = 0; i < 300; ++i) {
    now += static_cast<std::int64_t>(random.uniform(0, 900'000));
    const SensorReading reading{random.chance(0.5) ? "a" : "b", random.chance(0.5) ? "uv" : "humidity",
                                random.uniform(0, 20)};
    SensorMeans again({.person = "ann"});
    ASSERT_TRUE(again.read_text(kept));
    for (auto& [means, into] : {std::pair{&whole, &first}, std::pair{&again, &second}}) {
      const auto over = means->take_over({now});
      into->insert(into->end(), over.begin(), over.end());
      means->add(reading, {now}, 60);
    }
    kept = again.to_text();
    ASSERT_EQ(again.entries(), whole.entries());
  }
  EXPECT_GT(first.size(), 40U);
  EXPECT_EQ(first, second);
}

TEST(SensorMeans, ATextThatIsNoneIsRefusedAndOneOfOtherSpansPassedOver) {
  SensorMeans means({});
  for (const auto* bad :
       {"x\n", "60\t\tindoor/a\t2026-03-01\tuv\t1\t1\n", "60\t\tindoor/a\t2026-03-01T01:00Z\tuv\t1\t0\n",
        "60\ta:b\tindoor/a\t2026-03-01T01:00Z\tuv\t1\t1\n"})
    EXPECT_FALSE(means.read_text(bad)) << bad;
  EXPECT_TRUE(means.entries().empty());
  EXPECT_TRUE(
      means.read_text("30\t\tindoor/a\t2026-03-01T01:00Z\tuv\t1\t1\n60\tann\tindoor/a\t2026-03-01T01:00Z\tuv\t1\t1\n"));
  EXPECT_TRUE(means.entries().empty());
  EXPECT_TRUE(means.read_text("60\t\tindoor/a\t2026-03-01T01:00Z\tuv\t3\t2\n"));
  EXPECT_EQ(payload(means.entries().at(0)), "uv:1.5");
}

}  // namespace sensor_means_test
}  // namespace skin2vec::ambient
