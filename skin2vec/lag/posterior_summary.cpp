#include "skin2vec/lag/posterior_summary.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/lag/lag_basis.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::lag {

namespace {

// A prior fitted to all of a covariate's curve shrinks its total. Estimates and intervals are of a prior that is
// inflation by these factors: the first costs a tenth in error and halves the bias, the second makes the interval cover
// (docs/explanation/effects.md).
constexpr double prior_inflation_estimate = 3;
constexpr double prior_inflation_interval = 10;

constexpr Eigen::Index control_days = 3;  // ahead, of the negative control

// Days from the peak until the kernel has fallen to half, linear between days.
double half_life(const std::array<double, n_lags>& kernel, int peak) {
  const double half = kernel[static_cast<std::size_t>(peak)] / 2;
  double before = kernel[static_cast<std::size_t>(peak)];
  for (int lag = peak + 1; lag < n_lags; ++lag) {
    const double now = kernel[static_cast<std::size_t>(lag)];
    if (half > 0 ? now <= half : now >= half) return lag - peak - (now == before ? 0 : (now - half) / (now - before));
    before = now;
  }
  return NAN;
}

// The posterior of a block's kernel if the prior were `inflation` times as wide as fitted: (F + I / (inflation r))^-1 S
// with information F and score S, all other blocks as fitted.
struct Kernel {
  Eigen::VectorXd mean;  // (n_lags)
  Eigen::MatrixXd spread;
};
Kernel kernel_of(const stats::MixedFit& fit, int block, const stats::BlockScore& evidence, double inflation) {
  Eigen::MatrixXd precision = evidence.information;
  precision.diagonal().array() += 1 / (inflation * fit.variance_ratios[static_cast<std::size_t>(block)] * fit.variance);
  const Eigen::Index m = precision.rows();
  const Eigen::MatrixXd covariance = precision.ldlt().solve(Eigen::MatrixXd::Identity(m, m));
  return {lag_basis() * (covariance * evidence.score), lag_basis() * covariance * lag_basis().transpose()};
}

// The total T alone, from information F and score S of the coefficients: b = u T + N d with u the mean shape of sum 1,
// N what adds nothing to the sum, and deviations d ~ N(0, shape I) integrated out. No prior on T.
//   information u'Fu - u'FN (N'FN + I / shape)^-1 N'Fu,   score u'S - u'FN (N'FN + I / shape)^-1 N'S
Contribution contribution_of(const stats::BlockScore& evidence, double shape, double degrees) {
  const Eigen::VectorXd sums = lag_basis().colwise().sum();
  const Eigen::VectorXd u = sums / sums.squaredNorm();
  const Eigen::MatrixXd n = Eigen::MatrixXd(sums.householderQr().householderQ()).rightCols(sums.size() - 1);
  Eigen::MatrixXd inner = n.transpose() * evidence.information * n;
  inner.diagonal().array() += 1 / shape;
  const Eigen::VectorXd across = n.transpose() * evidence.information * u, taken = inner.ldlt().solve(across);
  const double information = u.dot(evidence.information * u) - across.dot(taken);
  const double score = u.dot(evidence.score) - taken.dot(n.transpose() * evidence.score);
  if (!(information > 0)) return {};
  // Variance of Student's t, for those who take the error as known.
  return {score / information, std::sqrt(degrees / std::max(degrees - 2, 1.0) / information), {}};
}

}  // namespace

void describe(const stats::MixedFit& fit, int block, double alternative, Effect& effect) {
  const stats::BlockScore evidence = stats::block_score(fit, block);
  const Kernel best = kernel_of(fit, block, evidence, prior_inflation_estimate);
  const Kernel open = kernel_of(fit, block, evidence, prior_inflation_interval);
  const double t = stats::student_quantile(stats::kTwoSided95, fit.degrees);
  for (int lag = 0; lag < n_lags; ++lag) {
    const auto l = static_cast<std::size_t>(lag);
    const double half = t * std::sqrt(std::max(open.spread(lag, lag), 0.0));
    effect.kernel[l] = best.mean(lag);
    effect.kernel_ci[l] = {open.mean(lag) - half, open.mean(lag) + half};
    if (effect.peak_day < 0 || std::abs(best.mean(lag)) > std::abs(best.mean(effect.peak_day))) effect.peak_day = lag;
  }
  effect.total = best.mean.sum();
  const double half = t * std::sqrt(std::max(open.spread.sum(), 0.0));
  effect.total_ci = {std::min(open.mean.sum() - half, effect.total), std::max(open.mean.sum() + half, effect.total)};
  effect.half_life_days = half_life(effect.kernel, effect.peak_day);
  effect.p = stats::block_test(fit, block, alternative).p;
  effect.contribution = contribution_of(evidence, alternative, fit.degrees);
}

Contribution contribution(const stats::MixedFit& fit, int block, double alternative) {
  return contribution_of(stats::block_score(fit, block), alternative, fit.degrees);
}

double alternative_of(std::span<const double> y) {
  return std::max(stats::sd(y) * stats::sd(y), 1e-12);
}

Eigen::MatrixXd ahead(const Eigen::VectorXd& amount, double before) {
  Eigen::MatrixXd columns(amount.size(), control_days);
  for (Eigen::Index t = 0; t < columns.rows(); ++t) {
    for (Eigen::Index lead = 1; lead <= control_days; ++lead) {
      columns(t, lead - 1) = t + lead < columns.rows() ? amount(t + lead) : before;
    }
  }
  return columns;
}

}  // namespace skin2vec::lag
