#include "skin2vec/twin/variant.h"

#include <array>
#include <utility>

#include "skin2vec/base/text.h"

namespace skin2vec::twin {

namespace {

constexpr std::array<std::string_view, 9> names{"plateau_kernels", "biphasic",        "heavy_tailed",
                                                "event_runs",      "asymmetric_bell", "no_shift",
                                                "null_rhythm",     "uneven_minutes",  "flat"};
constexpr std::array<bool Variant::*, 9> flags{
    &Variant::plateau_kernels, &Variant::biphasic,        &Variant::heavy_tailed,
    &Variant::event_runs,      &Variant::asymmetric_bell, &Variant::no_shift,
    &Variant::null_rhythm,     &Variant::uneven_minutes,  &Variant::flat};

}  // namespace

std::span<const std::string_view> variant_names() {
  return names;
}

Result<Variant> parse_variant(std::string_view text) {
  Variant variant;
  if (text.empty() || text == "default") return variant;
  for (const std::string_view part : split(text, '+')) {
    std::size_t found = 0;
    while (found < names.size() && names[found] != part) ++found;
    if (found == names.size()) {
      std::string known = "default";
      for (const std::string_view name : names) known += ", " + std::string(name);
      return refuse(Fault::malformed, "no variant " + in_quotes(part) + "; there are " + known + ", joined by +");
    }
    variant.*flags[found] = true;
  }
  return variant;
}

std::string to_text(const Variant& variant) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!(variant.*flags[i])) continue;
    if (!text.empty()) text += '+';
    text += names[i];
  }
  return text.empty() ? "default" : text;
}

}  // namespace skin2vec::twin
