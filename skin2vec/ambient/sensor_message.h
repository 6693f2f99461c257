// What a message of a sensor says of the air: (topic, payload) to readings, in the units of the profile.
//
//   SensorReader reader(profile, {.maps = {*parse_map("attic/t=temperature:°F", profile)}});
//   SensorReport report = reader.read("zigbee2mqtt/bed/room", R"({"temperature": 27.3, "humidity": 44.7})");
//   report.readings;                       // bed/room: temperature 27.3, humidity 44.7
//
// Understood, in this order: Home Assistant's discovery (descriptions are kept, and hold for their state topics), the
// topics given by a map, Tasmota (`tele/DEVICE/SENSOR`, nested), Zigbee2MQTT (`zigbee2mqtt/NAME`, the name may contain
// `/`), and any other JSON object by its keys. Keys that are no exposure of the profile (battery, linkquality ...) are
// passed over; all else that is not understood, not available or not possible is told, never kept as a value. Nothing a
// sensor sends makes this throw. Memory: the descriptions, 10,000 at most. One thread at a time.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/ambient/discovery.h"
#include "skin2vec/base/result.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::ambient {

struct SensorReading {
  std::string device;    // a name (is_name)
  std::string exposure;  // of the profile
  double value = 0;      // in the profile's unit and range

  bool operator==(const SensorReading&) const = default;
};

enum class Doubt {
  not_understood,  // no JSON, no number, no such template, an unknown unit
  unavailable,     // the sensor has no value: unavailable, unknown, null, NaN, blank
  out_of_range,    // a number that the profile does not hold possible
};
[[nodiscard]] std::string_view doubt_name(Doubt doubt);  // "not understood", "unavailable", "out of range"

struct SensorProblem {
  std::string of;  // device, or topic where the device is not known
  std::string exposure;
  Doubt doubt = Doubt::not_understood;
  std::string message;  // one sentence
};

struct SensorReport {
  std::vector<SensorReading> readings;
  std::vector<SensorProblem> problems;
  std::string subscribe;  // a topic that a description asks to listen to; "" if none
};

// A topic whose payload is a bare number.
struct SensorMap {
  std::string topic;
  std::string exposure;
  std::string unit;
};
// "TOPIC=EXPOSURE" or "TOPIC=EXPOSURE:UNIT". malformed if the exposure is none of the profile, or the unit none of it.
[[nodiscard]] Result<SensorMap> parse_map(std::string_view text, const diary::Profile& profile);

struct SensorReaderOptions {
  std::vector<SensorMap> maps;
  std::string discovery_prefix = "homeassistant";
  std::size_t max_bytes = std::size_t{64} * 1024;  // of a payload
};

class SensorReader {
 public:
  // The profile must outlive the reader.
  SensorReader(const diary::Profile& profile, SensorReaderOptions options);

  [[nodiscard]] SensorReport read(std::string_view topic, std::string_view payload);

  // Is this topic a description, so that also a retained message counts?
  [[nodiscard]] bool describes(std::string_view topic) const;

 private:
  void read_description(std::string_view topic, std::string_view payload, SensorReport& report);
  void read_state(const Discovered& sensor, const std::string& exposure, std::string_view payload,
                  SensorReport& report) const;
  void read_object(const std::string& device, const nlohmann::json& object, int levels, std::string_view temperature,
                   const std::set<std::string>& described, SensorReport& report) const;
  void take(const std::string& device, const std::string& exposure, const Said& value, std::string_view unit,
            SensorReport& report) const;

  struct Description {
    Discovered sensor;
    std::string exposure;
  };
  const diary::Profile& profile_;
  SensorReaderOptions options_;
  std::map<std::string, Description, std::less<>> descriptions_;      // by discovery topic
  std::map<std::string, std::set<std::string>, std::less<>> states_;  // state topic -> discovery topics
};

}  // namespace skin2vec::ambient
