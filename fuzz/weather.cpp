// What a weather service answers is read without harm: hours lie within the dates, values are finite, and printed as an
// answer again they read back the same.
#include "skin2vec/ambient/weather.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "fuzz/property.h"
#include "skin2vec/base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace skin2vec;
  const ambient::WeatherRequest request{ambient::Service::forecast,
                                        {48.1, 11.6},
                                        {{"temperature", "temperature_2m"}, {"humidity", "relative_humidity_2m"}},
                                        *parse_day("2026-03-01"),
                                        *parse_day("2026-03-03")};
  const auto hours = ambient::read_weather(as_text(data, size), request);
  if (!hours) {
    hold(!hours.error().message.empty());
    return 0;
  }
  if (hours->empty()) return 0;
  nlohmann::json again{{"utc_offset_seconds", *hours->begin()->second.time.offset_min * 60}};
  auto& hourly = again["hourly"] = {{"time", nlohmann::json::array()}};
  for (const auto& [at, hour] : *hours) {
    hold(hour.time.day >= request.from && hour.time.day <= request.to && instant(hour.time, {}) == at);
    Time naive = hour.time;
    naive.offset_min.reset();
    hourly["time"].push_back(to_text(naive));
    for (const auto& variable : request.variables) {
      const auto value = hour.values.find(variable.exposure);
      hold(value == hour.values.end() || std::isfinite(value->second));
      hourly[variable.name].push_back(value == hour.values.end() ? nlohmann::json() : nlohmann::json(value->second));
    }
  }
  const auto read = ambient::read_weather(again.dump(), request);
  hold(read && read->size() == hours->size());
  for (const auto& [at, hour] : *hours) hold(read->at(at).values == hour.values && read->at(at).time == hour.time);
  return 0;
}
