// What people read, by code, in English and Chinese: no other file has a sentence in two languages.
//
//   using namespace words::literals;
//   say<"surface.too_little_data">(Language::en, "dimension"_a = "Moisture", "exposure"_a = "UV");
//   render("surface.too_little_data", {{"dimension", Name{"oil"}}, {"exposure", "UV"}}, Language::zh, labels);
//
// A catalogue a language: en.h, zh.h. Their texts are format strings of {fmt} whose arguments have names. That both have
// the same codes is known when words.h is compiled; that a code exists and that an argument fits every text of it, when
// say() is (with gcc; other compilers find it when it runs). Codes are public: they are the `code` of JSON.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "skin2vec/words/en.h"
#include "skin2vec/words/language.h"
#include "skin2vec/words/zh.h"

namespace skin2vec::words {

// "2.41", or "-" where the number is missing: two decimals, fewer from 100 on.
[[nodiscard]] std::string numeral(double value);

// "p = 0.041", "q < 0.001", as `letter` says; "-" where it is missing.
[[nodiscard]] std::string chance(const char* letter, double p);

namespace literals = fmt::literals;

namespace detail {

template <std::size_t n>
struct Code {
  char text[n]{};
  consteval Code(const char (&literal)[n]) { std::copy_n(literal, n, text); }  // NOLINT(*-explicit-*): a literal
  [[nodiscard]] constexpr std::string_view view() const { return {text, n - 1}; }
};

// Where a code stands in both catalogues; their size where it does not.
[[nodiscard]] constexpr std::size_t place(std::string_view code) {
  std::size_t at = 0;
  while (at < std::size(catalogue::en) && catalogue::en[at].code != code) ++at;
  return at;
}

[[nodiscard]] consteval bool same_codes() {
  return std::equal(std::begin(catalogue::en), std::end(catalogue::en), std::begin(catalogue::zh),
                    std::end(catalogue::zh), [](const auto& a, const auto& b) { return a.code == b.code; });
}
static_assert(same_codes(), "words/en.h and words/zh.h have the same codes in the same order");

}  // namespace detail

// The sentence of a code in a language. An argument that a language does not need may be given.
template <detail::Code code, class... Args>
[[nodiscard]] std::string say(Language language, Args&&... args) {
  constexpr std::size_t at = detail::place(code.view());
  static_assert(at < std::size(catalogue::en), "words/en.h and words/zh.h have no such code");
  constexpr std::string_view en = catalogue::en[at].text, zh = catalogue::zh[at].text;
  if constexpr (sizeof...(Args) == 0) {
    return std::string(language == Language::zh ? zh : en);
  } else {
#if FMT_USE_NONTYPE_TEMPLATE_ARGS
    return language == Language::zh ? fmt::format(fmt::format_string<Args...>(zh), std::forward<Args>(args)...)
                                    : fmt::format(fmt::format_string<Args...>(en), std::forward<Args>(args)...);
#else
    return fmt::format(fmt::runtime(language == Language::zh ? zh : en), std::forward<Args>(args)...);
#endif
  }
}

// Values that a text is filled with, by name, whatever the language.
struct Numeral {  // said by numeral()
  double value;
};
struct Name {  // of a dimension, an event, an exposure, a product: said by the labels of a profile
  std::string name;
};
struct Phrase {  // another text of the catalogue, filled with the same values
  std::string code;
};
struct Clause;
struct Clauses {  // texts of which each has its own values, joined by another
  std::string joint;
  std::vector<Clause> each;
};
using Value = std::variant<std::string, std::int64_t, double, Numeral, Name, Phrase, Clauses>;
using Params = std::vector<std::pair<std::string, Value>>;
struct Clause {
  std::string code;
  Params params;
};
using Labels = std::function<std::string(const std::string& name)>;

// The sentence of a code that is known when the program runs.
// throws   ContractError if there is no such code, or a text needs a value that is not among the params
[[nodiscard]] std::string render(std::string_view code, const Params& params, Language language, const Labels& labels);

}  // namespace skin2vec::words
