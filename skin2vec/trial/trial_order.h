// A trial with oneself: two products by turns, in pairs of periods, the order of each pair drawn.
//
//   const TrialShape shape{.pairs = 8, .period_days = 7, .washout_days = 3, .half_life_days = 1};
//   const TrialOrder order = draw_order(shape.pairs, random);
//   OrderTest::p(OrderTest(shape, order, counted_days(shape), noise).scores(y));   // as far apart by other orders?
//
// A pair is a period of a and one of b, in an order by a coin of its own. The first `washout_days` of every period do
// not count, changed or not, so that the same days count under every order. What is left of the other product on the
// days that count is taken from its half-life: the column of an order is the share of the effect that is a's,
// s(t) = 2^(-1/h) s(t-1) + (1 - 2^(-1/h)) [a on day t], less one half. The test deals the orders anew as they were
// dealt: all 2^pairs of them, or a drawn part. It needs no model of the noise to be valid; the noise that is given
// (stats/whiten.h) makes it sharp. A line over the trial is taken out. Method: Edgington & Onghena (2007),
// Randomization Tests, 4th ed., ch. 11; Senn (2002), Cross-over Trials in Clinical Research, ch. 7.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <span>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/stats/whiten.h"

namespace skin2vec::trial {

inline constexpr double kTestLevel = 0.05;  // two-sided, of the test and of the plan that is made for it

struct TrialShape {
  int pairs = 0;              // of periods; >= 1
  int period_days = 0;        // > washout_days
  int washout_days = 0;       // >= 0
  double half_life_days = 0;  // of a product's effect; 0: it ends with the day

  [[nodiscard]] int days() const { return 2 * pairs * period_days; }
};

using TrialOrder = std::vector<char>;  // for each pair: 1 = a first, 0 = b first

[[nodiscard]] TrialOrder draw_order(int pairs, Random& random);

// Whether a is used on that day of the trial, 0 the first.    throws ContractError if the order has other pairs
[[nodiscard]] bool is_a(const TrialShape& shape, const TrialOrder& order, int day);

// The days that count, increasing, 0 the first.
[[nodiscard]] std::vector<int> counted_days(const TrialShape& shape);

// (days): the share of the effect that is a's, less one half; -0.5 to 0.5.
//
// use  a day: 0.5 where a was used, -0.5 where b, 0 where both or neither
[[nodiscard]] Eigen::VectorXd share_column(std::span<const double> use, double half_life_days);

// The same if the order was kept to, (shape.days()).
[[nodiscard]] Eigen::VectorXd order_column(const TrialShape& shape, const TrialOrder& order);

// (days, 2): a level and a line over the days of the trial.
[[nodiscard]] Eigen::MatrixXd trial_nuisance(const TrialShape& shape, std::span<const int> days);

struct OrderTestOptions {
  int most_orders = 4096;  // more are not enumerated but drawn, one fewer than this; >= 100
  std::uint64_t seed = 7;
};

class OrderTest {
 public:
  // days     of the trial that count and were read, increasing; n of them
  // throws   ContractError if the shape, the order or the days do not fit together
  // Cost O(n x orders).
  OrderTest(const TrialShape& shape, const TrialOrder& dealt, std::vector<int> days, stats::Noise noise,
            const OrderTestOptions& options = {});

  // (orders, m): for each order the signed size of its difference in standard errors, up to one factor for all
  // orders of a column of y (n, m). Row 0 is the order that was dealt.
  [[nodiscard]] Eigen::MatrixXd scores(const Eigen::MatrixXd& y) const;

  // (orders): what a difference of 1 adds to the scores.
  [[nodiscard]] const Eigen::VectorXd& of_difference() const { return of_difference_; }

  // Share of the orders whose score is at least as far from 0 as that of row 0, which counts as one of them.
  [[nodiscard]] static double p(const Eigen::VectorXd& scores);

 private:
  [[nodiscard]] Eigen::MatrixXd cleared(const Eigen::MatrixXd& columns) const;  // whitened, nuisance taken out

  std::vector<int> days_;
  stats::Noise noise_;
  Eigen::MatrixXd nuisance_;  // (n, 2), whitened, orthonormal
  Eigen::MatrixXd orders_;    // (n, orders), cleared, length 1; a column of zeros where an order says nothing
  Eigen::VectorXd of_difference_;
};

}  // namespace skin2vec::trial
