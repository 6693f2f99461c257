#include "skin2vec/twin/weather.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "skin2vec/base/require.h"

namespace skin2vec::twin {
namespace weather_test {

const Day first = *parse_day("2025-03-01");
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

WeatherSeries short_series() {
  return {first, {{{10.04, 11, 12, 13}, {40, 50, nan, 70}, {30, 20, 60, 25}, {3, 4, 5, 6}}}};
}

TEST(Weather, SyntheticSummersAreWarm) {
  const Weather weather = synthetic_weather(first, 730, Random(3));
  double july = 0;
  double january = 0;
  for (int t = 0; t < 730; ++t) {
    if ((first + t).month() == 7) july += weather.value[temperature][t] / 62;
    if ((first + t).month() == 1) january += weather.value[temperature][t] / 62;
  }
  EXPECT_GT(july, january + 10);  // the yearly wave is at least 7 to either side
}

TEST(Weather, SyntheticDaysAreAlikeToTheirNeighbours) {
  const Weather weather = synthetic_weather(first, 3000, Random(5));
  for (int e = 0; e < n_exposures; ++e) {
    double square = 0;
    double product = 0;
    double before = 0;
    for (int t = 0; t < 3000; ++t) {
      const double value = e == pm25 ? std::log(weather.value[e][t]) : weather.value[e][t];
      const double rest = value - normal_value(weather.climate[e], first + t);
      square += rest * rest;
      product += rest * before;
      before = rest;
    }
    EXPECT_NEAR(product / square, weather.climate[e].phi, 0.08);  // 4 standard errors of 3,000 days
    EXPECT_NEAR(std::sqrt(square / 3000), weather.climate[e].sd, 0.12 * weather.climate[e].sd);
  }
}

TEST(Weather, AMeasuredSeriesIsTakenAsItIsAndItsGapsAreNotKnown) {
  const Weather weather = weather_from(short_series(), first + 1, 3);
  EXPECT_THAT(weather.value[temperature], testing::ElementsAre(11, 12, 13));
  EXPECT_THAT(weather.known[humidity], testing::ElementsAre(1, 0, 1));
  EXPECT_NEAR(weather.value[humidity][1], 53.3, 1e-9);  // mean of 40, 50 and 70, to a tenth
}

TEST(Weather, ASeriesOfEntriesIsTheDailyMeanAndTheHighestUv) {
  std::vector<diary::Entry> entries(3);
  for (std::size_t i = 0; i < 3; ++i) {
    entries[i].kind = diary::Kind::surroundings;
    entries[i].time = {first + static_cast<int>(i / 2) * 2, static_cast<int>(i) * 3'600'000, {}};
    set_value(entries[i], {"humidity", 40.0 + 7 * static_cast<double>(i), ""});
    set_value(entries[i], {"uv", 6.0 - static_cast<double>(i), ""});
  }
  const WeatherSeries series = series_of(entries);
  EXPECT_EQ(series.first, first);
  EXPECT_THAT(series.value[humidity], testing::ElementsAre(43.5, testing::IsNan(), 54));
  EXPECT_THAT(series.value[uv], testing::ElementsAre(6, testing::IsNan(), 4));
  EXPECT_TRUE(series_of({}).value[0].empty());
}

TEST(Weather, RefusesASeriesThatDoesNotCoverTheDays) {
  EXPECT_THROW((void)weather_from(short_series(), first + 1, 4), ContractError);
  EXPECT_THROW((void)weather_from(short_series(), first - 1, 2), ContractError);
  auto uneven = short_series();
  uneven.value[uv].pop_back();
  EXPECT_THROW((void)weather_from(uneven, first, 2), ContractError);
}

}  // namespace weather_test
}  // namespace skin2vec::twin
