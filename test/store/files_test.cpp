// Files: backup, migration, permissions, and files that are no diary.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "servers.h"
#include "skin2vec/store/schema.h"

namespace skin2vec::store {
namespace files_test {

using testing::HasSubstr;
using testing::SizeIs;

class BackupTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, BackupTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

TEST_P(BackupTest, IsAWholeDiaryOfItsOwn) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  const diary::Entry entry = reading("ann", "2026-03-01", 2, "皮肤 'x'");
  put(store, {entry});
  put(store, {reading("ann", "2026-03-01", 3), reading("bob", "2026-03-02", 4)});
  auto writing = store.begin(origin("profile"));
  ASSERT_TRUE(writing->set("", "profile", "text"));
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    ASSERT_TRUE(writing->keep("ann", name, std::string(name) + std::string("\0\xff", 2)));
  }
  ASSERT_TRUE(writing->commit());
  const std::string path = place.folder() + "/it's a = backup.db";
  Store beside = place.open();
  auto open_writing = beside.begin(origin());  // a writer is at work: what it has not committed is not in the backup
  ASSERT_TRUE(open_writing->put(std::vector{reading("ann", "2026-03-09", 1)}));
  const auto count = store.backup(path);
  ASSERT_TRUE(count) << count.error().message;
  EXPECT_EQ(*count, 2);
  auto copy = Store::open(path, {});
  ASSERT_TRUE(copy) << copy.error().message;
  EXPECT_EQ(all_of(*copy), all_of(store));
  EXPECT_EQ(copy->history(entry)->size(), 2U);
  EXPECT_EQ(copy->setting("", "profile").value(), "text");
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    EXPECT_EQ(copy->kept("ann", name).value(), std::string(name) + std::string("\0\xff", 2));
  }
  EXPECT_EQ(copy->version().value(), 3);
  EXPECT_TRUE(copy->undo("ann", Instant{5}));
  EXPECT_EQ(store.backup(path).error().fault, Fault::conflict);
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_P(BackupTest, LeavesNothingWhereItCannotWrite) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  EXPECT_FALSE(store.backup(place.folder() + "/none/backup.db"));
}

TEST_P(BackupTest, AnOlderSchemaIsBroughtUpToDateOnce) {
  SKIN2VEC_PLACE(place);
  {
    Store store = place.open();
    put(store, {reading("ann", "2026-03-01", 2)});
  }
  std::vector<Step> two(steps().begin(), steps().end());
  two.push_back({"CREATE TABLE later (name $text NOT NULL PRIMARY KEY)$end", "INSERT INTO later (name) VALUES ('x')"});
  const auto session = Session::connect(place.url(), 100);
  ASSERT_TRUE(session);
  EXPECT_EQ(prepare(**session, two, false), static_cast<int>(two.size()));
  EXPECT_EQ(prepare(**session, two, false), static_cast<int>(two.size()));
  EXPECT_EQ((*session)->number("SELECT count(*) FROM later"), 1);
  EXPECT_EQ((*session)->number("SELECT count(*) FROM entry"), 1);
  const auto older = Store::open(place.url(), {});  // the program as it is now does not know that schema
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().fault, Fault::malformed);
  EXPECT_THAT(older.error().message, HasSubstr("newer skin2vec (schema 4"));
}

// A diary of schema 1, by the first step alone, opens, keeps entry, version and setting, and can keep bytes and be
// backed up.
TEST_P(BackupTest, ADiaryOfTheFirstSchemaIsKeptWhole) {
  SKIN2VEC_PLACE(place);
  if (place.sqlite()) {
    const std::ofstream file(place.url());
  }
  {
    const auto session = Session::connect(place.url(), 100);
    ASSERT_TRUE(session);
    ASSERT_EQ(prepare(**session, steps().first(1), true), 1);
    for (const char* row : {"INSERT INTO person (id, name, entries) VALUES (1, 'ann', 1)",
                            "INSERT INTO writing (number, what, source, at_ms) VALUES (1, 'import', 'a.csv', 7)",
                            "INSERT INTO writing (number, what, source, at_ms) VALUES (2, 'import', 'b.csv', 8)",
                            "INSERT INTO entry VALUES (1, 0, '2026-03-01', '', '', '', 'moisture:3', '', 2)",
                            "INSERT INTO version VALUES (1, 0, '2026-03-01', '', '', '', 'moisture:2', '', 1, 0)",
                            "INSERT INTO touch VALUES (1, 1, '2026-03-01', '2026-03-01', 0)",
                            "INSERT INTO touch VALUES (1, 2, '2026-03-01', '2026-03-01', 0)",
                            "INSERT INTO setting VALUES (0, 'profile', 'text')"}) {
      (*session)->sql << std::string(row);
    }
  }
  auto store = Store::open(place.url(), {});
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->schema_version(), 3);
  const auto key = reading("ann", "2026-03-01", 3);
  EXPECT_EQ(all_of(*store), std::vector{key});
  EXPECT_EQ(store->history(key)->size(), 2U);
  EXPECT_EQ(store->setting("", "profile").value(), "text");
  auto writing = store->begin(origin("train"));
  ASSERT_TRUE(writing->keep("ann", "model", "bytes"));
  ASSERT_TRUE(writing->commit());
  ASSERT_TRUE(store->backup(place.folder() + "/copy.db"));
  EXPECT_EQ(Store::open(place.folder() + "/copy.db", {})->kept("ann", "model").value(), "bytes");
}

