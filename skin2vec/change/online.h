// Has it changed already? Detectors that are told one value a day and answer at once.
//
//   Cusum cusum({.slack = 0.25});
//   for (double x : scores) raised |= cusum.add(x) > 8;                     // scores: about 0, standard deviation 1
//   Scan scan({.noise = {0.8, 0.3}, .variance = 0.09});
//   const Scan::Step step = scan.add(moisture_today);                       // own units; the level need not be known
//
// Each tells how much speaks for a change, upwards or downwards; the threshold is the caller's (calibrate, below). NaN
// is a day without a value: nothing is concluded from it, time goes on.
//
// PageHinkley   max over the days of |sum of (x - running mean) -+ slack| above its least.
//               Page, Biometrika 41 (1954) 100
// Cusum         the same about 0: what has gathered beyond the slack
// Bocpd         probability that the run of like values is shorter than `recent` days, by Bayes' rule over all run
//               lengths, of values with unknown mean and variance. Adams & MacKay (2007) arXiv:0710.3742
// Scan          the generalised likelihood ratio: the largest z squared of a shift that began on one of the last 120
//               days, and of a slope that began on one of the last 180, beside a level, noise AR(1) + white as known.
//               Lai, IEEE Transactions on Information Theory 44 (1998) 2917
//
// Cost of a day: O(1); Bocpd O(400); Scan O(80).
#pragma once

#include <vector>

#include "skin2vec/stats/whiten.h"

namespace skin2vec::change {

struct CusumOptions {
  double slack = 0.25;  // a day, in standard deviations; >= 0
};

class PageHinkley {
 public:
  // throws   ContractError if slack < 0
  explicit PageHinkley(const CusumOptions& options = {});
  double add(double x);

 private:
  CusumOptions options_;
  double n_ = 0, mean_ = 0, up_ = 0, least_up_ = 0, down_ = 0, most_down_ = 0;
};

class Cusum {
 public:
  // throws   ContractError if slack < 0
  explicit Cusum(const CusumOptions& options = {});
  double add(double x);

 private:
  CusumOptions options_;
  double up_ = 0, down_ = 0;
};

struct BocpdOptions {
  double hazard = 1.0 / 365;  // chance of a change on a day, (0, 1)
  int recent = 14;            // days; >= 1
};

class Bocpd {
 public:
  // throws   ContractError if an option is out of range
  explicit Bocpd(const BocpdOptions& options = {});
  double add(double x);  // chance, [0, 1]

 private:
  // Of a run that began some days ago: its weight, and what its values say (normal-gamma).
  struct Run {
    double weight, n, mean, squares;
    int days;
  };
  BocpdOptions options_;
  std::vector<Run> runs_;  // shortest first
  double last_ = 0;
};

struct ScanOptions {
  stats::Noise noise;  // of the values
  double variance;     // of the noise, units of the values squared; > 0
  double clip = 4;     // a value further from what was foretold counts as so many standard deviations; > 0
};

class Scan {
 public:
  // What speaks for a change that began on some day.
  struct Best {
    double z2 = 0;     // 0 before there are 14 values
    int days_ago = 0;  // its first day; 0: today
    double size = 0;   // by generalised least squares: of a shift, units of the values; of a slope, a day
  };
  struct Side {
    Best shift, slope;
  };
  struct Step {
    Side up, down;
  };
  // throws   ContractError if an option is out of range
  explicit Scan(const ScanOptions& options);
  Step add(double y);

 private:
  // A column that is whitened as it grows, its sums with itself, the level and the values.
  struct Column {
    int begin;  // day
    double state = 0, own = 0, with_level = 0, with_y = 0;
  };
  ScanOptions options_;
  int day_ = -1, n_ = 0;
  double spread_;
  double y_state_ = 0, level_state_ = 0, level_own_ = 0, level_y_ = 0;
  std::vector<Column> shifts_, slopes_;
};

}  // namespace skin2vec::change
