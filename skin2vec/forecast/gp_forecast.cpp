// n days observed before the block, m days of a block (always refit_days, observed or not, so that the products of a
// block have the same shape and bytes on each of its days), D dimensions of a group, r days that some of them lack.
//
// For one response scale, with K the covariance of the n days plus noise s^2 I, A (m,n) that of the block's days with
// them, F (kHorizons,n) that of an origin's future days with them:
//
//   X = K^-1 [Y, A', E]                     one Cholesky factor for all dimensions of the group, E unit vectors of r days
//   downdated by the r days a dimension lacks (LeaveOut): K^-1 without their rows and columns
//   block mean  A K^-1 y,  block covariance  S = B - A K^-1 A' + s^2 I       (B among the block's days)
//   future mean  F K^-1 y + (F_B - F K^-1 A') S_oo^-1 (y_o - block mean_o)   (o the block's days observed by the origin)
//
// The last line is conditioned one day after the other, by growing the Cholesky factor of S_oo by a row. To verify:
// test/forecast/gp_forecast_test.cpp solves the whole covariance of each origin at once.
#include "skin2vec/forecast/gp_forecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/gp_groups.h"

namespace skin2vec::forecast {
namespace {

// The days of a block, and those remembered before it.
struct Span {
  int begin = 0, block = 0, end = 0;  // [begin, block) remembered; [block, end) of the block, end may be yet to come
  int from = 0;                       // the first origin that is wanted
};

// The posterior of a dimension for one response scale: means from the origins of a block, and the marginal likelihood.
struct Posterior {
  linalg::RowMatrix mean;     // (m, kHorizons)
  double log_likelihood = 0;  // of the observations before the block (gp_groups.h)
};

// The covariances of a group: among the days before the block, of them with those of the block, among those.
struct Process {
  Covariance before, across, within;
  std::vector<Covariance> future_before, future_within;  // of each origin wanted
};

Process process_of(const Group& group, const BlockRows& rows, const Span& span, const GpOptions& o) {
  const int size = span.end - span.block, observed = static_cast<int>(rows.observed.day.size());
  std::vector<Eigen::Index> which;
  which.reserve(group.days.size());
  for (const int day : group.days) which.push_back(day - span.begin);
  const FeatureRows before = select(rows.observed, which);
  // Days that are not lived yet stand as the last one that was: they are never looked at.
  which.clear();
  for (int day = 0; day < size; ++day) which.push_back(std::min(span.block - span.begin + day, observed - 1));
  const FeatureRows within = select(rows.observed, which);
  Process process{.before = covariance(before, before, rows.distance, o),
                  .across = covariance(within, before, rows.distance, o),
                  .within = covariance(within, within, rows.distance, o),
                  .future_before = {},
                  .future_within = {}};
  process.future_before.reserve(rows.future.size());
  process.future_within.reserve(rows.future.size());
  for (const FeatureRows& future : rows.future) {
    process.future_before.push_back(covariance(future, before, rows.distance, o));
    process.future_within.push_back(covariance(future, within, rows.distance, o));
  }
  return process;
}

// The columns of the block in what a group is solved for: [values, covariances with the block, units of missing days].
class Columns {
 public:
  Columns(const Group& group, int size) : block_(std::ssize(group.dimensions)), size_(size) {}
  [[nodiscard]] Eigen::Index missing(std::size_t k) const { return block_ + size_ + static_cast<Eigen::Index>(k); }
  [[nodiscard]] Eigen::Index all(const Group& group) const { return block_ + size_ + std::ssize(group.missing); }
  [[nodiscard]] Eigen::MatrixXd block(const Eigen::MatrixXd& own) const { return own.middleCols(block_, size_); }

