#include "skin2vec/dose/own_surface.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "skin2vec/base/require.h"
#include "skin2vec/lag/lag_basis.h"
#include "skin2vec/series/event_columns.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::dose {

namespace {

constexpr int fewest_days_of_surface = 90;
constexpr int min_values = 10;

// A prior fitted to all of a surface shrinks it; intervals cover with one that is wider by this factor (effects.cpp).
constexpr double wider = 10;

// Legend: V columns of the value, m of the lag basis. (days, V): about their mean, each of mean square 1, apart.
struct Values {
  Eigen::MatrixXd columns;
  Eigen::MatrixXd back;  // (V, V): columns = (those of the curve less their mean) * back
};

Values values_of(const std::vector<double>& x, const stats::Curve& curve) {
  Eigen::MatrixXd given = stats::curve_columns(x, curve);
  given.rowwise() -= given.colwise().mean().eval();
  const Eigen::Index k = given.cols();
  const Eigen::MatrixXd r = Eigen::HouseholderQR<Eigen::MatrixXd>(given).matrixQR().topRows(k);
  const Eigen::MatrixXd size = Eigen::MatrixXd::Identity(k, k) * std::sqrt(static_cast<double>(given.rows()));
  const Eigen::MatrixXd back = r.triangularView<Eigen::Upper>().solve(size);
  return {given * back, back};
}

// All other covariates, and behind them the surface: the lags of each value column in lag_basis.
stats::MixedDesign design_of(const series::CovariateGrid& grid, const OwnSurfaceOptions& options,
                             const Eigen::MatrixXd& values) {
  series::CovariateGrid others = grid;
  std::erase_if(others.covariates,
                [&](const series::CovariateSeries& covariate) { return covariate.name == options.exposure; });
  stats::MixedDesign design = lag::lagged_design_matrix(others, options.design).mixed;
  const Eigen::Index m = lag::lag_basis().cols(), from = design.random.cols();
  design.random.conservativeResize(Eigen::NoChange, from + values.cols() * m);
  for (Eigen::Index v = 0; v < values.cols(); ++v) {
    design.random.middleCols(from + v * m, m) = lag::lagged_columns(values.col(v), 0) * lag::lag_basis();
  }
  design.blocks.push_back({static_cast<int>(from), static_cast<int>(values.cols() * m)});
  return design;
}

// Coefficients of the curve's columns at each lag, as Surface takes them, from those of the block.
Eigen::MatrixXd at_each_lag(const Eigen::MatrixXd& back) {
  const Eigen::Index m = lag::lag_basis().cols();
  Eigen::MatrixXd all(back.rows() * lag::n_lags, back.cols() * m);
  for (Eigen::Index i = 0; i < back.rows(); ++i) {
    for (Eigen::Index j = 0; j < back.cols(); ++j)
      all.block(i * lag::n_lags, j * m, lag::n_lags, m) = back(i, j) * lag::lag_basis();
  }
  return all;
}

}  // namespace

OwnSurface own_surface(const lag::Outcome& outcome, const series::CovariateGrid& grid,
                       const OwnSurfaceOptions& options) {
  require(outcome.daily.first == grid.first && outcome.daily.days() == grid.days,
          "own_surface: {} must span {} days as the causes do, got {}", outcome.dimension, grid.days,
          outcome.daily.days());
  require(options.level > 0 && options.level < 1, "own_surface: level must be in (0, 1), got {}", options.level);
  OwnSurface answer;
  const series::CovariateSeries* covariate = series::find_covariate(grid, options.exposure);
  if (!covariate || covariate->kind != series::CovariateKind::exposure || grid.days < fewest_days_of_surface ||
      series::standardised(covariate->amount).size() == 0) {
    return answer;
  }
  std::vector<double> x(covariate->amount.begin(), covariate->amount.end());
  const double median = stats::median(x), low = stats::quantile(x, 0.05), high = stats::quantile(x, 0.95);
  answer.centre = std::isnan(options.centre) ? median : options.centre;
  for (double& one : x) one = std::isnan(one) ? median : one;
  if (std::ssize(std::set<double>(x.begin(), x.end())) < min_values || !(high > low)) return answer;
  const auto [least, most] = std::minmax_element(x.begin(), x.end());
  const auto scaled = [&, range = high - low](double value) { return (value - median) / range; };
  std::vector<double> standing;
  standing.reserve(x.size());
  for (const double one : x) standing.push_back(scaled(one));
  const CrossBasis basis{stats::natural_spline_of(standing, 3), each_lag(lag::n_lags - 1), lag::n_lags - 1};
  const Values values = values_of(standing, basis.value);
  const std::vector<double>& y = outcome.daily.values;
  const stats::MixedFit fit = stats::mixed(y, design_of(grid, options, values.columns));
  answer.n_days = fit.n;
  if (!fit.identifiable || fit.n < fewest_days_of_surface) return answer;
  const int block = static_cast<int>(std::ssize(fit.blocks)) - 1;
  answer.p = stats::block_test(fit, block, std::max(stats::sd(y) * stats::sd(y), 1e-12)).p;
  answer.verdict = answer.p < options.level ? SurfaceVerdict::found : SurfaceVerdict::none_found;
  const stats::BlockScore evidence = stats::block_score(fit, block);
  Eigen::MatrixXd precision = evidence.information;
  precision.diagonal().array() += 1 / (wider * fit.variance_ratios.back() * fit.variance);
  const Eigen::Index k = precision.rows();
  const Eigen::MatrixXd spread = precision.ldlt().solve(Eigen::MatrixXd::Identity(k, k));
  const Eigen::MatrixXd back = at_each_lag(values.back);
  const Surface surface(basis, back * (spread * evidence.score), back * spread * back.transpose());
  std::vector<double> at = options.at;
  if (at.empty()) at = {low, stats::quantile(x, 0.25), stats::quantile(x, 0.75), high};
  for (const double value : at) {
    SurfaceRow row{.x = value, .outside = value < *least || value > *most};
    row.overall = surface.overall(scaled(value), scaled(answer.centre));
    for (int lag = 0; lag < lag::n_lags; ++lag) {
      row.by_lag.push_back(surface.at(scaled(value), scaled(answer.centre), lag));
    }
    answer.rows.push_back(std::move(row));
  }
  return answer;
}

}  // namespace skin2vec::dose
