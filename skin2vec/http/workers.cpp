#include "skin2vec/http/workers.h"

#include <utility>

#include "skin2vec/base/require.h"

namespace skin2vec::http {

Workers::Workers(int threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
  require(most_waiting >= 1, "Workers: most_waiting must be at least 1");
  threads_ = std::make_unique<ThreadGroup>(threads, [this](int) { work(); });
}

Workers::~Workers() {
  close();
}

bool Workers::offer(std::function<void()> job) {
  {
    const std::lock_guard lock(guard_);
    if (closed_ || jobs_.size() >= most_waiting_) return false;
    jobs_.push_back(std::move(job));
  }
  ready_.notify_one();
  return true;
}

void Workers::close() {
  {
    const std::lock_guard lock(guard_);
    closed_ = true;
  }
  ready_.notify_all();
  if (threads_) threads_->join();
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(guard_);
  return jobs_.size();
}

void Workers::work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(guard_);
      ready_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace skin2vec::http
