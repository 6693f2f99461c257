#include "skin2vec/lag/lagged_design.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "skin2vec/base/require.h"
#include "skin2vec/lag/lag_basis.h"
#include "skin2vec/series/event_columns.h"

namespace skin2vec::lag {

namespace {

using std::numbers::pi;

constexpr double slowest_fast_wave = 90;  // days

// Blocks side by side.
class Columns {
 public:
  int add(const Eigen::MatrixXd& block) {
    if (block.cols() == 0) return -1;
    blocks_.push_back({columns_, static_cast<int>(block.cols())});
    parts_.push_back(block);
    columns_ += static_cast<int>(block.cols());
    return static_cast<int>(blocks_.size()) - 1;
  }
  void put_into(stats::MixedDesign& design, int days) const {
    design.random.resize(days, columns_);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      design.random.middleCols(blocks_[i].from, blocks_[i].columns) = parts_[i];
    }
    design.blocks = blocks_;
  }

 private:
  int columns_ = 0;
  std::vector<stats::Block> blocks_;
  std::vector<Eigen::MatrixXd> parts_;
};

Eigen::MatrixXd slow_waves(int days) {
  const int n = static_cast<int>(2 * days / slowest_fast_wave);
  Eigen::MatrixXd waves(days, n);
  for (int k = 1; k <= n; ++k) {
    for (int t = 0; t < days; ++t) waves(t, k - 1) = std::cos(pi * k * (t + 0.5) / days) / k;
  }
  return waves;
}

Eigen::MatrixXd week_days(const series::CovariateGrid& grid) {
  Eigen::MatrixXd week = Eigen::MatrixXd::Zero(grid.days, 7);
  for (int t = 0; t < grid.days; ++t) week(t, (grid.first + t).weekday()) = 1;
  return week.rowwise() - Eigen::RowVectorXd::Constant(7, 1.0 / 7);
}

Eigen::MatrixXd cycle_waves(const LagDesignOptions& options, int days) {
  if (!options.cycle_phase.empty()) {
    Eigen::MatrixXd waves(days, 4);
    for (int t = 0; t < days; ++t) {
      const double turn = 2 * pi * options.cycle_phase[static_cast<std::size_t>(t)];
      waves.row(t) << std::cos(turn), std::sin(turn), std::cos(2 * turn) / 2, std::sin(2 * turn) / 2;
    }
    return waves;
  }
  if (options.shortest_cycle <= 0) return Eigen::MatrixXd(days, 0);
  const int low = static_cast<int>(std::ceil(days / options.longest_cycle));
  const int high = static_cast<int>(std::floor(days / options.shortest_cycle));
  if (low < 2 || high < low) return Eigen::MatrixXd(days, 0);
  Eigen::MatrixXd waves(days, 2 * (high - low + 1));
  for (int k = low; k <= high; ++k) {
    for (int t = 0; t < days; ++t) {
      const Eigen::Index column = Eigen::Index{2} * (k - low);
      waves(t, column) = std::cos(2 * pi * k * t / days);
      waves(t, column + 1) = std::sin(2 * pi * k * t / days);
    }
  }
  return waves;
}

Eigen::MatrixXd bell_columns(const series::CovariateGrid& grid) {
  const series::CovariateSeries* humidity = series::find_covariate(grid, "humidity");
  const Eigen::VectorXd x = humidity ? series::standardised(humidity->amount) : Eigen::VectorXd();
  if (x.size() == 0) return Eigen::MatrixXd(grid.days, 0);
  const series::CovariateSeries* pm25 = series::find_covariate(grid, "pm25");
  const Eigen::VectorXd dust = pm25 ? series::standardised(pm25->amount) : Eigen::VectorXd();
  Eigen::MatrixXd columns(grid.days, dust.size() > 0 ? 4 : 2);
  columns.col(0) = x.cwiseAbs2();
  columns.col(1) = x.cwiseAbs2().cwiseProduct(x) / 3;
  if (dust.size() > 0) {
    columns.col(2) = x.cwiseProduct(dust);
    columns.col(3) = columns.col(0).cwiseProduct(dust) / 2;
  }
  return columns;
}

// (days, lags): column l = amount l days before.
Eigen::MatrixXd lagged(const Eigen::VectorXd& amount, double before, int lags) {
  Eigen::MatrixXd columns(amount.size(), lags);
  for (Eigen::Index t = 0; t < amount.size(); ++t) {
    for (int lag = 0; lag < lags; ++lag) columns(t, lag) = t >= lag ? amount(t - lag) : before;
  }
  return columns;
}

// The amounts of the days past the lags, less what is usual.
Eigen::VectorXd later_load(const Eigen::VectorXd& amount, double before) {
  constexpr int days = n_load_lags - n_lags;
  return lagged(amount, before, n_load_lags).rightCols(days).rowwise().sum().array() - before * days;
}

}  // namespace

