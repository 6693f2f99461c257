// Whatever read_diary keeps of a CSV text survives being written and read again; every row is accounted for.
#include "fuzz/diary_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace skin2vec::diary;
  static const Profile skin = built_in_profile("skin").value();
  const std::string_view text = as_text(data, size);
  if (text.starts_with('{') || text.starts_with('[')) return 0;  // that is JSON: fuzz/diary_json.cpp
  Diary diary;
  read_anything(text, skin, {.default_person = "ann", .batch_rows = 3}, diary);
  hold_round_trips(diary, skin);
  if (size % 4 != 0) return 0;
  Diary for_one, whole;
  read_anything(text, skin, {.default_person = "ann", .person_for_all = true}, for_one);
  read_anything(text, skin, {.default_person = "ann"}, whole);
  for (const auto& [key, entry] : for_one) hold(!key.person.empty());
  hold(whole == diary);  // the size of a batch changes nothing
  return 0;
}
