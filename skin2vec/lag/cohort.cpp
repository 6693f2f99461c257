#include "skin2vec/lag/cohort.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/meta.h"
#include "skin2vec/stats/multiple.h"

namespace skin2vec::lag {

namespace {

// Of one pair, while people are gathered.
struct Pair {
  std::vector<stats::Estimate> estimates;
  // Scores and information of the days to come add up over people. Each person's are per own spread, so that somebody
  // with large swings does not decide alone.
  stats::BlockEvidence control;
};

void gather(const Effect& effect, const std::string& person, CohortEffect& into, Pair& pair) {
  const Contribution& own = effect.contribution;
  if (effect.verdict == EffectVerdict::too_little_data || !(own.error > 0)) return;
  pair.estimates.push_back({own.total, own.error});
  into.people.push_back({person, effect.total, effect.total_ci, NAN, {NAN, NAN}});
  if (own.control.score.size() == 0) return;
  if (pair.control.score.size() == 0) {
    pair.control = own.control;
  } else {
    pair.control.information += own.control.information;
    pair.control.score += own.control.score;
  }
}

void pool(const Pair& pair, CohortEffect& into) {
  into.n_people = static_cast<int>(pair.estimates.size());
  const stats::Meta all = stats::meta(pair.estimates);
  if (!all.enough) return;
  into.verdict = EffectVerdict::none_found;
  into.mean = all.mean;
  into.mean_ci = {all.low, all.high};
  into.tau = all.tau;
  into.p = all.p;
  for (std::size_t i = 0; i < all.each.size(); ++i) {
    into.people[i].shrunken = all.each[i].estimate;
    into.people[i].shrunken_ci = {all.each[i].low, all.each[i].high};
  }
  // The degrees of freedom of many people: the normal limit.
  constexpr double many = 1e4;
  const double size = all.tau * all.tau + all.mean * all.mean;
  if (pair.control.score.size() > 0 && size > 0) {
    into.control_p = stats::block_test(pair.control, many, size).p;
  }
}

}  // namespace

std::vector<CohortEffect> cohort(std::span<const Member> members, const CohortOptions& options) {
  require(options.level > 0 && options.level < 1, "cohort: level must be in (0, 1), got {}", options.level);
  require(options.control_level > 0 && options.control_level < 1, "cohort: control_level must be in (0, 1), got {}",
          options.control_level);
  std::map<std::tuple<series::CauseKind, std::string, std::string>, std::size_t> place;
  std::vector<CohortEffect> all;
  std::vector<Pair> pairs;
  for (const Member& member : members) {
    for (const Effect& effect : member.effects) {
      const auto [at, is_new] = place.try_emplace({effect.kind, effect.cause, effect.dimension}, all.size());
      if (is_new) {
        all.emplace_back();
        pairs.emplace_back();
        all.back().cause = effect.cause;
        all.back().kind = effect.kind;
        all.back().dimension = effect.dimension;
      }
      gather(effect, member.person, all[at->second], pairs[at->second]);
    }
  }
  std::vector<double> p;
  p.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    pool(pairs[i], all[i]);
    p.push_back(all[i].verdict == EffectVerdict::too_little_data ? NAN : all[i].p);
  }
  const std::vector<double> q = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::isnan(q[i])) continue;
    all[i].q = q[i];
    if (q[i] > options.level) continue;
    all[i].verdict = all[i].control_p < options.control_level ? EffectVerdict::confounded : EffectVerdict::found;
  }
  // By kind and cause, the dimensions of a cause together and in the order in which people have them.
  std::stable_sort(all.begin(), all.end(), [](const CohortEffect& a, const CohortEffect& b) {
    return std::tie(a.kind, a.cause) < std::tie(b.kind, b.cause);
  });
  return all;
}

}  // namespace skin2vec::lag
