// What a diary is about: its dimensions, exposures, events, scales, slots and rules. A file, no code.
//
//   Result<Profile> profile = parse_profile(toml_text);         // or: built_in_profile("skin")
//   const Dimension* oil = find_dimension(*profile, "oil");
//
// Three profiles are built in: `skin`, `sleep`, `fitness`. A user's own file (TOML) is a new kind of diary. A profile
// that parses is whole: ranges are ordered, names are unique over dimensions, exposures and events, what is referred to
// exists. The fields are described in docs/reference/profile.md.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/diary/import_rules.h"

namespace skin2vec::diary {

struct Label {
  std::string en;
  std::string zh;
};

enum class Better { high, low, middle };

// How effects on a dimension add up: as differences, or of whole numbers of things as ratios.
enum class OutcomeScale { continuous, count };

// A dimension computed from others: the sum of the baseline z of `plus` less that of `minus`; where dimension `instead`
// has readings, it is used with its own sign (better = low counts negative).
struct Derived {
  std::vector<std::string> plus;
  std::vector<std::string> minus;
  std::string instead;  // "" if there is no direct measure
};

struct Dimension {
  std::string name;
  double low = 0;  // plausible range, both ends included; low < high
  double high = 5;
  Better better = Better::high;
  OutcomeScale scale = OutcomeScale::continuous;
  std::string unit;  // "" for a score
  Label label;
  std::optional<double> limit;     // the person's own: past it is bad; within low to high; never with Better::middle
  bool optional = false;           // shown only where it has readings
  std::optional<Derived> derived;  // has no readings of its own
};

// A device with its own range for a dimension; its readings are never mixed with felt scores in one series.
struct Instrument {
  std::string name;
  std::string dimension;
  double low = 0;
  double high = 0;
  std::string unit;
};

enum class Aggregate { mean, max, sum };

struct Exposure {
  std::string name;
  std::string unit;
  double low = 0;  // plausible range, both ends included
  double high = 0;
  double unit_step = 1;  // the amount an effect is told for; > 0
  Aggregate aggregate = Aggregate::mean;
  Label label;
  std::string shifted_by;  // the exposure that may move this one's optimum; "": none
};

enum class Role { covariate, symptom };

struct EventKind {
  std::string name;
  double default_weight = 1;    // finite
  Role role = Role::covariate;  // a symptom is an outcome, never a cause
  Label label;
};

// Words for numbers, by the name of the dimension, exposure or event weight they stand for.
struct Scale {
  std::string name;
  std::vector<std::string> words;  // at least two, distinct
  std::vector<double> values;      // as many, increasing or decreasing
};

struct Cycle {
  std::string name;           // "monthly"
  std::string start_event;    // the event that logs a start; "" if none is logged
  double period_days = 28;    // typical
  double shortest_days = 21;  // shortest < period < longest
  double longest_days = 40;
};

struct Reference {
  int window_days = 7;     // >= 2
  int baseline_days = 30;  // > window_days
};

// How often one reads: 2 a day (morning, evening), 1 a day, or 1 a week.
struct Slots {
  int per_day = 2;                            // 1 or 2
  int every_days = 1;                         // 7: weekly
  std::int32_t evening_from_ms = 50'400'000;  // a clock time from here on is evening; 14:00
};

struct Concept {
  std::string name;
  std::string rule;  // kept as text; read by embed/
};

struct Profile {
  std::string name;
  Label label;
  std::vector<Dimension> dimensions;
  std::vector<Instrument> instruments;
  std::vector<Exposure> exposures;
  std::vector<EventKind> events;
  std::vector<Scale> scales;
  std::vector<Cycle> cycles;
  Reference reference;
  Slots slots;
  std::vector<Concept> concepts;
  ImportRules import;
  std::string text;  // the TOML it was read from
};

// Reads a profile. malformed, with line, key and what was expected, if it is none.
[[nodiscard]] Result<Profile> parse_profile(std::string_view toml);

// The names of the profiles that come with the program, and one of them. missing, with the nearest name, if there is
// none of that name.
[[nodiscard]] std::span<const std::string> built_in_names();
[[nodiscard]] Result<Profile> built_in_profile(std::string_view name);

// "continuous", "count".
[[nodiscard]] std::string_view scale_name(OutcomeScale scale);

[[nodiscard]] const Dimension* find_dimension(const Profile& profile, std::string_view name);  // null if there is none
[[nodiscard]] const Exposure* find_exposure(const Profile& profile, std::string_view name);
[[nodiscard]] const EventKind* find_event(const Profile& profile, std::string_view name);
[[nodiscard]] const Instrument* find_instrument(const Profile& profile, std::string_view name,
                                                std::string_view dimension);
[[nodiscard]] const Scale* find_scale(const Profile& profile, std::string_view name);

// The weight of an event that was written without one: the profile's, 1 for a person's own tag.
[[nodiscard]] double default_weight(const Profile& profile, std::string_view event);

// Which slot of its day a time falls in: 0 morning, 1 evening; -1 for a bare date, or with one slot a day.
[[nodiscard]] int slot_of(const Slots& slots, const Time& time);

}  // namespace skin2vec::diary
