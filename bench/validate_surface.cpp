// How near is a person's own exposure-lag-response surface to the truth, and how often is there one where there is
// none?
//
//   bench_validate_surface             30 people of 540 days, seed 1
//   ... --people 30 --days 540 --seeds 1,2 --variant heavy_tailed --threads 2
//
// PM2.5 of 30 ug/m3 above and below the median, against the median; the truth is straight: three times the kernel's sum
// on sensitivity (and on moisture of some people), none on oil, elasticity and radiance but for what PM2.5 does to
// humidity's bell on radiance, which is left out.
#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/dose/own_surface.h"
#include "skin2vec/stats/describe.h"

namespace {

using namespace skin2vec;

struct Person {
  int pairs = 0, found = 0, ends = 0, covered = 0;  // of pairs with an effect
  int null_pairs = 0, null_found = 0, null_below = 0, null_ends = 0, null_covered = 0;
  std::vector<double> error, width;  // relative to the truth
};

Person judge(const twin::VirtualPerson& person, const diary::Profile& profile) {
  const bench::Diary diary = bench::read_diary(person, profile);
  const double middle = person.truth.pm25_reference;
  const dose::OwnSurfaceOptions how{
      .design = diary.design, .exposure = "pm25", .centre = middle, .at = {middle - 30, middle + 30}};
  Person result;
  for (int d = 0; d < twin::n_dimensions; ++d) {
    double total = 0;
    for (const twin::Effect& effect : person.truth.effects) {
      if (effect.covariate != "pm25" || effect.dimension != d) continue;
      total += std::accumulate(effect.kernel.begin(), effect.kernel.end(), 0.0);
    }
    if (person.truth.bell.height[d] > 0) continue;  // there PM2.5 moves humidity's bell too
    const dose::OwnSurface found = dose::own_surface(diary.outcomes[static_cast<std::size_t>(d)], diary.grid, how);
    if (found.verdict == dose::SurfaceVerdict::too_little_data) continue;
    const bool seen = found.verdict == dose::SurfaceVerdict::found;
    ++(total != 0 ? result.pairs : result.null_pairs);
    (total != 0 ? result.found : result.null_found) += seen ? 1 : 0;
    if (total == 0) result.null_below += found.p < 0.01 ? 1 : 0;
    for (std::size_t i = 0; i < 2; ++i) {
      const double truth = (i == 0 ? -3 : 3) * total;
      const dose::SurfaceEffect& all = found.rows[i].overall;
      const int holds = all.ci.low <= truth && truth <= all.ci.high ? 1 : 0;
      ++(total != 0 ? result.ends : result.null_ends);
      (total != 0 ? result.covered : result.null_covered) += holds;
      if (total == 0) continue;
      result.error.push_back(std::abs(all.value - truth) / std::abs(truth));
      result.width.push_back((all.ci.high - all.ci.low) / 2 / std::abs(truth));
    }
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  const auto each = bench::each_person<Person>(*options, [&](const auto& person) { return judge(person, profile); });
  Person all;
  for (const Person& one : each) {
    all.pairs += one.pairs, all.found += one.found, all.ends += one.ends, all.covered += one.covered;
    all.null_pairs += one.null_pairs, all.null_found += one.null_found, all.null_below += one.null_below;
    all.null_ends += one.null_ends, all.null_covered += one.null_covered;
    all.error.insert(all.error.end(), one.error.begin(), one.error.end());
    all.width.insert(all.width.end(), one.width.begin(), one.width.end());
  }
  const auto share = [](int part, int of) { return static_cast<double>(part) / std::max(1, of); };
  fmt::print(
      "{}: found {:.3f} of {} pairs; in all: error {:.2f}, half interval {:.2f} of the truth, cover {:.3f} | none: p < "
      "0.05 {:.3f}, < 0.01 {:.3f} of {} pairs, cover {:.3f}\n",
      options->told(), share(all.found, all.pairs), all.pairs, stats::median(all.error), stats::median(all.width),
      share(all.covered, all.ends), share(all.null_found, all.null_pairs), share(all.null_below, all.null_pairs),
      all.null_pairs, share(all.null_covered, all.null_ends));
}
