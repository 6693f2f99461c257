// For skin2vec/explain/forecast_origin.h, attention_rows.h, influence.h, occlusion.h: what is told of one forecast.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/explain/attention_rows.h"
#include "skin2vec/explain/influence.h"
#include "skin2vec/explain/occlusion.h"
#include "skin2vec/explain/partial_dependence.h"
#include "skin2vec/twin/twin.h"
#include "test/learn/shipped.h"

namespace skin2vec::explain {
namespace explanation_test {

forecast::DayTable virtual_table(int days, std::uint64_t seed) {
  const auto people =
      twin::simulate({.people = 1, .days = days + 20, .seed = seed, .oracle = twin::OracleOrigins::none});
  return forecast::first_days(forecast::day_table(people[0].entries, *diary::built_in_profile("skin")), days);
}

// Untrained, with a head: windows of 40 days, so that a short diary has several.
learn::NetworkForecaster small_model(const forecast::DayTable& table, learn::Architecture architecture) {
  const forecast::Tokens read = forecast::tokens(table);
  forecast::Vocabulary words = forecast::vocabulary(std::span(&read, 1));
  const learn::NetworkOptions options{.architecture = architecture,
                                      .features = learn::features_of(words),
                                      .outputs = learn::outputs_of(words),
                                      .width = 8,
                                      .heads = 2,
                                      .layers = 2,
                                      .hidden = 16};
  net::Layout layout;
  const learn::Network<float> network(layout, options);
  return {std::move(words), options, {.days = 40, .context = 10}, net::initial<float>(layout, Random(5))};
}

std::vector<double> weights_of(const ForecastOrigin& evening, const std::vector<Occlusion>& hidden) {
  const AttentionRow mean = mean_attention(attention_rows(evening), evening.day());
  std::vector<double> weights;
  weights.reserve(hidden.size());
  for (const Occlusion& one : hidden) weights.push_back(mean.weights[static_cast<std::size_t>(one.day - mean.first)]);
  return weights;
}

TEST(ForecastOrigin, SaysWhatTheModelSays) {
  const forecast::DayTable table = virtual_table(230, 81);
  const forecast::Forecasts structural = forecast::gp_forecast(table);
  const learn::NetworkForecaster small = small_model(table, learn::Architecture::lstm_attention);
  for (const learn::NetworkForecaster* model : {&learn::pretrained(), &small}) {
    const forecast::Forecasts all = model->forecasts(table, structural);
    for (const int day : {20, 69, 70, 191, 192, 229}) {  // both sides of where a window begins
      const ForecastOrigin evening(table, *model, day);
      for (int d = 0; d < all.dimensions(); ++d) {
        EXPECT_NEAR(evening.forecast().mean(1, d), all.mean(day, 1, d), 1e-5) << day << " " << d;
        EXPECT_NEAR(evening.forecast().mean(14, d), all.mean(day, 14, d), 1e-5) << day << " " << d;
      }
    }
  }
}

TEST(ForecastOrigin, LaterDaysChangeNothing) {
  forecast::DayTable table = virtual_table(120, 82);
  const ForecastOrigin before(table, learn::pretrained(), 90);
  table.value.bottomRows(29) = 0.5;
  for (auto& covariate : table.covariates) covariate.amount.tail(29).setConstant(1);
  const ForecastOrigin after(table, learn::pretrained(), 90);
  const auto one = influence(before, {.horizon = 3}), two = influence(after, {.horizon = 3});
  ASSERT_EQ(one.of.size(), two.of.size());
  for (std::size_t i = 0; i < one.of.size(); ++i) EXPECT_EQ(one.of[i].value(), two.of[i].value());
  const auto hidden = occlusion(before, {}), hidden_after = occlusion(after, {});
  ASSERT_EQ(hidden.size(), hidden_after.size());
  for (std::size_t i = 0; i < hidden.size(); ++i) EXPECT_EQ(hidden[i].change(0), hidden_after[i].change(0));
  const auto rows = attention_rows(before, 3), rows_after = attention_rows(after, 3);
  ASSERT_EQ(rows.size(), rows_after.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].weights, rows_after[i].weights);
}

// The same model, whose first layer looks at these features alone.
template <typename Looks>
learn::NetworkForecaster looking_at(const learn::NetworkForecaster& model, const Looks& looks) {
  net::Layout layout;
  const learn::Network<float> network(layout, model.options());
  std::vector<float> theta(model.theta().begin(), model.theta().end());
  const net::Block& first = layout.blocks()[0];
  const auto n = static_cast<std::size_t>(first.shape[1]);
  for (std::size_t f = 0; f < static_cast<std::size_t>(first.shape[0]); ++f) {
    const std::string name = f < model.words().columns.size() ? model.words().columns[f] : "structural";
    if (!looks(name)) std::fill_n(theta.begin() + static_cast<std::ptrdiff_t>(first.offset + f * n), n, 0.0F);
  }
  return {model.words(), model.options(), model.window(), std::move(theta)};
}

TEST(ScaleSwings, ANetworkSwingsWithTheWavesItLooksAtAndNoOthers) {
  const forecast::DayTable table = virtual_table(120, 84);
  const learn::NetworkForecaster small = small_model(table, learn::Architecture::lstm_attention);
  for (const bool looks : {false, true}) {
    const learn::NetworkForecaster model =
        looking_at(small, [&](const std::string& name) { return looks && name.starts_with("year."); });
    const ForecastOrigin evening(table, model, 119);
    int seen = 0;
    for (const PartialDependence& one : partial_dependence(evening, 3)) {
      if (one.scale == forecast::TimeScale::seasonal && looks) {
        EXPECT_GT(one.network_swing, 1e-3) << one.dimension;
      } else {
        EXPECT_LT(one.network_swing, 1e-6) << name(one.scale) << " " << one.dimension;
      }
      EXPECT_LE(one.swing, one.gp_swing + one.network_swing + 1e-9);
      EXPECT_LE(std::abs(one.gp_mean), 2 * one.gp_swing + 1e-12);
      EXPECT_LE(std::abs(one.network), 2 * one.network_swing + 1e-12);
      ++seen;
    }
    EXPECT_GE(seen, 10);  // week and year of five dimensions
    EXPECT_EQ(looks, read_amplitudes(model)[2] > 0);
  }
}

// The week's columns of tables that begin on other days, read by a network that looks at tokens alone.
TEST(ScaleSwings, AWeekTurnedByADayIsTheTableBegunADayLater) {
  const forecast::DayTable table = virtual_table(100, 85);
  const learn::NetworkForecaster small = looking_at(small_model(table, learn::Architecture::transformer),
                                                    [](const std::string& name) { return name != "structural"; });
  const ForecastOrigin evening(table, small, 99);
  std::vector<PartialDependence> weekly;
  for (const PartialDependence& one : partial_dependence(evening, 1)) {
    if (one.scale == forecast::TimeScale::weekly) weekly.push_back(one);
  }
  ASSERT_EQ(weekly.size(), table.dimensions.size());
  const auto column = [&](const char* name) { return evening.feature(name); };
  const auto features = static_cast<std::size_t>(small.options().features);
  std::vector<Counterfactual> turned;
  for (int k = 0; k < 7; ++k) {
    forecast::DayTable later = table;
    later.first = table.first + k;
    const forecast::Tokens other = forecast::tokens(later);
    Counterfactual one{
        .x = {evening.x().begin(), evening.x().end()},
        .gp_mean = Eigen::ArrayXXd::Zero(forecast::kHorizons, static_cast<Eigen::Index>(table.dimensions.size()))};
    const auto at = std::find(other.columns.begin(), other.columns.end(), "week.sin") - other.columns.begin();
    for (int t = evening.start(); t < table.days; ++t) {
      float* row = one.x.data() + static_cast<std::size_t>(t - evening.start()) * features;
      row[column("week.sin")] = other.x(t, at);
      row[column("week.cos")] = other.x(t, at + 1);
    }
    turned.push_back(std::move(one));
  }
  const auto said = evening.forecasts_of(turned);
  for (const PartialDependence& one : weekly) {
    double low = INFINITY, high = -INFINITY;
    for (const Decomposed& each : said) {
      low = std::min(low, each.network(0, one.dimension));
      high = std::max(high, each.network(0, one.dimension));
    }
    EXPECT_GT(high - low, 1e-4);
    EXPECT_NEAR(one.network_swing, (high - low) / 2, 1e-6);
  }
}

TEST(AttentionRow, WeightsSumToOneOverTheDaysOfTheWindow) {
  const forecast::DayTable table = virtual_table(100, 83);
  for (const auto architecture :
       {learn::Architecture::lstm_attention, learn::Architecture::transformer, learn::Architecture::hybrid}) {
    const learn::NetworkForecaster model = small_model(table, architecture);
    const ForecastOrigin evening(table, model, 99);
    const int layers = architecture == learn::Architecture::lstm_attention ? 1 : 2;
    const auto rows = attention_rows(evening, 45);  // over two windows
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(45 * layers * 2));
    EXPECT_EQ(rows.front().query, 55);
    EXPECT_EQ(rows.back().query, 99);
    for (const AttentionRow& row : rows) {
      double sum = 0;
      for (const double weight : row.weights) sum += weight;
      EXPECT_NEAR(sum, 1, 1e-5);
      EXPECT_EQ(row.first, window_start(model.window(), row.query));
      EXPECT_EQ(row.first + static_cast<int>(row.weights.size()) - 1, row.query);
    }
    // The same evening by itself.
    const auto alone = attention_rows(ForecastOrigin(table, model, 60), 1);
    for (const AttentionRow& one : alone) {
      const auto same = std::find_if(rows.begin(), rows.end(), [&](const AttentionRow& row) {
        return row.query == 60 && row.layer == one.layer && row.head == one.head;
      });
      ASSERT_NE(same, rows.end());
      ASSERT_EQ(same->weights.size(), one.weights.size());
      for (std::size_t i = 0; i < one.weights.size(); ++i) EXPECT_NEAR(same->weights[i], one.weights[i], 1e-5);
    }
  }
}

