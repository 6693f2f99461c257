// The API without sockets: requests in, responses out, on a real diary.
#include <fmt/format.h>
#include <zlib.h>

#include "skin2vec/ask/questions.h"
#include "skin2vec/http/events.h"
#include "test/serve/service_fixture.h"

namespace skin2vec::serve {
namespace service_test {

using testing::HasSubstr;

TEST_F(ServiceTest, WhatIsLoggedIsReadBackAndSentAgainChangesNothing) {
  const http::Response first = ask("POST", "/api/v1/people/ann/entries", reading);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(body(first)["unchanged"], 0);
  const http::Response again = ask("POST", "/api/v1/people/ann/entries", reading);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(body(again)["unchanged"], 1);
  EXPECT_EQ(body(again)["version"], body(first)["version"]);
  const ordered_json read = body(ask("GET", "/api/v1/people/ann/entries?kind=reading&from=2027-01-01"));
  ASSERT_EQ(read["entries"].size(), 1U);
  EXPECT_EQ(read["entries"][0]["values"]["moisture"], 2.5);
  EXPECT_EQ(read["entries"][0]["note"], "<b>x</b>");
  EXPECT_EQ(read["left"], 0);
}

TEST_F(ServiceTest, ABadEntryIsToldAndNothingIsWritten) {
  const std::string two =
      std::string("[") + reading + R"(, {"kind": "reading", "time": "2027-01-02", "values": {"moisture": 11}}])";
  const http::Response refused = ask("POST", "/api/v1/people/ann/entries", two);
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(header(refused, "content-type"), "application/problem+json");
  EXPECT_EQ(body(refused)["errors"][0]["line"], 2);
  EXPECT_EQ(body(refused)["errors"][0]["column"], "moisture");
  EXPECT_EQ(body(ask("GET", "/api/v1/people/ann/entries?from=2027-01-01"))["total"], 0);
}

TEST_F(ServiceTest, AnEntryOfSomebodyElseIsRefused) {
  const std::string other = R"({"kind": "reading", "person": "bob", "time": "2027-01-01", "values": {"oil": 1}})";
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", other).status, 400);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/imports", "time,person,oil\n2027-01-01,bob,1\n").status, 400);
  EXPECT_EQ(body(ask("GET", "/api/v1/people"))["people"].size(), 1U);
}

TEST_F(ServiceTest, BodiesThatAreNoneAreRefused) {
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", "{").status, 400);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", "[]").status, 400);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", std::string(200, '[') + std::string(200, ']')).status, 400);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries").status, 415);
}

TEST_F(ServiceTest, PagesSayWhatIsLeftAndHoldWhileNothingChanges) {
  const ordered_json first = body(ask("GET", "/api/v1/people/ann/entries?kind=reading&limit=60"));
  ASSERT_EQ(first["entries"].size(), 60U);
  const int total = first["total"];
  EXPECT_EQ(first["left"], total - 60);
  ordered_json page = first;
  std::vector<ordered_json> all(page["entries"].begin(), page["entries"].end());
  while (!page["next"].is_null()) {
    page =
        body(ask("GET", "/api/v1/people/ann/entries?kind=reading&limit=60&after=" + page["next"].get<std::string>()));
    all.insert(all.end(), page["entries"].begin(), page["entries"].end());
  }
  EXPECT_EQ(static_cast<int>(all.size()), total);
  const ordered_json whole = body(ask("GET", "/api/v1/people/ann/entries?kind=reading&limit=5000"));
  EXPECT_TRUE(std::equal(all.begin(), all.end(), whole["entries"].begin(), whole["entries"].end()));
  ASSERT_EQ(ask("POST", "/api/v1/people/ann/entries", reading).status, 201);
  EXPECT_EQ(
      ask("GET", "/api/v1/people/ann/entries?kind=reading&limit=60&after=" + first["next"].get<std::string>()).status,
      409);
}

