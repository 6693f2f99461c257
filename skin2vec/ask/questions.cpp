#include "skin2vec/ask/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/ask/question_context.h"

namespace skin2vec::ask {

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

}  // namespace

const Question* find_question(std::string_view name) {
  const auto all = questions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Question& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Result<void> check_options(const Question& question, const Options& options) {
  std::vector<std::string> names;
  for (const QuestionOption& option : question.options) names.push_back(option.name);
  for (const auto& each : options) {
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
    if (option.need == QuestionOption::required && !options.contains(option.name)) {
      return refuse(Fault::malformed, fmt::format("{} needs {}: {}", question.name, option.name, option.what));
    }
  }
  return {};
}

Needs needs_of(const Question& question, const Options& options) {
  Needs needs = question.needs;
  if (const auto anchor = options.find("anchor"); anchor != options.end()) {
    needs.also_from = *parse_day(trim(split(anchor->second, ',')[0])) - 180;
  }
  if (const auto frames = options.find("frames"); frames != options.end() && needs.last_days) {
    *needs.last_days += static_cast<int>(*parse_number(frames->second));
  }
  return needs;
}

Result<Found> answer(const Question& question, const Record& record, const Options& options, const RunOptions& run,
                     Kept& kept) {
  if (const auto good = check_options(question, options); !good) return tl::unexpected(good.error());
  const QuestionContext context(question, record, options, run, kept);
  if (options.contains("site")) {
    if (const auto known = check_site(record, context.site()); !known) return tl::unexpected(known.error());
  }
  return question.find(context);
}

Answer to_json(const Record& record, const Found& found) {
  Answer answer = head(record.head());
  found.add_to(answer, record);
  return answer;
}

}  // namespace skin2vec::ask
