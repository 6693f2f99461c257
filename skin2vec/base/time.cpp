#include "skin2vec/base/time.h"

#include <fmt/format.h>

#include "skin2vec/base/text.h"

namespace skin2vec {

namespace {

constexpr std::int32_t ms_per_minute = 60'000;

tl::unexpected<Error> no_time(std::string_view text) {
  return refuse(
      Fault::malformed,
      fmt::format("{} is no time; expected YYYY-MM-DD, YYYY-MM-DDThh:mm, or that with an offset", in_quotes(text)));
}

// Reads digits from the front of `rest`, `length` of them; -1 and nothing taken if they are not there.
int take_digits(std::string_view& rest, std::size_t length) {
  if (rest.size() < length) return -1;
  int value = 0;
  for (std::size_t i = 0; i < length; ++i) {
    if (rest[i] < '0' || rest[i] > '9') return -1;
    value = 10 * value + (rest[i] - '0');
  }
  rest.remove_prefix(length);
  return value;
}

bool take(std::string_view& rest, char expected) {
  if (rest.empty() || rest.front() != expected) return false;
  rest.remove_prefix(1);
  return true;
}

// The clock part "hh:mm[:ss[.f...]]" -> milliseconds, 86,400,000 for 24:00; -1 if malformed.
std::int32_t take_clock(std::string_view& rest) {
  const int hour = take_digits(rest, 2);
  if (hour < 0 || hour > 24 || !take(rest, ':')) return -1;
  const int minute = take_digits(rest, 2);
  if (minute < 0 || minute > 59) return -1;
  std::int32_t ms = (hour * 60 + minute) * ms_per_minute;
  if (take(rest, ':')) {
    const int second = take_digits(rest, 2);
    if (second < 0 || second > 60) return -1;
    ms += second * 1000;
    if (take(rest, '.') || take(rest, ',')) {
      int scale = 100;
      if (rest.empty() || rest.front() < '0' || rest.front() > '9') return -1;
      while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
        ms += (rest.front() - '0') * scale;
        scale /= 10;
        rest.remove_prefix(1);
      }
    }
    if (second == 60) ms = (hour * 60 + minute + 1) * ms_per_minute - 1;
  }
  return ms <= ms_per_day ? ms : -1;
}

// The offset part, all of `rest` -> minutes; none if malformed.
std::optional<std::int16_t> take_offset(std::string_view rest) {
  if (rest == "Z" || rest == "z") return std::int16_t{0};
  if (rest.empty() || (rest.front() != '+' && rest.front() != '-')) return std::nullopt;
  const int sign = rest.front() == '-' ? -1 : 1;
  rest.remove_prefix(1);
  const int hour = take_digits(rest, 2);
  if (hour < 0 || hour > 18) return std::nullopt;
  int minute = 0;
  if (!rest.empty()) {
    take(rest, ':');
    minute = take_digits(rest, 2);
  }
  if (minute < 0 || minute > 59 || !rest.empty() || hour * 60 + minute > 18 * 60) return std::nullopt;
  return static_cast<std::int16_t>(sign * (hour * 60 + minute));
}

}  // namespace

Result<Time> parse_time(std::string_view text) {
  if (text.size() < 10) return no_time(text);
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return no_time(text);
  Time time{*day, std::nullopt, std::nullopt};
  std::string_view rest = text.substr(10);
  if (rest.empty()) return time;
  if (!take(rest, 'T') && !take(rest, ' ') && !take(rest, 't')) return no_time(text);
  const std::int32_t ms = take_clock(rest);
  if (ms < 0) return no_time(text);
  time.ms_of_day = ms;
  if (ms == ms_per_day) {
    time.ms_of_day = 0;
    ++time.day;
    if (time.day.year() > 9999) return no_time(text);
  }
  if (rest.empty()) return time;
  if (rest.front() == ' ') rest.remove_prefix(1);
  time.offset_min = take_offset(rest);
  if (!time.offset_min) return no_time(text);
  return time;
}

std::string to_text(const Time& time) {
  std::string text = to_text(time.day);
  if (!time.ms_of_day) return text;
  const int ms = *time.ms_of_day;
  text.reserve(32);
  text += 'T';
  append_digits(text, ms / 3'600'000, 2);
  text += ':';
  append_digits(text, ms / ms_per_minute % 60, 2);
  if (ms % ms_per_minute != 0) {
    text += ':';
    append_digits(text, ms / 1000 % 60, 2);
  }
  if (ms % 1000 != 0) {
    text += '.';
    append_digits(text, ms % 1000, 3);
  }
  if (!time.offset_min) return text;
  const int offset = *time.offset_min;
  if (offset == 0) {
    text += 'Z';
    return text;
  }
  const int size = offset < 0 ? -offset : offset;
  text += offset < 0 ? '-' : '+';
  append_digits(text, size / 60, 2);
  text += ':';
  append_digits(text, size % 60, 2);
  return text;
}

Instant instant(const Time& time, std::optional<std::int16_t> zone_offset_min) {
  const std::int64_t midnight = std::int64_t{time.day.number} * ms_per_day;
  if (!time.ms_of_day) return Instant{midnight + ms_per_day / 2};
  const std::int64_t offset = time.offset_min.value_or(zone_offset_min.value_or(0));
  return Instant{midnight + *time.ms_of_day - offset * ms_per_minute};
}

Time local_time(Instant at, std::int16_t offset_min) {
  const std::int64_t local = at.ms + std::int64_t{offset_min} * ms_per_minute;
  std::int64_t day = local / ms_per_day;
  if (local % ms_per_day < 0) --day;
  return Time{Day{static_cast<std::int32_t>(day)}, static_cast<std::int32_t>(local - day * ms_per_day), offset_min};
}

}  // namespace skin2vec
