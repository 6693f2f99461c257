#include "skin2vec/ambient/sensor_message.h"

#include <fmt/format.h>

#include <algorithm>

#include "skin2vec/ambient/units.h"
#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

namespace {

using nlohmann::json;

constexpr std::size_t most_descriptions = 10'000;

// zigbee2mqtt/NAME -> NAME; tele/NAME/SENSOR -> NAME; else the topic.
struct Origin {
  std::string device;
  int levels = 1;      // objects within objects that are looked into
  bool quiet = false;  // a topic that tells of the device, not of the air
};

Origin origin_of(std::string_view topic) {
  constexpr std::string_view zigbee = "zigbee2mqtt/";
  const auto parts = split(topic, '/');
  const std::string_view last = parts.back();
  if (topic.starts_with(zigbee)) {
    const bool other =
        topic.starts_with("zigbee2mqtt/bridge/") || last == "availability" || last == "set" || last == "get";
    return {device_name(topic.substr(zigbee.size())), 0, other};
  }
  if (parts.size() >= 3 && last == "SENSOR") return {device_name(parts[parts.size() - 2]), 1, false};
  const bool other = last == "LWT" || last == "STATE" || parts.front() == "$SYS" ||
                     (parts.front() == "tele" && last.starts_with("INFO"));
  return {device_name(topic), 1, other};
}

SensorProblem not_understood(std::string of, std::string exposure, std::string message) {
  return {std::move(of), std::move(exposure), Doubt::not_understood, std::move(message)};
}

}  // namespace

std::string_view doubt_name(Doubt doubt) {
  return doubt == Doubt::not_understood ? "not understood"
         : doubt == Doubt::unavailable  ? "unavailable"
                                        : "out of range";
}

Result<SensorMap> parse_map(std::string_view text, const diary::Profile& profile) {
  const std::size_t equals = text.rfind('=');
  const std::string_view right = equals == std::string_view::npos ? "" : text.substr(equals + 1);
  const std::size_t colon = right.find(':');
  const std::string exposure = exposure_of(profile, right.substr(0, colon));
  if (equals == std::string_view::npos || equals == 0 || exposure.empty()) {
    std::vector<std::string> names;
    for (const auto& each : profile.exposures) names.push_back(each.name);
    return refuse(Fault::malformed,
                  fmt::format("--map is {}; expected TOPIC=EXPOSURE or TOPIC=EXPOSURE:UNIT with one of {}",
                              in_quotes(text), fmt::join(names, ", ")));
  }
  const diary::Exposure& of = *diary::find_exposure(profile, exposure);
  std::string unit = colon == std::string_view::npos ? of.unit : std::string(right.substr(colon + 1));
  if (!convert(0, unit, of.unit))
    return refuse(Fault::malformed,
                  fmt::format("--map: {} is no unit that can be told in {}", in_quotes(unit), of.unit));
  return SensorMap{std::string(text.substr(0, equals)), exposure, std::move(unit)};
}

SensorReader::SensorReader(const diary::Profile& profile, SensorReaderOptions options)
    : profile_(profile), options_(std::move(options)) {}

bool SensorReader::describes(std::string_view topic) const {
  return is_discovery(topic, options_.discovery_prefix);
}

void SensorReader::take(const std::string& device, const std::string& exposure, const Said& value,
                        std::string_view unit, SensorReport& report) const {
  const diary::Exposure& of = *diary::find_exposure(profile_, exposure);
  if (!value.number) {
    const Doubt doubt = value.unavailable ? Doubt::unavailable : Doubt::not_understood;
    report.problems.push_back(
        {device, exposure, doubt, fmt::format("{} is {}; expected a number", exposure, in_quotes(value.text))});
    return;
  }
  const auto number = convert(*value.number, unit, of.unit);
  if (!number) {
    report.problems.push_back(
        not_understood(device, exposure, fmt::format("the unit {} cannot be told in {}", in_quotes(unit), of.unit)));
  } else if (!(*number >= of.low && *number <= of.high)) {
    report.problems.push_back({device, exposure, Doubt::out_of_range,
                               fmt::format("{} is {} {}; expected {} to {}", exposure, skin2vec::to_text(*number),
                                           of.unit, skin2vec::to_text(of.low), skin2vec::to_text(of.high))});
  } else {
    report.readings.push_back({device, exposure, *number + 0.0});
  }
}

