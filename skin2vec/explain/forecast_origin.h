// One forecast origin as a network reads it, and its counterfactuals: what the forecast would be with other inputs.
//
//   const ForecastOrigin origin(table, shipped.network, day);
//   origin.forecast().mean(1, 0);                     // GP mean + network, units of the dimension
//   origin.forecasts_of({&changed, 1});               // a forecast for each counterfactual input
//
// What explanations are computed from: the days of the window up to the origin as rows of features, the GP forecast
// that the network adds to, and its attribution (gp_attribution.h). No model, or one that knows no dimension of the
// diary, leaves the GP forecast alone. Nothing after the origin is read. T days of the window, F features, D dimensions
// of the table, V of the model.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "skin2vec/explain/gp_attribution.h"
#include "skin2vec/learn/network_forecaster.h"

namespace skin2vec::explain {

inline constexpr int kPassesAtOnce = 8;  // counterfactuals that go through the network as one batch

// A forecast in its two terms, (kHorizons,D), units of the dimensions: the mean of the Gaussian process, and what the
// network adds (0 for a dimension it does not know). NaN: not observed yet.
struct Decomposed {
  Eigen::ArrayXXd gp_mean, network;
  [[nodiscard]] double mean(int horizon, int dimension) const {
    return gp_mean(horizon - 1, dimension) + network(horizon - 1, dimension);
  }
};

// Counterfactual input: features (T,F) in place of the actual ones, and the change of the GP mean.
struct Counterfactual {
  std::vector<float> x;
  Eigen::ArrayXXd gp_mean;  // (kHorizons,D), added
};

class ForecastOrigin {
 public:
  // The table is cut after the evening; the model must outlive it.
  // day      of the table, [0, days)
  // structural   the forecasts of the table, where they are known; null: they are computed
  // throws   ContractError if day or an option is out of range, or `structural` is of another table
  ForecastOrigin(const forecast::DayTable& table, const learn::NetworkForecaster& model, int day,
                 const PartsOptions& options = {}, const forecast::Forecasts* structural = nullptr)
      : ForecastOrigin(table, &model, day, options, structural) {}
  ForecastOrigin(const forecast::DayTable& table, const learn::NetworkForecaster* model, int day,
                 const PartsOptions& options = {}, const forecast::Forecasts* structural = nullptr);  // null: none

  [[nodiscard]] const forecast::DayTable& table() const { return table_; }  // its last day is the evening
  [[nodiscard]] int day() const { return table_.days - 1; }
  [[nodiscard]] bool is_read_by_network() const { return reads_; }
  [[nodiscard]] const learn::NetworkForecaster& model() const { return *model_; }  // if it is read
  [[nodiscard]] const GpAttribution& parts() const { return parts_; }
  [[nodiscard]] int start() const { return start_; }  // first day of the window
  [[nodiscard]] std::span<const float> x() const { return x_; }
  // The same of other days, (last - first + 1, F); a model that does not read has none.
  [[nodiscard]] std::span<const float> days_x(int first, int last) const;
  [[nodiscard]] double scale(int dimension) const { return read_.scale(day(), dimension); }

  // Place of a feature in a row: of a name of the vocabulary, -1 if there is none; of the structural mean of
  // kReadHorizons[i] of dimension v of the model.
  [[nodiscard]] int feature(std::string_view column) const;
  [[nodiscard]] int structural_feature(std::size_t i, int v) const;
  // Dimension of the table that is v of the model, and back; -1: it has none.
  [[nodiscard]] int of_table(int v) const { return of_table_[static_cast<std::size_t>(v)]; }
  [[nodiscard]] int of_model(int dimension) const { return of_model_[static_cast<std::size_t>(dimension)]; }

  // Structural mean as the network reads it on day t of the table, moved by `change` units of the dimension.
  [[nodiscard]] float structural_value(int t, std::size_t i, int dimension, double change) const;

  [[nodiscard]] const Decomposed& forecast() const { return forecast_; }
  [[nodiscard]] std::vector<Decomposed> forecasts_of(std::span<const Counterfactual> readings) const;

  // The readings of these days hidden as the trainer hides them (.window, .baseline, .level and .read are 0), and taken
  // out of the structural forecast of every evening since. days in [parts().from(), day()]
  [[nodiscard]] Counterfactual without(std::span<const int> days) const;
  // The same of the first, the first two, ... all of them.
  [[nodiscard]] std::vector<Counterfactual> without_in_turn(std::span<const int> days) const;

 private:
  [[nodiscard]] Counterfactual hidden(std::span<const int> days, const Eigen::ArrayXXd& change) const;

  forecast::DayTable table_;
  const learn::NetworkForecaster* model_;
  bool reads_;
  int start_;
  GpAttribution parts_;
  forecast::Forecasts structural_;
  forecast::Tokens read_;
  std::vector<float> days_x_, x_;  // (days,F) and (T,F); empty if the network does not read
  std::vector<int> of_table_, of_model_;
  std::vector<int> hidden_columns_;
  Decomposed forecast_;
};

// First day of the window from which windows.h forecasts the evening of `day`.
[[nodiscard]] int window_start(const learn::WindowOptions& window, int day);

}  // namespace skin2vec::explain
