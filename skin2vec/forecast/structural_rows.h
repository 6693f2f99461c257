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

#include <array>
#include <vector>

#include "skin2vec/forecast/structural.h"
#include "skin2vec/linalg/cholesky.h"

namespace skin2vec::forecast {

enum class TimeScale { weekly, monthly, seasonal };  // of the calendar; monthly is the logged cycle
inline constexpr std::array kTimeScales = {TimeScale::weekly, TimeScale::monthly, TimeScale::seasonal};

// The waves of DayRows::calendar, in its order: a cosine and a sine of so many turns in a period.
struct CalendarWave {
  TimeScale scale;
  int turns;
};
inline constexpr std::array<CalendarWave, 4> kCalendarWaves = {
    {{TimeScale::seasonal, 1}, {TimeScale::weekly, 1}, {TimeScale::monthly, 1}, {TimeScale::monthly, 2}}};

// What a cause was before a block: the scale it is told in, and what is to be expected of it.
struct Habit {
  int cause = 0;               // of the table
  double mean = 0, scale = 0;  // scale 0: it tells nothing
  double autocorrelation = 0;  // from day to day
  double prior_sd = 0;         // of the answer to one scale of it
};

inline constexpr std::array kHalfLives = {0.3, 0.8, 2.0, 6.0};                      // days, of the answers
inline constexpr auto kOfCause = 2 * static_cast<Eigen::Index>(kHalfLives.size());  // columns of each cause

// What a cause's amounts have left by a day: an answer that falls at once and one that first rises, at each half-life.
// Of constant amounts of 1 each comes to 1.
class Faded {
 public:
  void add(double amount);  // the next day, in scales of the cause
  [[nodiscard]] std::array<double, kOfCause> columns(double prior_sd) const;

 private:
  std::array<std::array<double, 2>, kHalfLives.size()> answers_{};
};

// Days, each a row. A linear column is times its prior sd.
struct DayRows {
  std::vector<int> day;
  linalg::RowMatrix causes;    // (n,F), kOfCause of each habit
  linalg::RowMatrix calendar;  // (n,K): cosine and sine of kCalendarWaves
  linalg::RowMatrix place;     // (n, 2 bumps), sds; of each bump the shifted exposure, then what shifts it
  linalg::RowMatrix unknown;   // (n, 2 bumps), variance of what is not known of the place: 0 of a day that was lived
};

struct BlockRows {
  DayRows lived;               // days [begin, min(end, table.days))
  std::vector<DayRows> ahead;  // of the origins [max(from, block), min(end, table.days)): kHorizons days each
  Eigen::VectorXd distance;    // covariance of two days by the days between them alone: level, state, unknown cycle
  std::vector<Habit> habits;   // of the causes that tell something
  std::vector<std::array<int, 2>> bumps;  // of habits, as the columns of `place`
};

// begin, block, end   the first day remembered, the first of the block, and the day after it; block may equal begin
[[nodiscard]] BlockRows block_rows(const DayTable& table, const StructuralOptions& options, int begin, int block,
                                   int end, int from);

// The covariance of two days without their noise, as parts of the variance of the dimension, is fixed + part^2 answers
// where people answer to what acts by `part` of the usual.
struct Covariance {
  linalg::RowMatrix fixed, answers;
};

[[nodiscard]] linalg::RowMatrix with_part(const Covariance& covariance, double part);

// Of each day of `later`, which may be expected, with each of `days`, which were lived. Where both are one object only
// the lower triangle of `answers` is whole.
[[nodiscard]] Covariance covariance(const DayRows& later, const DayRows& days, const Eigen::VectorXd& distance,
                                    const StructuralOptions& options);

// What bump b, columns 2b and 2b + 1 of the places, adds to `answers`.
void add_bump(const DayRows& later, const DayRows& days, Eigen::Index b, const StructuralOptions& options,
              linalg::RowMatrix& answers);

// Some of the rows, in this order.
[[nodiscard]] DayRows select(const DayRows& rows, const std::vector<Eigen::Index>& which);

}  // namespace skin2vec::forecast
