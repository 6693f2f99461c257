// Where a diary has gaps: a strip for each year, January to December, black where there is something.
//
//   calendar({.words = {"Days with a reading", "412 of 540"}, .first = first, .there = days});
//
// Each day has its place by its month and day, so that years stand under each other: 366 places, the 29th of February
// passed over in other years. A day with nothing is white above a thin line, which spans the record; outside of it
// there is nothing at all. Years beyond the limit are left out, the oldest first.
#pragma once

#include <string>
#include <vector>

#include "skin2vec/base/day.h"
#include "skin2vec/figure/svg.h"

namespace skin2vec::figure {

struct Calendar {
  Words words;
  Day first;
  std::vector<char> there;  // a day: 1 or 0
  int most_years = 10;      // >= 1
  double width = 640;       // px, >= 120
};

// How many years of it are drawn.
[[nodiscard]] int years_drawn(const Calendar& options);

// The place of a date within its year, 0 to 365.
[[nodiscard]] int place_in_year(Day day);

// One <svg>, 10 px a year and 14 px for the months above; without days, those alone.
// throws   ContractError if an option is out of range, or the title is empty
[[nodiscard]] std::string calendar(const Calendar& options);

}  // namespace skin2vec::figure
