// Erasing, down to the bytes of the files.

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "servers.h"
#include "skin2vec/base/base64.h"

namespace skin2vec::store {
namespace erase_test {

using diary::Entry;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class EraseTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, EraseTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

constexpr const char* marker = "ZebrafinchQ7";

bool files_hold(const Place& place, const std::string& text) {
  for (const auto& file : std::filesystem::directory_iterator(place.folder())) {
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (bytes.find(text) != std::string::npos) return true;
  }
  return false;
}

// A person whose name, notes, tags and file carry the marker, also in versions and settings; and one who stays.
void fill(Store& store) {
  const std::string who = std::string(marker) + " name";
  std::vector<Entry> entries{reading("bob", "2026-03-01", 3, "stays")};
  for (int day = 0; day < 400; ++day) {
    entries.push_back(reading(who, to_text(Day{20'000 + day}), 1, std::string(marker) + " old note"));
  }
  entries[1].kind = diary::Kind::event;
  entries[1].name = std::string(marker) + " tag";
  auto writing = store.begin(origin("import", std::string(marker) + ".csv"));
  ASSERT_TRUE(writing->put(entries));
  ASSERT_TRUE(writing->set(who, "snooze", std::string(marker) + " setting"));
  ASSERT_TRUE(writing->keep(who, "model", std::string(marker) + " model"));
  ASSERT_TRUE(writing->keep("", "model", std::string(marker) + " learned from all"));
  ASSERT_TRUE(writing->keep("bob", "model", "stays"));
  ASSERT_TRUE(writing->commit());
  for (Entry& entry : entries) entry.note = "changed";
  entries.erase(entries.begin());
  put(store, entries);
}

TEST_P(EraseTest, APersonIsGoneAndTheOthersStay) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  fill(store);
  const std::string who = std::string(marker) + " name";
  const auto before = store.version().value();
  const auto receipt = store.erase(who, Instant{99}).value();
  EXPECT_EQ(receipt.person, who);
  EXPECT_EQ(receipt.at, Instant{99});
  const std::map<std::string, std::int64_t> expected{
      {"reading", 399}, {"event", 1}, {"version", 400}, {"setting", 1}, {"kept", 2}};
  EXPECT_EQ(receipt.erased, expected);
  EXPECT_EQ(receipt.remains.empty(), place.sqlite());
  EXPECT_THAT(all_of(store), SizeIs(1));
  EXPECT_THAT(store.people().value(), SizeIs(1));
  EXPECT_EQ(store.setting(who, "snooze").value(), std::nullopt);
  EXPECT_EQ(store.kept(who, "model").value(), std::nullopt);
  EXPECT_EQ(store.kept("", "model").value(), std::nullopt);
  EXPECT_EQ(store.kept("bob", "model").value(), "stays");
  EXPECT_GT(store.version().value(), before);
  EXPECT_EQ(store.erase(who, Instant{100}).error().fault, Fault::missing);
  put(store, {reading("bob", "2026-03-01", 4)});  // what stays can be written, undone and told
  EXPECT_TRUE(store.undo("bob", Instant{101}));
  EXPECT_THAT(store.history(reading("bob", "2026-03-01", 0)).value(), SizeIs(3));
}

TEST_P(EraseTest, TheWholeDiaryIsGoneButNumbersGoOn) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  fill(store);
  const auto before = store.version().value();
  const auto receipt = store.erase({}, Instant{99}).value();
  EXPECT_EQ(receipt.erased.at("reading"), 400);
  EXPECT_EQ(receipt.erased.at("kept"), 3);
  EXPECT_EQ(store.kept("bob", "model").value(), std::nullopt);
  EXPECT_THAT(all_of(store), IsEmpty());
  EXPECT_THAT(store.people().value(), IsEmpty());
  EXPECT_GT(store.version().value(), before);
  EXPECT_EQ(store.undo({}, Instant{5}).error().fault, Fault::missing);
}

TEST(Erase, LeavesNoByteInTheFiles) {
  const Place place(Where::sqlite);
  Store store = place.open();
  fill(store);
  // Base64 of three bytes at a time: the marker begins at a multiple of three, its first nine bytes are twelve letters.
  const std::string kept_marker = to_base64(std::string(marker).substr(0, 9));
  ASSERT_TRUE(files_hold(place, marker));
  ASSERT_TRUE(files_hold(place, kept_marker));
  ASSERT_EQ(store.erase(std::string(marker) + " name", Instant{99}).value().remains, "");
  EXPECT_FALSE(files_hold(place, marker));
  EXPECT_FALSE(files_hold(place, kept_marker));
  EXPECT_TRUE(files_hold(place, "stays"));
}

TEST(Erase, SaysSoWhereAReaderHoldsTheLog) {
  const Place place(Where::sqlite);
  Store store = place.open(50);
  Store reader = place.open();
  fill(store);
  bool asked = false;
  ASSERT_TRUE(reader.each({}, [&](const Entry&) {
    asked = true;
    const auto receipt = store.erase(std::string(marker) + " name", Instant{99});
    EXPECT_TRUE(receipt);
    EXPECT_THAT(receipt->remains, HasSubstr("another program is using the diary"));
    return false;
  }));
  EXPECT_TRUE(asked);
}

}  // namespace erase_test
}  // namespace skin2vec::store
