// A verb that answers one question from a person's whole record: `rhythms`, `effects`, `dose`, `habits`.
//
//   return add_question(program, {"habits", "Hidden habits ...", "  skin2vec habits"},
//                       [](const Asked& asked) { ... return Told{to_json, words}; });
//
// An answer may be refused: an Error ends the program as it does everywhere. Such a verb takes --site, loads all kinds
// of entries, and tells either one JSON object or, under a line that says whose and from when to when, words.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/loaded.h"

namespace skin2vec::cli {

struct Question {
  std::string name;
  std::string what;      // one sentence
  std::string examples;  // as add_verb takes them
};

struct Asked {
  const Loaded& loaded;
  const std::optional<std::string>& site;  // none: the one with most readings
  const Common& common;
};

struct Told {
  std::function<void(insight::Answer&)> add;  // puts the answer behind the head
  std::string words;
};

// Loads, asks, tells: what such a verb runs. For verbs that have more options than --site. Gives the exit status.
[[nodiscard]] int answer_question(const Common& common, const std::optional<std::string>& site,
                                  const std::function<Result<Told>(const Asked&)>& answer);

// Adds --site to a verb.
void add_site(CLI::App& verb, std::optional<std::string>& site);

[[nodiscard]] Verb add_question(CLI::App& program, const Question& question,
                                std::function<Result<Told>(const Asked&)> answer);

}  // namespace skin2vec::cli
