// Event streams over connections.
#include <gtest/gtest.h>

#include "test/http/made.h"

namespace skin2vec::http {
namespace streams_test {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

template <typename Condition>
bool comes_true(Condition condition) {
  const auto end = Clock::now() + milliseconds(10'000);
  while (!condition() && Clock::now() < end) std::this_thread::sleep_for(milliseconds(5));
  return condition();
}

TEST(Streams, EveryClientGetsEveryEvent) {
  Made made;
  std::vector<Client> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(made.client());
    clients.back().send(get("/events", "Last-Event-ID: " + std::to_string(i) + "\r\n"));
    const Answer answer = clients.back().answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("content-type"), "text/event-stream");
    EXPECT_EQ(answer.header("transfer-encoding"), "chunked");
    EXPECT_TRUE(clients.back().receive_until("id: 1\nevent: hello\ndata: " + std::to_string(i) + "\n\n"));
  }
  for (int n = 0; n < 50; ++n) {
    for (const auto& events : made.asked()) EXPECT_TRUE(events->push("day", "number " + std::to_string(n)));
  }
  for (Client& client : clients) {
    for (int n = 0; n < 50; ++n) ASSERT_TRUE(client.receive_until("data: number " + std::to_string(n) + "\n\n"));
  }
  EXPECT_EQ(made.server->counters().streams, 20U);
  EXPECT_EQ(made.client().ask(get("/ping")).body, "pong");
}

TEST(Streams, EndWithALastChunk) {
  Made made;
  Client client = made.client();
  client.send(get("/events"));
  ASSERT_TRUE(client.receive_until("data: none\n\n"));
  made.asked().at(0)->push("", "bye");
  made.asked().at(0)->close();
  EXPECT_TRUE(client.receive_until("data: bye\n\n\r\n"));
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(client.received(), "0\r\n\r\n");
  client.leave();
  EXPECT_TRUE(comes_true([&] { return made.server->counters().open == 0; }));
}

TEST(Streams, HTTP10GetsThemWithoutChunks) {
  Made made;
  Client client = made.client();
  client.send("GET /events HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.answer().header("transfer-encoding"), "");
  made.asked().at(0)->close();
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(client.received(), "id: 1\nevent: hello\ndata: none\n\n");
}

TEST(Streams, AHeadOfOneIsOnlyAHead) {
  Made made;
  Client client = made.client();
  EXPECT_EQ(client.ask("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD").header("content-type"), "text/event-stream");
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(client.received(), "");
  EXPECT_TRUE(made.asked().at(0)->closed());
}

TEST(Streams, BeatWhileTheyAreSilent) {
  Made made({.heartbeat_ms = 200});
  Client client = made.client();
  client.send(get("/events"));
  ASSERT_TRUE(client.receive_until("data: none\n\n"));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(client.receive_until("3\r\n:\n\n\r\n", milliseconds(3000)));
}

TEST(Streams, AreNotIdle) {
  Made made({.header_ms = 200, .body_ms = 200, .idle_ms = 200, .write_ms = 200});
  Client client = made.client();
  client.send(get("/events"));
  ASSERT_TRUE(client.receive_until("data: none\n\n"));
  client.send("this is not read");
  std::this_thread::sleep_for(milliseconds(800));
  EXPECT_TRUE(made.asked().at(0)->push("", "still here"));
  EXPECT_TRUE(client.receive_until("still here"));
}

TEST(Streams, AClientThatHasGoneIsSeen) {
  Made made;
  {
    Client client = made.client();
    client.send(get("/events"));
    ASSERT_TRUE(client.receive_until("data: none\n\n"));
  }
  const auto events = made.asked().at(0);
  EXPECT_TRUE(comes_true([&] { return events->closed(); }));
  EXPECT_FALSE(events->push("", "nobody hears"));
  EXPECT_TRUE(comes_true([&] { return made.server->counters().open == 0; }));
  EXPECT_EQ(made.server->counters().streams, 0U);
}

TEST(Streams, AClientThatDoesNotReadIsCutAndHoldsNobody) {
  Made made;
  Client slow(made.port(), 4096);
  slow.send(get("/events"));
  ASSERT_TRUE(slow.receive_until("data: none\n\n"));  // its stream is the first
  Client quick = made.client();
  quick.send(get("/events"));
  ASSERT_TRUE(quick.receive_until("data: none\n\n"));
  ASSERT_TRUE(comes_true([&] { return made.asked().size() == 2; }));
  const std::string data(10'000, 'x');
  int pushed = 0;
  for (; pushed < 5000; ++pushed) {
    const auto streams = made.asked();
    streams[1]->push("", std::to_string(pushed));
    if (streams[0]->closed() || streams[1]->closed()) break;
    for (const auto& events : streams) events->push("", data);
    ASSERT_TRUE(quick.receive_until(data));
  }
  EXPECT_LT(pushed, 5000);  // what the kernel and the stream keep is a few MB
  int closed = 0;
  for (const auto& events : made.asked()) closed += events->closed();
  EXPECT_EQ(closed, 1);
  EXPECT_TRUE(quick.receive_until(std::to_string(pushed)));
  EXPECT_TRUE(comes_true([&] { return made.server->counters().streams == 1; }));
  EXPECT_EQ(made.server->counters().cut, 1U);
}

TEST(Streams, EndWithTheServer) {
  Made made;
  std::vector<Client> clients;
  for (int i = 0; i < 5; ++i) {
    clients.push_back(made.client());
    clients.back().send(get("/events"));
    ASSERT_TRUE(clients.back().receive_until("data: none\n\n"));
  }
  std::jthread stopping([&] { made.server->stop(milliseconds(5000)); });
  for (Client& client : clients) {
    EXPECT_TRUE(client.receive_until("0\r\n\r\n"));
    client.leave();
  }
  stopping.join();
  for (const auto& events : made.asked()) EXPECT_FALSE(events->push("", "nobody hears"));
}

TEST(Streams, PushingWhileEverythingEndsIsSafe) {
  for (int round = 0; round < 10; ++round) {
    Made made;
    std::vector<Client> clients;
    for (int i = 0; i < 4; ++i) {
      clients.push_back(made.client());
      clients.back().send(get("/events"));
      ASSERT_TRUE(clients.back().receive_until("data: none\n\n"));
    }
    std::vector<std::jthread> pushers;
    for (const auto& events : made.asked()) {
      pushers.emplace_back([events] {
        while (events->push("", "on and on")) std::this_thread::yield();
      });
    }
    clients.pop_back();
    made.asked().at(0)->close();
    made.server->stop(milliseconds(round % 2 ? 0 : 200));
    pushers.clear();
    EXPECT_EQ(made.server->counters().streams, 0U);
  }
}

}  // namespace streams_test
}  // namespace skin2vec::http
