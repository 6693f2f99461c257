#include "skin2vec/series/cycle_scan.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/regress.h"
#include "skin2vec/stats/whiten.h"

namespace skin2vec::series {

namespace {

Eigen::MatrixXd wave_columns(int days, std::span<const double> frequencies) {
  Eigen::MatrixXd out(days, 2 * static_cast<Eigen::Index>(frequencies.size()));
  for (std::size_t f = 0; f < frequencies.size(); ++f) {
    for (int t = 0; t < days; ++t) {
      const double angle = 2 * std::numbers::pi * frequencies[f] * t;
      out(t, 2 * static_cast<Eigen::Index>(f)) = std::cos(angle);
      out(t, 2 * static_cast<Eigen::Index>(f) + 1) = std::sin(angle);
    }
  }
  return out;
}

std::vector<double> frequencies_between(double low, double high, double step) {
  std::vector<double> out;
  const int n = std::max(1, static_cast<int>(std::ceil((high - low) / step - 1e-9)));
  for (int i = 0; i <= n; ++i) out.push_back(low + (high - low) * i / n);
  return out;
}

// Legend: n days with a value, k columns of the design, F frequencies, m series (the observed one and those drawn),
// theta a noise model (phi, white), B (n, k) orthonormal: the whitened design; Q (n, 2F): the whitened cos and sin of
// each frequency, orthogonal to B and, in pairs, orthonormal; S_f = |Q_f' z|^2 of a whitened series z; v = n - k.
constexpr double g = 6;                     // prior: power of a wave over that of noise; 4 to 10 find as many
constexpr double part_of_dimensions = 0.6;  // prior: of those that have a wave, if the person has a cycle
constexpr double usual_sd_days = 3;         // prior: of the length of a person's cycles
constexpr double unusual = 0.03;            // ... beside which any length in the range stays possible
constexpr double not_far = 3;               // log likelihood within which a noise model counts

struct Model {
  stats::Noise noise;
  double constant = 0;  // of its restricted log likelihood
  Eigen::MatrixXd basis;
  Eigen::MatrixXd waves;
};

struct Part {
  std::size_t dimension;
  std::vector<int> days;
  Eigen::VectorXd values;
  double degrees = 0;         // v
  std::vector<Model> models;  // those that are not far behind the best
  std::size_t best = 0;
};

std::optional<Part> part_of(const Series& series, std::size_t dimension, const Eigen::MatrixXd& design,
                            const Eigen::MatrixXd& waves, int min_days) {
  Part part{dimension, {}, {}, 0, {}, 0};
  for (int t = 0; t < series.days(); ++t) {
    if (!std::isnan(series.values[static_cast<std::size_t>(t)]) && design.row(t).allFinite()) part.days.push_back(t);
  }
  const auto n = static_cast<Eigen::Index>(part.days.size());
  if (n < min_days) return {};
  const Eigen::MatrixXd x = independent_columns(design(part.days, Eigen::all));
  const Eigen::Index k = x.cols();
  if (n < k + 20) return {};
  part.degrees = static_cast<double>(n - k);
  part.values = Eigen::Map<const Eigen::VectorXd>(series.values.data(), series.days())(part.days);
  part.values.array() -= part.values.mean();
  if (!(part.values.squaredNorm() > 1e-18 * static_cast<double>(n))) return {};
  Eigen::MatrixXd rows(n, k + 1);
  rows << x, part.values;
  std::vector<double> likelihood;
  double top = -1e300;
  for (const double phi : {0.0, 0.4, 0.6, 0.75, 0.85, 0.93}) {
    for (const double white : {0.0, 0.2, 0.45, 0.7}) {
      if (phi == 0 && white > 0) continue;
      const stats::Whitened w = stats::whiten(part.days, rows, {phi, white});
      const Eigen::HouseholderQR<Eigen::MatrixXd> qr(w.columns.leftCols(k));
      Model model{{phi, white}, 0, qr.householderQ() * Eigen::MatrixXd::Identity(n, k), {}};
      model.constant = -0.5 * w.log_determinant - qr.matrixQR().diagonal().cwiseAbs().array().log().sum() +
                       0.5 * std::log(1 - phi * phi);
      const Eigen::VectorXd z = w.columns.col(k);
      const double rss = z.squaredNorm() - (model.basis.transpose() * z).squaredNorm();
      likelihood.push_back(model.constant - 0.5 * part.degrees * std::log(std::max(rss, 1e-300)));
      top = std::max(top, likelihood.back());
      part.models.push_back(std::move(model));
    }
  }
  std::vector<Model> near;
  for (std::size_t i = 0; i < part.models.size(); ++i) {
    if (likelihood[i] == top) part.best = near.size();
    if (likelihood[i] > top - not_far) near.push_back(std::move(part.models[i]));
  }
  part.models = std::move(near);
  const Eigen::MatrixXd w = waves(part.days, Eigen::all);
  for (Model& model : part.models) {
    model.waves = stats::whiten(part.days, w, model.noise).columns;
    model.waves -= model.basis * (model.basis.transpose() * model.waves);
    for (Eigen::Index f = 0; f < model.waves.cols(); f += 2) {
      model.waves.col(f).normalize();
      model.waves.col(f + 1) -= model.waves.col(f) * model.waves.col(f).dot(model.waves.col(f + 1));
      model.waves.col(f + 1).normalize();
    }
  }
  return part;
}

// (F, m) log evidence of a wave against none in m series (n, m), the noise model averaged out:
//   log sum_theta exp(l_theta) BF_theta(f) - log sum_theta exp(l_theta),  l = constant - v/2 log RSS,
//   BF = (1 - gain S_f / RSS)^(-v/2) / (1 + g),  gain = g / (1 + g): amplitude normal, g times as uncertain as fitted.
// A wave that a strong memory would explain as well counts for less, and memory is not learned from the wave.
Eigen::MatrixXd evidence(const Part& part, const Eigen::MatrixXd& series, std::vector<double>* weight_at = nullptr,
                         Eigen::Index best = 0) {
  const Eigen::Index m = series.cols(), frequencies = part.models[0].waves.cols() / 2;
  Eigen::MatrixXd with = Eigen::MatrixXd::Zero(frequencies, m);
  Eigen::RowVectorXd without = Eigen::RowVectorXd::Zero(m), scale(m);
  for (std::size_t j = 0; j < part.models.size(); ++j) {
    const Model& model = part.models[j];
    const Eigen::MatrixXd z = stats::whiten(part.days, series, model.noise).columns;
    const Eigen::RowVectorXd rss =
        (z.colwise().squaredNorm() - (model.basis.transpose() * z).colwise().squaredNorm()).cwiseMax(1e-300);
    const Eigen::RowVectorXd l = model.constant - 0.5 * part.degrees * rss.array().log();
    if (j == 0) scale = l;
    const Eigen::RowVectorXd weight = (l - scale).array().min(600.0).exp();
    without += weight;
    const Eigen::MatrixXd u = model.waves.transpose() * z;
    for (Eigen::Index c = 0; c < m; ++c) {
      for (Eigen::Index f = 0; f < frequencies; ++f) {
        const double power = u(2 * f, c) * u(2 * f, c) + u(2 * f + 1, c) * u(2 * f + 1, c);
        const double share = std::min(power / rss(c), 1 - 1e-12) * g / (1 + g);
        const double gain = weight(c) * std::exp(std::min(600.0, -0.5 * part.degrees * std::log1p(-share))) / (1 + g);
        with(f, c) += gain;
        if (weight_at && c == 0 && f == best) (*weight_at)[j] = gain;
      }
    }
  }
  return (with.array() / without.replicate(frequencies, 1).array()).cwiseMin(1e280).cwiseMax(1e-280).log();
}

// A wave is there in a part of the dimensions.
void add_evidence(const Eigen::MatrixXd& one, Eigen::MatrixXd& sum) {
  sum.array() += ((1 - part_of_dimensions) + part_of_dimensions * one.array().exp()).log();
}

double mean_evidence(const Eigen::VectorXd& log_evidence) {
  const double top = log_evidence.maxCoeff();
  return top + std::log((log_evidence.array() - top).exp().mean());
}

// Noise of a model on its days, with sd 1; `slow` and `fresh` are white.
Eigen::MatrixXd coloured(const std::vector<int>& days, stats::Noise noise, const Eigen::MatrixXd& slow,
                         const Eigen::MatrixXd& fresh) {
  Eigen::MatrixXd out(static_cast<Eigen::Index>(days.size()), slow.cols());
  Eigen::RowVectorXd state = slow.row(0);
  std::size_t i = 0;
  for (int t = 0; i < days.size(); ++t) {
    if (t > 0) state = noise.phi * state + std::sqrt(1 - noise.phi * noise.phi) * slow.row(t);
    if (days[i] != t) continue;
    out.row(static_cast<Eigen::Index>(i++)) =
        std::sqrt(1 - noise.white) * state + std::sqrt(noise.white) * fresh.row(t);
  }
  return out;
}

// How often noise is as high: by counting, and beyond the highest tenth by an exponential tail of the same mean excess.
double tail(std::vector<double> null, double observed) {
  std::sort(null.begin(), null.end(), std::greater<>());
  const std::size_t top = null.size() / 10;
  const double bar = null[top];
  if (observed <= bar) {
    const auto above = std::count_if(null.begin(), null.end(), [&](double v) { return v >= observed; });
    return (1.0 + static_cast<double>(above)) / (1.0 + static_cast<double>(null.size()));
  }
  double excess = 0;
  for (std::size_t i = 0; i < top; ++i) excess += (null[i] - bar) / static_cast<double>(top);
  return 0.1 * std::exp(-(observed - bar) / std::max(excess, 1e-12));
}

}  // namespace

Eigen::MatrixXd slow_columns(int days, const Eigen::MatrixXd& nuisance) {
  require(nuisance.cols() == 0 || nuisance.rows() == days, "slow_columns: one row a day expected, got {} for {} days",
          nuisance.rows(), days);
  constexpr int shortest_period = 90;
  const int waves = 2 * days / shortest_period;
  const int own = 2 + waves;
  Eigen::MatrixXd design(days, own + nuisance.cols());
  for (int t = 0; t < days; ++t) {
    design(t, 0) = 1;
    design(t, 1) = 2.0 * t / std::max(1, days - 1) - 1;
    for (int k = 1; k <= waves; ++k) design(t, 1 + k) = std::cos(std::numbers::pi * k * (t + 0.5) / days);
  }
  if (nuisance.cols() > 0) design.rightCols(nuisance.cols()) = nuisance;
  return design;
}

Eigen::MatrixXd independent_columns(const Eigen::MatrixXd& x) {
  if (x.size() == 0) return x;
  const Eigen::RowVectorXd norms = x.colwise().norm().cwiseMax(1e-300);
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr;
  qr.setThreshold(1e-4);
  qr.compute(x * norms.cwiseInverse().asDiagonal());
  std::vector<int> keep(qr.colsPermutation().indices().data(), qr.colsPermutation().indices().data() + qr.rank());
  std::sort(keep.begin(), keep.end());
  return x(Eigen::all, keep);
}

CycleScan cycle_scan(std::span<const Series> dimensions, const CycleScanOptions& options) {
  require(options.shortest_days >= 2 && options.shortest_days < options.longest_days,
          "cycle_scan: 2 <= shortest < longest expected, got {} and {}", options.shortest_days, options.longest_days);
  require(options.usual_days > 0, "cycle_scan: usual_days must be positive, got {}", options.usual_days);
  require(options.draws >= 50, "cycle_scan: draws must be >= 50, got {}", options.draws);
  CycleScan scan;
  scan.trace.assign(dimensions.size(), 0);
  if (dimensions.empty()) return scan;
  const Day first = dimensions[0].first;
  const int days = dimensions[0].days();
  for (const Series& one : dimensions) {
    require(one.first == first && one.days() == days, "cycle_scan: dimensions of one span expected, got {} and {} days",
            days, one.days());
  }
  if (days < std::max<double>(options.min_days, 3 * options.longest_days)) return scan;

  const Eigen::MatrixXd design = slow_columns(days, options.nuisance);
  const double low = 1 / options.longest_days, high = 1 / options.shortest_days;
  const std::vector<double> frequencies = frequencies_between(low, high, 0.34 / days);
  const Eigen::MatrixXd waves = wave_columns(days, frequencies);
  std::vector<Part> parts;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (auto part = part_of(dimensions[d], d, design, waves, options.min_days)) parts.push_back(std::move(*part));
  }
  if (parts.empty()) return scan;

