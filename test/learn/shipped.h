// What ships, read from the folder of the sources: the same bytes that the program has inside.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "skin2vec/base/require.h"
#include "skin2vec/learn/shipped.h"

namespace skin2vec::learn {

inline const ShippedFiles& shipped_files() {
  const auto read = [](const char* name) {
    std::ifstream in(std::string(SKIN2VEC_SOURCE "/data/shipped/") + name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  static const std::string network = read("network.safetensors"), ridge = read("pooled_ridge.safetensors");
  static const ShippedFiles files(network, ridge);
  return files;
}

inline const Shipped& shipped() {
  static const Result<const Shipped*> parsed = shipped_files().parsed();
  require(parsed.has_value(), "{}", parsed ? "" : parsed.error().message);
  return **parsed;
}

inline const NetworkForecaster& pretrained() {
  return shipped().network;
}
inline const forecast::PooledWeights& pretrained_ridge() {
  return shipped().ridge;
}

}  // namespace skin2vec::learn
