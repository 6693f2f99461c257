// Dimensions observed on much the same days share one Cholesky factor of their covariance; where a dimension lacks some
// of the days, its solution is downdated by them.
//
//   for (const Group& group : groups(table, begin, end)) {
//     const linalg::Cholesky factor(covariance_of(group.days));
//     const linalg::RowMatrix x = factor.solve(y);           // values, unit vectors of days
//     const LeaveOut without(x, rows, columns);
//     without.downdate(k_x);                          // as if those days had not been observed
//   }
//
// Used by the forecast (gp_forecast.h) and its attribution (gp_attribution.h). n days of the group, q right-hand sides.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "skin2vec/forecast/gp_features.h"

namespace skin2vec::forecast {

// Candidates for a person's response scale, relative to the prior; each weighs by the marginal likelihood of the days
// before a block.
inline constexpr std::array kResponseScales = {0.1, 0.35, 1.0};

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
class LeaveOut {
 public:
  // x        (n,q): K^-1 of anything, and of the unit vectors of the days that are taken out
  // rows     of x, those days; columns  of x, their unit vectors
  LeaveOut(const linalg::RowMatrix& x, const std::vector<Eigen::Index>& rows, std::vector<Eigen::Index> columns);

  // (any,q): k' x with all days in, k' x with those days left out.
  [[nodiscard]] Eigen::MatrixXd downdate(const linalg::RowMatrix& told) const;
  [[nodiscard]] double log_determinant() const { return log_determinant_; }  // of E' K^-1 E

 private:
  std::vector<Eigen::Index> columns_;
  Eigen::MatrixXd correction_;
  double log_determinant_ = 0;
};

// Log marginal likelihood of `days` values with y' K^-1 y = `error`, maximised over the overall scale, up to a
// constant; 0 below two values.
// log_determinant  of the factor of all days of K: half of that of K
// taken_out        LeaveOut::log_determinant
[[nodiscard]] double log_likelihood(int days, double error, double log_determinant, double taken_out);

// Posterior weights of kResponseScales: they sum to 1.
[[nodiscard]] std::array<double, kResponseScales.size()> shares(
    const std::array<double, kResponseScales.size()>& log_likelihood);

}  // namespace skin2vec::forecast
