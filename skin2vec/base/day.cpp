#include "skin2vec/base/day.h"

#include <chrono>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec {

namespace {

std::chrono::year_month_day calendar(Day day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.number}}};
}

// The number in digits [from, from + length), or -1 if one of them is no digit.
int digits(std::string_view text, std::size_t from, std::size_t length) {
  int value = 0;
  for (std::size_t i = from; i < from + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = 10 * value + (text[i] - '0');
  }
  return value;
}

}  // namespace

int Day::year() const {
  return static_cast<int>(calendar(*this).year());
}

int Day::month() const {
  return static_cast<int>(static_cast<unsigned>(calendar(*this).month()));
}

int Day::day_of_month() const {
  return static_cast<int>(static_cast<unsigned>(calendar(*this).day()));
}

int Day::weekday() const {
  // 1970-01-01 was a Thursday (3 with Monday = 0).
  return ((number + 3) % 7 + 7) % 7;
}

int Day::day_of_year() const {
  return number - make_day(year(), 1, 1)->number + 1;
}

Result<Day> make_day(int year, int month, int day_of_month) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day_of_month)}};
  // std::chrono keeps month and day in eight bits: 257 would pass as 1.
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day_of_month < 1 || day_of_month > 31 || !date.ok()) {
    return refuse(Fault::malformed, fmt::format("{}-{}-{} is no date", year, month, day_of_month));
  }
  return Day{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

Result<Day> parse_day(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const int year = shaped ? digits(text, 0, 4) : -1;
  const int month = shaped ? digits(text, 5, 2) : -1;
  const int day = shaped ? digits(text, 8, 2) : -1;
  if (year < 0 || month < 0 || day < 0)
    return refuse(Fault::malformed, fmt::format("{} is no date YYYY-MM-DD", in_quotes(text)));
  return make_day(year, month, day);
}

std::string to_text(Day day) {
  const auto date = calendar(day);
  const int year = static_cast<int>(date.year());
  require(year >= 1 && year <= 9999, "to_text: the day must lie in the years 1 to 9999, got year {}", year);
  std::string text;
  append_digits(text, year, 4);
  text += '-';
  append_digits(text, static_cast<int>(static_cast<unsigned>(date.month())), 2);
  text += '-';
  append_digits(text, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  return text;
}

}  // namespace skin2vec
