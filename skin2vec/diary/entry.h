// One thing a person wrote down: a reading, an event, the surroundings, a product used, a routine.
//
//   Entry entry{{.person = "ann", .kind = Kind::reading, .time = *parse_time("2026-03-01T07:30")}};
//   set_value(entry, {"moisture", 2.5, ""});
//   Entry now = merge(stored, entry);     // the later one wins, value by value; blank never wins
//
// All kinds share one shape, so that history, undo, erase and export exist once. What the fields mean by kind:
//
//   kind          place          name       detail     values                              until
//   reading       body site      -          -          dimension -> score (instrument)     -
//   event         -              tag        -          "weight" if one was written         -
//   surroundings  source         -          -          exposure -> value                   -
//   product       body site      product    minutes    <dimension>_before, _after          -
//   routine       slot           routine    product    "order"                             last day, if any
//
// The key of an entry is all but values, until and note; person "" is everyone (surroundings only). A value that is not
// there is missing, which is not zero.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"

namespace skin2vec::diary {

enum class Kind { reading, event, surroundings, product, routine };

// "reading", "event", "surroundings", "product", "routine".
[[nodiscard]] std::string_view kind_name(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);

struct Value {
  std::string name;        // dimension or exposure; never empty
  double number = 0;       // finite
  std::string instrument;  // what measured it; "" is felt, or not said

  bool operator==(const Value&) const = default;
};

// True if both are versions of one value: the same name by the same instrument. A felt moisture and a measured one of
// the same minute are two values (docs/decisions/0007-instrument-in-the-name.md).
[[nodiscard]] inline bool same_value(const Value& a, const Value& b) {
  return a.name == b.name && a.instrument == b.instrument;
}

// What makes an entry itself: two entries with the same key are versions of one.
struct Key {
  std::string person;  // "" only for surroundings that hold for everyone
  Kind kind = Kind::reading;
  Time time;  // routine: its first day
  std::string place;
  std::string name;
  std::string detail;

  // In the order of the fields.
  [[nodiscard]] std::strong_ordering operator<=>(const Key& other) const;
  bool operator==(const Key&) const = default;
};

inline std::strong_ordering Key::operator<=>(const Key& other) const {  // not every library compares texts by <=>
  if (const int by_person = person.compare(other.person); by_person != 0) return by_person <=> 0;
  if (const auto by_kind = kind <=> other.kind; by_kind != 0) return by_kind;
  if (const auto by_time = time <=> other.time; by_time != 0) return by_time;
  if (const int by_place = place.compare(other.place); by_place != 0) return by_place <=> 0;
  if (const int by_name = name.compare(other.name); by_name != 0) return by_name <=> 0;
  return detail.compare(other.detail) <=> 0;
}

struct Entry : Key {
  std::vector<Value> values;  // sorted by name, then instrument ("" first); each such pair once
  std::optional<Day> until;   // routine only; none: still going on
  std::string note;           // free text, UTF-8

  bool operator==(const Entry&) const = default;
};

// The order of values: by name, then by instrument.
[[nodiscard]] inline bool value_before(const Value& a, const Value& b) {
  return a.name != b.name ? a.name < b.name : a.instrument < b.instrument;
}

// The number of that name, if the entry has it; the felt one before a measured one.
[[nodiscard]] std::optional<double> value(const Entry& entry, std::string_view name);

// Puts the value in its place in the order; the same value (same_value) is replaced.
void set_value(Entry& entry, Value value);

// What `later` makes of `earlier`, which has the same key: its values, note and last day win, what it leaves blank
// stays. throws ContractError if the keys differ.
[[nodiscard]] Entry merge(const Entry& earlier, const Entry& later);

// The values and the last day of an entry as one line, "moisture:2.5;oil:3@sebumeter;until:2026-03-01", and back: the
// form in which the store keeps them and a person can read them. Names are as is_name (text.h) allows, so nothing is
// escaped.
[[nodiscard]] std::string payload(const Entry& entry);

// Sets values and last day from a payload. malformed if it is none; the entry is then unchanged.
[[nodiscard]] Result<void> read_payload(std::string_view text, Entry& entry);

inline constexpr double largest_weight = 1e6;  // of an event; weights go from its negative to it

// The amount of an event: the weight written, else `default_weight`.
[[nodiscard]] double weight(const Entry& event, double default_weight);

}  // namespace skin2vec::diary
