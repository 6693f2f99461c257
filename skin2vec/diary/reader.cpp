#include "skin2vec/diary/reader.h"

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/csv.h"
#include "skin2vec/diary/json.h"
#include "skin2vec/diary/row_reader.h"

namespace skin2vec::diary {

namespace {

Result<FileReport> read_csv(std::istream& in, const Profile& profile, const ReadOptions& options,
                            const EntrySink& sink) {
  FileReport report;
  CsvReader csv(in);
  if (!csv.next()) {
    return refuse(Fault::malformed,
                  csv.problem().empty() ? "line 1: the file is empty; expected a header" : "line 1: " + csv.problem());
  }
  auto columns = decide_columns(csv.fields(), profile);
  if (!columns) return tl::unexpected(columns.error());
  report.errors = columns->errors;
  report.notices = columns->notices;
  RowReader rows(*columns, profile, options, csv.separator(), report);
  std::vector<Entry> entries;
  std::vector<std::int64_t> lines;
  std::size_t pending = 0;
  const auto flush = [&]() -> Result<void> {
    pending = 0;
    report.bytes = csv.bytes();
    if (entries.empty()) return {};
    auto taken = sink(entries, lines);
    entries.clear();
    lines.clear();
    return taken;
  };
  while (csv.next()) {
    rows.read(csv.fields(), csv.line(), entries);
    lines.resize(entries.size(), csv.line());
    if (++pending < options.batch_rows) continue;
    if (const auto taken = flush(); !taken) return tl::unexpected(taken.error());
  }
  if (!csv.problem().empty()) {
    // The rows before the break are good; what follows it cannot be told apart.
    ++report.rows;
    ++report.bad_rows;
    report.errors.push_back({csv.line(), "", csv.problem(), "a row that ends; nothing behind this line was read"});
  }
  if (const auto taken = flush(); !taken) return tl::unexpected(taken.error());
  return report;
}

}  // namespace

Result<FileReport> read_diary(std::istream& in, const Profile& profile, const ReadOptions& options,
                              const EntrySink& sink) {
  require(options.batch_rows >= 1, "read_diary: batch_rows must be at least 1, got {}", options.batch_rows);
  require(options.default_person.empty() || is_name(options.default_person),
          "read_diary: default_person must be a name, got {}", in_quotes(options.default_person));
  const int first = in.peek();
  if (first == '{' || first == '[') return read_json(in, profile, options, sink);
  return read_csv(in, profile, options, sink);
}

}  // namespace skin2vec::diary
