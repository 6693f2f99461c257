#include "skin2vec/store/schema.h"

#include <fmt/format.h>

namespace skin2vec::store {

namespace {

const std::vector<Step>& all_steps() {
  static const std::vector<Step> list{
      {
          "CREATE TABLE diary (schema_version INTEGER NOT NULL PRIMARY KEY)$end",
          "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name $text NOT NULL UNIQUE, "
          "entries $big NOT NULL)$end",
          "INSERT INTO person (id, name, entries) VALUES (0, '', 0)",
          "CREATE TABLE writing (number INTEGER NOT NULL PRIMARY KEY, what $text NOT NULL, source $text NOT NULL, "
          "at_ms $big NOT NULL)$end",
          "CREATE TABLE entry (person INTEGER NOT NULL, kind INTEGER NOT NULL, at $text NOT NULL, "
          "place $text NOT NULL, name $text NOT NULL, detail $text NOT NULL, payload $text NOT NULL, "
          "note $text NOT NULL, writing INTEGER NOT NULL, "
          "PRIMARY KEY (person, kind, at, place, name, detail))$end",
          "CREATE TABLE version (person INTEGER NOT NULL, kind INTEGER NOT NULL, at $text NOT NULL, "
          "place $text NOT NULL, name $text NOT NULL, detail $text NOT NULL, payload $text NOT NULL, "
          "note $text NOT NULL, writing INTEGER NOT NULL, removed INTEGER NOT NULL, "
          "PRIMARY KEY (person, kind, at, place, name, detail, writing))$end",
          "CREATE TABLE touch (person INTEGER NOT NULL REFERENCES person (id), "
          "writing INTEGER NOT NULL REFERENCES writing (number), first_at $text NOT NULL, last_at $text NOT NULL, "
          "undone_by INTEGER NOT NULL, PRIMARY KEY (person, writing))$end",
          "CREATE TABLE setting (person INTEGER NOT NULL REFERENCES person (id), name $text NOT NULL, "
          "text $text NOT NULL, PRIMARY KEY (person, name))$end",
      },
      {
          "CREATE TABLE account (name $text NOT NULL PRIMARY KEY, password $text NOT NULL, created $big NOT NULL)$end",
          "CREATE TABLE access (account $text NOT NULL REFERENCES account (name), person $text NOT NULL, "
          "role INTEGER NOT NULL, PRIMARY KEY (account, person))$end",
          "CREATE TABLE token (hash $text NOT NULL PRIMARY KEY, id $text NOT NULL UNIQUE, "
          "account $text NOT NULL REFERENCES account (name), name $text NOT NULL, person $text NOT NULL, "
          "role INTEGER NOT NULL, created $big NOT NULL, expires $big NOT NULL, used $big NOT NULL)$end",
          "CREATE TABLE login (hash $text NOT NULL PRIMARY KEY, account $text NOT NULL REFERENCES account (name), "
          "csrf $text NOT NULL, created $big NOT NULL, expires $big NOT NULL)$end",
          "CREATE TABLE audit (number INTEGER NOT NULL PRIMARY KEY, at_ms $big NOT NULL, account $text NOT NULL, "
          "what $text NOT NULL, about $text NOT NULL)$end",
      },
      {
          "CREATE TABLE kept (person INTEGER NOT NULL REFERENCES person (id), name $text NOT NULL, "
          "base64 $text NOT NULL, PRIMARY KEY (person, name))$end",
      },
  };
  return list;
}

// The statement in the words of one database. PostgreSQL's texts sort by byte, as SQLite's do.
std::string spelled(std::string statement, Database database) {
  const bool sqlite = database == Database::sqlite;
  const auto put = [&](std::string_view word, std::string_view text) {
    for (auto at = statement.find(word); at != std::string::npos; at = statement.find(word, at + text.size())) {
      statement.replace(at, word.size(), text);
    }
  };
  put("$text", sqlite ? "TEXT" : "TEXT COLLATE \"C\"");
  put("$big", sqlite ? "INTEGER" : "BIGINT");
  put("$end", sqlite ? " STRICT, WITHOUT ROWID" : "");
  return statement;
}

// What stands in the database: nothing (-1), something else (-2), or the diary's schema.
int present_schema(Session& session) {
  const bool sqlite = session.database == Database::sqlite;
  const std::string diary = sqlite ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'diary'"
                                   : "SELECT count(to_regclass('skin2vec.diary'))";
  if (session.number(diary) == 0) {
    if (!sqlite) return -1;
    return session.number("SELECT count(*) FROM sqlite_master") == 0 ? -1 : -2;
  }
  const std::string column =
      sqlite ? "SELECT count(*) FROM pragma_table_info('diary') WHERE name = 'schema_version'" : "SELECT 1";
  if (session.number(column) == 0) return -2;
  return static_cast<int>(session.number("SELECT max(schema_version) FROM diary"));
}

Result<int> judged(const Session& session, int present, int newest, bool create) {
  if (present == -2) return refuse(Fault::malformed, session.name + ": an SQLite file, but not a diary");
  if (present > newest) {
    return refuse(Fault::malformed,
                  fmt::format("{}: written by a newer skin2vec (schema {}, this one knows {}); use that program",
                              session.name, present, newest));
  }
  if (present < 0 && !create) {
    return refuse(Fault::missing, session.name + ": no diary there; import or log makes one");
  }
  return present;
}

}  // namespace

std::span<const Step> steps() {
  return all_steps();
}

Result<int> prepare(Session& session, std::span<const Step> steps, bool create) {
  const int newest = static_cast<int>(steps.size());
  return session.guarded([&]() -> Result<int> {
    auto before = judged(session, present_schema(session), newest, create);
    if (!before) return before;
    session.keep_log();
    if (*before == newest) return newest;

    Transaction transaction(session, Access::write);
    auto present = judged(session, present_schema(session), newest, create);  // another one may have been quicker
    if (!present || *present == newest) return present;
    if (*present < 0 && session.database == Database::postgresql) session.sql << "CREATE SCHEMA IF NOT EXISTS skin2vec";
    for (int step = *present < 0 ? 0 : *present; step < newest; ++step) {
      for (const std::string& statement : steps[static_cast<std::size_t>(step)]) {
        session.sql << spelled(statement, session.database);
      }
    }
    session.sql << "DELETE FROM diary";
    session.sql << "INSERT INTO diary (schema_version) VALUES (" + std::to_string(newest) + ")";
    transaction.commit();
    return newest;
  });
}

}  // namespace skin2vec::store
