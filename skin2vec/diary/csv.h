// Rows of a CSV file, with line numbers.
//
//   CsvReader csv(stream);
//   while (csv.next()) use(csv.fields(), csv.line());
//
// RFC 4180 with what occurs in the wild: a byte order mark, LF, CRLF or CR as line ends, quotes only where a field
// begins with one, the separator `,` `;` or tab, found in the first line. Fields are bytes; encoding is checked by
// whoever uses them. Streams: memory is one row. A row longer than 16 MiB, or a quote that never ends, ends the reading
// with a problem. Empty lines are passed over.
#pragma once

#include <cstdint>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skin2vec::diary {

class CsvReader {
 public:
  explicit CsvReader(std::istream& in);

  // Reads the next row; false at the end, or if the text is broken from here on (then `problem()` is not empty).
  bool next();

  // The fields of the row, valid until the next call.
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }
  [[nodiscard]] std::int64_t line() const { return row_line_; }  // where the row begins; 1 is the first
  [[nodiscard]] char separator() const { return separator_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::int64_t bytes() const { return bytes_; }  // read so far, for progress

 private:
  bool fill();
  bool scan_row();
  void find_separator();

  std::istream& in_;
  std::string buffer_;
  std::size_t start_ = 0;  // of the next row, in buffer_
  bool at_end_ = false;
  char separator_ = 0;
  std::int64_t line_ = 1;
  std::int64_t row_line_ = 0;
  std::int64_t bytes_ = 0;
  std::string unquoted_;  // texts of fields that needed unquoting
  std::vector<std::string_view> fields_;
  std::string problem_;
};

// Writes one field to `out`, quoted where it must be: separators, quotes, line ends, blanks at its ends.
void append_csv(std::string& out, std::string_view field);

}  // namespace skin2vec::diary
