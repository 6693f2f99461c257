#include "skin2vec/dose/own_surface.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::dose {
namespace own_surface_test {

constexpr int days = 540;
constexpr std::array share{0.4, 0.3, 0.2, 0.1};  // lags 0 to 3

// The skin answers to dust as a smooth bend: size * tanh((x - 60) / 30), over four days.
double bend(double x) {
  return std::tanh((x - 60) / 30);
}

struct Made {
  series::CovariateGrid grid{Day{20000}, days, {}};
  lag::Outcome moisture{"moisture", {}};
};

Made made(std::uint64_t seed, double size) {
  Random random(seed);
  Made m;
  series::CovariateSeries dust{"pm25", series::CovariateKind::exposure, Eigen::VectorXd(days), days, NAN};
  double wave = 0, slow = 0;
  std::vector<double> y;
  for (int t = 0; t < days; ++t) {
    wave = 0.6 * wave + 0.8 * random.normal();
    dust.amount(t) = 60 + 25 * wave;
    slow = 0.6 * slow + 0.12 * random.normal();
    double acts = 0;
    for (int lag = 0; lag < 4; ++lag) {
      acts += share[static_cast<std::size_t>(lag)] * bend(dust.amount(std::max(t - lag, 0)));
    }
    y.push_back(3 + size * acts + slow + 0.1 * random.normal());
  }
  m.grid.covariates = {dust};
  m.moisture.daily = {m.grid.first, y};
  return m;
}

const OwnSurfaceOptions asked{
    .design = {.unit_step = {{"pm25", 10}}}, .exposure = "pm25", .centre = 60, .at = {20, 60, 100}};

TEST(OwnSurface, HoldsTheBendAndItsLags) {
  const Made m = made(1, -0.5);
  const OwnSurface found = own_surface(m.moisture, m.grid, asked);
  ASSERT_EQ(found.verdict, SurfaceVerdict::found);
  ASSERT_EQ(found.rows.size(), 3U);
  EXPECT_EQ(found.n_days, days);
  EXPECT_EQ(found.rows[1].overall.value, 0);
  for (const std::size_t i : {0U, 2U}) {
    const SurfaceRow& row = found.rows[i];
    const double truth = -0.5 * bend(row.x);
    EXPECT_LT(row.overall.ci.low, truth) << row.x;
    EXPECT_GT(row.overall.ci.high, truth) << row.x;
    EXPECT_NEAR(row.by_lag[0].value, truth * share[0], 0.06) << row.x;
    EXPECT_NEAR(row.by_lag[12].value, 0, 0.04) << row.x;
  }
}

// By construction the overall effect is the sum over the lags.
TEST(OwnSurface, IsTheSumOfItsLags) {
  const Made m = made(2, -0.5);
  for (const SurfaceRow& row : own_surface(m.moisture, m.grid, asked).rows) {
    double sum = 0;
    for (const SurfaceEffect& one : row.by_lag) sum += one.value;
    EXPECT_NEAR(row.overall.value, sum, 1e-9);
  }
}

// 40 people with an effect and 40 without: the interval of the overall effect holds 38 of 40 on average, p is below
// 0.05 in 2 of 40.
TEST(OwnSurface, ItsIntervalsAndItsTestAreAsOftenRightAsTheySay) {
  int held = 0, called = 0, seen = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Made acts = made(100 + seed, -0.3), idle = made(200 + seed, 0);
    const OwnSurface found = own_surface(acts.moisture, acts.grid, asked);
    const double truth = -0.3 * bend(100);
    held += found.rows[2].overall.ci.low <= truth && truth <= found.rows[2].overall.ci.high ? 1 : 0;
    seen += found.verdict == SurfaceVerdict::found ? 1 : 0;
    called += own_surface(idle.moisture, idle.grid, asked).verdict == SurfaceVerdict::found ? 1 : 0;
  }
  RecordProperty("held", held);
  RecordProperty("seen", seen);
  RecordProperty("called", called);
  EXPECT_GE(held, 34);
  EXPECT_GE(seen, 36);
  EXPECT_LE(called, 6);
}

TEST(OwnSurface, TooLittleDataIsAnAnswer) {
  Made m = made(3, -0.5);
  OwnSurfaceOptions other = asked;
  other.exposure = "uv";
  EXPECT_EQ(own_surface(m.moisture, m.grid, other).verdict, SurfaceVerdict::too_little_data);
  std::fill(m.moisture.daily.values.begin() + 80, m.moisture.daily.values.end(), NAN);
  const OwnSurface few = own_surface(m.moisture, m.grid, asked);
  EXPECT_EQ(few.verdict, SurfaceVerdict::too_little_data);
  EXPECT_TRUE(few.rows.empty());
}

TEST(OwnSurface, RefusesOptionsOutOfRange) {
  const Made m = made(4, 0);
  OwnSurfaceOptions options = asked;
  options.level = 0;
  EXPECT_THROW((void)own_surface(m.moisture, m.grid, options), ContractError);
  Made late = made(5, 0);
  late.moisture.daily.first = Day{3};
  EXPECT_THROW((void)own_surface(late.moisture, late.grid, asked), ContractError);
}

}  // namespace own_surface_test
}  // namespace skin2vec::dose
