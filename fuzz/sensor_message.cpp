// What a sensor sends is read without harm: a reading is of an exposure of the profile, in its range, by a device with
// a name; told again as a bare number it reads back the same; and the reader still reads a good message after it.
// Input: lines "topic payload", one message each; {"..."} payloads may be descriptions of Home Assistant. The last line
// is a webhook's body too.
#include <cmath>

#include "fuzz/property.h"
#include "skin2vec/ambient/webhook.h"
#include "skin2vec/base/text.h"

namespace {

using namespace skin2vec;

void hold_reading(const ambient::SensorReading& reading, const diary::Profile& profile) {
  const diary::Exposure* exposure = diary::find_exposure(profile, reading.exposure);
  hold(exposure && is_name(reading.device));
  hold(reading.value >= exposure->low && reading.value <= exposure->high);
  ambient::SensorReader plain(profile, {.maps = {{"t", reading.exposure, exposure->unit}}});
  const auto again = plain.read("t", to_text(reading.value));
  hold(again.readings.size() == 1 && again.readings[0].value == reading.value && again.problems.empty());
}

void hold_problem(const ambient::SensorProblem& problem) {
  hold(!problem.message.empty() && is_utf8(problem.message) && is_utf8(problem.of));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  ambient::SensorReader reader(profile, {.maps = {{"m", "temperature", "°F"}}});
  std::string_view last;
  for (const std::string_view line : split(as_text(data, size), '\n')) {
    last = line;
    const std::size_t blank = line.find(' ');
    const std::string_view topic = line.substr(0, blank);
    const std::string_view payload = blank == std::string_view::npos ? "" : line.substr(blank + 1);
    const auto report = reader.read(topic, payload);
    for (const auto& reading : report.readings) hold_reading(reading, profile);
    for (const auto& problem : report.problems) hold_problem(problem);
    hold(report.subscribe.find_first_of("#+") == std::string::npos);
  }
  const auto good = reader.read("m", "50");
  hold(std::any_of(good.readings.begin(), good.readings.end(),
                   [](const auto& reading) { return reading.exposure == "temperature" && reading.value == 10; }));
  if (const auto webhook = ambient::read_webhook(last, "balcony", profile)) {
    for (const auto& each : webhook->readings) {
      hold_reading(each.reading, profile);
      hold(each.reading.device == "balcony" || each.reading.device.starts_with("balcony/"));
      hold(!each.time || each.time->offset_min);
    }
    for (const auto& problem : webhook->problems) hold_problem(problem);
  }
  return 0;
}
