// The readings of a person as one series a dimension: morning, evening or undated slot of each date, with gaps.
//
//   const SlotGrid grid = slot_grid(entries, profile);
//   find_series(grid, "moisture")->morning[3];       // NaN: not read
//
// Body sites and instruments are never mixed in one series. Unless named, the site is none if there are readings
// without a site, else the site with most readings; the instrument of a dimension is the one with most readings of it
// at that site ("" = felt). Ties go to the first in the alphabet. What was left out is counted, in each series. Cost
// O(readings + dimensions x days). A weekly diary is the same grid with more gaps.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/series/series.h"

namespace skin2vec::series {

struct SlotGridOptions {
  std::optional<std::string> site = {};                // none: chosen as above; "" is readings without a site
  std::map<std::string, std::string> instrument = {};  // dimension -> instrument; not named: chosen as above
  std::optional<Day> from = {};                        // none: the first reading that goes in
  std::optional<Day> to = {};                          // none: the last
};

struct SlotGrid {
  Day first;     // of all series
  int days = 0;  // 0: no readings
  std::string site;
  std::map<std::string, int> sites_left_out;  // site -> values not used
  int per_day = 2;                            // of the profile: 1 or 2
  int every_days = 1;                         // of the profile: 7 is weekly
  std::vector<SlotSeries> series;             // one for each dimension of the profile that is read, in its order
};

// entries  of one person, any order; kinds other than reading are passed over, as are values of no dimension
// returns  days = 0 and empty series if nothing is there
// throws   ContractError if the readings are of two persons or from > to
// Deterministic; safe to call from several threads.
[[nodiscard]] SlotGrid slot_grid(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                 const SlotGridOptions& options = {});

// The series of that dimension; null if there is none.
[[nodiscard]] const SlotSeries* find_series(const SlotGrid& grid, std::string_view name);

}  // namespace skin2vec::series
