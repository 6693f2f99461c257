#include "skin2vec/stats/mixed.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::stats {

namespace {

// Legend: n days, k fixed and q random columns, p = k + q, z (n, p + 1) = [fixed | random | y], gram = z' V^-1 z with V
// the correlation matrix of the noise.
struct Usable {
  std::vector<int> days;
  Eigen::MatrixXd z;
};

Usable usable_rows(std::span<const double> y, const MixedDesign& design) {
  Usable rows;
  const Eigen::Index k = design.fixed.cols(), q = design.random.cols();
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto row = static_cast<Eigen::Index>(t);
    if (!std::isnan(y[t]) && design.fixed.row(row).allFinite() && design.random.row(row).allFinite()) {
      rows.days.push_back(static_cast<int>(t));
    }
  }
  rows.z.resize(static_cast<Eigen::Index>(rows.days.size()), k + q + 1);
  for (std::size_t i = 0; i < rows.days.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    rows.z.row(row).head(k) = design.fixed.row(rows.days[i]);
    rows.z.row(row).segment(k, q) = design.random.row(rows.days[i]);
    rows.z(row, k + q) = y[static_cast<std::size_t>(rows.days[i])];
  }
  return rows;
}

struct Gram {
  Eigen::MatrixXd matrix;  // (p + 1, p + 1)
  double log_determinant = 0;
};

Gram gram_of(const Usable& rows, Noise noise) {
  const Whitened w = whiten(rows.days, rows.z, noise);
  Gram gram{Eigen::MatrixXd::Zero(w.columns.cols(), w.columns.cols()), w.log_determinant};
  gram.matrix.selfadjointView<Eigen::Lower>().rankUpdate(w.columns.transpose());
  gram.matrix.triangularView<Eigen::StrictlyUpper>() = gram.matrix.transpose();
  return gram;
}

// The Grams of the noises that were tried: the search comes back to where it was, with other ratios.
class Grams {
 public:
  explicit Grams(const Usable& rows) : rows_(rows) {}
  const Gram& at(Noise noise) {
    const auto [place, is_new] = known_.try_emplace({noise.phi, noise.white});
    if (is_new) place->second = gram_of(rows_, noise);
    return place->second;
  }

 private:
  const Usable& rows_;
  std::map<std::pair<double, double>, Gram> known_;
};

struct Solved {
  bool good = false;
  Eigen::LLT<Eigen::MatrixXd> factor;  // of the coefficient matrix of the mixed model equations
  Eigen::VectorXd coefficients;
  double variance = 0;
  double likelihood = 0;  // restricted log likelihood up to a constant, with the priors
};

// Prior of a ratio r: gamma, log density off_zero log r - r / scale, where a block of ratio `scale` explains
// `largest_share` times the noise of a day. Off zero, and proper: without an upper end a diary shorter than the design
// is explained without noise.
constexpr double off_zero = 0.5;
constexpr double largest_share = 4;
constexpr double first_share = 0.3;  // where the search starts

// Mixed model equations at one noise and one set of ratios:
// C = [X' X, X' Z; Z' X, Z' Z + D^-1] (whitened),  -2 l = log|V| + log|C| + sum log D + (n - k) log y' P y
Solved solve(const Gram& gram, const std::vector<Block>& blocks, const std::vector<double>& ratios,
             const std::vector<double>& scales, int k, int n, Noise noise) {
  Solved solved;
  const Eigen::Index p = gram.matrix.cols() - 1;
  Eigen::MatrixXd c = gram.matrix.topLeftCorner(p, p);
  double log_ratios = 0, prior = 0;
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    c.diagonal().segment(k + blocks[j].from, blocks[j].columns).array() += 1 / ratios[j];
    log_ratios += blocks[j].columns * std::log(ratios[j]);
    prior += off_zero * std::log(ratios[j]) - ratios[j] / scales[j];
  }
  solved.factor.compute(c);
  if (solved.factor.info() != Eigen::Success) return solved;
  const Eigen::VectorXd diagonal = solved.factor.matrixLLT().diagonal();
  for (Eigen::Index i = 0; i < k; ++i) {  // a fixed column that the ones before it make up
    if (diagonal(i) * diagonal(i) < 1e-10 * gram.matrix(i, i)) return solved;
  }
  const Eigen::VectorXd right = gram.matrix.col(p).head(p);
  solved.coefficients = solved.factor.solve(right);
  const double rss = std::max(gram.matrix(p, p) - solved.coefficients.dot(right), 1e-12 * gram.matrix(p, p));
  solved.variance = std::max(rss / (n - k), 1e-300);
  solved.likelihood = -0.5 * (gram.log_determinant + 2 * diagonal.array().log().sum() + log_ratios +
                              (n - k) * std::log(solved.variance)) +
                      0.5 * std::log(1 - noise.phi * noise.phi) + prior;
  solved.good = true;
  return solved;
}

