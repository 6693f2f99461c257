// Where a person stands today: each dimension in the double reference frame, and what should be watched.
//
//   const Summary summary = summarize(entries, profile, {.today = day});
//
// Dimensions come in the profile's order, derived ones too; optional ones only where they were read. Needs the entries
// of the last `needed_days` only (of each date that is framed), plus those of an anchor and the 180 days before it.
// Cost: some milliseconds, and 10 us for each further date and dimension.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/insight/alerts.h"
#include "skin2vec/series/frame.h"
#include "skin2vec/series/rhythm.h"

namespace skin2vec::insight {

constexpr int needed_days = 400;  // of a record, for the frame and the alerts of its last day

struct SummaryOptions {
  Day today;
  std::optional<series::Anchor> anchor;
  std::optional<std::string> site;  // none: chosen as in series/slot_grid.h
  int frames = 0;                   // also those of the last so many dates, without trends; >= 0
};

struct DimensionSummary {
  diary::Dimension dimension;
  series::Frame frame;
  std::string instrument;                  // what measured it; "" is felt
  std::vector<double> last_days;           // the 30 dates ending today, slot-corrected; NaN = not read
  std::vector<series::Frame> frames = {};  // of the dates asked for that the record has, oldest first
};

struct Summary {
  int window_days = 7;  // of the profile's reference frame
  int baseline_days = 30;
  std::string site;                           // whose readings these are; "" where none is named
  std::map<std::string, int> sites_left_out;  // values of other sites
  std::vector<DimensionSummary> dimensions;
  std::vector<Alert> alerts;  // that stand today, most serious first
};

// entries  of one person, any kinds, any order; those after today are not used
[[nodiscard]] Summary summarize(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                const SummaryOptions& options);

// The dimensions that are shown for this person, as daily series up to today, derived ones too.
struct ShownDimension {
  diary::Dimension dimension;
  series::SlotSeries slots;
};
[[nodiscard]] std::vector<ShownDimension> shown_dimensions(const series::SlotGrid& grid, const diary::Profile& profile);

// What comes back every day, month and year in the shown dimensions, with the events of the diary as nuisance columns,
// so that a weekly habit or a run of late nights is not taken for a rhythm of the skin.
[[nodiscard]] std::vector<series::Rhythm> find_rhythms(std::span<const diary::Entry> entries,
                                                       const diary::Profile& profile,
                                                       const std::optional<std::string>& site, std::uint64_t seed);

}  // namespace skin2vec::insight
