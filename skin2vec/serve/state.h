// What a Service holds. Private to serve/.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "skin2vec/accounts/throttle.h"
#include "skin2vec/serve/change_feed.h"
#include "skin2vec/serve/jobs.h"
#include "skin2vec/serve/response_cache.h"
#include "skin2vec/serve/service.h"

namespace skin2vec::serve {

// A fixed number of stores, lent to one request at a time.
class Stores {
 public:
  class Loan {
   public:
    Loan(Stores& of, std::size_t index) : of_(&of), index_(index) {}
    Loan(Loan&& other) noexcept : of_(std::exchange(other.of_, nullptr)), index_(other.index_) {}
    Loan& operator=(Loan&&) = delete;
    ~Loan();
    [[nodiscard]] store::Store& operator*() const { return of_->stores_[index_]; }

   private:
    Stores* of_;
    std::size_t index_;
  };

  explicit Stores(std::vector<store::Store> stores);
  [[nodiscard]] Loan lend();  // waits until one is free

 private:
  std::mutex guard_;
  std::condition_variable free_again_;
  std::vector<store::Store> stores_;
  std::vector<std::size_t> free_;
};

// What was last seen of the diary.
struct Seen {
  std::int64_t version = -1;
  bool accounts = true;  // there are some
  std::chrono::steady_clock::time_point at{};
};

struct Service::State {
  State(ServiceOptions how, std::vector<store::Store> all)
      : options(std::move(how)), stores(std::move(all)), jobs({.threads = options.job_threads}) {}

  [[nodiscard]] Result<Seen> see(Service& service);

  ServiceOptions options;
  Stores stores;
  accounts::Throttle throttle;
  ChangeFeed feed;
  ResponseCache answers{std::size_t{64} << 20};
  std::mutex looking;
  std::int64_t told = 0;  // the last writing that was told; guarded by looking
  Seen seen;              // guarded by seeing
  std::mutex seeing;
  Jobs jobs;  // last: its threads use the rest
};

}  // namespace skin2vec::serve
