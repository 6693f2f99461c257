// Every model of the days ahead over all people of a diary, each person's days forecast one after the other.
//
//   const CohortComparison found = compare_people(tables, {.shipped = &shipped, .threads = 2});
//   found.all.lines;                                    // as find_comparison's, over everybody's targets
//
// Forward chaining within a person, as backtest.h tells: nothing after an origin. The pooled ridge alone learns from
// others: people are dealt into ten parts, and who is judged is told by what the other parts taught, their whole
// records, beside the weights that ship. An interval is of people drawn whole, since their days go together: 999 times,
// a model's errors and those of the one it is held against, of a person together. Cost as everybody's comparison, on
// several threads; the same for any number of them.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/insight/forecasts.h"

namespace skin2vec::insight {

enum class RidgeOf { others, shipped };  // what the pooled ridge was learned from

struct CohortOptions {
  const learn::Shipped* shipped = nullptr;  // as ForecastOptions::shipped; the pooled ridge is then the others' alone
  std::uint64_t seed = 7;
  RidgeOf ridge = RidgeOf::others;
  std::string against = "persistence";  // the model whose errors are the other side of each pair
  int threads = 1;                      // 0: as many as there are processors
  std::function<void(int)> progress{};  // people judged so far; from several threads, one at a time
};

struct ChosenByPeople {
  int horizon = 1;
  std::string model;
  int people = 0;  // that follow it after their last day
};

struct CohortComparison {
  int people = 0;                      // with a reading
  ForecastComparison all;              // `chosen` is empty
  std::vector<ChosenByPeople> chosen;  // by horizon, then most people first
};

inline constexpr int kLeastPeople = 5;  // for an interval; NaN below

// tables   one of each person, any order; those without a day are left out
// Errors of dimensions are told in units where all have the same range, else in sds of the person's dimension.
// surroundings: of the people who have exposures. throws ContractError if there is no model `against`
[[nodiscard]] CohortComparison compare_people(std::span<const forecast::DayTable> tables, const CohortOptions& options);

}  // namespace skin2vec::insight
