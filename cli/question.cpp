#include "cli/question.h"

#include <fmt/format.h>

#include <utility>

#include "cli/loaded.h"
#include "cli/shipped.h"
#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace {

// Reads what is kept with the diary; keeps something there only if that can be done at once.
class QuickKept final : public ask::Kept {
 public:
  QuickKept(store::Store& store, const std::string& place, const std::string& person, Instant now)
      : reading_(store, person, now) {
    auto quick = store::Store::open(place, {.busy_timeout_ms = 0});
    if (!quick) return;
    store_.emplace(std::move(*quick));
    writing_.emplace(*store_, person, now);
  }
  [[nodiscard]] Result<std::optional<std::string>> get(std::string_view name) const override {
    return reading_.get(name);
  }
  void put(std::string_view name, std::string_view bytes) override {
    if (writing_) writing_->put(name, bytes);
  }

 private:
  record::StoreKept reading_;
  std::optional<store::Store> store_;
  std::optional<record::StoreKept> writing_;
};

std::string type_name(const ask::QuestionOption& option) {
  switch (option.type) {
    case ask::OptionType::whole:
      return "N";
    case ask::OptionType::number:
    case ask::OptionType::numbers:
      return "NUMBER";
    case ask::OptionType::date:
      return "DATE";
    case ask::OptionType::dates:
      return "FROM,TO";
    case ask::OptionType::text:
      return "TEXT";
    case ask::OptionType::flag:
      break;
  }
  return "";
}

// The refusal of an option as a person wrote it: "days is 99 ..." is about --days.
Error as_written(const ask::Question& question, Error error) {
  for (const ask::QuestionOption& option : question.options) {
    if (error.message.starts_with(option.name + " is ")) error.message.insert(0, "--");
  }
  return error;
}

void add_option(CLI::App& verb, const ask::QuestionOption& option, const std::shared_ptr<ask::Options>& given) {
  if (option.type == ask::OptionType::flag) {
    verb.add_flag_callback(
        "--" + option.name, [given, name = option.name] { (*given)[name] = "true"; }, option.what);
    return;
  }
  const bool needed = option.need == ask::QuestionOption::required;
  std::string place = needed ? option.name : "--" + option.name;
  if (needed && place.size() == 1) place[0] = static_cast<char>(place[0] - 'a' + 'A');  // "A": not to be taken for -a
  CLI::Option* added = nullptr;
  const auto put = [given, name = option.name](const std::string& text) { (*given)[name] = text; };
  if (option.type == ask::OptionType::whole) {
    added = verb.add_option_function<int>(
        place, [put](int value) { put(std::to_string(value)); }, option.what);
    if (option.low != option.high)
      added->check(CLI::Range(static_cast<int>(option.low), static_cast<int>(option.high)));
  } else if (option.type == ask::OptionType::number) {
    added = verb.add_option_function<double>(
        place, [put](double value) { put(fmt::format("{}", value)); }, option.what);
    if (option.low != option.high) added->check(CLI::Range(option.low, option.high));
  } else if (option.type == ask::OptionType::numbers) {
    added = verb.add_option_function<std::vector<double>>(
        place, [put](const std::vector<double>& values) { put(fmt::format("{}", fmt::join(values, ","))); },
        option.what);
    added->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  } else if (option.type == ask::OptionType::dates) {
    const auto put_dates = [put, option](const std::string& text) {
      const ask::Question alone{.name = "", .what = "", .options = {option}, .needs = {}, .find = nullptr};
      const ask::Options given_here{{option.name, text}};
      if (const auto good = ask::check_options(alone, given_here); !good) {
        throw CLI::ValidationError(as_written(alone, good.error()).message);
      }
      put(text);
    };
    added = verb.add_option_function<std::string>(place, put_dates, option.what);
  } else {
    added = verb.add_option_function<std::string>(place, put, option.what);
  }
  added->type_name(needed ? "" : type_name(option));
  if (needed) added->required();
  if (!option.fallback.empty()) added->default_str(option.fallback);
}

}  // namespace

const ask::Question& question_named(const std::string& name) {
  const ask::Question* question = ask::find_question(name);
  require(question != nullptr, "question_named: there is no question {}", name);
  return *question;
}

void add_options(CLI::App& verb, const ask::Question& question, const std::shared_ptr<ask::Options>& given) {
  for (const ask::QuestionOption& option : question.options) add_option(verb, option, given);
}

Result<record::Reply> ask_question(const Common& common, const ask::Question& question, const ask::Options& given,
                                   const ask::Progress& progress) {
  auto asked = requested(common);
  if (!asked) return tl::unexpected(asked.error());
  QuickKept kept(asked->store, diary_place(common), asked->request.person, asked->request.now.at);
  auto reply = record::answer(
      question, asked->store, asked->request, given,
      {.seed = common.seed, .threads = common.threads, .progress = progress, .shipped = &shipped()}, &kept);
  if (!reply) return tl::unexpected(as_written(question, reply.error()));
  return reply;
}

int show(const record::Reply& reply, const Common& common, const TextView& view) {
  const ask::Record& record = reply.record;
  if (common.json) {
    print(reply.json());
  } else if (!record.today && !view.without_readings) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", record.person);
  } else if (view.headed) {
    fmt::print("{}, {} to {}\n\n{}", record.person, to_text(*record.from), to_text(*record.today), view.text(reply));
  } else {
    fmt::print("{}", view.text(reply));
  }
  return 0;
}

int answer_question(const Common& common, const ask::Question& question, const ask::Options& given,
                    const TextView& view, const ask::Progress& progress) {
  const auto reply = ask_question(common, question, given, progress);
  return reply ? show(*reply, common, view) : fail(reply.error());
}

Verb add_question(CLI::App& program, const QuestionVerb& verb) {
  const ask::Question& question = question_named(verb.question);
  const auto common = std::make_shared<Common>();
  const auto given = std::make_shared<ask::Options>();
  CLI::App* app = add_verb(program, question.name, question.what, verb.examples, common);
  add_options(*app, question, given);
  return {app,
          [common, given, &question, view = verb.view] { return answer_question(*common, question, *given, view); }};
}

}  // namespace skin2vec::cli
