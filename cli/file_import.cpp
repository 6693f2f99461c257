#include "cli/file_import.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "cli/context.h"

namespace skin2vec::cli {

namespace {

std::int64_t size_of(const std::string& file) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  return problem ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace

Result<diary::FileReport> read_file(const std::string& file, const diary::Profile& profile, const Whose& of,
                                    const diary::EntrySink& sink) {
  const diary::ReadOptions options{.default_person = of.default_person, .person_for_all = of.for_all};
  if (file == "-") {
    // Kept whole: a file that gives an entry twice is read twice.
    static const std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    std::istringstream in(text);
    return diary::read_diary(in, profile, options, sink);
  }
  std::error_code problem;
  if (!std::filesystem::exists(file, problem)) return refuse(Fault::missing, "no such file");
  if (std::filesystem::is_directory(file, problem)) return refuse(Fault::missing, "a folder; name the files in it");
  std::ifstream in(file, std::ios::binary);
  if (!in) return refuse(Fault::missing, "cannot be opened");
  return diary::read_diary(in, profile, options, sink);
}

FileOutcome import_file(const std::string& file, store::Store& store, const diary::Profile& profile, const Whose& of,
                        Instant at, const std::optional<std::string>& profile_text) {
  Progress progress("importing " + file, size_of(file));
  return record::import_diary([&](const diary::EntrySink& sink) { return read_file(file, profile, of, sink); }, store,
                              {.what = "import", .source = file, .at = at}, profile_text,
                              [&](std::int64_t rows) {
                                // A row of a diary takes about 60 bytes; good enough for an estimate of the time left.
                                progress.show(rows * 60);
                              });
}

}  // namespace skin2vec::cli
