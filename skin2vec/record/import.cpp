#include "skin2vec/record/import.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace skin2vec::record {

namespace {

std::uint64_t hash_of(const diary::Key& key) {
  std::uint64_t hash = static_cast<std::uint64_t>(key.kind);
  const auto mix = [&](std::uint64_t part) { hash = (hash ^ part) * 0x9e3779b97f4a7c15ULL + (hash >> 29); };
  mix(static_cast<std::uint32_t>(key.time.day.number));
  mix(static_cast<std::uint64_t>(key.time.ms_of_day.value_or(-1)));
  mix(static_cast<std::uint64_t>(key.time.offset_min.value_or(9999)));
  for (const std::string* text : {&key.person, &key.place, &key.name, &key.detail})
    mix(std::hash<std::string>{}(*text));
  return hash;
}

// An entry that several rows of the file give.
struct Held {
  diary::Entry entry;
  std::vector<std::size_t> rows;
};

// One reading of the file into a writing.
class Pass {
 public:
  Pass(store::Writing& writing, const std::unordered_set<std::uint64_t>& repeated, const RowsTold& told)
      : writing_(writing), repeated_(repeated), told_(told) {}

  Result<void> take(std::span<const diary::Entry> entries, std::span<const std::int64_t> lines);
  // Puts what was held back. Call it once, at the end.
  Result<void> finish();

  std::vector<std::uint64_t> hashes;  // of all entries
  std::vector<char> changed;          // by row
  std::int64_t repeated_rows = 0;

 private:
  Result<void> put(std::span<const diary::Entry> entries, std::span<const std::size_t> rows);

  store::Writing& writing_;
  const std::unordered_set<std::uint64_t>& repeated_;
  const RowsTold& told_;
  std::map<diary::Key, Held> held_;
};

Result<void> Pass::put(std::span<const diary::Entry> entries, std::span<const std::size_t> rows) {
  const auto outcomes = writing_.put(entries);
  if (!outcomes) return tl::unexpected(outcomes.error());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if ((*outcomes)[i] != store::Outcome::unchanged) changed[rows[i]] = 1;
  }
  return {};
}

Result<void> Pass::take(std::span<const diary::Entry> entries, std::span<const std::int64_t> lines) {
  std::vector<std::size_t> rows(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i == 0 || lines[i] != lines[i - 1]) changed.push_back(0);
    rows[i] = changed.size() - 1;
    hashes.push_back(hash_of(entries[i]));
  }
  if (told_) told_(static_cast<std::int64_t>(changed.size()));
  if (repeated_.empty()) return put(entries, rows);
  std::vector<diary::Entry> single;
  std::vector<std::size_t> single_rows;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!repeated_.contains(hashes[hashes.size() - entries.size() + i])) {
      single.push_back(entries[i]);
      single_rows.push_back(rows[i]);
      continue;
    }
    const auto [held, first] = held_.try_emplace(entries[i], Held{entries[i], {}});
    if (!first) {
      held->second.entry = diary::merge(held->second.entry, entries[i]);
      ++repeated_rows;
    }
    held->second.rows.push_back(rows[i]);
  }
  return put(single, single_rows);
}

Result<void> Pass::finish() {
  for (const auto& [key, held] : held_) {
    const auto outcomes = writing_.put(std::span(&held.entry, 1));
    if (!outcomes) return tl::unexpected(outcomes.error());
    if (outcomes->front() == store::Outcome::unchanged) continue;
    for (const std::size_t row : held.rows) changed[row] = 1;
  }
  return {};
}

std::unordered_set<std::uint64_t> twice(std::vector<std::uint64_t> hashes) {
  std::sort(hashes.begin(), hashes.end());
  std::unordered_set<std::uint64_t> found;
  for (std::size_t i = 1; i < hashes.size(); ++i) {
    if (hashes[i] == hashes[i - 1]) found.insert(hashes[i]);
  }
  return found;
}

}  // namespace

ImportOutcome import_diary(const DiaryReader& read, store::Store& store, const store::Origin& origin,
                           const std::optional<std::string>& profile_text, const RowsTold& told) {
  ImportOutcome outcome{origin.source, {}, 0, 0, 0, std::nullopt};
  const auto failed = [&](const Error& error) {
    outcome.error = error;
    return outcome;
  };
  std::unordered_set<std::uint64_t> repeated;
  for (const bool again : {false, true}) {
    auto writing = store.begin(origin);
    if (!writing) return failed(writing.error());
    Pass pass(*writing, repeated, told);
    auto report = read([&](auto entries, auto lines) { return pass.take(entries, lines); });
    if (!report) return failed(report.error());
    if (!again) repeated = twice(std::move(pass.hashes));
    if (!again && !repeated.empty()) continue;
    if (const auto finished = pass.finish(); !finished) return failed(finished.error());
    outcome.report = std::move(*report);
    outcome.repeated = pass.repeated_rows;
    const auto kept = std::count(pass.changed.begin(), pass.changed.end(), 1);
    const auto unchanged = static_cast<std::int64_t>(pass.changed.size()) - kept + outcome.report.blank;
    if (profile_text && kept + unchanged > 0) {
      if (const auto set = writing->set("", "profile", *profile_text); !set) return failed(set.error());
    }
    if (const auto committed = writing->commit(); !committed) return failed(committed.error());
    outcome.kept = kept;
    outcome.unchanged = unchanged;
    return outcome;
  }
  return outcome;
}

ask::Answer file_answer(const ImportOutcome& outcome) {
  ask::Answer errors = ask::Answer::array();
  if (outcome.error) {
    errors.push_back({{"line", 0}, {"column", ""}, {"value", ""}, {"expected", outcome.error->message}});
  }
  for (const auto& error : outcome.report.errors) {
    errors.push_back(
        {{"line", error.line}, {"column", error.column}, {"value", error.value}, {"expected", error.expected}});
  }
  ask::Answer answer;
  answer["file"] = outcome.file;
  answer["rows"] = outcome.report.rows;
  answer["kept"] = outcome.kept;
  answer["unchanged"] = outcome.unchanged;
  answer["bad"] = outcome.report.bad_rows;
  answer["repeated"] = outcome.repeated;
  answer["own_tags"] = outcome.report.own_tags;
  answer["notices"] = outcome.report.notices;
  answer["errors"] = std::move(errors);
  return answer;
}

}  // namespace skin2vec::record
