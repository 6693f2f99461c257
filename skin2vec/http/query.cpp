#include "skin2vec/http/query.h"

#include <algorithm>
#include <utility>

#include "skin2vec/base/text.h"

namespace skin2vec::http {
namespace {

constexpr std::size_t most_values = 100;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// The text with its escapes decoded once; "+" becomes `plus`.
Result<std::string> decoded(std::string_view raw, char plus) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '+') {
      text += plus;
    } else if (raw[i] != '%') {
      text += raw[i];
    } else {
      const int high = i + 2 < raw.size() ? hex_digit(raw[i + 1]) : -1;
      const int low = i + 2 < raw.size() ? hex_digit(raw[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return refuse(Fault::malformed, "the address has a % that is not followed by two hexadecimal digits");
      }
      text += static_cast<char>(16 * high + low);
      i += 2;
    }
  }
  if (!is_utf8(text)) return refuse(Fault::malformed, "the address is not UTF-8");
  return text;
}

}  // namespace

Result<std::string> normal_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return refuse(Fault::malformed, "a path begins with /");
  if (raw.find_first_of("#?") != raw.npos) return refuse(Fault::malformed, "a path has no # and no ?");
  const auto segments = split(raw.substr(1), '/');
  std::string path;
  path.reserve(raw.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    // Segment by segment, so that an encoded slash is told from one that parts segments.
    const Result<std::string> segment = decoded(segments[s], '+');
    if (!segment) return tl::unexpected(segment.error());
    if (segment->empty() && s + 1 < segments.size()) return refuse(Fault::malformed, "a path has no empty segments");
    if (*segment == "." || *segment == "..") return refuse(Fault::malformed, "a path has no segments . and ..");
    if (segment->find_first_of("/\\") != segment->npos) {
      return refuse(Fault::malformed, "a path has no encoded slash and no backslash");
    }
    if (std::any_of(segment->begin(), segment->end(), is_control)) {
      return refuse(Fault::malformed, "a path has no control characters");
    }
    path += '/';
    path += *segment;
  }
  return path;
}

Result<Query> parse_query(std::string_view raw) {
  Query query;
  if (raw.empty()) return query;
  for (const std::string_view part : split(raw, '&')) {
    const std::size_t equals = part.find('=');
    Result<std::string> name = decoded(part.substr(0, equals), ' ');
    Result<std::string> value = decoded(equals == part.npos ? std::string_view() : part.substr(equals + 1), ' ');
    if (!name) return tl::unexpected(name.error());
    if (!value) return tl::unexpected(value.error());
    if (name->empty()) return refuse(Fault::malformed, "the query has a part without a name");
    const auto broken = [](char c) { return is_control(c) && c != '\t' && c != '\n' && c != '\r'; };
    if (std::any_of(name->begin(), name->end(), is_control) || std::any_of(value->begin(), value->end(), broken)) {
      return refuse(Fault::malformed, "the query has control characters");
    }
    if (query.size() == most_values) return refuse(Fault::malformed, "the query has more than 100 values");
    const std::string told = in_quotes(*name);
    if (!query.emplace(*std::move(name), *std::move(value)).second) {
      return refuse(Fault::malformed, "the query has " + told + " twice");
    }
  }
  return query;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += digits[static_cast<unsigned char>(c) >> 4];
      encoded += digits[static_cast<unsigned char>(c) & 15];
    }
  }
  return encoded;
}

std::string query_text(const Query& query) {
  std::string text;
  for (const auto& [name, value] : query) {
    if (!text.empty()) text += '&';
    text += percent_encoded(name) + "=" + percent_encoded(value);
  }
  return text;
}

}  // namespace skin2vec::http
