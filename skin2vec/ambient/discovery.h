// What a sensor says of itself on Home Assistant's discovery topics.
//
//   Result<Discovered> sensor = read_discovery("homeassistant/sensor/bedroomT/config", payload);
//   sensor->state_topic;  sensor->path;              // "homeassistant/sensor/bedroom/state", {"temperature"}
//
// Topics are <prefix>/<component>/[<node_id>/]<object_id>/config; payloads JSON, their keys in full or abbreviated, `~`
// standing for the base topic. Of templates those are understood that name a place in the state and change nothing:
// `{{ value }}`, `{{ value_json.a.b }}`, `{{ value_json['a'][0] | float }}`, with `float`, `float(...)`, `round(...)`.
// Any other is refused with its text: what it computes is not known here. Pure.
// Format: Home Assistant, MQTT discovery and MQTT sensor.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "skin2vec/ambient/payload.h"

namespace skin2vec::ambient {

struct Discovered {
  std::string state_topic;
  std::string device;        // its name, else what identifies it
  std::string device_class;  // "" if none is said
  std::string object;        // last level before /config
  std::string unit;          // "" if none is said
  bool diagnostic = false;   // about the device itself, not about the room
  std::optional<Path> path;  // in the JSON of the state; none: the state is a bare number
};

// True for a topic of this form below the prefix, whatever the component.
[[nodiscard]] bool is_discovery(std::string_view topic, std::string_view prefix);

// The component of such a topic: "sensor", "light" ...
[[nodiscard]] std::string component(std::string_view topic, std::string_view prefix);

// malformed, with what was not understood, if the payload is no such description, or has no state topic.
[[nodiscard]] Result<Discovered> read_discovery(std::string_view topic, std::string_view payload);

// The place that a template names; none if the state as a whole is the value. malformed if it does anything else.
[[nodiscard]] Result<std::optional<Path>> read_template(std::string_view text);

}  // namespace skin2vec::ambient
