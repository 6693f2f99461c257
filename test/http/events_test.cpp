#include "skin2vec/http/events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::http {
namespace events_test {

TEST(Events, HaveTheFormatOfTheStandard) {
  EXPECT_EQ(event_text("", "a", ""), "data: a\n\n");
  EXPECT_EQ(event_text("day", "a\nb\r\nc\rd\n", "7"),
            "id: 7\nevent: day\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
  EXPECT_EQ(event_text("", "", ""), "data: \n\n");
}

TEST(Events, WaitUntilTheyAreTaken) {
  EventStream events;
  EXPECT_TRUE(events.push("a", "1"));
  EXPECT_TRUE(events.push("", "2", "x"));
  EXPECT_EQ(events.take().text, "event: a\ndata: 1\n\nid: x\ndata: 2\n\n");
  EXPECT_EQ(events.take().text, "");
  events.push("", "3");
  events.close();
  EXPECT_TRUE(events.closed());
  EXPECT_FALSE(events.push("", "4"));
  const auto taken = events.take();
  EXPECT_EQ(taken.text, "data: 3\n\n");
  EXPECT_TRUE(taken.last);
  EXPECT_FALSE(taken.cut);
}

TEST(Events, WakeOnceForEachTake) {
  EventStream events;
  int woken = 0;
  events.on_ready([&] { ++woken; });
  events.push("", "1");
  events.push("", "2");
  EXPECT_EQ(woken, 1);
  (void)events.take();
  events.close();
  events.close();
  EXPECT_EQ(woken, 2);
  events.on_ready({});
  (void)events.take();
  events.close();
  EXPECT_EQ(woken, 2);
}

TEST(Events, AClientThatDoesNotReadIsCut) {
  EventStream events({.most_bytes = 40});  // "data: 1\n\n" has 9
  int woken = 0;
  events.on_ready([&] { ++woken; });
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(events.push("", "1"));
  EXPECT_FALSE(events.cut());
  EXPECT_FALSE(events.push("", "1"));
  EXPECT_EQ(woken, 2);  // for the first, and for the cut
  EXPECT_TRUE(events.cut());
  EXPECT_TRUE(events.closed());
  EXPECT_TRUE(events.take().cut);
  EXPECT_EQ(events.take().text, "");
}

TEST(Events, AreTakenInTheOrderOfEachPusher) {
  EventStream events({.most_bytes = 1 << 20});
  std::atomic<int> woken{0};
  events.on_ready([&] { ++woken; });
  std::vector<std::jthread> pushers;
  for (int p = 0; p < 4; ++p) {
    pushers.emplace_back([&events, p] {
      for (int i = 0; i < 500; ++i) events.push("", std::to_string(p) + " " + std::to_string(i));
    });
  }
  std::string text;
  while (static_cast<std::size_t>(std::count(text.begin(), text.end(), 'd')) < 2000) text += events.take().text;
  pushers.clear();
  for (int p = 0; p < 4; ++p) {
    std::size_t at = 0;
    for (int i = 0; i < 500; ++i) {
      at = text.find("data: " + std::to_string(p) + " " + std::to_string(i) + "\n", at);
      ASSERT_NE(at, std::string::npos) << p << " " << i;
    }
  }
  EXPECT_GE(woken, 1);
}

TEST(Events, BrokenPromises) {
  EXPECT_THROW(EventStream({.most_bytes = 0}), ContractError);
  EventStream events;
  EXPECT_THROW(events.push("a\nb", ""), ContractError);
  EXPECT_THROW(events.push("", "", "a\rb"), ContractError);
  EXPECT_THROW(events.push(std::string_view("a\0", 2), ""), ContractError);
}

}  // namespace events_test
}  // namespace skin2vec::http
