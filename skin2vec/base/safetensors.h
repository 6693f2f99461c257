// Named arrays of numbers in one file: the safetensors format.
//
//   std::string bytes = print_safetensors({.tensors = {{"w", {2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6}}}});
//   Result<TensorFile> file = parse_safetensors(bytes);
//
// Eight bytes, little-endian: the length of a header; the header, a JSON object of name to {dtype, shape, data_offsets}
// and "__metadata__" of text to text; then the data, little-endian, without holes. Format: huggingface/safetensors. Of
// its types F32, F64 and I64 are read, the others refused. Nothing in such a file is run: it is numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "skin2vec/base/result.h"

namespace skin2vec {

struct Tensor {
  std::string name;                 // not empty, not "__metadata__"
  std::vector<std::int64_t> shape;  // each >= 0; empty: one number
  std::variant<std::vector<float>, std::vector<double>, std::vector<std::int64_t>> values;  // row-major
};

struct TensorFile {
  std::vector<Tensor> tensors;  // names are unique
  std::map<std::string, std::string> metadata;

  // The tensor of this name, or nullptr. The pointer lives as long as `tensors` is not changed.
  [[nodiscard]] const Tensor* find(std::string_view name) const;
};

// "F32", "F64" or "I64".
[[nodiscard]] const char* type_name(const Tensor& tensor);

// The bytes of a file, tensors in the order given; the same tensors give the same bytes.
// throws   ContractError if a name is empty, "__metadata__", no UTF-8 or taken, or a shape is not that of the values
[[nodiscard]] std::string print_safetensors(const TensorFile& file);

// returns  tensors in the order of their data; malformed, with what was expected, for anything that is not a whole file
//          of this format
[[nodiscard]] Result<TensorFile> parse_safetensors(std::string_view bytes);

}  // namespace skin2vec
