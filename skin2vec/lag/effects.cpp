#include "skin2vec/lag/effects.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/lag/outcome_fit.h"
#include "skin2vec/lag/posterior_summary.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/multiple.h"

namespace skin2vec::lag {

namespace {

// Column: what the covariate has done up to each day, by the fitted kernel.
Eigen::VectorXd response(const LagBlock& block, const Effect& effect) {
  const Eigen::Map<const Eigen::VectorXd> kernel(effect.kernel.data(), n_lags);
  return lagged_columns(block.amount, block.padding) * kernel;
}

// What a cohort adds up: the evidence of the days to come if the prior of the covariate's own block were a hundred
// times as wide. What a narrow prior takes off a kernel is left in the residuals with the same sign in everybody, and
// goes with tomorrow's amount once the noise's memory is taken out: many people would call every large effect
// confounded. Other blocks as fitted, F and s what the data say of covariate c and of the days to come w, D the prior
// of c:
//   group gives I = Fww - Fwc (Fcc + D)^-1 Fcw, S = sw - Fwc (Fcc + D)^-1 sc and carried = (Fcc + D)^-1 Fcw.
stats::BlockScore control_of(const stats::MixedFit& fit, int block, const stats::AddedVariableTest::Group& group) {
  constexpr double wider = 100;
  const stats::Block& at = fit.blocks[static_cast<std::size_t>(block)];
  const stats::BlockScore own = stats::block_score(fit, block);
  const double prior = 1 / (fit.variance_ratios[static_cast<std::size_t>(block)] * fit.variance);
  const Eigen::MatrixXd carried = group.carried.middleRows(fit.fixed + at.from, at.columns);
  Eigen::MatrixXd narrow = own.information, wide = own.information;
  narrow.diagonal().array() += prior, wide.diagonal().array() += prior / wider;
  const Eigen::MatrixXd between = narrow * carried;  // Fcw
  const Eigen::LLT<Eigen::MatrixXd> factor(wide);
  return {group.evidence.information + carried.transpose() * between - between.transpose() * factor.solve(between),
          group.evidence.score + carried.transpose() * own.score - between.transpose() * factor.solve(own.score)};
}

double two_sided_p(const stats::AddedVariableTest::Added& added, double degrees) {
  return std::isnan(added.estimate) ? 1 : 2 * stats::student_cdf(-std::abs(added.estimate / added.error), degrees);
}

// What goes into a cohort, of every block described: noise and ratios as fitted, the waves of the season as fixed
// columns. A season is nearly the same in everybody; a prior on it leaves a part that goes with the weather, of one
// sign in all people (docs/explanation/effects.md).
void cohort_summary(const OutcomeFit& own, const LagDesign& design, std::span<Effect* const> tested) {
  const stats::MixedDesign& given = own.design();
  const Eigen::Index days = given.fixed.rows(), k = given.fixed.cols();
  const Eigen::Index slow =
      design.slow_block < 0 ? 0 : given.blocks[static_cast<std::size_t>(design.slow_block)].columns;
  const Eigen::Index waves = std::max<Eigen::Index>(slow, 2);  // two bend as an arc of a year does
  Eigen::MatrixXd season(days, waves);
  for (Eigen::Index w = 0; w < waves; ++w) {
    for (Eigen::Index t = 0; t < days; ++t) {
      season(t, w) = std::cos(std::numbers::pi * static_cast<double>(w + 1) * (static_cast<double>(t) + 0.5) /
                              static_cast<double>(days));
    }
  }
  stats::MixedDesign open{Eigen::MatrixXd(days, k + waves), given.random, given.blocks};
  open.fixed << given.fixed, own.weighted(season);
  const stats::MixedFit fit =
      stats::mixed(own.values, open, {.noise = own.fit.noise, .variance_ratios = own.fit.variance_ratios});
  if (!fit.identifiable) return;
  const stats::AddedVariableTest columns(own.values, open, fit);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    if (!tested[i]) continue;
    const LagBlock& block = design.covariates[i];
    const stats::AddedVariableTest::Group control = columns.group(own.weighted(ahead(block.amount, block.padding)));
    tested[i]->contribution = contribution(fit, block.block, own.spread);
    tested[i]->contribution.control = control_of(fit, block.block, control);
  }
}

// The extra effect in the transition, and the negative control, of every block that was described.
void negative_control(const OutcomeFit& own, const LagDesign& design, const EffectsOptions& options,
                      std::span<Effect* const> tested) {
  const stats::MixedFit& fit = own.fit;
  const Eigen::Index days = design.mixed.fixed.rows(), n = std::ssize(design.covariates);
  Eigen::MatrixXd extra = Eigen::MatrixXd::Zero(days, n);
  Eigen::VectorXd inside = Eigen::VectorXd::Zero(days);
  for (std::size_t t = 0; t < options.transition.size(); ++t) {
    inside(static_cast<Eigen::Index>(t)) = options.transition[t] != 0 ? 1 : 0;
  }
  for (Eigen::Index i = 0; i < n; ++i) {
    const LagBlock& block = design.covariates[static_cast<std::size_t>(i)];
    const Effect* effect = tested[static_cast<std::size_t>(i)];
    if (!effect) continue;
    // About its mean, so that the extra effect is not the extra level of those days.
    const Eigen::VectorXd x = response(block, *effect);
    extra.col(i) = inside.cwiseProduct((x.array() - x.mean()).matrix());
  }
  const stats::AddedVariableTest columns(own.values, own.design(), fit);
  const std::vector<stats::AddedVariableTest::Added> added = columns.of(own.weighted(extra));
  const double t = stats::student_quantile(stats::kTwoSided95, fit.degrees);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    Effect* effect = tested[i];
    if (!effect) continue;
    const stats::AddedVariableTest::Group control =
        columns.group(own.weighted(ahead(design.covariates[i].amount, design.covariates[i].padding)));
    effect->control_p = stats::block_test(control.evidence, fit.degrees, own.spread).p;
    const stats::AddedVariableTest::Added& more = added[i];
    if (options.transition.empty() || std::isnan(more.estimate)) continue;
    const double total = more.estimate * effect->total, half = t * std::abs(more.error * effect->total);
    effect->transition = {total, {total - half, total + half}, two_sided_p(more, fit.degrees)};
  }
}

