#include "skin2vec/ambient/sensor_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/ambient/units.h"

namespace skin2vec::ambient {
namespace sensor_message_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

using Readings = std::vector<SensorReading>;

// The canonical pair of Home Assistant's documentation (mqtt.markdown@00db44a).
TEST(SensorMessage, HomeAssistantSensorsAreFollowedToTheirState) {
  SensorReader reader(skin(), {});
  const auto described = reader.read(
      "homeassistant/sensor/sensorBedroomT/config",
      R"({"device_class":"temperature","name":"Temperature","state_topic":"homeassistant/sensor/sensorBedroom/state",)"
      R"("unit_of_measurement":"°C","value_template":"{{ value_json.temperature}}"})");
  EXPECT_EQ(described.subscribe, "homeassistant/sensor/sensorBedroom/state");
  EXPECT_TRUE(described.readings.empty() && described.problems.empty());
  (void)reader.read("homeassistant/sensor/sensorBedroomH/config",
                    R"({"device_class":"humidity","state_topic":"homeassistant/sensor/sensorBedroom/state",)"
                    R"("unit_of_measurement":"%","value_template":"{{ value_json.humidity }}"})");
  const auto state =
      reader.read("homeassistant/sensor/sensorBedroom/state", R"({ "temperature": 23.20, "humidity": 43.70 })");
  EXPECT_EQ(state.readings, (Readings{{"sensorBedroomH", "humidity", 43.7}, {"sensorBedroomT", "temperature", 23.2}}));
  EXPECT_TRUE(state.problems.empty());
  // An empty description takes the sensor away; the other is left, and the state is not read by its keys for it.
  (void)reader.read("homeassistant/sensor/sensorBedroomT/config", "");
  EXPECT_EQ(reader.read("homeassistant/sensor/sensorBedroom/state", R"({"humidity": 40})").readings,
            (Readings{{"sensorBedroomH", "humidity", 40}}));
}

TEST(SensorMessage, AbbreviationsTheBaseTopicAndFahrenheitAreUnderstood) {
  SensorReader reader(skin(), {.discovery_prefix = "ha/disc"});
  const auto described = reader.read(
      "ha/disc/sensor/node_1/t/config",
      R"({"~":"home/attic","stat_t":"~/t","dev_cla":"temperature","unit_of_meas":"°F","val_tpl":"{{ value | float }}",)"
      R"("uniq_id":"x1","dev":{"ids":["0xa4"],"name":"Attic: north"}})");
  EXPECT_EQ(described.subscribe, "home/attic/t");
  EXPECT_EQ(reader.read("home/attic/t", "71.6").readings, (Readings{{"Attic_ north", "temperature", 22}}));
  (void)reader.read("ha/disc/sensor/k/config",
                    R"({"stat_t":"k","dev_cla":"temperature","unit_of_meas":"K","dev":{"ids":"0xb"}})");
  EXPECT_THAT(reader.read("k", "293.15").readings, ElementsAre(testing::Field(&SensorReading::value, 20)));
  (void)reader.read("ha/disc/sensor/p/config", R"({"stat_t":"p","dev_cla":"pm25","unit_of_meas":"mg/m³"})");
  EXPECT_EQ(reader.read("p", "0.012").readings, (Readings{{"p", "pm25", 12}}));
  // No class for UV in Home Assistant: known by its key.
  (void)reader.read("ha/disc/sensor/u/config", R"({"stat_t":"w","val_tpl":"{{ value_json['sun']['uv_index'] }}"})");
  EXPECT_EQ(reader.read("w", R"({"sun":{"uv_index":"6.5"}})").readings, (Readings{{"u", "uv", 6.5}}));
}

TEST(SensorMessage, ADeviceThatHasNoValueGivesNone) {
  SensorReader reader(skin(), {.maps = {*parse_map("m=humidity", skin())}});
  for (const auto* text : {"unavailable", "unknown", "", "NaN", "null", "None", "nan"}) {
    const auto report = reader.read("m", text);
    EXPECT_TRUE(report.readings.empty()) << text;
    ASSERT_EQ(report.problems.size(), 1U) << text;
    EXPECT_EQ(report.problems[0].doubt, Doubt::unavailable) << text;
  }
  const auto report = reader.read("zigbee2mqtt/a", R"({"temperature": null, "humidity": "unknown", "pm25": 3})");
  EXPECT_EQ(report.readings, (Readings{{"a", "pm25", 3}}));
  EXPECT_EQ(report.problems.size(), 2U);
}

TEST(SensorMessage, WhatIsNotPossibleIsToldAndNotKept) {
  SensorReader reader(skin(), {.maps = {*parse_map("m=humidity", skin())}});
  const auto report = reader.read("m", "100.5");
  EXPECT_TRUE(report.readings.empty());
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems[0].doubt, Doubt::out_of_range);
  EXPECT_EQ(report.problems[0].message, "humidity is 100.5 %; expected 0 to 100");
  EXPECT_EQ(reader.read("m", "100").readings.size(), 1U);
  EXPECT_EQ(reader.read("m", "1e999").problems.at(0).doubt, Doubt::not_understood);
  EXPECT_EQ(reader.read("m", "on").problems.at(0).doubt, Doubt::not_understood);
}

