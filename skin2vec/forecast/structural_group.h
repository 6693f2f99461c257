// Dimensions that were read on much the same days: they share one factor of the process of those days, and a day is
// taken out of it again where one of them lacks it, or where it is not to be known yet.
//
//   for (const Group& group : groups(table, begin, end)) {
//     const Cholesky factor(...);                                    // of the days of the group
//     const RowMatrix x = factor.solve(y);                           // values, unit vectors of days
//     const Without without(x, rows, columns);
//     without.own(k_x);                                              // as if those days had not been
//   }
//
// What the structural forecast (structural.h) and what is told of it (structural_parts.h) are computed from. n days of
// the group, q columns of what is solved.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "skin2vec/forecast/structural_rows.h"

namespace skin2vec::forecast {

// How much people answer to what acts, of the usual: each is told by how well it tells the days before a block.
inline constexpr std::array kAnswering = {0.1, 0.35, 1.0};

[[nodiscard]] bool was_read(const DayTable& table, int day, int dimension);  // false after the table's last day

// The first value of the days [begin, end), about which a dimension is forecast; NaN: none.
[[nodiscard]] double first_value(const DayTable& table, int begin, int end, int dimension);

struct Group {
  std::vector<int> dimensions;
  std::vector<int> days;     // n: those on which one of them was read
  std::vector<int> missing;  // of them, on which another was not

  [[nodiscard]] Eigen::Index row(int day) const;  // the place of one of `days`
};

// Of the days [begin, end). A dimension joins the first group of whose days no more than a quarter would then be
// missing to some.
[[nodiscard]] std::vector<Group> groups(const DayTable& table, int begin, int end);

// With K^-1 of all days and E its columns of some, the solution without these is x - K^-1 E (E' K^-1 E)^-1 E' x
// (Rasmussen & Williams (2006), 5.4.2).
class Without {
 public:
  // x        (n,q): K^-1 of anything, and of the unit vectors of the days that are taken out
  // rows     of x, those days; columns  of x, their unit vectors
  Without(const linalg::RowMatrix& x, const std::vector<Eigen::Index>& rows, std::vector<Eigen::Index> columns);

  // (any,q), k' x of all days, to that of the others.
  [[nodiscard]] Eigen::MatrixXd own(const linalg::RowMatrix& told) const;
  [[nodiscard]] double log_determinant() const { return log_determinant_; }  // of E' K^-1 E

 private:
  std::vector<Eigen::Index> columns_;
  Eigen::MatrixXd correction_;
  double log_determinant_ = 0;
};

// How well `days` values were told whose y' K^-1 y is `error`, their scale fitted; up to a constant. Fewer than two: 0.
// log_determinant  of the factor of all days of K: half of that of K
// taken_out        Without::log_determinant
[[nodiscard]] double log_likelihood(int days, double error, double log_determinant, double taken_out);

// How much each part of kAnswering counts: they sum to 1.
[[nodiscard]] std::array<double, kAnswering.size()> shares(const std::array<double, kAnswering.size()>& log_likelihood);

}  // namespace skin2vec::forecast
