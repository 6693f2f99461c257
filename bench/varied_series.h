// Records of nobody in particular: series of widely varied persistence, for what must serve any diary.
//
//   const forecast::DayTable table = varied_record(Random(2006).fork(k));
//
// Each dimension is a level that returns in 20 to 300 days, two states (0.1 to 0.95 and 0.1 to 0.9 a day) and noise, in
// random shares; half have a weekly rhythm (of the weekend or of every day its own), half heavy tails, some a shift,
// some wild readings. 40 to 400 days; up to half of them without a reading, in runs. It is made, not measured: no real
// diary was looked at for its ranges.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "skin2vec/base/random.h"
#include "skin2vec/forecast/days.h"

namespace skin2vec::bench {

// Days without a reading: of a share, in runs of a mean length.
inline std::vector<char> gaps(int days, double share, double run, Random& random) {
  std::vector<char> gone(static_cast<std::size_t>(days), 0);
  const double leave = 1 / run, enter = std::min(1.0, share / (1 - share) * leave);
  bool now = false;
  for (char& day : gone) day = (now = now ? !random.chance(leave) : random.chance(enter)) ? 1 : 0;
  return gone;
}

// What each weekday adds, in sds of the rest.
inline std::array<double, 7> week_of(Random& random) {
  std::array<double, 7> week{};
  if (!random.chance(0.5)) return week;
  const double size = random.uniform(0.1, 0.8) * (random.chance(0.5) ? 1 : -1);
  if (random.chance(0.5)) {
    week[5] = week[6] = size;
    if (random.chance(0.3)) week[4] = size;
  } else {
    for (double& day : week) day = 0.6 * size * random.normal();
  }
  return week;
}

inline std::vector<double> varied_series(Day first, int days, Random& random) {
  std::array<double, 4> sd{};  // of the level, two states, noise
  double sum = 0;
  for (double& share : sd) sum += share = random.gamma(0.7);
  for (double& share : sd) share = std::sqrt(share / sum);
  const std::array<double, 3> keeps = {std::exp(-1 / std::exp(random.uniform(std::log(20.0), std::log(300.0)))),
                                       random.uniform(0.1, 0.95), random.uniform(0.1, 0.9)};
  const std::array<double, 7> week = week_of(random);
  const double degrees = random.chance(0.5) ? random.uniform(3, 8) : 0;
  const auto draw = [&] {
    return degrees > 0 ? random.student(degrees) * std::sqrt((degrees - 2) / degrees) : random.normal();
  };
  std::array<double, 3> state{};
  for (std::size_t i = 0; i < 3; ++i) state[i] = sd[i] * random.normal();
  const bool shifts = random.chance(0.3);
  const double when = random.uniform(0, days), size = shifts ? random.normal() : 0;
  const double wild = random.chance(0.3) ? random.uniform(0, 0.03) : 0;
  std::vector<double> values(static_cast<std::size_t>(days));
  for (int day = 0; day < days; ++day) {
    double value = sd[3] * draw() + (day > when ? size : 0) + week[static_cast<std::size_t>((first + day).weekday())];
    for (std::size_t i = 0; i < 3; ++i) {
      const double fresh = std::sqrt(1 - keeps[i] * keeps[i]) * sd[i];
      value += state[i] = keeps[i] * state[i] + fresh * (i == 0 ? random.normal() : draw());
    }
    if (random.chance(wild)) value += (random.chance(0.5) ? 1 : -1) * random.uniform(2, 6);
    values[static_cast<std::size_t>(day)] = value;
  }
  return values;
}

inline forecast::DayTable varied_record(Random random, int dimensions = 4) {
  forecast::DayTable table{.first = Day{static_cast<std::int32_t>(19000 + random.integer(0, 1000))}};
  table.days = static_cast<int>(std::lround(std::exp(random.uniform(std::log(40.0), std::log(400.0)))));
  table.value = Eigen::ArrayXXd(table.days, dimensions);
  const double share = random.chance(0.5) ? random.uniform(0, 0.1) : random.uniform(0, 0.5);
  const std::vector<char> gone = gaps(table.days, share, random.uniform(1, 6), random);
  for (int d = 0; d < dimensions; ++d) {
    const std::vector<double> values = varied_series(table.first, table.days, random);
    const double half = std::exp(random.uniform(std::log(3.0), std::log(15.0))),
                 middle = random.uniform(-0.3, 0.3) * half;
    table.dimensions.push_back("d" + std::to_string(d));
    table.low.push_back(middle - half);
    table.high.push_back(middle + half);
    for (int day = 0; day < table.days; ++day) {
      const auto at = static_cast<std::size_t>(day);
      const bool missing = gone[at] != 0 || random.chance(0.02);
      table.value(day, d) = missing ? NAN : std::clamp(values[at], middle - half, middle + half);
    }
  }
  return table;
}

}  // namespace skin2vec::bench