 private:
  Eigen::Index block_, size_;
};

// One dimension of a group: its own days are those of the group but for the missing ones.
LeaveOut alone(const DayTable& table, const Group& group, const linalg::RowMatrix& x, int dimension,
               const Columns& columns) {
  std::vector<Eigen::Index> rows, lacking;
  for (std::size_t k = 0; k < group.missing.size(); ++k) {
    if (was_read(table, group.missing[k], dimension)) continue;
    lacking.push_back(columns.missing(k));
    rows.push_back(group.row(group.missing[k]));
  }
  return {x, rows, std::move(lacking)};
}

// Conditions on the observed days of the block one after the other, and writes the mean after each. With L the Cholesky
// factor of S over the days observed so far and w = L^-1 (y - mean), a further day i adds the row
//   l = L^-1 s_i,  L_ii = sqrt(S_ii - l'l),  w_i = (y_i - mean_i - l'w) / L_ii
// and the future mean is  zero + future_mean + c L'^-1 w,  c the conditional covariance of future and observed days.
void condition_sequentially(const DayTable& table, const Span& span, int dimension, const Eigen::MatrixXd& s,
                            const Eigen::VectorXd& expected, double zero, const std::vector<Eigen::MatrixXd>& future,
                            const std::vector<Eigen::VectorXd>& future_mean, linalg::RowMatrix& mean) {
  const int size = span.end - span.block, first = std::max(span.from, span.block) - span.block;
  const bool known = !std::isnan(first_value(table, span.begin, span.block, dimension));
  Eigen::MatrixXd factor = Eigen::MatrixXd::Zero(size, size);
  Eigen::VectorXd whitened = Eigen::VectorXd::Zero(size);
  std::vector<int> read;
  for (int i = 0; i < size && span.block + i < table.days; ++i) {
    if (was_read(table, span.block + i, dimension)) {
      const auto n = static_cast<Eigen::Index>(read.size());
      Eigen::VectorXd row(n);
      for (Eigen::Index k = 0; k < n; ++k) row(k) = s(i, read[static_cast<std::size_t>(k)]);
      factor.topLeftCorner(n, n).triangularView<Eigen::Lower>().solveInPlace(row);
      factor.row(n).head(n) = row.transpose();
      factor(n, n) = std::sqrt(s(i, i) - row.squaredNorm());
      whitened(n) =
          (table.value(span.block + i, dimension) - zero - expected(i) - row.dot(whitened.head(n))) / factor(n, n);
      read.push_back(i);
    }
    if (i < first || (!known && read.empty())) continue;
    const auto n = static_cast<Eigen::Index>(read.size());
    Eigen::VectorXd weights = whitened.head(n);
    factor.topLeftCorner(n, n).triangularView<Eigen::Lower>().transpose().solveInPlace(weights);
    const auto origin = static_cast<std::size_t>(i - first);
    for (int h = 0; h < kHorizons; ++h) {
      double sum = zero + future_mean[origin](h);
      for (Eigen::Index k = 0; k < n; ++k) sum += future[origin](h, read[static_cast<std::size_t>(k)]) * weights(k);
      mean(i, h) = sum;
    }
  }
}

// The posteriors of a group's dimensions for one response scale.
std::vector<Posterior> posteriors(const DayTable& table, const Group& group, const Process& process, const Span& span,
                                  double response_scale, const GpOptions& o) {
  const int size = span.end - span.block;
  const double noise = o.noise_sd * o.noise_sd;
  const auto n = static_cast<Eigen::Index>(group.days.size()),
             d_all = static_cast<Eigen::Index>(group.dimensions.size());
  const Columns columns(group, size);
  linalg::RowMatrix k = with_scale(process.before, response_scale);
  k.diagonal().array() += noise;
  const linalg::RowMatrix across = with_scale(process.across, response_scale);  // (m,n)
  linalg::RowMatrix y = linalg::RowMatrix::Zero(n, columns.all(group));
  for (Eigen::Index d = 0; d < d_all; ++d) {
    const int dimension = group.dimensions[static_cast<std::size_t>(d)];
    const double zero = first_value(table, span.begin, span.block, dimension);
    for (Eigen::Index i = 0; i < n; ++i) {
      const int day = group.days[static_cast<std::size_t>(i)];
      if (was_read(table, day, dimension)) y(i, d) = table.value(day, dimension) - zero;
    }
  }
  y.middleCols(d_all, size) = across.transpose();
  for (std::size_t r = 0; r < group.missing.size(); ++r) y(group.row(group.missing[r]), columns.missing(r)) = 1;
  const linalg::Cholesky factor(std::move(k));
  const linalg::RowMatrix x = factor.solve(y);
  const auto solved_of = [&](const linalg::RowMatrix& rows) {
    linalg::RowMatrix posterior = linalg::RowMatrix::Zero(rows.rows(), x.cols());
    linalg::add_product(rows, x, posterior);
    return posterior;
  };
  const linalg::RowMatrix within = with_scale(process.within, response_scale), block_solved = solved_of(across);
  std::vector<linalg::RowMatrix> future_within, future_solved;
  future_within.reserve(process.future_before.size());
  future_solved.reserve(process.future_before.size());
  for (std::size_t origin = 0; origin < process.future_before.size(); ++origin) {
    future_within.push_back(with_scale(process.future_within[origin], response_scale));
    future_solved.push_back(solved_of(with_scale(process.future_before[origin], response_scale)));
  }

  std::vector<Posterior> all;
  all.reserve(group.dimensions.size());
  for (std::size_t i = 0; i < group.dimensions.size(); ++i) {
    const int dimension = group.dimensions[i];
    Posterior posterior{.mean = linalg::RowMatrix::Constant(size, kHorizons, NAN)};
    const LeaveOut others = alone(table, group, x, dimension, columns);
    const auto column = static_cast<Eigen::Index>(i);
    int own_days = 0;
    for (const int day : group.days) own_days += was_read(table, day, dimension) ? 1 : 0;
    if (own_days >= 2) {
      linalg::RowMatrix square = linalg::RowMatrix::Zero(1, x.cols());
      linalg::add_product(y.col(column).transpose(), x, square);
      posterior.log_likelihood = log_likelihood(own_days, others.downdate(square)(0, column), factor.log_determinant(),
                                                others.log_determinant());
    }
    const Eigen::MatrixXd block_own = others.downdate(block_solved);
    Eigen::MatrixXd s = within - columns.block(block_own);
    s.diagonal().array() += noise;
    std::vector<Eigen::MatrixXd> future;
    std::vector<Eigen::VectorXd> future_mean;
    future.reserve(future_solved.size());
    future_mean.reserve(future_solved.size());
    for (std::size_t origin = 0; origin < future_solved.size(); ++origin) {
      const Eigen::MatrixXd own = others.downdate(future_solved[origin]);
      future.emplace_back(future_within[origin] - columns.block(own));
      future_mean.emplace_back(own.col(column));
    }
    const double zero = first_value(table, span.begin, std::min(span.end, table.days), dimension);
    condition_sequentially(table, span, dimension, s, block_own.col(column), zero, future, future_mean, posterior.mean);
    all.push_back(std::move(posterior));
  }
  return all;
}

// The forecasts of a block's origins: the mean over the response scales, weighted by marginal likelihood.
void fill_block(Forecasts& forecasts, const DayTable& table, const GpOptions& options, const Span& span) {
  const BlockRows rows = block_rows(table, options, span.begin, span.block, span.end, span.from);
  for (const Group& group : groups(table, span.begin, span.block)) {
    const Process process = process_of(group, rows, span, options);
    std::vector<std::vector<Posterior>> posterior;
    posterior.reserve(kResponseScales.size());
    for (const double response_scale : kResponseScales)
      posterior.push_back(posteriors(table, group, process, span, response_scale, options));
    for (std::size_t i = 0; i < group.dimensions.size(); ++i) {
      std::array<double, kResponseScales.size()> likelihood{};
      for (std::size_t c = 0; c < posterior.size(); ++c) likelihood[c] = posterior[c][i].log_likelihood;
      const auto weights = shares(likelihood);
      for (int origin = std::max(span.from, span.block); origin < std::min(span.end, table.days); ++origin) {
        for (int h = 1; h <= kHorizons; ++h) {
          double mean = 0;
          for (std::size_t c = 0; c < posterior.size(); ++c)
            mean += weights[c] * posterior[c][i].mean(origin - span.block, h - 1);
          forecasts.mean(origin, h, group.dimensions[i]) = mean;
        }
      }
    }
  }
}

}  // namespace

Forecasts gp_forecast(const DayTable& table, const GpOptions& options, int from) {
  require(from >= 0, "structural_outlook: from must not be negative, got {}", from);
  require(options.remembered_days > 0 && options.refit_days > 0, "structural_outlook: days are positive");
  require(options.noise_sd > 0 && options.level_days > 0 && options.state_days > 0 && options.bump_width > 0,
          "structural_outlook: noise, forgetting and width are positive");
  Forecasts forecasts(table.days, static_cast<int>(table.dimensions.size()));
  const int first = from < table.days ? from / options.refit_days * options.refit_days : table.days;
  for (int block = first; block < table.days; block += options.refit_days) {
    fill_block(forecasts, table, options,
               {.begin = std::max(0, block - options.remembered_days),
                .block = block,
                .end = block + options.refit_days,
                .from = from});
  }
  return with_empirical_sd(std::move(forecasts), table);
}

}  // namespace skin2vec::forecast
