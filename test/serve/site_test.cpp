// The page, /ping, /healthz and /metrics, and the headers that keep a browser strict.

#include "skin2vec/serve/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <filesystem>

#include "skin2vec/store/store.h"
#include "test/temporary_folder.h"

namespace skin2vec::serve {
namespace site_test {

using testing::HasSubstr;

constexpr std::array<EmbeddedFile, 2> files{{{"/assets/a-1.js", "text/javascript", "let a;", "gz1", "\"1\""},
                                             {"/index.html", "text/html", "<title>", "gz2", "\"2\""}}};

class SiteTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string diary = folder_.file("diary.db");
    ASSERT_TRUE(store::Store::open(diary, {.create = true}));
    const auto clock = [] { return record::Now{Instant{0}, 0}; };
    auto site = Site::start({.service = {.diary = diary, .clock = clock, .version = "test"}, .files = files});
    ASSERT_TRUE(site) << site.error().message;
    site_ = std::move(*site);
  }
  void TearDown() override { site_.reset(); }
  http::Response ask(const std::string& path, std::vector<http::Header> headers = {}, const std::string& method = "GET",
                     const std::string& remote = "127.0.0.1") {
    headers.push_back({"host", "localhost"});
    return site_->answer({.method = method, .path = path, .remote = remote, .headers = std::move(headers)});
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const http::Header& one : response.headers) {
      if (one.name == name) return one.value;
    }
    return "";
  }

  TemporaryFolder folder_;
  std::unique_ptr<Site> site_;
};

TEST_F(SiteTest, GivesTheFilesOfThePage) {
  const http::Response page = ask("/");
  EXPECT_EQ(page.body, "<title>");
  EXPECT_EQ(header(page, "cache-control"), "no-cache");
  EXPECT_THAT(header(page, "content-security-policy"), HasSubstr("script-src 'self'; style-src 'self'"));
  EXPECT_EQ(ask("/trends").body, "<title>");  // an address inside the page
  const http::Response script = ask("/assets/a-1.js", {{"accept-encoding", "br, gzip;q=0.5"}});
  EXPECT_EQ(script.body, "gz1");
  EXPECT_EQ(header(script, "content-encoding"), "gzip");
  EXPECT_THAT(header(script, "cache-control"), HasSubstr("immutable"));
  for (const char* refused : {"gzip;q=0", "gzip; q=0.000", "br, GZIP;Q=0.0", "identity", "gzip;q=x"}) {
    EXPECT_EQ(ask("/assets/a-1.js", {{"accept-encoding", refused}}).body, "let a;") << refused;
  }
  EXPECT_EQ(ask("/assets/a-1.js", {{"if-none-match", "\"1\""}}).status, 304);
}

TEST_F(SiteTest, HasNoOtherFiles) {
  EXPECT_EQ(ask("/assets/b-2.js").status, 404);
  EXPECT_EQ(ask("/favicon.ico").status, 404);
  const http::Response posted = ask("/", {}, "POST");
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(header(posted, "allow"), "GET, HEAD");
}

TEST_F(SiteTest, TellsItsHealthToAllAndItsCountersToThisMachine) {
  EXPECT_EQ(ask("/ping").body, "pong\n");
  EXPECT_EQ(ask("/healthz").body, "ok\n");
  EXPECT_EQ(ask("/metrics").status, 503);
  site_->count([] { return http::Counters{.requests = 17}; });
  EXPECT_THAT(ask("/metrics").body, HasSubstr("skin2vec_http_requests_total 17"));
  EXPECT_EQ(ask("/metrics", {}, "GET", "192.168.1.7").status, 403);
  EXPECT_EQ(ask("/metrics", {}, "GET", "::1").status, 200);
}

TEST_F(SiteTest, IsStrictOnEveryAnswer) {
  const http::ServerOptions plain = site_->server_options({}),
                            tls = site_->server_options({.certificate = "a", .key = "b"});
  const auto has = [](const http::ServerOptions& options, std::string_view name) {
    return std::any_of(options.always.begin(), options.always.end(),
                       [&](const http::Header& one) { return one.name == name; });
  };
  for (const char* name : {"content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy"}) {
    EXPECT_TRUE(has(plain, name)) << name;
  }
  EXPECT_FALSE(has(plain, "strict-transport-security"));
  EXPECT_TRUE(has(tls, "strict-transport-security"));
  EXPECT_EQ(plain.body_limit({.method = "POST", .path = "/api/v1/people/ann/imports"}), std::size_t{32} << 20);
  EXPECT_EQ(plain.body_limit({.method = "POST", .path = "/nothing"}), std::size_t{64} << 10);
}

}  // namespace site_test
}  // namespace skin2vec::serve