TEST(Influence, SumsToTheForecastLessTheOneWithoutTheCauses) {
  const forecast::DayTable table = virtual_table(200, 84);
  const ForecastOrigin evening(table, learn::pretrained(), 199);
  double coarse = 0, fine = 0, largest = 0;
  for (const auto& [steps, gap] : {std::pair{2, &coarse}, {64, &fine}}) {
    const Influences found = influence(evening, {.horizon = 1, .steps = steps});
    for (std::size_t d = 0; d < found.network_sum.size(); ++d) {
      *gap = std::max(*gap, std::abs(found.network_sum[d] - found.network_change[d]));
      largest = std::max(largest, std::abs(found.network_change[d]));
    }
  }
  EXPECT_GT(largest, 0.01);
  EXPECT_LT(fine, 0.01 * largest + 1e-4);  // single precision and the midpoint rule
  EXPECT_LT(fine, coarse);
}

TEST(Influence, IsThePathIntegralOfTheObviousDifferences) {
  // One amount's features are moved a little up and down at each step, the rest stands still.
  const forecast::DayTable table = virtual_table(100, 85);
  const learn::NetworkForecaster model = small_model(table, learn::Architecture::hybrid);
  const ForecastOrigin evening(table, model, 99);
  constexpr int kSteps = 4, kHorizon = 3, kLags = 22;
  const Influences found = influence(evening, {.horizon = kHorizon, .steps = kSteps});
  const auto features = static_cast<std::size_t>(model.options().features);
  const auto at = [&](int day, int feature) {
    return static_cast<std::size_t>(day - evening.start()) * features + static_cast<std::size_t>(feature);
  };
  const auto dimensions = static_cast<int>(table.dimensions.size());
  // What each amount adds to each feature; none of these is clipped.
  const auto adds = [&](int covariate, int lag) {
    std::vector<double> add(evening.x().size());
    const int day = 99 - lag;
    const int column = evening.feature(table.covariates[static_cast<std::size_t>(covariate)].name + ".amount");
    add[at(day, column)] = static_cast<double>(evening.x()[at(day, column)]);
    for (int t = day; t <= 99; ++t) {
      for (std::size_t i = 0; i < std::size(learn::kReadHorizons); ++i) {
        for (int v = 0; v < dimensions; ++v) {
          const int d = evening.of_table(v);
          const double unit = static_cast<double>(evening.structural_value(t, i, d, 0.5)) -
                              static_cast<double>(evening.structural_value(t, i, d, -0.5));
          add[at(t, evening.structural_feature(i, v))] =
              unit * evening.parts().answer(t, learn::kReadHorizons[i], d, covariate, t - day);
        }
      }
    }
    return add;
  };
  std::vector<double> all(evening.x().size());
  for (std::size_t i = 0; i < found.of.size(); i += static_cast<std::size_t>(dimensions)) {
    const auto add = adds(found.of[i].covariate, found.of[i].lag);
    for (std::size_t k = 0; k < all.size(); ++k) all[k] += add[k];
  }
  int compared = 0;
  for (std::size_t i = 0; i < found.of.size(); i += static_cast<std::size_t>(dimensions)) {
    if (found.of[i].lag % 5 != 0) continue;
    ASSERT_LT(found.of[i].lag, kLags);
    const auto add = adds(found.of[i].covariate, found.of[i].lag);
    constexpr double kNudge = 0.01;
    std::vector<Counterfactual> readings;
    for (int step = 0; step < kSteps; ++step) {
      for (const double nudge : {-kNudge, kNudge}) {
        Counterfactual one{.x = std::vector<float>(all.size()),
                           .gp_mean = Eigen::ArrayXXd::Zero(forecast::kHorizons, dimensions)};
        for (std::size_t k = 0; k < all.size(); ++k) {
          one.x[k] = static_cast<float>(static_cast<double>(evening.x()[k]) - (1 - (step + 0.5) / kSteps) * all[k] +
                                        nudge * add[k]);
        }
        readings.push_back(std::move(one));
      }
    }
    const auto said = evening.forecasts_of(readings);
    for (int d = 0; d < dimensions; ++d) {
      double sum = 0;
      for (std::size_t s = 0; s < said.size(); s += 2) {
        sum += (said[s + 1].network(kHorizon - 1, d) - said[s].network(kHorizon - 1, d)) / (2 * kNudge) / kSteps;
      }
      const double told = found.of[i + static_cast<std::size_t>(d)].network;
      EXPECT_NEAR(told, sum, 2e-5 + 0.01 * std::abs(sum))
          << table.covariates[static_cast<std::size_t>(found.of[i].covariate)].name;
      compared += std::abs(sum) > 0.003 ? 1 : 0;
    }
  }
  EXPECT_GT(compared, 20);
}

