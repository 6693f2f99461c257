// Takes the autocorrelation out of a daily series with gaps: AR(1) plus white noise.
//
//   stats::Whitened w = stats::whiten(days, columns, {.phi = 0.6, .white = 0.3});
//   w.columns;                      // the same columns, whose noise is now uncorrelated with variance 1
//
// The noise of day t is a slow part and a fresh part: correlation (1 - white) phi^|t - s| between two days, 1 with
// itself. The slow part is tracked by a scalar Kalman filter that steps over missing days (phi^gap), so the result is
// the exact inverse Cholesky factor of the correlation matrix times the columns, in O(n x columns). Method: Harvey
// (1989), 3.4.
#pragma once

#include <Eigen/Dense>
#include <span>

namespace skin2vec::stats {

struct Noise {
  double phi = 0;    // [0, 1): correlation of the slow part from one day to the next
  double white = 0;  // [0, 1]: share of the variance that is fresh every day
};

struct Whitened {
  Eigen::MatrixXd columns;     // as given, each row decorrelated from the rows before it
  double log_determinant = 0;  // of the correlation matrix
};

// days     n increasing day numbers; gaps are missing days
// columns  (n, k): each column is whitened by the same filter
// throws   ContractError if days do not increase, the rows do not match, or the noise is out of range
[[nodiscard]] Whitened whiten(std::span<const int> days, const Eigen::MatrixXd& columns, Noise noise);

}  // namespace skin2vec::stats
