#include "skin2vec/store/rows.h"

#include <fmt/format.h>

#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::store {

namespace {

constexpr std::string_view key_columns = "person, kind, at, place, name, detail";

// PostgreSQL cuts a text at a NUL byte and refuses what is not UTF-8; SQLite takes both.
bool is_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && is_utf8(text);
}

bool is_time(const Time& time) {
  if (!time.ms_of_day) return !time.offset_min;
  const bool clock = *time.ms_of_day >= 0 && *time.ms_of_day < ms_per_day;
  return clock && (!time.offset_min || (*time.offset_min >= -1080 && *time.offset_min <= 1080));
}

std::string row_text(const Session& session, RowStatement::Form form, std::size_t row, long long writing) {
  using Form = RowStatement::Form;
  const std::size_t width = form == Form::version ? 9 : 8;
  std::string text = form == Form::find ? fmt::format("({},", row) : "(";
  for (std::size_t column = 0; column < width; ++column) {
    if (column > 0) text += ',';
    const std::string value = session.placeholder(row * width + column);
    text += form == Form::find && column < 2 ? fmt::format("CAST({} AS INTEGER)", value) : value;
  }
  if (form == Form::insert || form == Form::upsert) text += fmt::format(",{}", writing);
  if (form == Form::version) text += ",0";
  return text + ")";
}

std::string statement_text(const Session& session, RowStatement::Form form, std::size_t size, long long writing) {
  using Form = RowStatement::Form;
  std::string text;
  if (form == Form::find) {
    text = fmt::format("WITH k (i, {}, payload, note) AS (VALUES ", key_columns);
  } else {
    text =
        fmt::format("INSERT INTO {} ({}, payload, note, writing{}) VALUES ",
                    form == Form::version ? "version" : "entry", key_columns, form == Form::version ? ", removed" : "");
  }
  for (std::size_t row = 0; row < size; ++row) {
    if (row > 0) text += ',';
    text += row_text(session, form, row, writing);
  }
  if (form == Form::insert) text += fmt::format(" ON CONFLICT ({}) DO NOTHING", key_columns);
  if (form == Form::upsert) {
    text += fmt::format(
        " ON CONFLICT ({}) DO UPDATE SET payload = excluded.payload, note = excluded.note, writing = excluded.writing",
        key_columns);
  }
  if (form == Form::find) {
    text +=
        ") SELECT k.i, CASE WHEN e.writing IS NULL THEN 0 ELSE 1 END, COALESCE(e.writing, 0), COALESCE(e.payload, ''), "
        "COALESCE(e.note, '') FROM k LEFT JOIN entry e ON e.person = k.person AND e.kind = k.kind AND e.at = k.at AND "
        "e.place = k.place AND e.name = k.name AND e.detail = k.detail "
        "WHERE e.writing IS NULL OR e.payload <> k.payload OR e.note <> k.note";
  }
  return text;
}

// SOCI's SQLite backend fills a vector of one with nothing: there is always room for two.
std::size_t found_rows(std::size_t size) {
  return size < 2 ? 2 : size;
}

}  // namespace

Result<void> check(const diary::Entry& entry) {
  const auto bad = [&](std::string_view what) {
    return refuse(Fault::malformed,
                  fmt::format("{} of {}: {}", diary::kind_name(entry.kind), to_text(entry.time.day), what));
  };
  if (entry.person.empty() && entry.kind != diary::Kind::surroundings) {
    return bad("without a person; only surroundings hold for everyone");
  }
  if (!is_time(entry.time)) return bad("the time of day or its offset is out of range");
  for (const std::string* text : {&entry.person, &entry.place, &entry.name, &entry.detail, &entry.note}) {
    if (!is_text(*text)) return bad(in_quotes(*text) + " is not UTF-8, or holds a NUL character");
  }
  const bool routine = entry.kind == diary::Kind::routine;
  if (entry.until && !routine) return bad("a last day; only routines have one");
  for (std::size_t i = 0; i < entry.values.size(); ++i) {
    const diary::Value& value = entry.values[i];
    if (!is_name(value.name) || (routine && value.name == "until")) return bad(in_quotes(value.name) + " is no name");
    if (!value.instrument.empty() && !is_name(value.instrument))
      return bad(in_quotes(value.instrument) + " is no name");
    if (!std::isfinite(value.number)) return bad(value.name + " is not a finite number");
    if (i > 0 && !value_before(entry.values[i - 1], value)) return bad("its values are not in order, each once");
  }
  return {};
}

