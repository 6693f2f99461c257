// The networks of the benches that stand beside PyTorch: their shapes, what both sides start from, a side's answer.
//
// 40 features, 14 horizons x 6 dimensions x (mean, log sd), heads of 16, feed-forward of four times the width. Weights
// and days are written to one safetensors file, which peers/network.py reads.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "bench/process.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/learn/network.h"
#include "skin2vec/net/checkpoint.h"

namespace skin2vec::bench {

inline constexpr int kFeatures = 40, kTargets = 14 * 6;

inline constexpr learn::Architecture kArchitectures[] = {learn::Architecture::lstm_attention,
                                                         learn::Architecture::transformer, learn::Architecture::hybrid};
inline constexpr std::pair<int, int> kSizes[] = {{32, 1}, {64, 2}, {128, 4}};  // width, layers

struct Shape {
  learn::Architecture architecture;
  int width, layers, people, days;
};

inline learn::Architecture architecture_of(const std::string& name) {
  for (const learn::Architecture a : kArchitectures) {
    if (name == learn::name(a)) return a;
  }
  give_up("no architecture " + name);
}

inline learn::NetworkOptions options_of(const Shape& shape) {
  return {.architecture = shape.architecture,
          .features = kFeatures,
          .outputs = 2 * kTargets,
          .width = shape.width,
          .heads = shape.width / 16,
          .layers = shape.layers,
          .hidden = 4 * shape.width};
}

// What a peer is told after its file: ARCHITECTURE WIDTH LAYERS PEOPLE.
inline std::vector<std::string> words_of(const Shape& shape) {
  return {learn::name(shape.architecture), std::to_string(shape.width), std::to_string(shape.layers),
          std::to_string(shape.people)};
}

// Starting weights with a head that is not 0.
inline TensorFile starting_weights(const Shape& shape) {
  net::Layout layout;
  const learn::Network<float> network(layout, options_of(shape));
  return net::checkpoint(layout, net::initial<float>(layout, Random(5)));
}

inline std::vector<float> floats(const TensorFile& file, const std::string& name) {
  const Tensor* tensor = file.find(name);
  if (tensor == nullptr) give_up("no tensor " + name);
  return std::get<std::vector<float>>(tensor->values);
}

inline TensorFile read_tensors(const std::string& path) {
  const auto file = parse_safetensors(text_of(path));
  if (!file) give_up(path + ": " + file.error().message);
  return *file;
}

inline void write_tensors(const std::string& path, const TensorFile& file) {
  std::ofstream(path, std::ios::binary) << print_safetensors(file);
}

// Operations of the matrix products of one pass forward: 2 for each weight and day, and attention's own products.
inline double forward_operations(const Shape& shape) {
  net::Layout layout;
  const learn::Network<float> network(layout, options_of(shape));
  double weights = 0;
  int attentions = 0;
  for (const net::Block& block : layout.blocks()) {
    if (block.shape.size() == 2 && block.shape[0] > 4) weights += static_cast<double>(block.size);
    attentions += block.name.ends_with("qkv.weight") ? 1 : 0;
  }
  return 2.0 * shape.people * shape.days * (weights + 2.0 * attentions * shape.days * shape.width);
}

// A side's first number is the milliseconds, the others are told.
struct Side {
  std::vector<double> ms, told;
  double peak_mb = 0;
};

inline void take(const Run& run, Side& side) {
  std::istringstream numbers(run.out);
  double value = 0;
  numbers >> value;
  side.ms.push_back(value);
  side.told.clear();
  while (numbers >> value) side.told.push_back(value);
  side.peak_mb = std::max(side.peak_mb, run.peak_mb);
}

inline std::string peer(const std::string& name) {
  return std::string(SKIN2VEC_SOURCE) + "/bench/peers/" + name;
}

}  // namespace skin2vec::bench
