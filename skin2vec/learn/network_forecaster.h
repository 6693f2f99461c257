// A trained network with what it was trained to read: from a checkpoint to network_output of any diary.
//
//   const NetworkForecaster model = *NetworkForecaster::from(*parse_safetensors(bytes));
//   const forecast::Forecasts forecasts = model.forecasts(table, forecast::gp_forecast(table));
//
// The network adds to the structural forecast (gp_forecast.h), whose means at 1, 3, 7 and 14 days it also reads beside
// the tokens (tokens.h). A dimension that it was not trained on keeps the structural forecast. D dimensions of the
// vocabulary, F columns.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/forecast/tokens.h"
#include "skin2vec/learn/network.h"
#include "skin2vec/learn/windows.h"

namespace skin2vec::learn {

inline constexpr int kReadHorizons[] = {1, 3, 7, 14};  // of the structural forecast

// Features of a network with such a vocabulary: its columns, and the structural means at kReadHorizons.
[[nodiscard]] int features_of(const forecast::Vocabulary& words);
// Outputs: means and log sds of all horizons and dimensions.
[[nodiscard]] int outputs_of(const forecast::Vocabulary& words);

// One person's days as such a network reads them; `structural` are the GP forecasts of the same table. Nothing is
// learned or held out; targets and weights are there.
// throws   ContractError if the forecasts are not of the table
[[nodiscard]] Sequence sequence_of(const forecast::DayTable& table, const forecast::Tokens& tokens,
                                   const forecast::Forecasts& structural, const forecast::Vocabulary& words);

class NetworkForecaster {
 public:
  // theta of a network of these options
  // throws   ContractError if the options do not fit the vocabulary, or theta the network
  NetworkForecaster(forecast::Vocabulary words, const NetworkOptions& options, const WindowOptions& window,
                    std::vector<float> theta);

  // malformed if the file is no such checkpoint: the message says what is missing
  [[nodiscard]] static Result<NetworkForecaster> from(const TensorFile& file);
  [[nodiscard]] TensorFile checkpoint() const;

  // Every evening from `from` on; before it the structural forecast. Spreads are the network's own.
  // throws   ContractError if the forecasts are not of the table
  [[nodiscard]] forecast::Forecasts forecasts(const forecast::DayTable& table, const forecast::Forecasts& structural,
                                              int from = 0) const;

  [[nodiscard]] const forecast::Vocabulary& words() const { return words_; }
  [[nodiscard]] const Network<float>& network() const { return network_; }
  [[nodiscard]] const NetworkOptions& options() const { return network_.options(); }
  [[nodiscard]] const WindowOptions& window() const { return window_; }
  [[nodiscard]] std::span<const float> theta() const { return theta_; }

 private:
  forecast::Vocabulary words_;
  WindowOptions window_;
  net::Layout layout_;
  Network<float> network_;
  std::vector<float> theta_;
};

// Whether it knows a dimension of the table.
[[nodiscard]] bool reads(const NetworkForecaster& model, const forecast::DayTable& table);

// How much a network reads of each part, in the order of Part: the mean absolute weight of its columns in the first
// layer. Encodings are learned: their amplitude is fixed above, their weights are not. NaN: no such column.
// throws   ContractError if the first block of the layout is not of so many columns
[[nodiscard]] std::vector<double> first_weights(const net::Layout& layout, std::span<const float> theta,
                                                std::span<const std::string> columns);

}  // namespace skin2vec::learn
