// What a person did and met, day by day: the amounts that act on the skin, as they are written into the diary.
//
//   Covariates covariates = draw_covariates(truth, weather, random);
//   covariates.amount_of(truth, "late_night")[3];       // the weight on the fourth day, 0 = it did not happen
#pragma once

#include <string_view>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/twin/truth.h"

namespace skin2vec::twin {

struct Covariates {
  std::vector<std::vector<double>>
      amount;  // [covariate of truth.covariates][day]: weight, use of a product, value of exposure
  std::vector<std::vector<char>> busy;  // [covariate][day]: 1 in a busy phase (events and products; Usage)

  [[nodiscard]] const std::vector<double>& amount_of(const Truth& truth, std::string_view covariate) const;
  [[nodiscard]] std::vector<double>& amount_of(const Truth& truth, std::string_view covariate);
};

// Weights of events are 0.5, 1, 1.5 or 2 with these probabilities: mean 1.05, mean of squares 1.275.
inline constexpr double weight_shares[]{0.2, 0.6, 0.1, 0.1};
inline constexpr double weight_mean = 1.05;
inline constexpr double weight_square = 1.275;

// Events and products in their phases; the confounded decoy follows its partner; at most one of cream and lotion a day.
// The reverse-caused product is left at 0: it follows the state (use_after_bad_days). O(days * covariates).
[[nodiscard]] Covariates draw_covariates(const Truth& truth, const Weather& weather, const Random& random);

// Puts the reverse-caused product after days on which the state was bad: moisture low or sensitivity high against the
// person's own median, yesterday or the day before. Needs truth.state.
void use_after_bad_days(const Truth& truth, Covariates& covariates, Random random);

// The place of a covariate in truth.covariates. throws ContractError if there is none of that name
[[nodiscard]] std::size_t index_of(const Truth& truth, std::string_view covariate);

// The probability of the covariate on `day`, if `chance_busy` is that of being in the busy phase.
[[nodiscard]] double usage_rate(const Usage& usage, double chance_busy, Day day);

// The middle value, the upper one of two; 0 of none.
[[nodiscard]] double median(std::vector<double> values);

}  // namespace skin2vec::twin
