// Weather and air of a place, hour by hour, as Open-Meteo tells them: what to ask, and what an answer says.
//
//   const WeatherPlan plan = plan_weather(profile, rounded(*parse_place("48.137,11.575"), 1), from, to, today);
//   url(plan.requests[0], {});                       // what to fetch; weather_source.h fetches
//   Result<WeatherHours> hours = read_weather(body, plan.requests[0]);
//
// Three services: the forecast (from 92 days ago to 15 ahead), the archive (before), the air quality (its hosts keep
// what they like of the past: best effort). Times are local by `utc_offset_seconds`, which holds for a whole answer.
// A null, and an hour that is not there, are missing, never zero. Pure; nothing here reads a clock or a network.
// What is asked of whom, and why: docs/explanation/surroundings.md.
#pragma once

#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::ambient {

inline constexpr std::string_view attribution = "Weather data by Open-Meteo.com (CC BY 4.0)";
inline constexpr std::string_view weather_source_name = "open-meteo";  // the source of its entries

struct Place {
  double latitude = 0;   // degrees, WGS84, [-90, 90]
  double longitude = 0;  // [-180, 180]
};

// "48.137,11.575". malformed, with what was expected, for anything else.
[[nodiscard]] Result<Place> parse_place(std::string_view text);

// The place to `decimals` digits: one digit is about 10 km, so that a home is not told.
// throws   ContractError if decimals is not in [0, 6]
[[nodiscard]] Place rounded(Place place, int decimals);
[[nodiscard]] std::string to_text(Place place);

enum class Service { forecast, archive, air_quality };
[[nodiscard]] std::string_view service_name(Service service);  // "forecast", "archive", "air quality"

struct Variable {
  std::string exposure;  // of the profile
  std::string name;      // Open-Meteo's
};

struct WeatherRequest {
  Service service = Service::forecast;
  Place place;
  std::vector<Variable> variables;  // at least one
  Day from;                         // both ends included; within one calendar year, so that answers can be kept
  Day to;
};

struct WeatherPlan {
  std::vector<WeatherRequest> requests;
  std::vector<std::string> not_served;  // exposures of the profile that Open-Meteo does not have
};

// What to ask for the exposures of the profile. The variables are known by the names temperature, humidity, pm25, pm10,
// uv, dew_point, ozone, no2 and, where the profile's unit is another, not served. Dates after `today` + 15 (air: + 6)
// are not asked for: they come out as gaps.
// throws   ContractError if to < from
[[nodiscard]] WeatherPlan plan_weather(const diary::Profile& profile, Place place, Day from, Day to, Day today);

// Where the services stand. `server`: one that holds all three (an Open-Meteo of one's own); "": the public ones, or
// with an `api_key` those of customers.
struct Servers {
  std::string server;
  std::string api_key;
};
[[nodiscard]] std::string url(const WeatherRequest& request, const Servers& servers);

struct WeatherHour {
  Time time;                             // with its offset
  std::map<std::string, double> values;  // exposure -> value; missing ones are not there
};
using WeatherHours = std::map<Instant, WeatherHour>;

// Reads an answer. Hours outside the request's dates are left out; of one hour told twice the later wins.
//
// returns  malformed, with the server's own reason where it gives one, if the body is no such answer: no JSON, lists of
//          different lengths, texts among the numbers, another unit of temperature than degrees Celsius
[[nodiscard]] Result<WeatherHours> read_weather(std::string_view body, const WeatherRequest& request);

// The reason in a body {"error":true,"reason":"..."}; "" if it is none.
[[nodiscard]] std::string error_reason(std::string_view body);

// Consecutive hours of one exposure that are missing.
struct Gap {
  std::string exposure;
  Time first, last;  // both missing
  int hours = 0;
};

struct WeatherEntries {
  std::vector<diary::Entry> entries;        // one for each hour with a value
  std::vector<Gap> gaps;                    // by exposure, then time
  std::map<std::string, int> out_of_range;  // exposure -> values left out, being none that the profile holds possible
  std::map<std::string, int> hours;         // exposure -> values kept
};

struct EntriesOptions {
  std::string person;  // "": everyone's
  Day from;            // dates within which gaps are told
  Day to;
};

// The hours as surroundings of source open-meteo. `known`: the entries that the diary has of this source. An hour that
// is among them keeps the time it was written with, so that a summer's answer replaces a winter's, hour by hour.
[[nodiscard]] WeatherEntries weather_entries(const WeatherHours& hours, const diary::Profile& profile,
                                             const WeatherPlan& plan, std::span<const diary::Entry> known,
                                             const EntriesOptions& options);

}  // namespace skin2vec::ambient
