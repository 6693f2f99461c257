#include "skin2vec/ambient/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/base/require.h"

namespace skin2vec::ambient {
namespace webhook_test {

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

TEST(Webhook, OneReadingOrAListOfThem) {
  const auto one =
      read_webhook(R"({"temperature": 21.5, "humidity": {"value": 40, "unit": "%"}, "battery": 3})", "balcony", skin());
  ASSERT_TRUE(one);
  ASSERT_EQ(one->readings.size(), 2U);
  EXPECT_EQ(one->readings[0].reading, (SensorReading{"balcony", "humidity", 40}));
  EXPECT_EQ(one->readings[1].reading, (SensorReading{"balcony", "temperature", 21.5}));
  EXPECT_FALSE(one->readings[0].time);
  const auto list = read_webhook(
      R"([{"time":"2026-03-01T14:00+01:00","pm2_5":{"value":0.02,"unit":"mg/m3"}},{"device":"north","uv":3}])",
      "balcony", skin());
  ASSERT_TRUE(list);
  ASSERT_EQ(list->readings.size(), 2U);
  EXPECT_EQ(to_text(*list->readings[0].time), "2026-03-01T14:00+01:00");
  EXPECT_EQ(list->readings[0].reading.value, 20);
  EXPECT_EQ(list->readings[1].reading.device, "balcony/north");
}

TEST(Webhook, WhatIsNoValueIsAProblemAndTheRestIsKept) {
  const auto report = read_webhook(
      R"([{"temperature":"unavailable","humidity":140,"uv":true,"pm25":4},{"time":"yesterday","uv":3},{"time":"2026-03-01T14:00","uv":3},7,)"
      R"({"temperature":{"value":3,"unit":"%"}},{"temperature":{"unit":"K"}},{"device":5,"uv":1}])",
      "balcony", skin());
  ASSERT_TRUE(report);
  ASSERT_EQ(report->readings.size(), 1U);
  EXPECT_EQ(report->readings[0].reading.exposure, "pm25");
  EXPECT_EQ(report->problems.size(), 9U);
}

TEST(Webhook, ABodyThatIsNoneIsRefused) {
  for (const std::string& bad : {std::string(), std::string("{"), std::string("3"), std::string(300'000, ' '),
                                 "[" + std::string(1001 * 3 - 1, ' ') + "]" + std::string("x"), std::string(70, '[')})
    EXPECT_EQ(read_webhook(bad, "a", skin()).error().fault, Fault::malformed);
  std::string many = "[{}";
  for (int i = 0; i < 1000; ++i) many += ",{}";
  EXPECT_FALSE(read_webhook(many + "]", "a", skin()));
  EXPECT_THROW((void)read_webhook("{}", "a:b", skin()), ContractError);
}

}  // namespace webhook_test
}  // namespace skin2vec::ambient
