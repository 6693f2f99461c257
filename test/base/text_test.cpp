#include "skin2vec/base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include "skin2vec/base/require.h"

namespace skin2vec {
namespace text_test {

// Code points to UTF-8 by the table of RFC 3629.
std::string encode(std::uint32_t point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xc0 | point >> 6), byte(0x80 | (point & 63))};
  if (point < 0x10000) return {byte(0xe0 | point >> 12), byte(0x80 | (point >> 6 & 63)), byte(0x80 | (point & 63))};
  return {byte(0xf0 | point >> 18), byte(0x80 | (point >> 12 & 63)), byte(0x80 | (point >> 6 & 63)),
          byte(0x80 | (point & 63))};
}

// Well-formed means: the text is made of the encodings of code points that are no surrogates. Tries all lengths.
bool obviously_utf8(std::string_view text) {
  while (!text.empty()) {
    std::size_t length = 0;
    for (std::size_t n = 1; n <= std::min<std::size_t>(4, text.size()) && length == 0; ++n) {
      std::uint32_t point = static_cast<unsigned char>(text[0]) & (n == 1 ? 0x7fU : 0xffU >> (n + 1));
      for (std::size_t i = 1; i < n; ++i) point = point << 6 | (static_cast<unsigned char>(text[i]) & 63U);
      const bool scalar = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
      if (scalar && encode(point) == text.substr(0, n)) length = n;
    }
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// The definition of the distance, without a table: exponential, for short words.
std::size_t obvious_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const auto rest = [](std::string_view s, std::size_t n) { return s.substr(0, s.size() - n); };
  std::size_t least = std::min({obvious_distance(rest(a, 1), b) + 1, obvious_distance(a, rest(b, 1)) + 1,
                                obvious_distance(rest(a, 1), rest(b, 1)) + (a.back() == b.back() ? 0U : 1U)});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && a[a.size() - 2] == b.back()) {
    least = std::min(least, obvious_distance(rest(a, 2), rest(b, 2)) + 1);
  }
  return least;
}

// Bytes that make most of the cases of UTF-8.
rc::Gen<std::string> bytes() {
  return rc::gen::container<std::string>(
      rc::gen::map(rc::gen::element(0x00, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe4, 0xed,
                                    0xef, 0xf0, 0xf4, 0xf5, 0xff, 0x8f, 0x90),
                   [](int byte) { return static_cast<char>(byte); }));
}

rc::Gen<std::string> short_word() {
  return rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')));
}

TEST(Number, ReadsDecimalNumbers) {
  EXPECT_EQ(parse_number(" 2.5 "), 2.5);
  EXPECT_EQ(parse_number("-3"), -3.0);
  EXPECT_EQ(parse_number("+4"), 4.0);
  EXPECT_EQ(parse_number("1e-3"), 0.001);
  EXPECT_EQ(parse_number("\t6E2\r\n"), 600.0);
  EXPECT_EQ(parse_number("007"), 7.0);
  EXPECT_EQ(parse_number(".5"), 0.5);
}

TEST(Number, RefusesEverythingElse) {
  for (const char* text : {"",  " ", "nan", "NaN", "inf", "-infinity", "0x10",   "2,5", "2.5.1", "2 5", "+-4", "++4",
                           "-", "+", ".",   "e3",  "1e",  "1e999",     "-1e999", "5a",  "1_000", "NA",  "null"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
  }
}

TEST(Number, HasItsShortestText) {
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(2.0), "2");
  EXPECT_EQ(to_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(to_text(-0.0), "-0");
  EXPECT_EQ(to_text(1e21), "1e+21");
}

// Against the obvious: std::to_chars searches for the shortest text of each.
TEST(Number, ShortDecimalsHaveTheTextThatASearchFinds) {
  for (const double power : {1.0, 10.0, 100.0, 1000.0, 10000.0}) {
    for (int k = 0; k < 130'000'000; k = k < 2000 ? k + 1 : k + 99'991) {
      const double number = k / power;
      for (const double each : {number, -number, std::nextafter(number, INFINITY), std::nextafter(number, 0)}) {
        char buffer[32];
        const char* end = std::to_chars(buffer, buffer + sizeof buffer, each).ptr;
        ASSERT_EQ(to_text(each), std::string(static_cast<const char*>(buffer), end));
      }
    }
  }
}

RC_GTEST_PROP(Number, TextReadsBackToTheSameBits, (std::uint64_t bits)) {
  const double number = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(number));
  const std::string text = to_text(number);
  RC_ASSERT(std::bit_cast<std::uint64_t>(parse_number(text).value()) == bits);
  RC_ASSERT(std::strtod(text.c_str(), nullptr) == number);
}

TEST(Number, ExtremesReadBack) {
  using limits = std::numeric_limits<double>;
  for (const double number :
       {limits::max(), limits::lowest(), limits::min(), limits::denorm_min(), limits::epsilon()}) {
    EXPECT_EQ(parse_number(to_text(number)), number);
  }
}

