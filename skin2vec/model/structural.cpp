// n days read before the block, m days of a block (of refit_days, whether all were lived or not, so that the products
// of a block have the same shape and bytes on each of its days), D dimensions of a group, r days that some of them
// lack.
#include "skin2vec/model/structural.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/model/structural_rows.h"

namespace skin2vec::model {
namespace {

constexpr std::array kAnswering = {0.1, 0.35, 1.0};  // how much people answer to what acts, of the usual

// The days of a block, and those remembered before it.
struct Span {
  int begin = 0, block = 0, end = 0;  // [begin, block) remembered; [block, end) of the block, end may be yet to come
  int from = 0;                       // the first origin that is wanted
};

bool was_read(const DayTable& table, int day, int dimension) {
  return day < table.days && !std::isnan(table.value(day, dimension));
}

// Dimensions that were read on much the same days before the block: they share one factor.
struct Group {
  std::vector<int> dimensions;
  std::vector<int> days;     // n: those on which one of them was read
  std::vector<int> missing;  // r of them, on which another was not
};

Group group_of(const DayTable& table, std::vector<int> dimensions, const Span& span) {
  Group group{.dimensions = std::move(dimensions), .days = {}, .missing = {}};
  for (int day = span.begin; day < span.block; ++day) {
    const auto read =
        std::count_if(group.dimensions.begin(), group.dimensions.end(), [&](int d) { return was_read(table, day, d); });
    if (read > 0) group.days.push_back(day);
    if (read > 0 && read < static_cast<std::ptrdiff_t>(group.dimensions.size())) group.missing.push_back(day);
  }
  return group;
}

// A dimension joins the first group of whose days no more than a quarter would then be missing to some.
std::vector<Group> groups(const DayTable& table, const Span& span) {
  std::vector<Group> all;
  for (int d = 0; d < static_cast<int>(table.value.cols()); ++d) {
    bool joined = false;
    for (std::size_t g = 0; g < all.size() && !joined; ++g) {
      std::vector<int> dimensions = all[g].dimensions;
      dimensions.push_back(d);
      Group with = group_of(table, std::move(dimensions), span);
      joined = with.missing.size() * 4 <= with.days.size();
      if (joined) all[g] = std::move(with);
    }
    if (!joined) all.push_back(group_of(table, {d}, span));
  }
  return all;
}

// What one part of the usual answers says of a dimension from the origins of a block, and how well it told the days
// before.
struct Told {
  RowMatrix mean;             // (m, kHorizons)
  double log_likelihood = 0;  // of what was read before the block, its scale fitted; up to a constant
};

// The covariances of a group: among the days before the block, of them with those of the block, among those.
struct Process {
  Covariance before, across, within;
  std::vector<Covariance> ahead_before, ahead_within;  // of each origin wanted
};

RowMatrix with_part(const Covariance& covariance, double part) {
  return covariance.fixed + part * part * covariance.answers;
}

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

// One dimension of a group. Its own days are those of the group but for the missing ones: with K^-1 of all days and E
// its columns of those, the solution without them is x - K^-1 E (E' K^-1 E)^-1 E' x.
class Alone {
 public:
  // x (n, D + m + r): K^-1 [values, covariances with the block, columns of the missing days]
  Alone(const DayTable& table, const Group& group, const RowMatrix& x, std::size_t i, int size)
      : dimension_(group.dimensions[i]), column_(static_cast<Eigen::Index>(i)) {
    block_ = static_cast<Eigen::Index>(group.dimensions.size());
    std::vector<Eigen::Index> rows;
    for (std::size_t k = 0; k < group.missing.size(); ++k) {
      if (was_read(table, group.missing[k], dimension_)) continue;
      lacking_.push_back(block_ + size + static_cast<Eigen::Index>(k));
      rows.push_back(std::lower_bound(group.days.begin(), group.days.end(), group.missing[k]) - group.days.begin());
    }
    if (lacking_.empty()) return;
    const Eigen::PartialPivLU<Eigen::MatrixXd> precision(x(rows, lacking_));
    log_determinant_ = std::log(std::abs(precision.determinant()));
    correction_ = precision.solve(Eigen::MatrixXd(x(rows, Eigen::all)));
  }

  // k' x (rows, D + m + r) of all days to that of its own.
  [[nodiscard]] Eigen::MatrixXd own(const RowMatrix& told) const {
    Eigen::MatrixXd mine = told;
    if (!lacking_.empty()) mine -= Eigen::MatrixXd(told(Eigen::all, lacking_)) * correction_;
    return mine;
  }

  [[nodiscard]] Eigen::VectorXd values(const Eigen::MatrixXd& own) const { return own.col(column_); }
  [[nodiscard]] Eigen::MatrixXd block(const Eigen::MatrixXd& own, int size) const {
    return own.middleCols(block_, size);
  }
  [[nodiscard]] double log_determinant() const { return log_determinant_; }  // that the missing days took away

