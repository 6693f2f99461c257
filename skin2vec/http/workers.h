// Threads that do what is handed to them, one thing after the other, from a queue of limited length.
//
//   Workers workers(4, 256);
//   if (!workers.offer(job)) return problem(503, "256 requests wait already");
//
// All functions are safe to call from several threads; close() not from a job. The first offered is the first begun.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "skin2vec/base/parallel.h"

namespace skin2vec::http {

class Workers {
 public:
  // throws   ContractError if threads < 1 or most_waiting < 1
  Workers(int threads, std::size_t most_waiting);
  ~Workers();  // close()
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False, and the job is dropped, if most_waiting wait already or the workers were closed. A job must not throw.
  [[nodiscard]] bool offer(std::function<void()> job);

  void close();  // takes nothing more, does what waits, returns when all threads have ended

  [[nodiscard]] std::size_t waiting() const;

 private:
  void work();

  std::size_t most_waiting_;
  mutable std::mutex guard_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  bool closed_ = false;
  std::unique_ptr<ThreadGroup> threads_;  // last: they use all of the above
};

}  // namespace skin2vec::http
