#include "skin2vec/stats/mixed_equations.h"

#include <algorithm>
#include <cmath>

namespace skin2vec::stats::equations {

std::vector<int> usable_days(std::span<const double> y, const MixedDesign& design) {
  std::vector<int> days;
  days.reserve(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto row = static_cast<Eigen::Index>(t);
    if (!std::isnan(y[t]) && design.fixed.row(row).allFinite() && design.random.row(row).allFinite()) {
      days.push_back(static_cast<int>(t));
    }
  }
  return days;
}

Usable usable_rows(std::vector<int> days, const std::vector<std::span<const double>>& values,
                   const MixedDesign& design) {
  const Eigen::Index k = design.fixed.cols(), q = design.random.cols(), m = std::ssize(values);
  Usable rows{std::move(days), {}};
  rows.z.resize(std::ssize(rows.days), k + q + m);
  rows.z.leftCols(k) = design.fixed(rows.days, Eigen::all);
  rows.z.middleCols(k, q) = design.random(rows.days, Eigen::all);
  for (Eigen::Index i = 0; i < m; ++i) {
    const std::span<const double> y = values[static_cast<std::size_t>(i)];
    rows.z.col(k + q + i) = Eigen::Map<const Eigen::VectorXd>(y.data(), std::ssize(y))(rows.days);
  }
  return rows;
}

Gram gram_of(const Usable& rows, Noise noise) {
  const Whitened w = whiten(rows.days, rows.z, noise);
  Gram gram{Eigen::MatrixXd::Zero(w.columns.cols(), w.columns.cols()), w.log_determinant};
  gram.matrix.selfadjointView<Eigen::Lower>().rankUpdate(w.columns.transpose());
  gram.matrix.triangularView<Eigen::StrictlyUpper>() = gram.matrix.transpose();
  return gram;
}

namespace {

// Mixed model equations at one noise and one set of ratios:
// C = [X' X, X' Z; Z' X, Z' Z + D^-1] (whitened),  -2 l = log|V| + log|C| + sum log D + (n - k) log y' P y
// y: its column in the Gram.
Solved solve(const Gram& gram, Eigen::Index y, const std::vector<Block>& blocks,
             const std::vector<double>& variance_ratios, const std::vector<double>& scales, int k, int n, Noise noise) {
  Solved solved;
  const Eigen::Index p = k + (blocks.empty() ? 0 : blocks.back().from + blocks.back().columns);
  Eigen::MatrixXd c = gram.matrix.topLeftCorner(p, p);
  double log_ratios = 0, prior = 0;
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    c.diagonal().segment(k + blocks[j].from, blocks[j].columns).array() += 1 / variance_ratios[j];
    log_ratios += blocks[j].columns * std::log(variance_ratios[j]);
    prior += boundary_prior * std::log(variance_ratios[j]) - variance_ratios[j] / scales[j];
  }
  solved.factor.compute(c);
  if (solved.factor.info() != Eigen::Success) return solved;
  const Eigen::VectorXd diagonal = solved.factor.matrixLLT().diagonal();
  for (Eigen::Index i = 0; i < k; ++i) {  // a fixed column that the ones before it make up
    if (diagonal(i) * diagonal(i) < 1e-10 * gram.matrix(i, i)) return solved;
  }
  const Eigen::VectorXd right = gram.matrix.col(y).head(p);
  solved.coefficients = solved.factor.solve(right);
  const double rss = std::max(gram.matrix(y, y) - solved.coefficients.dot(right), 1e-12 * gram.matrix(y, y));
  solved.variance = std::max(rss / (n - k), 1e-300);
  solved.likelihood = -0.5 * (gram.log_determinant + 2 * diagonal.array().log().sum() + log_ratios +
                              (n - k) * std::log(solved.variance)) +
                      0.5 * std::log(1 - noise.phi * noise.phi) + prior;
  solved.good = true;
  return solved;
}

// diag(C^-1) = column norms of L^-1, which is a triangle too: some columns at a time, from their first row on.
Eigen::VectorXd inverse_diagonal(const Eigen::MatrixXd& factor) {
  constexpr Eigen::Index width = 32;
  const Eigen::Index p = factor.cols();
  Eigen::VectorXd diagonal(p);
  for (Eigen::Index from = 0; from < p; from += width) {
    const Eigen::Index m = std::min(width, p - from), rows = p - from;
    Eigen::MatrixXd part = Eigen::MatrixXd::Identity(rows, m);
    factor.bottomRightCorner(rows, rows).triangularView<Eigen::Lower>().solveInPlace(part);
    diagonal.segment(from, m) = part.colwise().squaredNorm();
  }
  return diagonal;
}

// The degrees of freedom that each block takes: columns - trace(C^-1 block) / ratio.
std::vector<double> used_by(const Solved& solved, const std::vector<Block>& blocks,
                            const std::vector<double>& variance_ratios, int k) {
  const Eigen::VectorXd diagonal = inverse_diagonal(solved.factor.matrixLLT());
  std::vector<double> used;
  used.reserve(blocks.size());
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    const double trace = diagonal.segment(k + blocks[j].from, blocks[j].columns).sum();
    used.push_back(blocks[j].columns - trace / variance_ratios[j]);
  }
  return used;
}

}  // namespace