TEST(Number, TextOfANumberThatIsNotFiniteIsABrokenPromise) {
  EXPECT_THROW((void)to_text(std::numeric_limits<double>::quiet_NaN()), ContractError);
  EXPECT_THROW((void)to_text(std::numeric_limits<double>::infinity()), ContractError);
}

TEST(Trim, TakesBlanksFromBothEnds) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Split, KeepsEmptyParts) {
  EXPECT_EQ(split("", ';'), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split("a;;b;", ';'), (std::vector<std::string_view>{"a", "", "b", ""}));
}

RC_GTEST_PROP(Split, PartsJoinedAreTheText, (const std::string& text)) {
  std::string joined;
  for (const auto part : split(text, 'a')) {
    RC_ASSERT(part.find('a') == std::string_view::npos);
    joined += std::string(part) + "a";
  }
  RC_ASSERT(joined == text + "a");
}

TEST(Lower, ChangesAsciiLettersOnly) {
  EXPECT_EQ(lower("MoistURE-Ä1"), "moisture-Ä1");
}

TEST(Utf8, KnowsWellFormedText) {
  for (const char* text : {"", "plain", "保湿", "é", "😀", "\xf4\x8f\xbf\xbf"}) EXPECT_TRUE(is_utf8(text)) << text;
}

// Overlong '/', overlong two bytes, surrogate, above U+10FFFF, cut short, lone continuation (RFC 3629, section 10).
TEST(Utf8, KnowsIllFormedText) {
  for (const char* text :
       {"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xbf", "\x80", "a\xff"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Utf8, AgreesWithTheTableForEveryCodePoint) {
  for (std::uint32_t point = 0; point <= 0x110100; ++point) {
    const bool scalar = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    ASSERT_EQ(is_utf8(encode(point)), scalar) << point;
  }
}

RC_GTEST_PROP(Utf8, AgreesWithTheObvious, ()) {
  const std::string text = *bytes();
  RC_ASSERT(is_utf8(text) == obviously_utf8(text));
}

TEST(Name, IsShortCleanAndWithoutSeparators) {
  for (const char* text : {"late_night", "cream A", "保湿霜", "O'Brien", "a"}) EXPECT_TRUE(is_name(text)) << text;
  EXPECT_TRUE(is_name(std::string(128, 'n')));
  EXPECT_FALSE(is_name(std::string(129, 'n')));
  for (const char* text : {"", " ", " a", "a ", "a:b", "a;b", "a=b", "a@b", "a\"b", "a\tb", "a\nb", "\x7f", "\xff"}) {
    EXPECT_FALSE(is_name(text)) << text;
  }
}

TEST(InQuotes, ShowsTextThatCannotBreakALine) {
  EXPECT_EQ(in_quotes("11"), "\"11\"");
  EXPECT_EQ(in_quotes("a\nb\x1b[2J\xff"), "\"a\\x0ab\\x1b[2J\\xff\"");
  EXPECT_EQ(in_quotes("保湿"), "\"保湿\"");
}

TEST(InQuotes, IsCutAtACharactersEdge) {
  const std::string shown = in_quotes(std::string(59, 'x') + "保湿霜");
  EXPECT_TRUE(is_utf8(shown));
  EXPECT_TRUE(shown.ends_with("...\""));
  EXPECT_LT(in_quotes(std::string(100'000, 'x')).size(), 70U);
}

TEST(Nearest, FindsTypingErrors) {
  const std::vector<std::string> names{"oil", "moisture", "elasticity", "radiance", "sensitivity"};
  EXPECT_EQ(nearest("moistre", names), "moisture");
  EXPECT_EQ(nearest("MOISUTRE", names), "moisture");
  EXPECT_EQ(nearest("oik", names), "oil");
  EXPECT_EQ(nearest("sensitvity", names), "sensitivity");
  EXPECT_EQ(nearest("pm25", names), std::nullopt);
  EXPECT_EQ(nearest("moisture", {}), std::nullopt);
}

TEST(Nearest, TakesTheFirstOfEquals) {
  EXPECT_EQ(nearest("bat", std::vector<std::string>{"cat", "hat"}), "cat");
  EXPECT_EQ(nearest("hat", std::vector<std::string>{"cat", "hat"}), "hat");
}

RC_GTEST_PROP(Nearest, AgreesWithTheObvious, ()) {
  const std::string text = *short_word();
  const auto names = *rc::gen::container<std::vector<std::string>>(3, short_word());
  const std::size_t limit = std::max<std::size_t>(1, text.size() / 3);
  std::optional<std::string> expected;
  std::size_t least = limit + 1;
  for (const auto& name : names) {
    const std::size_t distance = obvious_distance(text, name);
    if (distance < least) {
      least = distance;
      expected = name;
    }
  }
  RC_ASSERT(nearest(text, names) == expected);
}

}  // namespace text_test
}  // namespace skin2vec
