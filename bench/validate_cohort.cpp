// Do totals that are drawn towards the cohort's mean come nearer to the truth than a person's own?
//
//   bench_validate_cohort --days 90                    30 people, seed 1
//   ... --people 30 --days 60 --seeds 301,302 --variant flat --threads 2 --misses
//
// Each seed is a cohort. Pairs of an event and a dimension, without the hidden habit's own and without the decoy that
// goes with a real cause; the truth is the person's own total, 0 where there is none. Error: root of the mean square,
// own against shrunken, of the same pairs. The mean's cover is of the people's mean true total. False: pairs in which
// nobody of the cohort has an effect.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/lag/cohort.h"

namespace {

using namespace skin2vec;

using Truths = std::map<std::pair<std::string, std::string>, double>;  // of one person; the hidden habit's pair: NaN

struct HoldoutResult {
  lag::Member member;
  Truths truth;
};

HoldoutResult judge(const twin::VirtualPerson& person, const diary::Profile& profile) {
  HoldoutResult holdout;
  const bench::Diary diary = bench::read_diary(person, profile);
  lag::EffectsOptions how;
  how.design = diary.design;
  holdout.member = {person.name, lag::effects(diary.outcomes, diary.grid, how)};
  const twin::Effect* habit = twin::habit_effect(person.truth);
  for (const twin::Effect& effect : person.truth.effects) {
    double& total =
        holdout
            .truth[{effect.covariate, std::string(twin::dimension_names[static_cast<std::size_t>(effect.dimension)])}];
    total = &effect == habit ? NAN : std::accumulate(effect.kernel.begin(), effect.kernel.end(), 0.0);
  }
  return holdout;
}

struct Tally {
  double own = 0, shrunken = 0, own_real = 0, shrunken_real = 0;  // squares
  int n = 0, n_real = 0, cover = 0, own_cover = 0, cover_real = 0, own_cover_real = 0;
  int means = 0, mean_cover = 0, nulls = 0, null_p05 = 0, false_found = 0, found = 0, real = 0, confounded = 0;
  int pairs = 0, worse = 0;
};

}  // namespace

int main(int argc, char** argv) {
  auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  Tally t;
  const auto seeds = options->seeds;
  for (const std::uint64_t seed : seeds) {
    options->seeds = {seed};
    const auto each =
        bench::each_person<HoldoutResult>(*options, [&](const auto& person) { return judge(person, profile); });
    std::vector<lag::Member> members;
    std::map<std::string, const Truths*> truth_of;
    members.reserve(each.size());
    for (const HoldoutResult& one : each) {
      members.push_back(one.member);
      truth_of[one.member.person] = &one.truth;
    }
    for (const lag::CohortEffect& effect : lag::cohort(members)) {
      if (effect.kind != series::CovariateKind::event || effect.n_people < 3 || effect.covariate == "sugar") continue;
      const auto true_of = [&](const std::string& person) {
        const auto at = truth_of[person]->find({effect.covariate, effect.dimension});
        return at == truth_of[person]->end() ? 0.0 : at->second;
      };
      double sum = 0, own = 0, shrunken = 0;
      bool somebody = false;
      for (const lag::CohortPerson& person : effect.people) {
        const double truth = true_of(person.person);
        sum += truth;
        somebody = somebody || truth != 0;
        const double a = person.total - truth, b = person.shrunken - truth;
        const bool in = person.shrunken_ci.low <= truth && truth <= person.shrunken_ci.high;
        const bool own_in = person.total_ci.low <= truth && truth <= person.total_ci.high;
        own += a * a, shrunken += b * b, ++t.n, t.cover += in, t.own_cover += own_in;
        if (truth != 0)
          t.own_real += a * a, t.shrunken_real += b * b, ++t.n_real, t.cover_real += in, t.own_cover_real += own_in;
      }
      t.own += own, t.shrunken += shrunken, ++t.pairs, t.worse += shrunken > own;
      const double mean = sum / static_cast<double>(effect.people.size());
      ++t.means, t.mean_cover += effect.mean_ci.low <= mean && mean <= effect.mean_ci.high;
      const bool says = effect.verdict == lag::EffectVerdict::found;
      t.confounded += effect.verdict == lag::EffectVerdict::confounded;
      t.found += says;
      if (somebody) t.real += 1;
      if (!somebody) ++t.nulls, t.null_p05 += effect.p < 0.05, t.false_found += says;
      if (options->misses) {
        fmt::print("{} {}: mean {:.2f} [{:.2f},{:.2f}] true {:.2f} tau {:.2f} p {:.3f} q {:.3f} control {:.3f} n {}\n",
                   effect.covariate, effect.dimension, effect.mean, effect.mean_ci.low, effect.mean_ci.high, mean,
                   effect.tau, effect.p, effect.q, effect.control_p, effect.n_people);
      }
    }
  }
  const auto root = [](double squares, int n) { return std::sqrt(squares / std::max(n, 1)); };
  const auto share = [](int part, int n) { return part / std::max(1.0, double(n)); };
  fmt::print(
      "{} x {}: error own {:.3f} shrunken {:.3f}, of true effects {:.3f} {:.3f} | cover own {:.3f} shrunken {:.3f}, of "
      "true effects {:.3f} {:.3f} | mean covers {:.3f} of {} | nulls {}: p<.05 {:.3f}, found {} | found {}, with an "
      "effect {}, confounded {} | worse in {} of {} pairs\n",
      options->told(), options->people, root(t.own, t.n), root(t.shrunken, t.n), root(t.own_real, t.n_real),
      root(t.shrunken_real, t.n_real), share(t.own_cover, t.n), share(t.cover, t.n), share(t.own_cover_real, t.n_real),
      share(t.cover_real, t.n_real), share(t.mean_cover, t.means), t.means, t.nulls, share(t.null_p05, t.nulls),
      t.false_found, t.found, t.real, t.confounded, t.worse, t.pairs);
}
