// The fields of any CSV text, written again, read back equal; and where the reader's buffer ends changes nothing.
#include "skin2vec/diary/csv.h"

#include <sstream>
#include <vector>

#include "fuzz/property.h"

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  Rows rows;
  char separator = 0;
  bool whole = true;
};

Read read(const std::string& text) {
  std::istringstream in(text);
  skin2vec::diary::CsvReader csv(in);
  Read result;
  std::int64_t line = 0;
  while (csv.next()) {
    hold(csv.line() > line && !csv.fields().empty());
    line = csv.line();
    result.rows.emplace_back(csv.fields().begin(), csv.fields().end());
  }
  hold(!csv.next());  // the end stays the end
  hold(csv.bytes() == static_cast<std::int64_t>(text.size()) || !csv.problem().empty());
  result.separator = csv.separator();
  result.whole = csv.problem().empty();
  return result;
}

// Behind a row so long that the buffer ends in the middle of the text, the same rows come.
void hold_across_buffers(const std::string& text, const Read& plain) {
  constexpr std::size_t buffer = 1 << 16;
  const std::string head = std::string("head") + plain.separator + "\n";  // its separator is the text's, too
  const Read split = read(head + std::string(buffer - head.size() - text.size() / 2 - 1, 'x') + "\n" + text);
  hold(split.whole == plain.whole && split.rows.size() == plain.rows.size() + 2);
  for (std::size_t i = 0; i < plain.rows.size(); ++i) hold(split.rows[i + 2] == plain.rows[i]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(as_text(data, size));
  const Read first = read(text);
  std::string written;
  for (const auto& row : first.rows) {
    written += "row";  // one empty field alone would be an empty line, which is no row
    for (const std::string& field : row) {
      written += ',';
      skin2vec::diary::append_csv(written, field);
    }
    written += '\n';
  }
  const Read again = read(written);
  hold(again.whole && again.rows.size() == first.rows.size());
  for (std::size_t i = 0; i < first.rows.size(); ++i) {
    hold(std::vector<std::string>(again.rows[i].begin() + 1, again.rows[i].end()) == first.rows[i]);
  }
  const bool marked = text.starts_with("\xEF\xBB\xBF");
  if (!marked && size % 32 == 7) hold_across_buffers(text, first);
  return 0;
}
