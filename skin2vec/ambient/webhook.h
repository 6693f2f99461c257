// What a device says that posts its readings over HTTP, whose token told who it is.
//
//   const char* const body = R"({"temperature": 21.5, "humidity": {"value": 40, "unit": "%"}})";
//   const Result<WebhookReport> report = read_webhook(body, "balcony", profile);
//
// One JSON object, or a list of at most 1,000: exposures by the names that sensors use, each a number, or an object of
// `value` and `unit`; `time` (ISO 8601 with an offset), where the reading is not of now; `device`, a part of the device
// that holds the token ("balcony/north"). It cannot speak for another device. The bounds of sensor_message.h hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/ambient/sensor_message.h"
#include "skin2vec/base/time.h"

namespace skin2vec::ambient {

struct WebhookReading {
  SensorReading reading;
  std::optional<Time> time;  // none: now
};

struct WebhookReport {
  std::vector<WebhookReading> readings;
  std::vector<SensorProblem> problems;
};

inline constexpr std::size_t most_webhook_bytes = std::size_t{256} * 1024;

// device   whose token it is; a name
// returns  malformed if the body as a whole is none: the request is refused. Single values that are none are problems
// throws   ContractError if device is no name
[[nodiscard]] Result<WebhookReport> read_webhook(std::string_view body, const std::string& device,
                                                 const diary::Profile& profile);

}  // namespace skin2vec::ambient
