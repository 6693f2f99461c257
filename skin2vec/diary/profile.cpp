#include "skin2vec/diary/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/profile_reader.h"

namespace skin2vec::diary {

namespace {

template <typename T>
const T* find_named(const std::vector<T>& things, std::string_view name) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const T& thing) { return thing.name == name; });
  return found == things.end() ? nullptr : &*found;
}

Label read_label(Section& section, std::string_view name) {
  Label label{std::string(name), std::string(name)};
  if (auto inner = section.section("labels")) {
    label.en = inner->text("en", label.en);
    label.zh = inner->text("zh", label.en);
    inner->finish();
  }
  return label;
}

std::string read_name(Section& section) {
  std::string name = section.required_text("name");
  if (!name.empty() && !is_name(name)) section.problem("name", "a name without : ; = @ \" and control characters");
  return name;
}

OutcomeScale read_outcome_scale(Section& section) {
  static const std::vector<std::string> names{"continuous", "count"};
  const std::string scale = section.text("scale", "continuous");
  if (scale == "count") return OutcomeScale::count;
  if (scale != "continuous") {
    const auto near = nearest(scale, names);
    section.problem("scale", fmt::format("\"continuous\" or \"count\", got {}{}", in_quotes(scale),
                                         near ? "; did you mean " + in_quotes(*near) + "?" : ""));
  }
  return OutcomeScale::continuous;
}

Dimension read_dimension(Section& section) {
  Dimension dimension;
  dimension.name = read_name(section);
  dimension.label = read_label(section, dimension.name);
  dimension.unit = section.text("unit", "");
  dimension.optional = section.flag("optional", false);
  const std::string better = section.text("better", "high");
  if (better == "high") {
    dimension.better = Better::high;
  } else if (better == "low") {
    dimension.better = Better::low;
  } else if (better == "middle") {
    dimension.better = Better::middle;
  } else {
    section.problem("better", "\"high\", \"low\" or \"middle\"");
  }
  dimension.scale = read_outcome_scale(section);
  if (auto inner = section.section("derived")) {
    if (dimension.scale == OutcomeScale::count)
      section.problem("scale", "\"continuous\": a derived dimension is no count");
    dimension.derived = Derived{inner->texts("plus"), inner->texts("minus"), inner->text("instead", "")};
    dimension.low = -10;
    dimension.high = 10;
    inner->finish();
  }
  const auto range = section.numbers("range");
  if (range.size() == 2 && range[0] < range[1]) {
    dimension.low = range[0];
    dimension.high = range[1];
  } else if (!range.empty() || !dimension.derived) {
    section.problem("range", "[low, high] with low < high");
  }
  if (dimension.scale == OutcomeScale::count && !dimension.derived && dimension.low < 0)
    section.problem("range", "low >= 0: it is a count");
  if (section.has("limit")) {
    dimension.limit = section.number("limit", dimension.low);
    if (!(dimension.low <= *dimension.limit && *dimension.limit <= dimension.high)) {
      section.problem("limit", fmt::format("a number from {} to {}", dimension.low, dimension.high));
    } else if (dimension.better == Better::middle) {
      section.problem("limit", "none: both sides of this dimension are bad");
    } else if (dimension.derived) {
      section.problem("limit", "none: a derived dimension is in sds");
    }
  }
  section.finish();
  return dimension;
}

Instrument read_instrument(Section& section) {
  Instrument instrument;
  instrument.name = read_name(section);
  instrument.dimension = section.required_text("dimension");
  instrument.unit = section.text("unit", "");
  const auto range = section.numbers("range");
  if (range.size() == 2 && range[0] < range[1]) {
    instrument.low = range[0];
    instrument.high = range[1];
  } else {
    section.problem("range", "[low, high] with low < high");
  }
  section.finish();
  return instrument;
}

Exposure read_exposure(Section& section) {
  Exposure exposure;
  exposure.name = read_name(section);
  exposure.label = read_label(section, exposure.name);
  exposure.unit = section.text("unit", "");
  exposure.unit_step = section.number("unit_step", 1);
  if (!(exposure.unit_step > 0)) section.problem("unit_step", "a number above 0");
  const std::string aggregate = section.text("aggregate", "mean");
  if (aggregate == "mean") {
    exposure.aggregate = Aggregate::mean;
  } else if (aggregate == "max") {
    exposure.aggregate = Aggregate::max;
  } else if (aggregate == "sum") {
    exposure.aggregate = Aggregate::sum;
  } else {
    section.problem("aggregate", "\"mean\", \"max\" or \"sum\"");
  }
  exposure.shifted_by = section.text("shifted_by", "");
  const auto range = section.numbers("range");
  if (range.size() == 2 && range[0] < range[1]) {
    exposure.low = range[0];
    exposure.high = range[1];
  } else {
    section.problem("range", "[low, high] with low < high");
  }
  section.finish();
  return exposure;
}

