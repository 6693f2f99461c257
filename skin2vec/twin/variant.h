// In what a cohort of virtual people differs from the usual one, so that estimators meet what they were not made on.
//
//   const Variant variant = *parse_variant("biphasic+event_runs");
//   to_text(variant);                    // "biphasic+event_runs"
//
// With uneven_minutes the ratio of two products' mean gains is no longer that of what they give in the end: a lotion is
// read before it is taken up, a cream after.
// Flags combine freely. A flag changes what it says and nothing else: the same person with and without `no_shift` has
// the same kernels, the same weather and the same noise. Weather of the real world is TwinOptions::weather, not a flag.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "skin2vec/base/result.h"

namespace skin2vec::twin {

struct Variant {
  bool plateau_kernels = false;  // the effects of events last some days at full size, then stop
  bool biphasic = false;         // ... turn into their opposite before they end (with plateau_kernels: this one wins)
  bool heavy_tailed = false;     // Student's t, 4 degrees in the state and 3 in the readings, with the same sd
  bool event_runs = false;       // events come in runs of weeks
  bool asymmetric_bell = false;  // humidity's bell falls off twice as slowly on one side
  bool no_shift = false;         // PM2.5 does not move the bell
  bool null_rhythm = false;      // no daily, monthly or seasonal rhythm
  bool uneven_minutes = false;   // readings follow lotion after 8 to 20 minutes, cream after 30 to 90
  bool flat = false;             // no effect of anything, no change, no monthly or seasonal rhythm: noise about a level

  bool operator==(const Variant&) const = default;
};

// The names of the flags, in the order above.
[[nodiscard]] std::span<const std::string_view> variant_names();

// Names joined by `+`; "default" or "" is none. malformed, with the names there are, for any other name.
[[nodiscard]] Result<Variant> parse_variant(std::string_view text);

// The inverse: "default" if no flag is set.
[[nodiscard]] std::string to_text(const Variant& variant);

}  // namespace skin2vec::twin
