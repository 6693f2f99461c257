#include "skin2vec/stats/spline.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"

namespace skin2vec::stats {

namespace {

double cubed(double x) {
  return x > 0 ? x * x * x : 0;
}

// N_1 = x, N_(k+1) = d_k - d_(K-1), d_k = ((x - t_k)^3+ - (x - t_K)^3+) / (t_K - t_k) over all K knots, ends included.
// x is scaled to [0, 1] between the ends, so that cubes stay of one size.
Eigen::MatrixXd natural_columns(std::span<const double> x, const Curve& curve) {
  std::vector<double> t{0};
  for (const double knot : curve.knots) t.push_back((knot - curve.low) / (curve.high - curve.low));
  t.push_back(1);
  const auto inner = static_cast<Eigen::Index>(curve.knots.size());
  Eigen::MatrixXd columns(std::ssize(x), inner + 1);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double at = (x[i] - curve.low) / (curve.high - curve.low);
    const auto d = [&](std::size_t k) { return (cubed(at - t[k]) - cubed(at - 1)) / (1 - t[k]); };
    const auto row = static_cast<Eigen::Index>(i);
    columns(row, 0) = at;
    for (Eigen::Index k = 0; k < inner; ++k) columns(row, k + 1) = d(static_cast<std::size_t>(k)) - d(t.size() - 2);
  }
  return columns;
}

}  // namespace

Eigen::MatrixXd curve_columns(std::span<const double> x, const Curve& curve) {
  using Kind = Curve::Kind;
  for (std::size_t k = 1; k < curve.knots.size(); ++k) {
    require(curve.knots[k - 1] < curve.knots[k], "curve_columns: knots must increase, got {} after {}", curve.knots[k],
            curve.knots[k - 1]);
  }
  const std::size_t needed = curve.kind == Kind::double_threshold                               ? 2
                             : curve.kind == Kind::high_threshold || curve.kind == Kind::strata ? 1
                                                                                                : 0;
  require(curve.knots.size() >= needed, "curve_columns: at least {} knots expected, got {}", needed,
          curve.knots.size());
  const auto n = std::ssize(x);
  const Eigen::Map<const Eigen::ArrayXd> values(x.data(), n);
  Eigen::MatrixXd columns;
  if (curve.kind == Kind::natural_spline || curve.kind == Kind::each) {
    require(curve.low < curve.high, "curve_columns: low must be below high, got {} and {}", curve.low, curve.high);
  }
  switch (curve.kind) {
    case Kind::linear:
      columns = values.matrix();
      break;
    case Kind::natural_spline:
      require(curve.knots.empty() || (curve.low < curve.knots.front() && curve.knots.back() < curve.high),
              "curve_columns: knots must lie within {} to {}", curve.low, curve.high);
      columns = natural_columns(x, curve);
      break;
    case Kind::strata: {
      const auto strata = std::ssize(curve.knots) + 1;
      columns = Eigen::MatrixXd::Zero(n, strata);
      for (Eigen::Index i = 0; i < n; ++i) {
        const auto above = std::upper_bound(curve.knots.begin(), curve.knots.end(), values(i)) - curve.knots.begin();
        columns(i, above) = 1;
      }
      if (!curve.constant) columns = columns.rightCols(strata - 1).eval();
      break;
    }
    case Kind::high_threshold:
      columns = (values - curve.knots[0]).max(0).matrix();
      break;
    case Kind::double_threshold:
      columns.resize(n, 2);
      columns << (curve.knots[0] - values).max(0).matrix(), (values - curve.knots[1]).max(0).matrix();
      break;
    case Kind::each:
      columns = Eigen::MatrixXd::Zero(n, static_cast<Eigen::Index>(std::lround(curve.high - curve.low)) + 1);
      for (Eigen::Index i = 0; i < n; ++i) {
        const auto at = static_cast<Eigen::Index>(std::lround(values(i) - curve.low));
        if (at >= 0 && at < columns.cols()) columns(i, at) = 1;
      }
      break;
  }
  if (curve.constant && (curve.kind == Kind::linear || curve.kind == Kind::natural_spline)) {
    Eigen::MatrixXd with(n, columns.cols() + 1);
    with << Eigen::VectorXd::Ones(n), columns;
    columns = std::move(with);
  }
  for (Eigen::Index i = 0; i < n; ++i) {
    if (std::isnan(values(i))) columns.row(i).setConstant(NAN);
  }
  return columns;
}

Curve natural_spline_of(std::span<const double> x, int degrees) {
  require(degrees >= 1, "natural_spline_of: degrees must be >= 1, got {}", degrees);
  require(count(x) >= 2, "natural_spline_of: at least two values expected, got {}", count(x));
  Curve curve{.kind = Curve::Kind::natural_spline, .low = quantile(x, 0), .high = quantile(x, 1)};
  for (int k = 1; k < degrees; ++k) curve.knots.push_back(quantile(x, static_cast<double>(k) / degrees));
  return curve;
}

}  // namespace skin2vec::stats
