// Writing: put many rows a statement, new ones at once, known ones looked up, merged and kept as versions.

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "skin2vec/base/base64.h"
#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/store/state.h"

namespace skin2vec::store {

using Form = RowStatement::Form;

namespace {

// The entries of one key, in the order they came, laid one over the other; `base` is what stood before, if anything.
// Returns what stands after, and tells each entry's outcome.
diary::Entry fold(const diary::Entry* base, std::span<const diary::Entry> entries, std::span<const std::size_t> group,
                  std::vector<Outcome>& outcomes) {
  diary::Entry now = base != nullptr ? *base : entries[group[0]];
  if (base == nullptr) outcomes[group[0]] = Outcome::added;
  for (std::size_t i = base != nullptr ? 0 : 1; i < group.size(); ++i) {
    diary::Entry next = diary::merge(now, entries[group[i]]);
    outcomes[group[i]] = next == now ? Outcome::unchanged : Outcome::changed;
    now = std::move(next);
  }
  return now;
}

}  // namespace

void Part::touch(const std::string& at) {
  if (first_at.empty() || at < first_at) first_at = at;
  if (at > last_at) last_at = at;
}

Writing::Writing(std::unique_ptr<State> state) : state_(std::move(state)) {}
Writing::Writing(Writing&&) noexcept = default;
Writing& Writing::operator=(Writing&&) noexcept = default;
Writing::~Writing() = default;

Writing::State::~State() {
  end();
}

void Writing::State::end() {
  statements.clear();
  if (!transaction) return;
  transaction.reset();
  session->writing = false;
}

template <typename Work>
auto Writing::State::attempt(Work work) -> decltype(work()) {
  if (!transaction) {
    return refuse(Fault::conflict, session->name + ": this writing has ended; begin another one");
  }
  try {
    return work();
  } catch (const soci::soci_error& error) {
    Error told = session->translate(error);
    end();
    return tl::unexpected<Error>(std::move(told));
  } catch (...) {
    end();
    throw;
  }
}

RowStatement& Writing::State::statement(Form form, std::size_t size) {
  auto& place = statements[{static_cast<int>(form), size}];
  if (!place) place = std::make_unique<RowStatement>(*session, form, size, number);
  return *place;
}

long long Writing::State::person_id(const std::string& name) {
  const auto known = ids.find(name);
  if (known != ids.end()) return known->second;
  long long id = find_person(*session, name);
  if (id < 0) {
    id = session->number("SELECT max(id) FROM person") + 1;
    session->sql << fmt::format("INSERT INTO person (id, name, entries) VALUES ({}, {}, 0)", id,
                                session->placeholder(0)),
        soci::use(name);
  }
  return ids[name] = id;
}

void Writing::State::write(Form form, std::vector<Row> rows) {
  std::size_t done = 0;
  for (const std::size_t size : RowStatement::sizes) {
    while (rows.size() - done >= size) {
      RowStatement& batch = statement(form, size);
      for (std::size_t i = 0; i < size; ++i) batch.rows[i] = std::move(rows[done + i]);
      batch.execute();
      done += size;
    }
  }
}

// A version "removed" and a present entry of the same writing would contradict each other.
void Writing::State::forget_removal(const diary::Key& key) {
  if (removed.erase(key) == 0) return;
  Row row;
  fill_key(row, key, person_id(key.person));
  session->sql << fmt::format("DELETE FROM version WHERE {} AND writing = {}", key_condition(*session, row), number),
      soci::use(row.at), soci::use(row.place), soci::use(row.name), soci::use(row.detail);
}

Result<std::vector<Outcome>> Writing::put(std::span<const diary::Entry> entries) {
  for (const diary::Entry& entry : entries) {
    const auto fit = check(entry);
    if (!fit) return tl::unexpected(fit.error());
  }
  return state_->attempt([&]() -> Result<std::vector<Outcome>> {
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto before = [&](std::size_t a, std::size_t b) {
      return static_cast<const diary::Key&>(entries[a]) < static_cast<const diary::Key&>(entries[b]);
    };
    if (!std::is_sorted(order.begin(), order.end(), before)) std::stable_sort(order.begin(), order.end(), before);

    std::vector<std::size_t> starts;  // of each key's group in `order`, and the end
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i == 0 || before(order[i - 1], order[i])) starts.push_back(i);
    }
    starts.push_back(order.size());

    std::vector<Outcome> outcomes(entries.size());
    std::size_t done = 0;
    const std::size_t groups = starts.size() - 1;
    for (const std::size_t size : RowStatement::sizes) {
      for (; groups - done >= size; done += size) {
        const auto fit = state_->put_block(entries, order, std::span(starts).subspan(done, size + 1), outcomes);
        if (!fit) {
          state_->end();
          return tl::unexpected(fit.error());
        }
      }
    }
    return outcomes;
  });
}

