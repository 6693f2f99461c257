// A path that is taken stays below its root, and both it and a query, written again, are read back equal.
#include "skin2vec/http/query.h"

#include <vector>

#include "fuzz/property.h"
#include "skin2vec/base/text.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::http;

// Every byte escaped: the form that leaves the most to be decoded.
std::string all_escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string escaped;
  for (const char c : text) {
    escaped += '%';
    escaped += digits[static_cast<unsigned char>(c) >> 4];
    escaped += digits[static_cast<unsigned char>(c) & 15];
  }
  return escaped;
}

void hold_path(std::string_view text) {
  const Result<std::string> path = normal_path(text);
  if (!path) {
    hold(path.error().fault == Fault::malformed && !path.error().message.empty());
    return;
  }
  hold(path->starts_with('/') && path->size() <= text.size() && is_utf8(*path));
  std::string plain, escaped;
  int depth = 0;
  const auto segments = split(std::string_view(*path).substr(1), '/');
  for (std::size_t s = 0; s < segments.size(); ++s) {
    // Whoever reads the path once more, one segment after the other, never stands above where he began.
    depth += segments[s] == ".." ? -1 : segments[s] == "." ? 0 : 1;
    hold(depth == static_cast<int>(s) + 1);
    hold(!segments[s].empty() || s + 1 == segments.size());
    for (const char c : segments[s]) hold(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '\\');
    plain += "/" + percent_encoded(segments[s]);
    escaped += "/" + all_escaped(segments[s]);
  }
  hold(normal_path(plain) == *path);
  hold(normal_path(escaped) == *path);
}

void hold_query(std::string_view text) {
  const Result<Query> query = parse_query(text);
  if (!query) {
    hold(query.error().fault == Fault::malformed && !query.error().message.empty());
    return;
  }
  const std::size_t parts = text.empty() ? 0 : split(text, '&').size();
  hold(query->size() == parts);  // nothing is lost, nothing is put together
  for (const auto& [name, value] : *query) hold(!name.empty() && is_utf8(name) && is_utf8(value));
  hold(parse_query(query_text(*query)) == *query);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(data, size);
  hold_path(text);
  hold_path("/" + std::string(text));
  hold_query(text);
  return 0;
}
