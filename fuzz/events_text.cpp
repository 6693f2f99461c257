// What parse_events takes, "late_night:1.5;spicy_food", prints so that it reads back to the same events.
#include <cmath>

#include "fuzz/property.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace skin2vec;
  const auto events = diary::parse_events(as_text(data, size));
  if (!events) {
    hold(events.error().fault == Fault::malformed && is_utf8(events.error().message));
    return 0;
  }
  std::string text;
  for (const diary::Entry& event : *events) {
    hold(event.kind == diary::Kind::event && is_name(event.name));
    if (!text.empty()) text += ';';
    text += event.name;
    const auto weight = diary::value(event, "weight");
    hold(!weight || (std::isfinite(*weight) && !(*weight == 0 && std::signbit(*weight))));
    if (weight) text += ':' + to_text(*weight);
  }
  const auto again = diary::parse_events(text);
  hold(again && *again == *events);
  return 0;
}
