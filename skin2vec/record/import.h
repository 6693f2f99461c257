// One diary file into the store: one transaction, all its good rows or none.
//
//   const auto read = [&](const diary::EntrySink& sink) { return diary::read_diary(stream, profile, options, sink); };
//   const ImportOutcome outcome = import_diary(read, store, {"import", "readings.csv", now}, {}, {});
//
// Where a file gives an entry twice, both rows are merged before they meet the diary, so that importing it again
// changes nothing; such a file is read a second time. Memory: nine bytes a row, and the entries given twice.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "skin2vec/ask/answers.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/store/store.h"

namespace skin2vec::record {

// What became of one file.
struct ImportOutcome {
  std::string file;
  diary::FileReport report;
  std::int64_t kept = 0;       // rows that added or changed something
  std::int64_t unchanged = 0;  // rows that the diary says already, or that say nothing
  std::int64_t repeated = 0;   // rows whose entry a later row of the file gives again: the later one wins
  std::optional<Error> error;  // the file as a whole
};

// Reads the file from its beginning into a sink; it may be called twice.
using DiaryReader = std::function<Result<diary::FileReport>(const diary::EntrySink& sink)>;

// Told how many rows were read so far; may be empty.
using RowsTold = std::function<void(std::int64_t rows)>;

// origin        its source names the file
// profile_text  kept with the diary in the same transaction, if there is one and a row was good
[[nodiscard]] ImportOutcome import_diary(const DiaryReader& read, store::Store& store, const store::Origin& origin,
                                         const std::optional<std::string>& profile_text, const RowsTold& told);

// {file, rows, kept, unchanged, bad, repeated, own_tags, notices, errors[]}
[[nodiscard]] ask::Answer file_answer(const ImportOutcome& outcome);

}  // namespace skin2vec::record
