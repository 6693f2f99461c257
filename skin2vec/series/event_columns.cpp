#include "skin2vec/series/event_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::series {

namespace {

struct Lags {
  int from, to;
};
constexpr std::array<Lags, 3> event_lags{{{0, 1}, {2, 4}, {5, 8}}};
constexpr std::array<Lags, 3> exposure_lags{{{0, 0}, {1, 3}, {4, 8}}};
constexpr Lags slow_lags{0, 3};

// Sum of x over the lags; before the first day x was `before`.
Eigen::VectorXd lagged(const Eigen::VectorXd& x, Lags lags, double before) {
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(x.size());
  for (Eigen::Index t = 0; t < x.size(); ++t) {
    for (int lag = lags.from; lag <= lags.to; ++lag) sum(t) += t >= lag ? x(t - lag) : before;
  }
  return sum;
}

Eigen::MatrixXd matrix_of(const std::vector<Eigen::VectorXd>& columns, int days) {
  Eigen::MatrixXd out(days, static_cast<Eigen::Index>(columns.size()));
  for (std::size_t k = 0; k < columns.size(); ++k) out.col(static_cast<Eigen::Index>(k)) = columns[k];
  return out;
}

}  // namespace

Eigen::MatrixXd event_columns(const CovariateGrid& grid, const EventColumnsOptions& options) {
  require(options.min_events >= 1, "event_columns: min_events must be >= 1, got {}", options.min_events);
  std::vector<Eigen::VectorXd> columns;
  for (const CovariateSeries& covariate : grid.covariates) {
    if (covariate.kind != CovariateKind::event || covariate.entries < options.min_events) continue;
    for (const Lags lags : event_lags) columns.push_back(lagged(covariate.amount, lags, covariate.amount.mean()));
  }
  return matrix_of(columns, grid.days);
}

Eigen::VectorXd standardised(const Eigen::VectorXd& values) {
  const auto known = (values.array() == values.array());
  const auto n = static_cast<double>(known.count());
  if (n < 0.5 * static_cast<double>(values.size()) || n == 0) return {};
  const double mean = known.select(values.array(), 0).sum() / n;
  const Eigen::VectorXd x = known.select(values.array() - mean, 0);
  const double sd = std::sqrt(x.squaredNorm() / n);
  if (sd <= 1e-9 * std::max(1.0, std::abs(mean))) return {};
  return x / sd;
}

Eigen::MatrixXd exposure_columns(const CovariateGrid& grid) {
  std::vector<Eigen::VectorXd> columns;
  const CovariateSeries* pm25 = find_covariate(grid, "pm25");
  const Eigen::VectorXd dust = pm25 ? standardised(pm25->amount) : Eigen::VectorXd();
  for (const CovariateSeries& covariate : grid.covariates) {
    if (covariate.kind != CovariateKind::exposure) continue;
    const Eigen::VectorXd x = standardised(covariate.amount);
    if (x.size() == 0) continue;
    if (covariate.name == "temperature" || covariate.name == "uv") {
      columns.push_back(lagged(x, slow_lags, 0));
      continue;
    }
    const bool humidity = covariate.name == "humidity";
    for (const Lags lags : exposure_lags) {
      if (!humidity || lags.to < 4) columns.push_back(lagged(x, lags, 0));
    }
    if (!humidity) continue;
    columns.emplace_back(x.cwiseAbs2());
    if (dust.size() > 0) columns.emplace_back(x.cwiseProduct(dust));
  }
  return matrix_of(columns, grid.days);
}

Eigen::MatrixXd covariate_columns(const CovariateGrid& grid, const EventColumnsOptions& options) {
  const Eigen::MatrixXd events = event_columns(grid, options);
  const Eigen::MatrixXd exposures = exposure_columns(grid);
  Eigen::MatrixXd both(grid.days, events.cols() + exposures.cols());
  both << events, exposures;
  return both;
}

}  // namespace skin2vec::series
