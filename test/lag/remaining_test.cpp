#include "skin2vec/lag/remaining.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::lag {
namespace remaining_test {

// late_night on a third of the days lowers by 0.9 on the day and 0.5 on the next; on day 150 all goes up by 0.8.
TEST(Remaining, LosesWhatActsAndKeepsWhatChanged) {
  constexpr int days = 300;
  Random random(3);
  series::CovariateGrid grid{Day{20000}, days, {}};
  grid.covariates.push_back({"late_night", series::CovariateKind::event, Eigen::VectorXd::Zero(days), 0, 1});
  series::CovariateSeries& covariate = grid.covariates[0];
  series::Series daily{grid.first, {}};
  std::vector<double> free;
  for (int t = 0; t < days; ++t) {
    if (random.chance(0.33)) covariate.amount(t) = 1, ++covariate.entries;
    free.push_back(3 + (t >= 150 ? 0.8 : 0) + 0.15 * random.normal());
    daily.values.push_back(
        t % 10 == 4 ? NAN : free.back() - 0.9 * covariate.amount(t) - (t > 0 ? 0.5 * covariate.amount(t - 1) : 0));
  }
  const series::Series rest = remaining(daily, lagged_design_matrix(grid, {}));
  ASSERT_EQ(rest.days(), days);
  double before = 0, after = 0, n_before = 0, n_after = 0, squares = 0;
  for (int t = 0; t < days; ++t) {
    const auto i = static_cast<std::size_t>(t);
    EXPECT_EQ(std::isnan(rest.values[i]), t % 10 == 4);
    if (std::isnan(rest.values[i])) continue;
    (t < 150 ? before : after) += rest.values[i];
    ++(t < 150 ? n_before : n_after);
  }
  EXPECT_NEAR(after / n_after - before / n_before, 0.8, 0.1);
  for (int t = 0; t < days; ++t) {
    const double value = rest.values[static_cast<std::size_t>(t)];
    if (!std::isnan(value)) squares += std::pow(value - (t < 150 ? before / n_before : after / n_after), 2);
  }
  EXPECT_LT(std::sqrt(squares / (n_before + n_after)), 0.2);  // 0.15 is there; 0.5 with the events
}

TEST(Remaining, OfTooLittleIsAsItWas) {
  const series::Series daily{Day{20000}, {1, 2, NAN, 4}};
  const series::CovariateGrid grid{Day{20000}, 4, {}};
  const series::Series rest = remaining(daily, lagged_design_matrix(grid, {}));
  EXPECT_EQ(rest.values[1], 2);
  EXPECT_EQ(rest.values[3], 4);
}

TEST(Remaining, RefusesAnotherSpan) {
  const series::CovariateGrid grid{Day{20000}, 4, {}};
  EXPECT_THROW((void)remaining({Day{20000}, {1, 2}}, lagged_design_matrix(grid, {})), ContractError);
}

}  // namespace remaining_test
}  // namespace skin2vec::lag