void fill_key(Row& row, const diary::Key& key, long long person) {
  row.person = person;
  row.kind = static_cast<long long>(key.kind);
  row.at = to_text(key.time);
  row.place = key.place;
  row.name = key.name;
  row.detail = key.detail;
}

void fill(Row& row, const diary::Entry& entry, long long person) {
  fill_key(row, entry, person);
  row.payload = diary::payload(entry);
  row.note = entry.note;
}

Result<diary::Entry> entry_of(const Row& row, const std::string& person) {
  diary::Entry entry;
  const auto time = parse_time(row.at);
  if (!time || row.kind < 0 || row.kind > static_cast<long long>(diary::Kind::routine)) {
    return refuse(Fault::malformed, fmt::format("the diary is damaged: no entry at {}", in_quotes(row.at)));
  }
  entry.person = person;
  entry.kind = static_cast<diary::Kind>(row.kind);
  entry.time = *time;
  entry.place = row.place;
  entry.name = row.name;
  entry.detail = row.detail;
  entry.note = row.note;
  const auto read = diary::read_payload(row.payload, entry);
  if (!read) return refuse(Fault::malformed, "the diary is damaged: " + read.error().message);
  return entry;
}

std::string key_condition(const Session& session, const Row& row) {
  return fmt::format("person = {} AND kind = {} AND at = {} AND place = {} AND name = {} AND detail = {}", row.person,
                     row.kind, session.placeholder(0), session.placeholder(1), session.placeholder(2),
                     session.placeholder(3));
}

RowStatement::RowStatement(Session& session, Form form, std::size_t size, long long writing)
    : rows(size), statement_(session.sql) {
  if (form == Form::find) {
    for (auto* column : {&index_, &known_, &writing_}) {
      column->resize(found_rows(size));
      statement_.exchange(soci::into(*column));
    }
    for (auto* column : {&payload_, &note_}) {
      column->resize(found_rows(size));
      statement_.exchange(soci::into(*column));
    }
  }
  for (Row& row : rows) {
    statement_.exchange(soci::use(row.person));
    statement_.exchange(soci::use(row.kind));
    for (std::string* text : {&row.at, &row.place, &row.name, &row.detail, &row.payload, &row.note}) {
      statement_.exchange(soci::use(*text));
    }
    if (form == Form::version) statement_.exchange(soci::use(row.writing));
  }
  statement_.alloc();
  statement_.prepare(statement_text(session, form, size, writing));
  statement_.define_and_bind();
}

long long RowStatement::execute() {
  statement_.execute(true);
  return statement_.get_affected_rows();
}

std::vector<RowStatement::Difference> RowStatement::find() {
  const std::size_t room = found_rows(rows.size());
  for (auto* column : {&index_, &known_, &writing_}) column->resize(room);
  for (auto* column : {&payload_, &note_}) column->resize(room);
  std::vector<Difference> found;
  if (!statement_.execute(true)) return found;  // as many rows fit as there are keys: one fetch is all
  found.reserve(index_.size());
  for (std::size_t i = 0; i < index_.size(); ++i) {
    found.push_back({static_cast<std::size_t>(index_[i]), known_[i] != 0, writing_[i], std::move(payload_[i]),
                     std::move(note_[i])});
  }
  return found;
}

}  // namespace skin2vec::store
