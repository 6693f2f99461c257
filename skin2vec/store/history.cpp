// Versions of an entry, and the way back to them.
//
// A writing's part for one person is a row of `touch`. What holds of an entry is its version by the newest writing
// whose part is not undone: it stands in `entry`, all others in `version`. Undoing a part therefore needs no copy: the
// present rows of that writing go to `version`, and the newest version below that is not undone comes back with the
// number it had. Parts of one person are undone newest first, so that nothing ever stands upon what is taken away.

#include <fmt/format.h>

#include <algorithm>

#include "skin2vec/store/state.h"

namespace skin2vec::store {

namespace {

constexpr std::string_view columns = "person, kind, at, place, name, detail, payload, note, writing";

std::string same_key(std::string_view a, std::string_view b) {
  return fmt::format(
      "{0}.person = {1}.person AND {0}.kind = {1}.kind AND {0}.at = {1}.at AND {0}.place = {1}.place AND "
      "{0}.name = {1}.name AND {0}.detail = {1}.detail",
      a, b);
}

std::optional<Origin> origin_of(Session& session, long long number) {
  Origin origin;
  long long at = 0;
  session.sql << "SELECT what, source, at_ms FROM writing WHERE number = " + std::to_string(number),
      soci::into(origin.what), soci::into(origin.source), soci::into(at);
  if (!session.sql.got_data()) return std::nullopt;
  origin.at = Instant{at};
  return origin;
}

long long run(Session& session, const std::string& query) {
  soci::statement statement = session.sql.prepare << query;
  statement.execute(true);
  return statement.get_affected_rows();
}

// Takes back what writing `number` did to a person; returns how many entries went back.
long long undo_part(Session& session, long long person, long long number, long long undo) {
  std::string first, last;
  session.sql << fmt::format("SELECT first_at, last_at FROM touch WHERE person = {} AND writing = {}", person, number),
      soci::into(first), soci::into(last);
  const auto part = [&](std::string_view table) {  // the stretch of the primary key in which the part lies
    return fmt::format("{0}.person = {1} AND {0}.kind IN (0, 1, 2, 3, 4) AND {0}.at >= {2} AND {0}.at <= {3}", table,
                       person, sql_quoted(first), sql_quoted(last));
  };
  run(session, fmt::format("INSERT INTO version ({0}, removed) SELECT {0}, 0 FROM entry WHERE {1} AND writing = {2}",
                           columns, part("entry"), number));
  const long long gone =
      run(session, fmt::format("DELETE FROM entry WHERE {} AND writing = {}", part("entry"), number));
  run(session, fmt::format("UPDATE touch SET undone_by = {} WHERE person = {} AND writing = {}", undo, person, number));
  const long long back =
      run(session,
          fmt::format(
              "INSERT INTO entry ({0}) SELECT v.person, v.kind, v.at, v.place, v.name, v.detail, v.payload, v.note, "
              "v.writing FROM version v WHERE {1} AND v.removed = 0 "
              "AND EXISTS (SELECT 1 FROM version n WHERE {2} AND n.writing = {4}) "
              "AND v.writing = (SELECT max(f.writing) FROM version f JOIN touch t ON t.person = f.person AND "
              "t.writing = f.writing WHERE {3} AND f.writing < {4} AND t.undone_by = 0)",
              columns, part("v"), same_key("n", "v"), same_key("f", "v"), number));
  run(session, fmt::format("DELETE FROM version WHERE {} AND EXISTS (SELECT 1 FROM entry e WHERE {} AND "
                           "e.writing = version.writing)",
                           part("version"), same_key("e", "version")));
  run(session, fmt::format("UPDATE person SET entries = entries + {} WHERE id = {}", back - gone, person));
  return session.number(fmt::format("SELECT count(*) FROM version WHERE {} AND writing = {}", part("version"), number));
}

struct Stored {
  long long writing = 0;
  long long undone_by = 0;
  bool removed = false;
  std::string payload, note;
};

std::vector<Stored> stored_versions(Session& session, Row& key) {
  std::vector<long long> writing(100), removed(100), undone(100);
  std::vector<std::string> payload(100), note(100);
  const std::string where = key_condition(session, key);
  std::vector<Stored> all;
  const auto take = [&](const std::string& table, const std::string& removed_column) {
    soci::statement statement =
        (session.sql.prepare << fmt::format(
             "SELECT v.writing, v.payload, v.note, {}, t.undone_by FROM (SELECT * FROM {} WHERE {}) v "
             "JOIN touch t ON t.person = v.person AND t.writing = v.writing",
             removed_column, table, where),
         soci::into(writing), soci::into(payload), soci::into(note), soci::into(removed), soci::into(undone),
         soci::use(key.at), soci::use(key.place), soci::use(key.name), soci::use(key.detail));
    statement.execute();
    while (statement.fetch()) {
      for (std::size_t i = 0; i < writing.size(); ++i) {
        all.push_back({writing[i], undone[i], removed[i] != 0, payload[i], note[i]});
      }
      for (auto* column : {&writing, &removed, &undone}) column->resize(100);
      for (auto* column : {&payload, &note}) column->resize(100);
    }
    for (auto* column : {&writing, &removed, &undone}) column->resize(100);
    for (auto* column : {&payload, &note}) column->resize(100);
  };
  take("version", "v.removed");
  take("entry", "0");
  std::sort(all.begin(), all.end(), [](const Stored& a, const Stored& b) { return a.writing < b.writing; });
  return all;
}

enum class Keep { yes, no };

Result<Undone> undo_newest(Session& session, const std::optional<std::string>& person, Instant at, Keep keep) {
  const auto free = require_no_writing(session);
  if (!free) return tl::unexpected(free.error());
  return session.guarded([&]() -> Result<Undone> {
    Transaction transaction(session, Access::write);
    const std::string whose = person ? fmt::format(" AND person = {}", find_person(session, *person)) : "";
    Undone undone;
    undone.writing = session.number("SELECT max(writing) FROM touch WHERE undone_by = 0" + whose);
    if (undone.writing == 0) return refuse(Fault::missing, session.name + ": nothing left to undo");
    undone.origin = origin_of(session, undone.writing).value_or(Origin{});
    const long long number = newest_writing(session) + 1;
    record(session, number, {"undo", "", at});
    const std::string next =
        fmt::format("SELECT min(person) FROM touch WHERE undone_by = 0 AND writing = {}{}", undone.writing, whose);
    const std::string parts =
        fmt::format("SELECT count(*) FROM touch WHERE undone_by = 0 AND writing = {}{}", undone.writing, whose);
    for (long long left = session.number(parts); left > 0; --left) {
      undone.entries += undo_part(session, session.number(next), undone.writing, number);
    }
    if (keep == Keep::yes) transaction.commit();
    return undone;
  });
}

}  // namespace

Result<std::vector<Version>> Store::history(const diary::Key& key) {
  Session& session = *state_->session;
  return session.guarded([&]() -> Result<std::vector<Version>> {
    Transaction transaction(session, Access::read);
    Row row;
    fill_key(row, key, find_person(session, key.person));
    const auto stored = stored_versions(session, row);
    // Each writing left its own version; each undo brought back the newest below it that held at that time.
    std::vector<std::pair<long long, const Stored*>> states;
    states.reserve(stored.size());
    for (const Stored& version : stored) states.emplace_back(version.writing, &version);
    for (const Stored& undone : stored) {
      if (undone.undone_by == 0) continue;
      const Stored* back = nullptr;
      for (const Stored& version : stored) {
        const bool held = version.undone_by == 0 || version.undone_by > undone.undone_by;
        if (version.writing < undone.undone_by && held) back = &version;
      }
      states.emplace_back(undone.undone_by, back);
    }
    std::sort(states.begin(), states.end());
    std::vector<Version> versions;
    for (const auto& [number, state] : states) {
      Version version{number, origin_of(session, number).value_or(Origin{}), std::nullopt};
      if (state != nullptr && !state->removed) {
        row.payload = state->payload;
        row.note = state->note;
        auto entry = entry_of(row, key.person);
        if (!entry) return tl::unexpected(entry.error());
        version.entry = std::move(*entry);
      }
      versions.push_back(std::move(version));
    }
    transaction.commit();
    return versions;
  });
}

Result<Undone> Store::undo(const std::optional<std::string>& person, Instant at) {
  return undo_newest(*state_->session, person, at, Keep::yes);
}

Result<Undone> Store::next_undo(const std::optional<std::string>& person) {
  return undo_newest(*state_->session, person, Instant{}, Keep::no);
}

}  // namespace skin2vec::store
