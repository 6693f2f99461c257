// Store's questions: entries, people, spans, history, settings. None of them changes anything.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>

#include "skin2vec/base/base64.h"
#include "skin2vec/base/text.h"
#include "skin2vec/store/state.h"

namespace skin2vec::store {

namespace {

constexpr std::size_t rows_per_fetch = 1000;
constexpr std::string_view all_columns = "person, kind, at, place, name, detail, payload, note";

// Calls visit(row) for each row of the query, which selects all_columns, until it returns false. PostgreSQL's answer
// would lie in memory as a whole: there a cursor takes it in parts. Needs a transaction.
template <typename Visit>
void stream(Session& session, const std::string& query, Visit visit) {
  std::vector<long long> person, kind;
  std::vector<std::string> at, place, name, detail, payload, note;
  const auto numbers = {&person, &kind};
  const auto texts = {&at, &place, &name, &detail, &payload, &note};
  const auto widen = [&] {
    for (auto* column : numbers) column->resize(rows_per_fetch);
    for (auto* column : texts) column->resize(rows_per_fetch);
  };
  widen();
  const bool cursor = session.database == Database::postgresql;
  if (cursor) session.sql << "DECLARE entries NO SCROLL CURSOR FOR " + query;
  bool more = true;
  {
    soci::statement statement =
        (session.sql.prepare << (cursor ? fmt::format("FETCH {} FROM entries", rows_per_fetch) : query),
         soci::into(person), soci::into(kind), soci::into(at), soci::into(place), soci::into(name), soci::into(detail),
         soci::into(payload), soci::into(note));
    Row row;
    if (!cursor) statement.execute();
    while (more && (cursor ? statement.execute(true) : statement.fetch())) {
      for (std::size_t i = 0; more && i < person.size(); ++i) {
        row.person = person[i];
        row.kind = kind[i];
        row.at.swap(at[i]);
        row.place.swap(place[i]);
        row.name.swap(name[i]);
        row.detail.swap(detail[i]);
        row.payload.swap(payload[i]);
        row.note.swap(note[i]);
        more = visit(row);
      }
      widen();
    }
  }
  if (cursor) session.sql << "CLOSE entries";
}

std::unordered_map<long long, std::string> names(Session& session) {
  std::unordered_map<long long, std::string> all;
  std::vector<long long> id(rows_per_fetch);
  std::vector<std::string> name(rows_per_fetch);
  soci::statement statement = (session.sql.prepare << "SELECT id, name FROM person", soci::into(id), soci::into(name));
  statement.execute();
  while (statement.fetch()) {
    for (std::size_t i = 0; i < id.size(); ++i) all.emplace(id[i], std::move(name[i]));
    id.resize(rows_per_fetch);
    name.resize(rows_per_fetch);
  }
  return all;
}

// The query's rows as a condition on `entry`. A day is a range of texts: all times of 2026-01-31 begin with it, and `~`
// sorts behind what may follow.
std::string condition(Session& session, const Query& query) {
  std::vector<std::string> parts;
  if (query.person) {
    parts.push_back(fmt::format("person IN (0, {})", find_person(session, *query.person)));
  } else if (query.from || query.to) {
    parts.emplace_back("person IN (SELECT id FROM person)");
  }
  std::vector<int> kinds{0, 1, 2, 3, 4};
  if (!query.kinds.empty()) {
    kinds.clear();
    for (const diary::Kind kind : query.kinds) kinds.push_back(static_cast<int>(kind));
  }
  if (!parts.empty() || !query.kinds.empty()) parts.push_back(fmt::format("kind IN ({})", fmt::join(kinds, ", ")));
  if (query.from) parts.push_back("at >= '" + to_text(*query.from) + "'");
  if (query.to) parts.push_back("at < '" + to_text(*query.to) + "~'");
  return parts.empty() ? "" : fmt::format(" WHERE {}", fmt::join(parts, " AND "));
}

template <typename Visit>
Result<void> visit_all(Session& session, const Query& query, Visit visit) {
  return session.guarded([&]() -> Result<void> {
    Transaction transaction(session, Access::read);
    const auto people = names(session);
    Result<void> outcome;
    stream(session, fmt::format("SELECT {} FROM entry{}", all_columns, condition(session, query)), [&](const Row& row) {
      auto entry = entry_of(row, people.at(row.person));
      if (!entry) outcome = tl::unexpected(entry.error());
      return entry && visit(std::move(*entry));
    });
    transaction.commit();
    return outcome;
  });
}

Day day_of(const std::string& at) {
  return parse_day(std::string_view(at).substr(0, 10)).value_or(Day{});
}

}  // namespace

long long find_person(Session& session, const std::string& name) {
  if (name.empty()) return 0;
  long long id = -1;
  session.sql << "SELECT id FROM person WHERE name = " + session.placeholder(0), soci::use(name), soci::into(id);
  return session.sql.got_data() ? id : -1;
}

long long newest_writing(Session& session) {
  return session.number("SELECT max(number) FROM writing");
}

Result<void> Store::each(const Query& query, const std::function<bool(const diary::Entry&)>& visit) {
  return visit_all(*state_->session, query, [&](diary::Entry&& entry) { return visit(entry); });
}

Result<std::vector<diary::Entry>> Store::read(const Query& query) {
  std::vector<diary::Entry> entries;
  const auto done = visit_all(*state_->session, query, [&](diary::Entry&& entry) {
    entries.push_back(std::move(entry));
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  // The database sorts times as texts: nearly, but not quite, the order of Time.
  const auto before = [](const diary::Key& a, const diary::Key& b) { return a < b; };
  if (!std::is_sorted(entries.begin(), entries.end(), before)) std::sort(entries.begin(), entries.end(), before);
  return entries;
}

Result<std::vector<PersonSpan>> Store::people() {
  Session& session = *state_->session;
  return session.guarded([&]() -> Result<std::vector<PersonSpan>> {
    std::vector<std::string> name(rows_per_fetch), first(rows_per_fetch), last(rows_per_fetch);
    std::vector<long long> entries(rows_per_fetch);
    // Five look-ups at each end of a person's part of the primary key, one for each kind.
    soci::statement statement =
        (session.sql.prepare << "WITH kinds (kind) AS (VALUES (0), (1), (2), (3), (4)) SELECT p.name, p.entries, "
                                "min((SELECT min(e.at) FROM entry e WHERE e.person = p.id AND e.kind = kinds.kind)), "
                                "max((SELECT max(e.at) FROM entry e WHERE e.person = p.id AND e.kind = kinds.kind)) "
                                "FROM person p CROSS JOIN kinds WHERE p.id > 0 AND p.entries > 0 "
                                "GROUP BY p.name, p.entries ORDER BY p.name",
         soci::into(name), soci::into(entries), soci::into(first), soci::into(last));
    statement.execute();
    std::vector<PersonSpan> people;
    while (statement.fetch()) {
      for (std::size_t i = 0; i < name.size(); ++i) {
        people.push_back({std::move(name[i]), entries[i], day_of(first[i]), day_of(last[i])});
      }
      for (auto* column : {&name, &first, &last}) column->resize(rows_per_fetch);
      entries.resize(rows_per_fetch);
    }
    return people;
  });
}

Result<std::optional<std::pair<Day, Day>>> Store::span(std::string_view person, diary::Kind kind) {
  Session& session = *state_->session;
  return session.guarded([&]() -> Result<std::optional<std::pair<Day, Day>>> {
    Transaction transaction(session, Access::read);
    const std::string where = fmt::format("WHERE person = {} AND kind = {}", find_person(session, std::string(person)),
                                          static_cast<int>(kind));
    const std::string first = session.text("SELECT min(at) FROM entry " + where);
    const std::string last = session.text("SELECT max(at) FROM entry " + where);
    transaction.commit();
    if (first.empty()) return std::nullopt;
    return std::pair{day_of(first), day_of(last)};
  });
}

Result<std::optional<std::string>> Store::setting(std::string_view person, std::string_view name) {
  Session& session = *state_->session;
  return session.guarded([&]() -> Result<std::optional<std::string>> {
    Transaction transaction(session, Access::read);
    const std::string wanted(name);
    std::string text;
    session.sql << fmt::format("SELECT text FROM setting WHERE person = {} AND name = {}",
                               find_person(session, std::string(person)), session.placeholder(0)),
        soci::use(wanted), soci::into(text);
    const bool found = session.sql.got_data();
    transaction.commit();
    if (!found) return std::nullopt;
    return text;
  });
}

Result<std::optional<std::string>> Store::kept(std::string_view person, std::string_view name) {
  Session& session = *state_->session;
  return session.guarded([&]() -> Result<std::optional<std::string>> {
    Transaction transaction(session, Access::read);
    const std::string wanted(name);
    std::string base64;
    session.sql << fmt::format("SELECT base64 FROM kept WHERE person = {} AND name = {}",
                               find_person(session, std::string(person)), session.placeholder(0)),
        soci::use(wanted), soci::into(base64);
    const bool found = session.sql.got_data();
    transaction.commit();
    if (!found) return std::nullopt;
    auto bytes = from_base64(base64);
    if (!bytes)
      return refuse(Fault::malformed, session.name + ": the bytes kept as " + in_quotes(name) + " are damaged");
    return bytes;
  });
}

Result<std::vector<Touched>> Store::touched_since(std::int64_t writing) {
  Session& session = *state_->session;
  return session.guarded([&]() -> Result<std::vector<Touched>> {
    std::vector<long long> number(rows_per_fetch);
    std::vector<std::string> person(rows_per_fetch), what(rows_per_fetch);
    soci::statement statement =
        (session.sql.prepare << fmt::format("SELECT t.writing, p.name, w.what FROM touch t "
                                            "JOIN person p ON p.id = t.person JOIN writing w ON w.number = t.writing "
                                            "WHERE t.writing > {} ORDER BY t.writing, p.name LIMIT 1000",
                                            writing),
         soci::into(number), soci::into(person), soci::into(what));
    statement.execute();
    std::vector<Touched> all;
    while (statement.fetch()) {
      for (std::size_t i = 0; i < number.size(); ++i) {
        all.push_back({number[i], std::move(person[i]), std::move(what[i])});
      }
      number.resize(rows_per_fetch);
      for (auto* column : {&person, &what}) column->resize(rows_per_fetch);
    }
    return all;
  });
}

Result<std::int64_t> Store::version() {
  Session& session = *state_->session;
  return session.guarded([&]() -> Result<std::int64_t> { return newest_writing(session); });
}

}  // namespace skin2vec::store
