// What a Store and an open Writing hold. Private to store/.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "skin2vec/store/rows.h"
#include "skin2vec/store/session.h"

namespace skin2vec::store {

struct Store::State {
  std::shared_ptr<Session> session;
  int schema = 0;
};

// What a transaction did to one person's entries: a row of `touch`, and what is added to person.entries.
struct Part {
  std::string first_at, last_at;  // empty: nothing touched
  long long more = 0;

  void touch(const std::string& at);
};

struct Writing::State {
  std::shared_ptr<Session> session;
  std::unique_ptr<Transaction> transaction;  // none: committed, or failed
  Origin origin;
  long long number = 0;
  bool settings = false;         // something was set
  bool kept = false;             // bytes were kept or removed
  bool expect_existing = false;  // the last rows were known already: look before inserting
  std::map<std::string, long long> ids;
  std::map<long long, Part> parts;
  std::set<diary::Key> removed;  // in this writing
  std::map<std::pair<int, std::size_t>, std::unique_ptr<RowStatement>> statements;

  ~State();

  // Runs `work`; after an error of the database nothing more is written, and the whole is rolled back.
  template <typename Work>
  auto attempt(Work work) -> decltype(work());

  void end();  // statements first, then the transaction
  RowStatement& statement(RowStatement::Form form, std::size_t size);
  long long person_id(const std::string& name);  // made if it is not there
  void write(RowStatement::Form form, std::vector<Row> rows);
  void forget_removal(const diary::Key& key);
  Result<void> put_block(std::span<const diary::Entry> entries, std::span<const std::size_t> order,
                         std::span<const std::size_t> starts, std::vector<Outcome>& outcomes);
  Result<void> put_found(RowStatement& known, std::span<const diary::Entry> entries, std::span<const std::size_t> order,
                         std::span<const std::size_t> starts, std::vector<Outcome>& outcomes);
  Result<Outcome> replace(const diary::Entry& entry);
  Result<void> remove(const diary::Key& key);
};

// The person's id; -1 if there is none of that name.
[[nodiscard]] long long find_person(Session& session, const std::string& name);

// The number of the newest writing; 0 if there is none.
[[nodiscard]] long long newest_writing(Session& session);

// Inserts a row of `writing`.
void record(Session& session, long long number, const Origin& origin);

}  // namespace skin2vec::store