TEST_F(ServiceTest, AnEntryIsEditedRemovedAndBroughtBack) {
  ASSERT_EQ(ask("POST", "/api/v1/people/ann/entries", reading).status, 201);
  const http::Response edited = ask("PUT", "/api/v1/people/ann/entries",
                                    R"({"kind": "reading", "time": "2027-01-01T07:30", "values": {"moisture": 4}})");
  ASSERT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(body(edited)["before"]["values"]["oil"], 3);
  EXPECT_FALSE(body(edited)["after"]["values"].contains("oil"));
  const std::string key = "?kind=reading&time=2027-01-01T07:30";
  EXPECT_EQ(ask("DELETE", "/api/v1/people/ann/entries" + key).status, 200);
  EXPECT_EQ(ask("DELETE", "/api/v1/people/ann/entries" + key).status, 404);
  EXPECT_EQ(body(ask("GET", "/api/v1/people/ann/entries/history" + key))["versions"].size(), 3U);
  EXPECT_EQ(body(ask("POST", "/api/v1/people/ann/undo"))["undone"]["what"], "edit");
  EXPECT_EQ(body(ask("GET", "/api/v1/people/ann/entries?from=2027-01-01"))["entries"][0]["values"]["moisture"], 4);
  EXPECT_EQ(ask("PUT", "/api/v1/people/ann/entries",
                R"({"kind": "reading", "time": "2028-01-01T07:30", "values": {"moisture": 4}})")
                .status,
            404);
}

TEST_F(ServiceTest, AFileIsImportedAndItsBadRowsAreTold) {
  const http::Response reply =
      ask("POST", "/api/v1/people/ann/imports?name=mine.csv", "time,oil\n2027-02-01,2\n2027-02-02,9\n2027-02-03,3\n");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const ordered_json file = body(reply)["files"][0];
  EXPECT_EQ(file["file"], "mine.csv");
  EXPECT_EQ(file["kept"], 2);
  EXPECT_EQ(file["errors"][0]["line"], 3);
}

TEST_F(ServiceTest, WhatIsExportedIsImportedAgain) {
  const http::Response all = ask("GET", "/api/v1/people/ann/export");
  ASSERT_EQ(all.status, 200);
  EXPECT_THAT(header(all, "content-disposition"), HasSubstr("attachment"));
  const ordered_json file = body(ask("POST", "/api/v1/people/ann/imports", all.body))["files"][0];
  EXPECT_EQ(file["kept"], 0);
  EXPECT_EQ(file["errors"].size(), 0U);
  EXPECT_GT(file["unchanged"], 200);
  EXPECT_THAT(ask("GET", "/api/v1/people/ann/export?file=readings").body, HasSubstr("time,"));
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/export?file=passwords").status, 404);
}

TEST_F(ServiceTest, AnAnswerHasATagUntilTheDiaryChanges) {
  const http::Response first = ask("GET", "/api/v1/people/ann/rhythms");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(body(first)["person"], "ann");
  const std::string tag = header(first, "etag");
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/rhythms", "", {{"if-none-match", tag}}).status, 304);
  ASSERT_EQ(ask("POST", "/api/v1/people/ann/entries", reading).status, 201);
  const http::Response later = ask("GET", "/api/v1/people/ann/rhythms", "", {{"if-none-match", tag}});
  EXPECT_EQ(later.status, 200);
  EXPECT_NE(header(later, "etag"), tag);
}

TEST_F(ServiceTest, ALongAnswerIsSentCompressedToThoseWhoTakeIt) {
  const std::string path = "/api/v1/people/ann/entries?limit=200";
  const http::Response plain = ask("GET", path);
  ASSERT_GT(plain.body.size(), 10'000U);
  EXPECT_EQ(header(plain, "content-encoding"), "");
  const Headers takes = {{"accept-encoding", "gzip, deflate, br"}};
  std::string tag;
  for (const char* when : {"computed", "kept"}) {
    const http::Response small = ask("GET", path, "", takes);
    EXPECT_EQ(header(small, "content-encoding"), "gzip") << when;
    EXPECT_THAT(header(small, "vary"), HasSubstr("Accept-Encoding")) << when;
    EXPECT_LT(small.body.size(), plain.body.size() / 3) << when;
    std::string whole(plain.body.size() + 1, '\0');
    z_stream stream{};
    ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(small.body.data()));
    stream.avail_in = static_cast<uInt>(small.body.size());
    stream.next_out = reinterpret_cast<Bytef*>(whole.data());
    stream.avail_out = static_cast<uInt>(whole.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END) << when;
    whole.resize(stream.total_out);
    inflateEnd(&stream);
    EXPECT_EQ(whole, plain.body) << when;
    tag = header(small, "etag");
  }
  EXPECT_NE(tag, header(plain, "etag"));  // other bytes
  EXPECT_EQ(ask("GET", path, "", {{"accept-encoding", "gzip"}, {"if-none-match", tag}}).status, 304);
  EXPECT_EQ(header(ask("GET", path), "content-encoding"), "");
  EXPECT_EQ(header(ask("GET", "/api/v1/session", "", takes), "content-encoding"), "");  // short
}

