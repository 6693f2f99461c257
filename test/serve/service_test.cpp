// The API without sockets: requests in, responses out, on a real diary.

#include "skin2vec/serve/service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "skin2vec/record/questions.h"
#include "skin2vec/serve/access.h"
#include "skin2vec/serve/events.h"
#include "skin2vec/store/accounts.h"
#include "skin2vec/twin/twin.h"

namespace skin2vec::serve {
namespace {

using nlohmann::ordered_json;
using testing::HasSubstr;

constexpr const char* password = "correct horse battery";

class ServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = std::filesystem::temp_directory_path() / "skin2vec_serve_XXXXXX";
    folder_ = mkdtemp(name.data());
    auto store = store::Store::open(diary(), {.create = true});
    ASSERT_TRUE(store) << store.error().message;
    auto person = twin::simulate_person({.people = 1, .days = 100, .seed = 41, .outlook = twin::Outlook::none}, 0);
    for (auto& entry : person.entries) entry.person = entry.person.empty() ? "" : "ann";
    auto writing = store->begin({.what = "import", .source = "", .at = Instant{0}});
    ASSERT_TRUE(writing->put(person.entries));
    ASSERT_TRUE(writing->commit());
    auto service = Service::start({.diary = diary(),
                                   .clock =
                                       [this] {
                                         return record::Now{Instant{now_ms_.load()}, 0};
                                       },
                                   .version = "test",
                                   .answer_ms = 60'000});
    ASSERT_TRUE(service) << service.error().message;
    service_ = std::move(*service);
  }
  void TearDown() override {
    service_.reset();
    std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] std::string diary() const { return (folder_ / "diary.db").string(); }

  // What every request of a client has: cookies, tokens.
  using Headers = std::vector<Header>;
  Response ask(const std::string& method, const std::string& target, const std::string& body = "",
               const Headers& more = {}) {
    const std::size_t mark = target.find('?');
    Request request{.method = method,
                    .path = target.substr(0, mark),
                    .query = mark == std::string::npos ? "" : target.substr(mark + 1),
                    .body = body,
                    .remote = "127.0.0.1",
                    .headers = {{"host", "localhost:8080"}}};
    if (!body.empty()) request.headers.push_back({"content-type", "application/json"});
    request.headers.insert(request.headers.end(), more.begin(), more.end());
    return service_->answer(request);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const Header& one : response.headers) {
      if (one.name == name) return one.value;
    }
    return "";
  }
  static ordered_json body(const Response& response) { return ordered_json::parse(response.body, nullptr, false); }

  // Makes an account (by whoever `by` is) and gives the headers of its login.
  Headers account(const std::string& name, const Headers& by = {}) {
    const ordered_json given{{"name", name}, {"password", password}};
    EXPECT_EQ(ask("POST", "/api/v1/accounts", given.dump(), by).status, 201);
    return log_in(name);
  }
  Headers log_in(const std::string& name) {
    const ordered_json given{{"name", name}, {"password", password}};
    const Response reply = ask("POST", "/api/v1/session", given.dump());
    EXPECT_EQ(reply.status, 201) << reply.body;
    const std::string cookie = header(reply, "set-cookie");
    EXPECT_THAT(cookie, HasSubstr("HttpOnly; SameSite=Strict"));
    return {{"cookie", cookie.substr(0, cookie.find(';'))}, {"x-csrf-token", body(reply)["csrf"].get<std::string>()}};
  }
  void grant(const std::string& account, const std::string& person, const std::string& role, const Headers& by) {
    const Response reply =
        ask("PUT", "/api/v1/accounts/" + account + "/grants/" + person, ordered_json{{"role", role}}.dump(), by);
    EXPECT_EQ(reply.status, 200) << reply.body;
  }

  static constexpr const char* reading =
      R"({"kind": "reading", "time": "2027-01-01T07:30", "values": {"moisture": 2.5, "oil": 3}, "note": "<b>x</b>"})";

