// What a trial with oneself says: a less b, for each dimension, from what was used on each day.
//
//   const auto record = read_trial(used, 5);                        // the periods, as the diary shows them
//   for (const TrialResult& r : trial(outcomes, *record, options)) use(r.difference, r.ci, r.p, r.verdict);
//
// The periods are found in the days themselves: the length for which the fewest days contradict pairs of one period of
// a and one of b. Days that do not fit their period, on which both, neither, or only the other was used, do not count,
// nor does the washout. difference: generalised least squares on the days that count, AR(1) plus white noise by
// restricted maximum likelihood (stats/regress.h), the column of the order that trial_order.h describes, a level and a
// line. It is the difference of lasting use of each. ci by Student's t with as many degrees of freedom as there are
// periods, less two: what is compared are periods. p by randomization of the orders, the noise as fitted without a
// difference. No difference: two one-sided tests at 5 %, that is, the 90 % interval lies within `margin` (Schuirmann
// 1987, J Pharmacokin Biopharm 15, 657). How well it does: docs/explanation/products.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/lag/effects.h"
#include "skin2vec/trial/trial_order.h"

namespace skin2vec::trial {

enum class Used : char { neither, a, b, both };

struct TrialRecord {
  TrialShape shape;  // washout and half-life are the caller's
  TrialOrder order;
  std::vector<double> use;      // a day of the shape: 0.5 = a was used, -0.5 = b, 0 = both or neither
  std::vector<char> fits;       // a day of the shape: 1 = what was used is what its period says
  int protocol_deviations = 0;  // days on which something else was used
};

// used     a day, the first one that of the trial's start
// shortest_period_days  >= 1; daily use as it comes looks like periods of a day or two
// returns  none if no length of the periods leaves at most a fifth of the days of use in contradiction with half of the
//          days used, or there is no whole pair
// throws   ContractError if shortest_period_days < 1
[[nodiscard]] std::optional<TrialRecord> read_trial(std::span<const Used> used, int shortest_period_days);

struct TrialOptions {
  int min_pairs = 4;                        // >= 2
  double margin = 0.5;                      // smallest difference worth caring about, in sd of the days that count; > 0
  std::optional<double> margin_units = {};  // ... in units of the dimension; none: margin holds; > 0
  OrderTestOptions orders = {};
};

enum class TrialVerdict { found, none_found, no_difference, too_little_data };

struct TrialResult {
  std::string dimension;
  double difference = NAN;     // a less b, units of the dimension
  lag::Interval ci{NAN, NAN};  // 95 %
  double p = 1;
  double margin = NAN;  // units of the dimension
  int n_a = 0;          // days that count
  int n_b = 0;
  TrialVerdict verdict = TrialVerdict::too_little_data;
};

// outcomes  of one person; each begins on the first day of the trial and has at least its days
// verdict   no difference: the 90 % interval lies within the margin; else found: p <= 0.05; else none found; too little
//           data: fewer than min_pairs, or fewer than two days that count a pair
// throws    ContractError if an outcome is shorter than the trial or an option is out of range
// Deterministic for a seed.
[[nodiscard]] std::vector<TrialResult> trial(std::span<const lag::Outcome> outcomes, const TrialRecord& record,
                                             const TrialOptions& options = {});

}  // namespace skin2vec::trial
