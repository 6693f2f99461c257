// Opening, reading, people, spans, settings: on both databases.

#include "skin2vec/store/store.h"

#include <gmock/gmock.h>

#include "servers.h"

namespace skin2vec::store {
namespace store_test {

using diary::Entry;
using diary::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class StoreTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, StoreTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

Query days(const std::string& person, const std::string& from, const std::string& to) {
  return {.person = person, .kinds = {}, .from = *parse_day(from), .to = *parse_day(to)};
}

TEST_P(StoreTest, GivesBackWhatWasPut) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Entry routine;
  routine.person = "ann";
  routine.kind = Kind::routine;
  routine.time = *parse_time("2026-03-01");
  routine.place = "evening";
  routine.name = "night";
  routine.detail = "cream: rich; \"50%\" 'x' \\";
  routine.until = *parse_day("2026-05-02");
  Entry weather;
  weather.kind = Kind::surroundings;
  weather.time = *parse_time("2026-03-01T13:00:15.250-05:30");
  weather.place = "open-meteo";
  weather.values = {{"pm25", 1.0 / 3, "sds011"}, {"temperature", -3.5, ""}};
  const Entry morning = reading("ann", "2026-03-01T07:30+02:00", 2.5, "line one\nline two\ttab; 皮肤 🌧 'quoted'");
  put(store, {routine, weather, morning});
  EXPECT_THAT(all_of(store), ElementsAre(weather, morning, routine));
}

TEST_P(StoreTest, ReadsByPersonKindAndDayBothEndsIncluded) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Entry late = reading("ann", "2026-01-31T23:59:59.999Z", 4);
  Entry event = reading("ann", "2026-01-31", 1.5);
  event.kind = Kind::event;
  event.name = "late_night";
  Entry weather = reading("", "2026-01-30", 7);
  weather.kind = Kind::surroundings;
  put(store, {reading("ann", "2026-01-29", 1), late, reading("ann", "2026-02-01T00:00", 5), event, weather,
              reading("bob", "2026-01-31", 3)});
  EXPECT_THAT(store.read(days("ann", "2026-01-30", "2026-01-31")).value(), ElementsAre(weather, late, event));
  Query events = days("ann", "2026-01-01", "9999-12-31");
  events.kinds = {Kind::event};
  EXPECT_THAT(store.read(events).value(), ElementsAre(event));
  EXPECT_THAT(all_of(store), SizeIs(6));
  EXPECT_THAT(all_of(store, "bob"), ElementsAre(weather, reading("bob", "2026-01-31", 3)));
  EXPECT_THAT(all_of(store, "nobody"), ElementsAre(weather));
}

TEST_P(StoreTest, SortsByKeyWhereTextAndTimeDisagree) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  // As texts: "…T07:30+02:00" < "…T07:30-05:00" < "…T07:30:15" < "…T07:30Z".
  std::vector<Entry> entries{reading("ann", "2026-03-01T07:30-05:00", 1), reading("ann", "2026-03-01T07:30Z", 2),
                             reading("ann", "2026-03-01T07:30+02:00", 3), reading("ann", "2026-03-01T07:30:15", 4)};
  put(store, {entries[3], entries[1], entries[0], entries[2]});
  EXPECT_EQ(all_of(store), entries);
}

