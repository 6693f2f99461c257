// n days read before the block, m days of a block (of refit_days, whether all were lived or not, so that the products
// of a block have the same shape and bytes on each of its days), D dimensions of a group, r days that some of them
// lack.
#include "skin2vec/forecast/structural.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/structural_group.h"

namespace skin2vec::forecast {
namespace {

// The days of a block, and those remembered before it.
struct Span {
  int begin = 0, block = 0, end = 0;  // [begin, block) remembered; [block, end) of the block, end may be yet to come
  int from = 0;                       // the first origin that is wanted
};

// What one part of the usual answers says of a dimension from the origins of a block, and how well it told the days
// before.
struct Told {
  linalg::RowMatrix mean;     // (m, kHorizons)
  double log_likelihood = 0;  // of what was read before the block, its scale fitted; up to a constant
};

// The covariances of a group: among the days before the block, of them with those of the block, among those.
struct Process {
  Covariance before, across, within;
  std::vector<Covariance> ahead_before, ahead_within;  // of each origin wanted
};

Process process_of(const Group& group, const BlockRows& rows, const Span& span, const StructuralOptions& o) {
  const int size = span.end - span.block, lived = static_cast<int>(rows.lived.day.size());
  std::vector<Eigen::Index> which;
  which.reserve(group.days.size());
  for (const int day : group.days) which.push_back(day - span.begin);
  const DayRows before = select(rows.lived, which);
  // Days that are not lived yet stand as the last one that was: they are never looked at.
  which.clear();
  for (int day = 0; day < size; ++day) which.push_back(std::min(span.block - span.begin + day, lived - 1));
  const DayRows within = select(rows.lived, which);
  Process process{.before = covariance(before, before, rows.distance, o),
                  .across = covariance(within, before, rows.distance, o),
                  .within = covariance(within, within, rows.distance, o),
                  .ahead_before = {},
                  .ahead_within = {}};
  process.ahead_before.reserve(rows.ahead.size());
  process.ahead_within.reserve(rows.ahead.size());
  for (const DayRows& ahead : rows.ahead) {
    process.ahead_before.push_back(covariance(ahead, before, rows.distance, o));
    process.ahead_within.push_back(covariance(ahead, within, rows.distance, o));
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
Without alone(const DayTable& table, const Group& group, const linalg::RowMatrix& x, int dimension,
              const Columns& columns) {
  std::vector<Eigen::Index> rows, lacking;
  for (std::size_t k = 0; k < group.missing.size(); ++k) {
    if (was_read(table, group.missing[k], dimension)) continue;
    lacking.push_back(columns.missing(k));
    rows.push_back(group.row(group.missing[k]));
  }
  return {x, rows, std::move(lacking)};
}

// The days of the block come to those before it one by one, as they are lived: their own covariance S given those
// before grows by a row of its Cholesky factor for each that was read.
void tell_block(const DayTable& table, const Span& span, int dimension, const Eigen::MatrixXd& s,
                const Eigen::VectorXd& expected, double zero, const std::vector<Eigen::MatrixXd>& ahead,
                const std::vector<Eigen::VectorXd>& ahead_expected, linalg::RowMatrix& mean) {
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
      double sum = zero + ahead_expected[origin](h);
      for (Eigen::Index k = 0; k < n; ++k) sum += ahead[origin](h, read[static_cast<std::size_t>(k)]) * weights(k);
      mean(i, h) = sum;
    }
  }
}

// What a group says with one part of the usual answers, a dimension each.
std::vector<Told> tell(const DayTable& table, const Group& group, const Process& process, const Span& span, double part,
                       const StructuralOptions& o) {
  const int size = span.end - span.block;
  const double noise = o.noise_sd * o.noise_sd;
  const auto n = static_cast<Eigen::Index>(group.days.size()),
             d_all = static_cast<Eigen::Index>(group.dimensions.size());
  const Columns columns(group, size);
  linalg::RowMatrix k = with_part(process.before, part);
  k.diagonal().array() += noise;
  const linalg::RowMatrix across = with_part(process.across, part);  // (m,n)
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
  const auto told_of = [&](const linalg::RowMatrix& rows) {
    linalg::RowMatrix told = linalg::RowMatrix::Zero(rows.rows(), x.cols());
    linalg::add_product(rows, x, told);
    return told;
  };
  const linalg::RowMatrix within = with_part(process.within, part), block_told = told_of(across);
  std::vector<linalg::RowMatrix> ahead_within, ahead_told;
  ahead_within.reserve(process.ahead_before.size());
  ahead_told.reserve(process.ahead_before.size());
  for (std::size_t origin = 0; origin < process.ahead_before.size(); ++origin) {
    ahead_within.push_back(with_part(process.ahead_within[origin], part));
    ahead_told.push_back(told_of(with_part(process.ahead_before[origin], part)));
  }

  std::vector<Told> all;
  all.reserve(group.dimensions.size());
  for (std::size_t i = 0; i < group.dimensions.size(); ++i) {
    const int dimension = group.dimensions[i];
    Told told{.mean = linalg::RowMatrix::Constant(size, kHorizons, NAN)};
    const Without others = alone(table, group, x, dimension, columns);
    const auto column = static_cast<Eigen::Index>(i);
    int own_days = 0;
    for (const int day : group.days) own_days += was_read(table, day, dimension) ? 1 : 0;
    if (own_days >= 2) {
      linalg::RowMatrix square = linalg::RowMatrix::Zero(1, x.cols());
      linalg::add_product(y.col(column).transpose(), x, square);
      told.log_likelihood =
          log_likelihood(own_days, others.own(square)(0, column), factor.log_determinant(), others.log_determinant());
    }
    const Eigen::MatrixXd block_own = others.own(block_told);
    Eigen::MatrixXd s = within - columns.block(block_own);
    s.diagonal().array() += noise;
    std::vector<Eigen::MatrixXd> ahead;
    std::vector<Eigen::VectorXd> ahead_expected;
    ahead.reserve(ahead_told.size());
    ahead_expected.reserve(ahead_told.size());
    for (std::size_t origin = 0; origin < ahead_told.size(); ++origin) {
      const Eigen::MatrixXd own = others.own(ahead_told[origin]);
      ahead.emplace_back(ahead_within[origin] - columns.block(own));
      ahead_expected.emplace_back(own.col(column));
    }
    const double zero = first_value(table, span.begin, std::min(span.end, table.days), dimension);
    tell_block(table, span, dimension, s, block_own.col(column), zero, ahead, ahead_expected, told.mean);
    all.push_back(std::move(told));
  }
  return all;
}

// The forecasts of a block's origins, with scales and expectations of the days before it. Each dimension weighs the
// parts of the usual answers by how well they told those days.
void fill_block(Outlook& outlook, const DayTable& table, const StructuralOptions& options, const Span& span) {
  const BlockRows rows = block_rows(table, options, span.begin, span.block, span.end, span.from);
  for (const Group& group : groups(table, span.begin, span.block)) {
    const Process process = process_of(group, rows, span, options);
    std::vector<std::vector<Told>> told;
    told.reserve(kAnswering.size());
    for (const double part : kAnswering) told.push_back(tell(table, group, process, span, part, options));
    for (std::size_t i = 0; i < group.dimensions.size(); ++i) {
      std::array<double, kAnswering.size()> likelihood{};
      for (std::size_t c = 0; c < told.size(); ++c) likelihood[c] = told[c][i].log_likelihood;
      const auto weights = shares(likelihood);
      for (int origin = std::max(span.from, span.block); origin < std::min(span.end, table.days); ++origin) {
        for (int h = 1; h <= kHorizons; ++h) {
          double mean = 0;
          for (std::size_t c = 0; c < told.size(); ++c)
            mean += weights[c] * told[c][i].mean(origin - span.block, h - 1);
          outlook.mean(origin, h, group.dimensions[i]) = mean;
        }
      }
    }
  }
}

}  // namespace

Outlook structural_outlook(const DayTable& table, const StructuralOptions& options, int from) {
  require(from >= 0, "structural_outlook: from must not be negative, got {}", from);
  require(options.remembered_days > 0 && options.refit_days > 0, "structural_outlook: days are positive");
  require(options.noise_sd > 0 && options.level_days > 0 && options.state_days > 0 && options.bump_width > 0,
          "structural_outlook: noise, forgetting and width are positive");
  Outlook outlook(table.days, static_cast<int>(table.dimensions.size()));
  const int first = from < table.days ? from / options.refit_days * options.refit_days : table.days;
  for (int block = first; block < table.days; block += options.refit_days) {
    fill_block(outlook, table, options,
               {.begin = std::max(0, block - options.remembered_days),
                .block = block,
                .end = block + options.refit_days,
                .from = from});
  }
  return with_own_spread(std::move(outlook), table);
}

}  // namespace skin2vec::forecast
