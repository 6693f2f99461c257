// Rows of a CSV diary to entries, one at a time, once its header has decided what the columns mean.
//
//   RowReader rows(*columns, profile, options, csv.separator(), report);
//   while (csv.next()) rows.read(csv.fields(), csv.line(), entries);
//
// A row is whole or refused: each bad cell of it is told in `report`. What it was given must outlive it. Private to
// diary/; the cells are read in row_cells.cpp, and become entries in row_reader.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "skin2vec/diary/columns.h"
#include "skin2vec/diary/reader.h"

namespace skin2vec::diary {

class RowReader {
 public:
  RowReader(const Columns& columns, const Profile& profile, const ReadOptions& options, char separator,
            FileReport& report)
      : columns_(columns), profile_(profile), options_(options), decimal_comma_(separator != ','), report_(report) {}

  // Appends the entries of the row to `out`; none if the row is bad or blank.
  void read(std::span<const std::string_view> fields, std::int64_t line, std::vector<Entry>& out);

 private:
  using Cells = std::span<const std::string_view>;

  void refuse_row(std::string column, std::string value, std::string expected);
  void refuse_cell(const Column& column, std::string_view value, std::string expected);
  std::string_view cell(const Column& column, std::string_view field) const;
  void read_common(Cells fields);
  void read_time(Cells fields);
  void read_measures(Cells fields);
  void read_computed(Cells fields);
  void read_named(Cells fields);
  void name_of(const Column& column, std::string_view cell, std::string& name);
  void emit(std::vector<Entry>& out);
  void emit_event(std::vector<Entry>& out, std::string name, std::optional<double> weight, const Time& time) const;
  void count_tag(const std::string& name);

  const Columns& columns_;
  const Profile& profile_;
  const ReadOptions& options_;
  bool decimal_comma_;
  FileReport& report_;

  // The row at hand.
  std::int64_t line_ = 0;
  bool bad_ = false;
  Time time_;
  std::string person_, site_, instrument_, note_, source_, event_, product_, routine_, slot_;
  std::optional<double> weight_, minutes_, order_;
  std::optional<Day> until_;
  std::vector<Value> readings_, exposures_;
  std::vector<Entry> events_;                // of the column `events` and of event columns
  std::vector<std::pair<int, Value>> wide_;  // days after the origin, value
  std::vector<std::tuple<int, std::string, double>> wide_events_;
  std::vector<double> numbers_;  // of time parts
};

}  // namespace skin2vec::diary
