// What parse_number takes, to_text prints so that it reads back to the same bits; words about text never fail.
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "fuzz/property.h"
#include "skin2vec/base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(data, size);
  if (const auto number = skin2vec::parse_number(text)) {
    hold(std::isfinite(*number));
    const auto again = skin2vec::parse_number(skin2vec::to_text(*number));
    hold(again && std::bit_cast<std::uint64_t>(*again) == std::bit_cast<std::uint64_t>(*number));
  }
  const std::string_view trimmed = skin2vec::trim(text);
  hold(skin2vec::trim(trimmed) == trimmed);
  if (skin2vec::is_name(text)) hold(skin2vec::is_utf8(text) && trimmed == text);
  hold(skin2vec::is_utf8(skin2vec::in_quotes(text)));
  std::size_t length = 0;
  for (const std::string_view part : skin2vec::split(text, ';')) length += part.size() + 1;
  hold(length == text.size() + 1);
  const std::vector<std::string> names{"moisture", std::string(text)};
  if (size > 0 && size <= 128) hold(skin2vec::nearest(text, names).has_value());
  return 0;
}
