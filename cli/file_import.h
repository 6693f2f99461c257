// One diary file into the store: one transaction, all its good rows or none.
#pragma once

#include <optional>
#include <string>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/record/import.h"
#include "skin2vec/store/store.h"

namespace skin2vec::cli {

using FileOutcome = record::ImportOutcome;

// Whose the rows are that name nobody.
struct Whose {
  std::string default_person;  // "": such rows are refused
  bool for_all = false;
};

// Reads a file (`-`: standard input) into `sink`. missing if it cannot be opened.
[[nodiscard]] Result<diary::FileReport> read_file(const std::string& file, const diary::Profile& profile,
                                                  const Whose& of, const diary::EntrySink& sink);

// Imports the file (record/import.h), with progress on a terminal.
[[nodiscard]] FileOutcome import_file(const std::string& file, store::Store& store, const diary::Profile& profile,
                                      const Whose& of, Instant at, const std::optional<std::string>& profile_text);

}  // namespace skin2vec::cli
