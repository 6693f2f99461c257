#include "skin2vec/diary/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/vocabulary.h"

namespace skin2vec::diary {

namespace {

using nlohmann::json;

constexpr int deepest = 64;

// One entry of the list, read field by field; every mistake is told.
class ObjectReader {
 public:
  ObjectReader(const json& object, const Profile& profile, const ReadOptions& options, FileReport& report,
               std::int64_t number)
      : object_(object), profile_(profile), options_(options), report_(report), number_(number) {}

  std::optional<Entry> read();

 private:
  void refuse_field(std::string field, const json& value, std::string expected);
  std::string text(const char* field, bool needed, bool name = true);
  std::optional<double> number(const char* field, double low, double high);
  void read_values(Entry& entry);
  void read_value(Entry& entry, const std::string& key, const Measure& measure, const json& item);
  void read_kind(Entry& entry);
  void unknown_fields();

  const json& object_;
  const Profile& profile_;
  const ReadOptions& options_;
  FileReport& report_;
  std::int64_t number_;
  bool bad_ = false;
  std::vector<std::string> asked_;
};

void ObjectReader::refuse_field(std::string field, const json& value, std::string expected) {
  bad_ = true;
  std::string shown =
      value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, json::error_handler_t::replace);
  if (shown.size() > 200) shown = in_quotes(shown);
  report_.errors.push_back({number_, std::move(field), std::move(shown), std::move(expected)});
}

std::string ObjectReader::text(const char* field, bool needed, bool name) {
  asked_.emplace_back(field);
  const auto found = object_.find(field);
  if (found == object_.end() || found->is_null()) {
    if (needed) refuse_field(field, nullptr, "a text");
    return "";
  }
  if (!found->is_string()) {
    refuse_field(field, *found, "a text");
    return "";
  }
  std::string value = found->get<std::string>();
  if (name && !value.empty() && !is_name(value))
    refuse_field(field, *found, "a name of at most 128 bytes without : ; = @ \" and control characters");
  if (needed && value.empty()) refuse_field(field, *found, "a text that is not empty");
  if (value.find('\0') != std::string::npos) refuse_field(field, "", "text without NUL");
  return value;
}

std::optional<double> ObjectReader::number(const char* field, double low, double high) {
  asked_.emplace_back(field);
  const auto found = object_.find(field);
  if (found == object_.end() || found->is_null()) return std::nullopt;
  const double value = found->is_number() ? found->get<double>() : NAN;
  if (!(value >= low && value <= high)) {
    refuse_field(field, *found, fmt::format("a number from {} to {}", to_text(low), to_text(high)));
    return std::nullopt;
  }
  return value + 0.0;
}

void ObjectReader::read_values(Entry& entry) {
  asked_.emplace_back("values");
  const auto found = object_.find("values");
  if (found == object_.end() || found->is_null()) return;
  if (!found->is_object()) return refuse_field("values", *found, "an object of names and numbers");
  for (const auto& [key, item] : found->items()) {
    std::string base = key;
    if (entry.kind == Kind::product) {
      if (base.ends_with("_before")) base.resize(base.size() - 7);
      if (base.ends_with("_after")) base.resize(base.size() - 6);
    }
    const auto measure = measure_of(profile_, base);
    if (!measure || (base == key && entry.kind == Kind::product)) {
      const std::vector<std::string> names = column_names(profile_);
      const auto near = nearest(base, names);
      refuse_field("values", key,
                   near ? fmt::format("a known name; did you mean {}?", in_quotes(*near))
                        : "a dimension or exposure of profile " + profile_.name);
      continue;
    }
    if (entry.kind != Kind::product && measure->is_exposure != (entry.kind == Kind::surroundings)) {
      refuse_field("values", key,
                   measure->is_exposure ? "a dimension; an exposure stands in an entry of kind surroundings"
                                        : "an exposure; a dimension stands in an entry of kind reading");
      continue;
    }
    // A list where one name was measured in several ways.
    for (const json& each : item.is_array() ? item : json::array({item})) read_value(entry, key, *measure, each);
  }
}

// One number, word, or {"value": ..., "instrument": ...}.
void ObjectReader::read_value(Entry& entry, const std::string& key, const Measure& measure, const json& item) {
  const bool object = item.is_object();
  const json value = object ? item.value("value", json()) : item;
  std::string instrument;
  if (object && item.contains("instrument")) {
    const json& name = item["instrument"];
    if (!name.is_string() || !is_name(name.get<std::string>()))
      return refuse_field(key, name, "the name of an instrument");
    instrument = name.get<std::string>();
  }
  if (value.is_null()) return;
  std::string cell;
  if (value.is_string()) cell = value.get<std::string>();
  if (value.is_number()) cell = to_text(value.get<double>());
  const auto score = read_measure(measure, cell, instrument, 1, false);
  if (!score) return refuse_field(key, value, score.error().message);
  set_value(entry, {key, *score, instrument});
}

void ObjectReader::read_kind(Entry& entry) {
  switch (entry.kind) {
    case Kind::reading:
      entry.place = text("site", false);
      read_values(entry);
      break;
    case Kind::event:
      entry.name = event_name(profile_, text("event", true));
      if (const auto weight = number("weight", -largest_weight, largest_weight))
        set_value(entry, {"weight", *weight, ""});
      if (!entry.name.empty() && !find_event(profile_, entry.name)) ++report_.own_tags[entry.name];
      break;
    case Kind::surroundings:
      entry.place = text("source", false);
      read_values(entry);
      break;
    case Kind::product:
      entry.place = text("site", false);
      entry.name = text("product", true);
      if (const auto minutes = number("minutes", 0, 1e6)) entry.detail = to_text(*minutes);
      read_values(entry);
      break;
    case Kind::routine: {
      entry.name = text("name", true);
      entry.place = text("slot", false);
      entry.detail = text("product", true);
      if (const auto order = number("order", 0, 1000)) set_value(entry, {"order", *order, ""});
      if (!entry.place.empty() && entry.place != "morning" && entry.place != "evening")
        refuse_field("slot", entry.place, "morning, evening or nothing");
      const std::string to = text("to", false);
      const auto last = parse_day(to);
      if (!to.empty() && !last) refuse_field("to", to, "a date YYYY-MM-DD");
      if (last && *last < entry.time.day) refuse_field("to", to, "a date not before `from`");
      if (last) entry.until = *last;
      break;
    }
  }
}

void ObjectReader::unknown_fields() {
  for (const auto& [key, item] : object_.items()) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const auto near = nearest(key, asked_);
    refuse_field(key, item,
                 near ? fmt::format("a known field; did you mean {}?", in_quotes(*near))
                      : fmt::format("one of the fields {}", fmt::join(asked_, ", ")));
  }
}