// One round of the fixed point: ratio = (b'b / variance + prior) / used.
double update_ratios(const Solved& solved, const std::vector<double>& used, const std::vector<Block>& blocks,
                     const std::vector<double>& scales, int k, std::vector<double>& variance_ratios) {
  double largest = 0;
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    const Block& block = blocks[j];
    const double squares = solved.coefficients.segment(k + block.from, block.columns).squaredNorm() / solved.variance;
    // Stationary point of the restricted likelihood with the prior: used - squares / r - 2 boundary_prior + 2 r / scale
    // = 0, solved for r in its first term.
    const double next = std::clamp((squares + 2 * boundary_prior * variance_ratios[j]) /
                                       (std::max(used[j], 1e-6) + 2 * variance_ratios[j] / scales[j]),
                                   1e-8, 1e8);
    largest = std::max(largest, std::abs(std::log(next / variance_ratios[j])));
    variance_ratios[j] = next;
  }
  return largest;
}

Search::Search(GramCache& grams, Eigen::Index y, const MixedDesign& design, const std::vector<double>& scales,
               const MixedOptions& options)
    : grams_(grams), y_(y), blocks_(design.blocks), scales_(scales), k_(static_cast<int>(design.fixed.cols())) {
  const Usable& rows = grams.rows();
  const Eigen::Index q = design.random.cols();
  n_ = static_cast<int>(rows.days.size());
  const bool steps = !options.noise || options.rounds > 0;  // one step alone is not worth it
  if (steps && n_ < k_ + q) {
    days_.emplace(rows.days, rows.z.leftCols(k_), rows.z.middleCols(k_, q), blocks_, rows.z.col(y));
  }
}

Solved Search::at(Noise noise, const std::vector<double>& variance_ratios) {
  return days_ ? dual_form(noise, variance_ratios)
               : solve(grams_.at(noise), y_, blocks_, variance_ratios, scales_, k_, n_, noise);
}

std::vector<double> Search::used(const Solved& solved, const std::vector<double>& variance_ratios) const {
  return days_ ? days_->used(solved.dual_form, variance_ratios) : used_by(solved, blocks_, variance_ratios, k_);
}

Solved Search::last(Solved best, Noise noise, const std::vector<double>& variance_ratios) {
  if (!days_) return best;
  return solve(grams_.at(noise), y_, blocks_, variance_ratios, scales_, k_, n_, noise);
}

Solved Search::dual_form(Noise noise, const std::vector<double>& variance_ratios) {
  Solved solved;
  DualForm::Solved now = days_->solve(noise, variance_ratios);
  if (!now.good) return solved;
  double prior = 0;
  for (std::size_t j = 0; j < blocks_.size(); ++j)
    prior += boundary_prior * std::log(variance_ratios[j]) - variance_ratios[j] / scales_[j];
  const double rss = std::max(now.rss, 1e-12 * grams_.rows().z.col(y_).squaredNorm());
  solved.variance = std::max(rss / (n_ - k_), 1e-300);
  solved.likelihood = -0.5 * (now.log_determinants + (n_ - k_) * std::log(solved.variance)) +
                      0.5 * std::log(1 - noise.phi * noise.phi) + prior;
  solved.coefficients = now.coefficients;
  solved.dual_form = std::move(now);
  solved.good = true;
  return solved;
}

}  // namespace skin2vec::stats::equations
