#include "skin2vec/lag/cohort.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "skin2vec/base/normal.h"
#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/lag/one_fit.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/meta.h"
#include "skin2vec/stats/multiple.h"

namespace skin2vec::lag {

namespace {

// Of one pair, while people are gathered.
struct Pair {
  std::vector<stats::Estimate> estimates;
  // Scores and information of the days to come add up over people. Each person's are per own spread, so that somebody
  // with large swings does not decide alone.
  stats::BlockScore control;
};

bool has_numbers(const Effect& effect) {
  return effect.verdict != EffectVerdict::too_little_data && effect.contribution.error > 0;
}

void gather(const Effect& effect, Pair& pair) {
  const Contribution& own = effect.contribution;
  pair.estimates.push_back({own.total, own.error});
  if (own.control.score.size() == 0) return;
  if (pair.control.score.size() == 0) {
    pair.control = own.control;
  } else {
    pair.control.information += own.control.information;
    pair.control.score += own.control.score;
  }
}

// What all say of the days to come, against effects as large as those that were found.
double control_p(const Pair& pair, const stats::Meta& all) {
  constexpr double many = 1e4;  // degrees of freedom of many people: the normal limit
  const double size = all.tau * all.tau + all.mean * all.mean;
  return pair.control.score.size() > 0 && size > 0 ? stats::block_test(pair.control, many, size).p : 1;
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
  into.control_p = control_p(pair, all);
}

const Effect* find(std::span<const Effect> effects, const std::string& covariate, series::CovariateKind kind,
                   const std::string& dimension) {
  for (const Effect& effect : effects) {
    if (effect.kind == kind && effect.covariate == covariate && effect.dimension == dimension) return &effect;
  }
  return nullptr;
}

// What people share, and what the mean person and the deviations from it say.
struct Together {
  std::vector<Shared> covariates;
  std::vector<Effect> mean;                     // of the mean person; empty: there is none
  std::vector<std::vector<Effect>> deviations;  // a person each; empty: no covariate is shared in part
};

Together together(std::span<const Record* const> records, const CohortOptions& options) {
  Together all;
  all.covariates = shared_covariates(records);
  const auto in_part = [](const Shared& one) { return one.is_shared && !one.is_same; };
  if (std::none_of(all.covariates.begin(), all.covariates.end(), [](const Shared& one) { return one.is_shared; }))
    return all;
  if (const auto mean = mean_person(records, all.covariates)) {
    EffectsOptions how;
    how.design = mean->design;
    how.threads = options.threads;
    all.mean = effects(mean->outcomes, mean->grid, how);
  }
  if (std::none_of(all.covariates.begin(), all.covariates.end(), in_part)) return all;
  all.deviations.resize(records.size());
  parallel_for(records.size(), options.threads, [&](std::size_t i) {
    const Record split = with_deviations(*records[i], all.covariates);
    EffectsOptions how;
    how.design = split.design;
    all.deviations[i] = effects(split.outcomes, split.grid, how);
  });
  return all;
}

// The error of the mean person's total. One series with little noise of a day and much that lasts: there the score test
// keeps its level and the error of the total does not (docs/explanation/effects.md). So it is made wider until both say
// the same, at most twice as wide: the score test also is unsure where it looks at a kernel and not at its sum.
double error_of(const Effect& common) {
  constexpr double widest = 2;
  const double error = common.contribution.error, away = std::abs(common.contribution.total) / error;
  const double score = -stats::normal_quantile(std::clamp(common.p, 1e-12, 1 - 1e-12) / 2);
  return error * std::clamp(away / score, 1.0, widest);
}

// A pair whose covariate is shared. The mean person's total and that of the deviations have nothing to do with each
// other; each counts by what it is certain. How much people differ is as their own fits say: a common error is in all
// of them.
void pool_shared(const Together& all, const Shared& shared, CohortEffect& into) {
  into.source = CohortSource::in_common;
  const double z = stats::normal_quantile(stats::kTwoSided95),
               t = stats::student_quantile(stats::kTwoSided95, into.n_people - 1);
  double weight = 0, sum = 0;
  std::vector<double> controls;
  const Effect* common = find(all.mean, into.covariate, series::CovariateKind::exposure, into.dimension);
  if (common && has_numbers(*common)) {
    const double differ = into.tau * into.tau / into.n_people;
    const double w = 1 / (std::pow(error_of(*common), 2) + differ);
    weight += w, sum += w * common->contribution.total;
    controls.push_back(common->control_p);
  }
  Pair apart;
  for (const std::vector<Effect>& person : all.deviations) {
    const Effect* own = find(person, into.covariate, series::CovariateKind::exposure, into.dimension);
    if (!shared.is_same && own && has_numbers(*own)) gather(*own, apart);
  }
  const stats::Meta within = stats::meta(apart.estimates);
  if (within.enough) {
    const double error = (within.high - within.low) / 2 / z;  // as wide as Student's t makes it
    weight += 1 / (error * error), sum += within.mean / (error * error);
    controls.push_back(control_p(apart, within));
  }
  if (weight <= 0) {
    into.verdict = EffectVerdict::too_little_data;
    into.mean = into.tau = NAN, into.mean_ci = {NAN, NAN}, into.p = into.control_p = 1;
    for (CohortPerson& one : into.people) one.shrunken = NAN, one.shrunken_ci = {NAN, NAN};
    return;
  }
  const double before = into.mean, half_before = (into.mean_ci.high - into.mean_ci.low) / 2;
  const double error = 1 / std::sqrt(weight);
  into.mean = sum / weight;
  into.mean_ci = {into.mean - z * error, into.mean + z * error};
  into.p = 2 * normal_cdf(-std::abs(into.mean) / error);
  // People keep their distance from the mean, whose own error is in each of them.
  const double wider = std::max(z * z * error * error - half_before * half_before * z * z / (t * t), 0.0);
  for (CohortPerson& one : into.people) {
    const double half = std::sqrt(std::pow((one.shrunken_ci.high - one.shrunken_ci.low) / 2, 2) + wider);
    one.shrunken += into.mean - before;
    one.shrunken_ci = {one.shrunken - half, one.shrunken + half};
  }
  into.control_p = 1;
  for (const double p : controls) {
    into.control_p = std::min(into.control_p, p * static_cast<double>(controls.size()));
  }
}

// Dimensions of which nobody, or hardly anybody, has numbers of his own, from one fit of all.
void fit_together(std::span<const Record* const> records, std::vector<CohortEffect>& all) {
  std::set<std::string> alone;
  for (const CohortEffect& effect : all) {
    if (effect.n_people >= kFewestPeople) alone.insert(effect.dimension);
  }
  std::vector<Record> short_ones;
  for (const Record* record : records) {
    Record one{{}, record->grid, record->design};
    for (const Outcome& outcome : record->outcomes) {
      if (!alone.contains(outcome.dimension)) one.outcomes.push_back(outcome);
    }
    if (!one.outcomes.empty()) short_ones.push_back(std::move(one));
  }
  std::vector<const Record*> pointers;
  pointers.reserve(short_ones.size());
  for (const Record& one : short_ones) pointers.push_back(&one);
  for (const OneFitEffect& fit : one_fit(pointers)) {
    if (fit.effect.verdict == EffectVerdict::too_little_data) continue;
    for (CohortEffect& into : all) {
      if (into.covariate != fit.effect.covariate || into.kind != fit.effect.kind) continue;
      if (into.dimension != fit.effect.dimension) continue;
      into.source = CohortSource::one_fit;
      into.verdict = EffectVerdict::none_found;
      into.n_people = fit.n_people;
      into.people.clear();
      into.mean = fit.effect.total;
      into.mean_ci = fit.effect.total_ci;
      into.p = fit.effect.p;
      into.control_p = fit.effect.control_p;
      into.kernel = fit.effect.kernel;
      into.kernel_ci = fit.effect.kernel_ci;
      into.peak_day = fit.effect.peak_day;
    }
  }
}

}  // namespace

std::vector<CohortEffect> cohort(std::span<const Member> members, const CohortOptions& options) {
  require(options.level > 0 && options.level < 1, "cohort: level must be in (0, 1), got {}", options.level);
  require(options.control_level > 0 && options.control_level < 1, "cohort: control_level must be in (0, 1), got {}",
          options.control_level);
  require(options.one_fit_control_level > 0 && options.one_fit_control_level < 1,
          "cohort: one_fit_control_level must be in (0, 1), got {}", options.one_fit_control_level);
  std::map<std::tuple<series::CovariateKind, std::string, std::string>, std::size_t> place;
  std::vector<CohortEffect> all;
  std::vector<Pair> pairs;
  for (const Member& member : members) {
    for (const Effect& effect : member.effects) {
      const auto [at, is_new] = place.try_emplace({effect.kind, effect.covariate, effect.dimension}, all.size());
      if (is_new) {
        all.emplace_back();
        pairs.emplace_back();
        all.back().covariate = effect.covariate;
        all.back().kind = effect.kind;
        all.back().dimension = effect.dimension;
        all.back().scale = effect.scale;
      }
      if (!has_numbers(effect)) continue;
      gather(effect, pairs[at->second]);
      all[at->second].people.push_back({member.person, effect.total, effect.total_ci, NAN, {NAN, NAN}});
    }
  }
  std::vector<const Record*> records;
  for (const Member& member : members) {
    if (member.record.grid.days > 0) records.push_back(&member.record);
  }
  const Together shared = together(records, options);
  std::vector<double> p;
  p.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    pool(pairs[i], all[i]);
    for (const Shared& one : shared.covariates) {
      if (one.covariate != all[i].covariate || one.kind != all[i].kind) continue;
      all[i].correlation = one.correlation;
      if (one.is_shared && all[i].verdict != EffectVerdict::too_little_data) pool_shared(shared, one, all[i]);
    }
  }
  fit_together(records, all);
  for (const CohortEffect& effect : all) p.push_back(effect.verdict == EffectVerdict::too_little_data ? NAN : effect.p);
  const std::vector<double> q = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::isnan(q[i])) continue;
    all[i].q = q[i];
    if (q[i] > options.level) continue;
    const bool together = all[i].source == CohortSource::one_fit;
    const double limit = together ? options.one_fit_control_level : options.control_level;
    all[i].verdict = all[i].control_p < limit ? EffectVerdict::confounded : EffectVerdict::found;
  }
  // By kind and covariate, the dimensions of a covariate together and in the order in which people have them.
  std::stable_sort(all.begin(), all.end(), [](const CohortEffect& a, const CohortEffect& b) {
    return std::tie(a.kind, a.covariate) < std::tie(b.kind, b.covariate);
  });
  return all;
}

}  // namespace skin2vec::lag
