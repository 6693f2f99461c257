// Which rhythm matters to a forecast: how far it swings as the calendar is turned once at each time scale.
//
//   for (const PartialDependence& one : partial_dependence(evening, 1)) use(one.swing);  // half of highest less lowest
//   read_amplitudes(shipped.network);                                // week, cycle, year beside a skin score
//
// Week, cycle and year are waves that a token carries (tokens.h) and that the structural forecast has columns of
// (gp_features.h). Of each scale the waves of all days of the window are turned together through kTurns places,
// while readings and covariates stay: the path by its fitted weights, exactly; the network by reading the turned tokens
// and the structural means that turn with them. What remains is what the date alone adds beside the readings, which
// carry a rhythm themselves: a partial dependence (Friedman, Annals of Statistics 29 (2001), sect. 8.2), not the rhythm
// of the skin, which series/rhythm.h finds. Cost: a forward pass of each place. D dimensions of the table.
#pragma once

#include <array>
#include <vector>

#include "skin2vec/explain/forecast_origin.h"

namespace skin2vec::explain {

[[nodiscard]] const char* name(forecast::TimeScale scale);  // "weekly", "monthly", "seasonal"

inline constexpr std::array kTurns = {7, 14, 12};  // places, by forecast::TimeScale

struct PartialDependence {
  forecast::TimeScale scale = forecast::TimeScale::weekly;
  int dimension = 0;                       // of the table
  double swing = 0;                        // of the whole forecast, >= 0; units of the dimension
  double gp_swing = 0, network_swing = 0;  // of its parts alone
  double gp_mean = 0, network = 0;         // the date as it is less the mean of all places: signed
  [[nodiscard]] double value() const { return gp_mean + network; }
};

// By scale, then dimension. Scales of which the forecast has no column are not there: monthly without a logged start.
// throws   ContractError if horizon is not in [1, kHorizons]
[[nodiscard]] std::vector<PartialDependence> partial_dependence(const ForecastOrigin& evening, int horizon);

// The amplitude at which the network reads each scale, by forecast::TimeScale: that of the encoding (tokens.h) times
// the mean absolute weight of its columns in the first layer, over the same of the skin's columns, whose size is 1.
// Encodings and first layer are one product, so that the weights learn the amplitudes. NaN: the network has no such
// column.
[[nodiscard]] std::array<double, forecast::kTimeScales.size()> read_amplitudes(const learn::NetworkForecaster& model);

}  // namespace skin2vec::explain
