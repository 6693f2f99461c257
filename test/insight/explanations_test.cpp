#include "skin2vec/insight/explanations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/ask/explanation_answers.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/insight/forecasts.h"
#include "test/learn/shipped.h"

namespace skin2vec::insight {
namespace explanations_test {

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

// Evenings of oil, 0.5 lower the day after a late night; the last day has one.
std::vector<diary::Entry> evenings(int days) {
  std::vector<diary::Entry> entries;
  Random random(4);
  bool late = false;
  for (int day = 0; day < days; ++day) {
    diary::Entry entry;
    entry.person = "ann";
    entry.time = *parse_time(to_text(Day{20000} + day) + "T21:30");
    entry.values.push_back({"oil", 3 - (late ? 0.5 : 0) + random.uniform(-0.1, 0.1), ""});
    entries.push_back(entry);
    late = random.chance(0.3) || day == days - 1;
    if (!late) continue;
    entry.kind = diary::Kind::event;
    entry.name = "late_night";
    entry.values = {{"weight", 1, ""}};
    entries.push_back(entry);
  }
  return entries;
}

TEST(Explanation, TellsTheCauseThatWasPutIn) {
  const auto found = find_explanation(evenings(60), skin(), {}, {.shipped = &learn::shipped()});
  ASSERT_TRUE(found.has_value());
  const auto same_day = std::find_if(found->influence.begin(), found->influence.end(), [](const InfluenceRow& row) {
    return row.covariate == "late_night" && row.lag == 0;
  });
  ASSERT_NE(same_day, found->influence.end());
  EXPECT_LT(same_day->did.value(), -0.3);  // 0.5 was put in
  EXPECT_GT(same_day->did.value(), -0.7);
  EXPECT_TRUE(ask::strongest(*found, "oil", 1, skin(), words::Language::en).starts_with("Late night the same day -0."));
}

TEST(Explanation, IsOfTheEveningAskedFor) {
  const auto all = evenings(60);
  const auto found = find_explanation(all, skin(), {}, {.day = Day{20040}, .horizon = 3, .shipped = &learn::shipped()});
  std::vector<diary::Entry> known;
  std::copy_if(all.begin(), all.end(), std::back_inserter(known),
               [](const auto& entry) { return to_text(entry.time) < to_text(Day{20041}); });
  const auto then = find_explanation(known, skin(), {}, {.horizon = 3, .shipped = &learn::shipped()});
  ASSERT_TRUE(found.has_value() && then.has_value());
  EXPECT_EQ(found->day, then->day);
  EXPECT_EQ(found->forecast[0].mean.value(), then->forecast[0].mean.value());
  ASSERT_EQ(found->influence.size(), then->influence.size());
  for (std::size_t i = 0; i < found->influence.size(); ++i) {
    EXPECT_EQ(found->influence[i].did.value(), then->influence[i].did.value());
  }
}

TEST(Explanation, IsTheSameWhateverIsKeptAndLeavesWhatAForecastTakes) {
  const auto all = evenings(70);
  const auto found = find_explanation(all, skin(), {}, {.shipped = &learn::shipped()});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->kept, find_forecasts(all, skin(), {}, {.shipped = &learn::shipped()}).kept);
  for (const std::string& kept : {found->kept, std::string("no state")}) {
    const auto again = find_explanation(all, skin(), {}, {.shipped = &learn::shipped(), .kept = kept});
    ASSERT_TRUE(again.has_value());
    ask::Answer one, two;
    ask::add_explanation(one, *found);
    ask::add_explanation(two, *again);
    EXPECT_EQ(one.dump(), two.dump());
    EXPECT_EQ(again->kept, found->kept);
  }
}

TEST(Explanation, IsOfThePersonalNetworkAfterTheDayItWasTrainedThrough) {
  // The shipped network, whose last layer adds half a unit of scale to everything.
  const auto all = evenings(80);
  const learn::NetworkForecaster& shipped = learn::pretrained();
  std::vector<float> theta(shipped.theta().begin(), shipped.theta().end());
  net::Layout layout;
  const learn::Network<float> network(layout, shipped.options());
  for (const net::Block& block : layout.blocks()) {
    for (std::size_t i = 0; block.name == "head.bias" && i < block.size; ++i) theta[block.offset + i] += 0.5F;
  }
  const Day last{20079};
  learn::FineTuned personal{
      .model = {shipped.words(), shipped.options(), shipped.window(), theta}, .through = last - 1, .fingerprint = ""};
  const auto without = find_explanation(all, skin(), {}, {.shipped = &learn::shipped()}),
             after = find_explanation(all, skin(), {}, {.shipped = &learn::shipped(), .personal = &personal});
  ASSERT_TRUE(without.has_value() && after.has_value());
  EXPECT_EQ(without->model, "hybrid on structural");
  EXPECT_EQ(after->model, "personal on structural");
  EXPECT_GT(after->forecast[0].mean.network, without->forecast[0].mean.network + 0.01);
  // What `forecast` follows as "personal" is what is explained.
  const forecast::DayTable table = forecast::day_table(all, skin());
  const forecast::Forecasts combined =
      learn::candidates_with(personal, table, {.shipped = &learn::shipped()}).back().forecasts;
  EXPECT_NEAR(after->forecast[0].mean.value(), combined.mean(79, 1, 0), 1e-5);
  personal.through = last;
  const auto through = find_explanation(all, skin(), {}, {.shipped = &learn::shipped(), .personal = &personal});
  EXPECT_EQ(through->model, "hybrid on structural");
  EXPECT_EQ(through->forecast[0].mean.network, without->forecast[0].mean.network);
}

TEST(Explanation, TheHeatMapIsTheMeanOfTheHeadsOfEachEvening) {
  const auto found = find_explanation(evenings(50), skin(), {}, {.evenings = 30, .shipped = &learn::shipped()});
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->heat_map.size(), 30U);
  for (const MeanAttention& map : found->heat_map) {
    std::vector<double> mean(map.weights.size());
    int heads = 0;
    for (const AttentionRow& row : found->attention) {
      if (row.query != map.query) continue;
      ++heads;
      ASSERT_EQ(row.first, map.first);
      for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += row.weights[i];
    }
    EXPECT_EQ(heads, 8);
    EXPECT_EQ(map.first + static_cast<int>(map.weights.size()) - 1, map.query);
    for (std::size_t i = 0; i < mean.size(); ++i) EXPECT_NEAR(mean[i] / heads, map.weights[i], 1e-12);
  }
}

