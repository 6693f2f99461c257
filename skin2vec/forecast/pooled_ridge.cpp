// K columns, H horizons.
#include "skin2vec/forecast/pooled_ridge.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <variant>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/tokens.h"

namespace skin2vec::forecast {
namespace {

constexpr int kRecent = 7;

// What was read on each weekday, about the centre of the evening, in scale.
class Weekdays {
 public:
  void add(Day day, double value) {
    const auto at = static_cast<std::size_t>(day.weekday() % 7);
    sum_[at] += value;
    ++n_[at];
  }
  // Shrunk: the part of the squares between weekdays that is beyond what days alone (mean square 1) would give.
  [[nodiscard]] double usual(Day day) const {
    double all = 0, n = 0, between = 0;
    for (std::size_t at = 0; at < 7; ++at) all += sum_[at], n += n_[at];
    for (std::size_t at = 0; at < 7; ++at) {
      if (n_[at] > 0) between += n_[at] * std::pow(sum_[at] / n_[at] - all / n, 2);
    }
    const auto at = static_cast<std::size_t>(day.weekday() % 7);
    if (n_[at] == 0 || between <= 6) return 0;
    return (1 - 6 / between) * (sum_[at] / n_[at] - all / n);
  }

 private:
  std::array<double, 7> sum_{}, n_{};
};

// Calls visit(origin, row, usual) for each origin of dimension d from its first reading on. The last column of the row,
// what is usual on the weekday of the target, is to be set to usual(horizon).
template <typename Visit>
void each_row(const DayTable& table, const Tokens& read, const Forecasts& smoothing, int d, const Visit& visit) {
  const std::string& name = table.dimensions[static_cast<std::size_t>(d)];
  const Rows own = arranged(read, std::vector{name + ".level", name + ".drift", name + ".rough", name + ".since"});
  Weekdays weekdays;
  bool known = false;
  Eigen::VectorXd row(kPooledColumns);
  for (int t = 0; t < table.days; ++t) {
    const double centre = read.centre(t, d), scale = read.scale(t, d);
    const auto z = [&](double value) {
      return std::isnan(value) ? 0 : std::clamp((value - centre) / scale, -kTokenLimit, kTokenLimit);
    };
    if (!std::isnan(table.value(t, d))) {
      known = true;
      weekdays.add(table.first + t, z(table.value(t, d)));
    }
    if (!known) continue;
    const double level = static_cast<double>(own(t, 0)), drift = static_cast<double>(own(t, 1));
    const double rough = static_cast<double>(own(t, 2)), since = static_cast<double>(own(t, 3));
    const double age = std::log1p(t) / 6, smooth = z(smoothing.mean(t, 1, d));
    Eigen::Index k = 0;
    for (int lag = 0; lag < kRecent; ++lag) row(k++) = lag > t ? 0 : z(table.value(t - lag, d));
    for (int lag = 0; lag < kRecent; ++lag) row(k++) = lag > t || std::isnan(table.value(t - lag, d)) ? 0 : 1;
    for (const double one : {level, drift, rough, since, age, smooth, 1.0}) row(k++) = one;
    for (int lag = 0; lag < kRecent; ++lag) row(k) = row(lag) * rough, ++k;
    for (const double one : {level, drift, smooth}) row(k++) = one * rough;
    for (const double one : {row(0), level, drift, smooth}) row(k++) = one * age;
    row(k++) = weekdays.usual(table.first + t);
    visit(t, row, [&](int h) { return weekdays.usual(table.first + t + h); });
  }
}

}  // namespace

PooledSums::PooledSums()
    : gram(kHorizons, Eigen::MatrixXd::Zero(kPooledColumns, kPooledColumns)),
      moment(Eigen::MatrixXd::Zero(kPooledColumns, kHorizons)),
      pairs(kHorizons, 0.0),
      squares(kHorizons, 0.0) {}

void PooledSums::add(const DayTable& table, double weight) {
  const Tokens read = tokens(table);
  const Forecasts smoothing = forecasts_of(Baseline::exponential_smoothing, table);
  for (int d = 0; d < static_cast<int>(table.dimensions.size()); ++d) {
    each_row(table, read, smoothing, d, [&](int t, Eigen::VectorXd& row, const auto& usual) {
      for (int h = 1; h <= kHorizons && t + h < table.days; ++h) {
        const double value = table.value(t + h, d);
        if (std::isnan(value)) continue;
        const double target = std::clamp((value - read.centre(t, d)) / read.scale(t, d), -kTokenLimit, kTokenLimit);
        row(kPooledColumns - 1) = usual(h);
        const auto at = static_cast<std::size_t>(h - 1);
        gram[at].selfadjointView<Eigen::Lower>().rankUpdate(row, weight);
        moment.col(h - 1) += weight * target * row;
        pairs[at] += weight;
        squares[at] += weight * target * target;
      }
    });
  }
}

void PooledSums::add(const PooledSums& more) {
  for (std::size_t h = 0; h < kHorizons; ++h) {
    gram[h] += more.gram[h];
    pairs[h] += more.pairs[h];
    squares[h] += more.squares[h];
  }
  moment += more.moment;
}

PooledWeights fit(const PooledSums& sums, const PooledWeights& prior, double penalty) {
  require(penalty > 0, "pooled_ridge: penalty must be positive, got {}", penalty);
  require(prior.rows() == kPooledColumns && prior.cols() == kHorizons, "pooled_ridge: a prior of {} x {}", prior.rows(),
          prior.cols());
  PooledWeights weights(kPooledColumns, kHorizons);
  for (int h = 0; h < kHorizons; ++h) {
    Eigen::MatrixXd full = sums.gram[static_cast<std::size_t>(h)].selfadjointView<Eigen::Lower>();
    full.diagonal().array() += penalty;
    weights.col(h) = full.ldlt().solve(sums.moment.col(h) + penalty * prior.col(h));
  }
  return weights;
}

double mean_square_error(const PooledSums& sums, const PooledWeights& weights, int horizon) {
  require(horizon >= 1 && horizon <= kHorizons, "pooled_ridge: {} days ahead", horizon);
  const auto at = static_cast<std::size_t>(horizon - 1);
  const Eigen::VectorXd beta = weights.col(horizon - 1);
  const double explained =
      beta.dot(2 * sums.moment.col(horizon - 1) - sums.gram[at].selfadjointView<Eigen::Lower>() * beta);
  return sums.pairs[at] > 0 ? (sums.squares[at] - explained) / sums.pairs[at] : NAN;
}

Forecasts pooled_ridge_forecast(const DayTable& table, const PooledWeights& weights) {
  require(weights.rows() == kPooledColumns && weights.cols() == kHorizons, "pooled_ridge: weights of {} x {}",
          weights.rows(), weights.cols());
  Forecasts forecasts(table.days, static_cast<int>(table.dimensions.size()));
  const Tokens read = tokens(table);
  const Forecasts smoothing = forecasts_of(Baseline::exponential_smoothing, table);
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    each_row(table, read, smoothing, d, [&](int t, Eigen::VectorXd& row, const auto& usual) {
      for (int h = 1; h <= kHorizons; ++h) {
        row(kPooledColumns - 1) = usual(h);
        forecasts.mean(t, h, d) = read.centre(t, d) + read.scale(t, d) * weights.col(h - 1).dot(row);
      }
    });
  }
  return with_empirical_sd(std::move(forecasts), table);
}