  std::filesystem::path folder_;
  std::atomic<std::int64_t> now_ms_{1'800'000'000'000};
  std::unique_ptr<Service> service_;
};

TEST_F(ServiceTest, WhatIsLoggedIsReadBackAndSentAgainChangesNothing) {
  const Response first = ask("POST", "/api/v1/people/ann/entries", reading);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(body(first)["unchanged"], 0);
  const Response again = ask("POST", "/api/v1/people/ann/entries", reading);
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
  const Response refused = ask("POST", "/api/v1/people/ann/entries", two);
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
  const Response edited = ask("PUT", "/api/v1/people/ann/entries",
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
  const Response reply =
      ask("POST", "/api/v1/people/ann/imports?name=mine.csv", "time,oil\n2027-02-01,2\n2027-02-02,9\n2027-02-03,3\n");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const ordered_json file = body(reply)["files"][0];
  EXPECT_EQ(file["file"], "mine.csv");
  EXPECT_EQ(file["kept"], 2);
  EXPECT_EQ(file["errors"][0]["line"], 3);
}

TEST_F(ServiceTest, WhatIsExportedIsImportedAgain) {
  const Response all = ask("GET", "/api/v1/people/ann/export");
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
  const Response first = ask("GET", "/api/v1/people/ann/rhythms");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(body(first)["person"], "ann");
  const std::string tag = header(first, "etag");
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/rhythms", "", {{"if-none-match", tag}}).status, 304);
  ASSERT_EQ(ask("POST", "/api/v1/people/ann/entries", reading).status, 201);
  const Response later = ask("GET", "/api/v1/people/ann/rhythms", "", {{"if-none-match", tag}});
  EXPECT_EQ(later.status, 200);
  EXPECT_NE(header(later, "etag"), tag);
}

TEST_F(ServiceTest, ParametersAreHeldAgainstTheRoute) {
  EXPECT_THAT(ask("GET", "/api/v1/people/ann/forecast?day=3").body, HasSubstr("did you mean \\\"days\\\"?"));
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/forecast?days=15").status, 400);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/forecast?days=2&days=3").status, 400);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary?to=yesterday").status, 400);
  EXPECT_EQ(body(ask("GET", "/api/v1/people/ann/forecast?days=2"))["forecast"].size(), 12U);
  EXPECT_THAT(ask("GET", "/api/v1/people/ann/summary?lang=zh").body, HasSubstr("dimensions"));
}

TEST_F(ServiceTest, WhatIsNotThereIsToldWithWhatIs) {
  EXPECT_EQ(ask("GET", "/api/v1/nothing").status, 404);
  EXPECT_EQ(ask("GET", "/api/v1/people/anne/summary").status, 404);
  EXPECT_THAT(ask("GET", "/api/v1/people/anne/summary").body, HasSubstr("did you mean"));
  const Response wrong = ask("POST", "/api/v1/people/ann/summary", "{}");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(header(wrong, "allow"), "GET");
}

TEST_F(ServiceTest, WithoutAccountsItAnswersAsLocalhostOnly) {
  Request request{
      .method = "GET", .path = "/api/v1/people", .remote = "127.0.0.1", .headers = {{"host", "evil.example"}}};
  EXPECT_EQ(service_->answer(request).status, 421);
  request.headers = {{"host", "[::1]:8080"}};
  EXPECT_EQ(service_->answer(request).status, 200);
}

TEST_F(ServiceTest, APageOfAnotherSiteChangesNothing) {
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, {{"origin", "https://evil.example"}}).status, 403);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, {{"origin", "null"}}).status, 403);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, {{"origin", "http://localhost:8080"}}).status, 201);
}

