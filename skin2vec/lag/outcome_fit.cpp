#include "skin2vec/lag/outcome_fit.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"

namespace skin2vec::lag {

namespace {

constexpr int most_rounds = 8;
constexpr double settled = 0.01;     // of log mu on any day
constexpr double least_mean = 1e-3;  // of the mean of all days: no day is expected to have less

// k >= 0 of var y = mu + k mu^2: where Pearson's chi-square is what the degrees of freedom expect.
double overdispersion(const Eigen::ArrayXd& y, const Eigen::ArrayXd& mu, double degrees) {
  const auto excess = [&](double k) { return ((y - mu).square() / (mu + k * mu.square())).sum() - degrees; };
  if (excess(0) <= 0) return 0;
  double low = 0, high = 1;
  while (excess(high) > 0 && high < 1e6) high *= 4;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (excess(middle) > 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

stats::MixedDesign weighted_design(const stats::MixedDesign& design, const Eigen::VectorXd& root) {
  return {root.asDiagonal() * design.fixed, root.asDiagonal() * design.random, design.blocks};
}

OutcomeFit count_fit(std::span<const double> y, const stats::MixedDesign& design) {
  OutcomeFit own{{y.begin(), y.end()}, {}, 1e-12, Eigen::VectorXd::Ones(std::ssize(y)), design, &design};
  std::vector<int> used;
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto row = static_cast<Eigen::Index>(t);
    require(!(y[t] < 0), "outcome_fit: counts must be >= 0, got {}", y[t]);
    if (!std::isnan(y[t]) && design.fixed.row(row).allFinite() && design.random.row(row).allFinite()) {
      used.push_back(static_cast<int>(t));
    }
  }
  if (used.empty()) return own;
  const Eigen::Map<const Eigen::VectorXd> all(y.data(), std::ssize(y));
  const Eigen::ArrayXd counts = all(used).array();
  const double mean = counts.mean();
  if (!(mean > 0)) return own;
  // Start: the logarithm of what is nearly the count, all days alike.
  for (double& value : own.values) value = std::log(value + 0.5);
  own.fit = stats::mixed(own.values, design);
  Eigen::ArrayXd eta;
  for (int round = 0; round < most_rounds && own.fit.identifiable; ++round) {
    const Eigen::Index columns = design.fixed.cols();
    const Eigen::VectorXd line =
        design.fixed(used, Eigen::all) * own.fit.coefficients.head(columns) +
        design.random(used, Eigen::all) * own.fit.coefficients.tail(own.fit.coefficients.size() - columns);
    const Eigen::ArrayXd now = line.array().max(std::log(mean * least_mean)).min(std::log(counts.maxCoeff() + 1));
    const bool done = round > 1 && (now - eta).abs().maxCoeff() < settled;
    eta = now;
    if (done) break;
    const Eigen::ArrayXd mu = eta.exp(), response = eta + (counts - mu) / mu;
    const double k = overdispersion(counts, mu, own.fit.degrees);
    Eigen::ArrayXd weight = mu / (1 + k * mu);
    weight /= weight.mean();
    own.root.setOnes();
    for (std::size_t i = 0; i < used.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      own.root(used[i]) = std::sqrt(weight(at));
      own.values[static_cast<std::size_t>(used[i])] = own.root(used[i]) * response(at);
    }
    own.scaled = weighted_design(design, own.root);
    own.fit = stats::mixed(own.values, own.scaled);
    const double about = (weight * response).sum() / weight.sum();
    own.spread = std::max((weight * (response - about).square()).mean(), 1e-12);
  }
  return own;
}

}  // namespace

Eigen::MatrixXd OutcomeFit::weighted(const Eigen::MatrixXd& columns) const {
  return root.size() == 0 ? columns : Eigen::MatrixXd(root.asDiagonal() * columns);
}

OutcomeFit outcome_fit(std::span<const double> y, const stats::MixedDesign& design, diary::OutcomeScale scale) {
  if (scale == diary::OutcomeScale::count) return count_fit(y, design);
  const double sd = stats::sd(y);
  return {{y.begin(), y.end()}, stats::mixed(y, design), std::max(sd * sd, 1e-12), {}, {}, &design};
}

}  // namespace skin2vec::lag