TensorFile pooled_file(const PooledWeights& weights) {
  Tensor tensor{.name = "pooled_ridge", .shape = {weights.rows(), weights.cols()}, .values = {}};
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(weights.size()));
  for (Eigen::Index k = 0; k < weights.rows(); ++k) {
    for (Eigen::Index h = 0; h < weights.cols(); ++h) values.push_back(static_cast<float>(weights(k, h)));
  }
  tensor.values = std::move(values);
  return {.tensors = {std::move(tensor)}, .metadata = {}};
}

Result<PooledWeights> pooled_weights(const TensorFile& file) {
  const Tensor* tensor = file.find("pooled_ridge");
  const auto* values = tensor == nullptr ? nullptr : std::get_if<std::vector<float>>(&tensor->values);
  if (values == nullptr || tensor->shape != std::vector<std::int64_t>{kPooledColumns, kHorizons}) {
    return refuse(Fault::malformed, fmt::format("no weights of a pooled ridge; expected pooled_ridge, F32, {} x {}",
                                                kPooledColumns, kHorizons));
  }
  PooledWeights weights(kPooledColumns, kHorizons);
  for (Eigen::Index k = 0; k < kPooledColumns; ++k) {
    for (Eigen::Index h = 0; h < kHorizons; ++h) {
      weights(k, h) = static_cast<double>((*values)[static_cast<std::size_t>(k * kHorizons + h)]);
    }
  }
  return weights;
}

}  // namespace skin2vec::forecast
