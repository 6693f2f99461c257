// Is the hidden habit ranked first?
//
//   bench_validate_habits              30 people of 540 days, seed 1, habits of full strength, then of a third
//   ... --people 30 --seeds 1,2 --variant event_runs --habit 0.5
//
// Every virtual person (but flat) has one habit: nothing for 3 to 5 days, then a little for 20 to 30. `first`: its
// cause, on its dimension, has rank 1; `found`: q <= 0.10; `false`: pairs found without any effect, a person; error of
// the accumulated total, relative, median; cover of the interval of the hidden part (true: lags 11 and later).
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/lag/habits.h"
#include "skin2vec/stats/describe.h"

namespace {

using namespace skin2vec;

struct Person {
  bool first = false, found = false, cover = false;
  int wrong = 0;
  double error = NAN;
};

Person judge(const twin::VirtualPerson& person, const diary::Profile& profile) {
  const bench::Diary diary = bench::read_diary(person, profile);
  lag::HabitOptions how;
  how.design = diary.design;
  for (const lag::Outcome& one : diary.outcomes) {
    how.better.push_back(diary::find_dimension(profile, one.dimension)->better);
  }
  Person result;
  const twin::Effect* truth = twin::habit_effect(person.truth);
  for (const lag::Habit& habit : lag::habits(diary.outcomes, diary.grid, how)) {
    const auto has = [&](const twin::Effect& e) {
      return e.covariate == habit.covariate &&
             twin::dimension_names[static_cast<std::size_t>(e.dimension)] == habit.dimension;
    };
    if (truth && has(*truth)) {
      double total = 0, hidden = 0;
      for (std::size_t lag = 0; lag < truth->kernel.size(); ++lag) {
        total += truth->kernel[lag];
        if (lag >= 11) hidden += truth->kernel[lag];
      }
      result.first = habit.rank == 1;
      result.found = habit.verdict == lag::EffectVerdict::found;
      result.error = std::abs(habit.accumulated - total) / std::abs(total);
      result.cover = habit.ci.low <= hidden && hidden <= habit.ci.high;
    } else if (habit.verdict == lag::EffectVerdict::found &&
               std::none_of(person.truth.effects.begin(), person.truth.effects.end(), has)) {
      ++result.wrong;
    }
  }
  return result;
}

void run(const bench::PeopleOptions& options, const diary::Profile& profile) {
  const auto each = bench::each_person<Person>(options, [&](const auto& person) { return judge(person, profile); });
  double first = 0, found = 0, wrong = 0, cover = 0;
  const double n = static_cast<double>(each.size());
  std::vector<double> error;
  for (const Person& one : each) {
    first += one.first, found += one.found, wrong += one.wrong, cover += one.cover;
    if (!std::isnan(one.error)) error.push_back(one.error);
  }
  fmt::print(
      "{}, strength {:.2f}: first {:.3f}, found {:.3f}, false a person {:.2f} | accumulated: error {:.2f} | hidden "
      "part: cover {:.3f} | {} people\n",
      options.told(), options.habit, first / n, found / n, wrong / n, stats::median(error), cover / n, each.size());
}

}  // namespace

int main(int argc, char** argv) {
  auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  run(*options, profile);
  options->habit /= 3;
  run(*options, profile);
}
