// Number, sum and squares of values met one by one.
//
//   Moments so_far;
//   so_far.add(2.5);
//   so_far.variance();                     // of the sample; 0 below two values
//
// Values should be near 0 beside their sd, or squares lose digits.
#pragma once

#include <algorithm>

namespace skin2vec::forecast {

struct Moments {
  double sum = 0, squares = 0;
  int n = 0;
  void add(double value) {
    sum += value;
    squares += value * value;
    ++n;
  }
  [[nodiscard]] double mean() const { return sum / n; }  // NaN of none
  [[nodiscard]] double variance() const { return n < 2 ? 0 : std::max(0.0, squares - sum * sum / n) / (n - 1); }
};

}  // namespace skin2vec::forecast