std::optional<Entry> ObjectReader::read() {
  if (!object_.is_object()) {
    refuse_field("", object_, "an entry as an object");
    return std::nullopt;
  }
  Entry entry;
  const std::string kind_text = text("kind", true);
  const auto kind = parse_kind(kind_text);
  if (!kind) {
    if (!bad_) refuse_field("kind", kind_text, "reading, event, surroundings, product or routine");
    return std::nullopt;
  }
  entry.kind = *kind;
  entry.person = text("person", false);
  const char* time_field = entry.kind == Kind::routine ? "from" : "time";
  const std::string time_text = text(time_field, true, false);
  const auto time = parse_time(time_text);
  if (!time || (entry.kind == Kind::routine && time->ms_of_day)) {
    if (!time_text.empty())
      refuse_field(time_field, time_text, "a time: YYYY-MM-DD, YYYY-MM-DDThh:mm, or that with an offset");
  } else {
    entry.time = *time;
  }
  read_kind(entry);
  if (entry.kind != Kind::surroundings && entry.kind != Kind::routine) entry.note = text("note", false, false);
  unknown_fields();
  if (bad_) return std::nullopt;
  const bool for_everyone = entry.kind == Kind::surroundings && !options_.person_for_all;
  if (entry.person.empty() && !for_everyone) {
    entry.person = options_.default_person;
    if (entry.person.empty()) {
      refuse_field("person", nullptr, std::string(whose));
      return std::nullopt;
    }
  }
  return entry;
}