// Counts how many have been done, and asks whether to go on: from any thread.
class Watch {
 public:
  Watch(const PermutationOptions& options, std::int64_t all) : options_(options), all_(all) {}
  [[nodiscard]] bool stopped() {
    const std::lock_guard lock(guard_);
    return !go_on_;
  }
  [[nodiscard]] bool one_more() {
    const std::lock_guard lock(guard_);
    ++done_;
    if (go_on_ && options_.go_on) go_on_ = options_.go_on(done_, all_);
    return go_on_;
  }

 private:
  const PermutationOptions& options_;
  std::int64_t all_;
  std::int64_t done_ = 0;
  bool go_on_ = true;
  std::mutex guard_;
};

// The permutations of every pair that has numbers.
void permute(std::span<const Outcome> outcomes, const LagDesign& design, std::span<const OutcomeFit> fits,
             const EffectsOptions& options, std::vector<Effect>& all) {
  const std::size_t n_covariates = design.covariates.size();
  std::vector<std::vector<int>> turns(n_covariates);
  for (std::size_t i = 0; i < n_covariates; ++i) {
    turns[i] = rotations(static_cast<int>(design.mixed.fixed.rows()), options.permutation.permutations,
                         Random(options.permutation.seed).fork(i).bits());
  }
  const auto pair = [&](std::size_t i, std::size_t d) -> Effect& {
    return all[static_cast<std::size_t>(design.covariates[i].covariate) * outcomes.size() + d];
  };
  std::int64_t wanted = 0;
  for (std::size_t i = 0; i < n_covariates; ++i) {
    for (std::size_t d = 0; d < outcomes.size(); ++d) {
      if (pair(i, d).verdict != EffectVerdict::too_little_data) wanted += std::ssize(turns[i]);
    }
  }
  Watch watch(options.permutation, wanted);
  parallel_for(n_covariates * outcomes.size(), options.threads, [&](std::size_t job) {
    const std::size_t i = job / outcomes.size(), d = job % outcomes.size();
    Effect& effect = pair(i, d);
    if (effect.verdict == EffectVerdict::too_little_data || turns[i].empty() || watch.stopped()) return;
    const LagBlock& block = design.covariates[i];
    const OutcomeFit& own = fits[d];
    const stats::PermutationTest place(own.values, own.design(), own.fit, block.block);
    const auto turned = [&](int days) { return rotated_p(place, own, block, days); };
    const double unturned = turned(0);
    int as_extreme = 0;
    for (const int days : turns[i]) {
      as_extreme += turned(days) <= unturned ? 1 : 0;
      ++effect.permutation.n;
      if (!watch.one_more()) break;
    }
    effect.permutation.p = (1.0 + as_extreme) / (1.0 + effect.permutation.n);
  });
}

}  // namespace

