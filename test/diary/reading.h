// Reading a text as a diary file in a test: entries, lines, report.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "skin2vec/diary/reader.h"

namespace skin2vec::diary {

struct Read {
  std::vector<Entry> entries;
  std::vector<std::int64_t> lines;
  Result<FileReport> report;

  [[nodiscard]] std::vector<std::string> payloads() const {
    std::vector<std::string> all;
    for (const Entry& entry : entries) all.push_back(to_text(entry.time) + " " + payload(entry));
    return all;
  }
};

inline Read read_text(const std::string& text, const Profile& profile, ReadOptions options = {.default_person = "me"}) {
  Read read;
  std::istringstream in(text);
  read.report = read_diary(in, profile, options,
                           [&](std::span<const Entry> entries, std::span<const std::int64_t> lines) -> Result<void> {
                             read.entries.insert(read.entries.end(), entries.begin(), entries.end());
                             read.lines.insert(read.lines.end(), lines.begin(), lines.end());
                             return {};
                           });
  return read;
}

}  // namespace skin2vec::diary
