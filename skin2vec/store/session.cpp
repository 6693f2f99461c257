#include "skin2vec/store/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace skin2vec::store {

namespace {

// "skin2vec" in eight bytes: the advisory lock that a writer holds. Locks are per database in PostgreSQL.
constexpr long long writer_lock = 0x736b'696e'3276'6563;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// SOCI splits its SQLite connect string at blanks and `=`; a string without `=` is the file name as it is.
Result<std::string> connect_string(const std::string& path) {
  if (!contains(path, "=")) return path;
  if (contains(path, "\"")) return refuse(Fault::malformed, path + ": a diary's path cannot hold both = and \"");
  return "db=\"" + path + "\"";
}

}  // namespace

Result<std::shared_ptr<Session>> Session::connect(std::string_view path, int busy_timeout_ms) {
  auto session = std::make_shared<Session>();
  session->busy_timeout_ms = busy_timeout_ms;
  const bool url = path.starts_with("postgresql://") || path.starts_with("postgres://");
  session->database = url ? Database::postgresql : Database::sqlite;
  session->name = url ? "PostgreSQL" : std::string(path);
  std::string target(path);
  if (url && !contains(path, "=")) {  // SOCI reads key=value parts, and would end a URL without any in "="
    target += contains(path, "?") ? "&application_name=skin2vec" : "?application_name=skin2vec";
  }
  if (!url) {
    const auto file = connect_string(std::filesystem::absolute(target).string());
    if (!file) return tl::unexpected(file.error());
    target = *file;
  }
  return session->guarded([&]() -> Result<std::shared_ptr<Session>> {
    session->sql.open(url ? "postgresql" : "sqlite3", target);
    session->set_up();
    return session;
  });
}

void Session::set_up() {
  if (database == Database::sqlite) {
    sql << "PRAGMA busy_timeout=" + std::to_string(busy_timeout_ms);
    sql << "PRAGMA synchronous=FULL";
    sql << "PRAGMA foreign_keys=ON";
    sql << "PRAGMA secure_delete=ON";
    sql << "PRAGMA cache_size=-16000";
    return;
  }
  // A notice would be printed by libpq; a lock_timeout of 0 would wait for ever.
  sql << fmt::format(
      "SELECT set_config('client_min_messages', 'error', false), set_config('search_path', 'skin2vec', false), "
      "set_config('client_encoding', 'UTF8', false), set_config('lock_timeout', '{}', false), "
      "set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' "
      "ELSE current_setting('synchronous_commit') END, false)",
      std::max(busy_timeout_ms, 1));
}

void Session::keep_log() {
  if (database == Database::postgresql) return;
  const std::string mode = text("PRAGMA journal_mode=WAL");
  if (mode != "wal") throw soci::soci_error("the disk cannot keep a write-ahead log (journal_mode is " + mode + ")");
}

void Session::reconnect() {
  sql.reconnect();
  set_up();
  broken_ = false;
}

long long Session::number(const std::string& query) {
  long long value = 0;
  soci::indicator state = soci::i_null;
  sql << query, soci::into(value, state);
  return sql.got_data() && state == soci::i_ok ? value : 0;
}

std::string Session::text(const std::string& query) {
  std::string value;
  soci::indicator state = soci::i_null;
  sql << query, soci::into(value, state);
  return sql.got_data() && state == soci::i_ok ? value : "";
}

std::string Session::placeholder(std::size_t index) const {
  return database == Database::sqlite ? "?" : fmt::format(":p{}", index);
}

Error Session::translate(const soci::soci_error& error) {
  // The message without SOCI's context: that holds the parameters, and notes must not get into a log.
  std::string text = error.get_error_message();
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  if (database == Database::postgresql) {
    broken_ = !sql.is_connected();
    if (contains(text, "lock timeout") || contains(text, "could not obtain lock")) {
      return {Fault::unavailable, name + ": another program is writing; try again when it has ended"};
    }
    return {Fault::unavailable, name + ": " + text};
  }
  if (contains(text, "file is not a database") || contains(text, "image is malformed")) {
    return {Fault::malformed, name + ": damaged, or not a diary (" + text + ")"};
  }
  if (contains(text, "is locked")) {
    return {Fault::unavailable, name + ": another program is writing; try again when it has ended"};
  }
  return {Fault::unavailable, name + ": " + text};
}

Transaction::Transaction(Session& session, Access access) : session_(session) {
  if (session.writing && access == Access::read) return;
  if (session.database == Database::sqlite) {
    session.sql << (access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
    open_ = true;
    return;
  }
  session.sql << (access == Access::write ? "BEGIN ISOLATION LEVEL READ COMMITTED"
                                          : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  open_ = true;
  if (access == Access::read) return;
  try {
    session.sql << "SELECT pg_advisory_xact_lock(" + std::to_string(writer_lock) + ")";
  } catch (...) {  // the destructor of a half-built object does not run
    session.sql << "ROLLBACK";
    throw;
  }
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    session_.sql << "ROLLBACK";
  } catch (const soci::soci_error& error) {
    (void)session_.translate(error);  // a connection that is gone has rolled back
  }
}

void Transaction::commit() {
  if (!open_) return;
  open_ = false;
  try {
    session_.sql << "COMMIT";
  } catch (const soci::soci_error&) {
    open_ = session_.database == Database::sqlite;  // SQLite keeps the transaction: the destructor rolls it back
    throw;
  }
}

Result<void> require_no_writing(const Session& session) {
  if (session.writing) return refuse(Fault::conflict, session.name + ": a writing is open; commit it or drop it first");
  return {};
}

std::string sql_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

}  // namespace skin2vec::store
