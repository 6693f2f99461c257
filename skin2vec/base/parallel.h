// Work on parts that do not touch each other, on several threads.
//
//   std::vector<double> roots(n);
//   parallel_for(n, threads, [&](std::size_t i) { roots[i] = std::sqrt(i); });
//
// The one place where threads come from. Each index is worked on once, in no promised order; what index i computes may
// depend on i only, so that the answer is the same for any number of threads. The first exception (of the lowest
// index) is thrown again after all threads have ended. Where the platform has no threads, as in a page of the browser,
// the indices are worked on in order.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace skin2vec {

// Calls work(0) ... work(count - 1) on up to `threads` threads (0: as many as the machine has processors).
// throws   ContractError if threads < 0; whatever `work` throws
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

// Threads that run side by side until their work returns, for a program that serves: each calls work(0 ... count - 1).
//
//   ThreadGroup crew(4, [&](int) { while (auto job = queue.take()) job->run(); });
//   queue.close();  crew.join();
//
// An exception that leaves `work` ends the program, as it does on any thread. Signals are left to the thread that
// made the program.
class ThreadGroup {
 public:
  // throws   ContractError if count < 1; std::system_error if the system gives no more threads
  ThreadGroup(int count, const std::function<void(int)>& work);
  ThreadGroup(const ThreadGroup&) = delete;
  ThreadGroup& operator=(const ThreadGroup&) = delete;
  ~ThreadGroup();  // joins

  void join();  // until all have returned

 private:
  struct Threads;
  std::unique_ptr<Threads> threads_;
};

}  // namespace skin2vec
