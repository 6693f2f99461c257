// The end of a head is found where it is, wherever the bytes are cut; and a target is read into a path that holds.
#include <algorithm>

#include "fuzz/property.h"
#include "skin2vec/http/message.h"
#include "skin2vec/http/query.h"

namespace {

using namespace skin2vec::http;

struct Whole {
  std::size_t size = 0;
  int refused = 0;
};

Whole scan(std::string_view bytes, std::size_t most, std::size_t step) {
  HeadScanner scanner(most);
  for (std::size_t come = 0;;) {
    come = std::min(bytes.size(), come + step);
    const auto found = scanner.next(bytes.substr(0, come));
    hold(!(found.refused && found.size));
    if (found.refused) return {.refused = found.refused->status};
    if (found.size || come == bytes.size()) return {.size = found.size};
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(data, size);
  const Whole at_once = scan(text, 300, text.size() + 1);
  for (const std::size_t step : {1, 2, 3, 7}) {
    const Whole in_pieces = scan(text, 300, step);
    hold(in_pieces.size == at_once.size && in_pieces.refused == at_once.refused);
  }
  if (at_once.size) {
    hold(at_once.size <= 300 && text.substr(0, at_once.size).ends_with("\r\n\r\n"));
    hold(text.find("\r\n\r\n") + 4 == at_once.size);  // the first one, not one behind it
  }
  if (const auto target = parse_target(text)) {
    hold(target->path == "*" || target->path.front() == '/');
    hold(text.size() >= target->query.size() && target->query.find('#') == std::string::npos);
    if (text.front() == '/') hold(normal_path(text.substr(0, text.find('?'))) == target->path);
  }
  return 0;
}
