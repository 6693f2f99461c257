// A diary, written: CSV in its five shapes, or our JSON. Reading it back gives the same entries.
//
//   DiaryCsv csv(profile);
//   for (const Entry& entry : entries) csv.add(entry);
//   csv.files();                // {"readings.csv": "...", "events.csv": "...", ...}, only those that hold rows
//
// Entries may come in any order; they are written in the order they came. Numbers have the shortest form that reads
// back to the same double; a missing value is blank. Memory: the text.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::diary {

class DiaryCsv {
 public:
  // Columns are the profile's, in its order, that occur; names it does not know come behind, in the order of names.
  explicit DiaryCsv(const Profile& profile);

  void add(const Entry& entry);

  // File name -> text, header included.
  [[nodiscard]] std::map<std::string, std::string> files() const;

 private:
  struct Table {
    std::set<std::string> names;  // of values
    bool site = false, instrument = false, note = false, person = false, source = false;
    std::vector<Entry> entries;
  };
  [[nodiscard]] std::vector<std::string> ordered(const std::set<std::string>& names) const;
  [[nodiscard]] std::string wide_table(const Table& table, Kind kind) const;
  [[nodiscard]] std::string event_table(const Table& table) const;
  [[nodiscard]] std::string routine_table(const Table& table) const;

  const Profile& profile_;
  std::map<Kind, Table> tables_;
};

// The whole diary as one JSON document, a line per entry.
[[nodiscard]] std::string diary_json(std::span<const Entry> entries, const Profile& profile);

}  // namespace skin2vec::diary
