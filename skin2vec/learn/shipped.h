// What comes with the program: a network and the weights of the pooled ridge, trained on virtual people
// (docs/how-to/train-the-shipped-model.md).
//
//   const ShippedFiles files(network_bytes, ridge_bytes);    // of data/shipped/; nothing is read yet
//   const Result<const Shipped*> shipped = files.parsed();
//   shipped_candidates(table, {.shipped = *shipped});
//
// The library holds none of them: the program has their bytes inside, and hands them to whoever forecasts. Without them
// a forecast is of the models that need no training.
#pragma once

#include <mutex>
#include <optional>
#include <string_view>

#include "skin2vec/forecast/pooled_ridge.h"
#include "skin2vec/learn/network_forecaster.h"

namespace skin2vec::learn {

struct Shipped {
  NetworkForecaster network;
  forecast::PooledWeights ridge;
};

// malformed if one of the files is no such checkpoint: the message says which, and what is missing
[[nodiscard]] Result<Shipped> parse_shipped(std::string_view network, std::string_view ridge);

// Both files, read when they are first asked for: a question that needs no forecast does not pay for them.
class ShippedFiles {
 public:
  // The bytes must outlive it.
  ShippedFiles(std::string_view network, std::string_view ridge) : network_(network), ridge_(ridge) {}
  ShippedFiles(const ShippedFiles&) = delete;
  ShippedFiles& operator=(const ShippedFiles&) = delete;

  // As parse_shipped; never null, and as long there as this is. The first call takes a millisecond. Safe to call
  // from several threads.
  [[nodiscard]] Result<const Shipped*> parsed() const;

 private:
  std::string_view network_, ridge_;
  mutable std::once_flag once_;
  mutable std::optional<Result<Shipped>> parsed_;
};

// The same; null where there are no files.
[[nodiscard]] Result<const Shipped*> parsed(const ShippedFiles* files);

}  // namespace skin2vec::learn
