// put, replace, remove, undo and history, on both databases, against an obvious model in memory.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <cmath>
#include <map>
#include <set>

#include "servers.h"

namespace skin2vec::store {
namespace writing_test {

using diary::Entry;
using diary::Key;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class WritingTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, WritingTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

TEST_P(WritingTest, TellsWhatBecameOfEachEntry) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  std::vector<Outcome> outcomes;
  put(store, {reading("ann", "2026-03-01", 2), reading("ann", "2026-03-02", 3)}, &outcomes);
  EXPECT_THAT(outcomes, Each(Outcome::added));
  Entry oil = reading("ann", "2026-03-02", 0);
  oil.values = {{"oil", 1.5, ""}};
  put(store, {reading("ann", "2026-03-01", 2), oil, reading("ann", "2026-03-03", 4)}, &outcomes);
  EXPECT_THAT(outcomes, ElementsAre(Outcome::unchanged, Outcome::changed, Outcome::added));
  Entry both = reading("ann", "2026-03-02", 3);
  diary::set_value(both, {"oil", 1.5, ""});
  EXPECT_THAT(all_of(store), ElementsAre(reading("ann", "2026-03-01", 2), both, reading("ann", "2026-03-03", 4)));
}

TEST_P(WritingTest, MergesDoubledKeysInTheirOrder) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  std::vector<Outcome> outcomes;
  const auto first = reading("ann", "2026-03-01", 2, "early");
  put(store, {first, reading("ann", "2026-03-02", 5), reading("ann", "2026-03-01", 4), reading("ann", "2026-03-01", 4)},
      &outcomes);
  EXPECT_THAT(outcomes, ElementsAre(Outcome::added, Outcome::added, Outcome::changed, Outcome::unchanged));
  EXPECT_EQ(all_of(store)[0], reading("ann", "2026-03-01", 4, "early"));
  EXPECT_THAT(store.history(first).value(), SizeIs(1));  // a writing leaves one version
}

