// Typing errors: 445.0 among 44s.
//
//   const OutlierScan scan(moisture);
//   scan.flagged(3, Slot::evening, 9);            // the fourth day, as seen on the tenth, from nothing after it
//
// A reading is flagged when it is far from the median of the readings of the 30 days before it: more than `limit`
// spreads, and a little more when there are few of them. The spread is the largest of: 1.4826 x MAD; 1.2533 x the mean
// distance (its largest left out); a twentieth of |median|; for a score, a tenth of its range, so that a rounded score
// is hardly ever flagged. If all that is 0 (a constant 0), a tenth of the range. Fewer than 7 readings before: those
// after it, up to the day of the question, fill up, nearest first; fewer than 7 in all: not flagged, not known yet. A
// reading is not flagged if at least two of the three before and the three after it agree with it (nearer to it than
// half its distance from the median): that is a shift. So a flag can go as later readings come, and a shift is taken
// for a typing error for at most two readings. Derived series are never flagged. False flags, measured on gaussian,
// lognormal(0.5), Student-t(4) and gamma series: outlier_test.cpp. Cost: O(readings x readings in 30 days) once; a
// question takes O(1), with short history O(readings in 30 days).
#pragma once

#include <vector>

#include "skin2vec/series/series.h"

namespace skin2vec::series {

struct OutlierOptions {
  double limit = 12;     // spreads; > 0
  int days = 30;         // how far back; >= 1
  int min_readings = 7;  // >= 3
};

// Which slot of which day.
enum class Slot { morning, whole, evening };  // in their order within a day

class OutlierScan {
 public:
  // Keeps its own copy of what it needs.
  // throws   ContractError if an option is out of range or the lists of the series differ in length
  explicit OutlierScan(const SlotSeries& series, const OutlierOptions& options = {});

  // True if the reading of that slot and day (index in the series) is taken for a typing error as of `today` (index);
  // false if nothing was read.
  // throws   ContractError if an index is outside the series or day > today
  [[nodiscard]] bool flagged(int day, Slot slot, int today) const;

 private:
  struct Reading {
    double value;
    int day;
    bool early;    // too few readings before it to judge at once
    bool far;      // judged at once: far from those before it
    double reach;  // half its distance from the median before it
  };
  struct Judgement {
    bool far;
    double reach;
  };
  [[nodiscard]] Judgement judge(std::size_t at, std::size_t begin, std::size_t end) const;

  OutlierOptions options_;
  Measure measure_;
  double range_;
  std::vector<Reading> readings_;  // in order of time
  std::vector<int> where_;         // 3 x day + slot -> index in readings_, -1: not read
};

}  // namespace skin2vec::series
