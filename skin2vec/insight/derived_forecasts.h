// The days ahead of derived dimensions (the barrier of skin): from the forecasts of their parts.
//
//   const DerivedForecasts derived = derived_forecasts(grid, profile, table, followed.outlook);
//   derived.outlook.mean(origin, 3, 0);                   // the first derived dimension, in its own z
//
// The mean is that of each part, placed in the frame of the origin - the baseline's mean and sd as its evening knew
// them (series/frame.h) - and added as the profile says; where the dimension that counts `instead` has a frame and a
// forecast, that one. The frame moves on until the day comes, and parts go together: both are in the spread, which is
// of this forecast's own past errors about what the derived series became (forecasts.h). All from nothing after the
// origin. Cost O(days (parts + kHorizons)).
#pragma once

#include "skin2vec/diary/profile.h"
#include "skin2vec/forecast/forecasts.h"
#include "skin2vec/series/slot_grid.h"

namespace skin2vec::insight {

struct DerivedForecasts {
  forecast::DayTable table;       // of the derived dimensions whose parts, or what counts instead, were read; no causes
  forecast::Forecasts forecasts;  // NaN where a part has no frame yet (7 days in the baseline) or no forecast
};

// grid     the readings of `table`
// forecasts  of `table`
// throws   ContractError if the three are not of the same days
[[nodiscard]] DerivedForecasts derived_forecasts(const series::SlotGrid& grid, const diary::Profile& profile,
                                                 const forecast::DayTable& table, const forecast::Forecasts& forecasts);

}  // namespace skin2vec::insight
