// What is answered and what is refused, on one connection at a time. Times, limits and ends: limits_test.cpp.
#include "skin2vec/http/server.h"

#include <gtest/gtest.h>

#include "skin2vec/base/require.h"
#include "test/http/made.h"

namespace skin2vec::http {
namespace http_test {

TEST(Http, AnswersAndKeepsTheConnection) {
  Made made;
  Client client = made.client();
  for (int i = 0; i < 3; ++i) {
    const Answer answer = client.ask(get("/ping"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "pong");
    EXPECT_EQ(answer.header("content-length"), "4");
    EXPECT_FALSE(answer.headers.count("connection"));
    EXPECT_FALSE(answer.headers.count("date"));  // it was given no clock
  }
  EXPECT_EQ(made.server->counters().requests, 3U);
  EXPECT_EQ(made.server->counters().accepted, 1U);
  EXPECT_EQ(made.server->counters().answers[2], 3U);
}

TEST(Http, ClosesWhereItIsAskedTo) {
  Made made;
  Client one = made.client();
  EXPECT_EQ(one.ask(get("/ping", "Connection: close\r\n")).header("connection"), "close");
  EXPECT_TRUE(one.closed());
  Client two = made.client();
  EXPECT_EQ(two.ask(get("/bye")).header("connection"), "close");  // by the handler
  EXPECT_TRUE(two.closed());
  Client old = made.client();
  EXPECT_EQ(old.ask("GET /ping HTTP/1.0\r\n\r\n").body, "pong");
  EXPECT_TRUE(old.closed());
  Client kept = made.client();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(kept.ask("GET /ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("connection"), "keep-alive");
  }
}

TEST(Http, TellsTheHandlerWhatWasAsked) {
  Made made;
  Client client = made.client();
  EXPECT_EQ(client.ask(get("/told?from=a%20b&x")).body, "GET /told?from=a%20b&x from 127.0.0.1 open");
  EXPECT_EQ(client.ask(get("/%74old")).body, "GET /told? from 127.0.0.1 open");
  EXPECT_EQ(client.ask(get("http://host:80/told?q")).body, "GET /told?q from 127.0.0.1 open");
  EXPECT_EQ(client.ask("OPTIONS /told HTTP/1.1\r\nHost: a\r\n\r\n").body, "OPTIONS /told? from 127.0.0.1 open");
  EXPECT_EQ(client.ask("PURGE /told HTTP/1.1\r\nHost: a\r\n\r\n").body, "PURGE /told? from 127.0.0.1 open");
  EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").body, "*");
  EXPECT_EQ(client.ask("\r\n\r\n" + get("/told")).status, 200);  // empty lines of old clients
}

TEST(Http, BelievesAProxyOnlyWhereThereIsOne) {
  const std::string ask = get("/told", "X-Forwarded-For: 10.0.0.1, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n");
  Made open;
  EXPECT_EQ(open.client().ask(ask).body, "GET /told? from 127.0.0.1 open");
  Made behind({.trusted_proxy = true});
  // The last one was put there by our proxy; what stands before it, by anyone.
  EXPECT_EQ(behind.client().ask(ask).body, "GET /told? from 192.0.2.7 secure");
  EXPECT_EQ(behind.client().ask(get("/told", "X-Forwarded-For: 1.2.3.4, me\r\n")).body,
            "GET /told? from 127.0.0.1 open");
}

TEST(Http, HeadHasTheLengthAndNotTheBody) {
  Made made;
  Client client = made.client();
  const Answer answer = client.ask("HEAD /ping HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD");
  EXPECT_EQ(answer.header("content-length"), "4");
  EXPECT_EQ(client.ask(get("/ping")).body, "pong");  // directly behind the head
  EXPECT_FALSE(client.ask(get("/nothing"), "HEAD").headers.count("content-length"));
  EXPECT_EQ(client.ask(get("/ping")).body, "pong");
}

TEST(Http, ReadsBodiesWithALengthAndInChunks) {
  Made made;
  Client client = made.client();
  const std::string body = "moisture,2.5\r\n\r\n" + std::string(100'000, 'a');
  EXPECT_EQ(client.ask(post("/echo", body)).body, body);
  EXPECT_EQ(client.ask(post("/echo", "")).body, "");
  const std::string chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(client.ask(chunked + "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: x\r\n\r\n").body, "abcdefg");
  EXPECT_EQ(client.ask(chunked + "0\r\n\r\n").body, "");
  // Byte by byte, it is the same.
  const std::string ask = chunked + "3\r\nabc\r\n0\r\n\r\n";
  for (const char byte : ask) client.send(std::string_view(&byte, 1));
  EXPECT_EQ(client.answer().body, "abc");
}

TEST(Http, ATrailerIsNoHeader) {
  Made made({.trusted_proxy = true});
  EXPECT_EQ(made.client()
                .ask("POST /told HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                     "X-Forwarded-For: 1.2.3.4\r\n\r\n")
                .body,
            "POST /told? from 127.0.0.1 open");
}

TEST(Http, RequestsSentAheadAreAnsweredInOrder) {
  Made made;
  Client client = made.client();
  std::string ahead;
  for (int i = 0; i < 200; ++i) ahead += i % 2 ? post("/echo", std::to_string(i)) : get("/told?" + std::to_string(i));
  client.send(ahead);
  for (int i = 0; i < 200; ++i) {
    const Answer answer = client.answer();
    ASSERT_EQ(answer.body, i % 2 ? std::to_string(i) : "GET /told?" + std::to_string(i) + " from 127.0.0.1 open");
  }
}

TEST(Http, ContinuesWhereThatIsExpected) {
  Made made({.most_body = 10});
  Client client = made.client();
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer().status, 100);
  EXPECT_EQ(client.ask("abc").body, "abc");
  // A body that will not be taken is not asked for.
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n").status,
            413);
  EXPECT_EQ(made.client().ask(get("/ping", "Expect: a miracle\r\n")).status, 417);
}

TEST(Http, AnExceptionIsAnAnswerThatKeepsItsText) {
  Made made;
  Client client = made.client();
  const Answer answer = client.ask(get("/throw"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  EXPECT_EQ(client.ask(get("/ping")).body, "pong");
}

TEST(Http, AHeaderCannotBecomeTwo) {
  Made made;
  const Answer answer = made.client().ask(get("/inject"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_FALSE(answer.headers.count("set-cookie"));
}

TEST(Http, PutsItsHeadersOnEveryAnswer) {
  Made made({.always = {{"x-content-type-options", "nosniff"}}, .now = [] { return Instant{784111777000}; }});
  for (const std::string& ask : {get("/ping"), get("/../a")}) {
    const Answer answer = made.client().ask(ask);
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("date"), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110, section 5.6.7
  }
}

// --- refusals --------------------------------------------------------------------------------------------------------

TEST(Http, RefusesWhatDoesNotHoldToTheStandard) {
  Made made;
  const std::string chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";
  const std::pair<std::string, int> cases[] = {
      {"GET /ping HTTP/1.1\r\n\r\n", 400},                        // no Host
      {"GET /ping HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},  // two
      {"GET /ping HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},           // not a host
      {"GET /ping HTTP/1.1\r\nHost:\r\n\r\n", 400},               // empty
      {"GET /ping HTTP/1.1\r\nHost : a\r\n\r\n", 400},            // blank before the colon
      {"GET /ping HTTP/1.1\r\nHost: a\r\n x: y\r\n\r\n", 400},    // folded
      {"GET /ping HTTP/1.1\r\nHost: a\r\nx: y\r\n z\r\n\r\n", 400},
      {"GET /ping HTTP/1.1\r\nHost: a\r\nx: y\r\n\tz\r\n\r\n", 400},
      {"GET /ping HTTP/1.1\r\n Host: a\r\n\r\n", 400},    // folded into the request line
      {"GET /ping HTTP/1.1\nHost: a\n\n", 400},           // bare line feeds
      {"GET /ping HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400},  // bare carriage return
      {"GET /ping HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400},
      {"GET /ping HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400},
      {"GET /ping HTTP/1.1\r\nHost: a\r\nb\x01: c\r\n\r\n", 400},
      {std::string("GET /ping HTTP/1.1\r\nHost: a\r\nb: c") + '\0' + "d\r\n\r\n", 400},
      {"GET  /ping HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /pi ng HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /ping\r\nHost: a\r\n\r\n", 400},  // HTTP/0.9
      {"GET /ping HTTP/9.9\r\nHost: a\r\n\r\n", 505},
      {"GET /ping HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"GET ping HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /ping#a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET ftp://a/ping HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"\x16\x03\x01\x02\x01\x01", 400},  // a TLS hello
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nabc", 400},
      {chunked + "Content-Length: 3\r\n\r\n0\r\n\r\n", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \x0b"
       "chunked\r\n\r\n0\r\n\r\n",
       400},
      {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
      {chunked + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {chunked + "\r\nzz\r\nabc\r\n0\r\n\r\n", 400},
      {chunked + "\r\n-3\r\nabc\r\n0\r\n\r\n", 400},
      {chunked + "\r\n3\r\nabcd\r\n0\r\n\r\n", 400},
      {chunked + "\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n", 400},
      {chunked + "\r\n3;" + std::string(70'000, 'x'), 400},     // a chunk's head without an end
      {chunked + "\r\n0\r\n" + std::string(70'000, 'x'), 400},  // a trailer without an end
      {get("/" + std::string(20'000, 'x')), 414},
      {get("/ping", "x: " + std::string(20'000, 'y') + "\r\n"), 431},
  };
  for (const auto& [bytes, status] : cases) {
    Client client = made.client();
    const Answer answer = client.ask(bytes);
    EXPECT_EQ(answer.status, status) << bytes.substr(0, 200);
    EXPECT_EQ(answer.header("content-type"), "application/problem+json") << bytes.substr(0, 200);
    EXPECT_TRUE(client.closed()) << bytes.substr(0, 200);
  }
  EXPECT_EQ(made.server->counters().requests, 0U);  // the handler heard of none
  EXPECT_EQ(made.client().ask(get("/ping")).body, "pong");
}

TEST(Http, RefusesAFloodOfHeaders) {
  Made made({.most_header = 1 << 20});
  std::string many;
  for (int i = 0; i < 100; ++i) many += "a" + std::to_string(i) + ": b\r\n";
  EXPECT_EQ(made.client().ask(get("/ping", many)).status, 431);  // with Host it is 101
  EXPECT_EQ(made.client().ask(get("/ping", many.substr(many.find('\n') + 1))).status, 200);
  Made small;
  Client flood = small.client();
  flood.send("GET /ping HTTP/1.1\r\nHost: a\r\n");
  for (int i = 0; i < 4000 && flood.send("header-" + std::to_string(i) + ": value\r\n"); ++i) {
  }
  EXPECT_EQ(flood.answer().status, 431);
}

TEST(Http, NoPathLeavesItsFolder) {
  Made made;
  const char* const forms[] = {"/../etc/passwd",
                               "/..%2fetc/passwd",
                               "/%2e%2e/etc/passwd",
                               "/%2E%2e%2Fetc/passwd",
                               "/a/../../etc/passwd",
                               "/./ping",
                               "/ping/.",
                               "/ping/..",
                               "/..\\etc\\passwd",
                               "/..%5cetc%5cpasswd",
                               "/%c0%ae%c0%ae/etc/passwd",
                               "/ping%00.html",
                               "//etc/passwd",
                               "/%",
                               "/%4",
                               "/%zz",
                               "/%u002e",
                               "/a%0d%0ab",
                               "/\xff"};
  for (const char* form : forms) EXPECT_EQ(made.client().ask(get(form)).status, 400) << form;
  // Decoded once, this is a name with percent signs in it, and leads nowhere.
  EXPECT_EQ(made.client().ask(get("/%252e%252e/x")).body, "/%2e%2e/x");
  EXPECT_EQ(made.server->counters().requests, 1U);
}

TEST(Http, StartTellsWhyItCannot) {
  const Handler handler = [](const Request&) { return Response{}; };
  Made made;
  const auto second = Server::start({.port = made.port()}, handler);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::conflict);
  EXPECT_EQ(Server::start({.address = "no address"}, handler).error().fault, Fault::malformed);
  EXPECT_EQ(Server::start({.address = "192.0.2.1", .port = 0}, handler).error().fault, Fault::unavailable);
  EXPECT_EQ(Server::start({.port = 0, .certificate = "a.pem"}, handler).error().fault, Fault::malformed);
  EXPECT_EQ(Server::start({.port = 0, .certificate = "/no/a.pem", .key = "/no/b.pem"}, handler).error().fault,
            Fault::missing);
  made.server->stop(std::chrono::milliseconds(0));
  EXPECT_TRUE(Server::start({.port = made.port()}, handler));  // at once, although connections were there before
}

TEST(Http, BrokenPromises) {
  const Handler handler = [](const Request&) { return Response{}; };
  EXPECT_THROW((void)Server::start({}, Handler{}), ContractError);
  EXPECT_THROW((void)Server::start({.workers = 0}, handler), ContractError);
  EXPECT_THROW((void)Server::start({.most_waiting = 0}, handler), ContractError);
  EXPECT_THROW((void)Server::start({.header_ms = 0}, handler), ContractError);
}

}  // namespace http_test
}  // namespace skin2vec::http
