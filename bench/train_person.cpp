// How long one person's network takes to train, and in how much memory: 540 days, two threads, to the early stop.
//
//   bench_train_person [THREADS] [DAYS]
//
// Of the verb `train` without the diary's reading: structural forecast, training, judging. To reach: below 5 s.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>

#include "skin2vec/learn/fine_tuning.h"
#include "skin2vec/twin/twin.h"
#include "test/learn/shipped.h"

int main(int argc, char** argv) {
  using namespace skin2vec;
  const int threads = argc > 1 ? std::atoi(argv[1]) : 2, days = argc > 2 ? std::atoi(argv[2]) : 540;
  const auto people = twin::simulate({.people = 1, .days = days, .seed = 8301});
  const forecast::DayTable table = forecast::day_table(people[0].entries, *diary::built_in_profile("skin"));
  auto begun = std::chrono::steady_clock::now();
  const auto lap = [&] {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - begun).count();
    begun = now;
    return seconds;
  };
  fmt::print("one person, {} days, {} threads: seconds\n", days, threads);
  for (const auto architecture :
       {learn::Architecture::hybrid, learn::Architecture::transformer, learn::Architecture::lstm_attention}) {
    lap();
    learn::FineTuning training(
        std::span(&table, 1),
        {.shipped = &learn::shipped(), .architecture = architecture, .seed = 7, .threads = threads});
    const double prepared = lap();
    const learn::Trained trained = training.run();
    const double ran = lap();
    const learn::HoldoutResult holdout = training.holdout();
    const double told = lap();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print(
        "  {:<15} prepare {:.2f}, train {:.2f} ({} steps, best {}), judge {:.2f}: {:.2f} s; ratio {:.4f}; peak {} MB\n",
        learn::name(architecture), prepared, ran, trained.steps, trained.best_step, told, prepared + ran + told,
        holdout.ratio, usage.ru_maxrss / 1024);
  }
  return 0;
}
