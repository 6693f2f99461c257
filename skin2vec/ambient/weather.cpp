#include "skin2vec/ambient/weather.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/base/time.h"

namespace skin2vec::ambient {

namespace {

using nlohmann::json;

constexpr int forecast_past_days = 92;
constexpr int forecast_ahead_days = 15;
constexpr int air_ahead_days = 6;

// What Open-Meteo has for an exposure, and in which units a profile may hold it.
struct Served {
  std::string_view exposure;
  std::string_view variable;
  std::array<std::string_view, 3> units;
  bool in_forecast;  // forecast hours
  bool in_archive;   // archive hours; else the air quality has them, if anyone
  bool in_air;
};

constexpr std::array<Served, 8> served = {{
    {"temperature", "temperature_2m", {"degC", "°C", "C"}, true, true, false},
    {"humidity", "relative_humidity_2m", {"%", "%", "%"}, true, true, false},
    {"dew_point", "dew_point_2m", {"degC", "°C", "C"}, true, true, false},
    {"uv", "uv_index", {"index", "", "UV index"}, true, false, true},
    {"pm25", "pm2_5", {"ug/m3", "µg/m³", "μg/m³"}, false, false, true},
    {"pm10", "pm10", {"ug/m3", "µg/m³", "μg/m³"}, false, false, true},
    {"ozone", "ozone", {"ug/m3", "µg/m³", "μg/m³"}, false, false, true},
    {"no2", "nitrogen_dioxide", {"ug/m3", "µg/m³", "μg/m³"}, false, false, true},
}};

std::vector<const Served*> served_of(const diary::Profile& profile, std::vector<std::string>& not_served) {
  std::vector<const Served*> found;
  for (const diary::Exposure& exposure : profile.exposures) {
    const auto of =
        std::find_if(served.begin(), served.end(), [&](const Served& each) { return each.exposure == exposure.name; });
    if (of == served.end() || std::find(of->units.begin(), of->units.end(), exposure.unit) == of->units.end()) {
      not_served.push_back(exposure.name);
    } else {
      found.push_back(&*of);
    }
  }
  return found;
}

// One request for each calendar year of the dates.
void ask(WeatherPlan& plan, Service service, Place place, const std::vector<Variable>& variables, Day from, Day to) {
  if (variables.empty()) return;
  while (from <= to) {
    const Day end = std::min(to, *make_day(from.year(), 12, 31));
    plan.requests.push_back({service, place, variables, from, end});
    from = end + 1;
  }
}

template <typename Keep>
std::vector<Variable> those(const std::vector<const Served*>& list, Keep keep) {
  std::vector<Variable> variables;
  for (const Served* each : list) {
    if (keep(*each)) variables.push_back({std::string(each->exposure), std::string(each->variable)});
  }
  return variables;
}

Result<json> read_document(std::string_view body) {
  json document = json::parse(body, nullptr, false);
  if (document.is_discarded()) return refuse(Fault::malformed, "the answer is no JSON, or cut off");
  // Several places give a list; one was asked for.
  if (document.is_array() && document.size() == 1) document = json(document.front());
  if (!document.is_object()) return refuse(Fault::malformed, "the answer is no JSON object");
  return document;
}

Result<std::vector<Time>> read_times(const json& hourly, std::int16_t offset_min) {
  const auto list = hourly.find("time");
  if (list == hourly.end() || !list->is_array()) return refuse(Fault::malformed, "the answer has no list hourly.time");
  std::vector<Time> times;
  times.reserve(list->size());
  for (const json& text : *list) {
    auto time = text.is_string() ? parse_time(text.get_ref<const std::string&>()) : refuse(Fault::malformed, "no text");
    if (!time || !time->ms_of_day || time->offset_min)
      return refuse(Fault::malformed,
                    fmt::format("hourly.time has {}; expected a local time as 2026-03-01T14:00",
                                in_quotes(text.dump(-1, ' ', false, json::error_handler_t::replace))));
    time->offset_min = offset_min;
    times.push_back(*time);
  }
  return times;
}

Result<void> read_variable(const json& hourly, const Variable& variable, const std::vector<Time>& times,
                           const WeatherRequest& request, WeatherHours& hours) {
  const auto list = hourly.find(variable.name);
  if (list == hourly.end()) return {};  // not told: every hour of it is a gap
  if (!list->is_array() || list->size() != times.size())
    return refuse(Fault::malformed, fmt::format("hourly.{} is no list of {} numbers", variable.name, times.size()));
  for (std::size_t i = 0; i < times.size(); ++i) {
    const json& value = (*list)[i];
    if (value.is_null()) continue;
    if (!value.is_number())
      return refuse(Fault::malformed,
                    fmt::format("hourly.{} has {}; expected numbers and null", variable.name,
                                in_quotes(value.dump(-1, ' ', false, json::error_handler_t::replace))));
    if (times[i].day < request.from || times[i].day > request.to || !std::isfinite(value.get<double>())) continue;
    WeatherHour& hour = hours[instant(times[i], {})];
    hour.time = times[i];
    hour.values[variable.exposure] = value.get<double>();
  }
  return {};
}

}  // namespace

Result<Place> parse_place(std::string_view text) {
  const auto parts = split(text, ',');
  const auto latitude = parts.size() == 2 ? parse_number(parts[0]) : std::nullopt;
  const auto longitude = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180)
    return refuse(Fault::malformed, fmt::format("the place is {}; expected LATITUDE,LONGITUDE in degrees, as 48.1,11.6",
                                                in_quotes(text)));
  return Place{*latitude, *longitude};
}

