// What commit() acknowledged is there after kill -9; what it did not is there whole, or not at all.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <soci/soci.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "servers.h"
#include "skin2vec/base/random.h"

namespace skin2vec::store {
namespace kill_test {

class KillTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, KillTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

constexpr int entries_per_import = 7;
constexpr int imports = 1000;

// Import i of a round is one person of that name with seven days. Its number goes to the pipe after commit().
void write_until_killed(const std::string& url, int round, int pipe) {
  auto store = Store::open(url, {.create = true});
  for (int i = 0; store && i < imports; ++i) {
    auto writing = store->begin(origin());
    std::vector<diary::Entry> entries;
    for (int day = 0; day < entries_per_import; ++day) {
      entries.push_back(reading(fmt::format("r{}-{}", round, i), to_text(Day{20'000 + day}), 1));
    }
    if (!writing || !writing->put(entries) || !writing->commit()) ::_exit(3);
    if (::write(pipe, &i, sizeof i) != sizeof i) ::_exit(4);
  }
  ::_exit(0);
}

struct Killed {
  std::vector<int> acknowledged;
};

// Forks a writer, lets it run until it has acknowledged something, and calls `kill` at a random moment after that.
template <typename Kill>
Killed kill_a_writer(const Place& place, int round, Kill kill) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(place.url(), round, ends[1]);
  }
  ::close(ends[1]);
  Killed killed;
  int number = 0;
  if (::read(ends[0], &number, sizeof number) == sizeof number) killed.acknowledged.push_back(number);
  std::this_thread::sleep_for(
      std::chrono::microseconds(Random(91).fork(static_cast<unsigned>(round)).integer(0, 150'000)));
  kill(child);
  while (::read(ends[0], &number, sizeof number) == sizeof number) killed.acknowledged.push_back(number);
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  EXPECT_FALSE(killed.acknowledged.empty());
  return killed;
}

void expect_whole(const Place& place, int round, const Killed& killed) {
  Store store = place.open();
  // A server may still be ending the last transaction of a client that is gone: who holds the lock has waited for it.
  const auto lock = store.begin(origin("look"));
  ASSERT_TRUE(lock);
  std::map<std::string, std::int64_t> counted;
  const auto entries = all_of(store);
  for (const diary::Entry& entry : entries) ++counted[entry.person];
  for (const auto& [person, count] : counted) EXPECT_EQ(count, entries_per_import) << person;
  for (const int number : killed.acknowledged) {
    EXPECT_EQ(counted.count(fmt::format("r{}-{}", round, number)), 1U) << number;
  }
  const auto people = store.people().value();
  EXPECT_EQ(people.size(), counted.size());
}

TEST_P(KillTest, AcknowledgedImportsSurviveTheDeathOfTheWriter) {
  SKIN2VEC_PLACE(place);
  { Store store = place.open(); }
  for (int round = 0; round < 6; ++round) {
    const Killed killed = kill_a_writer(place, round, [](pid_t child) { ::kill(child, SIGKILL); });
    expect_whole(place, round, killed);
    if (place.sqlite()) {
      soci::session session("sqlite3", place.url());
      std::string answer;
      session << "PRAGMA integrity_check", soci::into(answer);
      EXPECT_EQ(answer, "ok");
    }
  }
}

TEST(Kill, AcknowledgedImportsSurviveTheDeathOfTheServer) {
  const Place place(Where::postgresql);
  if (!place.there()) GTEST_SKIP() << "PostgreSQL 15 is not installed (/usr/lib/postgresql/15/bin)";
  Store kept = place.open();
  for (int round = 0; round < 2; ++round) {
    const Killed killed = kill_a_writer(place, round, [](pid_t) { restart_server_after_kill(); });
    expect_whole(place, round, killed);
    // A Store that was open finds the new server: its first call may fail, the next one works.
    const bool first = kept.version().has_value();
    EXPECT_TRUE(first || kept.version().has_value());
  }
}

}  // namespace kill_test
}  // namespace skin2vec::store
