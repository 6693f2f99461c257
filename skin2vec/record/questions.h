// What can be asked of a record, by name: the object that `--json` prints and the API gives.
//
//   const Question* effects = find_question("effects");
//   Result<insight::Answer> answer = ask(*effects, store, {.person = "ann", .now = now}, {{"permutations", "200"}});
//
// A question is a verb of the command line and a resource of the API; its options have one name, type and default in
// both. Options come as text; a list is given with commas. Every question about the whole record also takes `site`.
// What each answers: docs/reference/answers.md.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/record/record.h"

namespace skin2vec::record {

enum class OptionType { whole, number, numbers, text, date, dates, flag };

struct QuestionOption {
  std::string name;
  OptionType type;
  std::string what;          // one line
  std::string fallback;      // as text; "" none
  double low = 0, high = 0;  // of numbers, both ends included; equal: any
  enum { optional, required } need = optional;
};

// Option -> text, of those that were given.
using Given = std::map<std::string, std::string, std::less<>>;

struct Doing {
  std::uint64_t seed = 7;
  int threads = 1;  // 0: as many as there are processors
  // Called now and then by what takes long, with done and all of some unit; false stops early, with what was done.
  std::function<bool(std::int64_t, std::int64_t)> told = {};
};

class Asking;  // of questions.cpp: the record, the options read, what is being done

struct Question {
  std::string name;  // "effects"
  std::string what;  // one sentence
  std::vector<QuestionOption> options;
  LoadOptions needs;
  Result<void> (*answer)(const Asking& asking, insight::Answer& answer);
};

// All of them, in the order of the command line's help.
[[nodiscard]] std::span<const Question> questions();
[[nodiscard]] const Question* find_question(std::string_view name);  // nullptr: none

// The answer, from head to last field.
// malformed if an option is unknown, not of its type, out of its range, or lacking; missing, unavailable as load()
[[nodiscard]] Result<insight::Answer> ask(const Question& question, store::Store& store, const Wanted& wanted,
                                          const Given& given, const Doing& doing = {});

}  // namespace skin2vec::record
