#include "skin2vec/record/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/record/asking.h"

namespace skin2vec::record {

namespace {

// What is expected of an option's text; "" if it is as expected.
std::string expected_of(const QuestionOption& option, std::string_view text) {
  const auto in_range = [&](double value) {
    return option.low == option.high || (option.low <= value && value <= option.high);
  };
  const std::string range = option.low == option.high ? "" : fmt::format(" from {} to {}", option.low, option.high);
  switch (option.type) {
    case OptionType::whole: {
      const auto value = parse_number(text);
      return value && *value == std::floor(*value) && std::abs(*value) < 1e9 && in_range(*value)
                 ? ""
                 : "a whole number" + range;
    }
    case OptionType::number: {
      const auto value = parse_number(text);
      return value && std::isfinite(*value) && in_range(*value) ? "" : "a number" + range;
    }
    case OptionType::numbers:
      for (const std::string_view part : split(text, ',')) {
        if (!parse_number(trim(part))) return "numbers with commas between them";
      }
      return "";
    case OptionType::date:
      return parse_day(text) ? "" : "a date YYYY-MM-DD";
    case OptionType::dates: {
      const auto parts = split(text, ',');
      if (parts.size() != 2) return "FROM,TO as two dates";
      const auto from = parse_day(trim(parts[0])), to = parse_day(trim(parts[1]));
      return from && to && *from <= *to ? "" : "FROM,TO as two dates";
    }
    case OptionType::flag:
      return text == "true" || text == "false" ? "" : "true or false";
    case OptionType::text:
      return is_utf8(text) && !text.empty() ? "" : "a text in UTF-8";
  }
  return "";
}

Result<void> check(const Question& question, const Given& given) {
  std::vector<std::string> names;
  for (const QuestionOption& option : question.options) names.push_back(option.name);
  for (const auto& each : given) {
    const std::string &name = each.first, &text = each.second;
    const auto option = std::find_if(question.options.begin(), question.options.end(),
                                     [&](const QuestionOption& one) { return one.name == name; });
    if (option == question.options.end()) {
      const auto near = nearest(name, names);
      return refuse(Fault::malformed, fmt::format("{} has no option {}{}", question.name, in_quotes(name),
                                                  near ? "; did you mean " + in_quotes(*near) + "?" : ""));
    }
    const std::string expected = expected_of(*option, text);
    if (!expected.empty()) {
      return refuse(Fault::malformed, fmt::format("{} is {}; expected {}", name, in_quotes(text), expected));
    }
  }
  for (const QuestionOption& option : question.options) {
    if (option.need == QuestionOption::required && !given.contains(option.name)) {
      return refuse(Fault::malformed, fmt::format("{} needs {}: {}", question.name, option.name, option.what));
    }
  }
  return {};
}

}  // namespace

const Question* find_question(std::string_view name) {
  const auto all = questions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Question& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Result<insight::Answer> ask(const Question& question, store::Store& store, const Wanted& wanted, const Given& given,
                            const Doing& doing) {
  if (const auto good = check(question, given); !good) return tl::unexpected(good.error());
  LoadOptions needs = question.needs;
  if (const auto anchor = given.find("anchor"); anchor != given.end()) {
    needs.also_from = *parse_day(trim(split(anchor->second, ',')[0])) - 180;
  }
  if (const auto frames = given.find("frames"); frames != given.end() && needs.last_days) {
    *needs.last_days += static_cast<int>(*parse_number(frames->second));
  }
  const auto record = load(store, wanted, needs);
  if (!record) return tl::unexpected(record.error());
  const Asking asking(question, store, *record, given, doing, wanted.now.at);
  if (given.contains("site")) {
    if (const auto known = check_site(*record, asking.site()); !known) return tl::unexpected(known.error());
  }
  insight::Answer answer = insight::head(record->head());
  if (const auto told = question.answer(asking, answer); !told) return tl::unexpected(told.error());
  return answer;
}

}  // namespace skin2vec::record
