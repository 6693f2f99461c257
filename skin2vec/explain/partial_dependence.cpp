// T days of the window, F features, D dimensions of the table.
#include "skin2vec/explain/partial_dependence.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "skin2vec/base/require.h"

namespace skin2vec::explain {
namespace {

constexpr forecast::Part part_of(forecast::TimeScale scale) {
  switch (scale) {
    case forecast::TimeScale::weekly:
      return forecast::Part::weekly;
    case forecast::TimeScale::monthly:
      return forecast::Part::monthly;
    case forecast::TimeScale::seasonal:
      break;
  }
  return forecast::Part::seasonal;
}

// A wave that the network reads, as columns of a row of features.
struct Wave {
  int sine, cosine, turns;
};

std::vector<Wave> waves_of(const ForecastOrigin& evening, forecast::TimeScale scale) {
  std::vector<Wave> waves;
  if (!evening.is_read_by_network()) return waves;
  for (const std::string& column : evening.model().words().columns) {
    if (forecast::part_of(column) != part_of(scale)) continue;
    const std::size_t at = column.rfind(".sin");
    if (at == std::string::npos) continue;
    const std::string order = column.substr(at + 4);
    const Wave wave{.sine = evening.feature(column),
                    .cosine = evening.feature(column.substr(0, at) + ".cos" + order),
                    .turns = order.empty() ? 1 : 2};
    if (wave.sine >= 0 && wave.cosine >= 0) waves.push_back(wave);
  }
  return waves;
}

class Turning {
 public:
  Turning(const ForecastOrigin& evening, forecast::TimeScale scale)
      : evening_(evening),
        scale_(scale),
        waves_(waves_of(evening, scale)),
        dimensions_(static_cast<int>(evening.table().dimensions.size())),
        features_(evening.is_read_by_network() ? static_cast<std::size_t>(evening.model().options().features) : 0) {}

  // Whether the forecast has columns of the scale that are not all 0.
  [[nodiscard]] bool is_there() const {
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < dimensions_; ++d) {
        if (gp_mean(evening_.day(), h, d, 0) != 0 || gp_mean(evening_.day(), h, d, 0.125) != 0) return true;
      }
    }
    for (std::size_t row = 0; row < evening_.x().size(); row += features_) {
      for (const Wave& wave : waves_) {
        if (evening_.x()[row + static_cast<std::size_t>(wave.sine)] != 0) return true;
        if (evening_.x()[row + static_cast<std::size_t>(wave.cosine)] != 0) return true;
      }
    }
    return false;
  }

  // The evening as it would be read had the phase been `turns` later.
  [[nodiscard]] Counterfactual by(double turns) const {
    Counterfactual changed{.x = {evening_.x().begin(), evening_.x().end()},
                           .gp_mean = Eigen::ArrayXXd(forecast::kHorizons, dimensions_)};
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < dimensions_; ++d) changed.gp_mean(h - 1, d) = difference(evening_.day(), h, d, turns);
    }
    if (!evening_.is_read_by_network()) return changed;
    for (int t = evening_.start(); t <= evening_.day(); ++t) {
      float* row = changed.x.data() + static_cast<std::size_t>(t - evening_.start()) * features_;
      for (const Wave& wave : waves_) turn(row[wave.sine], row[wave.cosine], wave.turns * turns);
      if (t >= evening_.parts().from()) turn_means(t, turns, row);
    }
    return changed;
  }

 private:
  [[nodiscard]] double gp_mean(int origin, int h, int d, double turns) const {
    return evening_.parts().rhythm(origin, h, d, scale_, turns);
  }
  [[nodiscard]] double difference(int origin, int h, int d, double turns) const {
    return gp_mean(origin, h, d, turns) - gp_mean(origin, h, d, 0);
  }
  static void turn(float& sine, float& cosine, double turns) {
    const double s = sine, c = cosine, angle = 2 * std::numbers::pi * turns;
    sine = static_cast<float>(s * std::cos(angle) + c * std::sin(angle));
    cosine = static_cast<float>(c * std::cos(angle) - s * std::sin(angle));
  }
  // The structural means that the network reads on day t.
  void turn_means(int t, double turns, float* row) const {
    for (int v = 0; v < static_cast<int>(evening_.model().words().dimensions.size()); ++v) {
      const int d = evening_.of_table(v);
      if (d < 0) continue;
      for (std::size_t i = 0; i < std::size(learn::kReadHorizons); ++i) {
        const double moved = difference(t, learn::kReadHorizons[i], d, turns);
        if (moved != 0) row[evening_.structural_feature(i, v)] = evening_.structural_value(t, i, d, moved);
      }
    }
  }

  const ForecastOrigin& evening_;
  forecast::TimeScale scale_;
  std::vector<Wave> waves_;
  int dimensions_;
  std::size_t features_;
};

// Half of highest less lowest.
double half_range(const std::vector<double>& values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return (*high - *low) / 2;
}

// The first less the mean.
double first_less_mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values[0] - sum / static_cast<double>(values.size());
}

}  // namespace

const char* name(forecast::TimeScale scale) {
  switch (scale) {
    case forecast::TimeScale::weekly:
      return "weekly";
    case forecast::TimeScale::monthly:
      return "monthly";
    case forecast::TimeScale::seasonal:
      break;
  }
  return "seasonal";
}

std::vector<PartialDependence> partial_dependence(const ForecastOrigin& evening, int horizon) {
  require(horizon >= 1 && horizon <= forecast::kHorizons, "scale_swings: {} days ahead", horizon);
  std::vector<PartialDependence> all;
  for (const forecast::TimeScale scale : forecast::kTimeScales) {
    const Turning turning(evening, scale);
    if (!turning.is_there()) continue;
    const int places = kTurns[static_cast<std::size_t>(scale)];
    std::vector<Counterfactual> turned;
    turned.reserve(static_cast<std::size_t>(places));
    for (int k = 0; k < places; ++k) turned.push_back(turning.by(static_cast<double>(k) / places));
    const std::vector<Decomposed> said = evening.forecasts_of(turned);
    for (int d = 0; d < static_cast<int>(evening.table().dimensions.size()); ++d) {
      std::vector<double> whole, gp_mean, network;
      for (const Decomposed& one : said) {
        whole.push_back(one.mean(horizon, d));
        gp_mean.push_back(one.gp_mean(horizon - 1, d));
        network.push_back(one.network(horizon - 1, d));
      }
      all.push_back({.scale = scale,
                     .dimension = d,
                     .swing = half_range(whole),
                     .gp_swing = half_range(gp_mean),
                     .network_swing = half_range(network),
                     .gp_mean = first_less_mean(gp_mean),
                     .network = first_less_mean(network)});
    }
  }
  return all;
}

std::array<double, forecast::kTimeScales.size()> read_amplitudes(const learn::NetworkForecaster& model) {
  net::Layout layout;
  const learn::Network<float> network(layout, model.options());
  std::vector<std::string> columns = model.words().columns;
  columns.resize(static_cast<std::size_t>(model.options().features), "structural");
  const std::vector<double> weights = learn::first_weights(layout, model.theta(), columns);
  std::array<double, forecast::kTimeScales.size()> amplitudes{};
  for (const forecast::TimeScale scale : forecast::kTimeScales) {
    amplitudes[static_cast<std::size_t>(scale)] = forecast::encoded_amplitude(part_of(scale)) *
                                                  weights[static_cast<std::size_t>(part_of(scale))] /
                                                  weights[static_cast<std::size_t>(forecast::Part::skin)];
  }
  return amplitudes;
}

}  // namespace skin2vec::explain
