#include "skin2vec/stats/mixed.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/by_days.h"

namespace skin2vec::stats {

namespace {

// Legend: n days, k fixed and q random columns, p = k + q, m dimensions that have a value on the same days,
// z (n, p + m) = [fixed | random | their values], gram = z' V^-1 z with V the correlation matrix of the noise.
struct Usable {
  std::vector<int> days;
  Eigen::MatrixXd z;
};

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

struct Gram {
  Eigen::MatrixXd matrix;  // (p + m, p + m)
  double log_determinant = 0;
};

Gram gram_of(const Usable& rows, Noise noise) {
  const Whitened w = whiten(rows.days, rows.z, noise);
  Gram gram{Eigen::MatrixXd::Zero(w.columns.cols(), w.columns.cols()), w.log_determinant};
  gram.matrix.selfadjointView<Eigen::Lower>().rankUpdate(w.columns.transpose());
  gram.matrix.triangularView<Eigen::StrictlyUpper>() = gram.matrix.transpose();
  return gram;
}

// The Grams of the noises that were tried: the search comes back to where it was, with other ratios, and the searches
// for other dimensions come by. Each is made once, by the thread that is there first.
class Grams {
 public:
  explicit Grams(Usable rows) : rows_(std::move(rows)) {}
  [[nodiscard]] const Usable& rows() const { return rows_; }
  const Gram& at(Noise noise) {
    std::unique_lock lock(guard_);
    Entry& entry = known_[{noise.phi, noise.white}];
    lock.unlock();
    std::call_once(entry.made, [&] { entry.gram = gram_of(rows_, noise); });
    return entry.gram;
  }

