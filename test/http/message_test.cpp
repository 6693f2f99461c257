#include "skin2vec/http/message.h"

#include <gtest/gtest.h>

namespace skin2vec::http {
namespace message_test {

TEST(HeadScanner, FindsTheEndWhereverTheBytesAreCut) {
  const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n\r\nrest\r\n\r\n";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    HeadScanner scanner(1000);
    const auto first = scanner.next(std::string_view(bytes).substr(0, cut));
    EXPECT_FALSE(first.refused);
    EXPECT_EQ(first.size, cut >= 27 ? 27U : 0U);
    if (first.size == 0) {
      EXPECT_EQ(scanner.next(bytes).size, 27U) << cut;
    }
  }
}

TEST(HeadScanner, CountsEveryByteAgainstItsLimit) {
  const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(HeadScanner(27).next(bytes).size, 27U);
  EXPECT_EQ(HeadScanner(26).next(bytes).refused->status, 431);
  EXPECT_EQ(HeadScanner(10).next(bytes).refused->status, 414);
}

TEST(Target, TakesThreeForms) {
  EXPECT_EQ(parse_target("/a%20b?c%20d")->path, "/a b");
  EXPECT_EQ(parse_target("/a?b?c")->query, "b?c");
  EXPECT_EQ(parse_target("HTTPS://[::1]:8080")->path, "/");
  EXPECT_EQ(parse_target("http://a?b")->query, "b");
  EXPECT_EQ(parse_target("http://a/b")->path, "/b");
  EXPECT_EQ(parse_target("*")->path, "*");
  for (const char* bad : {"", "a", "http:///a", "http://u@h/", "**", "/a?b#c", "http://a?b#c"})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

TEST(Words, AreFoundInLists) {
  const std::vector<Header> headers = {{"connection", "keep-alive , Close"}, {"x", "a"}, {"x", "b,, c "}};
  EXPECT_TRUE(has_word(headers, "connection", "close"));
  EXPECT_FALSE(has_word(headers, "connection", "clos"));
  EXPECT_EQ(last_element(headers, "x"), "c");
  EXPECT_EQ(last_element(headers, "y"), "");
}

TEST(HeadText, IsWrittenAsTheServerWants) {
  const Response answer{.status = 201, .headers = {{"X-A", "b"}, {"Content-Length", "99"}}, .body = "abc"};
  EXPECT_EQ(*head_text(answer, {.always = {{"c", "d"}}}),
            "HTTP/1.1 201 Created\r\nx-a: b\r\nc: d\r\ncontent-length: 3\r\n\r\n");
  EXPECT_EQ(*head_text({}, {.keep = false, .framing = Framing::chunks, .always = {}}),
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n");
  EXPECT_EQ(*head_text({.status = 204}, {.always = {}}), "HTTP/1.1 204 No Content\r\n\r\n");
  EXPECT_EQ(*head_text({.status = 304, .headers = {{"etag", "\"1\""}}}, {.always = {{"c", "d"}}}),
            "HTTP/1.1 304 Not Modified\r\netag: \"1\"\r\n\r\n");
  for (const char* name : {"", "a b", "a:", "a\r\nb", "ä"}) {
    EXPECT_FALSE(head_text({.headers = {{name, "x"}}}, {.always = {}})) << name;
  }
  EXPECT_FALSE(head_text({.status = 99}, {.always = {}}));
  EXPECT_FALSE(head_text({.status = 600}, {.always = {}}));
}

TEST(Date, IsThatOfTheStandard) {
  EXPECT_EQ(date_text({784111777999}), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(date_text({0}), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(date_text({1709251199000}), "Thu, 29 Feb 2024 23:59:59 GMT");  // date -u -d @1709251199
}

}  // namespace message_test
}  // namespace skin2vec::http
