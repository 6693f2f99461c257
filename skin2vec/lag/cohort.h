// What many people say together: the mean effect of each covariate on each dimension, how much people differ, and what
// that says of each of them.
//
//   const std::vector<Member> members{{"ann", effects_of_ann}, {"ben", effects_of_ben}, {"cem", effects_of_cem}};
//   const auto all = lag::cohort(members);
//   all[0].mean, all[0].mean_ci, all[0].tau;        // the mean person
//   all[0].people[1].shrunken;                      // Ben's total, drawn towards the mean as far as his diary is short
//
// Each person is fitted alone (effects.h) and brings a total without a prior on its size (Contribution); stats/meta.h
// pools these: random effects, tau by restricted maximum likelihood, the mean's interval and p by Knapp & Hartung, q by
// Benjamini & Hochberg over all pairs of the cohort. Negative control: what all people's data say together of the 3
// days to come, as if of one person; a bias that is too small to be seen in one person is seen in many. How well it
// does: docs/explanation/effects.md.
// With people's records: a covariate that they share on the same dates is told with the doubt of what they share
// (mean_person.h), and a dimension of which fewer than 3 have enough alone from one fit of all (one_fit.h).
// Cost: O(people), some milliseconds; a covariate shared in part: as much again as people's own fits.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/lag/effects.h"
#include "skin2vec/lag/mean_person.h"

namespace skin2vec::lag {

struct Member {
  std::string person;
  std::vector<Effect> effects;
  Record record = {};  // what they were made of; without days: nothing is known of what people share
};

struct CohortOptions {
  double level = 0.10;          // of q, (0, 1)
  double control_level = 0.01;  // of the pooled negative control, (0, 1)
  // ... of one fit, (0, 1). Short records show little of what is to come.
  double one_fit_control_level = 0.05;
  int threads = 1;  // >= 0; 0: as many as there are processors
};

struct CohortPerson {
  std::string person;
  double total = NAN;  // as in the person's own answer
  Interval total_ci{NAN, NAN};
  double shrunken = NAN;  // NaN where fewer than 3 people have numbers
  Interval shrunken_ci{NAN, NAN};
};

// What the mean comes from.
enum class CohortSource {
  each_alone,  // people's own fits, whose errors have nothing to do with each other
  in_common,   // a shared covariate: the mean person's one series, and people's deviations from it (mean_person.h)
  one_fit,     // nobody has enough alone: one fit of all (one_fit.h)
};

// Of one covariate on one dimension, in the units of Effect. Too little data: fewer than 3 people have numbers, and one
// fit of all has none.
struct CohortEffect {
  std::string covariate;
  series::CovariateKind kind = series::CovariateKind::event;
  std::string dimension;
  diary::OutcomeScale scale = diary::OutcomeScale::continuous;  // of a count all numbers are in logarithms
  int n_people = 0;                                             // with numbers of their own; of one fit: in it
  double mean = NAN;
  Interval mean_ci{NAN, NAN};  // 95 %
  double tau = NAN;            // standard deviation of people about the mean; NaN in one fit
  double p = 1;                // that the mean is 0
  double q = 1;
  double control_p = 1;
  double correlation = NAN;  // of the covariate between two people on the same dates; NaN: no record
  CohortSource source = CohortSource::each_alone;
  std::array<double, n_lags> kernel{};  // of one fit, as in Effect
  std::array<Interval, n_lags> kernel_ci{};
  int peak_day = -1;  // of one fit; -1: not known
  EffectVerdict verdict = EffectVerdict::too_little_data;
  std::vector<CohortPerson> people;  // with numbers of their own, in the order given; of one fit: none
};

// returns  one for each pair that somebody has, by kind and covariate, dimensions as they first come
// throws   ContractError if a level is out of range
// Deterministic. Safe to call from several threads at once.
[[nodiscard]] std::vector<CohortEffect> cohort(std::span<const Member> members, const CohortOptions& options = {});

}  // namespace skin2vec::lag
