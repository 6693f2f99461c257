// T days of the window, F features, D dimensions of the table, V of the model.
#include "skin2vec/explain/influence.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"

namespace skin2vec::explain {
namespace {

struct Acted {
  int covariate = 0, lag = 0;
};

// Amounts that were there on the days of the answers.
std::vector<Acted> acted_on(const ForecastOrigin& evening, int lags) {
  std::vector<Acted> all;
  const forecast::DayTable& table = evening.table();
  for (int c = 0; c < static_cast<int>(table.covariates.size()); ++c) {
    const auto& covariate = table.covariates[static_cast<std::size_t>(c)];
    for (int lag = 0; lag < lags && lag <= evening.day(); ++lag) {
      const double amount = covariate.amount(evening.day() - lag);
      const bool there = covariate.kind == series::CovariateKind::exposure ? !std::isnan(amount) : amount != 0;
      if (there) all.push_back({c, lag});
    }
  }
  return all;
}

// The features of the last days without what acted, and how each amount's share of the difference is found again.
class WithoutCovariates {
 public:
  WithoutCovariates(const ForecastOrigin& evening, std::span<const Acted> acted, int lags)
      : evening_(evening), features_(evening.model().options().features), x_(evening.x().begin(), evening.x().end()) {
    first_ = std::max({evening.start(), evening.parts().from(), evening.day() - lags + 1});
    for (const Acted& one : acted) {
      const int t = evening.day() - one.lag, column = column_of(one.covariate);
      if (t >= evening.start() && column >= 0) x_[index(t, column)] = 0;
    }
    for (int t = first_; t <= evening.day(); ++t) {
      for (std::size_t i = 0; i < std::size(learn::kReadHorizons); ++i) {
        for (int v = 0; v < static_cast<int>(evening.model().words().dimensions.size()); ++v) {
          const int d = evening.of_table(v);
          if (d < 0) continue;
          double sum = 0;
          for (const Acted& one : acted) sum += part(one, t, i, d);
          if (sum != 0) x_[index(t, evening.structural_feature(i, v))] = evening.structural_value(t, i, d, -sum);
        }
      }
    }
  }

  [[nodiscard]] const std::vector<float>& x() const { return x_; }

  // Mean gradient times what one amount changes, summed over features; gradient (T,F).
  [[nodiscard]] double attributed(const Acted& one, std::span<const double> gradient,
                                  std::span<const double> unit) const {
    const int day = evening_.day() - one.lag, column = column_of(one.covariate);
    double sum = 0;
    if (day >= evening_.start() && column >= 0) sum += gradient[index(day, column)] * difference(index(day, column));
    for (int t = std::max(first_, day); t <= evening_.day(); ++t) {
      for (std::size_t i = 0; i < std::size(learn::kReadHorizons); ++i) {
        for (int v = 0; v < static_cast<int>(evening_.model().words().dimensions.size()); ++v) {
          const int d = evening_.of_table(v);
          if (d < 0) continue;
          const std::size_t at = index(t, evening_.structural_feature(i, v));
          sum += gradient[at] * unit[at] * part(one, t, i, d);
        }
      }
    }
    return sum;
  }

  // (T,F): what a feature of a structural mean changes for each unit of the amounts' parts; less where it is clipped.
  [[nodiscard]] std::vector<double> units(std::span<const Acted> acted) const {
    std::vector<double> unit(x_.size());
    for (int t = first_; t <= evening_.day(); ++t) {
      for (std::size_t i = 0; i < std::size(learn::kReadHorizons); ++i) {
        for (int v = 0; v < static_cast<int>(evening_.model().words().dimensions.size()); ++v) {
          const int d = evening_.of_table(v);
          if (d < 0) continue;
          double sum = 0;
          for (const Acted& one : acted) sum += part(one, t, i, d);
          const std::size_t at = index(t, evening_.structural_feature(i, v));
          if (sum != 0) unit[at] = difference(at) / sum;
        }
      }
    }
    return unit;
  }

 private:
  [[nodiscard]] std::size_t index(int t, int feature) const {
    return static_cast<std::size_t>(t - evening_.start()) * static_cast<std::size_t>(features_) +
           static_cast<std::size_t>(feature);
  }
  [[nodiscard]] int column_of(int covariate) const {
    return evening_.feature(evening_.table().covariates[static_cast<std::size_t>(covariate)].name + ".amount");
  }
  [[nodiscard]] double difference(std::size_t at) const {
    return static_cast<double>(evening_.x()[at]) - static_cast<double>(x_[at]);
  }
  // In the structural mean that is read on day t.
  [[nodiscard]] double part(const Acted& one, int t, std::size_t i, int d) const {
    const int lag = t - (evening_.day() - one.lag);
    return lag < 0 ? 0 : evening_.parts().answer(t, learn::kReadHorizons[i], d, one.covariate, lag);
  }

