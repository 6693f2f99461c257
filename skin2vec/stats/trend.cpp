#include "skin2vec/stats/trend.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/whiten.h"

namespace skin2vec::stats {

namespace {

constexpr std::array<double, 8> phis{0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.88, 0.94};
constexpr std::array<double, 3> whites{0, 0.4, 0.7};

// Model 0 has no memory; then phi by phi, each with three shares of white noise.
Noise model(std::size_t index) {
  if (index == 0) return {};
  return {phis[(index - 1) / whites.size()], whites[(index - 1) % whites.size()]};
}

// Even in phi over (0, 1), by the width of each cell; a third of a phi's weight on each share.
double prior(std::size_t index) {
  constexpr std::array<double, 8> width{0.15, 0.15, 0.15, 0.125, 0.1, 0.09, 0.07, 0.09};
  return index == 0 ? 0.2 : width[(index - 1) / whites.size()] / static_cast<double>(whites.size());
}

struct Fit {
  double slope = 0;
  double variance = 0;  // of the slope
  double likelihood = 0;
};

// Generalised least squares of y on (1, t): the filter of whiten.h, for three columns, without allocation.
Fit fit_line(std::span<const double> y, Noise noise, double middle, int n) {
  const double slow = 1 - noise.white;
  double a1 = 0, at = 0, ay = 0, p = slow, log_determinant = 0;            // filter states
  double s11 = 0, s1t = 0, stt = 0, s1y = 0, sty = 0, syy = 0, last = -1;  // cross products of the whitened columns
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    const double day = static_cast<double>(i);
    if (last >= 0) {
      const double carry = day - last == 1 ? noise.phi : std::pow(noise.phi, day - last);
      a1 *= carry, at *= carry, ay *= carry;
      p = carry * carry * p + (1 - carry * carry) * slow;
    }
    last = day;
    const double f = p + noise.white;
    const double root = std::sqrt(f);
    const double e1 = (1 - a1) / root, et = (day - middle - at) / root, ey = (y[i] - ay) / root;
    log_determinant += std::log(f);
    s11 += e1 * e1, s1t += e1 * et, stt += et * et, s1y += e1 * ey, sty += et * ey, syy += ey * ey;
    const double gain = p / root;
    a1 += gain * e1, at += gain * et, ay += gain * ey;
    p -= p * p / f;
  }
  const double determinant = s11 * stt - s1t * s1t;
  Fit fit;
  fit.slope = (s11 * sty - s1t * s1y) / determinant;
  const double level = (stt * s1y - s1t * sty) / determinant;
  const double rss = std::max(0.0, syy - level * s1y - fit.slope * sty);
  fit.variance = rss / (n - 2) * s11 / determinant;
  fit.likelihood = -0.5 * (log_determinant + std::log(determinant) + (n - 2) * std::log(std::max(rss, 1e-30 * syy)));
  return fit;
}

struct Fits {
  std::array<Fit, Memory::models> at;
  int n = 0;
};

// All fits; the series is centred first, so that a large level costs no digits.
Fits fit_all(std::span<const double> y) {
  Fits fits;
  double sum = 0, days = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    sum += y[i];
    days += static_cast<double>(i);
    ++fits.n;
  }
  if (fits.n < 3) return fits;
  std::vector<double> centred(y.begin(), y.end());
  for (double& value : centred) value -= sum / fits.n;
  for (std::size_t m = 0; m < Memory::models; ++m) fits.at[m] = fit_line(centred, model(m), days / fits.n, fits.n);
  return fits;
}

Memory weigh(const Fits& fits) {
  Memory memory;
  double best = -std::numeric_limits<double>::infinity();
  for (const Fit& fit : fits.at) best = std::max(best, fit.likelihood);
  const bool informed = fits.n >= 4 && std::isfinite(best);
  for (std::size_t m = 0; m < Memory::models; ++m) {
    memory.weight[m] = prior(m) * (informed ? std::exp(fits.at[m].likelihood - best) : 1);
  }
  const double total = std::accumulate(memory.weight.begin(), memory.weight.end(), 0.0);
  for (double& weight : memory.weight) weight /= total;
  return memory;
}

}  // namespace

double Memory::phi() const {
  double sum = 0;
  for (std::size_t m = 0; m < models; ++m) sum += weight[m] * model(m).phi * (1 - model(m).white);
  return sum;
}

Memory memory(std::span<const double> y) {
  return weigh(fit_all(y));
}

Trend trend(std::span<const double> y, const TrendOptions& options) {
  if (options.memory) {
    const auto& weight = options.memory->weight;
    const double total = std::accumulate(weight.begin(), weight.end(), 0.0);
    require(*std::min_element(weight.begin(), weight.end()) >= 0 && std::abs(total - 1) < 1e-9,
            "trend: weights must be >= 0 and sum to 1, got a sum of {}", total);
  }
  const Fits fits = fit_all(y);
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  if (fits.n < 3) return {missing, missing, missing, fits.n};
  const Memory memory = options.memory ? *options.memory : weigh(fits);

  // Mixture of t distributions: its mean, and its variance within and between the models.
  double slope = 0, within = 0, between = 0;
  for (std::size_t m = 0; m < Memory::models; ++m) slope += memory.weight[m] * fits.at[m].slope;
  for (std::size_t m = 0; m < Memory::models; ++m) {
    within += memory.weight[m] * fits.at[m].variance;
    between += memory.weight[m] * (fits.at[m].slope - slope) * (fits.at[m].slope - slope);
  }
  const double half = student_quantile(0.975, fits.n - 2) * std::sqrt(within + between);
  return {slope, slope - half, slope + half, fits.n};
}

}  // namespace skin2vec::stats
