// The plan of a trial with oneself: which product on which day, and what such a trial would see.
//
//   const std::vector<TrialOutcome> dimensions{{"moisture", noise, 0.4, 0.3}};
//   const TrialPlan plan = plan_trial(dimensions, {.days = 84, .half_life_days = 1, .seed = 7});
//   plan.used_a[3];                          // whether a is used on the fourth day
//   plan.powers[0].power;                    // probability of p <= 0.05 if the difference is as stated
//
// Washout: what is left of a product after it falls to an eighth, three half-lives. The length of a period is the one
// whose difference has the smallest standard error under the person's own noise, mean over the dimensions, the order of
// pairs taken by turns. Power is of the test that will be made (trial_order.h): its randomization is carried out on
// `virtual_trials` series of the person's noise. A plan is its options: the same ones and the same seed give the same
// plan, so that none is kept. How predicted and reached power agree: docs/explanation/products.md. Cost: some 0.2 s a
// dimension.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/trial/trial_order.h"

namespace skin2vec::trial {

// How one dimension of the person moves by itself, and what would be worth seeing.
struct TrialOutcome {
  std::string dimension;
  stats::Noise noise;
  double sd = 0;          // of a day, units of the dimension; > 0
  double difference = 0;  // a less b, lasting use of each; > 0
  double read = 1;        // share of the days with a reading, (0, 1]
};

struct TrialPlanOptions {
  int days = 0;                          // at most; >= needed_trial_days
  double half_life_days = 1;             // >= 0
  std::optional<int> washout_days = {};  // none: three half-lives; >= 0
  int min_pairs = 6;                     // the first with which p can be below 0.05; >= 2
  int virtual_trials = 500;              // >= 100
  std::uint64_t seed = 7;
};

inline constexpr int least_counted_days = 2;  // of a period
inline constexpr int longest_period_days = 28;

struct TrialPower {
  std::string dimension;
  double difference = 0;      // as stated
  double standard_error = 0;  // of the difference that the trial will estimate
  double power = 0;           // probability that p <= 0.05
  double detectable = 0;      // the difference of which power is 0.8; infinite if it is above 20 standard errors
};

struct TrialPlan {
  TrialShape shape;
  TrialOrder order;
  std::vector<char> used_a;  // a day: 1 = a, 0 = b; shape.days() of them, at most the days asked for
  std::vector<TrialPower> powers;
};

// Three half-lives in whole days, at least 1; 0 without one.
[[nodiscard]] int washout_of(double half_life_days);

// The fewest days that a plan with these options needs.
[[nodiscard]] int needed_trial_days(const TrialPlanOptions& options);

// throws   ContractError if an option is out of range, days among them
// Deterministic for a seed.
[[nodiscard]] TrialPlan plan_trial(std::span<const TrialOutcome> dimensions, const TrialPlanOptions& options);

}  // namespace skin2vec::trial
