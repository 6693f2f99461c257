#include "skin2vec/ambient/webhook.h"

#include <fmt/format.h>

#include "skin2vec/ambient/units.h"
#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

namespace {

using nlohmann::json;

constexpr std::size_t most_readings = 1000;

void read_one(const json& object, const std::string& device, const diary::Profile& profile, WebhookReport& report) {
  const auto problem = [&](const std::string& exposure, Doubt doubt, std::string message) {
    report.problems.push_back({device, exposure, doubt, std::move(message)});
  };
  if (!object.is_object()) return problem("", Doubt::not_understood, "a reading is no JSON object");
  std::string of = device;
  std::optional<Time> time;
  if (const auto part = object.find("device"); part != object.end()) {
    if (!part->is_string()) return problem("", Doubt::not_understood, "device is no text");
    of = device_name(device + "/" + part->get<std::string>());
  }
  if (const auto at = object.find("time"); at != object.end() && !at->is_null()) {
    const auto read =
        at->is_string() ? parse_time(at->get_ref<const std::string&>()) : refuse(Fault::malformed, "time is no text");
    // Without an offset it is nobody's time; a wrong time is no reason to take the reading for one of now.
    if (!read || !read->offset_min)
      return problem("", Doubt::not_understood, "time is no time with an offset, as 2026-03-01T14:00+01:00");
    time = *read;
  }
  for (const auto& [key, value] : object.items()) {
    const std::string exposure = exposure_of(profile, key);
    if (exposure.empty()) continue;
    const diary::Exposure& meant = *diary::find_exposure(profile, exposure);
    std::string unit = usual_unit(meant);
    const json* number = &value;
    if (value.is_object()) {
      const auto inner = value.find("value");
      const auto told = value.find("unit");
      if (inner == value.end() || (told != value.end() && !told->is_string())) {
        problem(exposure, Doubt::not_understood, fmt::format("{} has no value and unit", exposure));
        continue;
      }
      number = &*inner;
      if (told != value.end()) unit = told->get<std::string>();
    }
    const Said read = said(*number);
    const auto converted = read.number ? convert(*read.number, unit, meant.unit) : std::nullopt;
    if (!read.number) {
      problem(exposure, read.unavailable ? Doubt::unavailable : Doubt::not_understood,
              fmt::format("{} is {}; expected a number", exposure, in_quotes(read.text)));
    } else if (!converted) {
      problem(exposure, Doubt::not_understood,
              fmt::format("the unit {} cannot be told in {}", in_quotes(unit), meant.unit));
    } else if (!(*converted >= meant.low && *converted <= meant.high)) {
      problem(exposure, Doubt::out_of_range,
              fmt::format("{} is {} {}; expected {} to {}", exposure, skin2vec::to_text(*converted), meant.unit,
                          skin2vec::to_text(meant.low), skin2vec::to_text(meant.high)));
    } else {
      report.readings.push_back({{of, exposure, *converted + 0.0}, time});
    }
  }
}

}  // namespace

Result<WebhookReport> read_webhook(std::string_view body, const std::string& device, const diary::Profile& profile) {
  require(is_name(device), "read_webhook: device must be a name, got {}", device);
  if (body.size() > most_webhook_bytes)
    return refuse(Fault::malformed, fmt::format("the body is larger than {} bytes", most_webhook_bytes));
  const auto document = parse_payload(body);
  if (!document) return tl::unexpected(document.error());
  if (!document->is_object() && !document->is_array())
    return refuse(Fault::malformed, "expected a JSON object of readings, or a list of them");
  if (document->is_array() && document->size() > most_readings)
    return refuse(Fault::malformed, fmt::format("more than {} readings; send them in parts", most_readings));
  WebhookReport report;
  if (document->is_object()) {
    read_one(*document, device, profile, report);
  } else {
    for (const json& object : *document) read_one(object, device, profile, report);
  }
  return report;
}

}  // namespace skin2vec::ambient