  // Noise shared by the dimensions is shared in the null too: correlation of the residuals on common days.
  const auto width = static_cast<Eigen::Index>(parts.size());
  Eigen::MatrixXd residuals = Eigen::MatrixXd::Zero(days, width);
  for (Eigen::Index i = 0; i < width; ++i) {
    const Part& part = parts[static_cast<std::size_t>(i)];
    const Model& model = part.models[part.best];
    const Eigen::VectorXd z = stats::whiten(part.days, part.values, model.noise).columns;
    residuals(part.days, i) = z - model.basis * (model.basis.transpose() * z);
    residuals.col(i) /= residuals.col(i).norm() / std::sqrt(part.degrees);
  }
  const Eigen::VectorXd norms = residuals.colwise().norm();
  Eigen::MatrixXd correlation = 0.95 * norms.cwiseInverse().asDiagonal() * (residuals.transpose() * residuals) *
                                norms.cwiseInverse().asDiagonal();
  correlation.diagonal().setOnes();
  const Eigen::MatrixXd root = correlation.llt().matrixL();

  std::vector<Eigen::MatrixXd> slow, fresh;
  for (Eigen::Index i = 0; i < width; ++i)
    slow.emplace_back(days, options.draws), fresh.emplace_back(days, options.draws);
  const Random random(options.seed);
  Eigen::VectorXd one(width), mixed(width);
  for (int b = 0; b < options.draws; ++b) {
    Random draw = random.fork(static_cast<std::uint64_t>(b));
    for (int t = 0; t < days; ++t) {
      for (auto* kind : {&slow, &fresh}) {
        for (double& value : one) value = draw.normal();
        mixed = root * one;
        for (Eigen::Index i = 0; i < width; ++i) (*kind)[static_cast<std::size_t>(i)](t, b) = mixed(i);
      }
    }
  }
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(frequencies.size()), 1 + options.draws);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    Eigen::MatrixXd series(part.values.size(), 1 + options.draws);
    series << part.values, coloured(part.days, part.models[part.best].noise, slow[i], fresh[i]);
    add_evidence(evidence(part, series), sum);
  }
  // Cycles near the usual length are likelier; one of any length stays possible.
  Eigen::VectorXd prior(static_cast<Eigen::Index>(frequencies.size()));
  for (std::size_t f = 0; f < frequencies.size(); ++f) {
    const double z = (1 / frequencies[f] - options.usual_days) / usual_sd_days;
    prior(static_cast<Eigen::Index>(f)) = std::exp(-0.5 * z * z) + unusual;
  }
  sum.colwise() += (prior / prior.mean()).array().log().matrix();
  std::vector<double> null;
  for (Eigen::Index b = 1; b < sum.cols(); ++b) null.push_back(mean_evidence(sum.col(b)));
  const Eigen::VectorXd observed = sum.col(0);
  scan.p = tail(null, mean_evidence(observed));
  scan.enough = true;
  Eigen::Index best = 0;
  observed.maxCoeff(&best);
  scan.period_days = 1 / frequencies[static_cast<std::size_t>(best)];
  // The period's error: its posterior sd, and cycles that are not equally long.
  const Eigen::VectorXd posterior = (observed.array() - observed.maxCoeff()).exp();
  double mean = 0, square = 0;
  for (std::size_t f = 0; f < frequencies.size(); ++f) {
    const double off = 1 / frequencies[f] - scan.period_days;
    mean += off * posterior(static_cast<Eigen::Index>(f)) / posterior.sum();
    square += off * off * posterior(static_cast<Eigen::Index>(f)) / posterior.sum();
  }
  scan.period_se = std::sqrt(std::max(0.0, square - mean * mean) + 2.25 / (days / scan.period_days));
  // What is left beside a wave of that period, by the noise model that goes best with it.
  scan.residuals = Eigen::MatrixXd::Zero(days, static_cast<Eigen::Index>(dimensions.size()));
  for (const Part& part : parts) {
    std::vector<double> weight(part.models.size());
    (void)evidence(part, part.values, &weight, best);
    const Model& model =
        part.models[static_cast<std::size_t>(std::max_element(weight.begin(), weight.end()) - weight.begin())];
    const Eigen::VectorXd z = stats::whiten(part.days, part.values, model.noise).columns;
    const Eigen::VectorXd rest = z - model.basis * (model.basis.transpose() * z);
    const double power = (model.waves.middleCols(2 * best, 2).transpose() * rest).squaredNorm();
    const double variance = (rest.squaredNorm() - power) / (part.degrees - 2);
    scan.residuals(part.days, static_cast<Eigen::Index>(part.dimension)) = rest / std::sqrt(variance);
    scan.trace[part.dimension] = power / variance / 2;
  }
  return scan;
}

}  // namespace skin2vec::series
