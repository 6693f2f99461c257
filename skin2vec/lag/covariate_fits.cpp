#include "skin2vec/lag/covariate_fits.h"

#include <string_view>

#include "skin2vec/base/require.h"
#include "skin2vec/series/event_columns.h"

namespace skin2vec::lag {

CovariateFits fit_covariates(std::span<const Outcome> outcomes, const series::CovariateGrid& grid,
                             const LagDesignOptions& options, int threads) {
  CovariateFits all;
  std::vector<std::span<const double>> values;
  values.reserve(outcomes.size());
  for (const Outcome& outcome : outcomes) {
    require(outcome.daily.first == grid.first && outcome.daily.days() == grid.days,
            "fit_causes: {} must span {} days as the causes do, got {}", outcome.dimension, grid.days,
            outcome.daily.days());
    values.emplace_back(outcome.daily.values);
  }
  all.design = lagged_design_matrix(grid, options);
  stats::MixedDesign& mixed = all.design.mixed;
  for (const LagBlock& block : all.design.covariates) {
    const series::CovariateSeries& covariate = grid.covariates[static_cast<std::size_t>(block.covariate)];
    if (covariate.kind != series::CovariateKind::exposure || covariate.name == "humidity") continue;
    const Eigen::VectorXd x = series::standardised(covariate.amount);
    const Eigen::Index from = mixed.random.cols();
    mixed.random.conservativeResize(Eigen::NoChange, from + 2);
    mixed.random.col(from) = x.cwiseAbs2();
    mixed.random.col(from + 1) = x.cwiseAbs2().cwiseProduct(x) / 3;
    mixed.blocks.push_back({static_cast<int>(from), 2});
  }
  all.fits = stats::mixed_each(values, mixed, threads);
  return all;
}

}  // namespace skin2vec::lag
