// The days of a diary as the structural forecast (structural.h) sees them: what faded answers each has left of all that
// acted, and what is to be expected of the days ahead.
//
//   const BlockRows rows = block_rows(table, options, begin, block, end, from);
//   const Covariance common = covariance(rows.lived, rows.lived, rows.distance, options);
//
// What is usual of each cause is learned from the days before the block; a cause that tells nothing by then has no
// column, so that one that is written down for the first time later changes no number of an earlier day. F columns of
// causes, K of the calendar.
#pragma once

#include <vector>

#include "skin2vec/model/cholesky.h"
#include "skin2vec/model/structural.h"

namespace skin2vec::model {

// Days, each a row. A linear column is times its prior sd.
struct DayRows {
  std::vector<int> day;
  RowMatrix causes;    // (n,F)
  RowMatrix calendar;  // (n,K): year, week, cycle
  RowMatrix place;     // (n, 2 bumps), sds; of each bump the shifted exposure, then what shifts it
  RowMatrix unknown;   // (n, 2 bumps), variance of what is not known of the place: 0 of a day that was lived
};

struct BlockRows {
  DayRows lived;               // days [begin, min(end, table.days))
  std::vector<DayRows> ahead;  // of the origins [max(from, block), min(end, table.days)): kHorizons days each
  Eigen::VectorXd distance;    // covariance of two days by the days between them alone: level, state, unknown cycle
};

// begin, block, end   the first day remembered, the first of the block, and the day after it; block may equal begin
[[nodiscard]] BlockRows block_rows(const DayTable& table, const StructuralOptions& options, int begin, int block,
                                   int end, int from);

// The covariance of two days without their noise, as parts of the variance of the dimension, is fixed + part^2 answers
// where people answer to what acts by `part` of the usual.
struct Covariance {
  RowMatrix fixed, answers;
};

// Of each day of `later`, which may be expected, with each of `days`, which were lived. Where both are one object only
// the lower triangle of `answers` is whole.
[[nodiscard]] Covariance covariance(const DayRows& later, const DayRows& days, const Eigen::VectorXd& distance,
                                    const StructuralOptions& options);

// Some of the rows, in this order.
[[nodiscard]] DayRows select(const DayRows& rows, const std::vector<Eigen::Index>& which);

}  // namespace skin2vec::model
