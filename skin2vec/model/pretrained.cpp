#include "skin2vec/model/pretrained.h"

#include <algorithm>
#include <string_view>

#include "skin2vec/base/require.h"

// The bytes of the file, between two symbols.
asm(".section .rodata\n"
    ".balign 16\n"
    "skin2vec_pretrained_begin: .incbin \"" SKIN2VEC_PRETRAINED
    "\"\n"
    "skin2vec_pretrained_end: .byte 0\n"
    ".previous\n");
extern "C" const char skin2vec_pretrained_begin[];
extern "C" const char skin2vec_pretrained_end[];

namespace skin2vec::model {

const LearnedModel& pretrained() {
  static const LearnedModel model = [] {
    const char* begin = skin2vec_pretrained_begin;
    const char* end = skin2vec_pretrained_end;
    const auto file = parse_safetensors(std::string_view(begin, static_cast<std::size_t>(end - begin)));
    require(file.has_value(), "pretrained: {}", file ? "" : file.error().message);
    auto read = LearnedModel::from(*file);
    require(read.has_value(), "pretrained: {}", read ? "" : read.error().message);
    return std::move(*read);
  }();
  return model;
}

bool reads(const LearnedModel& model, const DayTable& table) {
  const auto& known = model.words().dimensions;
  return std::any_of(table.dimensions.begin(), table.dimensions.end(), [&](const std::string& dimension) {
    return std::find(known.begin(), known.end(), dimension) != known.end();
  });
}

}  // namespace skin2vec::model
