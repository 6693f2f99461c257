#include "skin2vec/insight/forecasts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "skin2vec/ask/forecast_answers.h"
#include "skin2vec/base/random.h"
#include "skin2vec/series/frame.h"
#include "test/learn/shipped.h"

namespace skin2vec::insight {
namespace forecasts_test {

const diary::Profile& skin() {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  return profile;
}

// An evening a day; whole: whole numbers.
std::vector<diary::Entry> evenings(int days, bool whole) {
  std::vector<diary::Entry> entries;
  Random random(3);
  for (int day = 0; day < days; ++day) {
    const double value = 2.5 + 0.6 * random.normal();
    diary::Entry entry;
    entry.person = "ann";
    entry.time = *parse_time(to_text(Day{20000} + day) + "T21:30");
    entry.values.push_back({"oil", whole ? std::clamp(std::round(value), 0.0, 5.0) : value, ""});
    entries.push_back(std::move(entry));
  }
  return entries;
}

TEST(Forecasts, AreOfTheDaysAskedForFromTheLastEvening) {
  const ForecastAnswer found =
      find_forecasts(evenings(30, false), skin(), {}, {.horizons = 3, .shipped = &learn::shipped()});
  ASSERT_EQ(found.rows.size(), 3U);
  for (int h = 1; h <= 3; ++h) {
    const ForecastRow& row = found.rows[static_cast<std::size_t>(h - 1)];
    EXPECT_EQ(row.origin, Day{20029});
    EXPECT_EQ(row.horizon, h);
    EXPECT_TRUE(row.pmf.empty());
    EXPECT_TRUE(std::is_sorted(row.quantiles.begin(), row.quantiles.end()));
  }
}

TEST(Forecasts, OfWholeNumbersHaveProbabilities) {
  const ForecastAnswer found =
      find_forecasts(evenings(30, true), skin(), {}, {.horizons = 1, .shipped = &learn::shipped()});
  ASSERT_EQ(found.rows.size(), 1U);
  ASSERT_EQ(found.rows[0].pmf.size(), 6U);
  EXPECT_GT(found.rows[0].pmf[2] + found.rows[0].pmf[3], 0.5);
  EXPECT_FALSE(std::isnan(found.skill[0].score.rps));
}

TEST(Forecasts, ABacktestIsEveryEveningAsItWas) {
  const auto all = evenings(60, false);
  const ForecastAnswer found = find_forecasts(
      all, skin(), {}, {.horizons = 2, .backtest = Backtest{Day{20020}, 13}, .shipped = &learn::shipped()});
  ASSERT_EQ(found.rows.size(), 8U);  // from days 20, 33, 46 and 59
  const std::vector<diary::Entry> then(all.begin(), all.begin() + 34);
  const ForecastAnswer was = find_forecasts(then, skin(), {}, {.horizons = 2, .shipped = &learn::shipped()});
  EXPECT_EQ(found.rows[2].origin, was.rows[0].origin);
  EXPECT_EQ(found.rows[2].mean, was.rows[0].mean);
  EXPECT_EQ(found.rows[2].sd, was.rows[0].sd);
}

TEST(Forecasts, WhatWasKeptChangesNothing) {
  const std::vector<diary::Entry> all = evenings(70, false), then(all.begin(), all.end() - 1);
  const ForecastAnswer fresh = find_forecasts(all, skin(), {}, {.shipped = &learn::shipped()});
  for (const std::string& kept :
       {find_forecasts(then, skin(), {}, {.shipped = &learn::shipped()}).kept, fresh.kept, std::string("damaged")}) {
    const ForecastAnswer found = find_forecasts(all, skin(), {}, {.shipped = &learn::shipped(), .kept = kept});
    ASSERT_EQ(found.rows.size(), fresh.rows.size());
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
      EXPECT_EQ(found.rows[i].mean, fresh.rows[i].mean);
      EXPECT_EQ(found.rows[i].sd, fresh.rows[i].sd);
      EXPECT_EQ(found.rows[i].model, fresh.rows[i].model);
    }
    EXPECT_EQ(found.kept, fresh.kept);
  }
}

// A network that is not the shipped one, as if trained through the 40th day.
learn::FineTuned other_network() {
  const learn::NetworkForecaster& shipped = learn::pretrained();
  std::vector<float> theta(shipped.theta().begin(), shipped.theta().end());
  for (float& weight : theta) weight *= 1.2F;
  return {{shipped.words(), shipped.options(), shipped.window(), std::move(theta)}, Day{20039}, "x"};
}

TEST(Forecasts, FollowAPersonalModelButNotInABacktest) {
  const auto all = evenings(60, false);
  const learn::FineTuned personal = other_network();
  const auto mean_of = [&](const ForecastOptions& options) {
    return find_forecasts(all, skin(), {}, options).rows.front().mean;
  };
  const learn::Shipped* shipped = &learn::shipped();
  EXPECT_NE(mean_of({.shipped = shipped, .personal = &personal}), mean_of({.shipped = shipped}));
  const Backtest last{Day{20059}, 1};
  EXPECT_EQ(mean_of({.backtest = last, .shipped = shipped, .personal = &personal}),
            mean_of({.backtest = last, .shipped = shipped}));
  const std::vector<diary::Entry> early(all.begin(), all.begin() + 40);  // it has learned from all of these
  const auto was = find_forecasts(early, skin(), {}, {.shipped = &learn::shipped(), .personal = &personal});
  EXPECT_EQ(was.rows.front().mean, find_forecasts(early, skin(), {}, {.shipped = &learn::shipped()}).rows.front().mean);
  const ForecastComparison found =
      find_comparison(all, skin(), {}, {.shipped = &learn::shipped(), .personal = &personal});
  const auto stands = [&](std::string_view name) {
    return std::count_if(found.lines.begin(), found.lines.end(), [&](const auto& line) { return line.model == name; });
  };
  EXPECT_EQ(stands("personal"), 4);
  EXPECT_EQ(stands("hybrid"), 4);
}

TEST(Forecasts, WithoutWhatShipsAreOfModelsThatNeedNoTraining) {
  const auto all = evenings(60, false);
  EXPECT_EQ(find_forecasts(all, skin(), {}, {.horizons = 3}).rows.size(), 3U);
  const learn::FineTuned personal = other_network();
  const auto models = [&](const ComparisonOptions& options) {
    std::set<std::string> names;
    for (const forecast::Line& line : find_comparison(all, skin(), {}, options).lines) names.insert(line.model);
    return names;
  };
  std::set<std::string> known = models({.shipped = &learn::shipped()});
  EXPECT_EQ(known.erase("hybrid") + known.erase("pooled-ridge"), 2U);
  EXPECT_EQ(models({}), known);
  known.insert("personal");
  EXPECT_EQ(models({.personal = &personal}), known);
}

TEST(Forecasts, TooFewDaysAreTold) {
  const ForecastAnswer found =
      find_forecasts(evenings(kLeastDays - 1, false), skin(), {}, {.shipped = &learn::shipped()});
  EXPECT_TRUE(found.rows.empty());
  EXPECT_EQ(found.too_short, std::vector<std::string>{"oil"});
  EXPECT_TRUE(find_forecasts({}, skin(), {}, {.shipped = &learn::shipped()}).rows.empty());
}

// Evenings with moisture and sensitivity, whose difference in baseline z is the barrier.
std::vector<diary::Entry> barriers(int days) {
  std::vector<diary::Entry> entries = evenings(days, false);
  Random random(5);
  double state = 0;
  for (diary::Entry& entry : entries) {
    state = 0.9 * state + 0.2 * random.normal();
    entry.values = {{"moisture", 2.5 + state + 0.2 * random.normal(), ""},
                    {"sensitivity", 2 - 0.5 * state + 0.2 * random.normal(), ""}};
  }
  return entries;
}

TEST(Forecasts, ADerivedDimensionIsItsPartsInTheFrameOfTheOrigin) {
  const auto all = barriers(80);
  const ForecastAnswer found = find_forecasts(
      all, skin(), {}, {.horizons = 2, .backtest = Backtest{Day{20060}, 19}, .shipped = &learn::shipped()});
  ASSERT_EQ(found.rows.size(), 12U);  // two origins, two parts and the barrier, two days
  const auto row = [&](std::string_view name, int h) {
    return *std::find_if(found.rows.begin(), found.rows.end(),
                         [&](const ForecastRow& one) { return one.dimension == name && one.horizon == h; });
  };
  // Mean and sd of the 30 evenings before the origin, by hand; nothing is flagged, and there is one slot.
  const auto z = [&](std::size_t value, double of) {
    double sum = 0, squares = 0;
    for (std::size_t day = 30; day < 60; ++day) sum += all[day].values[value].number;
    for (std::size_t day = 30; day < 60; ++day) squares += std::pow(all[day].values[value].number - sum / 30, 2);
    return (of - sum / 30) / std::sqrt(squares / 29);
  };
  for (const int h : {1, 2}) {
    EXPECT_NEAR(row("barrier", h).mean, z(0, row("moisture", h).mean) - z(1, row("sensitivity", h).mean), 1e-9);
  }
  // What was told that evening.
  const std::vector<diary::Entry> then(all.begin(), all.begin() + 61);
  const ForecastAnswer was = find_forecasts(then, skin(), {}, {.horizons = 2, .shipped = &learn::shipped()});
  EXPECT_EQ(was.rows.back().dimension, "barrier");
  EXPECT_EQ(was.rows.back().mean, row("barrier", 2).mean);
  EXPECT_EQ(was.rows.back().sd, row("barrier", 2).sd);
}

TEST(Forecasts, ABarrierComesWhereItsIntervalSays) {
  const auto all = barriers(400);
  const ForecastAnswer found = find_forecasts(
      all, skin(), {}, {.horizons = 3, .backtest = Backtest{Day{20060}, 1}, .shipped = &learn::shipped()});
  const series::SlotGrid grid = series::slot_grid(all, skin());
  const auto truth = series::derived_series(grid, skin(), *diary::find_dimension(skin(), "barrier"));
  int n = 0, within = 0;
  double ours = 0, zero = 0;
  for (const ForecastRow& row : found.rows) {
    const int day = row.origin + row.horizon - grid.first;
    if (row.dimension != "barrier" || row.horizon != 3 || day >= grid.days) continue;
    const double came = truth.whole[static_cast<std::size_t>(day)];
    ++n;
    within += row.quantiles.front() <= came && came <= row.quantiles.back() ? 1 : 0;
    ours += std::abs(came - row.mean);
    zero += std::abs(came);
  }
  ASSERT_GT(n, 300);
  EXPECT_NEAR(within / static_cast<double>(n), 0.8, 0.08);  // errors overlap: some 110 are independent, s.e. 0.038
  EXPECT_LT(ours, 0.95 * zero);                             // better than to say that it is as usual
}

TEST(ForecastComparison, IsTheSameWhateverIsKept) {
  const auto all = evenings(90, true);
  const std::string left = find_forecasts(all, skin(), {}, {.shipped = &learn::shipped()}).kept;
  const ForecastComparison fresh = find_comparison(all, skin(), {}, {.shipped = &learn::shipped()});
  EXPECT_EQ(fresh.kept, left);
  for (const std::string& kept : {left, std::string("damaged")}) {
    const ForecastComparison found = find_comparison(all, skin(), {}, {.shipped = &learn::shipped(), .kept = kept});
    ask::Answer one, two;
    ask::add_comparison(one, fresh);
    ask::add_comparison(two, found);
    EXPECT_EQ(one.dump(), two.dump());
    EXPECT_EQ(found.kept, left);
  }
}

TEST(ForecastComparison, HasEveryModelAndWhatIsFollowed) {
  const ForecastComparison found = find_comparison(evenings(100, false), skin(), {}, {.shipped = &learn::shipped()});
  EXPECT_EQ(found.lines.size(), 10U * 4U);
  EXPECT_EQ(found.lines.back().model, kFollowed);
  EXPECT_EQ(found.chosen.size(), 4U);
  EXPECT_EQ(found.verdict, HelpVerdict::too_little_data);  // nothing of weather and air was written down
  // Noise about 2.5: the middle of the range is as good as can be.
  EXPECT_EQ(ask::sentence(found.lines.front(), words::Language::en), "better than persistence");
}

}  // namespace forecasts_test
}  // namespace skin2vec::insight
