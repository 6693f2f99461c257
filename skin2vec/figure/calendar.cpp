#include "skin2vec/figure/calendar.h"

#include <algorithm>

#include "skin2vec/base/require.h"

namespace skin2vec::figure {

namespace {

constexpr double left = 28;
constexpr double edge = 2;
constexpr double head = 14;
constexpr double row_px = 10;
constexpr double bar_px = 7;
constexpr int places = 366;

Day last_day(const Calendar& options) {
  return options.first + (static_cast<int>(options.there.size()) - 1);
}

}  // namespace

int years_drawn(const Calendar& options) {
  if (options.there.empty()) return 0;
  return std::min(options.most_years, last_day(options).year() - options.first.year() + 1);
}

int place_in_year(Day day) {
  const int year = day.year();
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day.day_of_year() - 1 + (!leap && day.month() > 2 ? 1 : 0);
}

std::string calendar(const Calendar& options) {
  require(options.most_years >= 1, "calendar: at least one year, got {}", options.most_years);
  require(options.width >= 120, "calendar: at least 120 px wide, got {}", options.width);
  const int years = years_drawn(options);
  Drawing drawing(options.width, head + row_px * years, options.words);
  const double step = (options.width - left - edge) / places;
  const auto x = [&](int place) { return left + step * place; };
  for (int month = 1; month <= 12; ++month) {
    const int place = place_in_year(*make_day(2024, month, 1));
    drawing.line({{x(place), head - 3}, {x(place), head}}, Pen::axis);
    drawing.text({x(place) + step * 15, head - 4}, fmt::format("{}", month), Anchor::middle);
  }
  if (years == 0) return drawing.svg();
  const int oldest = last_day(options).year() - years + 1;
  for (int row = 0; row < years; ++row) {
    const double top = head + row_px * row, foot = top + row_px - 1;
    drawing.text({2, foot}, fmt::format("{}", oldest + row), Anchor::start);
    const Day from = std::max(options.first, *make_day(oldest + row, 1, 1));
    const Day to = std::min(last_day(options), *make_day(oldest + row, 12, 31));
    drawing.line({{x(place_in_year(from)), foot}, {x(place_in_year(to) + 1), foot}}, Pen::axis);
    const auto there = [&](Day day) { return options.there[static_cast<std::size_t>(day - options.first)] != 0; };
    for (Day day = from; day <= to; ++day) {
      if (!there(day)) continue;
      Day end = day;
      while (end < to && there(end + 1)) ++end;
      const int begins = place_in_year(day), ends = place_in_year(end) + 1;
      drawing.box({x(begins), foot - bar_px}, step * (ends - begins), bar_px, Fill::ink);
      day = end;
    }
  }
  return drawing.svg();
}

}  // namespace skin2vec::figure
