#include "skin2vec/learn/shipped.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/learn/fine_tuning.h"
#include "skin2vec/learn/shipped_candidates.h"
#include "test/learn/shipped.h"

namespace skin2vec::learn {
namespace shipped_test {

using testing::HasSubstr;

// A level and a wave of nine days: as much as a training needs, in a dimension that the network knows.
forecast::DayTable wave() {
  forecast::DayTable table{.days = kLeastTrained, .dimensions = {"oil"}, .low = {0}, .high = {5}};
  table.first = Day{20000};
  table.value = Eigen::ArrayXXd(table.days, 1);
  for (int day = 0; day < table.days; ++day) table.value(day, 0) = 2.5 + std::sin(day * 0.698);
  return table;
}

TEST(Shipped, IsReadOnceAndOnlyWhenAskedFor) {
  const Result<const Shipped*> once = shipped_files().parsed(), again = parsed(&shipped_files());
  ASSERT_TRUE(once.has_value() && again.has_value());
  EXPECT_EQ(*once, *again);
  const ShippedFiles damaged("no network", "no ridge");
  EXPECT_EQ(damaged.parsed().error().fault, Fault::malformed);
}

TEST(Shipped, IsNullWhereThereIsNone) {
  const auto none = parsed(nullptr);
  ASSERT_TRUE(none.has_value());
  EXPECT_EQ(*none, nullptr);
}

TEST(Shipped, RefusalsSayWhichFile) {
  const std::string network = print_safetensors(pretrained().checkpoint());
  const std::string ridge = print_safetensors(forecast::pooled_file(pretrained_ridge()));
  EXPECT_TRUE(parse_shipped(network, ridge).has_value());
  EXPECT_THAT(parse_shipped(ridge, network).error().message, HasSubstr("the network that ships: "));
  EXPECT_THAT(parse_shipped(network, "").error().message, HasSubstr("the pooled ridge that ships: "));
}

TEST(Shipped, WithoutItTheRivalsAreThoseThatNeedNoTraining) {
  const forecast::DayTable table = wave();
  const auto with = shipped_candidates(table, {.shipped = &shipped()}), without = shipped_candidates(table);
  EXPECT_EQ(with.back().model, "hybrid");
  ASSERT_EQ(without.size() + 2, with.size());
  EXPECT_EQ(without.back().model, "structural");
  for (const forecast::Candidate& candidate : without) EXPECT_NE(candidate.model, "pooled-ridge");
  // What a cohort taught needs nothing that ships.
  const auto taught = shipped_candidates(table, {.ridge = &pretrained_ridge()});
  EXPECT_EQ(taught.size(), without.size() + 1);
}

TEST(Shipped, WithoutItATrainingBeginsAnewAndIsJudgedAgainstTheStructuralForecast) {
  const forecast::DayTable table = wave();
  const FineTuning training(std::span(&table, 1), {});
  EXPECT_FALSE(training.from_shipped());
  EXPECT_EQ(training.architecture(), Architecture::hybrid);
  const HoldoutResult holdout = training.holdout();
  ASSERT_EQ(holdout.lines.size(), 12U);
  EXPECT_EQ(holdout.lines[4].model, "structural");
  EXPECT_FALSE(holdout.adopted);  // nothing was learned
  EXPECT_EQ(candidates_with(training.personal(), table).back().model, "personal");
}

}  // namespace shipped_test
}  // namespace skin2vec::learn
