#include "skin2vec/stats/meta.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace meta_test {

// With equal errors e of n values of variance s^2, in closed form: tau^2 = s^2 - e^2, mean = the plain mean, its error
// s / sqrt(n). Here 1, 3, 4, 8 and e = 1: mean 4, s^2 = 26 / 3, tau^2 = 23 / 3; t 0.975 on 3 is 3.182446.
TEST(Meta, OfEqualErrorsIsTheClosedForm) {
  const Meta all = meta(std::vector<Estimate>{{1, 1}, {3, 1}, {4, 1}, {8, 1}});
  ASSERT_TRUE(all.enough);
  EXPECT_NEAR(all.mean, 4, 1e-12);
  EXPECT_NEAR(all.tau, std::sqrt(23.0 / 3), 1e-4);  // golden section of a flat top
  EXPECT_NEAR(all.high - all.mean, 3.182446 * std::sqrt(26.0 / 12), 1e-3);
  EXPECT_NEAR(all.mean - all.low, all.high - all.mean, 1e-12);
}

TEST(Meta, PeopleWhoDoNotDifferHaveNoSpreadAndAreDrawnToTheMean) {
  const Meta all = meta(std::vector<Estimate>{{1.0, 1}, {1.1, 2}, {0.9, 1.5}, {1.05, 0.5}});
  EXPECT_EQ(all.tau, 0);
  for (const Shrunken& one : all.each) EXPECT_NEAR(one.estimate, all.mean, 0.05);
}

TEST(Meta, AnEstimateIsDrawnMoreTheWorseItIsKnown) {
  const Meta all = meta(std::vector<Estimate>{{-2, 0.1}, {2, 0.1}, {5, 0.1}, {5, 3}, {1, 0.1}, {-1, 0.2}});
  EXPECT_NEAR(all.each[2].estimate, 5, 0.05);
  EXPECT_LT(all.each[3].estimate, 4);
  EXPECT_GT(all.each[3].estimate, all.mean);
  EXPECT_LT(all.each[2].high - all.each[2].low, all.each[3].high - all.each[3].low);
}

// 200 cohorts of 12 people, tau 0.5, errors 0.3 to 0.9. A cover of 0.95 has a standard error of 0.015 for the mean; of
// the 2,400 people, who share a cohort, at most that of the cohorts.
TEST(Meta, IntervalsCoverTheMeanAndThePeople) {
  Random random(5);
  int mean = 0, people = 0;
  double own = 0, shrunken = 0;
  for (int cohort = 0; cohort < 200; ++cohort) {
    std::vector<Estimate> estimates;
    std::vector<double> truth;
    for (int i = 0; i < 12; ++i) {
      const double error = random.uniform(0.3, 0.9);
      truth.push_back(0.7 + 0.5 * random.normal());
      estimates.push_back({truth.back() + error * random.normal(), error});
    }
    const Meta all = meta(estimates);
    mean += all.low <= 0.7 && 0.7 <= all.high ? 1 : 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      people += all.each[i].low <= truth[i] && truth[i] <= all.each[i].high ? 1 : 0;
      own += (estimates[i].estimate - truth[i]) * (estimates[i].estimate - truth[i]);
      shrunken += (all.each[i].estimate - truth[i]) * (all.each[i].estimate - truth[i]);
    }
  }
  EXPECT_GE(mean, 180);
  EXPECT_GE(people, 2400 * 0.92);
  EXPECT_LE(people, 2400 * 0.985);
  EXPECT_LT(shrunken, 0.75 * own);
}

TEST(Meta, OfTwoIsNotEnough) {
  const Meta all = meta(std::vector<Estimate>{{1, 1}, {2, 1}});
  EXPECT_FALSE(all.enough);
  EXPECT_TRUE(std::isnan(all.mean));
  EXPECT_EQ(all.p, 1);
  EXPECT_TRUE(all.each.empty());
}

TEST(Meta, OfEqualEstimatesHasNoSpread) {
  const Meta all = meta(std::vector<Estimate>{{2, 1}, {2, 3}, {2, 2}});
  EXPECT_EQ(all.tau, 0);
  EXPECT_NEAR(all.mean, 2, 1e-12);
  EXPECT_NEAR(all.each[1].estimate, 2, 1e-12);
}

TEST(Meta, RefusesAnErrorThatIsNone) {
  EXPECT_THROW((void)meta(std::vector<Estimate>{{1, 1}, {2, 0}, {3, 1}}), ContractError);
  EXPECT_THROW((void)meta(std::vector<Estimate>{{NAN, 1}, {2, 1}, {3, 1}}), ContractError);
}

}  // namespace meta_test
}  // namespace skin2vec::stats
