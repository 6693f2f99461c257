// What can be asked of a record, by name: the object that `--json` prints and the API gives, and the typed result that
// a text is made of.
//
//   const Question* effects = find_question("effects");
//   const Result<Found> found = answer(*effects, record, {{"permutations", "200"}}, {}, kept);
//   found->as<std::vector<lag::Effect>>();          // what the arithmetic gave
//   to_json(record, *found);                        // from head to last field
//
// A question is a verb of the command line and a resource of the API; its options have one name, type, range and
// default in both. Options come as text; a list is given with commas. Every question about the whole record also takes
// `site`. What each answers: docs/reference/answers.md; what its typed result is: the list in question_list.cpp.
#pragma once

#include <any>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skin2vec/ask/kept.h"
#include "skin2vec/ask/record.h"
#include "skin2vec/base/require.h"
#include "skin2vec/learn/shipped.h"

namespace skin2vec::ask {

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
using Options = std::map<std::string, std::string, std::less<>>;

// Called now and then by what takes long, with done and all of some unit; false stops early, with what was done.
using Progress = std::function<bool(std::int64_t done, std::int64_t all)>;

struct RunOptions {
  std::uint64_t seed = 7;
  int threads = 1;  // 0: as many as there are processors
  Progress progress = {};
  const learn::ShippedFiles* shipped = nullptr;  // nullptr: forecasts are of the models that need no training
};

// What a question found, by its own type, and how that becomes fields of an answer.
class Found {
 public:
  template <typename T, typename Add>
  Found(T result, Add add)
      : result_(std::move(result)), add_([add](Answer& answer, const Record& record, const std::any& any) {
          add(answer, std::any_cast<const T&>(any), record);
        }) {}

  // throws   ContractError if the question's result is of another type
  template <typename T>
  [[nodiscard]] const T& as() const {
    const T* result = std::any_cast<T>(&result_);
    require(result != nullptr, "Found::as: the result of this question is of another type");
    return *result;
  }

  void add_to(Answer& answer, const Record& record) const { add_(answer, record, result_); }

 private:
  std::any result_;
  std::function<void(Answer&, const Record&, const std::any&)> add_;
};

class QuestionContext;  // question_context.h: the record, the options read, what is kept

struct Question {
  std::string name;  // "effects"
  std::string what;  // one sentence
  std::vector<QuestionOption> options;
  Needs needs;
  Result<Found> (*find)(const QuestionContext& context);
};

// All of them, in the order of the command line's help.
[[nodiscard]] std::span<const Question> questions();
[[nodiscard]] const Question* find_question(std::string_view name);  // nullptr: none

// malformed if an option is unknown, not of its type, out of its range, or lacking.
[[nodiscard]] Result<void> check_options(const Question& question, const Options& options);

// What must be loaded for it; the options were checked.
[[nodiscard]] Needs needs_of(const Question& question, const Options& options);

// malformed as check_options; missing for a site, an exposure, a dimension, a date that the record has not.
// record   with what needs_of asked for
[[nodiscard]] Result<Found> answer(const Question& question, const Record& record, const Options& options,
                                   const RunOptions& run, Kept& kept);

// The answer, from head to last field.
[[nodiscard]] Answer to_json(const Record& record, const Found& found);

}  // namespace skin2vec::ask
