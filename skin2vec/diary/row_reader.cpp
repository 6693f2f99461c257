#include "skin2vec/diary/row_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "skin2vec/base/text.h"

namespace skin2vec::diary {

namespace {

// True if the cell is one of the codes: the same text, or the same number ("0" and "0.0").
bool is_code(std::string_view cell, const std::vector<std::string>& codes) {
  const auto number = parse_number(cell);
  return std::any_of(codes.begin(), codes.end(),
                     [&](const std::string& code) { return cell == code || (number && number == parse_number(code)); });
}

}  // namespace

void RowReader::refuse_row(std::string column, std::string value, std::string expected) {
  bad_ = true;
  report_.errors.push_back({line_, std::move(column), std::move(value), std::move(expected)});
}

void RowReader::refuse_cell(const Column& column, std::string_view value, std::string expected) {
  refuse_row(column.title, std::string(value), std::move(expected));
}

// The cell without blanks; "" where it means missing.
std::string_view RowReader::cell(const Column& column, std::string_view field) const {
  const std::string_view text = trim(field);
  if (is_missing(text)) return "";
  if (column.missing_codes && is_code(text, *column.missing_codes)) return "";
  const auto& missing = profile_.import.missing;
  if (columns_.by_rules && std::find(missing.begin(), missing.end(), text) != missing.end()) return "";
  return text;
}

void RowReader::name_of(const Column& column, std::string_view text, std::string& name) {
  if (text.empty()) {
    name.clear();
  } else if (is_name(text)) {
    name = text;
  } else {
    refuse_cell(column, text, "a name of at most 128 bytes without : ; = @ \" and control characters");
  }
}

void RowReader::count_tag(const std::string& name) {
  if (!find_event(profile_, name)) ++report_.own_tags[name];
}

void RowReader::emit_event(std::vector<Entry>& out, std::string name, std::optional<double> weight,
                           const Time& time) const {
  Entry entry;
  entry.person = person_;
  entry.kind = Kind::event;
  entry.time = time;
  entry.name = std::move(name);
  if (weight) entry.values.push_back({"weight", *weight, ""});
  out.push_back(std::move(entry));
}

void RowReader::emit(std::vector<Entry>& out) {
  const auto add = [&](Kind kind, std::string place, std::vector<Value> values) -> Entry& {
    Entry entry;
    entry.person = person_;
    entry.kind = kind;
    entry.time = time_;
    entry.place = std::move(place);
    const auto not_before = [](const Value& a, const Value& b) { return !value_before(a, b); };
    if (std::adjacent_find(values.begin(), values.end(), not_before) == values.end()) {
      entry.values = std::move(values);
    } else {
      for (Value& value : values) set_value(entry, std::move(value));
    }
    return out.emplace_back(std::move(entry));
  };
  switch (columns_.shape) {
    case Shape::routines: {
      std::vector<Value> values;
      if (order_) values.push_back({"order", *order_, ""});
      Entry& entry = add(Kind::routine, slot_, std::move(values));
      entry.name = routine_;
      entry.detail = product_;
      entry.until = until_;
      return;
    }
    case Shape::products: {
      Entry& entry = add(Kind::product, site_, std::move(readings_));
      entry.name = product_;
      if (minutes_) entry.detail = to_text(*minutes_);
      entry.note = std::move(note_);
      return;
    }
    case Shape::events:
      count_tag(event_);
      emit_event(out, event_, weight_, time_);
      out.back().note = std::move(note_);
      return;
    case Shape::readings:
    case Shape::surroundings:
      break;
  }
  const bool own = columns_.shape == Shape::readings;
  if (!readings_.empty() || !note_.empty()) {
    Entry& reading = add(Kind::reading, site_, std::move(readings_));
    reading.note = std::move(note_);
    if (reading.person.empty()) reading.person = options_.default_person;  // a note beside everyone's surroundings
  }
  if (!exposures_.empty()) add(Kind::surroundings, source_, std::move(exposures_));
  for (Entry& event : events_) {
    count_tag(event.name);
    event.person = person_;
    event.time = time_;
    out.push_back(std::move(event));
  }
  const Time origin = time_;
  for (auto& [days, value] : wide_) {
    time_.day = origin.day + days;
    add(find_exposure(profile_, value.name) ? Kind::surroundings : Kind::reading, own ? site_ : source_, {value});
  }
  for (auto& [days, name, amount] : wide_events_) {
    time_.day = origin.day + days;
    count_tag(name);
    emit_event(out, name, amount, time_);
  }
}

void RowReader::read(std::span<const std::string_view> fields, std::int64_t line, std::vector<Entry>& out) {
  line_ = line;
  bad_ = false;
  ++report_.rows;
  if (fields.size() != columns_.columns.size()) {
    report_.errors.push_back({line, "", fmt::format("{} fields", fields.size()),
                              fmt::format("{} fields, as the header has", columns_.columns.size())});
    ++report_.bad_rows;
    return;
  }
  for (std::string* text : {&person_, &site_, &instrument_, &note_, &source_, &event_, &product_, &routine_, &slot_})
    text->clear();
  weight_ = minutes_ = order_ = std::nullopt;
  until_ = std::nullopt;
  readings_.clear();
  exposures_.clear();
  events_.clear();
  wide_.clear();
  wide_events_.clear();
  if (columns_.shape != Shape::routines) read_time(fields);
  read_common(fields);
  if (columns_.shape != Shape::readings && columns_.shape != Shape::surroundings) read_named(fields);
  read_measures(fields);
  read_computed(fields);
  const bool for_everyone = columns_.shape == Shape::surroundings && !options_.person_for_all;
  if (person_.empty() && !for_everyone) person_ = options_.default_person;
  const bool somebodys = !for_everyone || !note_.empty();  // a note is somebody's
  if (person_.empty() && somebodys && options_.default_person.empty()) refuse_row("person", "", std::string(whose));
  if (bad_) {
    ++report_.bad_rows;
    return;
  }
  const std::size_t before = out.size();
  emit(out);
  if (out.size() == before) ++report_.blank;
}

}  // namespace skin2vec::diary