Place rounded(Place place, int decimals) {
  require(decimals >= 0 && decimals <= 6, "rounded: decimals must be in [0, 6], got {}", decimals);
  const double ten = std::pow(10.0, decimals);
  // + 0.0: no minus zero in a URL.
  return {std::round(place.latitude * ten) / ten + 0.0, std::round(place.longitude * ten) / ten + 0.0};
}

std::string to_text(Place place) {
  return skin2vec::to_text(place.latitude) + "," + skin2vec::to_text(place.longitude);
}

std::string_view service_name(Service service) {
  return service == Service::forecast ? "forecast" : service == Service::archive ? "archive" : "air quality";
}

WeatherPlan plan_weather(const diary::Profile& profile, Place place, Day from, Day to, Day today) {
  require(from <= to, "plan_weather: to lies before from");
  WeatherPlan plan;
  const auto list = served_of(profile, plan.not_served);
  const Day recent = today - forecast_past_days;
  ask(plan, Service::archive, place, those(list, [](const Served& each) { return each.in_archive; }), from,
      std::min(to, recent - 1));
  ask(plan, Service::forecast, place, those(list, [](const Served& each) { return each.in_forecast; }),
      std::max(from, recent), std::min(to, today + forecast_ahead_days));
  // The archive has no UV: of old dates the air quality may have it.
  ask(plan, Service::air_quality, place, those(list, [](const Served& each) { return each.in_air; }), from,
      std::min(to, recent - 1));
  ask(plan, Service::air_quality, place,
      those(list, [](const Served& each) { return each.in_air && !each.in_forecast; }), std::max(from, recent),
      std::min(to, today + air_ahead_days));
  return plan;
}

std::string url(const WeatherRequest& request, const Servers& servers) {
  static constexpr std::string_view hosts[] = {"api.open-meteo.com", "archive-api.open-meteo.com",
                                               "air-quality-api.open-meteo.com"};
  static constexpr std::string_view paths[] = {"/v1/forecast", "/v1/archive", "/v1/air-quality"};
  const auto which = static_cast<std::size_t>(request.service);
  std::string base = servers.server;
  while (base.ends_with('/')) base.pop_back();
  if (base.empty()) base = fmt::format("https://{}{}", servers.api_key.empty() ? "" : "customer-", hosts[which]);
  std::vector<std::string> names;
  for (const Variable& variable : request.variables) names.push_back(variable.name);
  return fmt::format("{}{}?latitude={}&longitude={}&hourly={}&timezone=auto&start_date={}&end_date={}{}", base,
                     paths[which], skin2vec::to_text(request.place.latitude),
                     skin2vec::to_text(request.place.longitude), fmt::join(names, ","), skin2vec::to_text(request.from),
                     skin2vec::to_text(request.to), servers.api_key.empty() ? "" : "&apikey=" + servers.api_key);
}

