// JSON that a stranger sent, with limits. Private to ambient/.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"

namespace skin2vec::ambient {

inline constexpr int deepest_payload = 64;

// malformed if the text is no JSON, not UTF-8, or nested deeper than deepest_payload.
[[nodiscard]] Result<nlohmann::json> parse_payload(std::string_view text);

// Where a value stands in a document: keys, or positions in lists as digits.
using Path = std::vector<std::string>;
[[nodiscard]] const nlohmann::json* find_path(const nlohmann::json& document, const Path& path);  // null: not there

// What a value says: a number, that there is none (null, unavailable, unknown, none, NaN, blank), or something else.
struct Said {
  std::optional<double> number;  // finite
  bool unavailable = false;
  std::string text;  // as it was said, for a message
};
[[nodiscard]] Said said(const nlohmann::json& value);
[[nodiscard]] Said said(std::string_view bare);

// The text as the name of a device: what a name may not hold becomes `_`, and it is cut at 100 bytes. Never empty.
[[nodiscard]] std::string device_name(std::string_view text);

}  // namespace skin2vec::ambient
