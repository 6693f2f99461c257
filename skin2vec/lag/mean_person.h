// What people of one place share: how alike a covariate is in them on the same dates, and the mean person of those
// dates.
//
//   const std::vector<Shared> shared = shared_covariates(records);
//   shared[0].correlation;                        // of two people on the same dates; 1: all have the same weather
//   const std::optional<Record> mean = mean_person(records, shared);
//   effects(mean->outcomes, mean->grid, {.design = mean->design});
//
// Where people share a covariate, whatever else they share (a season, a heat wave, a holiday) is the same error in all
// of them, and no number of people makes it smaller. So such a covariate is split in two (Mundlak 1978, Econometrica
// 46, 69): what all have in common on a date, of which the mean person's one series can tell with the error of one
// series; and each person's deviation from it, which sums to nothing over people on each date, so that a common error
// cancels. How well that does: docs/explanation/effects.md. Cost O(people x days x covariates).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/lag/effects.h"

namespace skin2vec::lag {

inline constexpr int kFewestPeople = 3;  // with a usable fit: fewer have no mean person

// What one person's effects are made of.
struct Record {
  std::vector<Outcome> outcomes;  // each of the span of the grid
  series::CovariateGrid grid;
  LagDesignOptions design;
};

// One covariate, of all people who have it.
struct Shared {
  std::string covariate;
  series::CovariateKind kind = series::CovariateKind::event;
  double correlation = 0;       // mean between two people on the same dates, each less level, line and days of the week
  bool is_shared = false;       // the mean of people varies twice as much as if they had nothing in common, or more
  bool is_same = false;         // correlation above 0.95: people have no deviations of their own
  Day first;                    // of mean_amount
  Eigen::VectorXd mean_amount;  // a day: the mean of the people known; NaN: of fewer than half as many as on other days
};

// The days of an outcome on the scale on which people's effects can be added up: as they are; of a count log(y + 1).
[[nodiscard]] series::Series additive(const Outcome& outcome);

// returns  one for each covariate of anybody, in the order in which they come
[[nodiscard]] std::vector<Shared> shared_covariates(std::span<const Record* const> people);

// The record of the mean person: on each date the mean of people (additive), each about their own mean, where at least
// half as many are known as on the fullest date. A shared covariate is an exposure there, whatever its kind. None:
// fewer than 3 people, or no such date.
[[nodiscard]] std::optional<Record> mean_person(std::span<const Record* const> people, std::span<const Shared> shared);

// The person with each shared covariate that is not the same in all as two exposures: the deviation under its own name,
// and what is in common under the name with " in common" behind it. The bell of humidity is of the deviations there.
[[nodiscard]] Record with_deviations(const Record& person, std::span<const Shared> shared);

}  // namespace skin2vec::lag
