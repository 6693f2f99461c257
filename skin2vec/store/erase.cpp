// Erasing: the rows first, in one transaction; then the traces they left in pages, logs and statistics.

#include <fmt/format.h>

#include "skin2vec/base/text.h"
#include "skin2vec/store/state.h"

namespace skin2vec::store {

namespace {

// How many rows of each kind, and of version, setting and kept, fulfil the condition (" WHERE ...", or none).
std::map<std::string, std::int64_t> counts(Session& session, const std::string& where) {
  std::map<std::string, std::int64_t> all;
  for (int kind = 0; kind <= static_cast<int>(diary::Kind::routine); ++kind) {
    const long long count = session.number(
        fmt::format("SELECT count(*) FROM entry{} kind = {}", where.empty() ? " WHERE" : where + " AND", kind));
    if (count > 0) all[std::string(diary::kind_name(static_cast<diary::Kind>(kind)))] = count;
  }
  for (const std::string table : {"version", "setting", "kept"}) {
    const long long count = session.number(fmt::format("SELECT count(*) FROM {}{}", table, where));
    if (count > 0) all[table] = count;
  }
  return all;
}

std::vector<long long> numbers(Session& session, const std::string& query) {
  std::vector<long long> all, some(1000);
  soci::statement statement = (session.sql.prepare << query, soci::into(some));
  statement.execute();
  for (; statement.fetch(); some.resize(1000)) all.insert(all.end(), some.begin(), some.end());
  return all;
}

void erase_all(Session& session) {
  for (const char* table :
       {"entry", "version", "setting", "kept", "touch", "writing", "login", "token", "access", "account", "audit"}) {
    session.sql << std::string("DELETE FROM ") + table;
  }
  session.sql << "DELETE FROM person WHERE id <> 0";
  session.sql << "UPDATE person SET entries = 0";
}

// A file's name often names the person: writings that were this person's alone go, shared ones lose their source. What
// is kept for everyone (a cohort's model) was learned from this person too.
// What was granted of the person goes too, and the audit forgets the name.
void erase_person(Session& session, long long id, const std::string& person) {
  for (const char* statement : {"DELETE FROM access WHERE person = ", "DELETE FROM token WHERE person = ",
                                "UPDATE audit SET about = '' WHERE about = "}) {
    session.sql << statement + session.placeholder(0), soci::use(person);
  }
  const std::string theirs = fmt::format("number IN (SELECT writing FROM touch WHERE person = {})", id);
  session.sql << "UPDATE writing SET source = '' WHERE " + theirs;
  for (const char* table : {"entry", "version", "setting", "kept"}) {
    session.sql << fmt::format("DELETE FROM {} WHERE person = {}", table, id);
  }
  session.sql << "DELETE FROM kept WHERE person = 0";
  std::vector<long long> alone = numbers(session, fmt::format("SELECT number FROM writing WHERE {} AND number NOT IN "
                                                              "(SELECT writing FROM touch WHERE person <> {})",
                                                              theirs, id));
  session.sql << fmt::format("DELETE FROM touch WHERE person = {}", id);
  for (const long long number : alone) session.sql << fmt::format("DELETE FROM writing WHERE number = {}", number);
  session.sql << (id == 0 ? std::string("UPDATE person SET entries = 0 WHERE id = 0")
                          : fmt::format("DELETE FROM person WHERE id = {}", id));
}

// Empties the log into the file and cuts it; false if a reader or writer stood in the way for busy_timeout_ms.
bool cut_log(Session& session) {
  return session.number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
}

std::string clean_sqlite(Session& session) {
  bool clean = false;
  try {
    cut_log(session);
    session.sql << "VACUUM";
    clean = cut_log(session);
  } catch (const soci::soci_error& error) {
    (void)session.translate(error);
  }
  if (clean) return "";
  return fmt::format(
      "the entries are deleted, but another program is using the diary: {0} and its log {0}-wal may still hold their "
      "text. When every program that uses the diary has ended, erase again or run VACUUM",
      session.name);
}

std::string clean_postgresql(Session& session) {
  const std::string tables =
      "entry, version, setting, kept, touch, writing, person, login, token, access, account, audit";
  std::string remains;
  try {
    session.sql << "VACUUM (FULL, ANALYZE) " + tables;
  } catch (const soci::soci_error& error) {
    (void)session.translate(error);
    remains = "the free space of the table files (another program is using the diary: run VACUUM FULL later); ";
    try {
      session.sql << "VACUUM (ANALYZE) " + tables;
    } catch (const soci::soci_error& again) {
      (void)session.translate(again);
      remains = "dead rows of the tables (VACUUM failed: run VACUUM FULL later); ";
    }
  }
  return "what may still hold erased text: " + remains +
         "the write-ahead log and its archive, replicas, dumps and base backups, the server's own log, dead rows of "
         "pg_statistic, and freed blocks of the disk, until each is overwritten or expires";
}

}  // namespace

Result<Receipt> Store::erase(std::optional<std::string> person, Instant at) {
  Session& session = *state_->session;
  const auto free = require_no_writing(session);
  if (!free) return tl::unexpected(free.error());
  return session.guarded([&]() -> Result<Receipt> {
    Receipt receipt{person, at, {}, ""};
    {
      Transaction transaction(session, Access::write);
      const long long id = person ? find_person(session, *person) : 0;
      if (id < 0) return refuse(Fault::missing, session.name + ": no person " + in_quotes(*person));
      const std::string name = person.value_or("");
      const long long number = newest_writing(session) + 1;  // numbers never come again: answers are cached by them
      receipt.erased = counts(session, person ? fmt::format(" WHERE person = {}", id) : "");
      if (id != 0) {
        const long long of_everyone = session.number("SELECT count(*) FROM kept WHERE person = 0");
        if (of_everyone > 0) receipt.erased["kept"] += of_everyone;
      }
      if (person) {
        erase_person(session, id, name);
      } else {
        erase_all(session);
      }
      record(session, number, {"erase", "", at});
      transaction.commit();
    }
    receipt.remains = session.database == Database::sqlite ? clean_sqlite(session) : clean_postgresql(session);
    return receipt;
  });
}

}  // namespace skin2vec::store
