// How a file of others is read: the `[import]` section of a profile.
//
// Every rule is data, so that a stranger's file needs a profile and no code: renamed columns, the time from parts or
// from a day number and an origin, person and site columns, wide columns (`UVB_DOSE_{k}`), factors, missing codes,
// columns that are events, columns computed from others. docs/how-to/import-a-file-of-others.md shows each.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "skin2vec/base/day.h"

namespace skin2vec::diary {

// Where the time of a row comes from; at most one of the forms is set. None: the column `time`.
struct TimeRule {
  std::string column;                 // a column with the time as text
  std::string format;                 // of `column`: "" is ISO 8601; else made of yyyy, mm, dd, hh, mi and separators
  std::vector<std::string> parts;     // columns year, month, day [, hour [, minute]]
  std::string day_column;             // a column with the number of the day
  double first_day = 0;               // the number that `origin` has in day_column
  std::optional<Day> origin;          // the date of day number first_day; also of wide columns
  std::map<std::string, Day> prefix;  // of `column`: the date by how its value begins
  std::optional<Day> date;            // one date for all rows
};

// Columns `pattern` with {k} = 1, 2, 3 ... hold one quantity over time: column k is day
// every_days * ((k-1) / days.size()) + days[(k-1) % days.size()] after the origin.
struct WideRule {
  std::string pattern;
  std::string name;  // dimension, exposure or event
  int every_days = 7;
  std::vector<int> days;  // at least one
};

// A column computed from others. `relative_humidity` (%): of temperature and dew point in degrees Celsius, by the
// Magnus formula with 17.625 and 243.04 (Alduchov & Eskridge 1996).
struct ComputedRule {
  std::string name;  // the dimension or exposure
  std::string rule;  // "relative_humidity"
  std::vector<std::string> columns;
  std::optional<std::pair<double, double>> clip;
};

struct ImportRules {
  std::map<std::string, std::string> columns;  // name in the file -> name here
  std::vector<std::string> ignore;             // columns left out without a word; "*" for all that are not named
  std::string person_column;
  std::string site_column;
  std::string person_prefix;  // put before the value of person_column
  TimeRule time;
  std::vector<std::string> missing;                               // values that mean missing, in any column
  std::map<std::string, std::vector<std::string>> missing_codes;  // the same, by column in the file
  std::map<std::string, double> factor;                           // by name here: what was written times this
  std::map<std::string, std::string> events;                      // column in the file -> event; its value is the
                                                                  // weight, 0 or blank is no event
  std::vector<WideRule> wide;
  std::vector<ComputedRule> computed;

  [[nodiscard]] bool empty() const {
    return columns.empty() && ignore.empty() && person_column.empty() && site_column.empty() && missing.empty() &&
           missing_codes.empty() && factor.empty() && events.empty() && wide.empty() && computed.empty() &&
           time.column.empty() && time.parts.empty() && time.day_column.empty() && !time.date && !time.origin;
  }
};

}  // namespace skin2vec::diary
