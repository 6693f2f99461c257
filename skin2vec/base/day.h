// A calendar date: the token of the whole system.
//
//   Day day = *parse_day("2026-03-01");
//   to_text(day + 30);          // "2026-03-31"
//   day.weekday();              // 6: Sunday
//
// A date of the proleptic Gregorian calendar, as written in the diary: it carries no time zone. Valid from 0001-01-01
// to 9999-12-31, so that the text form has ten characters always and sorts like the dates do. A value type of four
// bytes; all functions are pure.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "skin2vec/base/result.h"

namespace skin2vec {

inline constexpr double kYearDays = 365.25;  // mean length of a year

struct Day {
  std::int32_t number = 0;  // days since 1970-01-01; negative before

  auto operator<=>(const Day&) const = default;
  Day& operator++() {
    ++number;
    return *this;
  }

  [[nodiscard]] int year() const;          // 1 to 9999
  [[nodiscard]] int month() const;         // 1 to 12
  [[nodiscard]] int day_of_month() const;  // 1 to 31
  [[nodiscard]] int weekday() const;       // 0 = Monday to 6 = Sunday
  [[nodiscard]] int day_of_year() const;   // 1 to 366
};

[[nodiscard]] constexpr Day operator+(Day day, int days) {
  return Day{day.number + days};
}
[[nodiscard]] constexpr Day operator-(Day day, int days) {
  return Day{day.number - days};
}
[[nodiscard]] constexpr int operator-(Day later, Day earlier) {
  return later.number - earlier.number;
}  // days

// The date of year, month (1-12) and day of month (1-31); malformed if there is no such date.
[[nodiscard]] Result<Day> make_day(int year, int month, int day_of_month);

// Reads "YYYY-MM-DD", exactly. malformed for anything else, also for 2026-02-29.
[[nodiscard]] Result<Day> parse_day(std::string_view text);

// "YYYY-MM-DD". The day must lie in the years 1 to 9999 (throws ContractError).
[[nodiscard]] std::string to_text(Day day);

}  // namespace skin2vec