TEST(Explanation, WithoutANetworkIsOfTheStructuralForecastAlone) {
  const auto all = evenings(60);
  const auto with = find_explanation(all, skin(), {}, {.shipped = &learn::shipped()}),
             without = find_explanation(all, skin(), {}, {});
  ASSERT_TRUE(with.has_value() && without.has_value());
  EXPECT_EQ(without->model, "structural");
  EXPECT_EQ(without->forecast[0].mean.gp_mean, with->forecast[0].mean.gp_mean);
  EXPECT_EQ(without->forecast[0].mean.network, 0);
  EXPECT_TRUE(without->attention.empty() && without->heat_map.empty());
  EXPECT_EQ(agreement(without->deletion), Agreement::not_known);
  ASSERT_EQ(without->influence.size(), with->influence.size());
  for (std::size_t i = 0; i < with->influence.size(); ++i) {
    EXPECT_EQ(without->influence[i].did.gp_mean, with->influence[i].did.gp_mean);
    EXPECT_EQ(without->influence[i].did.network, 0);
  }
  EXPECT_EQ(without->occlusion.size(), with->occlusion.size());
}

TEST(Explanation, TooLittleDataIsTold) {
  const auto found = find_explanation(evenings(kLeastDays - 1), skin(), {}, {.shipped = &learn::shipped()});
  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->forecast.empty() && found->influence.empty());
  EXPECT_EQ(found->too_short, std::vector<std::string>{"oil"});
  EXPECT_FALSE(find_explanation({}, skin(), {}, {.shipped = &learn::shipped()})->day.has_value());
}

TEST(Explanation, AttentionAgreesOnlyBeyondChance) {
  EXPECT_EQ(agreement({}), Agreement::not_known);
  EXPECT_EQ(agreement({.r = 0.5, .auc = 0.4, .p = 0.04}), Agreement::agrees);
  EXPECT_EQ(agreement({.r = 0.5, .auc = 0.4, .p = 0.06}), Agreement::does_not);
  EXPECT_EQ(agreement({.r = -0.5, .auc = 0.4, .p = 0.04}), Agreement::does_not);
}

TEST(Explanation, RefusesADayWithoutForecast) {
  EXPECT_EQ(find_explanation(evenings(30), skin(), {}, {.day = Day{20030}, .shipped = &learn::shipped()}).error().fault,
            Fault::missing);
  EXPECT_EQ(find_explanation(evenings(30), skin(), {}, {.day = Day{19999}, .shipped = &learn::shipped()}).error().fault,
            Fault::missing);
  EXPECT_THROW((void)find_explanation({}, skin(), {}, {.horizon = 0, .shipped = &learn::shipped()}), ContractError);
}

}  // namespace explanations_test
}  // namespace skin2vec::insight