EventKind read_event(Section& section) {
  EventKind event;
  event.name = read_name(section);
  event.label = read_label(section, event.name);
  event.default_weight = section.number("weight", 1);
  const std::string role = section.text("role", "cause");
  if (role == "symptom") {
    event.role = Role::symptom;
  } else if (role != "cause") {
    section.problem("role", "\"cause\" or \"symptom\"");
  }
  section.finish();
  return event;
}

Cycle read_cycle(Section& section) {
  Cycle cycle;
  cycle.name = read_name(section);
  cycle.start_event = section.text("start_event", "");
  cycle.period_days = section.number("period", 28);
  const auto range = section.numbers("range");
  if (range.size() == 2) {
    cycle.shortest_days = range[0];
    cycle.longest_days = range[1];
  }
  const bool ordered =
      cycle.shortest_days >= 2 && cycle.shortest_days < cycle.period_days && cycle.period_days < cycle.longest_days;
  if (!ordered || range.size() == 1 || range.size() > 2)
    section.problem("range", "[shortest, longest] around period, days");
  section.finish();
  return cycle;
}

Reference read_reference(Section& section) {
  Reference reference;
  reference.window_days = section.whole("window", reference.window_days);
  reference.baseline_days = section.whole("baseline", reference.baseline_days);
  if (reference.window_days < 2) section.problem("window", "at least 2 days");
  if (reference.baseline_days <= reference.window_days) section.problem("baseline", "more days than the window");
  section.finish();
  return reference;
}

Slots read_slots(Section& section) {
  Slots slots;
  slots.per_day = section.whole("per_day", slots.per_day);
  if (slots.per_day != 1 && slots.per_day != 2) section.problem("per_day", "1 or 2");
  const std::string every = section.text("every", "day");
  if (every == "week") {
    slots.every_days = 7;
    slots.per_day = 1;
  } else if (every != "day") {
    section.problem("every", "\"day\" or \"week\"");
  }
  const std::string evening = section.text("evening_from", "14:00");
  const auto time = parse_time("2000-01-01T" + evening);
  if (time && time->ms_of_day && !time->offset_min) {
    slots.evening_from_ms = *time->ms_of_day;
  } else {
    section.problem("evening_from", "a clock time hh:mm");
  }
  section.finish();
  return slots;
}

// Words spread evenly over [low, high].
std::vector<double> spread(std::size_t count, double low, double high) {
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = low + (high - low) * static_cast<double>(i) / static_cast<double>(count - 1);
  return values;
}

Scale read_scale(Section& scales, const std::string& name, const Profile& profile) {
  Scale scale{name, {}, {}};
  if (scales.is_section(name)) {
    auto inner = scales.section(name);
    scale.words = inner->texts("words");
    scale.values = inner->numbers("values");
    if (scale.values.size() != scale.words.size()) inner->problem("values", "as many numbers as there are words");
    inner->finish();
  } else {
    scale.words = scales.texts(name);
    if (scale.words.size() >= 2) {
      const Dimension* dimension = find_dimension(profile, name);
      const Exposure* exposure = find_exposure(profile, name);
      const double low = dimension ? dimension->low : exposure ? exposure->low : 0;
      const double high = dimension  ? dimension->high
                          : exposure ? exposure->high
                                     : static_cast<double>(scale.words.size() - 1);
      scale.values = spread(scale.words.size(), low, high);
    }
  }
  const std::set<std::string> distinct(scale.words.begin(), scale.words.end());
  if (scale.words.size() < 2 || distinct.size() != scale.words.size())
    scales.problem(name, "at least two different words");
  if (!std::is_sorted(scale.values.begin(), scale.values.end()) &&
      !std::is_sorted(scale.values.rbegin(), scale.values.rend())) {
    scales.problem(name, "values that rise or fall");
  }
  return scale;
}

// A scale that belongs to nothing is an exposure of its own: sleep quality, mood, diet.
void read_scales(Section& section, Profile& profile) {
  for (const std::string& name : section.keys()) {
    if (!is_name(name)) section.problem(name, "a name without : ; = @ \" and control characters");
    Scale scale = read_scale(section, name, profile);
    const bool known = find_dimension(profile, name) || find_exposure(profile, name) || find_event(profile, name);
    if (!known && scale.values.size() >= 2) {
      const auto [low, high] = std::minmax(scale.values.front(), scale.values.back());
      const double step = (high - low) / static_cast<double>(scale.values.size() - 1);
      profile.exposures.push_back({name, "", low, high, step > 0 ? step : 1, Aggregate::mean, {name, name}});
    }
    profile.scales.push_back(std::move(scale));
  }
}

