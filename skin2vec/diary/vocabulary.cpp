#include "skin2vec/diary/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/reader.h"

namespace skin2vec::diary {

std::optional<Measure> measure_of(const Profile& profile, std::string_view name) {
  Measure measure;
  measure.name = std::string(name);
  measure.scale = find_scale(profile, name);
  if (const Dimension* dimension = find_dimension(profile, name)) {
    if (dimension->derived) return std::nullopt;
    measure.low = dimension->low;
    measure.high = dimension->high;
    for (const Instrument& instrument : profile.instruments) {
      if (instrument.dimension == name) measure.instruments.push_back(&instrument);
    }
    return measure;
  }
  if (const Exposure* exposure = find_exposure(profile, name)) {
    measure.low = exposure->low;
    measure.high = exposure->high;
    measure.is_exposure = true;
    return measure;
  }
  return std::nullopt;
}

std::optional<double> read_number(std::string_view cell, bool decimal_comma) {
  if (const auto number = parse_number(cell)) return number;
  if (!decimal_comma || cell.find('.') != std::string_view::npos) return std::nullopt;
  if (std::count(cell.begin(), cell.end(), ',') != 1) return std::nullopt;
  std::string pointed(cell);
  pointed[pointed.find(',')] = '.';
  return parse_number(pointed);
}

Result<double> read_measure(const Measure& measure, std::string_view cell, std::string_view instrument, double factor,
                            bool decimal_comma) {
  double low = measure.low;
  double high = measure.high;
  for (const Instrument* each : measure.instruments) {
    if (!instrument.empty() && each->name == instrument) {
      low = each->low;
      high = each->high;
    }
  }
  if (const auto number = read_number(cell, decimal_comma)) {
    // + 0.0 makes of -0 the 0 that it is.
    const double value = *number * factor + 0.0;
    if (value >= low && value <= high) return value;
  } else if (measure.scale) {
    const std::string word = lower(trim(cell));
    for (std::size_t i = 0; i < measure.scale->words.size(); ++i) {
      if (lower(measure.scale->words[i]) == word) return measure.scale->values[i];
    }
  }
  std::string expected = fmt::format("a number from {} to {}", to_text(low), to_text(high));
  if (measure.scale) {
    expected += fmt::format(" or one of {}", fmt::join(measure.scale->words, ", "));
    const auto near = parse_number(cell) ? std::nullopt : nearest(trim(cell), measure.scale->words);
    if (near) expected += fmt::format("; did you mean {}?", in_quotes(*near));
  }
  return refuse(Fault::malformed, expected);
}

std::optional<Time> read_time_as(std::string_view cell, std::string_view format) {
  int year = -1;
  int month = -1;
  int day = -1;
  int hour = -1;
  int minute = 0;
  int second = 0;
  cell = trim(cell);
  const auto take = [&](std::size_t least, std::size_t most) {
    std::size_t length = 0;
    int value = 0;
    while (length < most && length < cell.size() && cell[length] >= '0' && cell[length] <= '9') {
      value = 10 * value + (cell[length++] - '0');
    }
    cell.remove_prefix(length);
    return length < least ? -2 : value;
  };
  while (!format.empty()) {
    const auto is = [&](std::string_view token) {
      if (!format.starts_with(token)) return false;
      format.remove_prefix(token.size());
      return true;
    };
    if (is("yyyy")) {
      year = take(4, 4);
    } else if (is("mm")) {
      month = take(2, 2);
    } else if (is("mi")) {
      minute = take(2, 2);
    } else if (is("m")) {
      month = take(1, 2);
    } else if (is("dd")) {
      day = take(2, 2);
    } else if (is("d")) {
      day = take(1, 2);
    } else if (is("hh")) {
      hour = take(1, 2);
    } else if (is("ss")) {
      second = take(2, 2);
    } else if (!cell.empty() && cell.front() == format.front()) {
      cell.remove_prefix(1);
      format.remove_prefix(1);
    } else {
      return std::nullopt;
    }
  }
  const auto date = make_day(year, month, day);
  if (!date || !cell.empty() || hour == -2 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  if (hour < 0) return Time{*date, std::nullopt, std::nullopt};
  return Time{*date, ((hour * 60 + minute) * 60 + second) * 1000, std::nullopt};
}

std::vector<std::string> column_names(const Profile& profile) {
  std::vector<std::string> names{"time",   "person",  "site",    "instrument", "note", "events", "event", "weight",
                                 "source", "product", "minutes", "name",       "slot", "order",  "from",  "to"};
  for (const Dimension& dimension : profile.dimensions) {
    if (!dimension.derived) names.push_back(dimension.name);
  }
  for (const Exposure& exposure : profile.exposures) names.push_back(exposure.name);
  return names;
}

Result<std::vector<Entry>> parse_events(std::string_view text) {
  std::vector<Entry> events;
  for (std::string_view part : split(text, ';')) {
    part = trim(part);
    if (part.empty()) continue;
    Entry event;
    event.kind = Kind::event;
    const std::size_t colon = part.find(':');
    const std::string_view name = trim(part.substr(0, colon));
    if (!is_name(name))
      return refuse(Fault::malformed,
                    fmt::format("events as name or name:weight, separated by ;, got {}", in_quotes(part)));
    event.name = std::string(name);
    if (colon != std::string_view::npos) {
      const auto number = parse_number(part.substr(colon + 1));
      if (!number)
        return refuse(Fault::malformed, fmt::format("a number as weight after the colon in {}", in_quotes(part)));
      if (std::abs(*number) > largest_weight)
        return refuse(Fault::malformed, fmt::format("a weight from -1000000 to 1000000 in {}", in_quotes(part)));
      event.values.push_back({"weight", *number + 0.0, ""});
    }
    events.push_back(std::move(event));
  }
  return events;
}

Result<double> parse_score(const Profile& profile, std::string_view name, std::string_view text,
                           std::string_view instrument) {
  const auto measure = measure_of(profile, name);
  if (!measure) return refuse(Fault::missing, fmt::format("no dimension or exposure {}", in_quotes(name)));
  return read_measure(*measure, text, instrument, 1, false);
}

std::string dimension_or_exposure(const Profile& profile, std::string_view text) {
  for (const Dimension& dimension : profile.dimensions) {
    if (dimension.name == text || (!dimension.derived && (dimension.label.en == text || dimension.label.zh == text)))
      return dimension.name;
  }
  for (const Exposure& exposure : profile.exposures) {
    if (exposure.name == text || exposure.label.en == text || exposure.label.zh == text) return exposure.name;
  }
  return "";
}

std::string event_name(const Profile& profile, std::string_view text) {
  for (const EventKind& event : profile.events) {
    if (event.name == text || event.label.en == text || event.label.zh == text) return event.name;
  }
  return std::string(text);
}

}  // namespace skin2vec::diary
