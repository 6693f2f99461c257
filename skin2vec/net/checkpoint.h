// A network's values as a file of tensors, and back.
//
//   const std::string bytes = print_safetensors(checkpoint(layout, theta, {{"model", "hybrid"}}));
//   Result<std::vector<float>> read = restore(layout, *parse_safetensors(bytes));
//
// One F32 tensor for each block, by its name and shape; other tensors of the file (Adam's moments, running means) are
// the caller's. The format is base/safetensors.h.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/net/parameters.h"

namespace skin2vec::net {

// throws   ContractError if theta is not of the layout's size
[[nodiscard]] TensorFile checkpoint(const Layout& layout, std::span<const float> theta,
                                    std::map<std::string, std::string> metadata = {});

// The flat vector of `layout` from a file; gaps are 0.
// returns  malformed if a block is not there, or is of another shape or type: the message names it, what was expected
//          and what stands there
[[nodiscard]] Result<std::vector<float>> restore(const Layout& layout, const TensorFile& file);

}  // namespace skin2vec::net
