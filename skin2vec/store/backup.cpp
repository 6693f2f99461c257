// Backup: the whole diary as of one moment, as an SQLite diary of its own.
//
// It is made beside its place, put on disk, and only then given its name, so that a file of that name is whole.

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "skin2vec/store/files.h"
#include "skin2vec/store/schema.h"
#include "skin2vec/store/state.h"

namespace skin2vec::store {

namespace fs = std::filesystem;

namespace {

struct Table {
  const char* name;
  std::vector<std::string> columns;
  std::size_t rows = 1000;  // fetched at a time
};

const std::vector<Table>& tables() {  // a table that is referred to comes first
  static const std::vector<Table> all{
      {"person", {"id", "name", "entries"}},
      {"writing", {"number", "what", "source", "at_ms"}},
      {"touch", {"person", "writing", "first_at", "last_at", "undone_by"}},
      {"setting", {"person", "name", "text"}},
      {"account", {"name", "password", "created"}},
      {"access", {"account", "person", "role"}},
      {"token", {"hash", "id", "account", "name", "person", "role", "created", "expires", "used"}},
      {"login", {"hash", "account", "csrf", "created", "expires"}},
      {"audit", {"number", "at_ms", "account", "what", "about"}},
      {"kept", {"person", "name", "base64"}, 4},
      {"entry", {"person", "kind", "at", "place", "name", "detail", "payload", "note", "writing"}},
      {"version", {"person", "kind", "at", "place", "name", "detail", "payload", "note", "writing", "removed"}},
  };
  return all;
}

// Copies a table row by row; numbers travel as texts, which SQLite's STRICT columns turn back. `from` is a PostgreSQL
// session inside a transaction.
void copy(Session& from, Session& to, const Table& table) {
  const std::size_t rows = table.rows;
  const std::size_t width = table.columns.size();
  const std::string names = fmt::format("{}", fmt::join(table.columns, ", "));
  std::vector<std::string> casts;
  for (const std::string& column : table.columns) casts.push_back("CAST(" + column + " AS TEXT)");
  from.sql << fmt::format("DECLARE source NO SCROLL CURSOR FOR SELECT {} FROM {}", fmt::join(casts, ", "), table.name);
  {
    std::vector<std::vector<std::string>> block(width, std::vector<std::string>(rows));
    std::vector<std::string> row(width);
    soci::statement fetch(from.sql);
    soci::statement insert(to.sql);
    std::vector<std::string> marks;
    for (std::size_t i = 0; i < width; ++i) {
      fetch.exchange(soci::into(block[i]));
      insert.exchange(soci::use(row[i]));
      marks.emplace_back("?");
    }
    fetch.alloc();
    fetch.prepare(fmt::format("FETCH {} FROM source", rows));
    fetch.define_and_bind();
    insert.alloc();
    insert.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, names, fmt::join(marks, ", ")));
    insert.define_and_bind();
    while (fetch.execute(true)) {
      for (std::size_t i = 0; i < block[0].size(); ++i) {
        for (std::size_t column = 0; column < width; ++column) row[column].swap(block[column][i]);
        insert.execute(true);
      }
      for (auto& column : block) column.resize(rows);
    }
  }
  from.sql << "CLOSE source";
}

Result<void> copy_all(Session& from, const std::string& path) {
  const auto to = Session::connect(path, 0);
  if (!to) return tl::unexpected(to.error());
  const auto schema = prepare(**to, steps(), true);
  if (!schema) return tl::unexpected(schema.error());
  return (*to)->guarded([&]() -> Result<void> {
    Transaction snapshot(from, Access::read);
    Transaction transaction(**to, Access::write);
    (*to)->sql << "DELETE FROM person";
    for (const Table& table : tables()) copy(from, **to, table);
    transaction.commit();
    snapshot.commit();
    return {};
  });
}

// Counts the entries of the finished file, as proof that it can be read.
Result<std::int64_t> entries_in(const std::string& path) {
  const auto file = Session::connect(path, 0);
  if (!file) return tl::unexpected(file.error());
  return (*file)->guarded([&]() -> Result<std::int64_t> { return (*file)->number("SELECT sum(entries) FROM person"); });
}

Result<void> give_name(const std::string& part, const std::string& path) {
  const auto failed = [&](int reason) {
    return refuse(reason == EEXIST ? Fault::conflict : Fault::unavailable, path + ": " + std::strerror(reason));
  };
  const int file = ::open(part.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(errno);
  const int synced = ::fsync(file);
  const int reason = errno;
  ::close(file);
  if (synced != 0) return failed(reason);
  if (::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno != EINVAL) return failed(errno);  // EINVAL: a file system that cannot refuse to replace
    if (fs::exists(path)) return failed(EEXIST);
    if (::rename(part.c_str(), path.c_str()) != 0) return failed(errno);
  }
  return sync_folder_of(path);
}

void drop_files(const std::string& path) {
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(path + ending, ignored);
}

}  // namespace

Result<std::int64_t> Store::backup(const std::string& path) {
  Session& session = *state_->session;
  const auto free = require_no_writing(session);
  if (!free) return tl::unexpected(free.error());
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(path, ignored))) {
    return refuse(Fault::conflict, path + ": exists already; a backup replaces nothing");
  }
  const std::string part = fmt::format("{}.part{}", path, ::getpid());
  drop_files(part);
  auto result = [&]() -> Result<std::int64_t> {
    const auto made = make_file(part);
    if (!made) return tl::unexpected(made.error());
    const auto written = session.guarded([&]() -> Result<void> {
      if (session.database == Database::postgresql) return copy_all(session, part);
      session.sql << "VACUUM INTO " + sql_quoted(fs::absolute(part).string());
      return {};
    });
    if (!written) return tl::unexpected(written.error());
    auto entries = entries_in(part);
    if (!entries) return entries;
    const auto named = give_name(part, path);
    if (!named) return tl::unexpected(named.error());
    return entries;
  }();
  if (!result) drop_files(part);
  return result;
}

}  // namespace skin2vec::store
