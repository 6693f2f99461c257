// Files: backup, migration, permissions, and files that are no diary.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "servers.h"
#include "skin2vec/store/schema.h"

namespace skin2vec::store {
namespace {

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
  EXPECT_THAT(older.error().message, HasSubstr("newer skin2vec (schema 3"));
}

TEST_P(BackupTest, ADiaryOfTheFirstSchemaKeepsItsEntries) {
  SKIN2VEC_PLACE(place);
  const std::vector<Step> first(steps().begin(), steps().begin() + 1);
  if (place.sqlite()) std::ofstream(place.url()).close();
  const auto session = Session::connect(place.url(), 100);
  ASSERT_TRUE(session);
  ASSERT_EQ(prepare(**session, first, true), 1);
  (*session)->sql << "INSERT INTO person (id, name, entries) VALUES (1, 'ann', 1)";
  (*session)->sql << "INSERT INTO writing (number, what, source, at_ms) VALUES (1, 'log', '', 5)";
  (*session)->sql << "INSERT INTO entry (person, kind, at, place, name, detail, payload, note, writing) "
                     "VALUES (1, 0, '2026-03-01', '', '', '', 'moisture:2.5', '', 1)";
  auto store = Store::open(place.url(), {});
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->schema_version(), static_cast<int>(steps().size()));
  const auto entries = store->read({});
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1U);
  EXPECT_EQ(diary::value(entries->front(), "moisture"), 2.5);
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

}  // namespace
}  // namespace skin2vec::store