TEST(SensorMessage, ZigbeeNamesMayHoldSlashesAndOtherKeysArePassedOver) {
  SensorReader reader(skin(), {});
  const auto report = reader.read("zigbee2mqtt/first floor/bath",
                                  R"({"battery":97,"temperature":27.34,"humidity":44.72,"linkquality":120,)"
                                  R"("update":{"temperature":1},"pressure":1002,"device_temperature":31})");
  EXPECT_THAT(report.readings, UnorderedElementsAre(SensorReading{"first floor/bath", "temperature", 27.34},
                                                    SensorReading{"first floor/bath", "humidity", 44.72}));
  EXPECT_TRUE(report.problems.empty());
  for (const auto* topic : {"zigbee2mqtt/bath/availability", "zigbee2mqtt/bridge/state", "zigbee2mqtt/bath/set"}) {
    const auto other = reader.read(topic, R"({"state":"online","temperature":5})");
    EXPECT_TRUE(other.readings.empty() && other.problems.empty()) << topic;
  }
}

TEST(SensorMessage, TasmotaIsNestedAndSaysItsUnit) {
  SensorReader reader(skin(), {});
  EXPECT_THAT(
      reader
          .read("tele/kitchen/SENSOR",
                R"({"Time":"2026-03-01T12:00:00","BME280":{"Temperature":71.6,"Humidity":40.1,"Pressure":1004},)"
                R"("DS18B20":{"Id":"1","Temperature":50},"TempUnit":"F"})")
          .readings,
      UnorderedElementsAre(SensorReading{"kitchen/BME280", "temperature", 22},
                           SensorReading{"kitchen/BME280", "humidity", 40.1},
                           SensorReading{"kitchen/DS18B20", "temperature", 10}));
  EXPECT_TRUE(reader.read("tele/kitchen/LWT", "Online").problems.empty());
  EXPECT_TRUE(reader.read("tele/kitchen/STATE", R"({"Uptime":"1"})").problems.empty());
}

TEST(SensorMessage, ABareNumberNeedsAMap) {
  SensorReader reader(skin(), {.maps = {*parse_map("attic/t=temperature:°F", skin()), *parse_map("a=b=uv", skin())}});
  EXPECT_EQ(reader.read("attic/t", " 50 ").readings, (Readings{{"attic/t", "temperature", 10}}));
  EXPECT_EQ(reader.read("a=b", "3").readings, (Readings{{"a_b", "uv", 3}}));
  const auto report = reader.read("cellar/t", "50");
  EXPECT_TRUE(report.readings.empty());
  EXPECT_THAT(report.problems.at(0).message, HasSubstr("--map"));
  for (const auto* bad : {"", "a", "=uv", "a=moon", "a=temperature:%", "a=humidity:K"})
    EXPECT_FALSE(parse_map(bad, skin())) << bad;
}

