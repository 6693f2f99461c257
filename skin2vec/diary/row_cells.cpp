// The cells of a row: when it was, whose, and what was measured, named or computed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/row_reader.h"

namespace skin2vec::diary {

namespace {

// Relative humidity in % of temperature and dew point in degrees Celsius: the Magnus formula with the constants of
// Alduchov & Eskridge (1996).
double relative_humidity(double temperature, double dew_point) {
  const auto exponent = [](double t) { return 17.625 * t / (243.04 + t); };
  return 100 * std::exp(exponent(dew_point) - exponent(temperature));
}

// What can be written as YYYY-MM-DD.
bool has_date(Day day) {
  static const Day first = *make_day(1, 1, 1);
  static const Day last = *make_day(9999, 12, 31);
  return first <= day && day <= last;
}

}  // namespace

void RowReader::read_time(Cells fields) {
  const TimeRule& rule = profile_.import.time;
  static constexpr std::string_view part_names[5] = {"a year", "a month", "a day of the month", "an hour from 0 to 23",
                                                     "a minute"};
  if (columns_.by_rules && rule.date) time_ = Time{*rule.date, std::nullopt, std::nullopt};
  if (columns_.by_rules && rule.origin && rule.day_column.empty())
    time_ = Time{*rule.origin, std::nullopt, std::nullopt};
  numbers_.assign(5, -1);
  std::size_t parts = 0;
  for (std::size_t i = 0; i < columns_.columns.size(); ++i) {
    const Column& column = columns_.columns[i];
    if (column.role == Meaning::ignored) continue;
    const std::string_view text = trim(fields[i]);
    if (column.role == Meaning::time) {
      if (columns_.by_rules && !rule.prefix.empty()) {
        const auto found = std::find_if(rule.prefix.begin(), rule.prefix.end(),
                                        [&](const auto& each) { return text.starts_with(each.first); });
        if (found == rule.prefix.end()) {
          refuse_cell(column, text, "a value that begins as one of [import.time.prefix]");
        } else {
          time_ = Time{found->second, std::nullopt, std::nullopt};
        }
      } else if (columns_.by_rules && !rule.format.empty()) {
        const auto time = read_time_as(text, rule.format);
        if (!time) return refuse_cell(column, text, "a time as " + rule.format);
        time_ = *time;
      } else if (const auto time = parse_time(text)) {
        time_ = *time;
      } else {
        return refuse_cell(column, text, "a time: YYYY-MM-DD, YYYY-MM-DDThh:mm, or that with an offset");
      }
    } else if (column.role == Meaning::time_part) {
      const auto number = parse_number(text);
      const auto part = static_cast<std::size_t>(column.number);
      if (!number || *number != std::floor(*number) || *number < 0 || *number > 9999)
        return refuse_cell(column, text, std::string(part_names[part]));
      numbers_[part] = *number;
      parts = std::max(parts, part + 1);
    } else if (column.role == Meaning::day_number) {
      const auto number = parse_number(text);
      const double days = number ? *number - rule.first_day : NAN;
      if (!number || days != std::floor(days) || std::abs(days) > 100'000)
        return refuse_cell(column, text, "the whole number of a day");
      const Day day = *rule.origin + static_cast<int>(days);
      if (!has_date(day)) return refuse_cell(column, text, "the number of a day in the years 1 to 9999");
      time_ = Time{day, std::nullopt, std::nullopt};
    }
  }
  if (parts == 0) return;
  const auto day =
      make_day(static_cast<int>(numbers_[0]), static_cast<int>(numbers_[1]), static_cast<int>(numbers_[2]));
  if (!day || numbers_[3] > 23 || numbers_[4] > 59) {
    refuse_row("", fmt::format("{}", fmt::join(numbers_, " ")), "the parts of a date and hour that exist");
    return;
  }
  time_ = Time{*day, std::nullopt, std::nullopt};
  if (parts > 3)
    time_.ms_of_day = (static_cast<int>(numbers_[3]) * 60 + std::max(0, static_cast<int>(numbers_[4]))) * 60'000;
}

void RowReader::read_common(Cells fields) {
  for (std::size_t i = 0; i < columns_.columns.size(); ++i) {
    const Column& column = columns_.columns[i];
    if (column.is_person || column.role == Meaning::person) {
      name_of(column, trim(fields[i]), person_);
      if (columns_.by_rules && !person_.empty()) {
        person_.insert(0, profile_.import.person_prefix);
        if (!is_name(person_)) refuse_cell(column, person_, "a name of at most 128 bytes, prefix included");
      }
    }
    switch (column.role) {
      case Meaning::site:
        name_of(column, cell(column, fields[i]), site_);
        break;
      case Meaning::instrument:
        name_of(column, cell(column, fields[i]), instrument_);
        break;
      case Meaning::source:
        name_of(column, cell(column, fields[i]), source_);
        break;
      case Meaning::note:
        if (!is_utf8(fields[i]) || fields[i].find('\0') != std::string_view::npos) {
          refuse_cell(column, fields[i], "text in UTF-8");
        } else {
          note_ = fields[i];
        }
        break;
      default:
        break;
    }
  }
}

// The columns of events, products and routines.
void RowReader::read_named(Cells fields) {
  const auto number = [&](const Column& column, std::string_view text, double low, double high,
                          std::string_view what) -> std::optional<double> {
    if (text.empty()) return std::nullopt;
    const auto value = read_number(text, decimal_comma_);
    if (!value || *value < low || *value > high) {
      refuse_cell(column, text, fmt::format("{} from {} to {}", what, to_text(low), to_text(high)));
      return std::nullopt;
    }
    return *value + 0.0;
  };
  const auto date = [&](const Column& column, std::string_view text) -> std::optional<Day> {
    const auto day = parse_day(text);
    if (!day) {
      refuse_cell(column, text, "a date YYYY-MM-DD");
      return std::nullopt;
    }
    return *day;
  };
  const auto needed = [&](const Column& column, std::string_view text, std::string& name, std::string_view what) {
    if (text.empty()) refuse_cell(column, text, std::string(what));
    name_of(column, text, name);
  };
  for (std::size_t i = 0; i < columns_.columns.size(); ++i) {
    const Column& column = columns_.columns[i];
    const std::string_view text = cell(column, fields[i]);
    switch (column.role) {
      case Meaning::event:
        needed(column, text, event_, "the name of an event");
        event_ = event_name(profile_, event_);
        break;
      case Meaning::weight:
        weight_ = number(column, text, -largest_weight, largest_weight, "a number");
        break;
      case Meaning::product:
        needed(column, text, product_, "the name of a product");
        break;
      case Meaning::minutes:
        minutes_ = number(column, text, 0, 1e6, "a number of minutes");
        break;
      case Meaning::routine:
        needed(column, text, routine_, "the name of a routine");
        break;
      case Meaning::slot:
        if (!text.empty() && text != "morning" && text != "evening")
          refuse_cell(column, text, "morning, evening or nothing");
        slot_ = text;
        break;
      case Meaning::order:
        order_ = number(column, text, 0, 1000, "a number");
        break;
      case Meaning::from:
        if (const auto day = date(column, text)) time_ = Time{*day, std::nullopt, std::nullopt};
        break;
      case Meaning::to:
        if (!text.empty()) until_ = date(column, text);
        if (until_ && columns_.shape == Shape::routines && *until_ < time_.day)
          refuse_cell(column, text, "a date not before `from`");
        break;
      default:
        break;
    }
  }
}

void RowReader::read_measures(Cells fields) {
  for (std::size_t i = 0; i < columns_.columns.size(); ++i) {
    const Column& column = columns_.columns[i];
    const bool measured =
        column.role == Meaning::measure || column.role == Meaning::before || column.role == Meaning::after;
    if (!measured && column.role != Meaning::wide && column.role != Meaning::events &&
        column.role != Meaning::event_flag)
      continue;
    const std::string_view text = cell(column, fields[i]);
    if (text.empty()) continue;
    if (column.role == Meaning::wide && !has_date(time_.day + column.number)) {
      refuse_cell(column, text, "a column whose date lies in the years 1 to 9999");
      continue;
    }
    if (column.role == Meaning::events) {
      auto events = parse_events(text);
      if (!events) {
        refuse_cell(column, text, events.error().message);
        continue;
      }
      for (Entry& event : *events) {
        event.name = event_name(profile_, event.name);
        events_.push_back(std::move(event));
      }
      continue;
    }
    const bool flag = column.role == Meaning::event_flag;
    if (flag || (column.role == Meaning::wide && !column.event.empty())) {
      auto weight = read_number(text, decimal_comma_);
      const std::string word = weight ? "" : lower(text);
      if (word == "true" || word == "yes") weight = 1;
      if (word == "false" || word == "no") weight = 0;
      if (!weight) {
        refuse_cell(column, text, "a number, true or false");
      } else if (std::abs(*weight) > largest_weight) {
        refuse_cell(column, text, "a weight from -1000000 to 1000000");
      } else if (!flag) {
        wide_events_.emplace_back(column.number, column.event, *weight + 0.0);
      } else if (*weight != 0) {
        Entry event;
        event.kind = Kind::event;
        event.name = column.event;
        event.values.push_back({"weight", *weight, ""});
        events_.push_back(std::move(event));
      }
      continue;
    }
    const auto number = read_measure(column.measure, text, instrument_, column.factor, decimal_comma_);
    if (!number) {
      refuse_cell(column, text, number.error().message);
    } else if (column.role == Meaning::wide) {
      wide_.emplace_back(column.number, Value{column.measure.name, *number, instrument_});
    } else if (column.role == Meaning::before) {
      readings_.push_back({column.measure.name + "_before", *number, instrument_});
    } else if (column.role == Meaning::after) {
      readings_.push_back({column.measure.name + "_after", *number, instrument_});
    } else if (column.measure.is_exposure) {
      exposures_.push_back({column.measure.name, *number, ""});
    } else {
      readings_.push_back({column.measure.name, *number, instrument_});
    }
  }
}

void RowReader::read_computed(Cells fields) {
  for (const ComputedColumn& computed : columns_.computed) {
    const Column& first = columns_.columns[computed.temperature];
    const Column& second = columns_.columns[computed.dew_point];
    const std::string_view temperature_text = cell(first, fields[computed.temperature]);
    const std::string_view dew_point_text = cell(second, fields[computed.dew_point]);
    if (temperature_text.empty() || dew_point_text.empty()) continue;
    const auto temperature = read_number(temperature_text, decimal_comma_);
    const auto dew_point = read_number(dew_point_text, decimal_comma_);
    // A bad temperature has been told already where it is a column of its own.
    if (!temperature && first.role == Meaning::ignored)
      refuse_cell(first, temperature_text, "a temperature in degrees Celsius");
    if (!dew_point) refuse_cell(second, dew_point_text, "a dew point in degrees Celsius");
    if (!temperature || !dew_point) continue;
    double humidity = relative_humidity(*temperature, *dew_point);
    if (computed.clip) humidity = std::clamp(humidity, computed.clip->first, computed.clip->second);
    if (!(humidity >= computed.measure.low && humidity <= computed.measure.high)) {
      refuse_cell(second, trim(fields[computed.dew_point]),
                  fmt::format("a dew point that gives {} from {} to {}", computed.measure.name,
                              to_text(computed.measure.low), to_text(computed.measure.high)));
      continue;
    }
    exposures_.push_back({computed.measure.name, humidity, ""});
  }
}

}  // namespace skin2vec::diary
