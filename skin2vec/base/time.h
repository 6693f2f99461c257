// A time as it was written, and the instant it names.
//
//   Time time = *parse_time("2026-03-29T02:30:00+02:00");
//   time.day;                   // 2026-03-29, the local date, never shifted
//   instant(time, {});          // milliseconds since 1970 in UTC
//   to_text(time);              // "2026-03-29T02:30+02:00"
//
// Three forms are kept apart because they promise different things: a date, a local date-time (naive), and a date-time
// with an offset. The offset is kept as written; a naive time is never shifted, also when summer time begins: 02:30 on
// such a night stays 02:30. On the night when the clock goes back the two 02:30 differ by their offset.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "skin2vec/base/day.h"
#include "skin2vec/base/result.h"

namespace skin2vec {

constexpr std::int32_t ms_per_day = 86'400'000;
constexpr std::int32_t ms_per_hour = 3'600'000;

// A point on the world's one time line: milliseconds since 1970-01-01T00:00Z.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

struct Time {
  Day day;                                 // the local date as written
  std::optional<std::int32_t> ms_of_day;   // [0, 86,400,000); none: only a date was written
  std::optional<std::int16_t> offset_min;  // minutes east of UTC, [-1080, 1080]; none: naive. Needs ms_of_day

  // In the order of local date, then local clock (a bare date first), then offset. Nearly the order of their texts, but
  // not quite: 02:30Z < 02:30:30Z, and negative offsets come before positive ones.
  [[nodiscard]] std::strong_ordering operator<=>(const Time& other) const;
  bool operator==(const Time&) const = default;
};

inline std::strong_ordering Time::operator<=>(const Time& other) const {
  const auto order = [](const auto& a, const auto& b) {  // as that of std::optional, which not every library has
    return a && b ? *a <=> *b : a.has_value() <=> b.has_value();
  };
  if (const auto by_day = day <=> other.day; by_day != 0) return by_day;
  if (const auto by_clock = order(ms_of_day, other.ms_of_day); by_clock != 0) return by_clock;
  return order(offset_min, other.offset_min);
}

// Reads ISO 8601: `YYYY-MM-DD`, `YYYY-MM-DDThh:mm[:ss[.fff]]` (a space instead of T also), and behind it nothing, `Z`,
// or `+hh:mm`, `+hhmm`, `+hh`. 24:00 is the next day's 00:00; a leap second (:60) is taken as :59.999.
// malformed for anything else, with the form that was expected.
[[nodiscard]] Result<Time> parse_time(std::string_view text);

// The shortest form that parse_time reads back to the same value: seconds and milliseconds only where they are not
// zero, `Z` for offset 0. to_text(parse_time(x)) is a canonical form and can serve as a key.
[[nodiscard]] std::string to_text(const Time& time);

// The instant of a time. A naive time is read with `zone_offset_min` (none: as UTC), a bare date as its 12:00, so that
// no offset moves it to another date.
[[nodiscard]] Instant instant(const Time& time, std::optional<std::int16_t> zone_offset_min);

// The time that a clock with this offset shows at the instant, to the millisecond.
[[nodiscard]] Time local_time(Instant at, std::int16_t offset_min);

}  // namespace skin2vec
