#include "skin2vec/learn/pretrained.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "skin2vec/base/require.h"

// The bytes of the files, each between two symbols.
asm(".section .rodata\n"
    ".balign 16\n"
    "skin2vec_pretrained_begin: .incbin \"" SKIN2VEC_PRETRAINED
    "\"\n"
    "skin2vec_pretrained_end: .byte 0\n"
    ".balign 16\n"
    "skin2vec_pooled_begin: .incbin \"" SKIN2VEC_POOLED
    "\"\n"
    "skin2vec_pooled_end: .byte 0\n"
    ".previous\n");
extern "C" const char skin2vec_pretrained_begin[];
extern "C" const char skin2vec_pretrained_end[];
extern "C" const char skin2vec_pooled_begin[];
extern "C" const char skin2vec_pooled_end[];

namespace skin2vec::learn {

namespace {

TensorFile built_in(const char* begin, const char* end) {
  auto file = parse_safetensors(std::string_view(begin, static_cast<std::size_t>(end - begin)));
  require(file.has_value(), "pretrained: {}", file ? "" : file.error().message);
  return std::move(*file);
}

}  // namespace

const NetworkForecaster& pretrained() {
  static const NetworkForecaster model = [] {
    auto read = NetworkForecaster::from(built_in(skin2vec_pretrained_begin, skin2vec_pretrained_end));
    require(read.has_value(), "pretrained: {}", read ? "" : read.error().message);
    return std::move(*read);
  }();
  return model;
}

const forecast::PooledWeights& pretrained_ridge() {
  static const forecast::PooledWeights weights = [] {
    auto read = forecast::pooled_weights(built_in(skin2vec_pooled_begin, skin2vec_pooled_end));
    require(read.has_value(), "pretrained: {}", read ? "" : read.error().message);
    return std::move(*read);
  }();
  return weights;
}

bool reads(const NetworkForecaster& model, const forecast::DayTable& table) {
  const auto& known = model.words().dimensions;
  return std::any_of(table.dimensions.begin(), table.dimensions.end(), [&](const std::string& dimension) {
    return std::find(known.begin(), known.end(), dimension) != known.end();
  });
}

}  // namespace skin2vec::learn
