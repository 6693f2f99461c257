// A trial with oneself from a diary: the plan of one, and what one says that was carried out.
//
//   const Result<PlannedTrial> planned = plan_trial_of(covariates, {.a = "cream", .b = "lotion"}, 84, {});
//   const Result<DoneTrial> done = done_trial(entries, profile, {}, {.a = "cream", .b = "lotion"}, {});
//
// A plan is made from what the diary says of the person: the half-life of the two products' effects where effects were
// found (the longer one counts; lag/effects.h), else `usual_half_life_days`; the noise of each dimension over its last
// 180 days, level and line taken out. It is not kept: the same options on the same diary give it again. What was done
// is read from the product entries of the diary, day by day, whatever the plan was.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/insight/causes.h"
#include "skin2vec/trial/trial.h"
#include "skin2vec/trial/trial_plan.h"

namespace skin2vec::insight {

// Of a moisturiser: its effect was seen to last for up to a day.
inline constexpr double usual_half_life_days = 1;
inline constexpr int outlook_days = 180;       // of the record, for the noise
inline constexpr int least_outlook_days = 30;  // with a value

// What both ask.
struct TrialQuestion {
  std::string a;
  std::string b;                         // another name than a
  std::optional<Day> start;              // first day; none: plan: the day after the last reading; done: the first use
  std::optional<std::string> dimension;  // none: all that are shown
  std::optional<int> washout_days;       // none: three half-lives; 0 to 60
  std::uint64_t seed = 7;
  int threads = 1;
};

// A difference in units of the dimension, or in sd of the person's days.
struct Size {
  double value = 0.5;  // > 0
  bool in_sd = true;
};

struct HalfLife {
  double days = usual_half_life_days;
  bool fitted = false;  // else the usual one
};

struct PlannedTrial {
  std::string a, b;
  Day first;
  HalfLife half_life;
  trial::TrialPlan plan;
};

// days        at most
// difference  to be seen
// malformed if the days are too few, with the number that is needed; missing if there is no such dimension, or neither
// a start nor a reading. A dimension with fewer than 30 values in the last 180 days has no forecasts.
[[nodiscard]] Result<PlannedTrial> plan_trial_of(const Covariates& covariates, const TrialQuestion& question, int days,
                                                 const Size& difference);

struct DoneTrial {
  std::string a, b;
  Day first;
  std::optional<trial::TrialRecord> record;  // none: the days of use are no pairs of periods
  HalfLife half_life;                        // from the days before the first
  std::vector<trial::TrialResult> results;   // one for each dimension
};

// entries  of one person, up to the last day looked at
// margin   the smallest difference worth caring about
// missing, with the nearest name, if a product was never used or there is no such dimension
[[nodiscard]] Result<DoneTrial> done_trial(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                           const std::optional<std::string>& site, const TrialQuestion& question,
                                           const Size& margin);

}  // namespace skin2vec::insight
