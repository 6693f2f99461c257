#include "skin2vec/net/loss.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "skin2vec/base/normal.h"
#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::net {
namespace {

template <typename Real>
void check(const Forecast<Real>& f, std::span<Real> d_mean, std::span<Real> d_log_sd) {
  const std::size_t n = f.mean.size();
  require(f.log_sd.size() == n && f.target.size() == n && f.weight.size() == n && d_mean.size() == n &&
              d_log_sd.size() == n,
          "loss: spans of {}, {}, {}, {}, {} and {} elements", n, f.log_sd.size(), f.target.size(), f.weight.size(),
          d_mean.size(), d_log_sd.size());
}

// P(low < Z <= high), from the tail in which neither end is near 1; infinities allowed.
double between(double low, double high) {
  return low > 0 ? normal_cdf(-low) - normal_cdf(-high) : normal_cdf(high) - normal_cdf(low);
}

constexpr double kFarthest = 30;  // sd: beyond it a density is 0 in doubles, and the gradient is the tail's limit
constexpr double kSmallestMass = 1e-200;  // a probability below it is taken for it

}  // namespace

template <typename Real>
double gaussian_loss(const Forecast<Real>& f, std::span<Real> d_mean, std::span<Real> d_log_sd) {
  check(f, d_mean, d_log_sd);
  return linalg::kernels<Real>().gaussian(f.mean.data(), f.log_sd.data(), f.target.data(), f.weight.data(), Real(1),
                                          d_mean.data(), d_log_sd.data(), static_cast<std::ptrdiff_t>(f.mean.size()));
}

// d/dz = (dof + 1) z / (dof + z^2).
template <typename Real>
double student_loss(const Forecast<Real>& f, double dof, std::span<Real> d_mean, std::span<Real> d_log_sd) {
  check(f, d_mean, d_log_sd);
  require(dof > 0, "student_loss: dof must be positive, got {}", dof);
  double loss = 0;
  for (std::size_t i = 0; i < f.mean.size(); ++i) {
    const double weight = f.weight[i], log_scale = f.log_sd[i], inverse = std::exp(-log_scale);
    const double z = (static_cast<double>(f.target[i]) - static_cast<double>(f.mean[i])) * inverse;
    const double slope = (dof + 1) * z / (dof + z * z);
    d_mean[i] = static_cast<Real>(-weight * slope * inverse);
    d_log_sd[i] = static_cast<Real>(weight * (1 - slope * z));
    loss += weight * (log_scale + (dof + 1) / 2 * std::log1p(z * z / dof));
  }
  return loss;
}

template <typename Real>
std::vector<double> cuts_of(std::span<const Real> raw) {
  std::vector<double> cuts(raw.begin(), raw.end());
  for (std::size_t k = 1; k < cuts.size(); ++k) cuts[k] = cuts[k - 1] + std::log1p(std::exp(cuts[k]));
  return cuts;
}

std::vector<double> category_probabilities(double mean, double sd, std::span<const double> cuts) {
  require(sd > 0, "category_probabilities: sd must be positive, got {}", sd);
  std::vector<double> p(cuts.size() + 1);
  for (std::size_t k = 0; k < p.size(); ++k) {
    const double low = k == 0 ? -INFINITY : (cuts[k - 1] - mean) / sd;
    const double high = k == cuts.size() ? INFINITY : (cuts[k] - mean) / sd;
    p[k] = between(low, high);
  }
  return p;
}

// With l, h the ends in sd and p between them: d(-log p)/d mean = (phi(h) - phi(l)) / (p sd), d/d log sd =
// (h phi(h) - l phi(l)) / p, d/d cut below = phi(l) / (p sd), d/d cut above = -phi(h) / (p sd).
template <typename Real>
double ordinal_loss(const Forecast<Real>& f, std::span<const Real> raw, std::span<Real> d_mean,
                    std::span<Real> d_log_sd, std::span<Real> d_raw) {
  check(f, d_mean, d_log_sd);
  require(!raw.empty() && d_raw.size() == raw.size(), "ordinal_loss: {} cuts, {} gradients", raw.size(), d_raw.size());
  const std::vector<double> cuts = cuts_of(raw);
  std::vector<double> d_cuts(cuts.size(), 0);
  double loss = 0;
  for (std::size_t i = 0; i < f.mean.size(); ++i) {
    d_mean[i] = d_log_sd[i] = 0;
    const double weight = f.weight[i];
    if (weight == 0) continue;
    const double target = f.target[i];
    require(target == std::floor(target) && target >= 0 && target <= static_cast<double>(cuts.size()),
            "ordinal_loss: {} is no category of 0 to {}", target, cuts.size());
    const auto k = static_cast<std::size_t>(target);
    const double mean = f.mean[i], inverse = std::exp(-static_cast<double>(f.log_sd[i]));
    const double low = k == 0 ? -INFINITY : std::clamp((cuts[k - 1] - mean) * inverse, -kFarthest, kFarthest);
    const double high = k == cuts.size() ? INFINITY : std::clamp((cuts[k] - mean) * inverse, -kFarthest, kFarthest);
    const double p = std::max(between(low, high), kSmallestMass);
    const double at_low = k == 0 ? 0 : normal_density(low) / p,
                 at_high = k == cuts.size() ? 0 : normal_density(high) / p;
    loss -= weight * std::log(p);
    d_mean[i] = static_cast<Real>(weight * (at_high - at_low) * inverse);
    d_log_sd[i] = static_cast<Real>(weight * ((k == cuts.size() ? 0 : high * at_high) - (k == 0 ? 0 : low * at_low)));
    if (k > 0) d_cuts[k - 1] += weight * at_low * inverse;
    if (k < cuts.size()) d_cuts[k] -= weight * at_high * inverse;
  }
  double later = 0;  // cuts[k] and all after it move with raw[k]
  for (std::size_t k = cuts.size(); k-- > 0;) {
    later += d_cuts[k];
    d_raw[k] += static_cast<Real>(k == 0 ? later : later / (1 + std::exp(-static_cast<double>(raw[k]))));
  }
  return loss;
}

template double gaussian_loss<float>(const Forecast<float>&, std::span<float>, std::span<float>);
template double gaussian_loss<double>(const Forecast<double>&, std::span<double>, std::span<double>);
template double student_loss<float>(const Forecast<float>&, double, std::span<float>, std::span<float>);
template double student_loss<double>(const Forecast<double>&, double, std::span<double>, std::span<double>);
template std::vector<double> cuts_of<float>(std::span<const float>);
template std::vector<double> cuts_of<double>(std::span<const double>);
template double ordinal_loss<float>(const Forecast<float>&, std::span<const float>, std::span<float>, std::span<float>,
                                    std::span<float>);
template double ordinal_loss<double>(const Forecast<double>&, std::span<const double>, std::span<double>,
                                     std::span<double>, std::span<double>);

}  // namespace skin2vec::net
