// Columns that follow a curve: natural cubic splines, strata, thresholds, a straight line.
//
//   const Curve curve{.kind = Curve::Kind::natural_spline, .knots = {9, 18}, .low = 0, .high = 27};
//   const Eigen::MatrixXd columns = curve_columns(lags, curve);        // (n, 3)
//
// A natural spline is cubic between its knots and straight beyond its ends. The columns span the space of R's
// ns(x, knots, Boundary.knots), in another basis (truncated powers, Hastie, Tibshirani & Friedman 2009, 5.2.1), so that
// fits, predictions and their errors are the same, coefficients are not. Pure.
#pragma once

#include <Eigen/Dense>
#include <span>
#include <vector>

namespace skin2vec::stats {

struct Curve {
  enum class Kind {
    linear,          // x
    natural_spline,  // knots inside, `low` and `high` the ends
    strata,  // one column for each stretch between breaks (`knots`): [.., k1), [k1, k2), .. ; the first only with
             // the constant
    high_threshold,    // max(0, x - knots[0])
    double_threshold,  // max(0, knots[0] - x), max(0, x - knots[1])
    each,              // one column for each whole number from `low` to `high`
  };
  Kind kind = Kind::linear;
  std::vector<double> knots = {};  // increasing
  double low = 0;
  double high = 1;
  bool constant = false;  // with a column of ones (linear, natural spline), or all strata
};

// x        n values; NaN gives a row of NaN
// returns  (n, columns)
// throws   ContractError if the knots do not increase, are too few, or low >= high where they are needed
[[nodiscard]] Eigen::MatrixXd curve_columns(std::span<const double> x, const Curve& curve);

// The knots that R's ns(x, df) has: df - 1 of them (df without a constant) at equal quantiles of x, its ends at the
// ends of x.
// throws   ContractError if degrees < 1 or x has fewer than two values
[[nodiscard]] Curve natural_spline_of(std::span<const double> x, int degrees);

}  // namespace skin2vec::stats
