// Where a series falls into segments, from the whole of it: exact search, and the greedy one.
//
//   const Segmentation found = pelt(values, {.penalty = 12});       // values scaled to noise of variance 1
//   for (int start : found.starts) use(start);                      // first value of each new segment
//   best_segmentation(values).starts;                               // in any unit; penalty and noise by BIC
//
// Minimises the sum over segments of (cost + penalty), costs as in segment_cost.h.
// pelt      exact. Level and line: O(n) expected where changes keep coming, O(n^2) at worst; memory: O(n^2), because a
//           cost that starts afresh may rise when a segment is cut, and nothing can be pruned. Method: Killick,
//           Fearnhead & Eckley, JASA 107 (2012) 1590; a start that is pruned lives on for min_length values, so that it
//           stays exact with a shortest segment.
// binary    cuts the segment whose best cut gains most, while it gains more than the penalty. O(n) for each cut and
//           segment. Method: Scott & Knott, Biometrics 30 (1974) 507.
// Deterministic; safe to call from several threads.
#pragma once

#include <span>
#include <vector>

#include "skin2vec/change/segment_cost.h"

namespace skin2vec::change {

struct SearchOptions {
  double penalty;      // price of one more segment, in variances; > 0; larger finds fewer
  int min_length = 5;  // shortest segment, values (missing ones count); >= 1
  CostOptions cost = {};
};

struct Segmentation {
  std::vector<int> starts;  // index of the first value of each new segment, increasing; none: one segment
  double cost = 0;          // sum of the segments' costs, without penalties
};

// values   n >= 0, NaN = missing
// returns  no starts if n < 2 min_length: too short is an answer, not an error
// throws   ContractError if penalty <= 0, min_length < 1, or the noise is out of range
[[nodiscard]] Segmentation pelt(std::span<const double> values, const SearchOptions& options);
[[nodiscard]] Segmentation binary_segmentation(std::span<const double> values, const SearchOptions& options);

// The segments of constant level, of values in any unit and noise of unknown variance that may remember (AR(1), phi
// from 0 to 0.95). Of exact segmentations at a ladder of penalties, the one with the least
//   n log(cost / n) + (n - segments) log(1 - phi^2) + (2 segments - 1) log n
// which is the Bayesian information criterion with a level for each segment and a place for each cut. O(100 n^2).
// How it does beside people and published detectors: docs/explanation/changes.md.
// throws   ContractError if min_length < 1
struct BestSegmentation {
  std::vector<int> starts;
  double phi = 0;
};
[[nodiscard]] BestSegmentation best_segmentation(std::span<const double> values, int min_length = 5);

}  // namespace skin2vec::change
