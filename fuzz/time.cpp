// What parse_time takes, to_text prints so that it reads back to the same time; the text is then canonical.
#include "skin2vec/base/time.h"

#include "fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto time = skin2vec::parse_time(as_text(data, size));
  if (!time) {
    hold(!time.error().message.empty());
    return 0;
  }
  const std::string text = skin2vec::to_text(*time);
  const auto again = skin2vec::parse_time(text);
  hold(again && *again == *time && skin2vec::to_text(*again) == text);
  if (time->offset_min) hold(skin2vec::local_time(skin2vec::instant(*time, {}), *time->offset_min) == *time);
  return 0;
}
