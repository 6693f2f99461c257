#include "skin2vec/ambient/payload.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

using nlohmann::json;

Result<json> parse_payload(std::string_view text) {
  // Depth first: a document is not built, nor taken down again, level by level, if it has too many.
  int depth = 0;
  bool in_text = false, escaped = false;
  for (const char c : text) {
    if (in_text) {
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        in_text = false;
      }
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      if (++depth > deepest_payload) return refuse(Fault::malformed, "nested too deep");
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return refuse(Fault::malformed, "no JSON, or cut off");
  return document;
}

const json* find_path(const json& document, const Path& path) {
  const json* at = &document;
  for (const std::string& step : path) {
    if (at->is_object()) {
      const auto found = at->find(step);
      if (found == at->end()) return nullptr;
      at = &*found;
    } else if (at->is_array()) {
      const auto index = parse_number(step);
      if (!index || *index < 0 || *index != std::floor(*index) || *index >= static_cast<double>(at->size()))
        return nullptr;
      at = &(*at)[static_cast<std::size_t>(*index)];
    } else {
      return nullptr;
    }
  }
  return at;
}

Said said(const json& value) {
  if (value.is_null()) return {{}, true, "null"};
  if (value.is_string()) return said(std::string_view(value.get_ref<const std::string&>()));
  if (value.is_number() && std::isfinite(value.get<double>())) return {value.get<double>(), false, value.dump()};
  return {{}, false, value.dump(-1, ' ', false, json::error_handler_t::replace)};
}

Said said(std::string_view bare) {
  const std::string_view text = trim(bare);
  if (const auto number = parse_number(text)) return {number, false, std::string(text)};
  const std::string small = lower(text);
  const bool none = text.empty() || is_missing(text) || small == "unavailable" || small == "unknown" ||
                    small == "none" || small == "nan" || small == "null" || small == "offline";
  return {{}, none, std::string(text)};
}

std::string device_name(std::string_view text) {
  std::string name;
  for (const char c : is_utf8(text) ? trim(text) : std::string_view{}) {
    const bool refused = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ||
                         std::string_view(":;=@\"").find(c) != std::string_view::npos;
    name += refused ? '_' : c;
  }
  constexpr std::size_t longest = 100;
  if (name.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
    name.resize(end);
  }
  name = std::string(trim(name));
  return is_name(name) ? name : "sensor";
}

}  // namespace skin2vec::ambient
