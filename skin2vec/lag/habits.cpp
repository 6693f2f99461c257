#include "skin2vec/lag/habits.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/multiple.h"

namespace skin2vec::lag {

namespace {

constexpr int immediate_lags = 11;  // 0 to 10
constexpr double prior_inflation = 10;

struct Judged {
  Habit habit;
  double harm = -INFINITY;  // -log p of the load, positive on the bad side
};

// The load's columns are added to the fit of effects.h, whose noise was fitted without them: with a load for every
// covariate the memory of the noise is taken for loads. Kernel over 41 days = lags, moved by what the load explains, +
// load.
Judged judge(const stats::MixedFit& fit, const stats::AddedVariableTest& added, const LagBlock& block, double variance,
             diary::Better better) {
  const stats::Block& lags = fit.blocks[static_cast<std::size_t>(block.block)];
  const Eigen::Index from = fit.fixed + lags.from;
  const stats::AddedVariableTest::Group load = added.group(load_columns(block));
  // b ~ N(0, 10 variance I): as wide as the intervals of effects.h, in totals of the load.
  Eigen::MatrixXd precision = load.evidence.information;
  precision.diagonal().array() += 1 / (prior_inflation * variance);
  const Eigen::MatrixXd spread = precision.ldlt().solve(Eigen::MatrixXd::Identity(precision.rows(), precision.cols()));
  const Eigen::VectorXd b = spread * load.evidence.score;
  const Eigen::MatrixXd carried = load.carried.middleRows(from, lags.columns);
  Eigen::VectorXd kernel = load_basis() * b;
  kernel.head(n_lags) += lag_basis() * (fit.coefficients.segment(from, lags.columns) - carried * b);
  const Eigen::RowVectorXd of_lags = lag_basis().bottomRows(n_lags - immediate_lags).colwise().sum();
  const Eigen::RowVectorXd of_load =
      load_basis().bottomRows(n_load_lags - immediate_lags).colwise().sum() - of_lags * carried;
  const Eigen::MatrixXd lag_spread = fit.covariance.block(from, from, lags.columns, lags.columns);
  const double error =
      std::sqrt((of_lags * lag_spread * of_lags.transpose() + of_load * spread * of_load.transpose())(0));
  const double half = stats::student_quantile(0.975, fit.degrees) * error;
  Judged judged;
  Habit& habit = judged.habit;
  habit.immediate = kernel.head(immediate_lags).sum();
  habit.hidden = kernel.tail(n_load_lags - immediate_lags).sum();
  habit.accumulated = kernel.sum();
  habit.ci = {habit.hidden - half, habit.hidden + half};
  habit.p = stats::block_test(load.evidence, fit.degrees, prior_inflation * variance).p;
  habit.verdict = EffectVerdict::none_found;
  const bool bad = better == diary::Better::middle || (habit.hidden < 0) == (better == diary::Better::high);
  judged.harm = (bad ? -1 : 1) * std::log(std::max(habit.p, 1e-300));
  return judged;
}

}  // namespace

std::vector<Habit> habits(std::span<const Outcome> outcomes, const series::CovariateGrid& grid,
                          const HabitOptions& options) {
  require(options.better.empty() || options.better.size() == outcomes.size(),
          "habits: a side for each of {} dimensions expected, got {}", outcomes.size(), options.better.size());
  require(options.min_days >= 60 && options.min_exposed >= 1, "habits: min_days >= 60 and min_exposed >= 1, got {}, {}",
          options.min_days, options.min_exposed);
  require(options.level > 0 && options.level < 1, "habits: level must be in (0, 1), got {}", options.level);
  for (const Outcome& outcome : outcomes) {
    require(outcome.daily.first == grid.first && outcome.daily.days() == grid.days,
            "habits: {} must span {} days as the causes do, got {}", outcome.dimension, grid.days,
            outcome.daily.days());
  }
  const LagDesign design = lagged_design_matrix(grid, options.design);
  std::vector<std::vector<Judged>> each(outcomes.size());
  parallel_for(outcomes.size(), options.threads, [&](std::size_t d) {
    const std::vector<double>& y = outcomes[d].daily.values;
    const double sd = stats::sd(y);
    const bool enough = stats::count(y) >= options.min_days && sd > 0;
    const stats::MixedFit fit = enough ? stats::mixed(y, design.mixed) : stats::MixedFit{};
    std::optional<stats::AddedVariableTest> added;
    if (fit.identifiable) added.emplace(y, design.mixed, fit);
    const diary::Better better = options.better.empty() ? diary::Better::high : options.better[d];
    for (std::size_t c = 0; c < grid.covariates.size(); ++c) {
      if (grid.covariates[c].kind == series::CovariateKind::exposure) continue;
      const auto block = std::find_if(design.covariates.begin(), design.covariates.end(),
                                      [&](const LagBlock& one) { return one.covariate == static_cast<int>(c); });
      Judged judged;
      if (fit.identifiable && block != design.covariates.end() && block->exposed_days >= options.min_exposed) {
        judged = judge(fit, *added, *block, sd * sd, better);
      }
      judged.habit.covariate = grid.covariates[c].name;
      judged.habit.dimension = outcomes[d].dimension;
      each[d].push_back(std::move(judged));
    }
  });
  std::vector<Judged> all;
  for (auto& list : each)
    all.insert(all.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
  std::vector<double> p;
  p.reserve(all.size());
  for (const Judged& one : all) p.push_back(one.habit.verdict == EffectVerdict::too_little_data ? NAN : one.habit.p);
  const std::vector<double> q = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::isnan(q[i])) continue;
    all[i].habit.q = q[i];
    if (q[i] <= options.level) all[i].habit.verdict = EffectVerdict::found;
  }
  std::stable_sort(all.begin(), all.end(), [](const Judged& a, const Judged& b) { return a.harm > b.harm; });
  std::vector<Habit> ranked;
  for (Judged& one : all) {
    if (one.habit.verdict != EffectVerdict::too_little_data) one.habit.rank = static_cast<int>(ranked.size()) + 1;
    ranked.push_back(std::move(one.habit));
  }
  return ranked;
}

}  // namespace skin2vec::lag
