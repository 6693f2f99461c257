#include "skin2vec/words/words.h"

#include <fmt/args.h>

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::words {

std::string numeral(double value) {
  if (!std::isfinite(value)) return "-";
  const double size = std::abs(value);
  const std::string text = fmt::format("{:.{}f}", value, size >= 1000 ? 0 : size >= 100 ? 1 : 2);
  return text == "-0.00" ? "0.00" : text;
}

std::string chance(const char* letter, double p) {
  if (!std::isfinite(p)) return "-";
  return p < 0.001 ? fmt::format("{} < 0.001", letter) : fmt::format("{} = {:.3f}", letter, p);
}

namespace {

using Store = fmt::dynamic_format_arg_store<fmt::format_context>;

std::string fill(std::string_view code, const Store& values, Language language) {
  const std::size_t at = detail::place(code);
  require(at < std::size(catalogue::en), "words: no text has the code {}", code);
  try {
    return fmt::vformat(language == Language::zh ? catalogue::zh[at].text : catalogue::en[at].text, values);
  } catch (const fmt::format_error& error) {
    throw ContractError(fmt::format("the text \"{}\" cannot be filled: {}", code, error.what()));
  }
}

std::string joined(const Clauses& clauses, Language language, const Labels& labels) {
  std::string text;
  for (const Clause& one : clauses.each) {
    if (&one != &clauses.each.front()) text += render(clauses.joint, {}, language, labels);
    text += render(one.code, one.params, language, labels);
  }
  return text;
}

}  // namespace

std::string render(std::string_view code, const Params& params, Language language, const Labels& labels) {
  Store values;
  const auto add = [&](const std::string& name, const auto& value) { values.push_back(fmt::arg(name.c_str(), value)); };
  for (const auto& [name, value] : params) {
    if (const auto* text = std::get_if<std::string>(&value)) add(name, *text);
    if (const auto* number = std::get_if<std::int64_t>(&value)) add(name, *number);
    if (const auto* number = std::get_if<double>(&value)) add(name, *number);
    if (const auto* number = std::get_if<Numeral>(&value)) add(name, numeral(number->value));
    if (const auto* spoken = std::get_if<Name>(&value)) add(name, labels(spoken->name));
    if (const auto* clauses = std::get_if<Clauses>(&value)) add(name, joined(*clauses, language, labels));
  }
  // A phrase may be of the other values and of the phrases before it.
  for (const auto& [name, value] : params) {
    if (const auto* phrase = std::get_if<Phrase>(&value)) add(name, fill(phrase->code, values, language));
  }
  return fill(code, values, language);
}

}  // namespace skin2vec::words
