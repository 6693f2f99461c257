#include "skin2vec/model/decomposed_linear.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::model {
namespace {

constexpr int kWindow = 28, kTrend = 7, kColumns = 2 * kWindow;
constexpr int kLeastPairs = 60;

// The window that ends with a day, about its own mean.
struct Window {
  double mean = 0;
  Eigen::VectorXd columns;  // (kColumns): trend, remainder
};

Window window_of(const std::vector<double>& filled, int day) {
  Window window{.columns = Eigen::VectorXd(kColumns)};
  const double* x = filled.data() + day + 1 - kWindow;
  for (int i = 0; i < kWindow; ++i) window.mean += x[i] / kWindow;
  for (int i = 0; i < kWindow; ++i) {
    // The ends are repeated, as the method has it.
    double trend = 0;
    for (int k = i - kTrend / 2; k <= i + kTrend / 2; ++k) trend += x[std::clamp(k, 0, kWindow - 1)] / kTrend;
    window.columns(i) = trend - window.mean;
    window.columns(kWindow + i) = x[i] - trend;
  }
  return window;
}

// One dimension. Sums of the pairs whose target was read grow day by day; weights are fitted at the start of a block.
void fill(Outlook& outlook, const DayTable& table, int d, const DecomposedLinearOptions& options) {
  std::vector<double> filled(static_cast<std::size_t>(table.days), NAN);
  std::vector<Eigen::MatrixXd> gram(kHorizons, Eigen::MatrixXd::Zero(kColumns, kColumns));
  std::vector<Eigen::VectorXd> cross(kHorizons, Eigen::VectorXd::Zero(kColumns)), weights(kHorizons);
  std::vector<int> pairs(kHorizons, 0);
  std::vector<Window> windows(static_cast<std::size_t>(table.days));
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
        const auto at = static_cast<std::size_t>(h - 1);
        const Window& from = windows[static_cast<std::size_t>(day - h)];
        gram[at].selfadjointView<Eigen::Lower>().rankUpdate(from.columns);
        cross[at] += from.columns * (value - from.mean);
        ++pairs[at];
      }
    }
    const bool whole = day >= first + kWindow - 1;
    if (whole) {
      windows[static_cast<std::size_t>(day)] = window_of(filled, day);
      squares += windows[static_cast<std::size_t>(day)].columns.squaredNorm() / kColumns;
      ++n;
    }
    if (++since_fit >= options.refit_days && pairs.back() >= kLeastPairs && squares > 0) {
      since_fit = 0;
      for (std::size_t h = 0; h < kHorizons; ++h) {
        Eigen::MatrixXd penalized = gram[h];
        penalized.diagonal().array() += options.penalty * squares / n;
        weights[h] = penalized.selfadjointView<Eigen::Lower>().llt().solve(cross[h]);
      }
    }
    for (int h = 1; h <= kHorizons; ++h) {
      const Eigen::VectorXd& fitted = weights[static_cast<std::size_t>(h - 1)];
      const Window& now = windows[static_cast<std::size_t>(day)];
      outlook.mean(day, h, d) = whole && fitted.size() > 0 ? now.mean + fitted.dot(now.columns) : last;
    }
  }
}

}  // namespace

Outlook decomposed_linear_outlook(const DayTable& table, const DecomposedLinearOptions& options) {
  require(options.penalty > 0 && options.refit_days >= 1, "decomposed_linear_outlook: penalty {}, refit every {} days",
          options.penalty, options.refit_days);
  Outlook outlook(table.days, static_cast<int>(table.dimensions.size()));
  for (int d = 0; d < outlook.dimensions(); ++d) fill(outlook, table, d, options);
  return with_own_spread(std::move(outlook), table);
}

}  // namespace skin2vec::model
