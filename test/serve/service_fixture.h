// A service on the diary of a virtual person of 100 days, "ann", asked without sockets.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "skin2vec/serve/service.h"
#include "skin2vec/store/store.h"
#include "skin2vec/twin/twin.h"
#include "test/learn/shipped.h"
#include "test/temporary_folder.h"

namespace skin2vec::serve {

using nlohmann::ordered_json;

inline constexpr const char* password = "correct horse battery";

class ServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    auto store = store::Store::open(diary(), {.create = true});
    ASSERT_TRUE(store) << store.error().message;
    auto person = twin::simulate_person({.people = 1, .days = 100, .seed = 41, .oracle = twin::OracleOrigins::none}, 0);
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
                                   .answer_ms = 60'000,
                                   .shipped = &learn::shipped_files()});
    ASSERT_TRUE(service) << service.error().message;
    service_ = std::move(*service);
  }
  void TearDown() override { service_.reset(); }

  [[nodiscard]] std::string diary() const { return folder_.file("diary.db"); }

  // What every request of a client has: cookies, tokens.
  using Headers = std::vector<http::Header>;
  http::Response ask(const std::string& method, const std::string& target, const std::string& body = "",
                     const Headers& more = {}) {
    const std::size_t mark = target.find('?');
    http::Request request{.method = method,
                          .path = target.substr(0, mark),
                          .query = mark == std::string::npos ? "" : target.substr(mark + 1),
                          .body = body,
                          .remote = "127.0.0.1",
                          .headers = {{"host", "localhost:8080"}}};
    if (!body.empty()) request.headers.push_back({"content-type", "application/json"});
    request.headers.insert(request.headers.end(), more.begin(), more.end());
    return service_->answer(request);
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const http::Header& one : response.headers) {
      if (one.name == name) return one.value;
    }
    return "";
  }
  static ordered_json body(const http::Response& response) {
    return ordered_json::parse(response.body, nullptr, false);
  }

  // Makes an account (by whoever `by` is) and gives the headers of its login.
  Headers account(const std::string& name, const Headers& by = {}) {
    const ordered_json given{{"name", name}, {"password", password}};
    EXPECT_EQ(ask("POST", "/api/v1/accounts", given.dump(), by).status, 201);
    return log_in(name);
  }
  Headers log_in(const std::string& name) {
    const ordered_json given{{"name", name}, {"password", password}};
    const http::Response reply = ask("POST", "/api/v1/session", given.dump());
    EXPECT_EQ(reply.status, 201) << reply.body;
    const std::string cookie = header(reply, "set-cookie");
    EXPECT_THAT(cookie, testing::HasSubstr("HttpOnly; SameSite=Strict"));
    return {{"cookie", cookie.substr(0, cookie.find(';'))}, {"x-csrf-token", body(reply)["csrf"].get<std::string>()}};
  }
  void grant(const std::string& account, const std::string& person, const std::string& role, const Headers& by) {
    const http::Response reply =
        ask("PUT", "/api/v1/accounts/" + account + "/grants/" + person, ordered_json{{"role", role}}.dump(), by);
    EXPECT_EQ(reply.status, 200) << reply.body;
  }

  static constexpr const char* reading =
      R"({"kind": "reading", "time": "2027-01-01T07:30", "values": {"moisture": 2.5, "oil": 3}, "note": "<b>x</b>"})";

  TemporaryFolder folder_;
  std::atomic<std::int64_t> now_ms_{1'800'000'000'000};
  std::unique_ptr<Service> service_;
};

}  // namespace skin2vec::serve