TEST_P(BackupTest, AStepThatFailsChangesNothing) {
  SKIN2VEC_PLACE(place);
  { Store store = place.open(); }
  std::vector<Step> two(steps().begin(), steps().end());
  two.push_back({"CREATE TABLE later (name $text NOT NULL PRIMARY KEY)$end", "INSERT INTO nowhere (name) VALUES (1)"});
  {
    const auto session = Session::connect(place.url(), 100);
    EXPECT_FALSE(prepare(**session, two, false));
  }
  EXPECT_TRUE(Store::open(place.url(), {}));
}

std::string bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(DiaryFile, IsForItsOwnerAlone) {
  const Place place(Where::sqlite);
  Store store = place.open();
  put(store, {reading("ann", "2026-03-01", 2)});
  for (const auto& file : std::filesystem::directory_iterator(place.folder())) {
    struct stat status {};
    ASSERT_EQ(::stat(file.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << file.path();
  }
}

TEST(DiaryFile, OfSomethingElseIsRefusedAndLeftAsItIs) {
  const Place place(Where::sqlite);
  std::ofstream(place.url()) << "time,moisture\n2026-03-01,2\n";
  const std::string before = bytes(place.url());
  const auto text = Store::open(place.url(), {.create = true});
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().fault, Fault::malformed);
  EXPECT_EQ(bytes(place.url()), before);

  const std::string other = place.folder() + "/other.db";
  {
    soci::session session("sqlite3", other);
    session << "CREATE TABLE diary (thoughts TEXT)";
  }
  const std::string other_before = bytes(other);
  const auto foreign = Store::open(other, {.create = true});
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().fault, Fault::malformed);
  EXPECT_EQ(bytes(other), other_before);
  EXPECT_EQ(Store::open(place.folder(), {.create = true}).error().fault, Fault::malformed);
}

TEST(DiaryFile, ThatIsDamagedIsRefused) {
  const Place place(Where::sqlite);
  std::ofstream(place.url(), std::ios::binary) << std::string("SQLite format 3\0", 16) << std::string(5000, 'x');
  const auto store = Store::open(place.url(), {.create = true});
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().fault, Fault::malformed);
}

TEST(DiaryFile, ThatIsEmptyBecomesADiaryOnlyIfAskedTo) {
  const Place place(Where::sqlite);
  { const std::ofstream file(place.url()); }
  EXPECT_EQ(Store::open(place.url(), {}).error().fault, Fault::missing);
  EXPECT_TRUE(Store::open(place.url(), {.create = true}));
}

// What the sqlite3 program answers, in a process of its own.
std::string sqlite3_says(const std::string& path, const std::string& query) {
  std::string says;
  FILE* program = ::popen(fmt::format("sqlite3 '{}' '{}' 2>&1", path, query).c_str(), "r");
  if (!program) return "no program";
  for (int c = std::fgetc(program); c != EOF; c = std::fgetc(program)) says += static_cast<char>(c);
  ::pclose(program);
  return says;
}

// Two connections in one process, and another program that comes and goes: it must not take itself for the last one,
// remove the log, and leave both writing into a file without a name.
TEST(DiaryFile, OpenedTwiceHereKeepsItsLocksFromOthers) {
  const Place place(Where::sqlite);
  Store first = place.open();
  put(first, {reading("ann", "2026-03-01", 2)});
  Store second = place.open();
  EXPECT_EQ(sqlite3_says(place.url(), "SELECT sum(entries) FROM person"), "1\n");
  put(first, {reading("ann", "2026-03-02", 3)});
  EXPECT_EQ(sqlite3_says(place.url(), "SELECT sum(entries) FROM person"), "2\n");
  EXPECT_EQ(sqlite3_says(place.url(), "UPDATE person SET entries = entries; SELECT 7"), "7\n");
  put(second, {reading("ann", "2026-03-03", 4)});
  EXPECT_THAT(all_of(first), SizeIs(3));
  EXPECT_EQ(sqlite3_says(place.url(), "SELECT sum(entries) FROM person"), "3\n");
}

}  // namespace files_test
}  // namespace skin2vec::store