// One round of the fixed point: ratio = (b'b / variance + prior) / (columns - trace(C^-1 block) / ratio).
double update_ratios(const Solved& solved, const std::vector<Block>& blocks, const std::vector<double>& scales, int k,
                     std::vector<double>& ratios) {
  const Eigen::Index p = solved.coefficients.size();
  // diag(C^-1) = column norms of L^-1
  Eigen::MatrixXd inverse = Eigen::MatrixXd::Identity(p, p);
  solved.factor.matrixL().solveInPlace(inverse);
  const Eigen::VectorXd diagonal = inverse.colwise().squaredNorm();
  double largest = 0;
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    const Block& block = blocks[j];
    const double squares = solved.coefficients.segment(k + block.from, block.columns).squaredNorm() / solved.variance;
    const double trace = diagonal.segment(k + block.from, block.columns).sum();
    // Stationary point of the restricted likelihood with the prior: used - squares / r - 2 off_zero + 2 r / scale = 0,
    // where used = columns - trace / r is the degrees of freedom that the block takes, solved for r in its first term.
    const double used = std::max(block.columns - trace / ratios[j], 1e-6);
    const double next =
        std::clamp((squares + 2 * off_zero * ratios[j]) / (used + 2 * ratios[j] / scales[j]), 1e-8, 1e8);
    largest = std::max(largest, std::abs(std::log(next / ratios[j])));
    ratios[j] = next;
  }
  return largest;
}

}  // namespace

MixedFit mixed(std::span<const double> y, const MixedDesign& design, const MixedOptions& options) {
  const auto rows_wanted = static_cast<Eigen::Index>(y.size());
  require(design.fixed.rows() == rows_wanted && design.random.rows() == rows_wanted,
          "mixed: one row a day expected, got {} and {} rows for {} days", design.fixed.rows(), design.random.rows(),
          y.size());
  int covered = 0;
  for (const Block& block : design.blocks) {
    require(block.from == covered && block.columns >= 1,
            "mixed: a block from column {} expected, got {} columns from {}", covered, block.columns, block.from);
    covered += block.columns;
  }
  require(covered == design.random.cols(), "mixed: blocks must cover {} columns, got {}", design.random.cols(),
          covered);

  require(!options.noise || options.ratios.size() == design.blocks.size(),
          "mixed: a ratio for each of {} blocks expected, got {}", design.blocks.size(), options.ratios.size());

  const Usable rows = usable_rows(y, design);
  MixedFit fit;
  fit.blocks = design.blocks;
  fit.fixed = static_cast<int>(design.fixed.cols());
  fit.n = static_cast<int>(rows.days.size());
  if (fit.n < fit.fixed + 5) return fit;

  // Ratios start where each block explains about as much as the noise of one day.
  fit.ratios.assign(design.blocks.size(), 1);
  std::vector<double> scales(design.blocks.size(), 1);
  for (std::size_t j = 0; j < design.blocks.size(); ++j) {
    const Block& block = design.blocks[j];
    const double size =
        rows.z.middleCols(fit.fixed + block.from, block.columns).squaredNorm() / static_cast<double>(fit.n);
    fit.ratios[j] = size > 0 ? first_share / size : 1;
    scales[j] = size > 0 ? largest_share / size : 1;
  }

  Grams grams(rows);
  const Gram* gram = nullptr;  // of the best noise
  Solved best;
  const auto try_noise = [&](Noise noise) {
    noise.phi = std::clamp(noise.phi, 0.0, 0.98);
    noise.white = std::clamp(noise.white, 0.0, 0.95);
    const Gram& other = grams.at(noise);
    Solved solved = solve(other, fit.blocks, fit.ratios, scales, fit.fixed, fit.n, noise);
    if (!solved.good || (best.good && solved.likelihood <= best.likelihood + 1e-6)) return false;
    fit.noise = noise, gram = &other, best = std::move(solved);
    return true;
  };
  if (options.noise) {
    fit.ratios = options.ratios;
    try_noise(*options.noise);
    if (!best.good) return fit;
  } else {
    for (double phi : {0.0, 0.4, 0.8}) {
      for (double white : {0.0, 0.3, 0.6}) {
        if (phi > 0 || white == 0) try_noise({phi, white});
      }
    }
    if (!best.good) return fit;
    double step = 0.1;
    for (int round = 0; round < 4; ++round, step /= 2) {
      for (int i = 0; i < 8; ++i) {
        const double change = update_ratios(best, fit.blocks, scales, fit.fixed, fit.ratios);
        best = solve(*gram, fit.blocks, fit.ratios, scales, fit.fixed, fit.n, fit.noise);
        if (!best.good) return fit;
        if (change < 0.02) break;
      }
      bool moved = true;
      for (int i = 0; moved && i < 4; ++i) {
        const Noise at = fit.noise;
        moved = try_noise({at.phi + step, at.white}) || try_noise({at.phi - step, at.white});
        moved =
            try_noise({fit.noise.phi, at.white + 2 * step}) || try_noise({fit.noise.phi, at.white - 2 * step}) || moved;
      }
    }
    for (int i = 0; i < 12; ++i) {
      const double change = update_ratios(best, fit.blocks, scales, fit.fixed, fit.ratios);
      best = solve(*gram, fit.blocks, fit.ratios, scales, fit.fixed, fit.n, fit.noise);
      if (!best.good) return fit;
      if (change < 0.005) break;
    }
  }
  fit.coefficients = best.coefficients;
  const Eigen::Index p = best.coefficients.size();
  const Eigen::MatrixXd inverse = best.factor.solve(Eigen::MatrixXd::Identity(p, p));
  // The prior keeps ratios off zero, so that the restricted variance is a tenth too small where most blocks do nothing.
  // The residuals e = (I - H) y have e'e = variance tr (I - H)^2 there, and more where a block is shrunken.
  const Eigen::MatrixXd cross = gram->matrix.topLeftCorner(p, p);
  const Eigen::MatrixXd hat = inverse * cross;  // the trace is that of H
  const Eigen::VectorXd& b = fit.coefficients;
  const double rss = gram->matrix(p, p) - 2 * b.dot(gram->matrix.col(p).head(p)) + b.dot(cross * b);
  const double left = fit.n - 2 * hat.trace() + hat.cwiseProduct(hat.transpose()).sum();
  fit.variance = std::max(rss / std::max(left, 1.0), best.variance);
  fit.degrees = std::max(fit.n - hat.trace(), 3.0);
  fit.covariance = fit.variance * inverse;
  fit.enough = true;
  return fit;
}

