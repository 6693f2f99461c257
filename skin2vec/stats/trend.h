// The slope of a short daily series, with an interval that knows that today resembles yesterday.
//
//   const stats::Memory memory = stats::memory(last_90_days);          // how strongly
//   const auto slope = stats::trend(last_7_days, {.memory = memory});
//   slope.per_day, slope.low, slope.high;
//
// Least squares takes each day for independent news and gives intervals half as wide as they should be. Here the slope
// is fitted by generalised least squares for each of 25 noise models (AR(1) plus white noise, whiten.h), and the
// answers are averaged by how likely each is (restricted likelihood x a prior that is even in phi); the doubt between
// them widens the interval. Seven days cannot tell their own memory: pass that of the days before. Missing days are
// left out exactly. The cover of the 95 % interval, measured, stands in test/stats/trend_test.cpp. Cost O(25 n): 20 us
// for 30 days. Method: Bayesian model averaging over the REML profile (Box & Tiao 1973, section 8.2).
#pragma once

#include <array>
#include <optional>
#include <span>

namespace skin2vec::stats {

// How likely each of the noise models is.
struct Memory {
  static constexpr std::size_t models = 25;
  std::array<double, models> weight{};  // each >= 0, together 1

  [[nodiscard]] double phi() const;  // the mean correlation of neighbouring days
};

struct TrendOptions {
  std::optional<Memory> memory = {};  // none: learned from the series itself
};

struct Trend {
  double per_day = 0;  // slope, units of y a day; NaN (as are low and high) where n < 3
  double low = 0;      // 95 % interval
  double high = 0;
  int n = 0;  // days used
};

// What the series tells of its memory, its straight line taken away. With fewer than 4 values: the prior.
[[nodiscard]] Memory memory(std::span<const double> y);

// y        value a day, consecutive days, NaN = missing
// A series without any scatter about its line has an interval of width zero.
// throws   ContractError if the weights of the memory are negative or do not sum to 1
[[nodiscard]] Trend trend(std::span<const double> y, const TrendOptions& options = {});

}  // namespace skin2vec::stats
