// What every reader of diary files must hold, whatever the text: each row is kept, blank or bad and is counted as such;
// each mistake names its line and what was expected; what is kept survives being written and read again.
#pragma once

#include <map>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "fuzz/property.h"
#include "skin2vec/diary/json.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/diary/writer.h"

namespace skin2vec::diary {

using Diary = std::map<Key, Entry>;  // the versions of one entry merged, as a store does

inline void lay(Diary& diary, const Entry& entry) {
  const auto [found, added] = diary.try_emplace(entry, entry);
  if (!added) found->second = merge(found->second, entry);
}

// Reads a text that may be anything; what it keeps is laid into `diary`.
inline void read_anything(std::string_view text, const Profile& profile, const ReadOptions& options, Diary& diary) {
  std::istringstream in{std::string(text)};
  std::int64_t kept = 0;
  std::int64_t last_line = 0;
  const auto sink = [&](std::span<const Entry> entries, std::span<const std::int64_t> lines) -> Result<void> {
    hold(!entries.empty() && entries.size() == lines.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      hold(lines[i] >= last_line && lines[i] >= 1);
      kept += lines[i] > last_line ? 1 : 0;
      last_line = lines[i];
      lay(diary, entries[i]);
    }
    return {};
  };
  const auto report = read_diary(in, profile, options, sink);
  if (!report) {
    hold(report.error().fault == Fault::malformed && !report.error().message.empty());
    return;
  }
  hold(report->rows == kept + report->blank + report->bad_rows);
  hold(report->bad_rows == 0 || !report->errors.empty());
  for (const RowError& error : report->errors) hold(error.line >= 1 && !error.expected.empty());
}

// Reads a text in which nothing is wrong.
inline void read_good(std::string_view text, const Profile& profile, Diary& diary) {
  std::istringstream in{std::string(text)};
  const auto sink = [&](std::span<const Entry> entries, std::span<const std::int64_t>) -> Result<void> {
    for (const Entry& entry : entries) lay(diary, entry);
    return {};
  };
  const auto report = read_diary(in, profile, {.default_person = "somebody else"}, sink);
  hold(report && report->errors.empty() && report->bad_rows == 0 && report->blank == 0);
}

// Written as CSV, as JSON and as a payload, and read again, the diary is what it was.
inline void hold_round_trips(const Diary& diary, const Profile& profile) {
  DiaryCsv csv(profile);
  std::vector<Entry> entries;
  for (const auto& [key, entry] : diary) {
    csv.add(entry);
    entries.push_back(entry);
    Entry again = entry;
    again.values.clear();
    again.until.reset();
    hold(read_payload(payload(entry), again).has_value() && again == entry);
  }
  Diary from_csv, from_json;
  for (const auto& [name, text] : csv.files()) read_good(text, profile, from_csv);
  hold(from_csv == diary);
  read_good(diary_json(entries, profile), profile, from_json);
  hold(from_json == diary);
}

}  // namespace skin2vec::diary
