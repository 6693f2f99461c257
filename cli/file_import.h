// One diary file into the store: one transaction, all its good rows or none.
#pragma once

#include <optional>
#include <string>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/store/store.h"

namespace skin2vec::cli {

// What became of one file.
struct FileOutcome {
  std::string file;
  diary::FileReport report;
  std::int64_t kept = 0;       // rows that added or changed something
  std::int64_t unchanged = 0;  // rows that the diary says already, or that say nothing
  std::int64_t repeated = 0;   // rows whose entry a later row of the file gives again: the later one wins
  std::optional<Error> error;  // the file as a whole
};

// Whose the rows are that name nobody.
struct Whose {
  std::string default_person;  // "": such rows are refused
  bool for_all = false;
};

// Reads a file (`-`: standard input) into `sink`. missing if it cannot be opened.
[[nodiscard]] Result<diary::FileReport> read_file(const std::string& file, const diary::Profile& profile,
                                                  const Whose& of, const diary::EntrySink& sink);

// Imports the file. Where it gives an entry twice, both rows are merged before they meet the diary, so that importing
// it again changes nothing; such a file is read a second time. `profile_text`: kept with the diary in the same
// transaction, if there is one and a row was good. Memory: nine bytes a row, and the entries given twice.
[[nodiscard]] FileOutcome import_file(const std::string& file, store::Store& store, const diary::Profile& profile,
                                      const Whose& of, Instant at, const std::optional<std::string>& profile_text);

}  // namespace skin2vec::cli