 private:
  int dimension_;
  Eigen::Index column_, block_ = 0;
  std::vector<Eigen::Index> lacking_;  // columns of x
  Eigen::MatrixXd correction_;
  double log_determinant_ = 0;
};

// The first value that is remembered by `before`, about which a dimension is forecast; NaN: none.
double first_value(const DayTable& table, const Span& span, int dimension, int before) {
  for (int day = span.begin; day < before; ++day) {
    if (was_read(table, day, dimension)) return table.value(day, dimension);
  }
  return NAN;
}

// The days of the block come to those before it one by one, as they are lived: their own covariance S given those
// before grows by a row of its Cholesky factor for each that was read.
void tell_block(const DayTable& table, const Span& span, int dimension, const Eigen::MatrixXd& s,
                const Eigen::VectorXd& expected, double zero, const std::vector<Eigen::MatrixXd>& ahead,
                const std::vector<Eigen::VectorXd>& ahead_expected, RowMatrix& mean) {
  const int size = span.end - span.block, first = std::max(span.from, span.block) - span.block;
  const bool known = !std::isnan(first_value(table, span, dimension, span.block));
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
             d_all = static_cast<Eigen::Index>(group.dimensions.size()),
             missing = static_cast<Eigen::Index>(group.missing.size());
  RowMatrix k = with_part(process.before, part);
  k.diagonal().array() += noise;
  const RowMatrix across = with_part(process.across, part);  // (m,n)
  RowMatrix y = RowMatrix::Zero(n, d_all + size + missing);
  for (Eigen::Index d = 0; d < d_all; ++d) {
    const int dimension = group.dimensions[static_cast<std::size_t>(d)];
    const double zero = first_value(table, span, dimension, span.block);
    for (Eigen::Index i = 0; i < n; ++i) {
      const int day = group.days[static_cast<std::size_t>(i)];
      if (was_read(table, day, dimension)) y(i, d) = table.value(day, dimension) - zero;
    }
  }
  y.middleCols(d_all, size) = across.transpose();
  for (Eigen::Index r = 0; r < missing; ++r) {
    const auto at = std::lower_bound(group.days.begin(), group.days.end(), group.missing[static_cast<std::size_t>(r)]);
    y(at - group.days.begin(), d_all + size + r) = 1;
  }
  const Cholesky factor(std::move(k));
  const RowMatrix x = factor.solve(y);
  const auto told_of = [&](const RowMatrix& rows) {
    RowMatrix told = RowMatrix::Zero(rows.rows(), x.cols());
    add_product(rows, x, told);
    return told;
  };
  const RowMatrix within = with_part(process.within, part), block_told = told_of(across);
  std::vector<RowMatrix> ahead_within, ahead_told;
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
    Told told{.mean = RowMatrix::Constant(size, kHorizons, NAN)};
    const Alone alone(table, group, x, i, size);
    const auto values = y.col(static_cast<Eigen::Index>(i));
    Eigen::Index own_days = 0;
    for (const int day : group.days) own_days += was_read(table, day, dimension) ? 1 : 0;
    if (own_days >= 2) {
      RowMatrix square = RowMatrix::Zero(1, x.cols());
      add_product(values.transpose(), x, square);
      const double error = alone.values(alone.own(square))(0);
      told.log_likelihood = -0.5 * static_cast<double>(own_days) * std::log(std::max(error, 1e-300)) -
                            factor.log_determinant() - alone.log_determinant() / 2;
    }
    const Eigen::MatrixXd block_own = alone.own(block_told);
    Eigen::MatrixXd s = within - alone.block(block_own, size);
    s.diagonal().array() += noise;
    std::vector<Eigen::MatrixXd> ahead;
    std::vector<Eigen::VectorXd> ahead_expected;
    ahead.reserve(ahead_told.size());
    ahead_expected.reserve(ahead_told.size());
    for (std::size_t origin = 0; origin < ahead_told.size(); ++origin) {
      const Eigen::MatrixXd own = alone.own(ahead_told[origin]);
      ahead.emplace_back(ahead_within[origin] - alone.block(own, size));
      ahead_expected.push_back(alone.values(own));
    }
    const double zero = first_value(table, span, dimension, std::min(span.end, table.days));
    tell_block(table, span, dimension, s, alone.values(block_own), zero, ahead, ahead_expected, told.mean);
    all.push_back(std::move(told));
  }
  return all;
}

// The forecasts of a block's origins, with scales and expectations of the days before it. Each dimension weighs the
// parts of the usual answers by how well they told those days.
void fill_block(Outlook& outlook, const DayTable& table, const StructuralOptions& options, const Span& span) {
  const BlockRows rows = block_rows(table, options, span.begin, span.block, span.end, span.from);
  for (const Group& group : groups(table, span)) {
    const Process process = process_of(group, rows, span, options);
    std::vector<std::vector<Told>> told;
    told.reserve(kAnswering.size());
    for (const double part : kAnswering) told.push_back(tell(table, group, process, span, part, options));
    for (std::size_t i = 0; i < group.dimensions.size(); ++i) {
      double best = -INFINITY, sum = 0;
      std::array<double, kAnswering.size()> weights{};
      for (const auto& one : told) best = std::max(best, one[i].log_likelihood);
      for (std::size_t c = 0; c < told.size(); ++c) sum += weights[c] = std::exp(told[c][i].log_likelihood - best);
      for (int origin = std::max(span.from, span.block); origin < std::min(span.end, table.days); ++origin) {
        for (int h = 1; h <= kHorizons; ++h) {
          double mean = 0;
          for (std::size_t c = 0; c < told.size(); ++c) {
            mean += weights[c] / sum * told[c][i].mean(origin - span.block, h - 1);
          }
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

}  // namespace skin2vec::model
