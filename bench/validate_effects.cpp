// How many effects of virtual people are found, how many are found that are not there, and how well they are sized?
//
//   bench_validate_effects             30 people of 540 days, seed 1
//   ... --people 30 --days 540 --seeds 1,2 --variant plateau_kernels --rounding whole --threads 2 --misses
//
// A pair of an event (with products: --products) and a dimension counts as found if its verdict is found; truth is
// whether the pair has an effect. The hidden habit's own pair is left out. Totals are compared where both are there;
// cover and error are over all true pairs that have numbers, found or not.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/stats/describe.h"

namespace {

using namespace skin2vec;

struct Tally {
  int found_true = 0, found_false = 0, missed = 0, cover = 0, covered_of = 0, nulls = 0, null_p05 = 0, null_p01 = 0;
  int decoy_false = 0, reverse_false = 0, flagged = 0, flagged_false = 0;
  std::vector<double> error;
  double seconds = 0;
};

Tally judge(const twin::VirtualPerson& person, const diary::Profile& profile, bool misses) {
  Tally tally;
  const twin::Truth& truth = person.truth;
  const bench::Diary diary = bench::read_diary(person, profile);
  const auto begin = std::chrono::steady_clock::now();
  lag::EffectsOptions how;
  how.design = diary.design;
  const auto found = lag::effects(diary.outcomes, diary.grid, how);
  tally.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const twin::Effect* habit = twin::habit_effect(truth);
  for (const lag::Effect& effect : found) {
    const auto true_effect = std::find_if(truth.effects.begin(), truth.effects.end(), [&](const twin::Effect& e) {
      return e.covariate == effect.covariate &&
             twin::dimension_names[static_cast<std::size_t>(e.dimension)] == effect.dimension;
    });
    const auto covariate = std::find_if(truth.covariates.begin(), truth.covariates.end(),
                                        [&](const twin::Covariate& c) { return c.name == effect.covariate; });
    if (habit && true_effect != truth.effects.end() && &*true_effect == habit) continue;
    const bool is = true_effect != truth.effects.end(), says = effect.verdict == lag::EffectVerdict::found;
    tally.flagged += effect.verdict == lag::EffectVerdict::confounded && is;
    tally.flagged_false += effect.verdict == lag::EffectVerdict::confounded && !is;
    if (effect.kind == series::CovariateKind::exposure) continue;
    if (effect.kind == series::CovariateKind::product) {
      if (covariate->role == twin::CovariateRole::reverse) tally.reverse_false += says;
      continue;
    }
    if (is) {
      ++(says ? tally.found_true : tally.missed);
      double total = 0;
      for (double k : true_effect->kernel) total += k;
      if (!std::isnan(effect.total)) {
        tally.error.push_back(std::abs(effect.total - total) / std::abs(total));
        tally.cover += effect.total_ci.low <= total && total <= effect.total_ci.high;
        ++tally.covered_of;
      }
    } else {
      tally.found_false += says;
      tally.decoy_false += says && covariate->role == twin::CovariateRole::confounded;
      if (!std::isnan(effect.total))
        ++tally.nulls, tally.null_p05 += effect.p < 0.05, tally.null_p01 += effect.p < 0.01;
    }
    if (misses && (is != says)) {
      double total = 0;
      if (is)
        for (double k : true_effect->kernel) total += k;
      fmt::print("{} {} {} -> {} role {} p {:.2e} q {:.3f} total {:.2f} [{:.2f},{:.2f}] true {:.2f} n {}\n",
                 person.name, is ? "MISS " : "FALSE", effect.covariate, effect.dimension,
                 static_cast<int>(covariate->role), effect.p, effect.q, effect.total, effect.total_ci.low,
                 effect.total_ci.high, total, effect.n_exposed);
    }
  }
  return tally;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  Tally all;
  const auto each =
      bench::each_person<Tally>(*options, [&](const auto& person) { return judge(person, profile, options->misses); });
  for (const Tally& t : each) {
    all.found_true += t.found_true, all.found_false += t.found_false, all.missed += t.missed;
    all.cover += t.cover, all.covered_of += t.covered_of;
    all.decoy_false += t.decoy_false, all.reverse_false += t.reverse_false;
    all.flagged += t.flagged, all.flagged_false += t.flagged_false;
    all.nulls += t.nulls, all.null_p05 += t.null_p05, all.null_p01 += t.null_p01, all.seconds += t.seconds;
    all.error.insert(all.error.end(), t.error.begin(), t.error.end());
  }
  const double n = static_cast<double>(each.size());
  fmt::print(
      "{}: precision {:.3f} recall {:.3f} | error {:.3f} cover {:.3f} | null p<.05 {:.3f} p<.01 {:.3f} | decoy "
      "false/person {:.2f} reverse {:.2f} | called confounded: true {} false {} | {:.3f} s a person\n",
      options->told(), all.found_true / std::max(1.0, double(all.found_true + all.found_false)),
      all.found_true / std::max(1.0, double(all.found_true + all.missed)), stats::median(all.error),
      all.cover / std::max(1.0, double(all.covered_of)), all.null_p05 / std::max(1.0, double(all.nulls)),
      all.null_p01 / std::max(1.0, double(all.nulls)), all.decoy_false / n, all.reverse_false / n, all.flagged,
      all.flagged_false, all.seconds / n);
}
