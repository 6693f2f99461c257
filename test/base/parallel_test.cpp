#include "skin2vec/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec {
namespace parallel_test {

constexpr int thread_counts[] = {0, 1, 2, 3, 8, 64};

TEST(ParallelFor, WorksOnEachIndexOnce) {
  for (const int threads : thread_counts) {
    for (const std::size_t count : {0, 1, 2, 5, 1000}) {
      std::vector<std::atomic<int>> visits(count);
      parallel_for(count, threads, [&](std::size_t i) { ++visits.at(i); });
      for (const auto& visit : visits) ASSERT_EQ(visit, 1) << threads << " threads, " << count << " indices";
    }
  }
}

TEST(ParallelFor, GivesTheSameForAnyNumberOfThreads) {
  const auto answer = [](int threads) {
    std::vector<double> sums(257);
    const Random seed(7);
    parallel_for(sums.size(), threads, [&](std::size_t i) {
      Random random = seed.fork(i);
      for (std::size_t n = 0; n < 10 * i; ++n) sums[i] += random.normal();
    });
    return sums;
  };
  const auto alone = answer(1);
  for (const int threads : thread_counts) EXPECT_EQ(answer(threads), alone) << threads << " threads";
}

TEST(ParallelFor, WhatWasWrittenIsSeenAfterwards) {
  std::vector<int> plain(10'000);
  parallel_for(plain.size(), 8, [&](std::size_t i) { plain[i] = static_cast<int>(i) + 1; });
  for (std::size_t i = 0; i < plain.size(); ++i) ASSERT_EQ(plain[i], static_cast<int>(i) + 1);
}

TEST(ParallelFor, ThrowsTheErrorOfTheLowestIndex) {
  for (const int threads : thread_counts) {
    try {
      parallel_for(500, threads, [](std::size_t i) {
        if (i % 100 == 41) throw std::runtime_error(std::to_string(i));
      });
      FAIL() << "nothing was thrown with " << threads << " threads";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "41") << threads << " threads";
    }
  }
}

TEST(ParallelFor, CanBeUsedInsideItself) {
  std::atomic<int> total{0};
  parallel_for(4, 4, [&](std::size_t) { parallel_for(5, 3, [&](std::size_t) { ++total; }); });
  EXPECT_EQ(total, 20);
}

TEST(ThreadGroup, EachRunsItsWorkAndIsWaitedFor) {
  std::atomic<int> sum{0};
  {
    const ThreadGroup group(5, [&](int i) { sum += i; });
  }
  EXPECT_EQ(sum, 10);
  ThreadGroup joined(3, [&](int i) { sum += 100 * i; });
  joined.join();
  EXPECT_EQ(sum, 310);
  joined.join();
  EXPECT_THROW(ThreadGroup(0, [](int) {}), ContractError);
}

TEST(ParallelFor, NegativeThreadsAreABrokenPromise) {
  EXPECT_THROW(parallel_for(3, -1, [](std::size_t) {}), ContractError);
}

}  // namespace parallel_test
}  // namespace skin2vec
