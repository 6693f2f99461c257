// What a question is answered from: the record, and the options with their defaults. Private to ask/.
//
// The options were checked against their types: reading them does not fail.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "skin2vec/ask/questions.h"
#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/insight/causes.h"

namespace skin2vec::ask {

class QuestionContext {
 public:
  QuestionContext(const Question& asked, const Record& of, const Options& options, const RunOptions& how, Kept& beside)
      : record(of), run(how), kept(beside), question_(&asked), options_(&options) {}

  const Record& record;
  const RunOptions& run;
  Kept& kept;

  [[nodiscard]] std::string text(std::string_view name) const {
    if (const auto found = options_->find(name); found != options_->end()) return found->second;
    for (const QuestionOption& option : question_->options) {
      if (option.name == name) return option.fallback;
    }
    require(false, "QuestionContext: {} has no option {}", question_->name, name);
    return "";
  }
  [[nodiscard]] bool has(std::string_view name) const { return !text(name).empty(); }
  [[nodiscard]] bool flag(std::string_view name) const { return text(name) == "true"; }
  [[nodiscard]] double number(std::string_view name) const { return *parse_number(text(name)); }
  [[nodiscard]] int whole(std::string_view name) const { return static_cast<int>(number(name)); }
  [[nodiscard]] Day date(std::string_view name) const { return *parse_day(text(name)); }
  [[nodiscard]] std::optional<std::string> if_given(std::string_view name) const {
    return has(name) ? std::optional(text(name)) : std::nullopt;
  }
  [[nodiscard]] std::optional<std::string> site() const { return if_given("site"); }
  // What comes with the program; null: nothing. Only questions that forecast ask for it.
  [[nodiscard]] Result<const learn::Shipped*> shipped() const { return learn::parsed(run.shipped); }
  [[nodiscard]] insight::Covariates covariates() const {
    return insight::causes_of(record.entries, record.profile, site());
  }

 private:
  const Question* question_;
  const Options* options_;
};

}  // namespace skin2vec::ask
