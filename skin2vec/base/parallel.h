// Work on parts that do not touch each other, on several threads.
//
//   std::vector<Person> people(n);
//   parallel_for(n, threads, [&](std::size_t i) { people[i] = simulate(i); });
//
// The one place where threads come from. Each index is worked on once, in no promised order; what index i computes may
// depend on i only, so that the answer is the same for any number of threads. The first exception (of the lowest
// index) is thrown again after all threads have ended.
#pragma once

#include <cstddef>
#include <functional>

namespace skin2vec {

// Calls work(0) ... work(count - 1) on up to `threads` threads (0: as many as the machine has processors).
// throws   ContractError if threads < 0; whatever `work` throws
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

}  // namespace skin2vec
