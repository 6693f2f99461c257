#include "skin2vec/net/checkpoint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "skin2vec/base/require.h"

namespace skin2vec::net {

TensorFile checkpoint(const Layout& layout, std::span<const float> theta, std::map<std::string, std::string> metadata) {
  require(theta.size() == layout.size(), "checkpoint: {} values, the layout has {}", theta.size(), layout.size());
  TensorFile file;
  file.metadata = std::move(metadata);
  file.tensors.reserve(layout.blocks().size());
  for (const Block& block : layout.blocks()) {
    const auto values = theta.subspan(block.offset, block.size);
    file.tensors.push_back({.name = block.name,
                            .shape = {block.shape.begin(), block.shape.end()},
                            .values = std::vector<float>(values.begin(), values.end())});
  }
  return file;
}

Result<std::vector<float>> restore(const Layout& layout, const TensorFile& file) {
  std::vector<float> theta(layout.size(), 0);
  for (const Block& block : layout.blocks()) {
    const Tensor* tensor = file.find(block.name);
    if (tensor == nullptr)
      return refuse(Fault::malformed, fmt::format("checkpoint: there is no tensor {}", block.name));
    const std::vector<std::int64_t> shape(block.shape.begin(), block.shape.end());
    const auto* values = std::get_if<std::vector<float>>(&tensor->values);
    if (values == nullptr || tensor->shape != shape) {
      return refuse(Fault::malformed,
                    fmt::format("checkpoint: {} is {} [{}], expected F32 [{}]", block.name, type_name(*tensor),
                                fmt::join(tensor->shape, ","), fmt::join(shape, ",")));
    }
    std::copy(values->begin(), values->end(), theta.begin() + static_cast<std::ptrdiff_t>(block.offset));
  }
  return theta;
}

}  // namespace skin2vec::net
