// The TOML under a profile, read so that every mistake is told: with its line, its key and what was expected.
//
//   auto document = TomlDocument::parse(text);
//   Section root = document->root();
//   int window = root.whole("window", 7);
//   root.finish();                       // tells keys that nobody asked for, with the nearest one that was
//   if (auto error = document->error()) ...
//
// Reading goes on after a mistake with the fallback value, so that one reading tells all of them. Private to diary/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/import_rules.h"

namespace skin2vec::diary {

// One table of the document. Valid as long as its TomlDocument.
class Section {
 public:
  struct State;
  explicit Section(std::shared_ptr<State> state);

  std::string text(std::string_view key, std::string_view fallback);
  std::string required_text(std::string_view key);  // "" and a problem if there is none
  double number(std::string_view key, double fallback);
  int whole(std::string_view key, int fallback);
  bool flag(std::string_view key, bool fallback);
  std::vector<std::string> texts(std::string_view key);  // a list, or one text; numbers become text
  std::vector<double> numbers(std::string_view key);
  std::optional<Day> day(std::string_view key);  // a TOML date or a text
  std::optional<Section> section(std::string_view key);
  std::vector<Section> sections(std::string_view key);  // [[key]]
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] bool is_section(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> keys() const;

  // Notes that `key` is not as it must be.
  void problem(std::string_view key, const std::string& expected);
  // Notes each key of the table that was not asked for.
  void finish();

 private:
  std::shared_ptr<State> state_;
};

class TomlDocument {
 public:
  [[nodiscard]] static Result<TomlDocument> parse(std::string_view toml);
  [[nodiscard]] Section root() const;
  // All problems, a line each; none if there were none.
  [[nodiscard]] std::optional<Error> error() const;

 private:
  struct State;
  explicit TomlDocument(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

// The `[import]` section.
[[nodiscard]] ImportRules read_import_rules(Section& section);

}  // namespace skin2vec::diary
