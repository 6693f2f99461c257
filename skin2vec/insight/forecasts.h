// The days ahead of a diary, from its last evening or from earlier ones, and how good such forecasts have been.
//
//   const ForecastAnswer found = find_forecasts(entries, profile, {}, {.horizons = 7, .shipped = &shipped});
//   found.rows[0].mean;                                                   // the first dimension, tomorrow
//   find_comparison(entries, profile, {}, {.shipped = &shipped}).lines;   // every model, at 1, 3, 7 and 14 days
//
// Derived dimensions are forecast from their parts (derived_forecasts.h); errors are told of what is read. The forecast
// is the mean of the models weighted by their errors so far (forecast/comparison.h), whose choice, weights and spreads
// use nothing after the origin.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/learn/fine_tuning.h"

namespace skin2vec::insight {

// Dates from the first that are origins, every so many days, to the last with a reading.
struct Backtest {
  Day from;
  int every = 1;  // >= 1
};

struct ForecastOptions {
  int horizons = 7;                            // days ahead, in [1, forecast::kHorizons]
  std::optional<Backtest> backtest{};          // none: from the last evening
  std::uint64_t seed = 7;                      // of the intervals
  const learn::Shipped* shipped = nullptr;     // nullptr: only models that need no training
  const learn::FineTuned* personal = nullptr;  // stands for the shipped network after the day it was trained through;
                                               // a backtest ignores it
  std::string_view kept = {};  // what an earlier answer left for this one; anything else is not looked at
};

struct ForecastRow {
  std::string dimension;
  Day origin;
  int horizon = 1;  // the day mean of origin + horizon
  std::string model;
  double mean = 0, sd = 0;        // units of the dimension
  std::vector<double> quantiles;  // of kForecastQuantiles, within the plausible range
  std::vector<double> pmf;        // of the whole numbers of the range; empty: they are no whole numbers
};

inline constexpr double kForecastQuantiles[] = {0.1, 0.25, 0.5, 0.75, 0.9};
inline constexpr int kLeastDays = 7;  // with a reading, before a dimension is forecast

struct ForecastAnswer {
  std::vector<ForecastRow> rows;       // by origin, dimension, horizon
  std::vector<forecast::Line> skill;   // what is followed, and persistence
  std::vector<std::string> too_short;  // dimensions with fewer than kLeastDays days
  std::string kept;                    // for the next time: a new entry then costs milliseconds (cached_gp.h)
};

// entries  of one person, surroundings of everyone
// The answer is the same bytes whatever is kept.
// throws   ContractError if an option is out of range
[[nodiscard]] ForecastAnswer find_forecasts(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                            const std::optional<std::string>& site, const ForecastOptions& options);

struct SurroundingsHelp {
  int horizon = 1;
  forecast::Difference difference;  // mean absolute error with the exposures minus without; below 0: they help
};

enum class HelpVerdict { found, none_found, too_little_data };

struct ForecastComparison {
  std::vector<forecast::Line> lines;           // every model and what is followed, 1, 3, 7 and 14 days ahead
  std::vector<std::string> chosen;             // the model that is followed, for each of these horizons
  std::vector<SurroundingsHelp> surroundings;  // of the structural forecast, the same horizons; empty: no exposures
  HelpVerdict verdict = HelpVerdict::too_little_data;  // found: the interval at 1 day lies below 0
  std::string kept;                                    // for the next time, as ForecastAnswer::kept
};

struct ComparisonOptions {
  std::uint64_t seed = 7;                      // of the intervals
  const learn::Shipped* shipped = nullptr;     // as ForecastOptions::shipped
  const learn::FineTuned* personal = nullptr;  // as ForecastOptions::personal
  std::string_view kept = {};                  // as ForecastOptions::kept
};

// With a personal model, its line and that of the shipped network; the personal one is what may be followed. Origins
// from the 60th day on, or from the middle of a record of fewer than 120.
[[nodiscard]] ForecastComparison find_comparison(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                                 const std::optional<std::string>& site,
                                                 const ComparisonOptions& options);

// What both comparisons share: their first origin, the structural forecast without the exposures (none: there are
// none), and what the differences say.
[[nodiscard]] int first_compared(const forecast::DayTable& table);
[[nodiscard]] std::optional<forecast::Forecasts> without_surroundings(const forecast::DayTable& table);
[[nodiscard]] HelpVerdict verdict_of(std::span<const SurroundingsHelp> help);

// The name of what is followed in `lines` and `skill`.
inline constexpr const char* kFollowed = "followed";

}  // namespace skin2vec::insight
