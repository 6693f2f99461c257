#include "skin2vec/stats/regress.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::stats {

namespace {

// Legend: n days, k columns, z (n, k + 1) = [design | y], gram = z' V^-1 z.
struct CompleteRows {
  std::vector<int> days;
  Eigen::MatrixXd z;
};

CompleteRows complete_rows(std::span<const double> y, const Eigen::MatrixXd& design) {
  CompleteRows rows;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (!std::isnan(y[t]) && design.row(static_cast<Eigen::Index>(t)).allFinite()) {
      rows.days.push_back(static_cast<int>(t));
    }
  }
  rows.z.resize(static_cast<Eigen::Index>(rows.days.size()), design.cols() + 1);
  for (std::size_t i = 0; i < rows.days.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    rows.z.row(row).head(design.cols()) = design.row(rows.days[i]);
    rows.z(row, design.cols()) = y[static_cast<std::size_t>(rows.days[i])];
  }
  return rows;
}

// The fit at one (phi, white), with the restricted likelihood
// -1/2 [ log|V| + log|X' V^-1 X| + (n - k) log(rss) ], and a mild prior sqrt(1 - phi^2) that keeps phi off 1.
Regression fit_at(const CompleteRows& rows, Noise noise) {
  const Eigen::Index k = rows.z.cols() - 1;
  Regression fit;
  fit.noise = noise;
  fit.n = static_cast<int>(rows.days.size());
  fit.degrees = static_cast<double>(fit.n - k);
  const Whitened w = whiten(rows.days, rows.z, noise);
  const Eigen::MatrixXd gram = w.columns.transpose() * w.columns;
  const Eigen::MatrixXd xx = gram.topLeftCorner(k, k);
  // Columns are scaled to unit length, so that "dependent" means the same in any units.
  const Eigen::VectorXd scale = xx.diagonal().cwiseSqrt().cwiseInverse();
  if (!scale.allFinite()) return fit;
  const Eigen::LDLT<Eigen::MatrixXd> factor(scale.asDiagonal() * xx * scale.asDiagonal());
  const Eigen::VectorXd pivots = factor.vectorD();
  if (factor.info() != Eigen::Success || pivots.minCoeff() < 1e-10) return fit;
  fit.coefficients = scale.cwiseProduct(factor.solve(scale.cwiseProduct(gram.col(k).head(k))));
  const double rss = (w.columns.col(k) - w.columns.leftCols(k) * fit.coefficients).squaredNorm();
  fit.variance = rss / fit.degrees;
  fit.covariance = fit.variance * (scale.asDiagonal() * factor.solve(Eigen::MatrixXd(scale.asDiagonal())));
  const double log_gram = pivots.array().log().sum() - 2 * scale.array().log().sum();
  fit.likelihood = -0.5 * (w.log_determinant + log_gram + fit.degrees * std::log(std::max(rss, 1e-300))) +
                   0.5 * std::log(1 - noise.phi * noise.phi);
  fit.identifiable = true;
  return fit;
}

}  // namespace

Regression regress(std::span<const double> y, const Eigen::MatrixXd& design, const RegressOptions& options) {
  require(design.rows() == static_cast<Eigen::Index>(y.size()),
          "regress: one row a day expected, got {} rows for {} days", design.rows(), y.size());
  const CompleteRows rows = complete_rows(y, design);
  Regression best;
  best.n = static_cast<int>(rows.days.size());
  best.degrees = static_cast<double>(best.n - design.cols());
  if (best.n < design.cols() + 3) return best;
  if (options.noise) return fit_at(rows, *options.noise);

  const auto keep_better = [&](Noise noise) {
    noise.phi = std::clamp(noise.phi, 0.0, 0.99);
    noise.white = std::clamp(noise.white, 0.0, 0.95);
    Regression fit = fit_at(rows, noise);
    if (!fit.identifiable || (best.identifiable && fit.likelihood <= best.likelihood + 1e-9)) return false;
    best = std::move(fit);
    return true;
  };
  for (double phi : {0.0, 0.3, 0.5, 0.7, 0.85, 0.95}) {
    for (double white : {0.0, 0.3, 0.6, 0.85}) {
      if (phi > 0 || white == 0) keep_better({phi, white});  // without memory the share means nothing
    }
  }
  if (!best.identifiable) return best;
  for (double step = 0.08; step > 0.004; step /= 2) {
    bool moved = true;
    for (int round = 0; moved && round < 8; ++round) {
      const Noise at = best.noise;
      moved = keep_better({at.phi + step, at.white}) || keep_better({at.phi - step, at.white}) ||
              keep_better({at.phi, at.white + 2 * step}) || keep_better({at.phi, at.white - 2 * step});
    }
  }
  return best;
}

Wald wald(const Regression& fit, std::span<const int> columns) {
  require(!columns.empty(), "wald: at least one column expected, got none");
  if (!fit.identifiable) return {};
  const auto m = static_cast<Eigen::Index>(columns.size());
  Eigen::VectorXd b(m);
  Eigen::MatrixXd v(m, m);
  for (int column : columns) {
    require(column >= 0 && column < fit.coefficients.size(), "wald: column must be in [0, {}), got {}",
            fit.coefficients.size(), column);
  }
  for (Eigen::Index i = 0; i < m; ++i) {
    const int column = columns[static_cast<std::size_t>(i)];
    b(i) = fit.coefficients(column);
    for (Eigen::Index j = 0; j < m; ++j) v(i, j) = fit.covariance(column, columns[static_cast<std::size_t>(j)]);
  }
  Wald test;
  test.f = b.dot(v.ldlt().solve(b)) / static_cast<double>(m);
  if (std::isnan(test.f)) return {};  // no noise and no effect: nothing to tell
  test.p = f_tail(test.f, static_cast<double>(m), fit.degrees);
  return test;
}

}  // namespace skin2vec::stats
