// How far a forecast is from what came: three negative log densities with their gradients.
//
//   const double loss = gaussian_loss<float>({.mean = m, .log_sd = s, .target = y, .weight = w}, d_mean, d_log_sd);
//
// Each is the sum over n elements of weight * (-log density), constants left out where it says so; gradients are
// written, not added. A missing target has weight 0 and any finite target. Weights that sum to 1 make the mean. An
// outlier pulls a Gaussian by z, a Student-t by at most (dof + 1) / (2 sqrt(dof)); whole-number scores have an ordered
// probit (McCullagh, JRSS B 42 (1980) 109) with learned cut points, for which the same mean and sd serve. throws
// ContractError if the spans differ in length. Deterministic; safe to call from several threads.
#pragma once

#include <span>
#include <vector>

namespace skin2vec::net {

template <typename Real>
struct Forecast {
  std::span<const Real> mean;    // (n)
  std::span<const Real> log_sd;  // (n), natural logarithm; of Student's t, of its scale
  std::span<const Real> target;  // (n), finite
  std::span<const Real> weight;  // (n), >= 0
};

// log sd + z^2 / 2, z = (target - mean) / sd. (A density has log(2 pi) / 2 = 0.919 more.)
template <typename Real>
[[nodiscard]] double gaussian_loss(const Forecast<Real>& forecast, std::span<Real> d_mean, std::span<Real> d_log_sd);

// log scale + (dof + 1) / 2 * log(1 + z^2 / dof). dof > 0
template <typename Real>
[[nodiscard]] double student_loss(const Forecast<Real>& forecast, double dof, std::span<Real> d_mean,
                                  std::span<Real> d_log_sd);

// The K categories 0 ... K-1 of an ordered probit, cut at cuts[0] < ... < cuts[K-2]. The cuts are learned as
// raw[0] = cuts[0] and, after it, raw[k] with cuts[k] = cuts[k-1] + log(1 + e^raw[k]).
template <typename Real>
[[nodiscard]] std::vector<double> cuts_of(std::span<const Real> raw);

// Probabilities of the categories (cuts.size() + 1); they sum to 1.
[[nodiscard]] std::vector<double> category_probabilities(double mean, double sd, std::span<const double> cuts);

// -log P(category of target), target being a whole number in [0, K-1], the whole density. d_raw (K-1) is added to.
// throws   ContractError also for a target of weight > 0 that is no category
template <typename Real>
[[nodiscard]] double ordinal_loss(const Forecast<Real>& forecast, std::span<const Real> raw, std::span<Real> d_mean,
                                  std::span<Real> d_log_sd, std::span<Real> d_raw);

}  // namespace skin2vec::net
