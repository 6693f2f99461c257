// What read_payload takes, payload prints so that it reads back to the same entry; what it refuses leaves no trace.
#include "fuzz/property.h"
#include "skin2vec/diary/entry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace skin2vec::diary;
  for (const Kind kind : {Kind::reading, Kind::routine}) {
    Entry entry;
    entry.kind = kind;
    set_value(entry, {"moisture", 2.5, ""});
    const Entry before = entry;
    if (!read_payload(as_text(data, size), entry)) {
      hold(entry == before);
      continue;
    }
    Entry again = before;
    hold(read_payload(payload(entry), again).has_value() && again == entry);
    hold(payload(again) == payload(entry));
  }
  return 0;
}