void check_references(const Profile& profile, Section& root) {
  std::set<std::string> names;
  const auto unique = [&](std::string_view list, const std::string& name) {
    if (!names.insert(name).second) root.problem(list, "names that occur once; " + in_quotes(name) + " occurs twice");
  };
  for (const auto& dimension : profile.dimensions) unique("dimension", dimension.name);
  for (const auto& exposure : profile.exposures) unique("exposure", exposure.name);
  for (const auto& event : profile.events) unique("event", event.name);
  const auto exists = [&](std::string_view list, const std::string& name) {
    const Dimension* found = find_dimension(profile, name);
    if (!found || found->derived)
      root.problem(list, "the name of a dimension that is read; " + in_quotes(name) + " is none");
  };
  for (const auto& dimension : profile.dimensions) {
    if (!dimension.derived) continue;
    for (const auto& part : dimension.derived->plus) exists("dimension.derived", part);
    for (const auto& part : dimension.derived->minus) exists("dimension.derived", part);
    if (!dimension.derived->instead.empty()) exists("dimension.derived", dimension.derived->instead);
    if (dimension.derived->plus.empty() && dimension.derived->minus.empty())
      root.problem("dimension.derived", "plus or minus");
  }
  for (const auto& instrument : profile.instruments) exists("instrument", instrument.dimension);
  for (const auto& exposure : profile.exposures) {
    if (!exposure.shifted_by.empty() && !find_exposure(profile, exposure.shifted_by))
      root.problem("exposure.shifted_by", "the name of an exposure; " + in_quotes(exposure.shifted_by) + " is none");
  }
  const auto measured = [&](std::string_view rule, const std::string& name) {
    const Dimension* dimension = find_dimension(profile, name);
    if ((dimension && !dimension->derived) || find_exposure(profile, name)) return;
    root.problem(rule, "the name of a dimension or exposure; " + in_quotes(name) + " is none");
  };
  for (const auto& [name, factor] : profile.import.factor) measured("import.factor", name);
  for (const ComputedRule& rule : profile.import.computed) measured("import.computed", rule.name);
  static const std::set<std::string, std::less<>> words{"time",  "person", "site",   "instrument", "note",    "events",
                                                        "event", "weight", "source", "product",    "minutes", "name",
                                                        "slot",  "order",  "from",   "to"};
  for (const auto& [title, name] : profile.import.columns) {
    std::string base = name;
    if (base.ends_with("_before")) base.resize(base.size() - 7);
    if (base.ends_with("_after")) base.resize(base.size() - 6);
    if (!words.contains(name)) measured("import.columns", base);
  }
  for (const auto& cycle : profile.cycles) {
    if (!cycle.start_event.empty() && !find_event(profile, cycle.start_event)) {
      root.problem("cycle", "a start_event of this profile; " + in_quotes(cycle.start_event) + " is none");
    }
  }
}

}  // namespace

Result<Profile> parse_profile(std::string_view toml) {
  auto document = TomlDocument::parse(toml);
  if (!document) return tl::unexpected(document.error());
  Section root = document->root();
  Profile profile;
  profile.text = std::string(toml);
  profile.name = read_name(root);
  profile.label = read_label(root, profile.name);
  for (auto& each : root.sections("dimension")) profile.dimensions.push_back(read_dimension(each));
  for (auto& each : root.sections("instrument")) profile.instruments.push_back(read_instrument(each));
  for (auto& each : root.sections("exposure")) profile.exposures.push_back(read_exposure(each));
  for (auto& each : root.sections("event")) profile.events.push_back(read_event(each));
  for (auto& each : root.sections("cycle")) profile.cycles.push_back(read_cycle(each));
  if (auto section = root.section("reference")) profile.reference = read_reference(*section);
  if (auto section = root.section("slots")) profile.slots = read_slots(*section);
  if (auto section = root.section("scales")) read_scales(*section, profile);
  for (auto& each : root.sections("concept")) {
    std::string name = read_name(each);
    profile.concepts.push_back({std::move(name), each.required_text("rule")});
    each.finish();
  }
  if (auto section = root.section("import")) profile.import = read_import_rules(*section);
  if (profile.dimensions.empty() && profile.exposures.empty()) root.problem("dimension", "at least one [[dimension]]");
  root.finish();
  check_references(profile, root);
  if (const auto error = document->error()) return tl::unexpected(*error);
  return profile;
}

std::string_view scale_name(OutcomeScale scale) {
  return scale == OutcomeScale::count ? "count" : "continuous";
}

const Dimension* find_dimension(const Profile& profile, std::string_view name) {
  return find_named(profile.dimensions, name);
}

const Exposure* find_exposure(const Profile& profile, std::string_view name) {
  return find_named(profile.exposures, name);
}

const EventKind* find_event(const Profile& profile, std::string_view name) {
  return find_named(profile.events, name);
}

const Scale* find_scale(const Profile& profile, std::string_view name) {
  return find_named(profile.scales, name);
}

const Instrument* find_instrument(const Profile& profile, std::string_view name, std::string_view dimension) {
  for (const Instrument& instrument : profile.instruments) {
    if (instrument.name == name && instrument.dimension == dimension) return &instrument;
  }
  return nullptr;
}

double default_weight(const Profile& profile, std::string_view event) {
  const EventKind* known = find_event(profile, event);
  return known ? known->default_weight : 1;
}

int slot_of(const Slots& slots, const Time& time) {
  if (!time.ms_of_day || slots.per_day == 1) return -1;
  return *time.ms_of_day < slots.evening_from_ms ? 0 : 1;
}

}  // namespace skin2vec::diary
