// Who may ask what: without accounts, with logins, grants and tokens.

#include "test/serve/service_fixture.h"

namespace skin2vec::serve {
namespace accounts_test {

using testing::HasSubstr;

TEST_F(ServiceTest, WithoutAccountsItAnswersAsLocalhostOnly) {
  http::Request request{
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
  const http::Response made =
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
  const http::Response made =
      ask("POST", "/api/v1/tokens", R"({"name": "x", "person": "ann", "role": "clinician"})", ann);
  const Headers program{{"authorization", "Bearer " + body(made)["token"].get<std::string>()}};
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary", "", program).status, 200);
  ASSERT_EQ(ask("DELETE", "/api/v1/accounts/ann/grants/ann", "", root).status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/people/ann/summary", "", program).status, 403);
}

TEST_F(ServiceTest, GuessingPasswordsGetsSlow) {
  account("root");
  const std::string wrong = R"({"name": "root", "password": "wrong wrong wrong"})";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask("POST", "/api/v1/session", wrong).status, 401);
  const http::Response slow = ask("POST", "/api/v1/session", wrong);
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
  const http::Response gone = ask("DELETE", "/api/v1/people/ann", "", root);
  ASSERT_EQ(gone.status, 200) << gone.body;
  EXPECT_EQ(body(gone)["receipt"]["person"], "ann");
  EXPECT_EQ(body(ask("GET", "/api/v1/people", "", root))["people"].size(), 0U);
  EXPECT_EQ(body(ask("GET", "/api/v1/audit", "", root))["audit"][0]["what"], "erase");
}

}  // namespace accounts_test
}  // namespace skin2vec::serve