BlockEvidence block_evidence(const MixedFit& fit, int block) {
  require(block >= 0 && block < std::ssize(fit.blocks), "block_evidence: block must be in [0, {}), got {}",
          fit.blocks.size(), block);
  const Block& at = fit.blocks[static_cast<std::size_t>(block)];
  if (!fit.enough) return {Eigen::MatrixXd::Zero(at.columns, at.columns), Eigen::VectorXd::Zero(at.columns)};
  // The posterior of the block is N(mean, cov): cov^-1 = information + prior^-1, cov^-1 mean = score.
  const Eigen::Index from = fit.fixed + at.from;
  const Eigen::LLT<Eigen::MatrixXd> factor(fit.covariance.block(from, from, at.columns, at.columns));
  BlockEvidence evidence;
  evidence.score = factor.solve(fit.coefficients.segment(from, at.columns));
  evidence.information = factor.solve(Eigen::MatrixXd::Identity(at.columns, at.columns));
  evidence.information.diagonal().array() -= 1 / (fit.ratios[static_cast<std::size_t>(block)] * fit.variance);
  return evidence;
}

BlockTest block_test(const MixedFit& fit, int block, double alternative) {
  const BlockEvidence evidence = block_evidence(fit, block);
  return fit.enough ? block_test(evidence, fit.degrees, alternative) : BlockTest{};
}

BlockTest block_test(const BlockEvidence& evidence, double degrees, double alternative) {
  require(alternative > 0, "block_test: alternative must be > 0, got {}", alternative);
  // With information U diag(w) U' and u = U' score ~ N(0, w): sum u_i^2 / (w_i + 1 / alternative).
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(evidence.information);
  const Eigen::VectorXd u = eigen.eigenvectors().transpose() * evidence.score;
  BlockTest test;
  std::vector<double> weights;
  for (Eigen::Index i = 0; i < u.size(); ++i) {
    const double w = std::max(eigen.eigenvalues()(i), 0.0);
    test.statistic += u(i) * u(i) / (w + 1 / alternative);
    weights.push_back(w / (w + 1 / alternative));
  }
  test.p = weighted_chi_square_tail(weights, test.statistic, degrees);
  return test;
}

AddedColumns::AddedColumns(std::span<const double> y, const MixedDesign& design, const MixedFit& fit)
    : enough_(fit.enough), all_days_(std::ssize(y)), noise_(fit.noise), variance_(fit.variance) {
  require(design.fixed.rows() == all_days_ && design.random.rows() == all_days_,
          "AddedColumns: one row a day expected, got {} and {} for {} days", design.fixed.rows(), design.random.rows(),
          y.size());
  if (!enough_) return;
  Usable rows = usable_rows(y, design);
  days_ = std::move(rows.days);
  whitened_ = whiten(days_, rows.z, noise_).columns;
  inverse_ = fit.covariance / variance_;
  coefficients_ = fit.coefficients;
}

