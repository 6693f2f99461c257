#include "skin2vec/dose/bell_search.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/series/event_columns.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::dose {

namespace {

Eigen::VectorXd filled(const Eigen::VectorXd& values, double by) {
  return (values.array() == values.array()).select(values.array(), by);
}

double median_of(const Eigen::VectorXd& values) {
  return stats::median(std::span(values.data(), static_cast<std::size_t>(values.size())));
}

}  // namespace

Eigen::VectorXd Exposure::bell(const Params& at) const {
  const Eigen::ArrayXd from = x.array() - at[0] - at[2] / 100 * z.array();
  const double below = std::exp(at[1] - at[3]), above = std::exp(at[1] + at[3]);
  return (-(from / (from < 0).select(below, Eigen::ArrayXd::Constant(from.size(), above))).square() / 2).exp();
}

bool Exposure::allowed(const Params& at) const {
  return at[0] >= first - range() / 2 && at[0] <= last + range() / 2 && std::exp(at[1]) >= range() / 12 &&
         std::exp(at[1]) <= 2 * range() && std::abs(at[2]) <= 100 && std::abs(at[3]) <= 1.2;
}

Exposure exposure_of(const series::CovariateSeries& covariate, const series::CovariateSeries* shifter) {
  Exposure exposure;
  exposure.x = filled(covariate.amount, median_of(covariate.amount));
  const std::span x(covariate.amount.data(), static_cast<std::size_t>(covariate.amount.size()));
  exposure.low = stats::quantile(x, 0.05), exposure.high = stats::quantile(x, 0.95);
  exposure.first = stats::quantile(x, 0.01), exposure.last = stats::quantile(x, 0.99);
  exposure.z = Eigen::VectorXd::Zero(covariate.amount.size());
  exposure.shifts = shifter && series::standardised(shifter->amount).size() > 0;
  if (exposure.shifts) {
    exposure.median = median_of(shifter->amount);
    exposure.z = filled(shifter->amount, exposure.median).array() - exposure.median;
  }
  return exposure;
}

std::vector<double> deviances(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                              const std::vector<Params>& candidates) {
  Eigen::MatrixXd columns(exposure.x.size(), std::ssize(candidates));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    columns.col(static_cast<Eigen::Index>(i)) = exposure.bell(candidates[i]);
  }
  std::vector<double> sum(candidates.size(), 0);
  for (const FittedOutcome* ready : dimensions) {
    const auto added = ready->added->of(columns);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const double t = added[i].estimate / added[i].error;
      if (std::isfinite(t)) sum[i] += t * t;
    }
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!exposure.allowed(candidates[i])) sum[i] = -1;
  }
  return sum;
}

Optimum pattern_search(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                       const Params& start, const FreeMask& free, const Search& search) {
  Optimum best{start, deviances(dimensions, exposure, {start})[0]};
  Params step{exposure.range() / 8, 0.25, 6, 0.2};
  for (double& one : step) one *= search.first_step;
  struct Move {
    std::size_t i;
    double sign;
  };
  Move back{n_at, 0};  // to where it came from: nowhere yet
  for (int round = 0; round < 60 && step[0] > exposure.range() / 1000 && best.gain <= search.enough; ++round) {
    std::vector<Move> moves;
    std::vector<Params> around;
    for (std::size_t i = 0; i < n_at; ++i) {
      for (const double sign : {-1.0, 1.0}) {
        if (!free[i] || (back.i == i && back.sign == sign)) continue;
        moves.push_back({i, sign});
        around.push_back(best.at);
        around.back()[i] += sign * step[i];
      }
    }
    if (around.empty()) break;
    const std::vector<double> gain = deviances(dimensions, exposure, around);
    const auto top = static_cast<std::size_t>(std::max_element(gain.begin(), gain.end()) - gain.begin());
    if (gain[top] > best.gain + 1e-6) {
      best = {around[top], gain[top]};
      back = {moves[top].i, -moves[top].sign};
    } else {
      back = {n_at, 0};
      for (double& one : step) one /= 2;
    }
  }
  return best;
}

namespace {

// Where coordinate i, the others free, has lost `stats::kChiSquare95` of the gain, on one side; infinite if it never
// does.
double profile_end(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure, const Optimum& best,
                   FreeMask free, std::size_t i, double step) {
  free[i] = false;
  const Search search{.first_step = 0.25, .enough = best.gain - stats::kChiSquare95};
  Params inside = best.at, from = best.at;
  for (int doubling = 0; doubling < 12; ++doubling, step *= 1.6) {
    Params out = from;
    out[i] += step;
    if (!exposure.allowed(out)) return std::copysign(INFINITY, step);
    const Optimum there = pattern_search(dimensions, exposure, out, free, search);
    if (there.gain > search.enough) {
      inside = from = there.at;
      continue;
    }
    double low = inside[i], high = out[i];
    Params warm = inside;
    for (int halving = 0; halving < 7; ++halving) {
      Params middle = warm;
      middle[i] = (low + high) / 2;
      const Optimum between = pattern_search(dimensions, exposure, middle, free, search);
      if (between.gain > search.enough) {
        low = middle[i], warm = between.at;
      } else {
        high = middle[i];
      }
    }
    return (low + high) / 2;
  }
  return std::copysign(INFINITY, step);
}

}  // namespace

lag::Interval profile(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                      const Optimum& best, const FreeMask& free, std::size_t i, double step) {
  return {profile_end(dimensions, exposure, best, free, i, -step),
          profile_end(dimensions, exposure, best, free, i, step)};
}

Eigen::Matrix4d covariance(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                           const Optimum& best, const FreeMask& free) {
  const Params step{exposure.range() / 40, 0.05, 1.5, 0.05};
  const auto moved = [&](std::size_t i, double a, std::size_t j, double b) {
    Params at = best.at;
    at[i] += a * step[i];
    at[j] += b * step[j];
    return std::max(deviances(dimensions, exposure, {at})[0], 0.0);
  };
  Eigen::Matrix4d hessian = Eigen::Matrix4d::Identity() * 1e12;  // a coordinate that is not free does not move
  for (std::size_t i = 0; i < n_at; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      if (!free[i] || !free[j]) continue;
      const double second =
          i == j ? 2 * best.gain - moved(i, 1, i, 0) - moved(i, -1, i, 0)
                 : -(moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) / 4;
      hessian(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) =
          hessian(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = second / (step[i] * step[j]) / 2;
    }
  }
  const Eigen::Matrix4d inverse = hessian.inverse();
  return inverse.diagonal().minCoeff() > 0 && inverse.allFinite() ? inverse : Eigen::Matrix4d(Eigen::Matrix4d::Zero());
}

}  // namespace skin2vec::dose
