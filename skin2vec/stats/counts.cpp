#include "skin2vec/stats/counts.h"

#include <cmath>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::stats {

CountFit fit_counts(std::span<const double> y, const Eigen::MatrixXd& design) {
  require(design.rows() == std::ssize(y), "fit_counts: one row a count expected, got {} rows for {}", design.rows(),
          y.size());
  std::vector<Eigen::Index> rows;
  for (Eigen::Index i = 0; i < design.rows(); ++i) {
    const double count = y[static_cast<std::size_t>(i)];
    require(!(count < 0), "fit_counts: counts must be >= 0, got {}", count);
    if (!std::isnan(count) && design.row(i).allFinite()) rows.push_back(i);
  }
  CountFit fit;
  fit.n = static_cast<int>(rows.size());
  const Eigen::Index k = design.cols();
  if (fit.n <= k) return fit;
  // Columns are scaled to unit length, so that "dependent" means the same in any units.
  Eigen::MatrixXd x = design(rows, Eigen::all);
  const Eigen::VectorXd scale = x.colwise().norm().cwiseInverse();
  if (!scale.allFinite()) return fit;
  x = x * scale.asDiagonal();
  Eigen::VectorXd counts(fit.n);
  for (Eigen::Index i = 0; i < fit.n; ++i) counts(i) = y[static_cast<std::size_t>(rows[static_cast<std::size_t>(i)])];
  // Weights are the means; working response eta + (y - mu) / mu. Start: mu = y + 0.1, as R does.
  Eigen::VectorXd mu = counts.array() + 0.1, eta = mu.array().log();
  double deviance = INFINITY;
  Eigen::LDLT<Eigen::MatrixXd> factor;
  for (int round = 0; round < 50; ++round) {
    const Eigen::VectorXd working = eta.array() + (counts - mu).array() / mu.array();
    factor.compute(x.transpose() * mu.asDiagonal() * x);
    if (factor.info() != Eigen::Success || factor.vectorD().minCoeff() < 1e-11 * factor.vectorD().maxCoeff())
      return fit;
    fit.coefficients = factor.solve(x.transpose() * mu.cwiseProduct(working));
    eta = x * fit.coefficients;
    mu = eta.array().exp();
    if (!mu.allFinite() || mu.minCoeff() <= 0) return fit;
    // 2 sum (y log(y / mu) - y + mu)
    double now = 0;
    for (Eigen::Index i = 0; i < fit.n; ++i) {
      now += 2 * ((counts(i) > 0 ? counts(i) * std::log(counts(i) / mu(i)) : 0) - counts(i) + mu(i));
    }
    if (std::abs(deviance - now) < 1e-11 * (std::abs(now) + 0.1)) {
      fit.identifiable = true;
      break;
    }
    deviance = now;
  }
  if (!fit.identifiable) return fit;
  factor.compute(x.transpose() * mu.asDiagonal() * x);
  fit.dispersion = ((counts - mu).array().square() / mu.array()).sum() / static_cast<double>(fit.n - k);
  fit.covariance = fit.dispersion * (scale.asDiagonal() * factor.solve(Eigen::MatrixXd(scale.asDiagonal())));
  fit.coefficients = scale.cwiseProduct(fit.coefficients);
  return fit;
}

}  // namespace skin2vec::stats
