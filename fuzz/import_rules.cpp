// A file of others, read by the rules of a profile: both come from the input, rules and file apart by a line "%%".
// Whatever is kept can be written in our own form and read again without the rules.
#include "fuzz/diary_text.h"

namespace {

constexpr std::string_view small_profile = R"(name = "small"
[[dimension]]
name = "a"
range = [0, 10]
[[dimension]]
name = "b"
range = [-5, 5]
[[instrument]]
name = "meter"
dimension = "a"
range = [0, 100]
[[exposure]]
name = "warm"
range = [-60, 60]
[[exposure]]
name = "humid"
range = [0, 100]
[[event]]
name = "tea"
weight = 2
[scales]
b = ["low", "middle", "high"]
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace skin2vec;
  using namespace skin2vec::diary;
  static const Profile ours = parse_profile(small_profile).value();
  constexpr std::string_view apart = "\n%%\n";
  const std::string_view text = as_text(data, size);
  const std::size_t at = text.find(apart);
  if (at == std::string_view::npos) return 0;
  const auto profile =
      parse_profile(std::string(small_profile) + "[import]\n" + std::string(text.substr(0, at)) + "\n");
  if (!profile) {
    hold(profile.error().message.find("line ") != std::string::npos);
    return 0;
  }
  if (profile->dimensions.size() != ours.dimensions.size() || profile->exposures.size() != ours.exposures.size() ||
      profile->events.size() != ours.events.size() || profile->scales.size() != ours.scales.size() ||
      profile->instruments.size() != ours.instruments.size())
    return 0;  // the input said more than rules
  Diary diary;
  read_anything(text.substr(at + apart.size()), *profile, {.default_person = "ann", .batch_rows = 2}, diary);
  hold_round_trips(diary, ours);
  return 0;
}
