// The network and the pooled ridge that come with the program, trained on virtual people
// (docs/how-to/train-the-shipped-model.md).
//
//   const NetworkForecaster& hybrid = pretrained();
//   if (reads(hybrid, table)) ...
//   pooled_ridge_forecast(table, pretrained_ridge());
//
// Safe to call from several threads; the first call reads the checkpoint, a few milliseconds.
#pragma once

#include "skin2vec/forecast/pooled_ridge.h"
#include "skin2vec/learn/network_forecaster.h"

namespace skin2vec::learn {

// throws   ContractError if the checkpoint that was built in is none: a defect
[[nodiscard]] const NetworkForecaster& pretrained();

// throws   ContractError as pretrained does
[[nodiscard]] const forecast::PooledWeights& pretrained_ridge();

// Whether it knows a dimension of the table.
[[nodiscard]] bool reads(const NetworkForecaster& model, const forecast::DayTable& table);

}  // namespace skin2vec::learn