 private:
  struct Entry {
    std::once_flag made;
    Gram gram;
  };
  Usable rows_;
  std::mutex guard_;
  std::map<std::pair<double, double>, Entry> known_;
};

struct Solved {
  bool good = false;
  Eigen::LLT<Eigen::MatrixXd> factor{Eigen::MatrixXd(0, 0)};  // of the coefficient matrix of the mixed model equations
  Eigen::VectorXd coefficients;
  double variance = 0;
  double likelihood = 0;   // restricted log likelihood up to a constant, with the priors
  ByDays::Solved by_days;  // where the days are fewer than the columns, instead of the factor
};

// Prior of a ratio r: gamma, log density off_zero log r - r / scale, where a block of ratio `scale` explains
// `largest_share` times the noise of a day. Off zero, and proper: without an upper end a diary shorter than the design
// is explained without noise.
constexpr double off_zero = 0.5;
constexpr double largest_share = 4;
constexpr double first_share = 0.3;  // where the search starts

// Mixed model equations at one noise and one set of ratios:
// C = [X' X, X' Z; Z' X, Z' Z + D^-1] (whitened),  -2 l = log|V| + log|C| + sum log D + (n - k) log y' P y
// y: its column in the Gram.
Solved solve(const Gram& gram, Eigen::Index y, const std::vector<Block>& blocks, const std::vector<double>& ratios,
             const std::vector<double>& scales, int k, int n, Noise noise) {
  Solved solved;
  const Eigen::Index p = k + (blocks.empty() ? 0 : blocks.back().from + blocks.back().columns);
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
std::vector<double> used_by(const Solved& solved, const std::vector<Block>& blocks, const std::vector<double>& ratios,
                            int k) {
  const Eigen::VectorXd diagonal = inverse_diagonal(solved.factor.matrixLLT());
  std::vector<double> used;
  used.reserve(blocks.size());
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    const double trace = diagonal.segment(k + blocks[j].from, blocks[j].columns).sum();
    used.push_back(blocks[j].columns - trace / ratios[j]);
  }
  return used;
}

// One round of the fixed point: ratio = (b'b / variance + prior) / used.
double update_ratios(const Solved& solved, const std::vector<double>& used, const std::vector<Block>& blocks,
                     const std::vector<double>& scales, int k, std::vector<double>& ratios) {
  double largest = 0;
  for (std::size_t j = 0; j < blocks.size(); ++j) {
    const Block& block = blocks[j];
    const double squares = solved.coefficients.segment(k + block.from, block.columns).squaredNorm() / solved.variance;
    // Stationary point of the restricted likelihood with the prior: used - squares / r - 2 off_zero + 2 r / scale = 0,
    // solved for r in its first term.
    const double next = std::clamp(
        (squares + 2 * off_zero * ratios[j]) / (std::max(used[j], 1e-6) + 2 * ratios[j] / scales[j]), 1e-8, 1e8);
    largest = std::max(largest, std::abs(std::log(next / ratios[j])));
    ratios[j] = next;
  }
  return largest;
}

// The same equations from the side of the days, where those are fewer (by_days.h).
class Search {
 public:
  Search(Grams& grams, Eigen::Index y, const MixedDesign& design, const std::vector<double>& scales,
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
  Solved at(Noise noise, const std::vector<double>& ratios) {
    return days_ ? by_days(noise, ratios) : solve(grams_.at(noise), y_, blocks_, ratios, scales_, k_, n_, noise);
  }
  [[nodiscard]] std::vector<double> used(const Solved& solved, const std::vector<double>& ratios) const {
    return days_ ? days_->used(solved.by_days, ratios) : used_by(solved, blocks_, ratios, k_);
  }
  // With the factor of the coefficient matrix.
  Solved last(Solved best, Noise noise, const std::vector<double>& ratios) {
    if (!days_) return best;
    return solve(grams_.at(noise), y_, blocks_, ratios, scales_, k_, n_, noise);
  }

 private:
  Solved by_days(Noise noise, const std::vector<double>& ratios) {
    Solved solved;
    ByDays::Solved now = days_->solve(noise, ratios);
    if (!now.good) return solved;
    double prior = 0;
    for (std::size_t j = 0; j < blocks_.size(); ++j) prior += off_zero * std::log(ratios[j]) - ratios[j] / scales_[j];
    const double rss = std::max(now.rss, 1e-12 * grams_.rows().z.col(y_).squaredNorm());
    solved.variance = std::max(rss / (n_ - k_), 1e-300);
    solved.likelihood = -0.5 * (now.log_determinants + (n_ - k_) * std::log(solved.variance)) +
                        0.5 * std::log(1 - noise.phi * noise.phi) + prior;
    solved.coefficients = now.coefficients;
    solved.by_days = std::move(now);
    solved.good = true;
    return solved;
  }

  Grams& grams_;
  Eigen::Index y_;
  const std::vector<Block>& blocks_;
  const std::vector<double>& scales_;
  int k_, n_ = 0;
  std::optional<ByDays> days_;
};

void check(std::span<const double> y, const MixedDesign& design, const MixedOptions& options) {
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
  require(options.rounds >= 0, "mixed: rounds must be >= 0, got {}", options.rounds);
}

// D^-1, in variances of the noise: 0 for fixed columns.
Eigen::VectorXd prior_precision(const MixedFit& fit) {
  Eigen::VectorXd prior = Eigen::VectorXd::Zero(fit.coefficients.size());
  for (std::size_t j = 0; j < fit.blocks.size(); ++j) {
    prior.segment(fit.fixed + fit.blocks[j].from, fit.blocks[j].columns).setConstant(1 / fit.ratios[j]);
  }
  return prior;
}

// Of the i-th of the values that the Grams are made of.
MixedFit fit_one(Grams& grams, Eigen::Index i, const MixedDesign& design, const MixedOptions& options) {
  const Usable& rows = grams.rows();
  const Eigen::Index p = design.fixed.cols() + design.random.cols(), y = p + i;
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

  Search search(grams, y, design, scales, options);
  Solved best;
  const auto try_noise = [&](Noise noise) {
    noise.phi = std::clamp(noise.phi, 0.0, 0.98);
    noise.white = std::clamp(noise.white, 0.0, 0.95);
    Solved solved = search.at(noise, fit.ratios);
    if (!solved.good || (best.good && solved.likelihood <= best.likelihood + 1e-6)) return false;
    fit.noise = noise, best = std::move(solved);
    return true;
  };
  // Rounds of the ratios until none changes by `enough`; false if they lead nowhere.
  const auto settle_ratios = [&](int rounds, double enough) {
    for (int round = 0; round < rounds; ++round) {
      const double change =
          update_ratios(best, search.used(best, fit.ratios), fit.blocks, scales, fit.fixed, fit.ratios);
      best = search.at(fit.noise, fit.ratios);
      if (!best.good) return false;
      if (change < enough) break;
    }
    return true;
  };
  if (options.noise) {
    fit.ratios = options.ratios;
    try_noise(*options.noise);
    if (!best.good || !settle_ratios(options.rounds, 0.005)) return fit;
  } else {
    for (double phi : {0.0, 0.4, 0.8}) {
      for (double white : {0.0, 0.3, 0.6}) {
        if (phi > 0 || white == 0) try_noise({phi, white});
      }
    }
    if (!best.good) return fit;
    double step = 0.1;
    for (int round = 0; round < 4; ++round, step /= 2) {
      if (!settle_ratios(8, 0.02)) return fit;
      bool moved = true;
      for (int turn = 0; moved && turn < 4; ++turn) {
        const Noise at = fit.noise;
        moved = try_noise({at.phi + step, at.white}) || try_noise({at.phi - step, at.white});
        moved =
            try_noise({fit.noise.phi, at.white + 2 * step}) || try_noise({fit.noise.phi, at.white - 2 * step}) || moved;
      }
    }
    if (!settle_ratios(12, 0.005)) return fit;
  }
  best = search.last(std::move(best), fit.noise, fit.ratios);
  if (!best.good) return fit;
  const Gram& gram = grams.at(fit.noise);
  fit.coefficients = best.coefficients;
  const Eigen::MatrixXd inverse = best.factor.solve(Eigen::MatrixXd::Identity(p, p));
  // The prior keeps ratios off zero, so that the restricted variance is a tenth too small where most blocks do nothing.
  // The residuals e = (I - H) y have e'e = variance tr (I - H)^2 there, and more where a block is shrunken. With F =
  // C - D^-1 the Gram of the columns, H has the traces of C^-1 F: tr H = p - tr C^-1 D^-1, and tr H^2 of its square.
  const Eigen::VectorXd prior = prior_precision(fit);
  const Eigen::VectorXd& b = fit.coefficients;
  const Eigen::VectorXd right = gram.matrix.col(y).head(p);
  const double rss = gram.matrix(y, y) - b.dot(right) - b.cwiseAbs2().dot(prior);
  const double shrunken = inverse.diagonal().dot(prior), twice = prior.dot(inverse.cwiseAbs2() * prior);
  const double taken = static_cast<double>(p) - shrunken;
  const double left = fit.n - 2 * taken + (static_cast<double>(p) - 2 * shrunken + twice);
  fit.variance = std::max(rss / std::max(left, 1.0), best.variance);
  fit.degrees = std::max(fit.n - taken, 3.0);
  fit.covariance = fit.variance * inverse;
  fit.enough = true;
  return fit;
}

}  // namespace

MixedFit mixed(std::span<const double> y, const MixedDesign& design, const MixedOptions& options) {
  check(y, design, options);
  Grams grams(usable_rows(usable_days(y, design), {y}, design));
  return fit_one(grams, 0, design, options);
}

std::vector<MixedFit> mixed_each(std::span<const std::span<const double>> values, const MixedDesign& design,
                                 int threads) {
  struct Group {
    std::vector<std::span<const double>> values;
    std::unique_ptr<Grams> grams;
  };
  std::map<std::vector<int>, Group> groups;
  std::vector<std::pair<Group*, Eigen::Index>> places;
  places.reserve(values.size());
  for (const std::span<const double> y : values) {
    check(y, design, {});
    Group& group = groups[usable_days(y, design)];
    places.emplace_back(&group, std::ssize(group.values));
    group.values.push_back(y);
  }
  for (auto& [days, group] : groups) {
    group.grams = std::make_unique<Grams>(usable_rows(days, group.values, design));
  }
  std::vector<MixedFit> fits(values.size());
  parallel_for(values.size(), threads,
               [&](std::size_t i) { fits[i] = fit_one(*places[i].first->grams, places[i].second, design, {}); });
  return fits;
}

MixedFit without_last_block(const MixedFit& fit) {
  require(!fit.blocks.empty(), "without_last_block: a block expected, got {}", fit.blocks.size());
  MixedFit rest = fit;
  rest.blocks.pop_back();
  rest.ratios.pop_back();
  if (!fit.enough) return rest;
  // C^-1 = [A B; B' G]: the inverse of C's first part is A - B G^-1 B', and what the block had goes to the others.
  const Eigen::Index m = fit.blocks.back().columns, p = fit.coefficients.size() - m;
  const Eigen::LLT<Eigen::MatrixXd> own(fit.covariance.bottomRightCorner(m, m));
  const Eigen::MatrixXd shared = fit.covariance.topRightCorner(p, m);
  rest.coefficients = fit.coefficients.head(p) - shared * own.solve(fit.coefficients.tail(m));
  rest.covariance = fit.covariance.topLeftCorner(p, p) - shared * own.solve(shared.transpose());
  const double shrunken = rest.covariance.diagonal().dot(prior_precision(rest)) / fit.variance;
  rest.degrees = std::max(fit.n - (static_cast<double>(p) - shrunken), 3.0);
  return rest;
}

AddedColumns::AddedColumns(std::span<const double> y, const MixedDesign& design, const MixedFit& fit)
    : enough_(fit.enough), all_days_(std::ssize(y)), noise_(fit.noise), variance_(fit.variance) {
  require(design.fixed.rows() == all_days_ && design.random.rows() == all_days_,
          "AddedColumns: one row a day expected, got {} and {} for {} days", design.fixed.rows(), design.random.rows(),
          y.size());
  if (!enough_) return;
  Usable rows = usable_rows(usable_days(y, design), {y}, design);
  days_ = std::move(rows.days);
  const Eigen::MatrixXd z = whiten(days_, rows.z, noise_).columns;
  const Eigen::Index p = fit.coefficients.size();
  // P = I - W C^-1 W' = I - Q Q' with Q = W R, C^-1 = R R'
  root_ = Eigen::LLT<Eigen::MatrixXd>(fit.covariance / variance_).matrixL();
  explained_ = z.leftCols(p) * root_.triangularView<Eigen::Lower>();
  residual_ = z.col(p) - z.leftCols(p) * fit.coefficients;
}

std::vector<AddedColumns::Added> AddedColumns::of(const Eigen::MatrixXd& columns) const {
  require(columns.rows() == all_days_, "AddedColumns: {} rows expected, got {}", all_days_, columns.rows());
  const Eigen::Index m = columns.cols();
  std::vector<Added> added(static_cast<std::size_t>(m), {NAN, NAN});
  if (!enough_ || m == 0) return added;
  const Eigen::MatrixXd w = whiten(days_, columns(days_, Eigen::all), noise_).columns;
  // w' P w and w' P y
  const Eigen::MatrixXd cross = explained_.transpose() * w;  // (p, m)
  const Eigen::VectorXd with_y = w.transpose() * residual_;
  for (Eigen::Index j = 0; j < m; ++j) {
    const double own = w.col(j).squaredNorm(), left = own - cross.col(j).squaredNorm();
    if (!(left > 1e-9 * own)) continue;
    added[static_cast<std::size_t>(j)] = {with_y(j) / left, std::sqrt(variance_ / left)};
  }
  return added;
}

AddedColumns::Group AddedColumns::group(const Eigen::MatrixXd& columns) const {
  require(columns.rows() == all_days_, "AddedColumns: {} rows expected, got {}", all_days_, columns.rows());
  const Eigen::Index m = columns.cols(), p = root_.cols();
  Group group{{Eigen::MatrixXd::Zero(m, m), Eigen::VectorXd::Zero(m)}, Eigen::MatrixXd::Zero(p, m)};
  if (!enough_) return group;
  const Eigen::MatrixXd w = whiten(days_, columns(days_, Eigen::all), noise_).columns;
  const Eigen::MatrixXd cross = explained_.transpose() * w;
  group.carried = root_.triangularView<Eigen::Lower>() * cross;
  group.evidence.information = (w.transpose() * w - cross.transpose() * cross) / variance_;
  group.evidence.score = w.transpose() * residual_ / variance_;
  return group;
}

}  // namespace skin2vec::stats
