#include "skin2vec/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "skin2vec/base/require.h"

namespace skin2vec {

namespace {

// Optimal string alignment distance (Damerau with adjacent swaps, no second edit inside one) in O(|a| |b|).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

// The bytes of the UTF-8 character at the front of `text`; 0 if it is not well-formed.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;
    const unsigned high = lead == 0xed ? 0x9f : 0xbf;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

// Writes k / 10^d, d from 0 to 3, and returns its end; null for other numbers. Most scores are such. Division rounds
// correctly, so the text reads back to the number; the least d is the shortest text, and below 10^5 std::to_chars
// writes no exponent: the bytes are the same.
char* write_short_decimal(double number, char* out) {
  constexpr double powers[4] = {1, 10, 100, 1000};
  const double size = std::abs(number);
  if (!(size < 1e5)) return nullptr;
  for (int places = 0; places < 4; ++places) {
    const double scaled = std::floor(size * powers[places] + 0.5);
    if (scaled / powers[places] != size) continue;
    const int digits = static_cast<int>(scaled);
    const int power = static_cast<int>(powers[places]);
    if (std::signbit(number)) *out++ = '-';
    out = std::to_chars(out, out + 8, digits / power).ptr;
    if (places == 0) return out;
    *out++ = '.';
    for (int rest = digits % power, unit = power / 10; unit > 0; rest %= unit, unit /= 10) {
      *out++ = static_cast<char>('0' + rest / unit);
    }
    return out;
  }
  return nullptr;
}

#ifdef __cpp_lib_to_chars

// The number whose text this is, all of it; none if it is no decimal number.
std::optional<double> read_decimal(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string shortest_text(double number) {
  char buffer[32];
  const char* const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return std::string(static_cast<const char*>(buffer), end);
}

#else  // a library that has no std::from_chars and std::to_chars of doubles; ./dev wasm-check compares

std::optional<double> read_decimal(std::string_view text) {
  if (text.empty() || text.front() == '+') return std::nullopt;
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return std::nullopt;
  const std::string ended(text);
  char* end = nullptr;
  const double value = std::strtod(ended.c_str(), &end);
  if (end != ended.c_str() + ended.size()) return std::nullopt;
  const bool zero = text.substr(0, text.find_first_of("eE")).find_first_of("123456789") == std::string_view::npos;
  return value == 0 && !zero ? std::nullopt : std::optional(value);  // nearer to 0 than any double: out of range
}

// Of the plain and the scientific form the shorter, as std::to_chars; the digits are those that fmt finds.
std::string shortest_text(double number) {
  const std::string found = fmt::format("{}", std::abs(number));  // "1200", "0.125", "1.25e-07"
  const std::size_t end = std::min(found.find('e'), found.size());
  const std::size_t point = std::min(found.find('.'), end);
  int places = point < end ? static_cast<int>(end - point) - 1 : 0;  // number = digits / 10^places
  if (end < found.size()) places -= std::atoi(found.c_str() + end + 1);
  std::string digits = found.substr(0, point) + (point < end ? found.substr(point + 1, end - point - 1) : "");
  digits.erase(0, digits.find_first_not_of('0'));
  for (; digits.ends_with('0'); --places) digits.pop_back();
  const int length = static_cast<int>(digits.size());

  std::string scientific = digits.substr(0, 1) + (length > 1 ? "." + digits.substr(1) : "");
  scientific += fmt::format("e{:+03d}", length - 1 - places);
  std::string plain = digits;
  if (places <= 0) {
    plain = fmt::format("{:.0f}", std::abs(number));
  } else {
    plain.insert(0, static_cast<std::size_t>(std::max(0, places + 1 - length)), '0');
    plain.insert(plain.size() - static_cast<std::size_t>(places), ".");
  }
  return (std::signbit(number) ? "-" : "") + (plain.size() <= scientific.size() ? plain : scientific);
}

#endif

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  const std::optional<double> value = read_decimal(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::string to_text(double number) {
  require(std::isfinite(number), "to_text: the number must be finite, got {}", number);
  char buffer[32];
  const char* const end = write_short_decimal(number, buffer);
  return end ? std::string(static_cast<const char*>(buffer), end) : shortest_text(number);
}

void append_digits(std::string& text, int number, int width) {
  char buffer[16];
  char* const end = buffer + sizeof buffer;
  char* digit = end;
  for (; number > 0 || width > 0; number /= 10, --width) *--digit = static_cast<char>('0' + number % 10);
  text.append(digit, end);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = static_cast<unsigned char>(text.front()) < 0x80 ? 1 : utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_missing(std::string_view text) {
  constexpr std::array<std::string_view, 8> words{"NA", "null", "NaN", "na", "N/A", "n/a", "NULL", "nan"};
  text = trim(text);
  return text.empty() || (text.size() <= 4 && std::find(words.begin(), words.end(), text) != words.end());
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > 128 || text.front() == ' ' || text.back() == ' ') return false;
  bool ascii = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == ':' || c == ';' || c == '=' || c == '@' || c == '"') return false;
    ascii &= byte < 0x80;
  }
  return (ascii || is_utf8(text)) && (text.size() > 4 || !is_missing(text));
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string result = "\"";
  std::string_view rest = text;
  while (!rest.empty() && result.size() <= most) {
    const std::size_t length = utf8_length(rest);
    const auto byte = static_cast<unsigned char>(rest.front());
    if (length == 0 || byte < 0x20 || byte == 0x7f) {
      result += fmt::format("\\x{:02x}", byte);
      rest.remove_prefix(1);
    } else {
      result += rest.substr(0, length);
      rest.remove_prefix(length);
    }
  }
  return result + (rest.empty() ? "\"" : "...\"");
}

std::optional<std::string> nearest(std::string_view text, std::span<const std::string> names) {
  if (text.size() > 128) return std::nullopt;
  const std::string wanted = lower(text);
  const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  std::optional<std::string> best;
  std::size_t best_distance = limit + 1;
  for (const std::string& name : names) {
    const std::size_t distance = edit_distance(wanted, lower(name));
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace skin2vec
