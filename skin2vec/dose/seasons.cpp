#include "skin2vec/dose/seasons.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/multiple.h"

namespace skin2vec::dose {

namespace {

// Legend: L (days, m) the lag columns of an exposure in lag_basis, S parts of the days, D (days, S m) the columns of
// each part: L about its mean in it, 0 outside. Kernel of part s: b + d_s, b of the year as fitted, d ~ N(0, prior I).
struct Parts {
  std::vector<double> total, error;  // of each part
  double p = 1;                      // that the d_s are equal
  Eigen::MatrixXd spread;            // (S, S), of the totals
};

Eigen::MatrixXd columns_of_parts(const Eigen::MatrixXd& lags, const std::vector<Eigen::ArrayXd>& inside) {
  Eigen::MatrixXd all(lags.rows(), lags.cols() * std::ssize(inside));
  for (std::size_t s = 0; s < inside.size(); ++s) {
    const Eigen::RowVectorXd mean = (inside[s].matrix().transpose() * lags) / std::max(inside[s].sum(), 1.0);
    all.middleCols(static_cast<Eigen::Index>(s) * lags.cols(), lags.cols()) =
        (lags.rowwise() - mean).array().colwise() * inside[s];
  }
  return all;
}

// Contrasts of S parts: orthonormal columns, the first their mean.
Eigen::MatrixXd contrasts(Eigen::Index parts) {
  Eigen::MatrixXd start = Eigen::MatrixXd::Identity(parts, parts);
  start.col(0).setOnes();
  Eigen::MatrixXd q = Eigen::HouseholderQR<Eigen::MatrixXd>(start).householderQ();
  return q;
}

// The differences' evidence, what the parts have in common free: of (c, e) = (T' x I) d, c integrated out.
stats::BlockScore differences(const stats::BlockScore& all, Eigen::Index parts, double prior) {
  const Eigen::Index m = all.score.size() / parts, rest = m * (parts - 1);
  const Eigen::MatrixXd t = contrasts(parts);
  Eigen::MatrixXd turn = Eigen::MatrixXd::Zero(parts * m, parts * m);
  for (Eigen::Index i = 0; i < parts; ++i) {
    for (Eigen::Index j = 0; j < parts; ++j) turn.block(i * m, j * m, m, m).diagonal().setConstant(t(i, j));
  }
  const Eigen::MatrixXd information = turn.transpose() * all.information * turn;
  const Eigen::VectorXd score = turn.transpose() * all.score;
  Eigen::MatrixXd common = information.topLeftCorner(m, m);
  common.diagonal().array() += 1 / prior;
  const Eigen::MatrixXd carried = common.ldlt().solve(information.topRightCorner(m, rest));
  return {information.bottomRightCorner(rest, rest) - information.bottomLeftCorner(rest, m) * carried,
          score.tail(rest) - carried.transpose() * score.head(m)};
}

Parts compare(const stats::AddedVariableTest& added, const stats::MixedFit& fit, const lag::LagBlock& block,
              double prior, const std::vector<Eigen::ArrayXd>& inside) {
  const Eigen::MatrixXd lags = lag::lagged_columns(block.amount, block.padding) * lag::lag_basis();
  const auto group = added.group(columns_of_parts(lags, inside));
  const Eigen::Index m = lags.cols(), parts = std::ssize(inside);
  Eigen::MatrixXd precision = group.evidence.information;
  precision.diagonal().array() += 1 / prior;
  const Eigen::MatrixXd covariance = precision.ldlt().solve(Eigen::MatrixXd::Identity(parts * m, parts * m));
  const Eigen::VectorXd d = covariance * group.evidence.score;
  // total_s = w' (b + d_s) with w the sums of the basis; with d the coefficients of the fit move by -carried d.
  const Eigen::VectorXd w = lag::lag_basis().colwise().sum();
  const Eigen::Index from = fit.fixed + fit.blocks[static_cast<std::size_t>(block.block)].from;
  const double of_year = w.dot(fit.coefficients.segment(from, m));
  const double spread_of_year = w.dot(fit.covariance.block(from, from, m, m) * w);
  Eigen::MatrixXd a(parts * m, parts);
  for (Eigen::Index s = 0; s < parts; ++s) {
    a.col(s) = -group.carried.middleRows(from, m).transpose() * w;
    a.col(s).segment(s * m, m) += w;
  }
  Parts result;
  result.spread = a.transpose() * covariance * a + Eigen::MatrixXd::Constant(parts, parts, spread_of_year);
  const Eigen::VectorXd totals = (a.transpose() * d).array() + of_year;
  result.total.assign(totals.begin(), totals.end());
  for (Eigen::Index s = 0; s < parts; ++s) result.error.push_back(std::sqrt(std::max(result.spread(s, s), 0.0)));
  if (parts > 1) result.p = stats::block_test(differences(group.evidence, parts, prior), fit.degrees, prior).p;
  return result;
}

double two_sided(double t, double degrees) {
  return 2 * stats::student_cdf(-std::abs(t), degrees);
}

// What a person's days are split by.
struct Split {
  std::vector<Eigen::ArrayXd> inside;  // of the parts that have enough days: 1 or 0 a day
  std::vector<int> part;               // which they are
  std::vector<int> n;                  // days with a value, of all parts
};

Split split(const std::vector<double>& y, const std::vector<int>& labels, int parts, int min_days) {
  Split all;
  for (int s = 0; s < parts; ++s) {
    Eigen::ArrayXd inside(std::ssize(labels));
    int n = 0;
    for (std::size_t t = 0; t < labels.size(); ++t) {
      inside(static_cast<Eigen::Index>(t)) = labels[t] == s && !std::isnan(y[t]) ? 1 : 0;
      n += labels[t] == s && !std::isnan(y[t]) ? 1 : 0;
    }
    all.n.push_back(n);
    if (n < min_days) continue;
    all.inside.push_back(std::move(inside));
    all.part.push_back(s);
  }
  return all;
}

void answer_pair(const stats::AddedVariableTest& added, const stats::MixedFit& fit, const lag::LagBlock& block,
                 double prior, const Split& by_season, const Split& by_transition, Seasons& answer) {
  const double t = stats::student_quantile(0.975, fit.degrees);
  if (!by_season.inside.empty()) {
    const Parts found = compare(added, fit, block, prior, by_season.inside);
    for (std::size_t i = 0; i < by_season.part.size(); ++i) {
      SeasonPart& part = answer.parts[static_cast<std::size_t>(by_season.part[i])];
      part.total = found.total[i];
      part.ci = {found.total[i] - t * found.error[i], found.total[i] + t * found.error[i]};
      part.p = two_sided(found.total[i] / found.error[i], fit.degrees);
    }
    answer.p = found.p;
    if (by_season.part.size() > 1) answer.verdict = SeasonsVerdict::none_found;
  }
  if (by_transition.part.size() == 2) {
    const Parts found = compare(added, fit, block, prior, by_transition.inside);
    const double extra = found.total[1] - found.total[0];
    const double error = std::sqrt(std::max(found.spread(0, 0) + found.spread(1, 1) - 2 * found.spread(0, 1), 1e-300));
    answer.transition = {extra, {extra - t * error, extra + t * error}, two_sided(extra / error, fit.degrees)};
  }
}

}  // namespace

std::vector<int> seasons_of(Day first, int days, Hemisphere hemisphere) {
  std::vector<int> labels;
  labels.reserve(static_cast<std::size_t>(std::max(days, 0)));
  for (int t = 0; t < days; ++t) {
    const int quarter = (first + t).month() % 12 / 3;  // December to February: 0
    labels.push_back(hemisphere == Hemisphere::north ? quarter : (quarter + 2) % n_seasons);
  }
  return labels;
}

std::vector<Seasons> seasons(std::span<const lag::Outcome> outcomes, const series::CovariateGrid& grid,
                             const lag::CovariateFits& fits, const SeasonsOptions& options) {
  require(std::ssize(options.season) == grid.days, "seasons: a season a day expected, got {} for {} days",
          options.season.size(), grid.days);
  for (const int label : options.season) {
    require(label >= 0 && label < n_seasons, "seasons: a season in [0, {}) expected, got {}", n_seasons, label);
  }
  require(options.transition.empty() || std::ssize(options.transition) == grid.days,
          "seasons: a transition flag a day expected, got {} for {} days", options.transition.size(), grid.days);
  require(options.min_days >= 20, "seasons: min_days must be >= 20, got {}", options.min_days);
  require(options.level > 0 && options.level < 1, "seasons: level must be in (0, 1), got {}", options.level);
  require(fits.fits.size() == outcomes.size(), "seasons: a fit for each of {} outcomes expected, got {}",
          outcomes.size(), fits.fits.size());
  const std::size_t n = outcomes.size();
  const std::vector<int> transition(options.transition.begin(), options.transition.end());
  std::vector<Seasons> all(options.exposures.size() * n);
  parallel_for(n, options.threads, [&](std::size_t d) {
    const std::vector<double>& y = outcomes[d].daily.values;
    const stats::MixedFit& fit = fits.fits[d];
    const Split by_season = split(y, options.season, n_seasons, options.min_days);
    const Split by_transition = split(y, transition, 2, options.min_days);
    std::optional<stats::AddedVariableTest> added;
    for (std::size_t e = 0; e < options.exposures.size(); ++e) {
      Seasons& answer = all[e * n + d];
      answer.exposure = options.exposures[e];
      answer.dimension = outcomes[d].dimension;
      for (std::size_t s = 0; s < n_seasons; ++s) answer.parts[s].n_days = by_season.n[s];
      const auto block =
          std::find_if(fits.design.covariates.begin(), fits.design.covariates.end(), [&](const lag::LagBlock& one) {
            return grid.covariates[static_cast<std::size_t>(one.covariate)].name == options.exposures[e];
          });
      if (!fit.identifiable || block == fits.design.covariates.end()) continue;
      if (!added) added.emplace(y, fits.design.mixed, fit);
      const double spread = block->amount.squaredNorm() / static_cast<double>(block->amount.size());
      const double prior = std::max(stats::sd(y) * stats::sd(y), 1e-12) / std::max(spread, 1e-12);
      answer_pair(*added, fit, *block, prior, by_season, by_transition, answer);
    }
  });
  std::vector<double> p;
  p.reserve(all.size());
  for (const Seasons& one : all) p.push_back(one.verdict == SeasonsVerdict::too_little_data ? NAN : one.p);
  const std::vector<double> q = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::isnan(q[i])) continue;
    all[i].q = q[i];
    if (q[i] <= options.level) all[i].verdict = SeasonsVerdict::differ;
  }
  return all;
}

}  // namespace skin2vec::dose
