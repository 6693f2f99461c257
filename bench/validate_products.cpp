// How near is the ratio of two products' gains to the truth?
//
//   bench_validate_products            60 people of 540 days, seeds 1 and 2
//   ... --people 30 --days 540 --seeds 1,2 --rounding whole
//
// Cream and lotion of every virtual person; a third of the pairs have the same gain. Errors are |ratio / truth - 1|,
// medians; `naive` is the ratio of the mean gains. `said different`: the randomization's p below 0.05, or the verdict
// found, where the truth is 1.
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/trial/absorption.h"

namespace {

using namespace skin2vec;

struct Person {
  double error = NAN, naive = NAN;
  bool cover = false, same = false, p05 = false, found = false, no_difference = false;
};

Person judge(const twin::VirtualPerson& person, const diary::Profile& profile) {
  const auto uses = trial::uptake_uses(person.entries, profile);
  Person result;
  const auto& products = person.truth.products;  // cream, lotion
  const double truth = products[0].gain / products[1].gain;
  result.same = std::abs(truth - 1) < 1e-9;
  double mean[2] = {0, 0}, n[2] = {0, 0};
  for (const trial::Use& use : uses) {
    const int which = use.product == "lotion";
    mean[which] += use.gain, n[which] += 1;
  }
  result.naive = std::abs(mean[0] / n[0] / (mean[1] / n[1]) / truth - 1);
  for (const trial::Comparison& one : trial::compare_uptake(uses)) {
    if (one.a != "cream" || one.b != "lotion" || std::isnan(one.ratio)) continue;
    result.error = std::abs(one.ratio / truth - 1);
    result.cover = one.ci.low <= truth && truth <= one.ci.high;
    result.p05 = one.p < 0.05;
    result.found = one.verdict == trial::ComparisonVerdict::found;
    result.no_difference = one.verdict == trial::ComparisonVerdict::no_difference;
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  if (argc == 1) options->seeds = {1, 2};
  const diary::Profile profile = *diary::built_in_profile("skin");
  const auto each = bench::each_person<Person>(*options, [&](const auto& person) { return judge(person, profile); });
  std::vector<double> error, naive;
  double cover = 0, n = 0, same = 0, same_p = 0, same_found = 0, same_no = 0, other = 0, other_p = 0, other_found = 0;
  for (const Person& one : each) {
    if (std::isnan(one.error)) continue;
    ++n, cover += one.cover;
    error.push_back(one.error), naive.push_back(one.naive);
    if (one.same)
      ++same, same_p += one.p05, same_found += one.found, same_no += one.no_difference;
    else
      ++other, other_p += one.p05, other_found += one.found;
  }
  fmt::print(
      "{}: ratio error {:.3f} (naive {:.3f}), cover {:.3f} | same: p < 0.05 {:.2f}, found {:.2f}, no difference {:.2f} "
      "of {} | different: p < 0.05 {:.2f}, found {:.2f} of {}\n",
      options->told(), stats::median(error), stats::median(naive), cover / std::max(1.0, n),
      same_p / std::max(1.0, same), same_found / std::max(1.0, same), same_no / std::max(1.0, same), same,
      other_p / std::max(1.0, other), other_found / std::max(1.0, other), other);
}
