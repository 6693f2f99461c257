#include "skin2vec/diary/entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::diary {

namespace {

constexpr std::array<std::string_view, 5> kind_names{"reading", "event", "surroundings", "product", "routine"};

}  // namespace

std::string_view kind_name(Kind kind) {
  return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> parse_kind(std::string_view text) {
  const auto found = std::find(kind_names.begin(), kind_names.end(), text);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<Kind>(found - kind_names.begin());
}

std::optional<double> value(const Entry& entry, std::string_view name) {
  for (const Value& value : entry.values) {
    if (value.name == name) return value.number;
  }
  return std::nullopt;
}

void set_value(Entry& entry, Value value) {
  const auto at = std::lower_bound(entry.values.begin(), entry.values.end(), value, value_before);
  if (at != entry.values.end() && same_value(*at, value)) {
    *at = std::move(value);
  } else {
    entry.values.insert(at, std::move(value));
  }
}

Entry merge(const Entry& earlier, const Entry& later) {
  require(static_cast<const Key&>(earlier) == static_cast<const Key&>(later),
          "merge: both entries must have one key, got {} and {}", to_text(earlier.time), to_text(later.time));
  Entry merged = earlier;
  for (const Value& value : later.values) set_value(merged, value);
  if (later.until) merged.until = later.until;
  if (!later.note.empty()) merged.note = later.note;
  return merged;
}

std::string payload(const Entry& entry) {
  std::string text;
  text.reserve(20 * entry.values.size());
  for (const Value& value : entry.values) {
    if (!text.empty()) text += ';';
    text += value.name;
    text += ':';
    text += to_text(value.number);
    if (!value.instrument.empty()) {
      text += '@';
      text += value.instrument;
    }
  }
  if (entry.until) {
    if (!text.empty()) text += ';';
    text += "until:" + to_text(*entry.until);
  }
  return text;
}

Result<void> read_payload(std::string_view text, Entry& entry) {
  std::vector<Value> values;
  values.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), ';')) + 1);
  std::optional<Day> until;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos) return refuse(Fault::malformed, "payload without a colon: " + in_quotes(part));
    const std::string_view name = part.substr(0, colon);
    const std::string_view rest = part.substr(colon + 1);
    if (entry.kind == Kind::routine && name == "until") {
      const auto day = parse_day(rest);
      if (!day) return tl::unexpected(day.error());
      until = *day;
      continue;
    }
    const std::size_t mark = rest.find('@');
    const auto number = parse_number(rest.substr(0, mark));
    const std::string_view instrument = mark == std::string_view::npos ? "" : rest.substr(mark + 1);
    const bool measured_by = mark == std::string_view::npos || is_name(instrument);
    if (!number || !is_name(name) || !measured_by) {
      return refuse(Fault::malformed, "payload with a bad value: " + in_quotes(part));
    }
    values.push_back({std::string(name), *number, std::string(instrument)});
    if (values.size() > 1 && !value_before(values[values.size() - 2], values.back())) {
      return refuse(Fault::malformed, "payload out of order at " + in_quotes(part));
    }
  }
  entry.values = std::move(values);
  entry.until = until;
  return {};
}

double weight(const Entry& event, double default_weight) {
  return value(event, "weight").value_or(default_weight);
}

}  // namespace skin2vec::diary
