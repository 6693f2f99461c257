// Regression with many columns, of which most are small: fixed effects, blocks of random effects, noise that remembers.
//
//   const auto fit = stats::mixed(moisture, {.fixed = ones, .random = lags, .blocks = {{0, 7}, {7, 7}}});
//   fit.coefficients, fit.covariance;                   // fixed first, then random
//   stats::block_test(fit, 1, alternative).p;           // is block 1 all zero?
//
//   y = fixed a + random b + e,   b of block j ~ N(0, variance ratio_j I),   e ~ AR(1) + white noise (whiten.h)
//
// The ratios and the noise are fitted together by restricted maximum likelihood, the ratios by the fixed point of
// Harville (1977, JASA 72, 320) with a weak gamma prior that keeps them off zero (Chung et al. 2013, Psychometrika 78,
// 685), the noise by the search of regress.h. Missing days are left out exactly. A block whose columns are a curve in
// some basis is a penalised curve; the penalty is the covariance that the basis was made from.
// block_test is the score test of a variance component: the block's score against its information, all other blocks
// random, all else projected out. Weighted by the prior, so it looks where a curve is likely; its p is the tail of a
// sum of weighted chi-squares over the fitted variance, by the saddlepoint (Kuonen 1999, Biometrika 86, 929).
// Cost: some 40 times (n q^2 + q^3).
#pragma once

#include <Eigen/Dense>
#include <optional>
#include <span>
#include <vector>

#include "skin2vec/stats/whiten.h"

namespace skin2vec::stats {

struct Block {
  int from = 0;     // first column in MixedDesign::random
  int columns = 0;  // >= 1
};

struct MixedDesign {
  Eigen::MatrixXd fixed;      // (days, k), the column of ones among them; a row with a NaN is left out
  Eigen::MatrixXd random;     // (days, q)
  std::vector<Block> blocks;  // that cover the random columns, each once, in order
};

struct MixedOptions {
  std::optional<Noise> noise = {};           // given, with the ratios: taken as known; else both are fitted
  std::vector<double> variance_ratios = {};  // one for each block, > 0
  int rounds = 0;                            // of the ratios from there on, where the noise is known; >= 0
};

struct MixedFit {
  bool identifiable = false;     // false: fewer than k + 5 usable days, or fixed columns that depend on each other
  Eigen::VectorXd coefficients;  // (k + q), units of y per unit of the column
  Eigen::MatrixXd covariance;  // (k + q, k + q), posterior: of fixed effects, and of random ones about their prediction
  std::vector<double> variance_ratios;  // per block: variance of a coefficient, in variances of the noise
  std::vector<Block> blocks;            // as given
  int fixed = 0;                        // k
  Noise noise;
  double variance = 0;  // of the noise, units of y squared
  double degrees = 0;   // n less the degrees of freedom that all columns take; >= 3
  int n = 0;            // days used
};

// y        value a day, NaN = missing
// throws   ContractError if rows do not match, the blocks do not cover the random columns in order, or
//          noise is given without a ratio for each block, or rounds < 0
// Pure: safe to call from several threads.
[[nodiscard]] MixedFit mixed(std::span<const double> y, const MixedDesign& design, const MixedOptions& options = {});

// The same of several dimensions with one design: those that have values on the same days share the sums of squares and
// products, which are most of the cost. threads as in base/parallel.h; the same for any number.
[[nodiscard]] std::vector<MixedFit> mixed_each(std::span<const std::span<const double>> values,
                                               const MixedDesign& design, int threads);

// What a fit has without its last block, noise, variance and the other ratios as fitted with it. Cost O(q^2 columns).
// throws   ContractError if there is no block
[[nodiscard]] MixedFit without_last_block(const MixedFit& fit);

// The prior of the block taken away: what the data alone say of it, all other blocks as fitted.
struct BlockScore {
  Eigen::MatrixXd information;  // (m, m), of the coefficients, per unit squared
  Eigen::VectorXd score;        // (m) = information times the estimate without a prior
};
[[nodiscard]] BlockScore block_score(const MixedFit& fit, int block);

struct BlockTest {
  double statistic = 0;
  double p = 1;
};
// throws   ContractError if there is no such block. p = 1 if the fit had not enough data
[[nodiscard]] BlockTest block_test(const MixedFit& fit, int block, double alternative);

// The same of evidence, with the degrees of freedom of the noise's variance.
[[nodiscard]] BlockTest block_test(const BlockScore& evidence, double degrees, double alternative);

// What one more fixed column would have for a coefficient, all else as fitted.
//
//   const AddedVariableTest added(y, design, fit);
//   added.of(columns)[0].estimate;                  // each column is added alone
class AddedVariableTest {
 public:
  struct Added {
    double estimate = 0;  // NaN, as is error, if the column is made up by others, or the fit had not enough data
    double error = 0;     // standard error
  };

  // y, design  as fitted, with which `fit` was made
  // throws     ContractError if rows do not match
  AddedVariableTest(std::span<const double> y, const MixedDesign& design, const MixedFit& fit);

  // columns  (days, m), without gaps. Cost O(m (n q + q^2)).
  // throws   ContractError if rows do not match
  [[nodiscard]] std::vector<Added> of(const Eigen::MatrixXd& columns) const;

  // All of them together, as one more block.
  struct Group {
    BlockScore evidence;      // zero if the fit had not enough data
    Eigen::MatrixXd carried;  // (k + q, m): with coefficients b of the columns those of the fit move by -carried b
  };
  [[nodiscard]] Group group(const Eigen::MatrixXd& columns) const;

 private:
  bool enough_ = false;
  Eigen::Index all_days_ = 0;
  std::vector<int> days_;      // used
  Eigen::MatrixXd root_;       // (k + q, k + q), of the inverse of the coefficient matrix: a lower triangle
  Eigen::MatrixXd explained_;  // (n, k + q), whitened: its products span what the fit explains
  Eigen::VectorXd residual_;   // (n), whitened
  Noise noise_;
  double variance_ = 0;
};

// P(sum of weights_i chi-square_1 >= x chi-square_degrees / degrees), weights >= 0. Relative error at most 8 %
// (one weight), mostly 2 %. p = 1 if all weights are 0.
// throws   ContractError if a weight is negative or degrees <= 0
[[nodiscard]] double weighted_chi_square_tail(std::span<const double> weights, double x, double degrees);

}  // namespace skin2vec::stats
