#include "skin2vec/series/covariate_grid.h"

#include <gtest/gtest.h>

#include <cmath>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace covariate_grid_test {

diary::Entry entry(diary::Kind kind, std::string name, int day) {
  diary::Entry made;
  made.person = "ann";
  made.kind = kind;
  made.name = std::move(name);
  made.time.day = epoch + day;
  return made;
}

diary::Entry air(int day, std::string source, const char* name, double value) {
  diary::Entry made = entry(diary::Kind::surroundings, "", day);
  made.place = std::move(source);
  diary::set_value(made, {name, value, ""});
  return made;
}

diary::Entry weighted(std::string name, int day, double weight) {
  diary::Entry made = entry(diary::Kind::event, std::move(name), day);
  diary::set_value(made, {"weight", weight, ""});
  return made;
}

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

TEST(CovariateGrid, EventsAreSummedProductsCountedExposuresAggregated) {
  const std::vector<diary::Entry> entries{weighted("late_night", 1, 1.5),
                                          weighted("late_night", 1, 0.5),
                                          weighted("late_night", 3, 2.5),
                                          entry(diary::Kind::product, "cream", 2),
                                          entry(diary::Kind::product, "cream", 2),
                                          air(0, "out", "humidity", 30),
                                          air(0, "out", "humidity", 50),
                                          air(0, "out", "uv", 3),
                                          air(0, "out", "uv", 7),
                                          entry(diary::Kind::event, "acne", 1),
                                          entry(diary::Kind::event, "cycle_start", 1)};
  const CovariateGrid grid = covariate_grid(entries, skin(), epoch, 4);
  ASSERT_EQ(grid.covariates.size(), 4U);
  EXPECT_EQ(grid.covariates[0].name, "late_night");
  EXPECT_EQ(grid.covariates[0].amount, Eigen::Vector4d(0, 2, 0, 2.5));
  EXPECT_DOUBLE_EQ(grid.covariates[0].mean_weight, 1.5);
  EXPECT_EQ(grid.covariates[1].name, "humidity");
  EXPECT_EQ(grid.covariates[1].amount(0), 40);
  EXPECT_TRUE(std::isnan(grid.covariates[1].amount(1)));
  EXPECT_EQ(find_covariate(grid, "uv")->amount(0), 7);  // the highest, as the profile says
  EXPECT_EQ(find_covariate(grid, "cream")->amount, Eigen::Vector4d(0, 0, 2, 0));
  EXPECT_EQ(find_covariate(grid, "acne"), nullptr);
  EXPECT_EQ(kind_name(find_covariate(grid, "cream")->kind), "product");
}

TEST(CovariateGrid, OneSourceIsUsedTheFullestThenIndoor) {
  std::vector<diary::Entry> entries{air(0, "outdoor", "humidity", 71), air(1, "outdoor", "humidity", 72),
                                    air(0, "indoor", "humidity", 41)};
  EXPECT_EQ(covariate_grid(entries, skin(), epoch, 2).covariates[0].amount, Eigen::Vector2d(71, 72));
  entries.push_back(air(1, "indoor", "humidity", 43));
  EXPECT_EQ(covariate_grid(entries, skin(), epoch, 2).covariates[0].amount, Eigen::Vector2d(41, 43));
}

// Ten dates, 20 degrees outside and t more on date t; inside 5 more on seven of them, the last three without a sensor.
TEST(CovariateGrid, IndoorIsUsedWhereItIsAndTheOtherMovedToItElsewhere) {
  std::vector<diary::Entry> entries;
  for (int t = 0; t < 10; ++t) entries.push_back(air(t, "open-meteo", "temperature", 20 + t));
  for (int t = 0; t < 6; ++t) entries.push_back(air(t, "indoor/bedroom", "temperature", 25 + t + (t % 2 ? 1 : -1)));
  const auto series = [&] { return covariate_grid(entries, skin(), epoch, 10).covariates.at(0).amount; };
  EXPECT_EQ(series()(0), 20);  // six common dates: too few to know the difference
  entries.push_back(air(6, "indoor/bedroom", "temperature", 31));
  const Eigen::VectorXd amount = series();
  for (int t = 0; t < 6; ++t) EXPECT_EQ(amount(t), 25 + t + (t % 2 ? 1 : -1));
  for (int t = 6; t < 10; ++t) EXPECT_DOUBLE_EQ(amount(t), 25 + t);  // the mean difference is 5
  // A second indoor sensor with fewer dates changes nothing, and the sum stays within the profile's range.
  entries.push_back(air(3, "indoor/attic", "temperature", 55));
  EXPECT_EQ(series(), amount);
  entries.push_back(air(9, "open-meteo", "temperature", 59));  // with 29: a mean of 44
  EXPECT_DOUBLE_EQ(series()(9), 49);
  entries.push_back(air(9, "open-meteo", "temperature", 92));  // a mean of 60: 65 is none that is possible
  EXPECT_DOUBLE_EQ(series()(9), 60);
}

TEST(CovariateGrid, OfNothingIsEmptyAndRefusesNegativeDays) {
  EXPECT_TRUE(covariate_grid({}, skin(), epoch, 3).covariates.empty());
  EXPECT_TRUE(covariate_grid(std::vector{weighted("stress", 9, 1)}, skin(), epoch, 3).covariates.empty());
  EXPECT_THROW((void)covariate_grid({}, skin(), epoch, -1), ContractError);
}

}  // namespace covariate_grid_test
}  // namespace skin2vec::series