// One block of distinct keys, as many as a statement takes. New keys are the usual case: they are inserted without
// looking. If some existed the insert is taken back, since only looking tells which.
Result<void> Writing::State::put_block(std::span<const diary::Entry> entries, std::span<const std::size_t> order,
                                       std::span<const std::size_t> starts, std::vector<Outcome>& outcomes) {
  const std::size_t size = starts.size() - 1;
  RowStatement& insert = statement(Form::insert, size);
  for (std::size_t i = 0; i < size; ++i) {
    const auto group = order.subspan(starts[i], starts[i + 1] - starts[i]);
    const diary::Entry& first = entries[group[0]];
    if (!removed.empty()) forget_removal(first);
    if (group.size() == 1) {
      outcomes[group[0]] = Outcome::added;
      fill(insert.rows[i], first, person_id(first.person));
    } else {
      fill(insert.rows[i], fold(nullptr, entries, group, outcomes), person_id(first.person));
    }
  }
  if (!expect_existing) {
    const bool one = size == 1;
    if (!one) session->sql << "SAVEPOINT block";
    const auto added = static_cast<std::size_t>(insert.execute());
    if (!one && added != size && added != 0) session->sql << "ROLLBACK TO SAVEPOINT block";
    if (!one) session->sql << "RELEASE SAVEPOINT block";
    if (added == size) {
      for (const Row& row : insert.rows) {
        Part& part = parts[row.person];
        part.touch(row.at);
        ++part.more;
      }
      return {};
    }
  }
  RowStatement& known = statement(Form::find, size);
  for (std::size_t i = 0; i < size; ++i) std::swap(known.rows[i], insert.rows[i]);
  return put_found(known, entries, order, starts, outcomes);
}

Result<void> Writing::State::put_found(RowStatement& known, std::span<const diary::Entry> entries,
                                       std::span<const std::size_t> order, std::span<const std::size_t> starts,
                                       std::vector<Outcome>& outcomes) {
  const auto group_of = [&](std::size_t index) {
    return order.subspan(starts[index], starts[index + 1] - starts[index]);
  };
  auto found = known.find();
  const auto fresh_count = std::count_if(found.begin(), found.end(), [](const auto& each) { return !each.known; });
  expect_existing = 2 * static_cast<std::size_t>(fresh_count) < known.rows.size();
  std::vector<bool> differs(known.rows.size());
  std::vector<Row> fresh, changed, versions;
  for (auto& stored : found) {
    differs[stored.index] = true;
    Row row = std::move(known.rows[stored.index]);
    if (!stored.known) {
      Part& part = parts[row.person];
      part.touch(row.at);
      ++part.more;
      fresh.push_back(std::move(row));
      continue;
    }
    row.payload = std::move(stored.payload);
    row.note = std::move(stored.note);
    row.writing = stored.writing;
    const auto group = group_of(stored.index);
    const auto base = entry_of(row, entries[group[0]].person);
    if (!base) return tl::unexpected(base.error());
    Row next = row;
    fill(next, fold(&*base, entries, group, outcomes), row.person);
    if (next.payload == row.payload && next.note == row.note) continue;
    parts[row.person].touch(row.at);
    if (row.writing != number) versions.push_back(std::move(row));
    changed.push_back(std::move(next));
  }
  // What stands in the diary as it is stays so, though the entries of one key may have gone there and back.
  for (std::size_t i = 0; i < differs.size(); ++i) {
    if (differs[i]) continue;
    const auto group = group_of(i);
    if (group.size() == 1) {
      outcomes[group[0]] = Outcome::unchanged;
      continue;
    }
    const auto base = entry_of(known.rows[i], entries[group[0]].person);
    if (!base) return tl::unexpected(base.error());
    fold(&*base, entries, group, outcomes);
  }
  write(Form::version, std::move(versions));
  write(Form::upsert, std::move(changed));
  write(Form::insert, std::move(fresh));
  return {};
}

Result<Outcome> Writing::State::replace(const diary::Entry& entry) {
  forget_removal(entry);
  RowStatement& known = statement(Form::find, 1);
  fill(known.rows[0], entry, person_id(entry.person));
  const auto found = known.find();
  if (found.empty()) return Outcome::unchanged;
  const Row next = known.rows[0];
  Part& part = parts[next.person];
  part.touch(next.at);
  if (!found[0].known) {
    ++part.more;
  } else if (found[0].writing != number) {
    Row old = next;
    old.payload = found[0].payload;
    old.note = found[0].note;
    old.writing = found[0].writing;
    write(Form::version, {std::move(old)});
  }
  write(Form::upsert, {next});
  return found[0].known ? Outcome::changed : Outcome::added;
}

Result<Outcome> Writing::replace(const diary::Entry& entry) {
  const auto fit = check(entry);
  if (!fit) return tl::unexpected(fit.error());
  return state_->attempt([&] { return state_->replace(entry); });
}