  const ForecastOrigin& evening_;
  int features_, first_ = 0;
  std::vector<float> x_;
};

// The mean over the path from `from` to `to` of the gradients of one horizon's outputs, for each of V dimensions (T,F).
std::vector<std::vector<double>> mean_gradients(const ForecastOrigin& evening, std::span<const float> from,
                                                std::span<const float> to, const InfluenceOptions& options) {
  const learn::NetworkForecaster& model = evening.model();
  const int days = evening.table().days - evening.start();
  const auto known = model.words().dimensions.size(), outputs = static_cast<std::size_t>(model.options().outputs),
             size = to.size(), batches = static_cast<std::size_t>((options.steps + kPassesAtOnce - 1) / kPassesAtOnce);
  std::vector<std::vector<std::vector<double>>> sums(batches);  // of a batch, so that threads change no byte
  parallel_for(batches, options.threads, [&](std::size_t batch) {
    const int first = static_cast<int>(batch) * kPassesAtOnce, last = std::min(options.steps, first + kPassesAtOnce);
    const auto people = static_cast<std::size_t>(last - first);
    std::vector<float> x(people * size), dx(people * size), gradient(model.theta().size());
    for (std::size_t b = 0; b < people; ++b) {
      const float along =
          (static_cast<float>(first) + static_cast<float>(b) + 0.5F) / static_cast<float>(options.steps);
      for (std::size_t k = 0; k < size; ++k) x[b * size + k] = from[k] + along * (to[k] - from[k]);
    }
    learn::Network<float>::Kept kept;
    model.network().forward(model.theta(), x, days, {}, kept);
    std::vector<float> d_outputs(kept.outputs.size());
    sums[batch].assign(known, std::vector<double>(size));
    for (std::size_t v = 0; v < known; ++v) {
      if (evening.of_table(static_cast<int>(v)) < 0) continue;
      std::fill(d_outputs.begin(), d_outputs.end(), 0.0F);
      const std::size_t output = static_cast<std::size_t>(options.horizon - 1) * known + v;
      for (std::size_t b = 0; b < people; ++b) {
        d_outputs[((b + 1) * static_cast<std::size_t>(days) - 1) * outputs + output] = 1;
      }
      model.network().backward(model.theta(), gradient, x, kept, d_outputs, dx);
      for (std::size_t b = 0; b < people; ++b) {
        for (std::size_t k = 0; k < size; ++k) {
          sums[batch][v][k] += static_cast<double>(dx[b * size + k]) / options.steps;
        }
      }
    }
  });
  for (std::size_t batch = 1; batch < batches; ++batch) {
    for (std::size_t v = 0; v < known; ++v) {
      for (std::size_t k = 0; k < size; ++k) sums[0][v][k] += sums[batch][v][k];
    }
  }
  return std::move(sums[0]);
}

}  // namespace

Influences influence(const ForecastOrigin& evening, const InfluenceOptions& options) {
  require(options.horizon >= 1 && options.horizon <= forecast::kHorizons && options.steps >= 1,
          "influence: {} days ahead, {} steps", options.horizon, options.steps);
  const int dimensions = static_cast<int>(evening.table().dimensions.size());
  const int lags = std::min(evening.parts().lags(), evening.table().days - evening.parts().from());
  const std::vector<Acted> acted = acted_on(evening, lags);
  Influences found;
  found.network_sum.assign(static_cast<std::size_t>(dimensions), 0.0);
  found.network_change = found.network_sum;
  found.of.reserve(acted.size() * static_cast<std::size_t>(dimensions));
  for (const Acted& one : acted) {
    const double amount =
        evening.table().covariates[static_cast<std::size_t>(one.covariate)].amount(evening.day() - one.lag);
    for (int d = 0; d < dimensions; ++d) {
      found.of.push_back(
          {.covariate = one.covariate,
           .lag = one.lag,
           .amount = amount,
           .dimension = d,
           .gp_mean = evening.parts().answer(evening.day(), options.horizon, d, one.covariate, one.lag)});
    }
  }
  if (!evening.is_read_by_network() || acted.empty()) return found;

  const WithoutCovariates without(evening, acted, lags);
  const auto gradients = mean_gradients(evening, without.x(), evening.x(), options);
  const std::vector<double> unit = without.units(acted);
  for (std::size_t a = 0; a < acted.size(); ++a) {
    for (int d = 0; d < dimensions; ++d) {
      const int v = evening.of_model(d);
      if (v < 0) continue;
      Influence& one = found.of[a * static_cast<std::size_t>(dimensions) + static_cast<std::size_t>(d)];
      one.network = evening.scale(d) * without.attributed(acted[a], gradients[static_cast<std::size_t>(v)], unit);
      found.network_sum[static_cast<std::size_t>(d)] += one.network;
    }
  }
  const Counterfactual none{.x = without.x(), .gp_mean = Eigen::ArrayXXd::Zero(forecast::kHorizons, dimensions)};
  const Decomposed said = evening.forecasts_of({&none, 1}).front();
  for (int d = 0; d < dimensions; ++d) {
    found.network_change[static_cast<std::size_t>(d)] =
        evening.forecast().network(options.horizon - 1, d) - said.network(options.horizon - 1, d);
  }
  return found;
}

}  // namespace skin2vec::explain
