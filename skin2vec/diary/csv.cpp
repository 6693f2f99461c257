#include "skin2vec/diary/csv.h"

#include <algorithm>

namespace skin2vec::diary {

namespace {

constexpr std::size_t block = 1 << 16;
constexpr std::size_t longest_row = 16 << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

CsvReader::CsvReader(std::istream& in) : in_(in) {}

bool CsvReader::fill() {
  if (at_end_) return false;
  if (start_ > 0) {
    buffer_.erase(0, start_);
    start_ = 0;
  }
  const std::size_t had = buffer_.size();
  buffer_.resize(had + block);
  in_.read(buffer_.data() + had, block);
  const auto got = static_cast<std::size_t>(in_.gcount());
  buffer_.resize(had + got);
  bytes_ += static_cast<std::int64_t>(got);
  at_end_ = got < block;
  return got > 0;
}

void CsvReader::find_separator() {
  // The candidate that stands most often outside quotes in the first line; a comma where none does.
  std::size_t counts[3] = {0, 0, 0};
  constexpr char candidates[3] = {',', ';', '\t'};
  bool quoted = false;
  for (std::size_t i = start_; i < buffer_.size() && (quoted || (buffer_[i] != '\n' && buffer_[i] != '\r')); ++i) {
    if (buffer_[i] == '"') quoted = !quoted;
    for (int k = 0; k < 3; ++k) counts[k] += !quoted && buffer_[i] == candidates[k] ? 1 : 0;
  }
  separator_ = candidates[std::max_element(counts, counts + 3) - counts];
}

bool CsvReader::next() {
  if (!problem_.empty()) return false;
  if (separator_ == 0) {
    fill();
    if (std::string_view(buffer_).starts_with(byte_order_mark)) start_ = byte_order_mark.size();
    while (buffer_.find_first_of("\r\n", start_) == std::string::npos && buffer_.size() < longest_row && fill()) {
    }
    find_separator();
  }
  for (;;) {
    if (start_ >= buffer_.size() && !fill()) return false;
    const char first = buffer_[start_];
    if (first != '\n' && first != '\r') break;
    if (first == '\r' && start_ + 1 >= buffer_.size()) fill();
    const bool pair = first == '\r' && start_ + 1 < buffer_.size() && buffer_[start_ + 1] == '\n';
    start_ += pair ? 2 : 1;
    ++line_;
  }
  row_line_ = line_;
  while (!scan_row()) {
    if (buffer_.size() - start_ > longest_row) {
      problem_ = "a row is longer than 16 MiB; a quote may be missing";
      return false;
    }
    if (!fill() && at_end_) {
      if (scan_row()) break;
      problem_ = "a quoted field never ends";
      return false;
    }
  }
  return true;
}

// Cuts one row out of the buffer. False if its end is not in the buffer yet.
bool CsvReader::scan_row() {
  fields_.clear();
  unquoted_.clear();
  struct Piece {
    std::size_t from;
    std::size_t length;
  };
  // Unquoted text may move while it grows, so its pieces are resolved at the end of the row.
  thread_local std::vector<std::pair<std::size_t, Piece>> pieces;
  pieces.clear();
  const std::string& text = buffer_;
  std::size_t i = start_;
  std::int64_t lines = 0;
  for (;;) {
    if (i < text.size() && text[i] == '"') {
      const std::size_t from = unquoted_.size();
      ++i;
      for (;;) {
        const std::size_t quote = text.find('"', i);
        if (quote == std::string::npos) return false;
        const std::string_view part(text.data() + i, quote - i);
        lines += std::count(part.begin(), part.end(), '\n');
        unquoted_ += part;
        i = quote + 1;
        if (i >= text.size()) {
          if (!at_end_) return false;
          break;
        }
        if (text[i] != '"') break;
        unquoted_ += '"';
        ++i;
      }
      // What follows the closing quote up to the separator belongs to the field as it stands.
      while (i < text.size() && text[i] != separator_ && text[i] != '\n' && text[i] != '\r') unquoted_ += text[i++];
      pieces.emplace_back(fields_.size(), Piece{from, unquoted_.size() - from});
      fields_.emplace_back();
    } else {
      const std::size_t from = i;
      while (i < text.size() && text[i] != separator_ && text[i] != '\n' && text[i] != '\r') ++i;
      fields_.emplace_back(text.data() + from, i - from);
    }
    if (i >= text.size()) {
      if (!at_end_) return false;
      break;
    }
    if (text[i] == separator_) {
      ++i;
      continue;
    }
    if (text[i] == '\r') {
      if (i + 1 >= text.size() && !at_end_) return false;
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
    ++i;
    ++lines;
    break;
  }
  for (const auto& [index, piece] : pieces)
    fields_[index] = std::string_view(unquoted_).substr(piece.from, piece.length);
  line_ += lines;
  start_ = i;
  return true;
}

void append_csv(std::string& out, std::string_view field) {
  const bool blank_ends =
      !field.empty() && (field.front() == ' ' || field.back() == ' ' || field.front() == '\t' || field.back() == '\t');
  if (!blank_ends && field.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace skin2vec::diary
