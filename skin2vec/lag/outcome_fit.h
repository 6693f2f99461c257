// The mixed model of one outcome on the scale on which effects add up: as it is, or a count by the log of its mean.
//
//   const OutcomeFit own = outcome_fit(awakenings, design.mixed, diary::OutcomeScale::count);
//   own.fit.coefficients;                                   // logarithms of ratios
//   stats::AddedVariableTest(own.values, own.design(), own.fit).of(own.weighted(columns));
//
// Counts: E y = mu = exp(fixed a + random b), var y in proportion to mu + k mu^2 with k >= 0 by Pearson's chi-square,
// and a working correlation of AR(1) plus white noise between the standardised days (Liang & Zeger 1986, Biometrika 73,
// 13). Each round fits stats::mixed to the working response log mu + (y - mu) / mu, rows times the root of their weight
// mu / (1 + k mu), as penalised quasi-likelihood does (Breslow & Clayton 1993, JASA 88, 9). Weights have mean 1 over
// the days used, so that ratios mean what they do elsewhere. How well it does beside log(y + 1):
// docs/explanation/effects.md. Cost: 4 to 9 fits.
#pragma once

#include <Eigen/Dense>
#include <span>
#include <vector>

#include "skin2vec/diary/profile.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::lag {

struct OutcomeFit {
  std::vector<double> values;  // (days), what was fitted; NaN = missing
  stats::MixedFit fit;         // enough is false too if no day of a count is above 0
  double spread = 0;           // variance of the days on this scale, > 0
  Eigen::VectorXd root;        // (days), root of a day's weight; empty: all 1
  stats::MixedDesign scaled;   // of counts: the design, rows times root
  const stats::MixedDesign* given = nullptr;

  // What was fitted.
  [[nodiscard]] const stats::MixedDesign& design() const { return root.size() == 0 ? *given : scaled; }
  // Columns of the same days, to stand beside those of design().
  [[nodiscard]] Eigen::MatrixXd weighted(const Eigen::MatrixXd& columns) const;
};

// y        value a day, NaN = missing
// design   outlives what is returned
// throws   ContractError if rows do not match, or a count is negative
[[nodiscard]] OutcomeFit outcome_fit(std::span<const double> y, const stats::MixedDesign& design,
                                     diary::OutcomeScale scale);

}  // namespace skin2vec::lag
