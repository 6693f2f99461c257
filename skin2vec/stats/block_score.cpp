// What the data say of one block of a mixed model, and the test that it is zero.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "skin2vec/base/normal.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::stats {

BlockScore block_score(const MixedFit& fit, int block) {
  require(block >= 0 && block < std::ssize(fit.blocks), "block_evidence: block must be in [0, {}), got {}",
          fit.blocks.size(), block);
  const Block& at = fit.blocks[static_cast<std::size_t>(block)];
  if (!fit.identifiable) return {Eigen::MatrixXd::Zero(at.columns, at.columns), Eigen::VectorXd::Zero(at.columns)};
  // The posterior of the block is N(mean, cov): cov^-1 = information + prior^-1, cov^-1 mean = score.
  const Eigen::Index from = fit.fixed + at.from;
  const Eigen::LLT<Eigen::MatrixXd> factor(fit.covariance.block(from, from, at.columns, at.columns));
  BlockScore evidence;
  evidence.score = factor.solve(fit.coefficients.segment(from, at.columns));
  evidence.information = factor.solve(Eigen::MatrixXd::Identity(at.columns, at.columns));
  evidence.information.diagonal().array() -= 1 / (fit.variance_ratios[static_cast<std::size_t>(block)] * fit.variance);
  return evidence;
}

BlockTest block_test(const MixedFit& fit, int block, double alternative) {
  const BlockScore evidence = block_score(fit, block);
  return fit.identifiable ? block_test(evidence, fit.degrees, alternative) : BlockTest{};
}

BlockTest block_test(const BlockScore& evidence, double degrees, double alternative) {
  require(alternative > 0, "block_test: alternative must be > 0, got {}", alternative);
  // With information U diag(w) U' and u = U' score ~ N(0, w): sum u_i^2 / (w_i + 1 / alternative).
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(evidence.information);
  const Eigen::VectorXd u = eigen.eigenvectors().transpose() * evidence.score;
  BlockTest test;
  std::vector<double> weights;
  for (Eigen::Index i = 0; i < u.size(); ++i) {
    const double w = std::max(eigen.eigenvalues()(i), 0.0);
    test.statistic += u(i) * u(i) / (w + 1 / alternative);
    weights.push_back(w / (w + 1 / alternative));
  }
  test.p = weighted_chi_square_tail(weights, test.statistic, degrees);
  return test;
}

double weighted_chi_square_tail(std::span<const double> weights, double x, double degrees) {
  require(degrees > 0, "weighted_chi_square_tail: degrees must be > 0, got {}", degrees);
  const double largest = weights.empty() ? 0 : *std::max_element(weights.begin(), weights.end());
  for (const double weight : weights) {
    require(weight >= 0, "weighted_chi_square_tail: weights must be >= 0, got {}", weight);
  }
  if (largest <= 0 || x <= 0) return 1;
  // P(S > 0), S = sum w_i chi2_1 - (x / degrees) chi2_degrees. K(t) = -1/2 sum log(1 - 2 t w_i)
  // - degrees / 2 log(1 + 2 t x / degrees) on (-degrees / (2 x), 1 / (2 largest)); the saddlepoint solves K'(t) = 0.
  const double pull = x / degrees;
  const auto slope = [&](double t) {
    double sum = -x / (1 + 2 * t * pull);
    for (const double w : weights) sum += w / (1 - 2 * t * w);
    return sum;
  };
  double low = -0.5 / pull, high = 0.5 / largest;
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (slope(middle) > 0 ? high : low) = middle;
  }
  double t = (low + high) / 2;
  const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) - x;
  double spread = 2 * pull * x;
  for (const double w : weights) spread += 2 * w * w;
  // At the mean the formula is 0 / 0: step past it.
  if (std::abs(mean) < 1e-4 * std::sqrt(spread)) t = (t >= 0 ? 1e-4 : -1e-4) / std::sqrt(spread);
  double k = -0.5 * degrees * std::log1p(2 * t * pull),
         curvature = 2 * x * pull / ((1 + 2 * t * pull) * (1 + 2 * t * pull));
  for (const double w : weights) {
    k -= 0.5 * std::log1p(-2 * t * w);
    curvature += 2 * w * w / ((1 - 2 * t * w) * (1 - 2 * t * w));
  }
  const double r = std::copysign(std::sqrt(std::max(-2 * k, 0.0)), t);
  const double v = t * std::sqrt(curvature);
  if (r == 0 || v == 0) return 0.5;
  return std::clamp(normal_cdf(-(r + std::log(v / r) / r)), 0.0, 1.0);
}

}  // namespace skin2vec::stats
