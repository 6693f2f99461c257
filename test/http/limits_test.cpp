// Times, sizes, numbers, and the end of a server: what one client can do to the others.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <ctime>
#include <fstream>
#include <future>

#include "test/http/made.h"

namespace skin2vec::http {
namespace limits_test {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;  // times and memory are the sanitizer's
#else
constexpr bool sanitized = false;
#endif

double ms_since(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

// Resident memory of this process, MB.
double resident_mb() {
  std::ifstream in("/proc/self/statm");
  double pages = 0;
  in >> pages >> pages;
  return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// One more byte every 50 ms to each of many clients, until all were cut; meanwhile a ping, which must be answered.
void hold_against_slow_clients(std::string_view begin, Made& made, int limit_ms) {
  constexpr int many = 200;
  std::vector<Client> slow;
  const auto begun = Clock::now();
  for (int i = 0; i < many; ++i) {
    slow.push_back(made.client());
    ASSERT_TRUE(slow.back().send(begin));
  }
  double slowest_ping = 0;
  while (made.server->counters().accepted < many && ms_since(begun) < 10'000) std::this_thread::yield();
  while (made.server->counters().open > 0 && ms_since(begun) < 10'000) {
    for (Client& client : slow) client.send("a");
    const auto asked = Clock::now();
    ASSERT_EQ(made.client().ask(get("/ping", "Connection: close\r\n")).body, "pong");
    slowest_ping = std::max(slowest_ping, ms_since(asked));
    std::this_thread::sleep_for(milliseconds(50));
    if (made.server->counters().cut >= many) break;
  }
  EXPECT_EQ(made.server->counters().cut, static_cast<std::uint64_t>(many));
  for (Client& client : slow) {
    const int status = client.answer().status;
    EXPECT_TRUE(status == 408 || status == 0) << status;  // 0: it was writing still, and the answer was lost
    EXPECT_TRUE(client.closed());
  }
  if (!sanitized) {
    EXPECT_LT(ms_since(begun), limit_ms + 2500);
    EXPECT_LT(slowest_ping, 500);
  }
}

TEST(Limits, SlowHeadsAreCutAndHoldNobody) {
  Made made({.header_ms = 1000});
  hold_against_slow_clients("GET /ping HTTP/1.1\r\nx: ", made, 1000);
}

TEST(Limits, SlowBodiesAreCutAndHoldNobody) {
  Made made({.body_ms = 1000});
  hold_against_slow_clients("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", made, 1000);
}

TEST(Limits, ASlowClientIsTold) {
  Made made({.header_ms = 300});
  Client client = made.client();
  const Answer answer = client.ask("GET /ping HT");
  EXPECT_EQ(answer.status, 408);
  EXPECT_TRUE(client.closed());
}

TEST(Limits, AClientThatStaysAfterTheEndIsNotCounted) {
  Made made;
  Client client = made.client();
  EXPECT_EQ(client.ask(get("/bye")).body, "bye");
  const auto begun = Clock::now();
  while (made.server->counters().open > 0 && ms_since(begun) < 5000) std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(made.server->counters().open, 0U);  // after two seconds
  EXPECT_EQ(made.server->counters().cut, 0U);
}

TEST(Limits, AnIdleConnectionIsClosedWithoutAWord) {
  Made made({.idle_ms = 300});
  Client fresh = made.client(), used = made.client();
  EXPECT_EQ(used.ask(get("/ping")).body, "pong");
  EXPECT_TRUE(used.closed());
  EXPECT_TRUE(fresh.closed());
  EXPECT_EQ(fresh.received() + used.received(), "");
  EXPECT_EQ(made.server->counters().cut, 0U);
}

TEST(Limits, ABodyIsTakenUpToTheLimit) {
  Made made({.most_body = 1000, .body_limit = {}});
  EXPECT_EQ(made.client().ask(post("/size", std::string(1000, 'a'))).body, "1000");
  EXPECT_EQ(made.client().ask(post("/size", std::string(1001, 'a'))).status, 413);
  const std::string chunked = "POST /size HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string half = "1f4\r\n" + std::string(500, 'a') + "\r\n";
  EXPECT_EQ(made.client().ask(chunked + half + half + "0\r\n\r\n").body, "1000");
  EXPECT_EQ(made.client().ask(chunked + half + half + "1\r\na\r\n0\r\n\r\n").status, 413);
  Made by_path({.most_body = 1000, .body_limit = [](const Request& head) {
                  return std::size_t{head.path == "/size" && head.header("host") ? 2000U : 10U};
                }});
  EXPECT_EQ(by_path.client().ask(post("/size", std::string(2000, 'a'))).body, "2000");
  EXPECT_EQ(by_path.client().ask(post("/echo", std::string(11, 'a'))).status, 413);
}

TEST(Limits, ALimitThatFailsIsNoLimit) {
  Made made({.body_limit = [](const Request&) -> std::size_t { throw std::runtime_error("no"); }});
  EXPECT_EQ(made.client().ask(post("/size", "a")).status, 500);
  EXPECT_EQ(made.client().ask(get("/ping")).body, "pong");  // has no body
}

TEST(Limits, FiftyMegabytesAreRefusedAndNotKept) {
  Made made;
  const std::string piece(1 << 20, 'a');
  const double before = resident_mb();
  // By its length: at once. The client is still writing, and gets its answer nevertheless.
  Client known = made.client();
  known.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 52428800\r\n\r\n");
  int taken = 0;
  while (taken < 50 && known.send(piece)) ++taken;
  EXPECT_EQ(taken, 50);  // a reset would take the answer back on systems that forget what was not read yet
  EXPECT_EQ(known.answer().status, 413);
  // In chunks: as soon as the limit is passed.
  Client chunked = made.client();
  chunked.send("POST /size HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 50 && chunked.send("100000\r\n" + piece + "\r\n"); ++i) {
  }
  EXPECT_EQ(chunked.answer().status, 413);
  if (!sanitized) {
    EXPECT_LT(resident_mb() - before, 12);  // the piece, the limit of 1 MiB, and buffers
  }
  EXPECT_EQ(made.client().ask(get("/ping")).body, "pong");
}

TEST(Limits, ManyHalfBodiesHoldNobody) {
  Made made;
  std::vector<Client> half;
  for (int i = 0; i < 100; ++i) {
    half.push_back(made.client());
    half.back().send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + std::string(5000, 'a'));
  }
  EXPECT_EQ(made.client().ask(get("/ping")).body, "pong");
}

TEST(Limits, AClientThatDoesNotReadIsCut) {
  Made made({.write_ms = 400});
  Client client(made.port(), 4096);
  client.send(get("/big"));
  const auto begun = Clock::now();
  while (made.server->counters().cut == 0 && ms_since(begun) < 15'000) std::this_thread::sleep_for(milliseconds(20));
  while (made.server->counters().open > 0 && ms_since(begun) < 15'000) std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(made.server->counters().open, 0U);
  EXPECT_EQ(made.server->counters().cut, 1U);
  // One that reads gets all of it.
  EXPECT_EQ(made.client().ask(get("/big")).body.size(), std::size_t{8} << 20);
}

TEST(Limits, TooManyConnectionsAreTurnedAway) {
  for (const bool by_address : {false, true}) {
    ServerOptions options;
    (by_address ? options.most_from_loopback : options.most_connections) = 5;
    Made made(options);
    std::vector<Client> held;
    for (int i = 0; i < 5; ++i) {
      held.push_back(made.client());
      ASSERT_EQ(held.back().ask(get("/ping")).body, "pong");
    }
    for (int i = 0; i < 100; ++i) {
      Client client = made.client();
      const int status = client.ask(get("/ping")).status;
      EXPECT_TRUE(status == 503 || (i >= 60 && status == 0)) << status;  // beyond 64 at a time without a word
    }
    EXPECT_EQ(made.server->counters().refused, 100U);
    EXPECT_EQ(held.front().ask(get("/ping")).body, "pong");
    held.clear();
    const auto begun = Clock::now();
    int status = 503;
    while (status != 200 && ms_since(begun) < 5000) status = made.client().ask(get("/ping")).status;
    EXPECT_EQ(status, 200);  // as soon as somebody has left
  }
}

TEST(Limits, TooManyRequestsForTheWorkersAreRefused) {
  Made made({.workers = 1, .most_waiting = 2});
  std::vector<Client> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(made.client());
    clients.back().send(get("/slow"));
  }
  int done = 0, refused = 0;
  for (Client& client : clients) {
    const Answer answer = client.answer();
    done += answer.status == 201;
    refused += answer.status == 503;
    if (answer.status == 503) {
      EXPECT_EQ(answer.header("retry-after"), "1");
    }
  }
  EXPECT_EQ(done + refused, 8);
  EXPECT_GE(done, 2);
  EXPECT_GE(refused, 5);
  EXPECT_EQ(clients.back().ask(get("/ping")).body, "pong");  // the connection stays
}

TEST(Limits, AllBodiesTogetherHaveALimitToo) {
  Made made({.most_of_all_bodies = 100'000});
  std::vector<Client> half;
  for (int i = 0; i < 4; ++i) {
    half.push_back(made.client());
    half.back().send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\nExpect: 100-continue\r\n\r\n");
    ASSERT_EQ(half.back().answer().status, 100);
  }
  for (int i = 0; i < 3; ++i) half[static_cast<std::size_t>(i)].send(std::string(29'999, 'a'));
  Client ping = made.client();
  int status = 200;
  for (int i = 0; i < 100 && status == 200; ++i) status = ping.ask(post("/size", std::string(80'000, 'a'))).status;
  EXPECT_EQ(status, 503);  // as soon as the others have come
  for (int i = 0; i < 3; ++i) EXPECT_EQ(half[static_cast<std::size_t>(i)].ask("a").body, "30000");
  EXPECT_EQ(half[3].ask(std::string(30'000, 'a')).body, "30000");  // theirs has been given back
}

TEST(Limits, ABlockedHandlerHoldsNoOtherConnection) {
  Made made({.workers = 2});
  Client slow = made.client();
  slow.send(get("/slow"));
  const auto begun = Clock::now();
  EXPECT_EQ(made.client().ask(get("/ping")).body, "pong");
  if (!sanitized) {
    EXPECT_LT(ms_since(begun), 400);
  }
  EXPECT_EQ(slow.answer().body, "done");
}

TEST(Limits, WithoutFileDescriptorsItWaitsAndComesBack) {
  Made made;
  std::vector<Client> clients;
  for (int i = 0; i < 20; ++i) clients.emplace_back(0);  // each has its descriptor, and is not connected
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  const int lowest_free = ::dup(0);
  rlimit none = before;
  none.rlim_cur = static_cast<rlim_t>(lowest_free);
  ::setrlimit(RLIMIT_NOFILE, &none);
  ::close(lowest_free);
  for (Client& client : clients) {
    client.connect(made.port());
    client.send(get("/ping"));
  }
  const std::clock_t used = std::clock();
  std::this_thread::sleep_for(milliseconds(500));
  // None can be accepted; but the thread sanitizer opens and closes files of its own, and may leave a place or two.
  EXPECT_LE(made.server->counters().accepted, 2U);
  const double busy = static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
  ::setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_LT(busy, 0.25);  // and is not tried again and again without a pause
  for (Client& client : clients) EXPECT_EQ(client.answer().body, "pong");
}

// --- the end ---------------------------------------------------------------------------------------------------------

TEST(Stop, WhatWasBegunIsAnswered) {
  Made made;
  Client idle = made.client(), running = made.client(), half = made.client();
  ASSERT_EQ(idle.ask(get("/ping")).body, "pong");
  running.send(post("/slow", "a,b"));
  half.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_EQ(half.answer().status, 100);  // its head has come
  half.send("ab");
  const auto waited = Clock::now();
  while (made.server->counters().requests < 2 && ms_since(waited) < 5000) std::this_thread::sleep_for(milliseconds(5));
  const auto begun = Clock::now();
  auto stopped = std::async(std::launch::async, [&] { made.server->stop(milliseconds(5000)); });
  EXPECT_TRUE(idle.closed());
  EXPECT_FALSE(made.client().connected() && made.client().ask(get("/ping")).status == 200);
  EXPECT_EQ(half.ask("cd").body, "4");
  const Answer answer = running.answer();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.header("connection"), "close");
  running.leave();
  half.leave();
  stopped.wait();
  if (!sanitized) {
    EXPECT_LT(ms_since(begun), 1500);
  }
  EXPECT_EQ(made.server->counters().open, 0U);
  made.server->stop(milliseconds(0));  // does nothing
}

TEST(Stop, WhatDoesNotEndIsCutAfterTheGrace) {
  Made made;
  Client half = made.client();
  half.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_EQ(half.answer().status, 100);  // its head has come
  half.send("ab");
  const auto begun = Clock::now();
  made.server->stop(milliseconds(300));
  EXPECT_GE(ms_since(begun), 290);
  if (!sanitized) {
    EXPECT_LT(ms_since(begun), 1500);
  }
  EXPECT_TRUE(half.closed());
}

TEST(Stop, WhatWaitsForAWorkerIsNotBegunAfterTheGrace) {
  Made made({.workers = 1});
  std::vector<Client> clients;
  for (int i = 0; i < 10; ++i) {
    clients.push_back(made.client());
    clients.back().send(get("/slow"));
  }
  const auto waited = Clock::now();
  while (made.server->counters().waiting < 9 && ms_since(waited) < 5000) std::this_thread::sleep_for(milliseconds(5));
  const auto begun = Clock::now();
  made.server->stop(milliseconds(100));
  EXPECT_LT(ms_since(begun), 10 * 600 - 1000);
  EXPECT_LE(made.server->counters().requests, 3U);
}

TEST(Stop, AServerEndsWithItsName) {
  Client client(0);
  {
    Made made;
    Client inside = made.client();
    ASSERT_EQ(inside.ask(get("/ping")).body, "pong");
    Server moved = std::move(*made.server);
    EXPECT_EQ(moved.port(), moved.port());
    EXPECT_EQ(inside.ask(get("/ping")).body, "pong");
  }
}

}  // namespace limits_test
}  // namespace skin2vec::http
