#include "skin2vec/lag/lagged_design.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::lag {
namespace lag_design_test {

series::CovariateGrid grid_of(int days) {
  series::CovariateGrid grid{Day{20000}, days, {}};
  series::CovariateSeries event{"late_night", series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1};
  for (int t = 0; t < days; t += 7) event.amount(t) = 2, ++event.entries;
  series::CovariateSeries air{"pm25", series::CovariateKind::exposure, Eigen::VectorXd::LinSpaced(days, 20, 60), days,
                              NAN};
  air.amount(3) = NAN;
  series::CovariateSeries rare{"alcohol", series::CovariateKind::event, Eigen::VectorXd::Zero(days), 2, 1};
  rare.amount(5) = rare.amount(8) = 1;
  grid.covariates = {rare, event, air};
  return grid;
}

TEST(LagDesign, HasABlockForEachCauseThatIsNotRare) {
  const LagDesign design = lagged_design_matrix(grid_of(100), {.unit_step = {{"pm25", 10}}});
  ASSERT_EQ(design.covariates.size(), 2U);
  EXPECT_EQ(design.covariates[0].covariate, 1);
  EXPECT_EQ(design.covariates[0].exposed_days, 15);
  EXPECT_EQ(design.covariates[1].exposed_days, 99);
  EXPECT_EQ(design.covariates[1].amount(3), 0);  // not known: as usual
  EXPECT_NEAR(design.covariates[1].amount(50) - design.covariates[1].amount(49), 40.0 / 99 / 10, 1e-12);  // steps of 10
  int covered = 0;
  for (const stats::Block& block : design.mixed.blocks) {
    EXPECT_EQ(block.from, covered);
    covered += block.columns;
  }
  EXPECT_EQ(covered, design.mixed.random.cols());
  EXPECT_EQ(design.mixed.fixed.cols(), 2);
}

TEST(LagDesign, LagsLookBackAndBeforeTheRecordAllWasAsUsual) {
  const Eigen::MatrixXd columns = lagged_columns(Eigen::Vector3d(5, 7, 11), 0.3);
  EXPECT_EQ(columns(2, 0), 11);
  EXPECT_EQ(columns(2, 1), 7);
  EXPECT_EQ(columns(2, 2), 5);
  EXPECT_EQ(columns(2, 3), 0.3);
  EXPECT_EQ(columns(0, 21), 0.3);
}

TEST(LagDesign, RefusesPhasesAndRoutinesOfAnotherLength) {
  EXPECT_THROW((void)lagged_design_matrix(grid_of(50), {.cycle_phase = {0.1}}), ContractError);
  EXPECT_THROW((void)lagged_design_matrix(grid_of(50), {.routines = {Eigen::VectorXd::Zero(3)}}), ContractError);
}

}  // namespace lag_design_test
}  // namespace skin2vec::lag