bool says_something(const Entry& entry) {
  return !entry.values.empty() || !entry.note.empty() || entry.kind == Kind::event || entry.kind == Kind::product ||
         entry.kind == Kind::routine;
}

}  // namespace

Result<FileReport> read_json(std::istream& in, const Profile& profile, const ReadOptions& options,
                             const EntrySink& sink) {
  const std::string document{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  bool too_deep = false;
  json parsed;
  try {
    // A document nested without end must not be built: it could be parsed, but not destroyed or printed.
    parsed = json::parse(document, [&](int depth, json::parse_event_t, json&) {
      if (depth > deepest) too_deep = true;
      return depth <= deepest;
    });
  } catch (const json::exception& problem) {
    return refuse(Fault::malformed, fmt::format("no JSON: {}", problem.what()));
  }
  if (too_deep) return refuse(Fault::malformed, fmt::format("JSON nested deeper than {}", deepest));
  const json* list = &parsed;
  if (parsed.is_object()) {
    const auto format = parsed.find("format");
    if (format == parsed.end() || *format != "skin2vec-diary")
      return refuse(Fault::malformed, "JSON without \"format\": \"skin2vec-diary\"");
    const auto version = parsed.find("version");
    if (version == parsed.end() || *version != 1)
      return refuse(Fault::malformed, "\"version\" of the diary JSON must be 1");
    const auto entries = parsed.find("entries");
    if (entries == parsed.end()) return refuse(Fault::malformed, "JSON without \"entries\"");
    list = &*entries;
  }
  if (!list->is_array()) return refuse(Fault::malformed, "\"entries\" must be a list");
  FileReport report;
  report.bytes = static_cast<std::int64_t>(document.size());
  std::vector<Entry> entries;
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < list->size(); ++i) {
    ++report.rows;
    const auto number = static_cast<std::int64_t>(i) + 1;
    auto entry = ObjectReader((*list)[i], profile, options, report, number).read();
    if (!entry) {
      ++report.bad_rows;
    } else if (!says_something(*entry)) {
      ++report.blank;
    } else {
      entries.push_back(std::move(*entry));
      numbers.push_back(number);
    }
    if (entries.size() < options.batch_rows && i + 1 < list->size()) continue;
    if (entries.empty()) continue;
    if (const auto taken = sink(entries, numbers); !taken) return tl::unexpected(taken.error());
    entries.clear();
    numbers.clear();
  }
  return report;
}

nlohmann::ordered_json to_json(const Entry& entry) {
  nlohmann::ordered_json object;
  object["kind"] = kind_name(entry.kind);
  if (!entry.person.empty()) object["person"] = entry.person;
  const auto values = [&] {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    for (const Value& value : entry.values) {
      nlohmann::ordered_json one = value.number;
      if (!value.instrument.empty()) one = {{"value", value.number}, {"instrument", value.instrument}};
      const auto earlier = all.find(value.name);
      if (earlier == all.end()) {
        all[value.name] = std::move(one);
      } else {
        if (!earlier->is_array()) *earlier = nlohmann::ordered_json::array({*earlier});
        earlier->push_back(std::move(one));
      }
    }
    return all;
  };
  if (entry.kind == Kind::routine) {
    object["name"] = entry.name;
    if (!entry.place.empty()) object["slot"] = entry.place;
    object["product"] = entry.detail;
    if (const auto order = value(entry, "order")) object["order"] = *order;
    object["from"] = to_text(entry.time.day);
    if (entry.until) object["to"] = to_text(*entry.until);
    return object;
  }
  object["time"] = to_text(entry.time);
  if (entry.kind == Kind::event) {
    object["event"] = entry.name;
    if (const auto amount = value(entry, "weight")) object["weight"] = *amount;
  } else {
    if (!entry.place.empty()) object[entry.kind == Kind::surroundings ? "source" : "site"] = entry.place;
    if (entry.kind == Kind::product) {
      object["product"] = entry.name;
      if (!entry.detail.empty()) object["minutes"] = *parse_number(entry.detail);
    }
    object["values"] = values();
  }
  if (!entry.note.empty()) object["note"] = entry.note;
  return object;
}

}  // namespace skin2vec::diary
