// What a mixed model would say of other columns in the place of one of its blocks, all else as fitted.
//
//   const stats::PermutationTest place(y, design, fit, block);
//   stats::block_test(place.of(rotated), fit.degrees, alternative).p;
//
// The noise, its variance and the ratios of the other blocks stay those of the fit, so that asking costs no fit: with P
// the projection that takes out all other blocks, the information of columns Z is Z' P Z, their score Z' P y. Made for
// permutations: of the block's own columns it gives block_score (mixed.h). Cost: O(n q^2) to make, O(m n q) to ask
// with m columns; 540 days, 150 columns of others, 10 asked: 0.3 ms.
#pragma once

#include <Eigen/Dense>
#include <span>
#include <vector>

#include "skin2vec/stats/mixed.h"

namespace skin2vec::stats {

class PermutationTest {
 public:
  // y, design  as fitted, with which `fit` was made
  // throws     ContractError if rows do not match or there is no such block
  PermutationTest(std::span<const double> y, const MixedDesign& design, const MixedFit& fit, int block);

  // columns  (days, m), without gaps
  // returns  zero if the fit had not enough data
  // throws   ContractError if rows do not match
  // Pure: safe to call from several threads.
  [[nodiscard]] BlockScore of(const Eigen::MatrixXd& columns) const;

 private:
  bool enough_ = false;
  Eigen::Index all_days_ = 0;
  std::vector<int> days_;      // used
  Eigen::MatrixXd explained_;  // (q, n): its columns' products are what the other blocks explain
  Eigen::VectorXd left_;       // (n): what they leave of y
  Noise noise_;
  double variance_ = 1;
};

}  // namespace skin2vec::stats
