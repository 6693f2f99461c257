#include "skin2vec/lag/lag_basis.h"

#include <algorithm>
#include <cmath>

namespace skin2vec::lag {

namespace {

using Curve = Eigen::Matrix<double, n_lags, 1>;

template <typename F>
Curve curve_of(F&& value) {
  Curve curve;
  for (int lag = 0; lag < n_lags; ++lag) curve(lag) = value(lag);
  return curve / curve.sum();
}

// Adds the mean outer product of a family with its weight.
class Family {
 public:
  void add(const Curve& curve) {
    sum_ += curve * curve.transpose();
    ++n_;
  }
  [[nodiscard]] Eigen::MatrixXd mean() const { return sum_ / n_; }

 private:
  Eigen::MatrixXd sum_ = Eigen::MatrixXd::Zero(n_lags, n_lags);
  int n_ = 0;
};

Eigen::MatrixXd covariance() {
  Family decays, waves, plateaus;
  for (const int onset : {0, 1, 2}) {
    for (const double days : {0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0}) {
      decays.add(curve_of([&](int lag) { return lag < onset ? 0 : std::exp(-(lag - onset) / days); }));
    }
  }
  for (const int onset : {0, 1}) {
    for (const double peak : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}) {
      for (const double power : {2.0, 4.0}) {
        waves.add(curve_of([&](int lag) {
          const double at = (lag - onset) / peak;
          return at <= 0 ? 0 : std::pow(at * std::exp(1 - at), power);
        }));
      }
    }
  }
  for (const int onset : {0, 1, 2}) {
    for (const int days : {2, 3, 4, 5, 6, 8}) {
      plateaus.add(curve_of([&](int lag) { return lag >= onset && lag < onset + days ? 1 : 0; }));
    }
  }
  // A smooth curve of any sign, that dies off: correlation over two days, size halved every five.
  Eigen::MatrixXd smooth(n_lags, n_lags);
  for (int a = 0; a < n_lags; ++a) {
    for (int b = 0; b < n_lags; ++b) {
      smooth(a, b) = 0.04 * std::exp(-(a - b) * (a - b) / 8.0) * std::exp2(-(a + b) / 5.0);
    }
  }
  return 0.4 * decays.mean() + 0.35 * waves.mean() + 0.2 * plateaus.mean() + 0.05 * smooth;
}

// Columns c with c c' = covariance, largest first, cut where what is left is `rest` of the whole.
Eigen::MatrixXd root_of(const Eigen::MatrixXd& covariance, double rest) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(covariance);
  const Eigen::VectorXd& values = eigen.eigenvalues();  // increasing
  const Eigen::Index n = values.size();
  Eigen::Index m = 0;
  double left = values.sum();
  const double enough = rest * left;
  while (left > enough) left -= values(n - 1 - m++);
  Eigen::MatrixXd columns(n, m);
  for (Eigen::Index i = 0; i < m; ++i)
    columns.col(i) = eigen.eigenvectors().col(n - 1 - i) * std::sqrt(values(n - 1 - i));
  return columns;
}

}  // namespace

const Eigen::MatrixXd& lag_basis() {
  static const Eigen::MatrixXd basis = root_of(covariance(), 1e-3);
  return basis;
}

const Eigen::MatrixXd& load_basis() {
  static const Eigen::MatrixXd basis = [] {
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(n_load_lags, n_load_lags);
    int n = 0;
    for (int onset = 0; onset <= 8; onset += 2) {
      for (int days = 14; days <= 34; days += 4) {
        Eigen::VectorXd curve = Eigen::VectorXd::Zero(n_load_lags);
        curve.segment(onset, std::min(days, n_load_lags - onset)).setConstant(1.0 / days);
        sum += curve * curve.transpose();
        ++n;
      }
    }
    return root_of(sum / n, 0.02);
  }();
  return basis;
}

}  // namespace skin2vec::lag
