// A part of the report: findings in words, pictures, and the same as a table.
//
//   Section section{"changes", "What changed"};
//   section.findings.push_back({FindingKind::change, 0.8, "Moisture fell by 0.8", "found on 93 % of replays"});
//   section.table = {{"dimension", "since"}, {{{"Moisture"}, {"2026-03-02"}}}};
//
// Plain text throughout: the page (page.h) escapes it. Pictures are what figure/ draws. To add a part: a function that
// returns one in sections.h, and its call in report.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/text.h"

namespace skin2vec::report {

// What one can do with a finding, the most first: the order in which findings stand on the page.
enum class FindingKind {
  stands_now,    // it should be watched today
  change,        // something became otherwise
  habit,         // harm by load, which one would not notice
  covariate,     // something one does or leaves, and what follows it
  surroundings,  // air and weather
  comparison,    // one product against another
  rhythm,        // it comes back by itself
  uncertainty,   // what the others rest on
  warning,       // seems to be a cause and failed the control
};

struct Finding {
  FindingKind use = FindingKind::uncertainty;
  // Orders those of one use: the least it can be within its interval, in sd of the dimension; of alerts the level, then
  // the distance in sd; >= 0.
  double size = 0;
  std::string sentence;     // what and how much, with its interval; without an end mark
  std::string uncertainty;  // what speaks for it and against it
};

struct Cell {
  std::string text;
  std::string picture = "";  // one <svg>, behind the text
};

struct Table {
  std::vector<std::string> columns;     // empty: no table
  std::vector<std::vector<Cell>> rows;  // each as long as columns; the first cell names the row
  int words = 1;                        // so many of the first columns hold words; numbers behind them
};

struct Section {
  std::string name;     // "causes": the same in every language
  std::string heading;  // in the language of the page
  std::vector<Finding> findings = {};
  std::vector<std::string> pictures = {};  // each one <svg>
  Table table = {};
  int left_out = 0;  // rows that were found and are not in the table
  std::vector<std::string> notes = {};
};

// The columns of a table, which are one text of the catalogue: "cause|dimension|q".
[[nodiscard]] inline std::vector<std::string> columns_of(std::string_view text) {
  const std::vector<std::string_view> columns = split(text, '|');
  return {columns.begin(), columns.end()};
}

}  // namespace skin2vec::report
