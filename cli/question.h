// A verb that asks one question (ask/questions.h) of a person's record, and shows what was found as words or as JSON.
//
//   return add_question(program, {"habits", "  skin2vec habits\n  skin2vec habits --json", view<Habits>(habits_text)});
//
// What it does, its options with ranges and defaults, and the JSON are the question's: only the words are here.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/context.h"
#include "skin2vec/record/record.h"

namespace skin2vec::cli {

// What was found as words; under a line that says whose and from when to when, unless `headed` is false.
struct TextView {
  std::function<std::string(const record::Reply& reply)> text;
  bool headed = true;             // false: the text has a head of its own
  bool without_readings = false;  // true: it has something to say where nothing was read
};

// The view of a question whose typed result is T.
template <typename T, typename Text>
TextView view(Text text) {
  return {[text](const record::Reply& reply) { return text(reply.found.as<T>(), reply.record); }};
}

struct QuestionVerb {
  std::string question;  // its name, and that of the verb
  std::string examples;  // as add_verb takes them
  TextView view;
};

[[nodiscard]] Verb add_question(CLI::App& program, const QuestionVerb& verb);

// For verbs that do more than ask: the options of the question, which leave what was given in the map; and asking it.
void add_options(CLI::App& verb, const ask::Question& question, const std::shared_ptr<ask::Options>& given);

// As the common options say: whose, when, by which profile.
[[nodiscard]] Result<record::Reply> ask_question(const Common& common, const ask::Question& question,
                                                 const ask::Options& given, const ask::Progress& progress = {});

// Asks and shows. Gives the exit status.
[[nodiscard]] int answer_question(const Common& common, const ask::Question& question, const ask::Options& given,
                                  const TextView& view, const ask::Progress& progress = {});

// Shows what was found, JSON as asked for in `common`. Gives the exit status.
[[nodiscard]] int show(const record::Reply& reply, const Common& common, const TextView& view);

// find_question of a name that is there.
[[nodiscard]] const ask::Question& question_named(const std::string& name);

}  // namespace skin2vec::cli
