// Work that takes longer than a client should wait: a queue, progress, cancelling, and what was found, kept for a
// while.
//
//   Jobs jobs({.threads = 2});
//   const Result<std::string> id = jobs.ask("ann|effects|17", "ann", work);    // the same key: the same job
//   std::optional<JobView> view = jobs.wait(*id, std::chrono::milliseconds(200));
//   if (view && view->state == JobState::done && view->found) return *view->found;
//
// A key names what is asked and of which version of the data, so that an answer is found again until the data changes.
// A job that failed or was cancelled is asked anew, as another job. At most `most_waiting` wait: then ask() refuses.
// Found answers are kept up to `most_kept` bytes, the longest unused going first. Safe to call from several threads.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/result.h"

namespace skin2vec::serve {

enum class JobState { waiting, running, done, failed, cancelled };
[[nodiscard]] std::string_view state_name(JobState state);

struct JobView {
  std::string id;
  std::string about;  // as asked
  JobState state = JobState::waiting;
  std::int64_t done = 0, all = 0;            // of some unit; all = 0: not known
  double seconds = 0;                        // since it began to run, or that it took
  std::shared_ptr<const std::string> found;  // of `done`; null once it is forgotten
  std::optional<Error> error;                // of `failed`
};

// What is done: told how far it is; false asks it to stop soon, whatever it then returns being thrown away.
using Told = std::function<bool(std::int64_t done, std::int64_t all)>;
using Work = std::function<Result<std::string>(const Told&)>;

struct JobsOptions {
  int threads;  // >= 1
  std::size_t most_waiting = 100;
  std::size_t most_kept = std::size_t{64} << 20;  // bytes of found answers
};

class Jobs {
 public:
  explicit Jobs(JobsOptions options);
  ~Jobs();  // cancels what runs, and waits for it

  // The id of the job of that key, which is queued if there is none. unavailable if too many wait.
  // about    whose, for view(): who may see it
  [[nodiscard]] Result<std::string> ask(const std::string& key, const std::string& about, Work work);

  [[nodiscard]] std::optional<JobView> view(const std::string& id);  // none: there is none, or it was forgotten
  // As view(), after the job has ended or the time is over.
  [[nodiscard]] std::optional<JobView> wait(const std::string& id, std::chrono::milliseconds most);
  void cancel(const std::string& id);
  // Forgets what was found so far: it is of another version now. A job that has just ended can still be viewed, without
  // what it found, so that whoever waits for it learns that it ended, and asks again.
  void forget_found();

 private:
  struct Job;
  void run();
  void forget();  // what is over most_kept; guard_ is held
  [[nodiscard]] JobView view_of(const Job& job) const;

  JobsOptions options_;
  std::mutex guard_;
  std::condition_variable work_, ended_;
  bool closing_ = false;
  std::deque<std::shared_ptr<Job>> queue_;
  std::map<std::string, std::shared_ptr<Job>> by_id_;
  std::map<std::string, std::string> id_of_key_;
  std::uint64_t uses_ = 0;
  std::unique_ptr<ThreadGroup> threads_;  // last: it uses the rest
};

}  // namespace skin2vec::serve
