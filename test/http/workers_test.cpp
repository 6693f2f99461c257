#include "skin2vec/http/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::http {
namespace workers_test {

TEST(Workers, DoEverythingBeforeTheyEnd) {
  std::atomic<int> done{0};
  Workers workers(3, 1000);
  for (int i = 0; i < 1000; ++i) {
    while (!workers.offer([&] { ++done; })) std::this_thread::yield();
  }
  workers.close();
  EXPECT_EQ(done, 1000);
  EXPECT_FALSE(workers.offer([] {}));
}

TEST(Workers, TakeNoMoreThanMayWait) {
  std::promise<void> begun, go;
  std::vector<int> order;
  Workers workers(1, 2);
  ASSERT_TRUE(workers.offer([&] {
    begun.set_value();
    go.get_future().wait();
    order.push_back(0);
  }));
  begun.get_future().wait();
  EXPECT_TRUE(workers.offer([&] { order.push_back(1); }));
  EXPECT_TRUE(workers.offer([&] { order.push_back(2); }));
  EXPECT_FALSE(workers.offer([&] { order.push_back(3); }));
  EXPECT_EQ(workers.waiting(), 2U);
  go.set_value();
  workers.close();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
}

TEST(Workers, BrokenPromises) {
  EXPECT_THROW(Workers(0, 1), ContractError);
  EXPECT_THROW(Workers(1, 0), ContractError);
}

}  // namespace workers_test
}  // namespace skin2vec::http
