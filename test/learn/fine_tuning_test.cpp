#include "skin2vec/learn/fine_tuning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/twin/twin.h"
#include "test/learn/shipped.h"

namespace skin2vec::learn {
namespace personal_test {

forecast::DayTable virtual_table(int days, std::uint64_t seed) {
  const auto people = twin::simulate({.people = 1, .days = days, .seed = seed});
  return forecast::day_table(people[0].entries, *diary::built_in_profile("skin"));
}

// The same days under names the shipped network does not know: a dimension and its own tags.
forecast::DayTable with_own_words(forecast::DayTable table) {
  table.dimensions[1] = "sting";
  series::CovariateSeries own = table.covariates.back();
  own.name = "sauna";
  table.covariates.push_back(own);
  return table;
}

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-5;  // float sums over more columns
}

TEST(Blocks, FollowEachOtherAndAreLongEnough) {
  const Blocks least = blocks_of(kLeastTrained);
  EXPECT_EQ(least.chosen, kLeastLearned);
  EXPECT_EQ(least.holdout, kLeastLearned + kLeastBlock);
  const Blocks long_one = blocks_of(540);
  EXPECT_EQ(long_one.holdout, 432);      // 540 less a fifth
  EXPECT_EQ(long_one.chosen, 432 - 86);  // less a fifth of what is left
  EXPECT_THROW((void)blocks_of(kLeastTrained - 1), ContractError);
}

TEST(Grown, SaysWhatItSaidBefore) {
  const forecast::DayTable table = virtual_table(90, 41);
  const forecast::Forecasts structural = forecast::gp_forecast(table);
  const forecast::Tokens more = forecast::tokens(with_own_words(table));
  const NetworkForecaster larger = with_extended_vocabulary(pretrained(), forecast::vocabulary(std::span(&more, 1)));
  EXPECT_GT(larger.words().columns.size(), pretrained().words().columns.size());
  EXPECT_EQ(larger.words().dimensions.back(), "sting");
  const forecast::Forecasts before = pretrained().forecasts(table, structural),
                            after = larger.forecasts(table, structural);
  for (int origin = 0; origin < table.days; ++origin) {
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < before.dimensions(); ++d) {
        ASSERT_TRUE(same(before.mean(origin, h, d), after.mean(origin, h, d))) << origin << " " << h << " " << d;
        ASSERT_TRUE(same(before.sd(origin, h, d), after.sd(origin, h, d)));
      }
    }
  }
}

TEST(Grown, ANewDimensionIsTheStructuralForecastAtFirst) {
  const forecast::DayTable table = with_own_words(virtual_table(90, 41));
  const forecast::Forecasts structural = forecast::gp_forecast(table);
  const forecast::Tokens more = forecast::tokens(table);
  const forecast::Forecasts said =
      with_extended_vocabulary(pretrained(), forecast::vocabulary(std::span(&more, 1))).forecasts(table, structural);
  for (int origin = 10; origin < table.days; ++origin) {
    ASSERT_NEAR(said.mean(origin, 3, 1), structural.mean(origin, 3, 1), 1e-5);
    ASSERT_GT(said.sd(origin, 3, 1), 0);
  }
}

TEST(FineTuning, GivesTheSameBytesWithOneThreadOrTwoAndAfterAnInterruption) {
  const forecast::DayTable table = virtual_table(160, 43);
  const auto bytes = [](const FineTuning& t) { return print_safetensors(file_of(t.personal())); };
  FineTuning whole(std::span(&table, 1), {.shipped = &learn::shipped(), .seed = 3, .threads = 1});
  const Trained told = whole.run();
  EXPECT_GT(told.steps, 12);
  FineTuning first(std::span(&table, 1), {.shipped = &learn::shipped(), .seed = 3, .threads = 2});
  EXPECT_EQ(first.run([](const Progress& p) { return p.step == 12 ? Go::stop : Go::on; }).ended, Ended::asked);
  const std::string kept = print_safetensors(first.state());
  FineTuning second(std::span(&table, 1), {.shipped = &learn::shipped(), .seed = 3, .threads = 2});
  ASSERT_TRUE(second.resume(*parse_safetensors(kept)));
  EXPECT_EQ(second.run().best_step, told.best_step);
  EXPECT_EQ(bytes(second), bytes(whole));
  const forecast::DayTable other = virtual_table(160, 44);
  FineTuning another(std::span(&other, 1), {.shipped = &learn::shipped(), .seed = 3});
  EXPECT_EQ(another.resume(*parse_safetensors(kept)).error().fault, Fault::conflict);
  FineTuning seeded(std::span(&table, 1), {.shipped = &learn::shipped(), .seed = 4});
  EXPECT_EQ(seeded.resume(*parse_safetensors(kept)).error().fault, Fault::conflict);
}

