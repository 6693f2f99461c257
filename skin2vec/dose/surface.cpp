#include "skin2vec/dose/surface.h"

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::dose {

namespace {

// (max_lag + 1, lag columns)
Eigen::MatrixXd lag_columns(const CrossBasis& basis) {
  std::vector<double> lags(static_cast<std::size_t>(basis.max_lag) + 1);
  std::iota(lags.begin(), lags.end(), 0.0);
  return stats::curve_columns(lags, basis.lag);
}

Eigen::VectorXd value_row(const CrossBasis& basis, double x) {
  return stats::curve_columns(std::span(&x, 1), basis.value).row(0);
}

}  // namespace

stats::Curve each_lag(int max_lag) {
  return {.kind = stats::Curve::Kind::each, .low = 0, .high = static_cast<double>(max_lag)};
}

Eigen::MatrixXd history_of(std::span<const double> x, int max_lag) {
  require(max_lag >= 0, "history_of: max_lag must be >= 0, got {}", max_lag);
  Eigen::MatrixXd history = Eigen::MatrixXd::Constant(std::ssize(x), max_lag + 1, NAN);
  for (Eigen::Index t = 0; t < history.rows(); ++t) {
    for (Eigen::Index lag = 0; lag <= std::min<Eigen::Index>(t, max_lag); ++lag) {
      history(t, lag) = x[static_cast<std::size_t>(t - lag)];
    }
  }
  return history;
}

Eigen::MatrixXd cross_columns(const CrossBasis& basis, const Eigen::MatrixXd& history) {
  require(history.cols() == basis.max_lag + 1, "cross_columns: {} lags expected, got {}", basis.max_lag + 1,
          history.cols());
  const Eigen::MatrixXd lags = lag_columns(basis);
  const Eigen::Index k = lags.cols();
  Eigen::MatrixXd columns;
  for (Eigen::Index lag = 0; lag < history.cols(); ++lag) {
    const Eigen::VectorXd x = history.col(lag);
    const Eigen::MatrixXd values = stats::curve_columns({x.data(), static_cast<std::size_t>(x.size())}, basis.value);
    if (lag == 0) columns = Eigen::MatrixXd::Zero(history.rows(), values.cols() * k);
    for (Eigen::Index v = 0; v < values.cols(); ++v) columns.middleCols(v * k, k) += values.col(v) * lags.row(lag);
  }
  return columns;
}

Surface::Surface(CrossBasis basis, Eigen::VectorXd coefficients, Eigen::MatrixXd covariance)
    : basis_(std::move(basis)), coefficients_(std::move(coefficients)), covariance_(std::move(covariance)) {
  const Eigen::Index wanted = value_row(basis_, 0).size() * lag_columns(basis_).cols();
  require(coefficients_.size() == wanted && covariance_.rows() == wanted && covariance_.cols() == wanted,
          "Surface: {} coefficients expected, got {}", wanted, coefficients_.size());
}

SurfaceEffect Surface::effect(double x, double centre, const Eigen::VectorXd& lag_weights) const {
  const Eigen::VectorXd value = value_row(basis_, x) - value_row(basis_, centre);
  Eigen::VectorXd weights(coefficients_.size());
  const Eigen::Index k = lag_weights.size();
  for (Eigen::Index v = 0; v < value.size(); ++v) weights.segment(v * k, k) = value(v) * lag_weights;
  const double sum = weights.dot(coefficients_);
  const double half = stats::normal_quantile(0.975) * std::sqrt(std::max(weights.dot(covariance_ * weights), 0.0));
  return {sum, {sum - half, sum + half}};
}

SurfaceEffect Surface::at(double x, double centre, double lag) const {
  require(lag >= 0 && lag <= basis_.max_lag, "Surface: lag must be in [0, {}], got {}", basis_.max_lag, lag);
  return effect(x, centre, stats::curve_columns(std::span(&lag, 1), basis_.lag).row(0));
}

SurfaceEffect Surface::overall(double x, double centre) const {
  return effect(x, centre, lag_columns(basis_).colwise().sum());
}

}  // namespace skin2vec::dose