TEST_F(ServiceTest, TheFirstAccountClosesTheDoor) {
  const Headers root = account("root");
  EXPECT_EQ(ask("GET", "/api/v1/people").status, 401);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary").status, 401);
  EXPECT_EQ(ask("POST", "/api/v1/accounts", R"({"name": "eve", "password": "0123456789"})").status, 401);
  EXPECT_EQ(ask("GET", "/api/v1/people", "", root).status, 200);
  EXPECT_EQ(body(ask("GET", "/api/v1/session"))["open"], false);
  EXPECT_EQ(body(ask("GET", "/api/v1/session", "", root))["account"], "root");
  EXPECT_EQ(ask("DELETE", "/api/v1/session", "", root).status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/people", "", root).status, 401);
}

TEST_F(ServiceTest, AChangeNeedsTheCsrfTextOfTheLogin) {
  Headers root = account("root");
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, {root[0]}).status, 403);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, {root[0], {"x-csrf-token", "wrong"}}).status, 403);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, root).status, 201);
}

TEST_F(ServiceTest, AGrantSaysWhoseAndHowMuch) {
  ASSERT_EQ(ask("POST", "/api/v1/people/bob/entries", reading).status, 201);
  const Headers root = account("root");
  const Headers doc = account("doc", root), ann = account("ann", root);
  EXPECT_EQ(body(ask("GET", "/api/v1/people", "", doc))["people"].size(), 0U);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary", "", doc).status, 403);
  grant("doc", "ann", "clinician", root);
  grant("ann", "ann", "owner", root);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary", "", doc).status, 200);
  EXPECT_EQ(ask("GET", "/api/v1/people/bob/summary", "", doc).status, 403);
  EXPECT_EQ(ask("GET", "/api/v1/people/nobody/summary", "", doc).status, 403);  // not told whether there is one
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, doc).status, 403);
  EXPECT_EQ(ask("DELETE", "/api/v1/people/ann", "", doc).status, 403);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, ann).status, 201);
  EXPECT_EQ(ask("GET", "/api/v1/accounts", "", ann).status, 403);
  EXPECT_EQ(ask("PUT", "/api/v1/accounts/ann/grants/*", R"({"role": "owner"})", ann).status, 403);
  EXPECT_EQ(ask("DELETE", "/api/v1/accounts/doc/grants/ann", "", root).status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary", "", doc).status, 403);
  EXPECT_EQ(ask("DELETE", "/api/v1/accounts/root/grants/*", "", root).status, 409);
}

TEST_F(ServiceTest, ATokenMayWhatItWasGivenAndNoMoreThanItsAccount) {
  const Headers root = account("root");
  const Headers ann = account("ann", root);
  EXPECT_EQ(ask("POST", "/api/v1/tokens", R"({"name": "x", "person": "ann", "role": "device"})", ann).status, 403);
  grant("ann", "ann", "owner", root);
  const Response made =
      ask("POST", "/api/v1/tokens", R"({"name": "bathroom", "person": "ann", "role": "device", "days": 2})", ann);
  ASSERT_EQ(made.status, 201) << made.body;
  const Headers device{{"authorization", "Bearer " + body(made)["token"].get<std::string>()}};
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, device).status, 201);
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries",
                R"({"kind": "event", "time": "2027-01-01", "event": "late_night"})", device)
                .status,
            403);
  EXPECT_EQ(ask("POST", "/api/v1/people/bob/entries", reading, device).status, 403);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/entries", "", device).status, 403);
  EXPECT_EQ(ask("POST", "/api/v1/tokens", R"({"name": "y", "person": "ann", "role": "owner"})", device).status, 403);
  const std::string listed = ask("GET", "/api/v1/tokens", "", ann).body;
  EXPECT_THAT(listed, HasSubstr("bathroom"));
  EXPECT_THAT(listed, testing::Not(HasSubstr(body(made)["token"].get<std::string>())));
  Headers forged = device;
  forged[0].value.back() = forged[0].value.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, forged).status, 401);
  now_ms_ += std::int64_t{3} * 24 * 3'600'000;
  EXPECT_EQ(ask("POST", "/api/v1/people/ann/entries", reading, device).status, 401);
}