// What the days of the last block were does not change a byte of the network that is judged on them.
TEST(FineTuning, LearnsNothingFromTheDaysItIsJudgedOn) {
  const forecast::DayTable table = virtual_table(160, 43);
  forecast::DayTable other = table;
  for (int day = blocks_of(160).holdout; day < 160; ++day) other.value.row(day).setConstant(0.5);
  FineTuning a(std::span(&table, 1), {.shipped = &learn::shipped()}),
      b(std::span(&other, 1), {.shipped = &learn::shipped()});
  (void)a.run();
  (void)b.run();
  EXPECT_EQ(print_safetensors(file_of(a.personal())), print_safetensors(file_of(b.personal())));
  EXPECT_EQ(a.personal().through, table.first + (blocks_of(160).holdout - 1));
  forecast::DayTable earlier = table;  // but what stands a day before does: the test above could fail
  earlier.value(blocks_of(160).holdout - 1, 0) += 0.5;
  const FineTuning c(std::span(&earlier, 1), {.shipped = &learn::shipped()});
  EXPECT_NE(c.personal().fingerprint, a.personal().fingerprint);
}

TEST(FineTuning, IsAdoptedOnlyWhereItIsBetter) {
  const forecast::DayTable table = virtual_table(160, 43);
  const FineTuning untrained(std::span(&table, 1),
                             {.shipped = &learn::shipped()});  // says what the shipped one says: not better
  const HoldoutResult holdout = untrained.holdout();
  EXPECT_NEAR(holdout.ratio, 1, 1e-6);
  ASSERT_EQ(holdout.lines.size(), 12U);
  EXPECT_EQ(holdout.lines[0].model, "personal");
  EXPECT_EQ(holdout.lines[4].model, "hybrid");
  EXPECT_EQ(holdout.lines[8].model, "persistence");
  const forecast::Score slow =
      forecast::evaluate(forecast::forecasts_of(forecast::Baseline::persistence, table), table,
                         {.horizon = 1, .from = blocks_of(160).holdout, .unit = forecast::units_of(table)});
  EXPECT_DOUBLE_EQ(holdout.lines[8].score.mse, slow.mse);
}

// A response that nobody had in the training of the shipped network: the day's own oil is told by an own tag two days
// before. The structural forecast knows tags, so the new dimension's columns must be learned beside it without harm.
TEST(FineTuning, NewArchitecturesBeginWithTheStructuralForecast) {
  const forecast::DayTable table = with_own_words(virtual_table(140, 47));
  for (const Architecture architecture : {Architecture::transformer, Architecture::lstm_attention}) {
    FineTuning training(std::span(&table, 1), {.shipped = &learn::shipped(), .architecture = architecture});
    EXPECT_FALSE(training.from_shipped());
    const forecast::Forecasts structural = forecast::gp_forecast(table);
    const forecast::Forecasts said = training.personal().model.forecasts(table, structural);
    EXPECT_NEAR(said.mean(100, 3, 1), structural.mean(100, 3, 1), 1e-5);
  }
}

TEST(RivalsWith, AreTheShippedOneUpToTheDayItWasTrainedThrough) {
  const forecast::DayTable table = virtual_table(160, 43);
  FineTuning training(std::span(&table, 1), {.shipped = &learn::shipped()});
  (void)training.run();
  FineTuned personal = *personal_from(*parse_safetensors(print_safetensors(file_of(training.personal()))));
  std::vector<float> theta(personal.model.theta().begin(), personal.model.theta().end());
  theta[theta.size() / 2] += 0.5F;  // another network than the shipped one, whatever training brought
  personal.model = {personal.model.words(), personal.model.options(), personal.model.window(), theta};
  const auto candidates = candidates_with(personal, table, {.shipped = &learn::shipped()});
  const auto shipped = shipped_candidates(table, {.shipped = &learn::shipped()});
  ASSERT_EQ(candidates.size(), shipped.size());
  EXPECT_EQ(candidates.back().model, "personal");
  const int from = personal.through - table.first + 1;
  bool differs = false;
  for (int origin = 0; origin < table.days; ++origin) {
    const double own = candidates.back().forecasts.mean(origin, 3, 0),
                 theirs = shipped.back().forecasts.mean(origin, 3, 0);
    if (origin < from) {
      ASSERT_TRUE(same(own, theirs)) << origin;
    }
    differs = differs || (origin >= from && std::abs(own - theirs) > 1e-6);
  }
  EXPECT_TRUE(differs);
}

TEST(FineTuned, RefusesWhatIsNone) {
  EXPECT_EQ(personal_from(pretrained().checkpoint()).error().fault, Fault::malformed);
  EXPECT_EQ(personal_from({}).error().fault, Fault::malformed);
  EXPECT_THROW(FineTuning(std::span<const forecast::DayTable>{}, {.shipped = &learn::shipped()}), ContractError);
}

}  // namespace personal_test
}  // namespace skin2vec::learn