std::string error_reason(std::string_view body) {
  const auto document = read_document(body);
  if (!document || !document->contains("error") || (*document)["error"] != true) return "";
  const auto reason = document->find("reason");
  return reason != document->end() && reason->is_string() ? reason->get<std::string>() : "no reason given";
}

Result<WeatherHours> read_weather(std::string_view body, const WeatherRequest& request) {
  const auto document = read_document(body);
  if (!document) return tl::unexpected(document.error());
  if (const std::string reason = error_reason(body); !reason.empty()) return refuse(Fault::malformed, reason);
  const auto offset = document->find("utc_offset_seconds");
  if (offset == document->end() || !offset->is_number_integer() || std::abs(offset->get<double>()) > 18 * 3600)
    return refuse(Fault::malformed, "the answer has no utc_offset_seconds");
  const auto hourly = document->find("hourly");
  if (hourly == document->end() || !hourly->is_object())
    return refuse(Fault::malformed, "the answer has no object hourly");
  const auto units = document->find("hourly_units");
  if (units != document->end() && units->is_object()) {
    for (const auto* name : {"temperature_2m", "dew_point_2m"}) {
      const auto unit = units->find(name);
      if (unit != units->end() && *unit != "°C")
        return refuse(Fault::malformed, fmt::format("{} is not told in °C", name));
    }
  }
  const auto times = read_times(*hourly, static_cast<std::int16_t>(offset->get<int>() / 60));
  if (!times) return tl::unexpected(times.error());
  WeatherHours hours;
  for (const Variable& variable : request.variables) {
    if (const auto read = read_variable(*hourly, variable, *times, request, hours); !read)
      return tl::unexpected(read.error());
  }
  return hours;
}

WeatherEntries weather_entries(const WeatherHours& hours, const diary::Profile& profile, const WeatherPlan& plan,
                               std::span<const diary::Entry> known, const EntriesOptions& options) {
  WeatherEntries result;
  std::map<Instant, Time> written;
  for (const diary::Entry& entry : known) {
    if (entry.kind == diary::Kind::surroundings && entry.place == weather_source_name &&
        entry.person == options.person && entry.time.ms_of_day)
      written.try_emplace(instant(entry.time, {}), entry.time);
  }
  std::set<std::string> asked;
  for (const WeatherRequest& request : plan.requests) {
    for (const Variable& variable : request.variables) asked.insert(variable.exposure);
  }
  const auto kept = [&](const std::string& exposure, double value) {
    const diary::Exposure* of = diary::find_exposure(profile, exposure);
    return of && value >= of->low && value <= of->high;
  };
  for (const auto& [at, hour] : hours) {
    diary::Entry entry;
    entry.person = options.person;
    entry.kind = diary::Kind::surroundings;
    entry.place = weather_source_name;
    const auto before = written.find(at);
    entry.time = before == written.end() ? hour.time : before->second;
    for (const auto& [exposure, value] : hour.values) {
      if (!kept(exposure, value)) {
        ++result.out_of_range[exposure];
        continue;
      }
      diary::set_value(entry, {exposure, value, ""});
      ++result.hours[exposure];
    }
    if (!entry.values.empty()) result.entries.push_back(std::move(entry));
  }
  // Gaps: hours between the first and the last date that have no value. The offset is that of the nearest answer.
  const std::int16_t offset = hours.empty() ? std::int16_t{0} : *hours.begin()->second.time.offset_min;
  const Instant start = instant({options.from, 0, offset}, {});
  const Instant end = instant({options.to + 1, 0, offset}, {});
  for (const std::string& exposure : asked) {
    Gap gap;
    for (Instant at = start; at < end; at.ms += std::int64_t{ms_per_hour}) {
      const auto hour = hours.find(at);
      const bool there = hour != hours.end() && hour->second.values.contains(exposure) &&
                         kept(exposure, hour->second.values.at(exposure));
      if (!there) {
        const Time time = local_time(at, offset);
        if (gap.hours == 0) gap.first = time;
        gap.last = time;
        ++gap.hours;
      }
      if (gap.hours > 0 && (there || at.ms + std::int64_t{ms_per_hour} >= end.ms)) {
        gap.exposure = exposure;
        result.gaps.push_back(gap);
        gap = {};
      }
    }
  }
  return result;
}

}  // namespace skin2vec::ambient
