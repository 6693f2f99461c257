// Diary files, read: CSV in its five shapes (docs/reference/diary-files.md), files of others by the profile's
// `[import]` rules, and our own JSON. Every good row becomes entries; every bad one is told.
//
//   Result<FileReport> report = read_diary(stream, profile, {.default_person = "me"}, sink);
//   report->errors;             // line, column, value, what was expected
//
// The header decides what a file holds. A row is whole or refused: one bad cell refuses its row, and each bad cell of
// it is listed. Blank, NA, null and NaN are missing, which is never zero. One pass, memory for one batch and the
// errors.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::diary {

struct ReadOptions {
  std::string default_person;     // of rows that name none; "": such rows are refused
  bool person_for_all = false;    // true: surroundings without a person are default_person's, not everyone's
  std::size_t batch_rows = 4096;  // rows handed to the sink at once; >= 1
};

// One refused cell. `column` is the name in the file; "" where the row as a whole is wrong.
struct RowError {
  std::int64_t line = 0;  // 1 is the header; in JSON the number of the entry
  std::string column;
  std::string value;
  std::string expected;  // what would have been taken, with the nearest known name where there is one

  bool operator==(const RowError&) const = default;
};

struct FileReport {
  std::int64_t rows = 0;   // data rows seen
  std::int64_t blank = 0;  // rows that say nothing (a time and no value)
  std::vector<RowError> errors;
  std::int64_t bad_rows = 0;
  std::vector<std::string> notices;              // to be known, but no error: rules of [import] that found no column
  std::map<std::string, std::int64_t> own_tags;  // events the profile does not know, and how often
  std::int64_t bytes = 0;
};

// Entries of consecutive rows, in the file's order; rows[i] is the line of entries[i]. A row may give several entries.
// An error that it returns ends the reading and is passed on.
using EntrySink = std::function<Result<void>(std::span<const Entry> entries, std::span<const std::int64_t> lines)>;

// Reads a diary file, CSV or JSON by its first character.
//
// returns  malformed if the file as a whole cannot be read as a diary (no header, no time column, no JSON). Where
//          quoting breaks, the rows before it are good and the break is an error of its line
// throws   ContractError if batch_rows is 0 or default_person is neither empty nor a name
[[nodiscard]] Result<FileReport> read_diary(std::istream& in, const Profile& profile, const ReadOptions& options,
                                            const EntrySink& sink);

// "late_night:1.5;spicy_food" -> events without person and time. malformed with the part that is none.
[[nodiscard]] Result<std::vector<Entry>> parse_events(std::string_view text);

// Checks one value for a dimension or exposure: a number within its range, or a word of its scale.
[[nodiscard]] Result<double> parse_score(const Profile& profile, std::string_view name, std::string_view text,
                                         std::string_view instrument);

// The name in the profile that `text` means: a name, or a label in English or Chinese. "" if there is none.
[[nodiscard]] std::string dimension_or_exposure(const Profile& profile, std::string_view text);

// The event that `text` means: a known one by name or label, else the text itself as a person's own tag.
[[nodiscard]] std::string event_name(const Profile& profile, std::string_view text);

}  // namespace skin2vec::diary
