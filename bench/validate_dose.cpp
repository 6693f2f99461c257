// How near is humidity's optimum to the truth, and how far does PM2.5 move it?
//
//   bench_validate_dose                30 people of 540 days, seed 1
//   ... --people 30 --days 540 --seeds 1,2 --variant asymmetric_bell --rounding whole --threads 2
//
// A bell is true on moisture and radiance of every person (of none: variant flat). Errors are medians over the people
// with a bell found on moisture or radiance.
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/lag/dose.h"
#include "skin2vec/stats/describe.h"

namespace {

using namespace skin2vec;

struct Person {
  int bells = 0, false_bells = 0, other = 0;  // of 2 and of 3 dimensions
  double error = NAN, shift_error = NAN;
  bool cover = false, shift_cover = false, shift_found = false;
};

Person judge(const twin::VirtualPerson& person, const diary::Profile& profile) {
  const bench::Diary diary = bench::read_diary(person, profile);
  lag::DoseOptions how;
  how.design = diary.design;
  how.questions = {{"humidity", "pm25"}};
  Person result;
  for (const lag::Dose& dose : lag::dose(diary.outcomes, diary.grid, how)) {
    const bool real =
        person.truth.bell.height[twin::moisture] > 0 && (dose.dimension == "moisture" || dose.dimension == "radiance");
    if (dose.shape != lag::DoseShape::bell) continue;
    ++(real ? result.bells : result.false_bells);
    if (!real) continue;
    const twin::Bell& truth = person.truth.bell;
    result.error = std::abs(dose.optimum - truth.optimum);
    result.cover = dose.optimum_ci.low <= truth.optimum && truth.optimum <= dose.optimum_ci.high;
    result.shift_error = std::abs(dose.shift.per_100 - truth.shift_per_100);
    result.shift_cover = dose.shift.ci.low <= truth.shift_per_100 && truth.shift_per_100 <= dose.shift.ci.high;
    result.shift_found = dose.shift.p < 0.05;
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  const auto each = bench::each_person<Person>(*options, [&](const auto& person) { return judge(person, profile); });
  std::vector<double> error, shift;
  int bells = 0, wrong = 0, cover = 0, shift_cover = 0, shift_found = 0, n = 0;
  for (const Person& one : each) {
    bells += one.bells, wrong += one.false_bells;
    if (std::isnan(one.error)) continue;
    ++n, cover += one.cover, shift_cover += one.shift_cover, shift_found += one.shift_found;
    error.push_back(one.error), shift.push_back(one.shift_error);
  }
  const double people = static_cast<double>(each.size());
  fmt::print(
      "{}: bells found {:.3f}, false {:.3f} of the rest | optimum: error {:.2f} %RH, cover {:.3f} | shift per 100: "
      "error {:.2f}, cover {:.3f}, p < 0.05 {:.3f} | {} people\n",
      options->told(), bells / (2 * people), wrong / (3 * people), stats::median(error),
      cover / std::max(1.0, double(n)), stats::median(shift), shift_cover / std::max(1.0, double(n)),
      shift_found / std::max(1.0, double(n)), each.size());
}
