#include "skin2vec/serve/jobs.h"

#include <algorithm>
#include <exception>

#include "skin2vec/accounts/secrets.h"
#include "skin2vec/base/require.h"

namespace skin2vec::serve {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kStillAsked{10};  // whoever waits for a job looks at it every second

bool ended(JobState state) {
  return state != JobState::waiting && state != JobState::running;
}

}  // namespace

std::string_view state_name(JobState state) {
  constexpr std::string_view names[] = {"waiting", "running", "done", "failed", "cancelled"};
  return names[static_cast<std::size_t>(state)];
}

struct Jobs::Job {
  std::string id, key, about;
  Work work;
  JobState state = JobState::waiting;
  bool stop = false;
  std::int64_t done = 0, all = 0;
  Clock::time_point began, over;
  std::uint64_t used = 0;  // grows
  std::shared_ptr<const std::string> found;
  std::optional<Error> error;
};

Jobs::Jobs(JobsOptions options) : options_(options) {
  require(options.threads >= 1, "Jobs: threads must be at least 1, got {}", options.threads);
  threads_ = std::make_unique<ThreadGroup>(options.threads, [this](int) { run(); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(guard_);
    closing_ = true;
    for (const auto& [id, job] : by_id_) job->stop = true;
  }
  work_.notify_all();
  threads_->join();
}

Result<std::string> Jobs::ask(const std::string& key, const std::string& about, Work work) {
  const std::lock_guard lock(guard_);
  if (const auto known = id_of_key_.find(key); known != id_of_key_.end()) {
    Job& job = *by_id_.at(known->second);
    if (job.state != JobState::failed && job.state != JobState::cancelled && !job.stop) {
      job.used = ++uses_;
      return job.id;
    }
  }
  if (queue_.size() >= options_.most_waiting) {
    return refuse(Fault::unavailable, "too much is being computed already; try again in a minute");
  }
  const auto job = std::make_shared<Job>();
  job->id = accounts::new_id(), job->key = key, job->about = about, job->work = std::move(work), job->used = ++uses_;
  by_id_[job->id] = job;
  id_of_key_[key] = job->id;  // the one before it, if there is one, can still be asked how it ended
  queue_.push_back(job);
  work_.notify_one();
  return job->id;
}

std::optional<JobView> Jobs::view(const std::string& id) {
  return wait(id, std::chrono::milliseconds(0));
}

std::optional<JobView> Jobs::wait(const std::string& id, std::chrono::milliseconds most) {
  std::unique_lock lock(guard_);
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  const std::shared_ptr<Job> job = found->second;
  if (most.count() > 0) ended_.wait_for(lock, most, [&] { return ended(job->state) || closing_; });
  job->used = ++uses_;
  return view_of(*job);
}

void Jobs::cancel(const std::string& id) {
  const std::lock_guard lock(guard_);
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return;
  Job& job = *found->second;
  job.stop = true;
  if (job.state != JobState::waiting) return;
  job.state = JobState::cancelled;
  job.began = job.over = Clock::now();
  std::erase_if(queue_, [&](const auto& one) { return one->id == id; });
  ended_.notify_all();
}

JobView Jobs::view_of(const Job& job) const {
  const auto until = ended(job.state) ? job.over : Clock::now();
  const double seconds =
      job.state == JobState::waiting ? 0 : std::max(0.0, std::chrono::duration<double>(until - job.began).count());
  return {job.id, job.about, job.state, job.done, job.all, seconds, job.found, job.error};
}

void Jobs::run() {
  std::unique_lock lock(guard_);
  for (;;) {
    work_.wait(lock, [&] { return closing_ || !queue_.empty(); });
    if (closing_) return;
    const std::shared_ptr<Job> job = queue_.front();
    queue_.pop_front();
    job->state = JobState::running;
    job->began = Clock::now();
    Work work = std::move(job->work);
    lock.unlock();
    Result<std::string> found = refuse(Fault::unavailable, "the computation failed");
    try {
      found = work([&](std::int64_t done, std::int64_t all) {
        const std::lock_guard held(guard_);
        job->done = done, job->all = all;
        return !job->stop;
      });
    } catch (const std::exception& defect) {
      found = refuse(Fault::unavailable, std::string("a defect of the program, please report it: ") + defect.what());
    }
    work = nullptr;
    lock.lock();
    job->over = Clock::now();
    if (job->stop) {
      job->state = JobState::cancelled;
    } else if (found) {
      job->state = JobState::done;
      job->found = std::make_shared<const std::string>(std::move(*found));
    } else {
      job->state = JobState::failed;
      job->error = found.error();
    }
    forget();
    ended_.notify_all();
  }
}

void Jobs::forget_found() {
  const std::lock_guard lock(guard_);
  std::erase_if(id_of_key_, [&](const auto& one) {
    const auto job = by_id_.find(one.second);
    return job == by_id_.end() || ended(job->second->state);
  });
  const auto long_ago = Clock::now() - kStillAsked;
  std::erase_if(by_id_, [&](const auto& one) { return ended(one.second->state) && one.second->over < long_ago; });
  for (const auto& [id, job] : by_id_) {
    if (ended(job->state)) job->found = nullptr;
  }
}

void Jobs::forget() {
  std::vector<std::shared_ptr<Job>> old;
  std::size_t bytes = 0;
  for (const auto& [id, job] : by_id_) {
    if (!ended(job->state)) continue;
    bytes += 1024 + (job->found ? job->found->size() : 0);
    old.push_back(job);
  }
  std::sort(old.begin(), old.end(), [](const auto& a, const auto& b) { return a->used < b->used; });
  for (const auto& job : old) {
    if (bytes <= options_.most_kept) return;
    bytes -= 1024 + (job->found ? job->found->size() : 0);
    by_id_.erase(job->id);
    if (const auto key = id_of_key_.find(job->key); key != id_of_key_.end() && key->second == job->id) {
      id_of_key_.erase(key);
    }
  }
}

}  // namespace skin2vec::serve
