#include "skin2vec/ambient/units.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

namespace {

struct Words {
  std::string_view exposure;
  std::string_view unit;
  std::array<std::string_view, 6> words;
};

constexpr std::array<Words, 4> known = {{
    {"temperature", "degC", {"temperature", "temp", "air_temperature", "temperature_c", "", ""}},
    {"humidity", "%", {"humidity", "relative_humidity", "air_humidity", "", "", ""}},
    {"pm25", "ug/m3", {"pm25", "pm2_5", "pm2.5", "pm_2_5", "pm_25", ""}},
    {"uv", "index", {"uv", "uv_index", "uvindex", "uvi", "", ""}},
}};

enum class Quantity { celsius, fahrenheit, kelvin, micrograms, milligrams, percent, index, other };

Quantity quantity_of(std::string_view text) {
  const std::string unit = lower(trim(text));
  const auto one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), unit) != names.end();
  };
  if (one_of({"degc", "°c", "c", "℃", "celsius"})) return Quantity::celsius;
  if (one_of({"degf", "°f", "f", "℉", "fahrenheit"})) return Quantity::fahrenheit;
  if (one_of({"k", "kelvin"})) return Quantity::kelvin;
  // µ is U+00B5 or U+03BC; both occur.
  if (one_of({"ug/m3", "ug/m³", "\u00b5g/m3", "\u00b5g/m³", "\u03bcg/m3", "\u03bcg/m³"})) return Quantity::micrograms;
  if (one_of({"mg/m3", "mg/m³"})) return Quantity::milligrams;
  if (one_of({"%", "%rh", "% rh"})) return Quantity::percent;
  if (one_of({"", "index", "uv index", "uvi"})) return Quantity::index;
  return Quantity::other;
}

// The noise of binary fractions, cut off: 71.6 degrees Fahrenheit are 22, not 21.999999999999996.
double rounded(double value) {
  return std::abs(value) < 1e6 ? std::round(value * 1e9) / 1e9 : value;
}

}  // namespace

std::string exposure_of(const diary::Profile& profile, std::string_view word) {
  const std::string small = lower(trim(word));
  if (small.empty()) return "";
  for (const diary::Exposure& exposure : profile.exposures) {
    if (lower(exposure.name) == small) return exposure.name;
  }
  for (const Words& each : known) {
    if (std::find(each.words.begin(), each.words.end(), small) == each.words.end()) continue;
    if (diary::find_exposure(profile, each.exposure)) return std::string(each.exposure);
  }
  return "";
}

std::string usual_unit(const diary::Exposure& exposure) {
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const Words& each) { return each.exposure == exposure.name; });
  return found == known.end() ? exposure.unit : std::string(found->unit);
}

std::optional<double> convert(double value, std::string_view from, std::string_view to) {
  const Quantity have = quantity_of(from), want = quantity_of(to);
  if (have == want && have != Quantity::other) return value;
  if (have == Quantity::other || want == Quantity::other)
    return lower(trim(from)) == lower(trim(to)) ? std::optional(value) : std::nullopt;
  const auto celsius = [&]() -> std::optional<double> {
    if (have == Quantity::celsius) return value;
    if (have == Quantity::fahrenheit) return rounded((value - 32) * 5 / 9);
    if (have == Quantity::kelvin) return rounded(value - 273.15);
    return std::nullopt;
  }();
  if (celsius) {
    if (want == Quantity::celsius) return celsius;
    if (want == Quantity::fahrenheit) return rounded(*celsius * 9 / 5 + 32);
    if (want == Quantity::kelvin) return rounded(*celsius + 273.15);
    return std::nullopt;
  }
  if (have == Quantity::milligrams && want == Quantity::micrograms) return rounded(value * 1000);
  if (have == Quantity::micrograms && want == Quantity::milligrams) return rounded(value / 1000);
  return std::nullopt;
}

}  // namespace skin2vec::ambient
