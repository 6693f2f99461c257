#include "skin2vec/dose/surface.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/stats/counts.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::dose {
namespace surface_test {

using stats::Curve;
using Kind = stats::Curve::Kind;

// The columns of a CSV file by name, as text. Empty if the data sets are not here.
std::map<std::string, std::vector<std::string>> published(const std::string& file) {
  const char* folder = std::getenv("SKIN2VEC_DATA");
  if (!folder) return {};
  const std::string command = "gzip -dcf '" + std::string(folder) + "/dlnm_chicago/" + file + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(popen(command.c_str(), "r"), pclose);
  std::map<std::string, std::vector<std::string>> columns;
  std::vector<std::string> names;
  std::array<char, 4096> line{};
  while (std::fgets(line.data(), line.size(), in.get())) {
    std::size_t k = 0;
    for (const std::string_view cell : split(trim(line.data()), ',')) {
      if (names.size() <= k) {
        if (!columns.empty() && !columns.begin()->second.empty()) break;
        names.emplace_back(cell);
        columns[names.back()];
      } else if (k < names.size()) {
        columns[names[k]].emplace_back(cell);
      }
      ++k;
    }
  }
  return columns;
}

std::vector<double> numbers(const std::vector<std::string>& cells) {
  std::vector<double> values;
  for (const std::string& cell : cells) values.push_back(parse_number(cell).value_or(NAN));
  return values;
}

Eigen::MatrixXd beside(const std::vector<Eigen::MatrixXd>& parts) {
  Eigen::Index columns = 0;
  for (const auto& part : parts) columns += part.cols();
  Eigen::MatrixXd all(parts[0].rows(), columns);
  columns = 0;
  for (const auto& part : parts) {
    all.middleCols(columns, part.cols()) = part;
    columns += part.cols();
  }
  return all;
}

// Published: dlnm's vignette dlnmTS, example 2 (Gasparrini 2011, J Stat Softw 43(8)): ozone above 40.3 and mortality in
// Chicago, June to September; the rate ratio by lag was computed again in R.
TEST(Surface, IsThePublishedOneOfOzoneInChicago) {
  const auto file = published("chicagoNMMAPS.csv.gz");
  if (file.empty()) GTEST_SKIP() << "SKIN2VEC_DATA is not set";
  const auto month = numbers(file.at("month")), year = numbers(file.at("year"));
  std::vector<Eigen::Index> summer;
  for (std::size_t i = 0; i < month.size(); ++i) {
    if (month[i] >= 6 && month[i] <= 9) summer.push_back(static_cast<Eigen::Index>(i));
  }
  const auto of_summer = [&](const char* name) {
    const auto all = numbers(file.at(name));
    std::vector<double> some;
    for (const Eigen::Index i : summer) some.push_back(all[static_cast<std::size_t>(i)]);
    return some;
  };
  // A history does not reach back over a winter.
  const auto history = [&](const char* name, int max_lag) {
    Eigen::MatrixXd h = history_of(of_summer(name), max_lag);
    for (Eigen::Index i = 0; i < h.rows(); ++i) {
      for (Eigen::Index lag = 1; lag <= std::min<Eigen::Index>(i, max_lag); ++lag) {
        if (year[static_cast<std::size_t>(summer[static_cast<std::size_t>(i)])] !=
            year[static_cast<std::size_t>(summer[static_cast<std::size_t>(i - lag)])]) {
          h(i, lag) = NAN;
        }
      }
    }
    return h;
  };
  const CrossBasis ozone{{.kind = Kind::high_threshold, .knots = {40.3}}, each_lag(5), 5};
  const CrossBasis heat{{.kind = Kind::double_threshold, .knots = {15, 25}},
                        {.kind = Kind::strata, .knots = {2, 6}, .constant = true},
                        10};
  const auto day_of_year = of_summer("doy"), time = of_summer("time");
  Eigen::MatrixXd week = Eigen::MatrixXd::Zero(std::ssize(summer), 6);
  const std::vector<std::string> names{"Friday", "Monday", "Saturday", "Sunday", "Thursday", "Tuesday"};
  for (std::size_t i = 0; i < summer.size(); ++i) {
    const std::string& day = file.at("dow")[static_cast<std::size_t>(summer[i])];
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (day == names[k]) week(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = 1;
    }
  }
  const Eigen::MatrixXd design =
      beside({cross_columns(ozone, history("o3", 5)), Eigen::MatrixXd::Ones(std::ssize(summer), 1),
              cross_columns(heat, history("temp", 10)),
              stats::curve_columns(day_of_year, stats::natural_spline_of(day_of_year, 4)),
              stats::curve_columns(time, stats::natural_spline_of(time, 3)), week});
  const stats::CountFit fit = stats::fit_counts(of_summer("death"), design);
  ASSERT_TRUE(fit.identifiable);
  EXPECT_EQ(fit.n, 1568);
  EXPECT_NEAR(fit.dispersion, 1.63422, 1e-4);
  const Surface surface(ozone, fit.coefficients.head(6), fit.covariance.topLeftCorner(6, 6));
  const SurfaceEffect all = surface.overall(50.3, 40.3);
  EXPECT_NEAR(std::exp(all.value), 1.047313, 1e-4);
  EXPECT_NEAR(std::exp(all.ci.low), 1.004775, 1e-4);
  EXPECT_NEAR(std::exp(all.ci.high), 1.091652, 1e-4);
  const std::array by_lag{1.02599, 1.01399, 1.02593, 0.98257, 1.01713, 0.98184};
  for (int lag = 0; lag <= 5; ++lag) {
    EXPECT_NEAR(std::exp(surface.at(50.3, 40.3, lag).value), by_lag[static_cast<std::size_t>(lag)], 1e-4) << lag;
  }
}

// Published: dlnm's vignette dlnmExtended, the drug trial.
TEST(Surface, IsThePublishedOneOfTheDrugTrial) {
  const auto file = published("drug.csv");
  if (file.empty()) GTEST_SKIP() << "SKIN2VEC_DATA is not set";
  const auto outcome = numbers(file.at("out"));
  Eigen::MatrixXd history(std::ssize(outcome), 28), sex(std::ssize(outcome), 2);
  const std::array weeks{"day22.28", "day15.21", "day8.14", "day1.7"};  // lag 0 is the last day
  for (int lag = 0; lag < 28; ++lag) {
    const auto dose = numbers(file.at(weeks[static_cast<std::size_t>(lag / 7)]));
    for (std::size_t i = 0; i < dose.size(); ++i) history(static_cast<Eigen::Index>(i), lag) = dose[i];
  }
  for (Eigen::Index i = 0; i < sex.rows(); ++i)
    sex.row(i) << 1, file.at("sex")[static_cast<std::size_t>(i)] == "M" ? 1 : 0;
  const CrossBasis basis{{.kind = Kind::linear},
                         {.kind = Kind::natural_spline, .knots = {9, 18}, .low = 0, .high = 27, .constant = true},
                         27};
  const auto fit = stats::regress(outcome, beside({cross_columns(basis, history), sex}), {.noise = stats::Noise{0, 0}});
  ASSERT_TRUE(fit.identifiable);
  const Surface surface(basis, fit.coefficients.head(4), fit.covariance.topLeftCorner(4, 4));
  EXPECT_NEAR(surface.overall(50, 0).value, 30.2958, 1e-4);
  EXPECT_NEAR(surface.overall(50, 0).ci.low, 20.1287, 1e-4);
  EXPECT_NEAR(surface.overall(50, 0).ci.high, 40.4630, 1e-4);
  const std::map<int, double> by_lag{{0, 1.481},  {3, 1.118},  {6, 0.782},  {7, 0.680}, {10, 0.421},
                                     {13, 0.238}, {14, 0.192}, {20, 0.054}, {27, 0.081}};
  for (const auto& [lag, effect] : by_lag) EXPECT_NEAR(surface.at(20, 0, lag).value, effect, 5e-4) << lag;
}

// With a straight line and a column for each lag it is the plain distributed lag.
TEST(Surface, OfALineAndEachLagIsThePlainOne) {
  const std::vector<double> x{3, 1, 4, 1, 5, 9, 2, 6};
  const CrossBasis basis{{.kind = Kind::linear}, each_lag(2), 2};
  const Eigen::MatrixXd columns = cross_columns(basis, history_of(x, 2));
  EXPECT_TRUE(std::isnan(columns(1, 2)));
  EXPECT_EQ(columns.row(4), Eigen::RowVector3d(5, 1, 4));
  const Surface surface(basis, Eigen::Vector3d(0.5, 0.25, -0.125), Eigen::Matrix3d::Identity() * 0.01);
  EXPECT_NEAR(surface.overall(3, 1).value, 2 * 0.625, 1e-12);
  EXPECT_NEAR(surface.at(3, 1, 2).value, -0.25, 1e-12);
  EXPECT_NEAR(surface.at(3, 1, 2).ci.high, -0.25 + 1.959964 * 2 * 0.1, 1e-6);
}

TEST(Surface, RefusesWhatDoesNotFit) {
  const CrossBasis basis{{.kind = Kind::linear}, each_lag(2), 2};
  EXPECT_THROW((void)cross_columns(basis, Eigen::MatrixXd::Zero(3, 2)), ContractError);
  EXPECT_THROW((void)Surface(basis, Eigen::VectorXd::Zero(2), Eigen::MatrixXd::Zero(2, 2)), ContractError);
  EXPECT_THROW((void)Surface(basis, Eigen::VectorXd::Zero(3), Eigen::MatrixXd::Zero(3, 3)).at(1, 0, 3), ContractError);
  EXPECT_THROW((void)history_of({}, -1), ContractError);
}

}  // namespace surface_test
}  // namespace skin2vec::dose