TEST_P(StoreTest, EachStopsWhereTheVisitorSaysSo) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  std::vector<Entry> entries;
  for (int day = 0; day < 2345; ++day) {
    entries.push_back(reading("ann", to_text(Day{20'000 + day}), day % 5));
  }
  put(store, entries);
  int seen = 0;
  ASSERT_TRUE(store.each({}, [&](const Entry& entry) { return entry == entries[static_cast<std::size_t>(seen++)]; }));
  EXPECT_EQ(seen, 2345);
  seen = 0;
  ASSERT_TRUE(store.each({}, [&](const Entry&) { return ++seen < 1500; }));
  EXPECT_EQ(seen, 1500);
  EXPECT_EQ(all_of(store), entries);
}

TEST_P(StoreTest, PeopleAreToldWithTheirSpans) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Entry weather = reading("", "2020-01-01", 7);
  weather.kind = Kind::surroundings;
  Entry event = reading("zoë", "2026-05-09", 1);
  event.kind = Kind::event;
  put(store, {reading("zoë", "2026-03-01T07:00", 2), event, reading("ann", "2026-02-01", 3), weather});
  const auto people = store.people().value();
  ASSERT_THAT(people, SizeIs(2));
  EXPECT_EQ(people[0].person, "ann");
  EXPECT_EQ(people[0].entries, 1);
  EXPECT_EQ(people[1].person, "zoë");
  EXPECT_EQ(people[1].entries, 2);
  EXPECT_EQ(people[1].first, parse_day("2026-03-01"));
  EXPECT_EQ(people[1].last, parse_day("2026-05-09"));
  EXPECT_EQ(store.span("zoë", Kind::event).value(), std::pair(*parse_day("2026-05-09"), *parse_day("2026-05-09")));
  EXPECT_EQ(store.span("zoë", Kind::product).value(), std::nullopt);
  EXPECT_EQ(store.span("nobody", Kind::event).value(), std::nullopt);
  EXPECT_EQ(store.span("", Kind::surroundings).value()->first, parse_day("2020-01-01"));
}

TEST_P(StoreTest, SettingsAreKeptByPerson) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  auto writing = store.begin(origin("profile"));
  ASSERT_TRUE(writing->set("", "profile", "name = \"skin\""));
  ASSERT_TRUE(writing->set("ann", "snooze", "2026-03-09"));
  ASSERT_TRUE(writing->set("ann", "snooze", ""));
  EXPECT_EQ(writing->commit().value(), 1);
  EXPECT_EQ(store.setting("", "profile").value(), "name = \"skin\"");
  EXPECT_EQ(store.setting("ann", "snooze").value(), "");
  EXPECT_EQ(store.setting("bob", "snooze").value(), std::nullopt);
  EXPECT_EQ(store.version().value(), 1);
  EXPECT_THAT(store.people().value(), IsEmpty());
}

std::string all_bytes(std::size_t count) {  // every byte value, NUL among them
  std::string bytes(count, '\0');
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<char>(i * 31 + i / 251);
  return bytes;
}

TEST_P(StoreTest, KeepsAnyBytesByPersonAndName) {
  SKIN2VEC_PLACE(place);
  const std::string large = all_bytes(3'000'001);
  {
    Store store = place.open();
    put(store, {reading("ann", "2026-03-01", 2)});
    auto writing = store.begin(origin("train"));
    ASSERT_TRUE(writing->keep("ann", "model", "first"));
    ASSERT_TRUE(writing->keep("ann", "model", large));
    ASSERT_TRUE(writing->keep("ann", "training", std::string(1, '\0')));
    ASSERT_TRUE(writing->keep("", "model", "of everyone"));
    EXPECT_EQ(store.kept("ann", "model").value(), large);  // its own Store sees what it has put
    EXPECT_EQ(writing->keep("ann", std::string("a\0b", 3), "x").error().fault, Fault::malformed);
    EXPECT_EQ(writing->keep("\xff", "model", "x").error().fault, Fault::malformed);
    ASSERT_TRUE(writing->commit());
  }
  Store store = place.open();
  EXPECT_EQ(store.kept("ann", "model").value(), large);
  EXPECT_EQ(store.kept("ann", "training").value(), std::string(1, '\0'));
  EXPECT_EQ(store.kept("", "model").value(), "of everyone");
  EXPECT_EQ(store.kept("bob", "model").value(), std::nullopt);
  auto writing = store.begin(origin("train"));
  ASSERT_TRUE(writing->keep("ann", "model", ""));
  ASSERT_TRUE(writing->keep("nobody", "model", ""));
  ASSERT_TRUE(writing->commit());
  EXPECT_EQ(store.kept("ann", "model").value(), std::nullopt);
  EXPECT_EQ(store.kept("ann", "training").value(), std::string(1, '\0'));
}

TEST_P(StoreTest, KeepingIsNoChangeOfTheDiary) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  put(store, {reading("ann", "2026-03-01", 2)});
  const auto before = store.version().value();
  auto writing = store.begin(origin("train"));
  ASSERT_TRUE(writing->keep("ann", "model", "bytes"));
  EXPECT_EQ(writing->commit().value(), before);
  EXPECT_EQ(store.version().value(), before);
  {
    auto dropped = store.begin(origin("train"));
    ASSERT_TRUE(dropped->keep("ann", "model", "never committed"));
  }
  EXPECT_EQ(store.kept("ann", "model").value(), "bytes");
  EXPECT_EQ(store.undo("ann", Instant{5}).value().origin.what, "import");
  EXPECT_EQ(store.kept("ann", "model").value(), "bytes");
  auto both = store.begin(origin("import"));  // beside entries, it is part of their writing
  ASSERT_TRUE(both->put(std::vector{reading("ann", "2026-03-02", 3)}));
  ASSERT_TRUE(both->keep("ann", "model", "later"));
  EXPECT_GT(both->commit().value(), before);
  EXPECT_EQ(store.kept("ann", "model").value(), "later");
}

TEST_P(StoreTest, AnEmptyDiaryAnswersWithNothing) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  EXPECT_THAT(all_of(store), IsEmpty());
  EXPECT_THAT(store.people().value(), IsEmpty());
  EXPECT_THAT(store.history(reading("ann", "2026-03-01", 1)).value(), IsEmpty());
  EXPECT_EQ(store.version().value(), 0);
  EXPECT_EQ(store.undo({}, Instant{5}).error().fault, Fault::missing);
  EXPECT_EQ(store.schema_version(), 3);
}

TEST_P(StoreTest, TellsWhomTheLaterWritingsTouched) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  const auto first = put(store, {reading("ann", "2026-03-01", 1)});
  EXPECT_THAT(store.touched_since(first).value(), IsEmpty());
  Entry weather = reading("", "2026-01-30", 7);
  weather.kind = Kind::surroundings;
  const auto second = put(store, {reading("bob", "2026-03-01", 1), weather});
  const auto third = put(store, {reading("ann", "2026-03-02", 2)});
  EXPECT_THAT(
      store.touched_since(first).value(),
      ElementsAre(Touched{second, "", "import"}, Touched{second, "bob", "import"}, Touched{third, "ann", "import"}));
  EXPECT_THAT(store.touched_since(second).value(), ElementsAre(Touched{third, "ann", "import"}));
}

TEST_P(StoreTest, KeepsWhatItHoldsWhenOpenedAgain) {
  SKIN2VEC_PLACE(place);
  {
    Store store = place.open();
    put(store, {reading("ann", "2026-03-01", 2)});
  }
  auto store = Store::open(place.url(), {});
  ASSERT_TRUE(store);
  EXPECT_THAT(all_of(*store), SizeIs(1));
}

TEST_P(StoreTest, ADiaryThatIsNotThereIsMissing) {
  SKIN2VEC_PLACE(place);
  const auto store = Store::open(place.url(), {});
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().fault, Fault::missing);
}

TEST(Store, AServerThatIsNotThereIsUnavailable) {
  const auto store = Store::open("postgresql://skin@127.0.0.1:1/none?connect_timeout=2", {.create = true});
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().fault, Fault::unavailable);
}

}  // namespace store_test
}  // namespace skin2vec::store
