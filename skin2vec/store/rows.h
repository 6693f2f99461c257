// An entry as a row, and statements that take many rows at once.
//
//   RowStatement insert(session, RowStatement::Form::insert, 500, writing);
//   fill(insert.rows[0], entry, person); ...
//   long long added = insert.execute();
//
// Private to store/. One row per statement costs as much as the row itself: 500 rows a statement are near the speed of
// the database. Statements are prepared once and bound to `rows`, which must not be resized.
#pragma once

#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/store/session.h"

namespace skin2vec::store {

// The columns of `entry`, in order. Kind is diary::Kind as a number; at is to_text(Time).
struct Row {
  long long person = 0;
  long long kind = 0;
  std::string at, place, name, detail, payload, note;
  long long writing = 0;
};

// malformed, with what was expected, if the entry could not be read back from either database as it is.
[[nodiscard]] Result<void> check(const diary::Entry& entry);

void fill_key(Row& row, const diary::Key& key, long long person);
void fill(Row& row, const diary::Entry& entry, long long person);

// The entry of a row; malformed if it cannot be read, which means a damaged diary.
[[nodiscard]] Result<diary::Entry> entry_of(const Row& row, const std::string& person);

// "person = 3 AND kind = 0 AND at = ?..." for one key: binds four texts, in order at, place, name, detail.
[[nodiscard]] std::string key_condition(const Session& session, const Row& row);

class RowStatement {
 public:
  enum class Form {
    insert,   // new rows of `entry`; a row whose key exists is left out and not counted
    upsert,   // rows of `entry`; a row whose key exists gets the new payload, note and writing
    version,  // rows of `version`, each with its own writing
    find,     // no change: which of the rows are not in `entry` just so
  };
  static constexpr std::size_t sizes[] = {500, 50, 5, 1};  // rows per statement; a batch is cut into these

  // `writing` is what insert and upsert put into that column.
  RowStatement(Session& session, Form form, std::size_t size, long long writing);

  // insert, upsert, version: how many rows were affected.
  long long execute();

  // find: one of these for each row that the diary has not, or has with another payload or note. A row that stands
  // there as it is gives none: reading a file once more fetches nothing.
  struct Difference {
    std::size_t index = 0;  // in rows
    bool known = false;     // the key exists; what follows is what it has
    long long writing = 0;
    std::string payload, note;
  };
  [[nodiscard]] std::vector<Difference> find();

  std::vector<Row> rows;

 private:
  soci::statement statement_;
  std::vector<long long> index_, known_, writing_;
  std::vector<std::string> payload_, note_;
};

}  // namespace skin2vec::store
