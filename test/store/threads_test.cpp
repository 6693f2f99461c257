// One writer and many readers at a time, each with a Store of its own.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "servers.h"

namespace skin2vec::store {
namespace threads_test {

class ThreadsTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, ThreadsTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

// Every writing puts three entries: a reader that saw half of one would count a number that 3 does not divide.
TEST_P(ThreadsTest, ReadersSeeWholeWritingsWhileOneWrites) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  std::atomic<bool> done = false;
  std::atomic<int> torn = 0, failed = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      Store own = place.open();
      while (!done) {
        const auto entries = own.read({});
        if (!entries) ++failed;
        if (entries && entries->size() % 3 != 0) ++torn;
      }
    });
  }
  for (int i = 0; i < 60; ++i) {
    const std::string day = to_text(Day{20'000 + i});
    put(store, {reading("ann", day + "T07:00", 1), reading("ann", day + "T12:00", 2), reading("bob", day, 3)});
  }
  const auto copied = store.backup(place.folder() + "/backup.db");
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(copied.value(), 180);
}

TEST_P(ThreadsTest, WritersTakeTurnsAndNewPeopleDoNotCollide) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  std::atomic<int> failed = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 3; ++i) {
    writers.emplace_back([&, i] {
      Store own = place.open(30'000);
      for (int k = 0; k < 20; ++k) {
        auto writing = own.begin(origin());
        const std::string person = fmt::format("p{}-{}", i, k);
        const bool kept = writing &&
                          writing->put(std::vector{reading(person, "2026-03-01", k),
                                                   reading("shared", to_text(Day{20'000 + k}), i)}) &&
                          writing->commit();
        if (!kept) ++failed;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(store.people()->size(), 61U);
  EXPECT_EQ(all_of(store, "shared").size(), 20U);
  EXPECT_EQ(store.version().value(), 60);
}

}  // namespace threads_test
}  // namespace skin2vec::store