TEST(Influence, IsTheSameWithAnyNumberOfThreads) {
  const forecast::DayTable table = virtual_table(60, 86);
  const ForecastOrigin evening(table, learn::pretrained(), 59);
  const auto one = influence(evening, {.threads = 1}), two = influence(evening, {.threads = 2});
  for (std::size_t i = 0; i < one.of.size(); ++i) EXPECT_EQ(one.of[i].network, two.of[i].network);
  const auto hidden = occlusion(evening, {});
  const auto weights = weights_of(evening, hidden);
  EXPECT_EQ(deletion(evening, hidden, weights, {.threads = 1}).auc,
            deletion(evening, hidden, weights, {.threads = 2}).auc);
}

TEST(Influence, OfAModelThatKnowsNoDimensionIsThePathAlone) {
  forecast::DayTable table = virtual_table(100, 87);
  table.dimensions = {"a", "b", "c", "d", "e"};
  const ForecastOrigin evening(table, learn::pretrained(), 99);
  EXPECT_FALSE(evening.is_read_by_network());
  EXPECT_TRUE(attention_rows(evening, 5).empty());
  double moved = 0;
  for (const Influence& one : influence(evening, {}).of) {
    EXPECT_EQ(one.network, 0);
    moved += std::abs(one.gp_mean);
  }
  EXPECT_GT(moved, 0.01);
  const auto hidden = occlusion(evening, {});
  ASSERT_FALSE(hidden.empty());
  EXPECT_NE(hidden[0].change(0), 0);
  EXPECT_TRUE(std::isnan(deletion(evening, hidden, std::vector<double>(hidden.size()), {}).auc));
}