TEST_F(ServiceTest, ATokenEndsWithTheGrantItCameFrom) {
  const Headers root = account("root");
  const Headers ann = account("ann", root);
  grant("ann", "ann", "owner", root);
  const Response made = ask("POST", "/api/v1/tokens", R"({"name": "x", "person": "ann", "role": "clinician"})", ann);
  const Headers program{{"authorization", "Bearer " + body(made)["token"].get<std::string>()}};
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary", "", program).status, 200);
  ASSERT_EQ(ask("DELETE", "/api/v1/accounts/ann/grants/ann", "", root).status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary", "", program).status, 403);
}

TEST_F(ServiceTest, GuessingPasswordsGetsSlow) {
  account("root");
  const std::string wrong = R"({"name": "root", "password": "wrong wrong wrong"})";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask("POST", "/api/v1/session", wrong).status, 401);
  const Response slow = ask("POST", "/api/v1/session", wrong);
  EXPECT_EQ(slow.status, 429);
  EXPECT_EQ(header(slow, "retry-after"), "1");
  now_ms_ += 1500;
  EXPECT_EQ(ask("POST", "/api/v1/session", wrong).status, 401);
  EXPECT_EQ(header(ask("POST", "/api/v1/session", wrong), "retry-after"), "2");
  now_ms_ += 2500;
  log_in("root");
}

TEST_F(ServiceTest, APasswordThatIsShortOrWrongIsRefused) {
  EXPECT_EQ(ask("POST", "/api/v1/accounts", R"({"name": "root", "password": "short"})").status, 400);
  const Headers root = account("root");
  EXPECT_EQ(ask("PUT", "/api/v1/session/password", R"({"old": "not it at all", "new": "another horse"})", root).status,
            403);
  const ordered_json change{{"old", password}, {"new", "another horse"}};
  EXPECT_EQ(ask("PUT", "/api/v1/session/password", change.dump(), root).status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/people", "", root).status, 401);
}

TEST_F(ServiceTest, ErasingGivesAReceiptAndIsNoted) {
  const Headers root = account("root");
  const Response gone = ask("DELETE", "/api/v1/people/ann", "", root);
  ASSERT_EQ(gone.status, 200) << gone.body;
  EXPECT_EQ(body(gone)["receipt"]["person"], "ann");
  EXPECT_EQ(body(ask("GET", "/api/v1/people", "", root))["people"].size(), 0U);
  EXPECT_EQ(body(ask("GET", "/api/v1/audit", "", root))["audit"][0]["what"], "erase");
}

TEST_F(ServiceTest, AnOpenPageIsToldWhatAnotherProgramWrote) {
  const Response live = ask("GET", "/api/v1/people/ann/events");
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
  const Response back = ask("GET", "/api/v1/people/ann/events", "", {{"last-event-id", std::to_string(*version - 1)}});
  EXPECT_THAT(back.events->take().text, HasSubstr("event: changed"));
  service_->close();
  EXPECT_TRUE(live.events->closed());
}

// Answers are kept by the version of the diary: what somebody else wrote is seen after the next look, what was erased
// is gone.
TEST_F(ServiceTest, AKeptAnswerIsOfTheDiaryAsItIs) {
  const auto entries = [&] { return body(ask("GET", "/api/v1/people/ann/entries?limit=1"))["total"].get<int>(); };
  const Response first = ask("GET", "/api/v1/people/ann/entries?limit=1");
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
  for (const record::Question& question : record::questions()) {
    const Response reply = ask("GET", "/api/v1/people/ann/" + question.name +
                                          (question.name == "surface" ? "?exposure=humidity&dimension=moisture"
                                           : question.name == "plan" || question.name == "trial" ? "?a=cream&b=lotion"
                                                                                                 : ""));
    if (question.name == "trial") {
      EXPECT_TRUE(reply.status == 200 || reply.status == 404) << reply.body;
    } else {
      EXPECT_EQ(reply.status, 200) << question.name << ": " << reply.body;
    }
  }
}

}  // namespace
}  // namespace skin2vec::serve
