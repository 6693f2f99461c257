#include "skin2vec/learn/network_forecaster.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/twin/twin.h"
#include "test/learn/shipped.h"

namespace skin2vec::learn {
namespace learned_test {

forecast::DayTable virtual_table(int days, std::uint64_t seed, int last_days = 0) {
  const auto people = twin::simulate({.people = 1, .days = days, .seed = seed});
  series::SlotGridOptions which;
  const forecast::DayTable all = forecast::day_table(people[0].entries, *diary::built_in_profile("skin"));
  which.to = all.first + (last_days > 0 ? last_days - 1 : all.days - 1);
  return forecast::day_table(people[0].entries, *diary::built_in_profile("skin"), which);
}

NetworkForecaster small_model(const forecast::DayTable& table, bool head) {
  const forecast::Tokens read = forecast::tokens(table);
  forecast::Vocabulary words = forecast::vocabulary(std::span(&read, 1));
  const NetworkOptions options{.architecture = Architecture::hybrid,
                               .features = features_of(words),
                               .outputs = outputs_of(words),
                               .width = 8,
                               .heads = 2,
                               .layers = 1,
                               .hidden = 16};
  net::Layout layout;
  const Network<float> network(layout, options);
  std::vector<float> theta = net::initial<float>(layout, Random(5));
  if (!head) {
    for (const auto& block : layout.blocks()) {
      if (block.name.starts_with("head.")) {
        std::fill_n(theta.begin() + static_cast<std::ptrdiff_t>(block.offset), static_cast<std::ptrdiff_t>(block.size),
                    0.0F);
      }
    }
  }
  return {std::move(words), options, {.days = 40, .context = 10}, std::move(theta)};
}

TEST(NetworkForecaster, WithoutAHeadSaysTheStructuralForecast) {
  const forecast::DayTable table = virtual_table(120, 31);
  const forecast::Forecasts structural = forecast::gp_forecast(table);
  const forecast::Forecasts said = small_model(table, false).forecasts(table, structural);
  for (int origin = 5; origin < table.days; ++origin) {
    for (int d = 0; d < said.dimensions(); ++d) {
      if (std::isnan(structural.mean(origin, 7, d))) continue;
      EXPECT_NEAR(said.mean(origin, 7, d), structural.mean(origin, 7, d), 1e-4) << origin << " " << d;
    }
  }
}

TEST(NetworkForecaster, ComesBackFromItsCheckpoint) {
  const forecast::DayTable table = virtual_table(90, 32);
  const NetworkForecaster model = small_model(table, true);
  const auto file = parse_safetensors(print_safetensors(model.checkpoint()));
  ASSERT_TRUE(file.has_value());
  const auto again = NetworkForecaster::from(*file);
  ASSERT_TRUE(again.has_value()) << again.error().message;
  const forecast::Forecasts structural = forecast::gp_forecast(table);
  const forecast::Forecasts one = model.forecasts(table, structural), two = again->forecasts(table, structural);
  for (int d = 0; d < one.dimensions(); ++d) {
    EXPECT_EQ(one.mean(89, 3, d), two.mean(89, 3, d));
    EXPECT_EQ(one.sd(89, 3, d), two.sd(89, 3, d));
    EXPECT_NE(one.mean(89, 3, d), structural.mean(89, 3, d));
  }
}

TEST(NetworkForecaster, UsesNothingAfterTheOrigin) {
  const forecast::DayTable whole = virtual_table(150, 33), then = virtual_table(150, 33, 100);
  ASSERT_EQ(then.days, 100);
  const forecast::Forecasts later = pretrained().forecasts(whole, forecast::gp_forecast(whole));
  const forecast::Forecasts at_the_time = pretrained().forecasts(then, forecast::gp_forecast(then));
  for (int h = 1; h <= forecast::kHorizons; ++h) {
    for (int d = 0; d < later.dimensions(); ++d) {
      EXPECT_NEAR(later.mean(99, h, d), at_the_time.mean(99, h, d), 1e-5) << h << " " << d;
    }
  }
}

TEST(NetworkForecaster, ADimensionItDoesNotKnowKeepsTheStructuralForecast) {
  forecast::DayTable table = virtual_table(90, 34);
  table.dimensions[0] = "redness";
  const forecast::Forecasts structural = forecast::gp_forecast(table);
  const forecast::Forecasts said = pretrained().forecasts(table, structural);
  EXPECT_EQ(said.mean(89, 3, 0), structural.mean(89, 3, 0));
  EXPECT_EQ(said.sd(89, 3, 0), structural.sd(89, 3, 0));
  EXPECT_NE(said.mean(89, 3, 1), structural.mean(89, 3, 1));
  table.dimensions = {"a", "b", "c", "d", "e"};
  EXPECT_FALSE(reads(pretrained(), table));
}

TEST(NetworkForecaster, ThatShipsIsAheadOfPersistenceOnAPersonItHasNotSeen) {
  const forecast::DayTable table = virtual_table(360, 35);
  const forecast::Forecasts said = pretrained().forecasts(table, forecast::gp_forecast(table));
  const forecast::Forecasts naive = forecast::forecasts_of(forecast::Baseline::persistence, table);
  for (const int h : {1, 7, 14}) {
    EXPECT_LT(forecast::evaluate(said, table, {.horizon = h, .from = 60}).mae,
              forecast::evaluate(naive, table, {.horizon = h, .from = 60}).mae);
  }
}

TEST(NetworkForecaster, RefusesWhatIsNoCheckpointOfIts) {
  const forecast::DayTable table = virtual_table(30, 36);
  const TensorFile good = small_model(table, true).checkpoint();
  EXPECT_FALSE(NetworkForecaster::from(TensorFile{}).has_value());
  for (const auto& [key, value] : {std::pair{"architecture", "gru"},
                                   {"width", "7"},
                                   {"heads", "0"},
                                   {"layers", "many"},
                                   {"hidden", "1e9"},
                                   {"window_context", "40"}}) {
    TensorFile bad = good;
    bad.metadata[key] = value;
    EXPECT_FALSE(NetworkForecaster::from(bad).has_value()) << key;
  }
  TensorFile bad = good;
  bad.tensors.pop_back();
  EXPECT_FALSE(NetworkForecaster::from(bad).has_value());
}

}  // namespace learned_test
}  // namespace skin2vec::learn