TEST_F(ServiceTest, AReadingThatIsSentAgainIsCountedOnce) {
  const auto send = [&](const std::string& text, const Headers& more = {}) {
    const http::Response reply = ask("POST", "/api/v1/people/ann/sensors?device=balcony", text, more);
    EXPECT_EQ(reply.status, 201) << reply.body;
    const ordered_json sent = body(reply);
    return std::pair(sent["values"].get<int>(), sent["repeated"].get<int>());
  };
  const std::string twenty = R"({"temperature": 20, "time": "2027-01-01T10:00+08:00"})";
  EXPECT_EQ(send(twenty), std::pair(1, 0));
  EXPECT_EQ(send(twenty), std::pair(0, 1));
  EXPECT_EQ(send(R"([{"temperature": 20, "time": "2027-01-01T02:00Z"},
                     {"temperature": 26, "time": "2027-01-01T10:20+08:00"}])"),
            std::pair(1, 1));
  // A later span, so that the first is over.
  EXPECT_EQ(send(R"({"temperature": 1, "time": "2027-01-01T11:30+08:00"})", {{"idempotency-key", "a"}}),
            std::pair(1, 0));
  EXPECT_EQ(send(R"({"temperature": 9, "time": "2027-01-01T11:40+08:00"})", {{"idempotency-key", "a"}}),
            std::pair(0, 1));
  // More readings than are remembered one by one, with and without a key.
  ordered_json many = ordered_json::array();
  for (int i = 0; i < 600; ++i) {
    many.push_back(
        {{"temperature", 15}, {"time", fmt::format("2026-12-{:02}T{:02}:{:02}Z", 1 + i / 60, i % 24, i % 60)}});
  }
  for (const Headers& more : {Headers{}, Headers{{"idempotency-key", "b"}}}) {
    for (ordered_json& one : many) one["humidity"] = more.empty() ? 40 : 41;
    const auto first = send(many.dump(), more);
    EXPECT_GT(first.first, 300);
    EXPECT_EQ(send(many.dump(), more), std::pair(0, first.first + first.second));
  }
  const std::string whole = ask("GET", "/api/v1/people/ann/entries?kind=surroundings&from=2027-01-01").body;
  EXPECT_THAT(whole, HasSubstr(R"("temperature":23)"));  // the mean of 20 and 26
}

TEST_F(ServiceTest, ParametersAreHeldAgainstTheRoute) {
  EXPECT_THAT(ask("GET", "/api/v1/people/ann/forecast?day=3").body, HasSubstr("did you mean \\\"days\\\"?"));
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/forecast?days=15").status, 400);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/forecast?days=2&days=3").status, 400);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary?to=yesterday").status, 400);
  EXPECT_EQ(body(ask("GET", "/api/v1/people/ann/forecast?days=2"))["forecast"].size(), 12U);
  EXPECT_THAT(ask("GET", "/api/v1/people/ann/summary?lang=zh").body, HasSubstr("dimensions"));
}

TEST_F(ServiceTest, WhatForecastsReadsWhatShips) {
  EXPECT_EQ(body(ask("GET", "/api/v1/people/ann/explain"))["model"], "hybrid on structural");
  // Files that cannot be read are refused by whoever reads them.
  const learn::ShippedFiles damaged("no network", "no ridge");
  auto other = Service::start({.diary = diary(),
                               .clock =
                                   [] {
                                     return record::Now{Instant{1'800'000'000'000}, 0};
                                   },
                               .version = "test",
                               .answer_ms = 60'000,
                               .shipped = &damaged});
  ASSERT_TRUE(other) << other.error().message;
  service_ = std::move(*other);
  for (const char* of : {"alerts", "forecast", "compare", "explain", "report"}) {
    const http::Response reply = ask("GET", std::string("/api/v1/people/ann/") + of);
    EXPECT_THAT(reply.body, HasSubstr("the network that ships")) << of;
  }
  const http::Response snooze = ask("POST", "/api/v1/people/ann/alerts/oil/snooze", R"({"days": 3})");
  EXPECT_THAT(snooze.body, HasSubstr("the network that ships"));
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary").status, 200);
}

TEST_F(ServiceTest, WhatIsNotThereIsToldWithWhatIs) {
  EXPECT_EQ(ask("GET", "/api/v1/nothing").status, 404);
  EXPECT_EQ(ask("GET", "/api/v1/people/anne/summary").status, 404);
  EXPECT_THAT(ask("GET", "/api/v1/people/anne/summary").body, HasSubstr("did you mean"));
  const http::Response wrong = ask("POST", "/api/v1/people/ann/summary", "{}");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(header(wrong, "allow"), "GET");
}