std::vector<AddedColumns::Added> AddedColumns::of(const Eigen::MatrixXd& columns) const {
  require(columns.rows() == all_days_, "AddedColumns: {} rows expected, got {}", all_days_, columns.rows());
  const Eigen::Index m = columns.cols(), p = coefficients_.size();
  std::vector<Added> added(static_cast<std::size_t>(m), {NAN, NAN});
  if (!enough_ || m == 0) return added;
  const Eigen::MatrixXd w = whiten(days_, columns(days_, Eigen::all), noise_).columns;
  // w' P w and w' P y with P = I - W C^-1 W'
  const Eigen::MatrixXd cross = whitened_.leftCols(p).transpose() * w;  // (p, m)
  const Eigen::MatrixXd solved = inverse_ * cross;
  const Eigen::VectorXd with_y = w.transpose() * whitened_.col(p) - cross.transpose() * coefficients_;
  for (Eigen::Index j = 0; j < m; ++j) {
    const double own = w.col(j).squaredNorm(), left = own - cross.col(j).dot(solved.col(j));
    if (!(left > 1e-9 * own)) continue;
    added[static_cast<std::size_t>(j)] = {with_y(j) / left, std::sqrt(variance_ / left)};
  }
  return added;
}

AddedColumns::Group AddedColumns::group(const Eigen::MatrixXd& columns) const {
  require(columns.rows() == all_days_, "AddedColumns: {} rows expected, got {}", all_days_, columns.rows());
  const Eigen::Index m = columns.cols(), p = coefficients_.size();
  Group group{{Eigen::MatrixXd::Zero(m, m), Eigen::VectorXd::Zero(m)}, Eigen::MatrixXd::Zero(p, m)};
  if (!enough_) return group;
  const Eigen::MatrixXd w = whiten(days_, columns(days_, Eigen::all), noise_).columns;
  const Eigen::MatrixXd cross = whitened_.leftCols(p).transpose() * w;
  group.carried = inverse_ * cross;
  group.evidence.information = (w.transpose() * w - cross.transpose() * group.carried) / variance_;
  group.evidence.score = (w.transpose() * whitened_.col(p) - cross.transpose() * coefficients_) / variance_;
  return group;
}

double weighted_chi_square_tail(std::span<const double> weights, double x, double degrees) {
  require(degrees > 0, "weighted_chi_square_tail: degrees must be > 0, got {}", degrees);
  const double largest = weights.empty() ? 0 : *std::max_element(weights.begin(), weights.end());
  for (const double weight : weights) {
    require(weight >= 0, "weighted_chi_square_tail: weights must be >= 0, got {}", weight);
  }
  if (largest <= 0 || x <= 0) return 1;
  // P(S > 0), S = sum w_i chi2_1 - (x / degrees) chi2_degrees. K(t) = -1/2 sum log(1 - 2 t w_i)
  // - degrees / 2 log(1 + 2 t x / degrees) on (-degrees / (2 x), 1 / (2 largest)); the saddlepoint solves K'(t) = 0.
  const double pull = x / degrees;
  const auto slope = [&](double t) {
    double sum = -x / (1 + 2 * t * pull);
    for (const double w : weights) sum += w / (1 - 2 * t * w);
    return sum;
  };
  double low = -0.5 / pull, high = 0.5 / largest;
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (slope(middle) > 0 ? high : low) = middle;
  }
  double t = (low + high) / 2;
  const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) - x;
  double spread = 2 * pull * x;
  for (const double w : weights) spread += 2 * w * w;
  // At the mean the formula is 0 / 0: step past it.
  if (std::abs(mean) < 1e-4 * std::sqrt(spread)) t = (t >= 0 ? 1e-4 : -1e-4) / std::sqrt(spread);
  double k = -0.5 * degrees * std::log1p(2 * t * pull),
         curvature = 2 * x * pull / ((1 + 2 * t * pull) * (1 + 2 * t * pull));
  for (const double w : weights) {
    k -= 0.5 * std::log1p(-2 * t * w);
    curvature += 2 * w * w / ((1 - 2 * t * w) * (1 - 2 * t * w));
  }
  const double r = std::copysign(std::sqrt(std::max(-2 * k, 0.0)), t);
  const double v = t * std::sqrt(curvature);
  if (r == 0 || v == 0) return 0.5;
  return std::clamp(normal_cdf(-(r + std::log(v / r) / r)), 0.0, 1.0);
}

}  // namespace skin2vec::stats
