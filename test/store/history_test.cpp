// Undo and history, on both databases.

#include <gmock/gmock.h>

#include "servers.h"

namespace skin2vec::store {
namespace history_test {

using diary::Entry;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class HistoryTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, HistoryTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

TEST_P(HistoryTest, UndoWalksBackWritingByWriting) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  const Entry two = reading("ann", "2026-03-01", 2), three = reading("ann", "2026-03-01", 3);
  put(store, {two});
  put(store, {three, reading("ann", "2026-03-02", 4)});
  EXPECT_EQ(store.next_undo({}).value().entries, 2);
  EXPECT_EQ(store.version().value(), 2);
  const auto undone = store.undo({}, Instant{77}).value();
  EXPECT_EQ(undone.writing, 2);
  EXPECT_EQ(undone.entries, 2);
  EXPECT_EQ(undone.origin.source, "a.csv");
  EXPECT_THAT(all_of(store), ElementsAre(two));
  EXPECT_EQ(store.version().value(), 3);
  const auto versions = store.history(two).value();
  ASSERT_THAT(versions, SizeIs(3));
  EXPECT_EQ(versions[1].entry, three);
  EXPECT_EQ(versions[2].entry, two);
  EXPECT_EQ(versions[2].origin.what, "undo");
  EXPECT_EQ(versions[2].origin.at, Instant{77});
  EXPECT_EQ(store.undo({}, Instant{78}).value().writing, 1);
  EXPECT_THAT(all_of(store), IsEmpty());
  EXPECT_EQ(store.undo({}, Instant{79}).error().fault, Fault::missing);
  EXPECT_EQ(store.next_undo({}).error().fault, Fault::missing);
}

TEST_P(HistoryTest, UndoBringsBackWhatWasRemoved) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  const Entry entry = reading("ann", "2026-03-01", 2, "kept");
  put(store, {entry});
  auto writing = store.begin(origin("edit"));
  ASSERT_TRUE(writing->remove(entry));
  ASSERT_TRUE(writing->commit());
  EXPECT_EQ(store.undo("ann", Instant{5}).value().entries, 1);
  EXPECT_THAT(all_of(store), ElementsAre(entry));
  EXPECT_EQ(store.people().value()[0].entries, 1);
}

TEST_P(HistoryTest, OnePersonsUndoLeavesTheOthersAsTheyAre) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  put(store, {reading("ann", "2026-03-01", 1)});
  put(store, {reading("ann", "2026-03-02", 2), reading("bob", "2026-03-02", 3)});
  put(store, {reading("bob", "2026-03-03", 4)});
  EXPECT_EQ(store.undo("ann", Instant{5}).value().writing, 2);
  EXPECT_THAT(all_of(store, "ann"), SizeIs(1));
  EXPECT_THAT(all_of(store, "bob"), SizeIs(2));
  EXPECT_EQ(store.undo({}, Instant{6}).value().writing, 3);
  EXPECT_EQ(store.undo({}, Instant{7}).value().entries, 1);  // bob's half of writing 2
  EXPECT_THAT(all_of(store), ElementsAre(reading("ann", "2026-03-01", 1)));
  EXPECT_EQ(store.undo("nobody", Instant{8}).error().fault, Fault::missing);
}

TEST_P(HistoryTest, AWritingAfterAnUndoStandsOnWhatCameBack) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  put(store, {reading("ann", "2026-03-01", 1)});
  put(store, {reading("ann", "2026-03-01", 2)});
  ASSERT_TRUE(store.undo({}, Instant{5}));
  put(store, {reading("ann", "2026-03-01", 3)});
  ASSERT_TRUE(store.undo({}, Instant{6}));
  EXPECT_THAT(all_of(store), ElementsAre(reading("ann", "2026-03-01", 1)));
  std::vector<double> scores;
  const auto versions = store.history(reading("ann", "2026-03-01", 0)).value();
  for (const Version& version : versions) scores.push_back(diary::value(*version.entry, "moisture").value());
  EXPECT_THAT(scores, ElementsAre(1, 2, 1, 3, 1));
}

}  // namespace history_test
}  // namespace skin2vec::store
