// What one forecast was made of: which days were looked at, what each cause did, what hiding a day changes.
//
//   const auto found = find_explanation(entries, profile, {}, {.horizon = 1});
//   found->influence[0].did.value();   // units of the dimension, signed: path + network
//
// The forecast explained is that of the network on the structural forecast it adds to (learn/learned.h), not the mean
// of all models that `forecast` follows: of the personal network after the day it was trained through, else of the one
// that comes with the program, as there. Where there is none, or it knows no dimension of the diary, the structural
// forecast is explained alone: no attention, no deletion. What the numbers are: explain/structural_parts.h,
// influence.h, attention_rows.h, occlusion.h, partial_dependence.h; how far they are true: docs/explanation/explain.md.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/explain/partial_dependence.h"
#include "skin2vec/learn/fine_tuning.h"
#include "skin2vec/series/covariate_grid.h"

namespace skin2vec::insight {

struct ExplanationOptions {
  std::optional<Day> day{};                    // the evening of the forecast; none: the last with a reading
  int horizon = 1;                             // days ahead, [1, forecast::kHorizons]
  int evenings = 28;                           // whose attention is told: that evening and those before it; >= 1
  std::uint64_t seed = 7;                      // of the random orders of the deletion
  int threads = 1;                             // 0: as many as there are processors
  const learn::Shipped* shipped = nullptr;     // as ForecastOptions::shipped
  const learn::FineTuned* personal = nullptr;  // as ForecastOptions::personal
  std::string_view kept = {};                  // as ForecastOptions::kept: either may be the other's
};

// The parts of a number, units of the dimension: value = path (structural forecast) + network.
struct DecomposedValue {
  double gp_mean = 0, network = 0;
  [[nodiscard]] double value() const { return gp_mean + network; }
};

struct ExplainedForecast {
  std::string dimension;
  DecomposedValue mean;
};

struct AttentionRow {
  Day query;  // the evening
  int layer = 0, head = 0;
  Day first;                    // of weights[0]
  std::vector<double> weights;  // of first ... query, sum to 1
};

struct MeanAttention {  // the mean over layers and heads
  Day query, first;
  std::vector<double> weights;
};

struct InfluenceRow {
  std::string covariate;
  series::CovariateKind kind = series::CovariateKind::event;
  int lag = 0;  // days before the evening
  double amount = 0;
  std::string dimension;
  DecomposedValue did;
};

struct OcclusionRow {
  Day day;
  std::string dimension;
  DecomposedValue did;  // the forecast as it is less the one without that day's readings
};

struct RhythmRow {  // as explain::PartialDependence
  forecast::TimeScale scale = forecast::TimeScale::weekly;
  std::string dimension;
  double swing = 0;
  DecomposedValue did;
};

struct DeletionTold {
  double r = NAN, auc = NAN, p = NAN, newest = NAN;  // NaN: too few days, or no attention
  std::vector<Day> order;                            // most attended first
  std::vector<double> curve, random;
};

enum class Agreement { agrees, does_not, not_known };
// Agrees: r > 0 and hiding by attention moves the forecast more than at random, p <= 0.05.
[[nodiscard]] Agreement agreement(const DeletionTold& deletion);

struct Explanation {
  std::optional<Day> day;  // none: nothing was read
  int horizon = 1;
  std::string model;  // "hybrid on structural", "personal on structural", or "structural"
  std::vector<ExplainedForecast> forecast;
  std::vector<AttentionRow> attention;  // by evening, layer, head
  std::vector<MeanAttention> heat_map;  // of each evening, the last one that of `day`
  std::vector<InfluenceRow> influence;  // by cause, lag, dimension
  std::vector<OcclusionRow> occlusion;  // newest first, then by dimension
  std::vector<RhythmRow> rhythms;       // by scale, then dimension
  // How loudly the network reads each scale (explain::read_amplitudes); NaN: it does not, or there is none.
  std::array<double, forecast::kTimeScales.size()> amplitudes = {NAN, NAN, NAN};
  DeletionTold deletion;
  double gap = NAN;                    // largest |sum of integrated gradients - what they are to sum to|, any dimension
  std::vector<std::string> too_short;  // dimensions with fewer than kLeastDays days by then
  std::string kept;                    // for the next time, as ForecastAnswer::kept
};

// entries  of one person, surroundings of everyone
// returns  missing if the day lies before the first or after the last date of the readings
// throws   ContractError if an option is out of range
[[nodiscard]] Result<Explanation> find_explanation(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                                   const std::optional<std::string>& site,
                                                   const ExplanationOptions& options);

}  // namespace skin2vec::insight