TEST_F(ServiceTest, AnOpenPageIsToldWhatAnotherProgramWrote) {
  const http::Response live = ask("GET", "/api/v1/people/ann/events");
  ASSERT_TRUE(live.events);
  (void)live.events->take().text;
  ASSERT_TRUE(service_->look());
  EXPECT_EQ(live.events->take().text, "");
  store::Store other = *store::Store::open(diary(), {});
  auto writing = other.begin({.what = "log", .source = "", .at = Instant{1}});
  diary::Entry entry;
  entry.person = "ann";
  entry.time = *parse_time("2027-03-01T08:00");
  entry.values = {{"oil", 2, ""}};
  ASSERT_TRUE(writing->put(std::span(&entry, 1)));
  const auto version = writing->commit();
  ASSERT_TRUE(version);
  ASSERT_TRUE(service_->look());
  EXPECT_THAT(live.events->take().text, HasSubstr(R"(data: {"person":"ann","version":)" + std::to_string(*version)));
  // Who comes back is told what was missed.
  const http::Response back =
      ask("GET", "/api/v1/people/ann/events", "", {{"last-event-id", std::to_string(*version - 1)}});
  EXPECT_THAT(back.events->take().text, HasSubstr("event: changed"));
  service_->close();
  EXPECT_TRUE(live.events->closed());
}

// Answers are kept by the version of the diary: what somebody else wrote is seen after the next look, what was erased
// is gone.
TEST_F(ServiceTest, AKeptAnswerIsOfTheDiaryAsItIs) {
  const auto entries = [&] { return body(ask("GET", "/api/v1/people/ann/entries?limit=1"))["total"].get<int>(); };
  const http::Response first = ask("GET", "/api/v1/people/ann/entries?limit=1");
  EXPECT_EQ(header(ask("GET", "/api/v1/people/ann/entries?limit=1"), "etag"), header(first, "etag"));
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/entries?limit=1", "", {{"if-none-match", header(first, "etag")}}).status,
            304);
  EXPECT_NE(header(ask("GET", "/api/v1/people/ann/entries?limit=2"), "etag"), header(first, "etag"));
  const int before = entries();
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries",
                R"({"kind": "reading", "time": "2027-03-01T08:00", "values": {"oil": 2}})")
                .status,
            201);
  EXPECT_EQ(entries(), before + 1);
  store::Store other = *store::Store::open(diary(), {});
  ASSERT_TRUE(other.undo("ann", Instant{2}));
  ASSERT_TRUE(service_->look());
  EXPECT_EQ(entries(), before);
  EXPECT_EQ(ask("DELETE", "/api/v1/people/ann").status, 200);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/entries?limit=1").status, 404);
}

TEST_F(ServiceTest, EveryQuestionIsARoute) {
  for (const ask::Question& question : ask::questions()) {
    const http::Response reply =
        ask("GET", "/api/v1/people/ann/" + question.name +
                       (question.name == "surface"                            ? "?exposure=humidity&dimension=moisture"
                        : question.name == "plan" || question.name == "trial" ? "?a=cream&b=lotion"
                                                                              : ""));
    if (question.name == "trial") {
      EXPECT_TRUE(reply.status == 200 || reply.status == 404) << reply.body;
    } else {
      EXPECT_EQ(reply.status, 200) << question.name << ": " << reply.body;
    }
  }
}

// Whose grant has ended hears no more, nor who never logged in once there are accounts.
TEST_F(ServiceTest, AStreamEndsWithWhatItWasGrantedBy) {
  const http::Response open = ask("GET", "/api/v1/people/ann/events");
  service_->check_listeners();
  EXPECT_FALSE(open.events->closed());
  const Headers root = account("root");
  const Headers doctor = account("doctor", root);
  grant("doctor", "ann", "clinician", root);
  const http::Response owner = ask("GET", "/api/v1/people/ann/events", "", root);
  const http::Response hears = ask("GET", "/api/v1/people/ann/events", "", doctor);
  service_->check_listeners();
  EXPECT_TRUE(open.events->closed());
  EXPECT_FALSE(hears.events->closed());
  EXPECT_EQ(service_->listeners(), 3U);  // the first is forgotten the next time
  EXPECT_EQ(ask("DELETE", "/api/v1/accounts/doctor/grants/ann", "", root).status, 204);
  service_->check_listeners();
  EXPECT_TRUE(hears.events->closed());
  EXPECT_FALSE(owner.events->closed());
  EXPECT_EQ(ask("DELETE", "/api/v1/session", "", root).status, 204);
  service_->check_listeners();
  EXPECT_TRUE(owner.events->closed());
}

}  // namespace service_test
}  // namespace skin2vec::serve
