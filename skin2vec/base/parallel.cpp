#include "skin2vec/base/parallel.h"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec {

namespace {

#if defined(__EMSCRIPTEN__) && !defined(__EMSCRIPTEN_PTHREADS__)
constexpr std::size_t kMostThreads = 1;  // a page of the browser has no others
#else
constexpr std::size_t kMostThreads = std::numeric_limits<std::size_t>::max();
#endif

}  // namespace

// Threads that are joined at the end of the block: std::jthread, which not every library has.
struct JoinedThreads {
  JoinedThreads() = default;
  JoinedThreads(const JoinedThreads&) = delete;
  JoinedThreads& operator=(const JoinedThreads&) = delete;
  ~JoinedThreads() { join(); }

  void join() {
    for (std::thread& one : all) one.join();
    all.clear();
  }

  std::vector<std::thread> all;
};

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& work) {
  require(threads >= 0, "parallel_for: threads must be at least 0, got {}", threads);
  const std::size_t wanted =
      threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : static_cast<std::size_t>(threads);
  const std::size_t used = std::min({wanted, count, kMostThreads});
  if (used <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::mutex guard;
  std::exception_ptr failure;
  std::size_t failed_at = count;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard lock(guard);
        if (i < failed_at) {
          failed_at = i;
          failure = std::current_exception();
        }
      }
    }
  };
  JoinedThreads pool;
  for (std::size_t t = 1; t < used; ++t) pool.all.emplace_back(run);
  run();
  pool.join();
  if (failure) std::rethrow_exception(failure);
}

struct ThreadGroup::Threads : JoinedThreads {};

ThreadGroup::ThreadGroup(int count, const std::function<void(int)>& work) : threads_(std::make_unique<Threads>()) {
  require(count >= 1, "Crew: count must be at least 1, got {}", count);
  threads_->all.reserve(static_cast<std::size_t>(count));
  // A new thread takes the mask of the one that makes it: signals go to the program's first thread, which expects them.
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    for (int i = 0; i < count; ++i) threads_->all.emplace_back([work, i] { work(i); });
  } catch (...) {
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    throw;
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

ThreadGroup::~ThreadGroup() = default;

void ThreadGroup::join() {
  threads_->join();
}

}  // namespace skin2vec
