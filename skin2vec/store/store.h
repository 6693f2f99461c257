// The diary on disk: one diary, many people; an SQLite file, or PostgreSQL by URL, behind one interface.
//
//   Result<Store> store = Store::open("diary.db", {.create = true});
//   Result<Writing> writing = store->begin({.what = "import", .source = "readings.csv", .at = now});
//   writing->put(entries);                         // the later one wins, value by value; history is kept
//   writing->commit();                             // on disk when this returns; without it nothing happened
//   store->read({.person = "ann", .kinds = {diary::Kind::reading}, .from = first, .to = last});
//
// A writing is one transaction: whole, or absent. What commit() acknowledged survives kill -9 and power loss (SQLite:
// WAL, synchronous = FULL; PostgreSQL: synchronous_commit stays on). One writer and many readers at a time, in this and
// in other processes; a second writer waits `busy_timeout_ms`, then is refused with Fault::unavailable.
// A Store is used by one thread at a time; open one per thread. While a Writing is open its own Store reads what it has
// put so far; undo, erase, backup and a second begin() are then refused with Fault::conflict. All functions return
// Fault::unavailable where the disk or the database failed, Fault::malformed where the file is no diary or is of a
// newer schema. A lost connection is made again by the next call. Recorded in docs/decisions/0002-storage.md.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/diary/entry.h"

namespace skin2vec::store {

struct OpenOptions {
  bool create = false;         // make the diary where there is none; else Fault::missing
  int busy_timeout_ms = 5000;  // how long a second writer waits; >= 0
};

// What one put() made of an entry.
enum class Outcome { added, changed, unchanged };

// Who changed the diary, from what, and when. Kept with every version.
struct Origin {
  std::string what;    // "import", "log", "edit", "undo"
  std::string source;  // file name, or ""
  Instant at;          // given by the caller: the store reads no clock
};

struct Query {
  std::optional<std::string> person;  // none: everyone's; surroundings of everyone ("") come with each person's
  std::vector<diary::Kind> kinds;     // empty: all kinds
  std::optional<Day> from;            // both ends included; none: open
  std::optional<Day> to;
};

struct PersonSpan {
  std::string person;  // "" for the surroundings of everyone
  std::int64_t entries = 0;
  Day first;  // of all kinds
  Day last;
};

// A writing that changed entries of a person.
struct Touched {
  std::int64_t writing = 0;
  std::string person;
  std::string what;  // "import", "log", ...

  bool operator==(const Touched&) const = default;
};

// One version of an entry, as it stood after the writing `origin`.
struct Version {
  std::int64_t writing = 0;  // its number; grows
  Origin origin;
  std::optional<diary::Entry> entry;  // none: removed
};

struct Undone {
  std::int64_t writing = 0;
  Origin origin;             // of the writing that was taken back
  std::int64_t entries = 0;  // how many went back to what they were
};

// What an erasure removed: kept by the user, not by the store.
struct Receipt {
  std::optional<std::string> person;  // none: the whole diary
  Instant at;
  std::map<std::string, std::int64_t> erased;  // "reading", "event", ... "version", "setting", "kept"
  std::string remains;  // what may still hold the text, in words; "" for SQLite unless another program was reading
};

// A transaction that writes. Without commit() it is rolled back when it goes out of scope.
class Writing {
 public:
  Writing(Writing&&) noexcept;
  Writing& operator=(Writing&&) noexcept;
  ~Writing();

  // Merges each entry into the diary (diary::merge); one outcome for each, in their order. Entries with one key in one
  // call are merged in their order. Call it with some thousands at a time: rows go to the database many per statement.
  // malformed, and none of the call's entries put, if an entry could not be read back as it is: text with a NUL or not
  // UTF-8, a reading without a person, values out of order. The writing goes on. After Fault::unavailable it has ended.
  [[nodiscard]] Result<std::vector<Outcome>> put(std::span<const diary::Entry> entries);

  // Makes the entry exactly this, values that it lacks being removed; an entry that is not there is added.
  [[nodiscard]] Result<Outcome> replace(const diary::Entry& entry);

  // Removes the entry; its versions stay. missing if it is not there.
  [[nodiscard]] Result<void> remove(const diary::Key& key);

  // Puts a setting in the same transaction: see Store::setting.
  [[nodiscard]] Result<void> set(std::string_view person, std::string_view name, std::string_view text);

