#include "skin2vec/explain/occlusion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"

namespace skin2vec::explain {
namespace {

void check(const char* where, const OcclusionOptions& options) {
  require(options.horizon >= 1 && options.horizon <= forecast::kHorizons && options.orders >= 1,
          "{}: {} days ahead, {} orders", where, options.horizon, options.orders);
}

// The mean absolute change over the dimensions of the model, in scales.
double moved_by(const ForecastOrigin& evening, const Decomposed& now, const Decomposed& hidden, int horizon) {
  double sum = 0;
  int n = 0;
  for (int d = 0; d < static_cast<int>(evening.table().dimensions.size()); ++d) {
    const double change = now.mean(horizon, d) - hidden.mean(horizon, d);
    if (evening.of_model(d) < 0 || std::isnan(change)) continue;
    sum += std::abs(change) / evening.scale(d);
    ++n;
  }
  return n == 0 ? NAN : sum / n;
}

// How far the forecast has moved after each day of the order is hidden with those before it.
std::vector<double> curve_of(const ForecastOrigin& evening, std::span<const int> order, int horizon) {
  const std::vector<Decomposed> said = evening.forecasts_of(evening.without_in_turn(order));
  std::vector<double> curve;
  curve.reserve(said.size());
  for (const Decomposed& one : said) curve.push_back(moved_by(evening, evening.forecast(), one, horizon));
  return curve;
}

double total(std::span<const double> x) {
  return std::accumulate(x.begin(), x.end(), 0.0);
}

double spearman(std::span<const double> x, std::span<const double> y) {
  const std::size_t n = x.size();
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double a = stats::mid_rank(x, x[i]) - 50, b = stats::mid_rank(y, y[i]) - 50;  // mid ranks have mean 50
    xy += a * b;
    xx += a * a;
    yy += b * b;
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : NAN;
}

}  // namespace

std::vector<Occlusion> occlusion(const ForecastOrigin& evening, const OcclusionOptions& options) {
  check("occlusion", options);
  const forecast::DayTable& table = evening.table();
  std::vector<Occlusion> all;
  std::vector<Counterfactual> readings;
  for (int day = evening.day(); day >= evening.parts().from(); --day) {
    if (table.value.row(day).isNaN().all()) continue;
    all.push_back({.day = day, .gp_mean = {}, .network = {}});
    readings.push_back(evening.without({&day, 1}));
  }
  const std::vector<Decomposed> said = evening.forecasts_of(readings);
  const Eigen::Index h = options.horizon - 1;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (Eigen::Index d = 0; d < table.value.cols(); ++d) {
      all[i].gp_mean.push_back(evening.forecast().gp_mean(h, d) - said[i].gp_mean(h, d));
      all[i].network.push_back(evening.forecast().network(h, d) - said[i].network(h, d));
    }
    all[i].moved = moved_by(evening, evening.forecast(), said[i], options.horizon);
  }
  return all;
}

Deletion deletion(const ForecastOrigin& evening, std::span<const Occlusion> hidden, std::span<const double> weight,
                  const OcclusionOptions& options) {
  check("deletion", options);
  require(hidden.size() == weight.size(), "deletion: {} weights of {} days", weight.size(), hidden.size());
  Deletion told;
  const std::size_t n = hidden.size();
  if (n < kLeastHidden || !evening.is_read_by_network()) return told;
  std::vector<std::size_t> place(n);
  std::iota(place.begin(), place.end(), std::size_t{0});
  std::stable_sort(place.begin(), place.end(), [&](auto a, auto b) { return weight[a] > weight[b]; });
  for (const std::size_t i : place) told.order.push_back(hidden[i].day);

  // The order of attention, the newest first, and the random ones.
  const auto orders = static_cast<std::size_t>(options.orders);
  std::vector<std::vector<int>> order(2 + orders);
  order[0] = told.order;
  for (const Occlusion& one : hidden) order[1].push_back(one.day);
  std::sort(order[1].begin(), order[1].end(), std::greater<>());
  const Random random(options.seed);
  for (std::size_t k = 0; k < orders; ++k) {
    Random draw = random.fork(k);
    order[2 + k] = order[1];
    for (std::size_t i = n - 1; i > 0; --i) {
      std::swap(order[2 + k][i], order[2 + k][static_cast<std::size_t>(draw.integer(0, static_cast<std::int64_t>(i)))]);
    }
  }
  std::vector<std::vector<double>> curves(order.size());
  parallel_for(order.size(), options.threads,
               [&](std::size_t k) { curves[k] = curve_of(evening, order[k], options.horizon); });

  told.curve = curves[0];
  told.random.assign(n, 0.0);
  const double attention = total(curves[0]);
  double areas = 0;
  int as_large = 0;
  for (std::size_t k = 2; k < curves.size(); ++k) {
    for (std::size_t i = 0; i < n; ++i) told.random[i] += curves[k][i] / options.orders;
    areas += total(curves[k]) / options.orders;
    as_large += total(curves[k]) >= attention ? 1 : 0;
  }
  if (areas > 0) {
    told.auc = attention / areas - 1;
    told.newest = total(curves[1]) / areas - 1;
    told.p = (1.0 + as_large) / (1.0 + options.orders);
  }
  std::vector<double> moved, weights(weight.begin(), weight.end());
  moved.reserve(n);
  for (const Occlusion& one : hidden) moved.push_back(one.moved);
  told.r = spearman(weights, moved);
  return told;
}

}  // namespace skin2vec::explain
