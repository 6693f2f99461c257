// How large must a Scan's z squared be, so that a year without a change raises an alarm only so often?
//
//   const Threshold limit = threshold(90, 0.1);   // of 90 values; both directions together, 0.1 a year by each of the two
//   if (step.up.shift.z2 > limit.shift) use(step.up.shift);    // step: of a Scan (online.h)
//
// From a table, made by simulation (bench/alarm_thresholds.cpp, with all that is uncertain in it: noise fitted to the
// values known, heavy tails, gaps). A z squared is in units of the person's own noise, and a clipped one hardly depends
// on memory or tails: only on how many values that noise is known from. Between the rows and columns the logarithms of
// both are interpolated; beyond the last column the line goes on; beyond the last row the last row holds.
#pragma once

#include <array>

namespace skin2vec::change {

inline constexpr std::array known_values{25, 40, 60, 90, 130, 190, 280, 400};
inline constexpr std::array rates_a_year{1.0, 0.3, 0.1, 0.03, 0.01, 0.003};

struct Threshold {
  double shift, slope;  // z squared
};

// values          from which the noise is known; below 25: infinite, there is no telling
// rate_a_year     of false alarms by shifts, and as many by slopes; > 0
// throws          ContractError if the rate is not positive
[[nodiscard]] Threshold threshold(int values, double rate_a_year);

}  // namespace skin2vec::change
