#include "skin2vec/stats/mixed.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/mixed_equations.h"

namespace skin2vec::stats {

namespace {

using equations::Gram;
using equations::GramCache;
using equations::Search;
using equations::Solved;
using equations::update_ratios;
using equations::Usable;
using equations::usable_days;
using equations::usable_rows;

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
  require(!options.noise || options.variance_ratios.size() == design.blocks.size(),
          "mixed: a ratio for each of {} blocks expected, got {}", design.blocks.size(),
          options.variance_ratios.size());
  require(options.rounds >= 0, "mixed: rounds must be >= 0, got {}", options.rounds);
}

// D^-1, in variances of the noise: 0 for fixed columns.
Eigen::VectorXd prior_precision(const MixedFit& fit) {
  Eigen::VectorXd prior = Eigen::VectorXd::Zero(fit.coefficients.size());
  for (std::size_t j = 0; j < fit.blocks.size(); ++j) {
    prior.segment(fit.fixed + fit.blocks[j].from, fit.blocks[j].columns).setConstant(1 / fit.variance_ratios[j]);
  }
  return prior;
}

// Of the i-th of the values that the GramCache are made of.
MixedFit fit_one(GramCache& grams, Eigen::Index i, const MixedDesign& design, const MixedOptions& options) {
  const Usable& rows = grams.rows();
  const Eigen::Index p = design.fixed.cols() + design.random.cols(), y = p + i;
  MixedFit fit;
  fit.blocks = design.blocks;
  fit.fixed = static_cast<int>(design.fixed.cols());
  fit.n = static_cast<int>(rows.days.size());
  if (fit.n < fit.fixed + 5) return fit;

  // Ratios start where each block explains about as much as the noise of one day.
  fit.variance_ratios.assign(design.blocks.size(), 1);
  std::vector<double> scales(design.blocks.size(), 1);
  for (std::size_t j = 0; j < design.blocks.size(); ++j) {
    const Block& block = design.blocks[j];
    const double size =
        rows.z.middleCols(fit.fixed + block.from, block.columns).squaredNorm() / static_cast<double>(fit.n);
    fit.variance_ratios[j] = size > 0 ? equations::first_share / size : 1;
    scales[j] = size > 0 ? equations::largest_share / size : 1;
  }

  Search search(grams, y, design, scales, options);
  Solved best;
  const auto try_noise = [&](Noise noise) {
    noise.phi = std::clamp(noise.phi, 0.0, 0.98);
    noise.white = std::clamp(noise.white, 0.0, 0.95);
    Solved solved = search.at(noise, fit.variance_ratios);
    if (!solved.good || (best.good && solved.likelihood <= best.likelihood + 1e-6)) return false;
    fit.noise = noise, best = std::move(solved);
    return true;
  };
  // Rounds of the ratios until none changes by `enough`; false if they lead nowhere.
  const auto settle_ratios = [&](int rounds, double identifiable) {
    for (int round = 0; round < rounds; ++round) {
      const double change = update_ratios(best, search.used(best, fit.variance_ratios), fit.blocks, scales, fit.fixed,
                                          fit.variance_ratios);
      best = search.at(fit.noise, fit.variance_ratios);
      if (!best.good) return false;
      if (change < identifiable) break;
    }
    return true;
  };
  if (options.noise) {
    fit.variance_ratios = options.variance_ratios;
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
  best = search.last(std::move(best), fit.noise, fit.variance_ratios);
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
  fit.identifiable = true;
  return fit;
}

}  // namespace

MixedFit mixed(std::span<const double> y, const MixedDesign& design, const MixedOptions& options) {
  check(y, design, options);
  GramCache grams(usable_rows(usable_days(y, design), {y}, design));
  return fit_one(grams, 0, design, options);
}

std::vector<MixedFit> mixed_each(std::span<const std::span<const double>> values, const MixedDesign& design,
                                 int threads) {
  struct Group {
    std::vector<std::span<const double>> values;
    std::unique_ptr<GramCache> grams;
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
    group.grams = std::make_unique<GramCache>(usable_rows(days, group.values, design));
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
  rest.variance_ratios.pop_back();
  if (!fit.identifiable) return rest;
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

AddedVariableTest::AddedVariableTest(std::span<const double> y, const MixedDesign& design, const MixedFit& fit)
    : enough_(fit.identifiable), all_days_(std::ssize(y)), noise_(fit.noise), variance_(fit.variance) {
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

std::vector<AddedVariableTest::Added> AddedVariableTest::of(const Eigen::MatrixXd& columns) const {
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

AddedVariableTest::Group AddedVariableTest::group(const Eigen::MatrixXd& columns) const {
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
