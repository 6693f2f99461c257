// The mixed model of mixed.h seen from its days: for designs with more columns than days.
//
//   DualForm model(days, x, z, blocks, y);
//   const DualForm::Solved at = model.solve({.phi = 0.6}, ratios);
//   model.used(at, ratios);                         // degrees of freedom that each block takes
//
// With H = V + sum of ratio_j Z_j Z_j', V the correlation of the noise, and P = H^-1 - H^-1 X (X' H^-1 X)^-1 X' H^-1:
//   log|V| + log|C| + sum log D = log|H| + log|X' H^-1 X|,   b_j = ratio_j Z_j' P y,   used_j = ratio_j tr(Z_j' P Z_j)
// (Harville 1977, JASA 72, 320), so that a step costs n^3 and not the number of columns cubed. Cost: a step O(n^3 + n^2
// blocks), once O(n^2 columns); memory n^2 / 2 a block.
#pragma once

#include <Eigen/Dense>
#include <vector>

#include "skin2vec/stats/mixed.h"

namespace skin2vec::stats {

class DualForm {
 public:
  struct Solved {
    bool good = false;             // false: fixed columns depend on each other
    Eigen::MatrixXd factor;        // L of H = L L', its lower triangle
    Eigen::VectorXd coefficients;  // fixed first, then random
    double rss = 0;                // y' P y
    double log_determinants = 0;   // log|H| + log|X' H^-1 X|
  };

  // days  of the rows, increasing; x (n, k) fixed, z (n, q) random, y (n)
  DualForm(std::vector<int> days, Eigen::MatrixXd x, Eigen::MatrixXd z, std::vector<Block> blocks, Eigen::VectorXd y);

  // ratios  one for each block, > 0
  [[nodiscard]] Solved solve(Noise noise, const std::vector<double>& variance_ratios);

  // Of each block at its ratio; `at` as solve gave it for these ratios.
  [[nodiscard]] std::vector<double> used(const Solved& at, const std::vector<double>& variance_ratios) const;

 private:
  std::vector<int> days_;
  Eigen::MatrixXd x_, z_;
  std::vector<Block> blocks_;
  Eigen::VectorXd y_;
  Eigen::MatrixXd products_;         // (n (n + 1) / 2, blocks): lower triangles of Z_j Z_j', column by column
  std::vector<double> last_ratios_;  // that last_sum_ is of
  Eigen::VectorXd last_sum_;         // of ratio_j Z_j Z_j'
};

}  // namespace skin2vec::stats
