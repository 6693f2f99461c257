#include "skin2vec/explain/gp_attribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "skin2vec/base/require.h"
#include "skin2vec/explain/forecast_origin.h"
#include "skin2vec/forecast/gp_groups.h"
#include "skin2vec/twin/twin.h"

namespace skin2vec::explain {
namespace structural_parts_test {

// 140 days are 5 blocks of 28: all that the last block holds changes no scale and no share of a candidate.
constexpr int kDays = 140, kBlock = 112;

forecast::DayTable virtual_table(int days, std::uint64_t seed) {
  const auto people =
      twin::simulate({.people = 1, .days = days + 20, .seed = seed, .oracle = twin::OracleOrigins::none});
  return forecast::first_days(forecast::day_table(people[0].entries, *diary::built_in_profile("skin")), days);
}

// The forecast of the last evening with the weights of `table`, and columns of the days ahead as they are in `moved`:
// each dimension by itself, with the factor of its own days alone.
Eigen::ArrayXXd with_columns_of(const forecast::DayTable& table, const forecast::BlockRows& moved) {
  const forecast::GpOptions o;
  const forecast::BlockRows rows = forecast::block_rows(table, o, 0, kBlock, kDays, kDays - 1);
  const auto dimensions = static_cast<Eigen::Index>(table.dimensions.size());
  Eigen::ArrayXXd mean = Eigen::ArrayXXd::Zero(forecast::kHorizons, dimensions);
  for (Eigen::Index d = 0; d < dimensions; ++d) {
    std::vector<Eigen::Index> read;
    int before = 0;
    for (int day = 0; day < kDays; ++day) {
      if (std::isnan(table.value(day, d))) continue;
      read.push_back(day);
      before += day < kBlock ? 1 : 0;
    }
    const forecast::FeatureRows days = forecast::select(rows.observed, read);
    const Eigen::VectorXd values = Eigen::VectorXd(table.value.col(d)(read)).array() - table.value(read[0], d);
    const forecast::Covariance among = forecast::covariance(days, days, rows.distance, o);
    const forecast::Covariance future = forecast::covariance(moved.future.back(), days, moved.distance, o);
    std::array<double, 3> likelihood{}, share{};
    std::array<Eigen::VectorXd, 3> said;
    double sum = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      Eigen::MatrixXd k = forecast::with_scale(among, forecast::kResponseScales[c]);
      k.diagonal().array() += o.noise_sd * o.noise_sd;
      k.triangularView<Eigen::StrictlyUpper>() = k.transpose();
      said[c] = forecast::with_scale(future, forecast::kResponseScales[c]) * k.ldlt().solve(values);
      const Eigen::LLT<Eigen::MatrixXd> known(k.topLeftCorner(before, before));
      likelihood[c] = -0.5 * before * std::log(values.head(before).dot(known.solve(values.head(before)))) -
                      Eigen::MatrixXd(known.matrixL()).diagonal().array().log().sum();
    }
    for (std::size_t c = 0; c < 3; ++c) sum += share[c] = std::exp(likelihood[c] - likelihood[2]);
    for (std::size_t c = 0; c < 3; ++c) mean.col(d) += share[c] / sum * said[c].array();
    mean.col(d) += table.value(read[0], d);
  }
  return mean;
}

Eigen::ArrayXXd with_covariates_of(const forecast::DayTable& table, const forecast::DayTable& other) {
  return with_columns_of(table, forecast::block_rows(other, {}, 0, kBlock, kDays, kDays - 1));
}

double usual(const forecast::DayTable& table, std::size_t covariate) {
  const auto& series = table.covariates[covariate];
  if (series.kind != series::CovariateKind::exposure) return 0;
  double sum = 0;
  int n = 0;
  for (int day = 0; day < kBlock; ++day) {
    if (std::isnan(series.amount(day))) continue;
    sum += series.amount(day);
    ++n;
  }
  return sum / n;
}

TEST(GpAttribution, AnAnswerIsTheForecastLessTheOneWithoutThatAmountWeightsHeld) {
  forecast::DayTable table = virtual_table(kDays, 71);
  table.value(50, 1) = NAN;  // a day that one of them lacks
  table.value(138, 3) = NAN;
  const GpAttribution parts(table, {});
  const Eigen::ArrayXXd whole = with_covariates_of(table, table);
  const forecast::Forecasts forecasts = forecast::gp_forecast(table, {}, kDays - 1);
  for (int d = 0; d < whole.cols(); ++d) EXPECT_NEAR(whole(0, d), forecasts.mean(kDays - 1, 1, d), 1e-9);
  int compared = 0;
  for (std::size_t c = 0; c < table.covariates.size(); ++c) {
    const bool measured = table.covariates[c].kind == series::CovariateKind::exposure;
    for (const int lag : {0, 1, 5, 21}) {
      if (measured && lag == 0) continue;  // bumps: the next test
      forecast::DayTable other = table;
      other.covariates[c].amount(kDays - 1 - lag) = usual(table, c);
      const Eigen::ArrayXXd difference = whole - with_covariates_of(table, other);
      for (int d = 0; d < whole.cols(); ++d) {
        for (const int h : {1, 3, 14}) {
          EXPECT_NEAR(parts.answer(kDays - 1, h, d, static_cast<int>(c), lag), difference(h - 1, d), 1e-9)
              << table.covariates[c].name << " " << lag << " " << d << " " << h;
          compared += std::abs(difference(h - 1, d)) > 1e-3 ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(compared, 20);  // of parts that are something
}

TEST(GpAttribution, ARhythmTurnedIsTheForecastWithThoseColumnsTurned) {
  forecast::DayTable table = virtual_table(kDays, 75);
  table.cycles = {
      {.name = "monthly", .starts = {table.first + 20, table.first + 49, table.first + 76, table.first + 105}}};
  const GpAttribution parts(table, {});
  const forecast::BlockRows rows = forecast::block_rows(table, {}, 0, kBlock, kDays, kDays - 1);
  const Eigen::ArrayXXd whole = with_columns_of(table, rows);
  for (const forecast::TimeScale scale : forecast::kTimeScales) {
    double largest = 0;
    for (const double turns : {0.1, 0.5, 0.8}) {
      forecast::BlockRows turned = rows;
      linalg::RowMatrix& future = turned.future.back().calendar;
      for (std::size_t wave = 0; wave < forecast::kCalendarWaves.size(); ++wave) {
        if (forecast::kCalendarWaves[wave].scale != scale) continue;
        const double angle = 2 * std::numbers::pi * turns * forecast::kCalendarWaves[wave].turns;
        for (Eigen::Index h = 0; h < forecast::kHorizons; ++h) {
          const auto column = 2 * static_cast<Eigen::Index>(wave);
          const double size = std::hypot(future(h, column), future(h, column + 1));
          const double later = std::atan2(future(h, column + 1), future(h, column)) + angle;
          future(h, column) = size * std::cos(later);
          future(h, column + 1) = size * std::sin(later);
        }
      }
      const Eigen::ArrayXXd change = with_columns_of(table, turned) - whole;
      for (int d = 0; d < change.cols(); ++d) {
        for (const int h : {1, 14}) {
          EXPECT_NEAR(parts.rhythm(kDays - 1, h, d, scale, turns) - parts.rhythm(kDays - 1, h, d, scale, 0),
                      change(h - 1, d), 1e-9);
          largest = std::max(largest, std::abs(change(h - 1, d)));
        }
      }
    }
    EXPECT_GT(largest, 1e-4);
  }
}

TEST(GpAttribution, ThoseOfABumpSumToTheWhole) {
  const forecast::DayTable table = virtual_table(kDays, 72);
  ASSERT_EQ(table.bumps.size(), 1U);
  const GpAttribution parts(table, {});
  forecast::DayTable other = table;
  for (const int c : table.bumps[0]) {
    ASSERT_FALSE(std::isnan(other.covariates[static_cast<std::size_t>(c)].amount(kDays - 1)));
    other.covariates[static_cast<std::size_t>(c)].amount(kDays - 1) = usual(table, static_cast<std::size_t>(c));
  }
  const Eigen::ArrayXXd difference = with_covariates_of(table, table) - with_covariates_of(table, other);
  for (int d = 0; d < difference.cols(); ++d) {
    for (const int h : {1, 7}) {
      const double sum =
          parts.answer(kDays - 1, h, d, table.bumps[0][0], 0) + parts.answer(kDays - 1, h, d, table.bumps[0][1], 0);
      EXPECT_NEAR(sum, difference(h - 1, d), 1e-9) << d << " " << h;
    }
  }
}

TEST(GpAttribution, WithoutIsTheForecastOfADiaryThatLacksThoseReadings) {
  forecast::DayTable table = virtual_table(kDays, 73);
  table.value(130, 2) = NAN;  // dimensions that were read on other days than the rest
  const forecast::Forecasts whole = forecast::gp_forecast(table, {}, kBlock);
  const GpAttribution parts(table, {});
  ASSERT_EQ(parts.from(), kBlock);
  for (const std::vector<int>& days : {std::vector{139}, std::vector{112}, std::vector{138, 130, 121},
                                       std::vector{112, 113, 114, 115, 116, 117, 139}}) {
    forecast::DayTable other = table;
    for (const int day : days) other.value.row(day) = NAN;
    const forecast::Forecasts lacking = forecast::gp_forecast(other, {}, kBlock);
    const Eigen::ArrayXXd change = parts.without(days);
    for (const int origin : {kBlock, 120, 135, 139}) {
      for (int d = 0; d < whole.dimensions(); ++d) {
        for (const int h : {1, 14}) {
          EXPECT_NEAR(change(origin - kBlock, (h - 1) * whole.dimensions() + d),
                      lacking.mean(origin, h, d) - whole.mean(origin, h, d), 1e-8)
              << origin << " " << d << " " << h;
        }
      }
    }
  }
}

TEST(GpAttribution, DaysTakenOutInTurnAreThoseTakenOutTogether) {
  forecast::DayTable table = virtual_table(kDays, 76);
  table.value(131, 2) = NAN;
  const GpAttribution parts(table, {});
  const std::vector<int> order = {120, 139, 131, 112, 138};
  const auto in_turn = parts.without_in_turn(order);
  ASSERT_EQ(in_turn.size(), order.size());
  for (std::size_t n = 1; n <= order.size(); ++n) {
    std::vector<int> some(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n));
    std::reverse(some.begin(), some.end());
    EXPECT_LT((in_turn[n - 1] - parts.without(some)).abs().maxCoeff(), 1e-10) << n;
  }
  EXPECT_GT((in_turn[2] - in_turn[1]).abs().maxCoeff(), 1e-4);
}

TEST(GpAttribution, OfDimensionsReadOnOtherDaysOrNotAtAllAreThoseOfEachAlone) {
  // Halves: no group; one that begins late; one that was never read.
  forecast::DayTable table = virtual_table(kDays, 77);
  for (int day = 0; day < kDays; ++day) {
    if (day % 2 == 0) table.value(day, 1) = NAN;
    if (day < 125) table.value(day, 2) = NAN;
    table.value(day, 3) = NAN;
  }
  const GpAttribution parts(table, {});
  for (const int d : {0, 1, 2, 3}) {
    forecast::DayTable alone = table;
    alone.dimensions = {table.dimensions[static_cast<std::size_t>(d)]};
    alone.value = Eigen::ArrayXXd(table.value.col(d));
    const GpAttribution own(alone, {});
    double largest = 0;
    for (int c = 0; c < static_cast<int>(table.covariates.size()); ++c) {
      for (const int lag : {0, 2, 9}) {
        EXPECT_NEAR(parts.answer(139, 2, d, c, lag), own.answer(139, 2, 0, c, lag), 1e-9);
        largest = std::max(largest, std::abs(own.answer(139, 2, 0, c, lag)));
      }
    }
    EXPECT_EQ(largest > 0, d != 3);
    const std::array hidden = {139, 134, 127};
    const Eigen::ArrayXXd change = parts.without(hidden), own_change = own.without(hidden);
    for (const int h : {1, 14}) {
      EXPECT_LT((change.col((h - 1) * 5 + d) - own_change.col(h - 1)).abs().maxCoeff(), 1e-9) << d;
    }
  }
}

TEST(GpAttribution, OfAShortOrEmptyDiaryAreThere) {
  const forecast::DayTable table = virtual_table(9, 74);
  const GpAttribution parts(table, {});
  EXPECT_EQ(parts.from(), 0);
  EXPECT_EQ(parts.answer(8, 1, 0, 0, 3), 0);  // nothing was known of any covariate before the block
  EXPECT_EQ(parts.without({}).abs().sum(), 0);
}

TEST(GpAttribution, RefuseWhatIsOutOfRange) {
  const forecast::DayTable table = virtual_table(40, 75);
  EXPECT_THROW(GpAttribution(table, {.origins = 0}), ContractError);
  EXPECT_THROW(GpAttribution(table, {.lags = 0}), ContractError);
  EXPECT_THROW((void)GpAttribution(table, {.origins = 5}).without(std::array{3}), ContractError);
}

}  // namespace structural_parts_test
}  // namespace skin2vec::explain