TEST(Occlusion, HidesADayAsTheTrainerDoesAndFromTheStructuralForecast) {
  // 140 days: the last block's days change no scale of the structural forecast (structural_parts_test.cpp).
  const forecast::DayTable table = virtual_table(140, 88);
  const ForecastOrigin evening(table, learn::pretrained(), 139);
  const auto hidden = occlusion(evening, {.horizon = 1});
  for (const Occlusion& one : hidden) {
    if (one.day != 139 && one.day != 133) continue;
    forecast::DayTable lacking = table;
    lacking.value.row(one.day) = NAN;
    const forecast::Forecasts structural = forecast::gp_forecast(lacking, {}, 112);
    Counterfactual changed{.x = {evening.x().begin(), evening.x().end()},
                           .gp_mean = Eigen::ArrayXXd::Zero(forecast::kHorizons, 5)};
    const auto features = static_cast<std::size_t>(learn::pretrained().options().features);
    for (const std::string& name : table.dimensions) {
      for (const char* end : {".window", ".baseline", ".level", ".read"}) {
        changed.x[static_cast<std::size_t>(one.day - evening.start()) * features +
                  static_cast<std::size_t>(evening.feature(name + end))] = 0;
      }
    }
    const forecast::Tokens read = forecast::tokens(table);
    for (int t = 112; t < 140; ++t) {
      for (std::size_t i = 0; i < std::size(learn::kReadHorizons); ++i) {
        for (int v = 0; v < 5; ++v) {
          const int d = evening.of_table(v);
          const double mean = (structural.mean(t, learn::kReadHorizons[i], d) - read.centre(t, d)) / read.scale(t, d);
          changed.x[static_cast<std::size_t>(t - evening.start()) * features +
                    static_cast<std::size_t>(evening.structural_feature(i, v))] =
              static_cast<float>(std::clamp(mean, -5.0, 5.0));
        }
      }
    }
    const Decomposed said = evening.forecasts_of({&changed, 1}).front();
    for (int d = 0; d < 5; ++d) {
      EXPECT_NEAR(one.gp_mean[static_cast<std::size_t>(d)],
                  evening.forecast().gp_mean(0, d) - structural.mean(139, 1, d), 1e-8);
      EXPECT_NEAR(one.network[static_cast<std::size_t>(d)], evening.forecast().network(0, d) - said.network(0, d),
                  1e-5);
    }
  }
}