TEST_P(WritingTest, ImportingTwiceChangesNothing) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  std::vector<Entry> entries;
  for (int day = 0; day < 1234; ++day) entries.push_back(reading("ann", to_text(Day{20'000 + day}), day % 6));
  const auto number = put(store, entries);
  std::vector<Outcome> outcomes;
  EXPECT_EQ(put(store, entries, &outcomes), number);
  EXPECT_THAT(outcomes, Each(Outcome::unchanged));
  EXPECT_EQ(store.version().value(), number);
  EXPECT_EQ(all_of(store), entries);
}

TEST_P(WritingTest, MixesNewChangedAndKnownRowsInOneCall) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  std::vector<Entry> entries;
  for (int day = 0; day < 1700; day += 3) entries.push_back(reading("ann", to_text(Day{20'000 + day}), 1));
  put(store, entries);
  entries.clear();
  for (int day = 0; day < 1700; ++day) entries.push_back(reading("ann", to_text(Day{20'000 + day}), day % 2));
  std::vector<Outcome> outcomes;
  put(store, entries, &outcomes);
  for (std::size_t day = 0; day < entries.size(); ++day) {
    const Outcome known = day % 2 == 1 ? Outcome::unchanged : Outcome::changed;
    ASSERT_EQ(outcomes[day], day % 3 == 0 ? known : Outcome::added) << day;
  }
  EXPECT_EQ(all_of(store), entries);
  EXPECT_EQ(store.people().value()[0].entries, 1700);
}

TEST_P(WritingTest, WithoutCommitNothingHappened) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  {
    auto writing = store.begin(origin());
    ASSERT_TRUE(writing->put(std::vector{reading("ann", "2026-03-01", 2)}));
    EXPECT_THAT(all_of(store), SizeIs(1));  // its own Store sees it
    EXPECT_EQ(store.begin(origin()).error().fault, Fault::conflict);
    EXPECT_EQ(store.undo({}, Instant{1}).error().fault, Fault::conflict);
    Store other = place.open();
    EXPECT_THAT(all_of(other), SizeIs(0));
  }
  EXPECT_THAT(all_of(store), SizeIs(0));
  EXPECT_THAT(store.people().value(), SizeIs(0));
}

TEST_P(WritingTest, AWritingThatHasEndedIsAConflict) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  auto writing = store.begin(origin());
  ASSERT_TRUE(writing->commit());
  EXPECT_EQ(writing->put({}).error().fault, Fault::conflict);
  EXPECT_EQ(writing->commit().error().fault, Fault::conflict);
}

TEST_P(WritingTest, ReplaceTakesAwayWhatIsNotThere) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  put(store, {reading("ann", "2026-03-01", 2, "note")});
  auto writing = store.begin(origin("edit"));
  Entry empty = reading("ann", "2026-03-01", 0);
  empty.values.clear();
  EXPECT_EQ(writing->replace(empty).value(), Outcome::changed);
  EXPECT_EQ(writing->replace(empty).value(), Outcome::unchanged);
  EXPECT_EQ(writing->replace(reading("ann", "2026-03-02", 1)).value(), Outcome::added);
  ASSERT_TRUE(writing->commit());
  EXPECT_THAT(all_of(store), ElementsAre(empty, reading("ann", "2026-03-02", 1)));
}

TEST_P(WritingTest, RemoveKeepsTheVersions) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  const Entry entry = reading("ann", "2026-03-01", 2);
  put(store, {entry});
  auto writing = store.begin(origin("edit"));
  ASSERT_TRUE(writing->remove(entry));
  EXPECT_EQ(writing->remove(entry).error().fault, Fault::missing);
  ASSERT_TRUE(writing->commit());
  EXPECT_THAT(all_of(store), SizeIs(0));
  const auto versions = store.history(entry).value();
  ASSERT_THAT(versions, SizeIs(2));
  EXPECT_EQ(versions[0].entry, entry);
  EXPECT_EQ(versions[1].entry, std::nullopt);
  EXPECT_EQ(versions[1].origin.what, "edit");
  EXPECT_EQ(versions[1].origin.at.ms, 1'772'000'000'123);
}

TEST_P(WritingTest, RefusesWhatCouldNotBeReadBack) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  auto writing = store.begin(origin());
  const auto refused = [&](Entry entry) {
    const auto result = writing->put(std::vector{reading("ann", "2026-03-05", 1), entry});
    return !result && result.error().fault == Fault::malformed;
  };
  EXPECT_TRUE(refused(reading("ann", "2026-03-01", 1, std::string("a\0b", 3))));
  EXPECT_TRUE(refused(reading("ann", "2026-03-01", 1, "\xff")));
  EXPECT_TRUE(refused(reading("", "2026-03-01", 1)));
  EXPECT_TRUE(refused(reading("ann", "2026-03-01", std::nan(""))));
  Entry entry = reading("ann", "2026-03-01", 1);
  entry.until = Day{20'000};
  EXPECT_TRUE(refused(entry));
  entry = reading("ann", "2026-03-01", 1);
  entry.values = {{"a;b", 1, ""}};
  EXPECT_TRUE(refused(entry));
  entry.values = {{"b", 1, ""}, {"a", 1, ""}};
  EXPECT_TRUE(refused(entry));
  entry = reading("ann", "2026-03-01", 1);
  entry.time.offset_min = 60;
  EXPECT_TRUE(refused(entry));
  ASSERT_TRUE(writing->put(std::vector{reading("ann", "2026-03-09", 2)}));  // the writing goes on
  ASSERT_TRUE(writing->commit());
  EXPECT_THAT(all_of(store), SizeIs(1));
}

TEST_P(WritingTest, ASecondWriterIsRefusedAfterItsTime) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Store other = place.open(50);
  auto writing = store.begin(origin());
  ASSERT_TRUE(writing);
  const auto second = other.begin(origin());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::unavailable);
  EXPECT_THAT(second.error().message, HasSubstr("another program is writing"));
  ASSERT_TRUE(writing->commit());
  EXPECT_TRUE(other.begin(origin()));
}

// The obvious diary: all versions of every entry in a map; a writing is a snapshot of what it touched.
struct Model {
  struct Change {
    Key key;
    std::optional<Entry> before;
    bool lasting = true;  // false: changed and changed back within the writing; it is there to be undone, to no effect
  };
  std::map<Key, Entry> now;
  std::vector<std::vector<Change>> writings;  // not undone ones, oldest first
  std::map<Key, std::vector<std::optional<Entry>>> history;

  void commit(const std::map<Key, Entry>& next, const std::set<Key>& touched) {
    std::vector<Change> changes;
    std::map<Key, bool> keys;
    for (const auto& [key, entry] : now) keys[key] = true;
    for (const auto& [key, entry] : next) keys[key] = true;
    for (const Key& key : touched) keys[key] = true;
    for (const auto& [key, yes] : keys) {
      const auto before = now.find(key);
      const auto after = next.find(key);
      const auto old = before == now.end() ? std::nullopt : std::optional(before->second);
      const auto fresh = after == next.end() ? std::nullopt : std::optional(after->second);
      if (old == fresh && !touched.contains(key)) continue;
      changes.push_back({key, old, old != fresh});
      if (old != fresh) history[key].push_back(fresh);
    }
    if (!changes.empty()) writings.push_back(changes);
    now = next;
  }

  // Undoes the newest writing that touched the person (none: all of the newest one). False if there is none.
  bool undo(const std::optional<std::string>& person) {
    for (std::size_t i = writings.size(); i-- > 0;) {
      std::vector<Change> rest;
      bool any = false;
      for (const Change& change : writings[i]) {
        if (person && change.key.person != *person) {
          rest.push_back(change);
          continue;
        }
        any = true;
        if (!change.lasting) continue;
        if (change.before) {
          now[change.key] = *change.before;
        } else {
          now.erase(change.key);
        }
        history[change.key].push_back(change.before);
      }
      writings[i] = rest;
      if (rest.empty()) writings.erase(writings.begin() + static_cast<std::ptrdiff_t>(i));
      if (any) return true;
    }
    return false;
  }
};

Entry any_entry() {
  const std::string person = *rc::gen::element<std::string>("ann", "bob");
  Entry entry = reading(person, fmt::format("2026-03-0{}", *rc::gen::inRange(1, 5)), *rc::gen::inRange(0, 3));
  entry.values[0].name = *rc::gen::element<std::string>("oil", "moisture");
  entry.note = *rc::gen::element<std::string>("", "dry", "红");
  return entry;
}

TEST_P(WritingTest, AgreesWithAMapThatKeepsEverything) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  int round = 0;
  EXPECT_TRUE(rc::check([&] {
    if (round++ > 0) RC_ASSERT(store.erase({}, Instant{1}).has_value());
    Model model;
    for (int step = *rc::gen::inRange(1, 14); step > 0; --step) {
      if (*rc::gen::inRange(0, 4) == 0) {
        const auto person = *rc::gen::element<std::optional<std::string>>(std::nullopt, "ann", "bob");
        const auto undone = store.undo(person, Instant{2});
        RC_ASSERT(undone.has_value() == model.undo(person));
      } else {
        auto next = model.now;
        std::set<Key> touched;
        auto writing = store.begin(origin());
        RC_ASSERT(writing.has_value());
        for (int call = *rc::gen::inRange(1, 4); call > 0; --call) {
          const int verb = *rc::gen::inRange(0, 4);
          if (verb < 2) {
            const auto before_call = next;
            std::vector<Entry> entries;
            for (int i = *rc::gen::inRange(0, 8); i > 0; --i) entries.push_back(any_entry());
            const auto outcomes = writing->put(entries);
            RC_ASSERT(outcomes.has_value());
            for (std::size_t i = 0; i < entries.size(); ++i) {
              const auto found = next.find(entries[i]);
              const Entry merged = found == next.end() ? entries[i] : diary::merge(found->second, entries[i]);
              const Outcome expected = found == next.end()       ? Outcome::added
                                       : merged == found->second ? Outcome::unchanged
                                                                 : Outcome::changed;
              RC_ASSERT((*outcomes)[i] == expected);
              next[merged] = merged;
            }
            // What one call changes and changes back, it does not touch.
            for (const auto& [key, entry] : next) {
              const auto earlier = before_call.find(key);
              if (earlier == before_call.end() || !(earlier->second == entry)) touched.insert(key);
            }
          } else if (verb == 2) {
            const Entry entry = any_entry();
            RC_ASSERT(writing->replace(entry).has_value());
            const auto earlier = next.find(entry);
            if (earlier == next.end() || !(earlier->second == entry)) touched.insert(entry);
            next[entry] = entry;
          } else {
            const Entry entry = any_entry();
            const bool there = next.erase(entry) > 0;
            RC_ASSERT(writing->remove(entry).has_value() == there);
            if (there) touched.insert(entry);
          }
        }
        if (*rc::gen::inRange(0, 5) == 0) continue;  // not committed
        RC_ASSERT(writing->commit().has_value());
        model.commit(next, touched);
      }
      std::vector<Entry> expected;
      for (const auto& [key, entry] : model.now) expected.push_back(entry);
      RC_ASSERT(all_of(store) == expected);
      long long counted = 0;
      const auto people = store.people().value();
      for (const PersonSpan& person : people) counted += person.entries;
      RC_ASSERT(counted == static_cast<long long>(expected.size()));
    }
    for (const auto& [key, states] : model.history) {
      const auto versions = store.history(key).value();
      RC_ASSERT(!versions.empty());
      RC_ASSERT(versions.back().entry == states.back());
    }
  }));
}

}  // namespace writing_test
}  // namespace skin2vec::store
