#include "skin2vec/serve/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "skin2vec/base/text.h"

namespace skin2vec::serve {

Result<std::string> percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    unsigned value = 0;
    const char* from = text.data() + i + 1;
    const bool whole = i + 2 < text.size();
    const auto read = whole ? std::from_chars(from, from + 2, value, 16) : std::from_chars_result{};
    if (!whole || read.ec != std::errc() || read.ptr != from + 2) {
      return refuse(Fault::malformed, "a % that is followed by no two hexadecimal digits");
    }
    out += static_cast<char>(value);
    i += 2;
  }
  if (out.find('\0') != std::string::npos || !is_utf8(out)) {
    return refuse(Fault::malformed, "text that is not UTF-8, or with a NUL character");
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Result<record::Given> parse_query(std::string_view query) {
  record::Given given;
  if (query.empty()) return given;
  for (const std::string_view part : split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    const auto decoded = [](std::string_view raw) {
      std::string text(raw);
      std::replace(text.begin(), text.end(), '+', ' ');
      return percent_decoded(text);
    };
    auto name = decoded(part.substr(0, equals));
    if (!name) return tl::unexpected(name.error());
    auto value = decoded(equals == std::string_view::npos ? "" : part.substr(equals + 1));
    if (!value) return tl::unexpected(value.error());
    if (!given.emplace(*name, *value).second) {
      return refuse(Fault::malformed, fmt::format("{} is given twice", in_quotes(*name)));
    }
  }
  return given;
}

}  // namespace skin2vec::serve
