#include "skin2vec/series/cycle_phase.h"

#include <gtest/gtest.h>

#include <cmath>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace cycle_phase_test {

TEST(CyclePhase, IsThePartOfTheCycleGoneBy) {
  const std::vector<Day> starts{epoch + 10, epoch + 36, epoch + 66};  // lengths 26 and 30, mean 28
  const auto phase = logged_phase(starts, epoch, 100, 40);
  EXPECT_NEAR(phase[10], 0, 1e-12);
  EXPECT_NEAR(phase[23], 0.5, 1e-12);
  EXPECT_NEAR(phase[42], 6.0 / 30, 1e-12);
  EXPECT_NEAR(phase[3], 21.0 / 28, 1e-12);  // one mean cycle before
  EXPECT_NEAR(phase[73], 7.0 / 28, 1e-12);  // and after
  EXPECT_TRUE(std::isnan(phase[95]));
}

TEST(CyclePhase, AStartThatWasNotLoggedSplitsItsGap) {
  const std::vector<Day> starts{epoch, epoch + 28, epoch + 84};
  const auto phase = logged_phase(starts, epoch, 90, 40);
  EXPECT_NEAR(phase[56], 0, 1e-12);
  EXPECT_NEAR(phase[63], 0.25, 1e-12);
  EXPECT_EQ(cycle_lengths(starts, 40), std::vector<double>{28});
}

TEST(CyclePhase, RefusesStartsOutOfOrder) {
  EXPECT_THROW((void)logged_phase(std::vector<Day>{epoch}, epoch, 9, 40), ContractError);
  EXPECT_THROW((void)logged_phase(std::vector<Day>{epoch + 5, epoch + 5}, epoch, 9, 40), ContractError);
}

}  // namespace cycle_phase_test
}  // namespace skin2vec::series
