// Which exposure a word of a sensor means, and its number in the unit of the profile.
//
//   exposure_of(profile, "pm2_5");             // "pm25"
//   convert(71.6, "°F", "degC");               // 22
//
// Degrees Celsius, Fahrenheit and kelvins; micrograms and milligrams in a cubic metre, with either of the two letters
// mu; percent; an index. Two units that read the same are the same. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "skin2vec/diary/profile.h"

namespace skin2vec::ambient {

// The exposure of the profile that a key of JSON or a device class of Home Assistant means, whatever its case: by its
// own name, or by what sensors call temperature, humidity, pm25 and uv. "" if it is none.
[[nodiscard]] std::string exposure_of(const diary::Profile& profile, std::string_view word);

// The unit in which a sensor tells this exposure where it says none: degC, %, ug/m3, index; else the profile's.
[[nodiscard]] std::string usual_unit(const diary::Exposure& exposure);

// None if the one unit cannot be had from the other.
[[nodiscard]] std::optional<double> convert(double value, std::string_view from, std::string_view to);

}  // namespace skin2vec::ambient
