#include "skin2vec/http/query.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace skin2vec::http {
namespace query_test {

TEST(Path, IsDecodedOnce) {
  EXPECT_EQ(normal_path("/"), "/");
  EXPECT_EQ(normal_path("/people/an%6E/"), "/people/ann/");
  EXPECT_EQ(normal_path("/%E7%9A%AE+a%2Bb%20c"), "/皮+a+b c");
  EXPECT_EQ(normal_path("/%2525"), "/%25");
  EXPECT_EQ(normal_path("/.hidden/..."), "/.hidden/...");
}

TEST(Path, WhatCanBeReadInTwoWaysIsRefused) {
  for (const char* raw :
       {"",       "a",      "a/b",    "/..",   "/.",    "/a/..", "/a/./b", "/%2e",    "/%2E%2e/a", "/.%2e",
        "/a%2fb", "/a%2Fb", "/a%5cb", "/a\\b", "/a%00", "/a%0a", "/a%7f",  "//",      "/a//b",     "/%",
        "/%a",    "/%ag",   "/%+1",   "/% 1",  "/a?b",  "/a#b",  "/%ff",   "/%c0%ae", "/%ed%a0%80"}) {
    const auto path = normal_path(raw);
    ASSERT_FALSE(path) << raw;
    EXPECT_EQ(path.error().fault, Fault::malformed);
  }
}

TEST(QueryText, IsReadIntoValues) {
  EXPECT_EQ(parse_query(""), Query{});
  EXPECT_EQ(parse_query("to=x+y&from=2026-03-01"), (Query{{"from", "2026-03-01"}, {"to", "x y"}}));
  EXPECT_EQ(parse_query("a"), (Query{{"a", ""}}));
  EXPECT_EQ(parse_query("a="), (Query{{"a", ""}}));
  EXPECT_EQ(parse_query("a=b=c%3D%26&n=%0A"), (Query{{"a", "b=c=&"}, {"n", "\n"}}));
  EXPECT_EQ(parse_query("%E7%9A%AE=%2B"), (Query{{"皮", "+"}}));
}

TEST(QueryText, WhatCanBeReadInTwoWaysIsRefused) {
  for (const char* raw : {"=", "=a", "&", "a&", "&a", "a&&b", "a=1&a=2", "a=1&%61=2", "a=%", "a=%1", "a=%g1", "a=%00",
                          "a%0a=b", "a=%ff", "a=%7f"}) {
    EXPECT_FALSE(parse_query(raw)) << raw;
  }
  std::string many = "a0=1";
  for (int i = 1; i < 100; ++i) many += "&a" + std::to_string(i) + "=1";
  EXPECT_EQ(parse_query(many)->size(), 100U);
  EXPECT_FALSE(parse_query(many + "&b=1"));
}

// Texts of what is special in an address, and of what is not.
rc::Gen<std::string> text() {
  const auto piece =
      rc::gen::element<std::string>("a", "=", "&", "+", " ", "%", "/", "?", "#", "%41", ";", "皮", "\u00e9");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string all;
    for (const std::string& one : pieces) all += one;
    return all;
  });
}

RC_GTEST_PROP(QueryText, WrittenAndReadIsTheSame, ()) {
  Query query;
  for (const auto& name : *rc::gen::container<std::vector<std::string>>(text())) query["n" + name] = *text();
  RC_PRE(query.size() <= 100U);
  RC_ASSERT((parse_query(query_text(query)) == query));
}

RC_GTEST_PROP(Path, EncodedAndDecodedIsTheSame, ()) {
  std::string name = "n" + *text();
  name.erase(std::remove(name.begin(), name.end(), '/'), name.end());
  RC_ASSERT((normal_path("/" + percent_encoded(name)) == "/" + name));
}

TEST(Percent, EncodesEveryByteButTheFewPlainOnes) {
  EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encoded(" /?&=+%\xff"), "%20%2F%3F%26%3D%2B%25%FF");
}

}  // namespace query_test
}  // namespace skin2vec::http
