// One connection to a diary's database, and the one place where its exceptions become Errors.
//
//   return session->guarded([&]() -> Result<Day> { ... session->sql << "..."; ... });
//
// Private to store/. The backend (SQLite or PostgreSQL) is opened by name at run time, so that a program that only
// reads an SQLite file never loads libpq. Rules that SOCI 4.0.3 needs (docs/decisions/0002-storage.md): integers are
// long long, no column is nullable unless it is read with an indicator, transactions are begun by hand (Transaction).
#pragma once

#include <soci/soci.h>

#include <memory>
#include <string>
#include <string_view>

#include "skin2vec/base/result.h"
#include "skin2vec/store/store.h"

namespace skin2vec::store {

enum class Database { sqlite, postgresql };

class Session {
 public:
  // Connects and sets what belongs to a connection; looks at no table. `path` is a file that exists, or a URL.
  [[nodiscard]] static Result<std::shared_ptr<Session>> connect(std::string_view path, int busy_timeout_ms);

  // Runs `work`, which returns a Result; a database exception becomes its error. A connection that was lost is made
  // again first.
  template <typename Work>
  auto guarded(Work work) -> decltype(work()) {
    try {
      if (broken_) reconnect();
      return work();
    } catch (const soci::soci_error& error) {
      return tl::unexpected<Error>(translate(error));
    }
  }

  // The number that the query answers; 0 for NULL or no row.
  [[nodiscard]] long long number(const std::string& query);
  // The first column of the first row as text; "" for NULL or no row.
  [[nodiscard]] std::string text(const std::string& query);

  // The placeholder of parameter `index` (from 0): "?" or ":p3". SQLite looks names up one by one: not for thousands.
  [[nodiscard]] std::string placeholder(std::size_t index) const;

  // What SQLite's journal must be for the promises of store.h; may change the file, so it comes after looking.
  void keep_log();

  // Puts the mark of an error on the connection and says what happened, without values.
  [[nodiscard]] Error translate(const soci::soci_error& error);

  soci::session sql;
  Database database = Database::sqlite;
  std::string name;      // for messages: the path, or "PostgreSQL"
  bool writing = false;  // a Writing is open: its transaction is the one that reads see
  int busy_timeout_ms = 0;

 private:
  void set_up();
  void reconnect();

  bool broken_ = false;
};

enum class Access { read, write };

// A transaction, rolled back unless committed. A reader inside an open Writing takes part in that one.
// write: BEGIN IMMEDIATE on SQLite; on PostgreSQL an advisory lock, so that there is one writer at a time on both.
// read: one snapshot until the end.
class Transaction {
 public:
  Transaction(Session& session, Access access);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  void commit();

 private:
  Session& session_;
  bool open_ = false;
};

// For what needs a transaction of its own: conflict if a Writing is open.
[[nodiscard]] Result<void> require_no_writing(const Session& session);

// The text in single quotes, for the few statements that take no parameters (VACUUM INTO).
[[nodiscard]] std::string sql_quoted(std::string_view text);

}  // namespace skin2vec::store