Eigen::MatrixXd load_columns(const LagBlock& block) {
  return (lagged(block.amount, block.padding, n_load_lags).array() - block.padding).matrix() * load_basis();
}

Eigen::MatrixXd lagged_columns(const Eigen::VectorXd& amount, double before) {
  return lagged(amount, before, n_lags);
}

LagDesign lagged_design_matrix(const series::CovariateGrid& grid, const LagDesignOptions& options) {
  require(options.cycle_phase.empty() || std::ssize(options.cycle_phase) == grid.days,
          "lag_design: a phase a day expected, got {} for {} days", options.cycle_phase.size(), grid.days);
  for (const Eigen::VectorXd& routine : options.routines) {
    require(routine.size() == grid.days, "lag_design: a routine of {} days expected, got {}", grid.days,
            routine.size());
  }
  LagDesign design;
  const int days = grid.days;
  design.mixed.fixed.resize(days, 2);
  for (int t = 0; t < days; ++t) design.mixed.fixed.row(t) << 1, days > 1 ? 2.0 * t / (days - 1) - 1 : 0;
  Columns columns;
  design.slow_block = columns.add(slow_waves(days));
  columns.add(week_days(grid));
  columns.add(cycle_waves(options, days));
  if (options.without_same_day != "humidity") design.bell_block = columns.add(bell_columns(grid));
  Eigen::MatrixXd routines(days, static_cast<Eigen::Index>(options.routines.size()));
  for (std::size_t i = 0; i < options.routines.size(); ++i) {
    routines.col(static_cast<Eigen::Index>(i)) = options.routines[i];
  }
  columns.add(routines);

  std::vector<Eigen::VectorXd> loads;
  for (std::size_t c = 0; c < grid.covariates.size(); ++c) {
    const series::CovariateSeries& covariate = grid.covariates[c];
    if (covariate.entries < options.min_entries) continue;
    LagBlock block;
    block.covariate = static_cast<int>(c);
    if (covariate.kind == series::CovariateKind::exposure) {
      const Eigen::VectorXd standard = series::standardised(covariate.amount);
      if (standard.size() == 0) continue;
      const auto step = options.unit_step.find(covariate.name);
      // Known days: (value - mean) / unit_step; others 0.
      const auto known = (covariate.amount.array() == covariate.amount.array());
      const double mean = known.select(covariate.amount.array(), 0).sum() / static_cast<double>(known.count());
      block.amount =
          known.select(covariate.amount.array() - mean, 0) / (step == options.unit_step.end() ? 1 : step->second);
      block.exposed_days = static_cast<int>(known.count());
      Eigen::MatrixXd lags = lagged_columns(block.amount, 0);
      if (covariate.name == options.without_same_day) lags.col(0).setZero();
      block.block = columns.add(lags * lag_basis());
    } else {
      block.amount = covariate.amount;
      block.exposed_days = static_cast<int>((covariate.amount.array() != 0).count());
      block.padding = covariate.amount.mean();
      block.block = columns.add(lagged_columns(block.amount, block.padding) * lag_basis());
      loads.push_back(later_load(block.amount, block.padding));
    }
    design.covariates.push_back(std::move(block));
  }
  Eigen::MatrixXd load(days, static_cast<Eigen::Index>(loads.size()));
  for (std::size_t i = 0; i < loads.size(); ++i) load.col(static_cast<Eigen::Index>(i)) = loads[i];
  design.load_block = columns.add(load);
  columns.put_into(design.mixed, days);
  return design;
}

}  // namespace skin2vec::lag