TEST(Deletion, OfTheDaysThatMoveItMostAgrees) {
  const forecast::DayTable table = virtual_table(150, 89);
  const ForecastOrigin evening(table, learn::pretrained(), 149);
  const auto hidden = occlusion(evening, {});
  std::vector<double> moved, against;
  for (const Occlusion& one : hidden) {
    moved.push_back(one.moved);
    against.push_back(-one.moved);
  }
  const Deletion same = deletion(evening, hidden, moved, {}), other = deletion(evening, hidden, against, {});
  EXPECT_NEAR(same.r, 1, 1e-12);
  EXPECT_NEAR(other.r, -1, 1e-12);
  EXPECT_GT(same.auc, 0);
  EXPECT_LT(other.auc, 0);
  EXPECT_LT(same.p, 0.1);
  EXPECT_GT(other.p, 0.9);
  EXPECT_EQ(same.newest, other.newest);
  // When all are hidden the order does not matter.
  EXPECT_NEAR(same.curve.back(), same.random.back(), 1e-5);
  EXPECT_NEAR(same.curve.front(), *std::max_element(moved.begin(), moved.end()), 1e-5);
}

TEST(Deletion, OfTooFewDaysIsNotTold) {
  const forecast::DayTable table = virtual_table(4, 90);
  const ForecastOrigin evening(table, learn::pretrained(), 3);
  const auto hidden = occlusion(evening, {});
  const Deletion told = deletion(evening, hidden, weights_of(evening, hidden), {});
  EXPECT_TRUE(std::isnan(told.r) && std::isnan(told.auc) && std::isnan(told.p));
}

TEST(Explanation, WithoutAModelIsThatOfOneThatKnowsNoDimension) {
  forecast::DayTable table = virtual_table(60, 92);
  for (std::string& name : table.dimensions) name += " of another profile";
  const ForecastOrigin none(table, nullptr, 59), unknown(table, learn::pretrained(), 59);
  EXPECT_FALSE(none.is_read_by_network() || unknown.is_read_by_network());
  EXPECT_TRUE(attention_rows(none, 3).empty());
  const auto one = influence(none, {}), other = influence(unknown, {});
  ASSERT_EQ(one.of.size(), other.of.size());
  for (std::size_t i = 0; i < one.of.size(); ++i) EXPECT_EQ(one.of[i].gp_mean, other.of[i].gp_mean);
  const auto hidden = occlusion(none, {}), also = occlusion(unknown, {});
  ASSERT_EQ(hidden.size(), also.size());
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    EXPECT_EQ(hidden[i].gp_mean, also[i].gp_mean);
    EXPECT_EQ(hidden[i].network, also[i].network);
  }
  EXPECT_TRUE(std::isnan(deletion(none, hidden, std::vector<double>(hidden.size()), {}).r));
  const auto swings = partial_dependence(none, 1), same = partial_dependence(unknown, 1);
  ASSERT_EQ(swings.size(), same.size());
  for (std::size_t i = 0; i < swings.size(); ++i) EXPECT_EQ(swings[i].swing, same[i].swing);
}

TEST(Explanation, RefusesOptionsOutOfRange) {
  const forecast::DayTable table = virtual_table(30, 91);
  EXPECT_THROW(ForecastOrigin(table, learn::pretrained(), 30), ContractError);
  EXPECT_THROW((void)forecast::first_days(table, 31), ContractError);
  const ForecastOrigin evening(table, learn::pretrained(), 29);
  EXPECT_THROW((void)attention_rows(evening, 0), ContractError);
  EXPECT_THROW((void)influence(evening, {.horizon = 0}), ContractError);
  EXPECT_THROW((void)influence(evening, {.steps = 0}), ContractError);
  EXPECT_THROW((void)occlusion(evening, {.horizon = 15}), ContractError);
  const auto hidden = occlusion(evening, {});
  EXPECT_THROW((void)deletion(evening, hidden, std::vector<double>(1), {}), ContractError);
  EXPECT_THROW((void)deletion(evening, hidden, std::vector<double>(hidden.size()), {.orders = 0}), ContractError);
}

}  // namespace explanation_test
}  // namespace skin2vec::explain