TEST(SensorMessage, WhatIsBrokenIsToldAndTheNextIsReadAsEver) {
  SensorReader reader(skin(), {});
  const std::string deep = std::string(60'000, '[');
  for (const std::string& bad :
       {std::string("{"), R"({"temperature":2)" + std::string(1, '\0'), deep, std::string("{\"a\":") + deep,
        std::string("\xff\xfe"), std::string(70'000, 'x'), std::string("true")}) {
    const auto report = reader.read("zigbee2mqtt/x", bad);
    EXPECT_TRUE(report.readings.empty());
    ASSERT_EQ(report.problems.size(), 1U) << bad.substr(0, 20);
    EXPECT_EQ(report.problems[0].doubt, Doubt::not_understood);
  }
  EXPECT_EQ(reader.read("\xff", "{}").problems.size(), 1U);
  EXPECT_EQ(reader.read("zigbee2mqtt/x", R"({"temperature":2})").readings.size(), 1U);
  // 64 levels are read, 65 are not.
  const auto nested = [](int levels) {
    return "{\"temperature\":4,\"x\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
  };
  EXPECT_EQ(reader.read("zigbee2mqtt/x", nested(64)).readings.size(), 1U);
  EXPECT_EQ(reader.read("zigbee2mqtt/x", nested(65)).problems.size(), 1U);
}

TEST(SensorMessage, ADescriptionThatIsNotUnderstoodIsTold) {
  SensorReader reader(skin(), {});
  const auto problem = [&](const char* payload) {
    const auto report = reader.read("homeassistant/sensor/a/config", payload);
    return report.problems.empty() ? "" : report.problems[0].message;
  };
  EXPECT_THAT(problem(R"({"stat_t":"s","dev_cla":"temperature","val_tpl":"{{ value_json.t / 10 }}"})"),
              HasSubstr("value_json.t / 10"));
  EXPECT_THAT(problem(R"({"dev_cla":"temperature"})"), HasSubstr("state_topic"));
  EXPECT_THAT(problem(R"({"stat_t":"a/#","dev_cla":"temperature"})"), HasSubstr("state_topic"));
  EXPECT_THAT(problem("[]"), HasSubstr("object"));
  EXPECT_EQ(problem(R"({"stat_t":"s","dev_cla":"battery"})"), "");                             // no exposure
  EXPECT_EQ(problem(R"({"stat_t":"s","dev_cla":"temperature","ent_cat":"diagnostic"})"), "");  // of the chip
  EXPECT_TRUE(reader.read("s", "20").readings.empty());
  (void)reader.read("homeassistant/sensor/a/config", R"({"stat_t":"s","dev_cla":"temperature","unit_of_meas":"mK"})");
  EXPECT_THAT(reader.read("s", "20").problems.at(0).message, HasSubstr("mK"));
  EXPECT_TRUE(reader.read("homeassistant/light/a/config", "nonsense").problems.empty());
}

TEST(Template, OfAPlaceIsUnderstoodAndOfAnythingElseRefused) {
  const auto path = [](const char* text) { return read_template(text).value().value_or(Path{}); };
  EXPECT_EQ(path("{{ value_json.a.b }}"), (Path{"a", "b"}));
  EXPECT_EQ(path("{{value_json['a b'][\"c\"][0]|float|round(2)}}"), (Path{"a b", "c", "0"}));
  EXPECT_EQ(path("{{- value_json.t | float(0) -}}"), (Path{"t"}));
  EXPECT_EQ(path("{{ value }}"), Path{});
  EXPECT_EQ(path(""), Path{});
  for (const auto* bad :
       {"{{ value_json }}", "{{ value_json.a + 1 }}", "{{ states('x') }}", "{{ value_json.a() }}", "value",
        "{% if value %}1{% endif %}", "{{ value_json.a | int }}", "{{ value_json.a }} {{ value }}",
        "{{ value_json[a] }}", "{{ value_json.a", "{{ value_json..a }}", "{{ value_json['a\\'b'] }}"})
    EXPECT_FALSE(read_template(bad)) << bad;
}

TEST(Units, AreConvertedWhereTheyCanBe) {
  EXPECT_EQ(convert(-40, "°F", "degC"), -40);
  EXPECT_EQ(convert(37, "degC", "°F"), 98.6);
  EXPECT_EQ(convert(0, "K", "C"), -273.15);
  EXPECT_EQ(convert(7, "\u03bcg/m\u00b3", "ug/m3"), 7);
  EXPECT_EQ(convert(7, "\u00b5g/m\u00b3", "ug/m3"), 7);
  EXPECT_EQ(convert(1.5, "mg/m3", "ug/m3"), 1500);
  EXPECT_EQ(convert(5, "lx", "lx"), 5);
  EXPECT_EQ(convert(5, "%", "degC"), std::nullopt);
  EXPECT_EQ(convert(5, "ppm", "ug/m3"), std::nullopt);
}

}  // namespace sensor_message_test
}  // namespace skin2vec::ambient