std::vector<Effect> effects(std::span<const Outcome> outcomes, const series::CovariateGrid& grid,
                            const EffectsOptions& options) {
  require(options.level > 0 && options.level < 1, "effects: level must be in (0, 1), got {}", options.level);
  require(options.min_days >= 20, "effects: min_days must be >= 20, got {}", options.min_days);
  require(options.min_exposed >= 1, "effects: min_exposed must be >= 1, got {}", options.min_exposed);
  require(options.control_level > 0 && options.control_level < 1, "effects: control_level must be in (0, 1), got {}",
          options.control_level);
  require(options.permutation.permutations >= 0, "effects: permutations must be >= 0, got {}",
          options.permutation.permutations);
  require(options.transition.empty() || std::ssize(options.transition) == grid.days,
          "effects: a transition flag a day expected, got {} for {} days", options.transition.size(), grid.days);
  for (const Outcome& outcome : outcomes) {
    require(outcome.daily.first == grid.first && outcome.daily.days() == grid.days,
            "effects: {} must span {} days as the causes do, got {}", outcome.dimension, grid.days,
            outcome.daily.days());
  }
  std::vector<Effect> all(grid.covariates.size() * outcomes.size());
  for (std::size_t c = 0; c < grid.covariates.size(); ++c) {
    for (std::size_t d = 0; d < outcomes.size(); ++d) {
      Effect& effect = all[c * outcomes.size() + d];
      effect.covariate = grid.covariates[c].name;
      effect.kind = grid.covariates[c].kind;
      effect.dimension = outcomes[d].dimension;
      effect.scale = outcomes[d].scale;
      effect.own_weight = grid.covariates[c].mean_weight;
      effect.kernel.fill(NAN);
      effect.kernel_ci.fill({NAN, NAN});
      effect.n_days = stats::count(outcomes[d].daily.values);
      const auto& amount = grid.covariates[c].amount.array();
      effect.n_exposed = static_cast<int>((amount != 0 && amount == amount).count());
    }
  }
  const LagDesign design = lagged_design_matrix(grid, options.design);
  std::vector<OutcomeFit> fits(outcomes.size());
  parallel_for(outcomes.size(), options.threads, [&](std::size_t d) {
    const std::vector<double>& y = outcomes[d].daily.values;
    if (stats::count(y) < options.min_days) return;
    const OutcomeFit& own = fits[d] = outcome_fit(y, design.mixed, outcomes[d].scale);
    const stats::MixedFit& fit = own.fit;
    if (!fit.identifiable) return;
    std::vector<Effect*> tested(design.covariates.size(), nullptr);
    for (std::size_t i = 0; i < design.covariates.size(); ++i) {
      const LagBlock& block = design.covariates[i];
      Effect& effect = all[static_cast<std::size_t>(block.covariate) * outcomes.size() + d];
      effect.n_days = fit.n;
      int with = 0, without = 0;  // days that were read, with the covariate and without
      for (std::size_t t = 0; t < y.size(); ++t) {
        if (!std::isnan(y[t])) ++(block.amount(static_cast<Eigen::Index>(t)) != 0 ? with : without);
      }
      const bool exposure = effect.kind == series::CovariateKind::exposure;
      if (with < options.min_exposed || (!exposure && without < options.min_exposed)) continue;
      describe(fit, block.block, own.spread, effect);
      effect.verdict = EffectVerdict::none_found;
      tested[i] = &effect;
    }
    negative_control(own, design, options, tested);
    cohort_summary(own, design, tested);
  });
  if (options.permutation.permutations > 0) permute(outcomes, design, fits, options, all);
  std::vector<double> p;
  p.reserve(all.size());
  for (const Effect& effect : all) p.push_back(effect.verdict == EffectVerdict::too_little_data ? NAN : effect.p);
  const std::vector<double> q = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::isnan(q[i])) continue;
    all[i].q = q[i];
    if (q[i] > options.level) continue;
    all[i].verdict = all[i].control_p < options.control_level ? EffectVerdict::confounded : EffectVerdict::found;
  }
  return all;
}

}  // namespace skin2vec::lag