// The row moves to `version`, and a version of this writing says that it was removed. What this writing itself had
// added leaves no trace.
Result<void> Writing::State::remove(const diary::Key& key) {
  Row row;
  fill_key(row, key, find_person(*session, key.person));
  const std::string where = key_condition(*session, row);
  const auto run = [&](const std::string& query) {
    soci::statement statement = (session->sql.prepare << query, soci::use(row.at), soci::use(row.place),
                                 soci::use(row.name), soci::use(row.detail));
    statement.execute(true);
    return statement.get_affected_rows();
  };
  run(
      fmt::format("INSERT INTO version (person, kind, at, place, name, detail, payload, note, writing, removed) "
                  "SELECT person, kind, at, place, name, detail, payload, note, writing, 0 FROM entry "
                  "WHERE {} AND writing <> {}",
                  where, number));
  if (run("DELETE FROM entry WHERE " + where) == 0) {
    return refuse(Fault::missing, fmt::format("no {} of {} at {}", diary::kind_name(key.kind), in_quotes(key.person),
                                              to_text(key.time)));
  }
  run(
      fmt::format("INSERT INTO version (person, kind, at, place, name, detail, payload, note, writing, removed) "
                  "SELECT DISTINCT person, kind, at, place, name, detail, '', '', {}, 1 FROM version WHERE {}",
                  number, where));
  Part& part = parts[row.person];
  part.touch(row.at);
  --part.more;
  removed.insert(key);
  return {};
}

Result<void> Writing::remove(const diary::Key& key) {
  return state_->attempt([&] { return state_->remove(key); });
}

Result<void> Writing::set(std::string_view person, std::string_view name, std::string_view text) {
  for (const std::string_view part : {person, name, text}) {
    if (part.find('\0') != std::string_view::npos || !is_utf8(part)) {
      return refuse(Fault::malformed, "setting " + in_quotes(name) + ": not UTF-8, or with a NUL character");
    }
  }
  return state_->attempt([&]() -> Result<void> {
    const std::string name_text(name), value(text);
    const long long id = state_->person_id(std::string(person));
    Session& session = *state_->session;
    session.sql << fmt::format(
        "INSERT INTO setting (person, name, text) VALUES ({}, {}, {}) "
        "ON CONFLICT (person, name) DO UPDATE SET text = excluded.text",
        id, session.placeholder(0), session.placeholder(1)),
        soci::use(name_text), soci::use(value);
    state_->settings = true;
    return {};
  });
}

Result<void> Writing::keep(std::string_view person, std::string_view name, std::string_view bytes) {
  for (const std::string_view part : {person, name}) {
    if (part.find('\0') != std::string_view::npos || !is_utf8(part)) {
      return refuse(Fault::malformed, "bytes to keep as " + in_quotes(name) + ": not UTF-8, or with a NUL character");
    }
  }
  return state_->attempt([&]() -> Result<void> {
    const std::string name_text(name);
    Session& session = *state_->session;
    if (bytes.empty()) {
      session.sql << fmt::format("DELETE FROM kept WHERE person = {} AND name = {}",
                                 find_person(session, std::string(person)), session.placeholder(0)),
          soci::use(name_text);
    } else {
      const std::string base64 = to_base64(bytes);
      const long long id = state_->person_id(std::string(person));
      session.sql << fmt::format(
          "INSERT INTO kept (person, name, base64) VALUES ({}, {}, {}) "
          "ON CONFLICT (person, name) DO UPDATE SET base64 = excluded.base64",
          id, session.placeholder(0), session.placeholder(1)),
          soci::use(name_text), soci::use(base64);
    }
    state_->kept = true;
    return {};
  });
}

Result<std::int64_t> Writing::commit() {
  return state_->attempt([&]() -> Result<std::int64_t> {
    State& state = *state_;
    Session& session = *state.session;
    state.statements.clear();
    const bool touched = std::any_of(state.parts.begin(), state.parts.end(),
                                     [](const auto& part) { return !part.second.first_at.empty(); });
    if (!touched && !state.settings) {
      if (state.kept) state.transaction->commit();
      state.end();
      return state.number - 1;
    }
    record(session, state.number, state.origin);
    for (const auto& [id, part] : state.parts) {
      session.sql << fmt::format(
          "INSERT INTO touch (person, writing, first_at, last_at, undone_by) VALUES ({}, {}, {}, {}, 0)", id,
          state.number, session.placeholder(0), session.placeholder(1)),
          soci::use(part.first_at), soci::use(part.last_at);
      session.sql << fmt::format("UPDATE person SET entries = entries + {} WHERE id = {}", part.more, id);
    }
    state.transaction->commit();
    state.end();
    return state.number;
  });
}

}  // namespace skin2vec::store
