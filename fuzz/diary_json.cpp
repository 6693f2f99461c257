// Whatever read_diary keeps of a JSON text survives being written and read again; every entry is accounted for.
#include "fuzz/diary_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace skin2vec::diary;
  static const Profile skin = built_in_profile("skin").value();
  const std::string_view text = as_text(data, size);
  if (!text.starts_with('{') && !text.starts_with('[')) return 0;  // that is CSV: fuzz/diary_csv.cpp
  Diary diary;
  read_anything(text, skin, {.default_person = "ann", .batch_rows = 2}, diary);
  hold_round_trips(diary, skin);
  return 0;
}