void SensorReader::read_description(std::string_view topic, std::string_view payload, SensorReport& report) {
  if (component(topic, options_.discovery_prefix) != "sensor") return;
  if (const auto old = descriptions_.find(topic); old != descriptions_.end()) {
    const auto state = states_.find(old->second.sensor.state_topic);
    state->second.erase(std::string(topic));
    if (state->second.empty()) states_.erase(state);
    descriptions_.erase(old);
  }
  if (trim(payload).empty()) return;  // the sensor was taken away
  auto sensor = read_discovery(topic, payload);
  if (!sensor) {
    report.problems.push_back(not_understood(std::string(topic), "", sensor.error().message));
    return;
  }
  std::string exposure = exposure_of(profile_, sensor->device_class);
  if (exposure.empty() && sensor->device_class.empty())
    exposure = exposure_of(profile_, sensor->path ? sensor->path->back() : sensor->object);
  if (exposure.empty() || sensor->diagnostic) return;
  if (descriptions_.size() >= most_descriptions) {
    report.problems.push_back(not_understood(std::string(topic), exposure, "too many sensors"));
    return;
  }
  report.subscribe = sensor->state_topic;
  states_[sensor->state_topic].insert(std::string(topic));
  descriptions_.emplace(topic, Description{std::move(*sensor), std::move(exposure)});
}

void SensorReader::read_state(const Discovered& sensor, const std::string& exposure, std::string_view payload,
                              SensorReport& report) const {
  const std::string unit = sensor.unit.empty() ? usual_unit(*diary::find_exposure(profile_, exposure)) : sensor.unit;
  if (!sensor.path) return take(sensor.device, exposure, said(payload), unit, report);
  // Offline devices say so in plain words, where JSON was agreed.
  if (const Said bare = said(payload); bare.unavailable) return take(sensor.device, exposure, bare, unit, report);
  const auto document = parse_payload(payload);
  if (!document) {
    report.problems.push_back(not_understood(sensor.device, exposure, document.error().message));
    return;
  }
  const json* value = find_path(*document, *sensor.path);
  if (value) take(sensor.device, exposure, said(*value), unit, report);  // a message need not have all values
}

void SensorReader::read_object(const std::string& device, const json& object, int levels, std::string_view temperature,
                               const std::set<std::string>& described, SensorReport& report) const {
  for (const auto& [key, value] : object.items()) {
    if (value.is_object() && levels > 0)
      read_object(device_name(fmt::format("{}/{}", device, key)), value, levels - 1, temperature, described, report);
    const std::string exposure = exposure_of(profile_, key);
    if (exposure.empty() || described.contains(exposure) || value.is_object()) continue;
    const std::string unit = exposure == "temperature" && !temperature.empty()
                                 ? std::string(temperature)
                                 : usual_unit(*diary::find_exposure(profile_, exposure));
    take(device, exposure, said(value), unit, report);
  }
}

SensorReport SensorReader::read(std::string_view topic, std::string_view payload) {
  SensorReport report;
  if (!is_utf8(topic) || payload.size() > options_.max_bytes) {
    report.problems.push_back(
        not_understood(is_utf8(topic) ? std::string(topic) : "(a topic that is no UTF-8)", "",
                       payload.size() > options_.max_bytes ? "the payload is too large" : "the topic is not UTF-8"));
    return report;
  }
  if (describes(topic)) {
    read_description(topic, payload, report);
    return report;
  }
  std::set<std::string> described;
  if (const auto state = states_.find(topic); state != states_.end()) {
    for (const std::string& description : state->second) {
      const Description& each = descriptions_.find(description)->second;
      described.insert(each.exposure);
      read_state(each.sensor, each.exposure, payload, report);
    }
  }
  bool mapped = false;
  for (const SensorMap& map : options_.maps) {
    if (map.topic != topic) continue;
    mapped = true;
    take(device_name(topic), map.exposure, said(payload), map.unit, report);
  }
  const Origin origin = origin_of(topic);
  if (mapped || origin.quiet) return report;
  const std::string_view text = trim(payload);
  if (!text.starts_with('{')) {
    if (described.empty() && !said(text).unavailable)
      report.problems.push_back(not_understood(std::string(topic), "",
                                               said(text).number
                                                   ? "a bare number; --map TOPIC=EXPOSURE tells what it measures"
                                                   : "the payload is no JSON object"));
    return report;
  }
  const auto document = parse_payload(text);
  if (!document) {
    if (described.empty()) report.problems.push_back(not_understood(std::string(topic), "", document.error().message));
    return report;
  }
  const auto unit = document->find("TempUnit");  // Tasmota's
  const std::string temperature = unit != document->end() && unit->is_string() ? unit->get<std::string>() : "";
  read_object(origin.device, *document, origin.levels, temperature, described, report);
  return report;
}

}  // namespace skin2vec::ambient
