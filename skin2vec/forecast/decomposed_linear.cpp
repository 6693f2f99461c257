#include "skin2vec/forecast/decomposed_linear.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "skin2vec/base/require.h"
#include "skin2vec/linalg/cholesky.h"

namespace skin2vec::forecast {
namespace {

constexpr int kWindow = 28, kTrend = 7, kColumns = 2 * kWindow;
constexpr int kLeastPairs = 60;

// (kColumns, kWindow): a window about its own mean to its trend and its remainder. The ends are repeated, as the method
// has it.
linalg::RowMatrix split_matrix() {
  linalg::RowMatrix split = linalg::RowMatrix::Zero(kColumns, kWindow);
  for (int i = 0; i < kWindow; ++i) {
    for (int k = i - kTrend / 2; k <= i + kTrend / 2; ++k) split(i, std::clamp(k, 0, kWindow - 1)) += 1.0 / kTrend;
    split.row(kWindow + i) = -split.row(i);
    split(kWindow + i, i) += 1;
  }
  return split;
}

// What weights of the window's own days cost, where w = S' b and the penalty is on the least b (kColumns) that gives w:
// b'b = w' (S'S)^-1 w. So the ridge is solved in kWindow unknowns instead of kColumns.
struct Split {
  Eigen::MatrixXd size;     // S'S (kWindow,kWindow)
  Eigen::MatrixXd penalty;  // its inverse
};

const Split& decomposition() {
  static const Split both = [] {
    const linalg::RowMatrix s = split_matrix();
    Split made{.size = s.transpose() * s, .penalty = {}};
    made.penalty = made.size.llt().solve(Eigen::MatrixXd::Identity(kWindow, kWindow));
    return made;
  }();
  return both;
}

// The pairs of one horizon: their sums, and those that came after the last fit and are added at the next.
struct Pairs {
  linalg::RowMatrix gram = linalg::RowMatrix::Zero(kWindow, kWindow);
  Eigen::VectorXd cross = Eigen::VectorXd::Zero(kWindow), weights;
  std::vector<int> from;  // last days of windows
  std::vector<double> target;
  int n = 0;

  void take_in(const linalg::RowMatrix& windows, const std::vector<double>& means) {
    linalg::RowMatrix x(kWindow, static_cast<Eigen::Index>(from.size()));
    for (std::size_t i = 0; i < from.size(); ++i) {
      x.col(static_cast<Eigen::Index>(i)) = windows.row(from[i]).transpose();
      cross += windows.row(from[i]).transpose() * (target[i] - means[static_cast<std::size_t>(from[i])]);
    }
    linalg::add_product_transposed(x, x, gram);
    from.clear();
    target.clear();
  }
};

// One dimension. Weights are fitted at the start of a block, to all pairs whose target was read by then.
void fill(Forecasts& forecasts, const DayTable& table, int d, const DecomposedLinearOptions& options) {
  std::vector<double> filled(static_cast<std::size_t>(table.days), NAN), means(static_cast<std::size_t>(table.days));
  linalg::RowMatrix windows = linalg::RowMatrix::Zero(table.days, kWindow);  // that end with a day, about their mean
  std::vector<Pairs> pairs(kHorizons);
  double last = NAN, squares = 0;
  int first = -1, since_fit = options.refit_days, n = 0;
  for (int day = 0; day < table.days; ++day) {
    const double value = table.value(day, d);
    if (!std::isnan(value)) last = value;
    if (std::isnan(last)) continue;
    if (first < 0) first = day;
    filled[static_cast<std::size_t>(day)] = last;
    if (!std::isnan(value)) {
      for (int h = 1; h <= kHorizons && day - h >= first + kWindow - 1; ++h) {
        Pairs& of = pairs[static_cast<std::size_t>(h - 1)];
        of.from.push_back(day - h);
        of.target.push_back(value);
        ++of.n;
      }
    }
    const bool whole = day >= first + kWindow - 1;
    if (whole) {
      const Eigen::Map<const Eigen::RowVectorXd> x(filled.data() + day + 1 - kWindow, kWindow);
      const double mean = x.mean();
      means[static_cast<std::size_t>(day)] = mean;
      windows.row(day) = x.array() - mean;
      squares += windows.row(day) * decomposition().size * windows.row(day).transpose();
      ++n;
    }
    if (++since_fit >= options.refit_days && pairs.back().n >= kLeastPairs && squares > 0) {
      since_fit = 0;
      for (Pairs& of : pairs) {
        of.take_in(windows, means);
        of.weights =
            (of.gram + options.penalty * squares / kColumns / n * decomposition().penalty).llt().solve(of.cross);
      }
    }
    for (int h = 1; h <= kHorizons; ++h) {
      const Eigen::VectorXd& fitted = pairs[static_cast<std::size_t>(h - 1)].weights;
      forecasts.mean(day, h, d) =
          whole && fitted.size() > 0 ? means[static_cast<std::size_t>(day)] + windows.row(day).dot(fitted) : last;
    }
  }
}

}  // namespace

Forecasts decomposed_linear_forecast(const DayTable& table, const DecomposedLinearOptions& options) {
  require(options.penalty > 0 && options.refit_days >= 1, "decomposed_linear_outlook: penalty {}, refit every {} days",
          options.penalty, options.refit_days);
  Forecasts forecasts(table.days, static_cast<int>(table.dimensions.size()));
  for (int d = 0; d < forecasts.dimensions(); ++d) fill(forecasts, table, d, options);
  return with_empirical_sd(std::move(forecasts), table);
}

}  // namespace skin2vec::forecast