  // Keeps bytes in the same transaction, in the place of those of that name; no bytes remove them: see Store::kept.
  // malformed if person or name is not UTF-8, or has a NUL.
  [[nodiscard]] Result<void> keep(std::string_view person, std::string_view name, std::string_view bytes);

  // Everything is on disk when this returns a value: the number of the writing. Call it once. A writing that changed
  // nothing leaves no trace, nor does one that only kept bytes: the number is then that of the last one before it.
  [[nodiscard]] Result<std::int64_t> commit();

 private:
  friend class Store;
  struct State;
  explicit Writing(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Store {
 public:
  // `url`: a file path, or postgresql://user@host:port/database (libpq's form). An older schema is brought up to date
  // in one transaction. missing if there is no diary and `create` is not set; unavailable if it cannot be reached.
  [[nodiscard]] static Result<Store> open(std::string_view url, OpenOptions options);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] Result<Writing> begin(Origin origin);

  // The entries, sorted by key. Memory grows with their number; `each` reads them one at a time instead, from one
  // snapshot, until it returns false, and in the database's order (person's first writing, kind, text of time). The
  // visitor must not use this Store.
  [[nodiscard]] Result<std::vector<diary::Entry>> read(const Query& query);
  [[nodiscard]] Result<void> each(const Query& query, const std::function<bool(const diary::Entry&)>& visit);

  [[nodiscard]] Result<std::vector<PersonSpan>> people();  // with an entry, by name; without ""

  // First and last day with an entry of this kind; none if there is none. One index look-up at each end.
  [[nodiscard]] Result<std::optional<std::pair<Day, Day>>> span(std::string_view person, diary::Kind kind);

  // All versions of an entry, oldest first; the last is the present one. Empty if there never was one. An undo shows as
  // a version that is what it brought back; a writing shows once, as what it left.
  [[nodiscard]] Result<std::vector<Version>> history(const diary::Key& key);

  // Takes back the newest writing that is not taken back yet, as a writing of its own; the next undo goes one further
  // back. With `person`: the newest that touched this person's entries, and only those: what one person takes back
  // changes nobody else's diary (surroundings of everyone are the part of ""). Parts already taken back stay so.
  // Settings are not taken back, and an undo is not undone. missing if there is none.
  [[nodiscard]] Result<Undone> undo(const std::optional<std::string>& person, Instant at);
  // What undo would take back; changes nothing.
  [[nodiscard]] Result<Undone> next_undo(const std::optional<std::string>& person);

  // Removes a person (none: everything) with versions, settings and kept bytes. SQLite: overwritten (secure_delete),
  // the log emptied and the file rewritten (VACUUM), so that nothing is left in the files; PostgreSQL: VACUUM FULL.
  // Writings that were this person's alone go too; others lose their source, since a file's name may name the person.
  // The rows are gone when this returns a Receipt; what traces could not be cleaned is told in `remains`. missing if
  // there is no such person.
  [[nodiscard]] Result<Receipt> erase(std::optional<std::string> person, Instant at);

  // Writes the whole diary, as of one moment, into a new SQLite file, also while others write, also from PostgreSQL.
  // conflict if the file exists. Returns the number of entries. An open Writing of another Store is not in it.
  [[nodiscard]] Result<std::int64_t> backup(const std::string& path);

  // Small texts kept with the diary: the profile (person ""), snoozes. None if never set. Erased with the person.
  [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view person, std::string_view name);

  // Bytes kept with the diary, up to some MB each: what can be made again from its entries, as models and cached state.
  // None if none are kept. Contained in backups, not touched by undo, and no change of the diary: keeping alone does
  // not change version(), so that what is cached for a version stays valid. Erased with the person; what is kept for
  // everyone ("") is erased with any person, since it may have been learned from all.
  [[nodiscard]] Result<std::optional<std::string>> kept(std::string_view person, std::string_view name);

  // Grows with every committed writing: what a cached answer is valid for.
  [[nodiscard]] Result<std::int64_t> version();

  // Whom the writings after `writing` touched, oldest first; "" is the surroundings of everyone. At most 1000.
  [[nodiscard]] Result<std::vector<Touched>> touched_since(std::int64_t writing);

  [[nodiscard]] int schema_version() const;

 private:
  friend class Accounts;
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace skin2vec::store
