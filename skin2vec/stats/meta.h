// What many people say together, and what that says of each: random-effects meta-analysis, and shrinkage.
//
//   const std::vector<Estimate> people{{-0.9, 0.3}, {-0.2, 0.2}, {-0.6, 0.4}};
//   const Meta all = stats::meta(people);
//   all.mean, all.low, all.high, all.tau;          // the mean person, and how much people differ
//   all.each[0].estimate;                          // the first person, drawn towards the mean
//
//   estimate_i ~ N(true_i, error_i^2),   true_i ~ N(mean, tau^2)
//
// tau by restricted maximum likelihood; the mean's interval and p by Student's t on n - 1 with the error of Knapp &
// Hartung (2003, Statistics in Medicine 22, 2693), never smaller than the plain one. A person's shrunken value is the
// posterior mean, over a flat prior of tau on a grid: where few people leave tau open, its interval is wider than that
// at the one best tau (Rover 2020, J. Statistical Software 93, 6). Cost O(200 n).
#pragma once

#include <cmath>
#include <span>
#include <vector>

namespace skin2vec::stats {

struct Estimate {
  double estimate = 0;
  double error = 0;  // standard error, > 0
};

struct Shrunken {
  double estimate = NAN;
  double low = NAN;  // 95 %
  double high = NAN;
};

struct Meta {
  bool enough = false;  // false: fewer than 3; then all is NaN, p 1 and `each` empty
  int n = 0;
  double mean = NAN;
  double low = NAN;  // 95 %, of the mean
  double high = NAN;
  double p = 1;                // that the mean is 0
  double tau = NAN;            // standard deviation of people about the mean; >= 0
  std::vector<Shrunken> each;  // in the order given
};

// throws   ContractError if an error is not > 0 or a number is not finite
[[nodiscard]] Meta meta(std::span<const Estimate> estimates);

}  // namespace skin2vec::stats
