// A file of tensors that is read prints to a file that reads to the same tensors and prints to the same bytes.
#include "skin2vec/base/safetensors.h"

#include "fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace skin2vec;
  const auto file = parse_safetensors(as_text(data, size));
  if (!file) {
    hold(!file.error().message.empty());
    return 0;
  }
  const std::string bytes = print_safetensors(*file);
  const auto again = parse_safetensors(bytes);
  hold(again.has_value() && again->tensors.size() == file->tensors.size() && again->metadata == file->metadata);
  for (const Tensor& tensor : file->tensors) {
    const Tensor* same = again->find(tensor.name);
    hold(same != nullptr && same->shape == tensor.shape && same->values.index() == tensor.values.index());
  }
  hold(print_safetensors(*again) == bytes);
  return 0;
}
