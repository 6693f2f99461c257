#include "skin2vec/diary/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "skin2vec/base/text.h"

namespace skin2vec::diary {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// The k of a column named by the pattern "DOSE_{k}"; 1 where the pattern has no {k} and is the name itself.
std::optional<int> wide_number(std::string_view pattern, std::string_view title) {
  const std::size_t mark = pattern.find("{k}");
  if (mark == std::string_view::npos) return title == pattern ? std::optional(1) : std::nullopt;
  const std::string_view before = pattern.substr(0, mark);
  const std::string_view after = pattern.substr(mark + 3);
  if (title.size() <= before.size() + after.size() || !title.starts_with(before) || !title.ends_with(after))
    return std::nullopt;
  const std::string_view digits = title.substr(before.size(), title.size() - before.size() - after.size());
  int k = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), k);
  if (error != std::errc{} || end != digits.data() + digits.size() || k < 1 || k > 100'000) return std::nullopt;
  return k;
}

// The columns a time rule reads, by their names in the file.
std::vector<std::string> time_columns(const TimeRule& rule) {
  std::vector<std::string> names = rule.parts;
  if (!rule.column.empty()) names.push_back(rule.column);
  if (!rule.day_column.empty()) names.push_back(rule.day_column);
  return names;
}

struct Decision {
  const Profile& profile;
  const ImportRules& rules;
  Columns& columns;
  std::set<std::string, std::less<>> header;  // our names of all columns

  bool by_time_rule(Column& column) const {
    const TimeRule& time = rules.time;
    const auto part = std::find(time.parts.begin(), time.parts.end(), column.title);
    if (part != time.parts.end()) {
      column.role = Meaning::time_part;
      column.number = static_cast<int>(part - time.parts.begin());
      return true;
    }
    if (!time.column.empty() && column.title == time.column) column.role = Meaning::time;
    if (!time.day_column.empty() && column.title == time.day_column) column.role = Meaning::day_number;
    return column.role != Meaning::ignored;
  }

  bool by_wide_rule(Column& column) const {
    for (const WideRule& rule : rules.wide) {
      const auto k = wide_number(rule.pattern, column.title);
      if (!k) continue;
      const int count = static_cast<int>(rule.days.size());
      column.role = Meaning::wide;
      column.number = rule.every_days * ((*k - 1) / count) + rule.days[static_cast<std::size_t>((*k - 1) % count)];
      if (auto measure = measure_of(profile, rule.name)) {
        column.measure = std::move(*measure);
        const auto factor = rules.factor.find(rule.name);
        column.factor = factor == rules.factor.end() ? 1 : factor->second;
      } else {
        column.event = rule.name;
      }
      return true;
    }
    return false;
  }

  bool by_words(Column& column, const std::string& name) const {
    const bool is_event_row = header.contains("event");
    const bool is_product_row = header.contains("product");
    const bool is_routine_row = is_product_row && header.contains("slot") && header.contains("name");
    if (is_routine_row) {
      if (name == "name") column.role = Meaning::routine;
      if (name == "slot") column.role = Meaning::slot;
      if (name == "order") column.role = Meaning::order;
      if (name == "from") column.role = Meaning::from;
      if (name == "to") column.role = Meaning::to;
    }
    if (name == "time" && (!columns.by_rules || time_columns(rules.time).empty())) column.role = Meaning::time;
    if (name == "person") column.role = Meaning::person;
    if (name == "site") column.role = Meaning::site;
    if (name == "instrument") column.role = Meaning::instrument;
    if (name == "note") column.role = Meaning::note;
    if (name == "events") column.role = Meaning::events;
    if (name == "source") column.role = Meaning::source;
    if (name == "event") column.role = Meaning::event;
    if (name == "weight" && is_event_row) column.role = Meaning::weight;
    if (name == "product") column.role = Meaning::product;
    if (name == "minutes" && is_product_row) column.role = Meaning::minutes;
    return column.role != Meaning::ignored;
  }

  bool by_measure(Column& column, const std::string& name) const {
    std::string base = name;
    Meaning role = Meaning::measure;
    if (header.contains("product")) {
      if (base.ends_with("_before")) {
        base.resize(base.size() - 7);
        role = Meaning::before;
      } else if (base.ends_with("_after")) {
        base.resize(base.size() - 6);
        role = Meaning::after;
      }
    }
    auto measure = measure_of(profile, dimension_or_exposure(profile, base));
    if (!measure) return false;
    if (role == Meaning::measure && header.contains("product")) {
      columns.errors.push_back(
          {1, column.title, column.title,
           fmt::format("{0}_before or {0}_after; a file of products has no other readings", name)});
      return true;
    }
    column.role = role;
    column.measure = std::move(*measure);
    if (columns.by_rules) {
      const auto factor = rules.factor.find(column.measure.name);
      if (factor != rules.factor.end()) column.factor = factor->second;
    }
    return true;
  }

  // Computed columns read others by their place; these keep no meaning of their own.
  [[nodiscard]] bool is_read_by_computed(std::string_view title) const {
    return std::any_of(rules.computed.begin(), rules.computed.end(),
                       [&](const ComputedRule& rule) { return contains(rule.columns, title); });
  }

  void unknown(const Column& column) const {
    std::vector<std::string> names = column_names(profile);
    const auto near = nearest(column.title, names);
    std::string expected = near ? fmt::format("a known column; did you mean {}?", in_quotes(*near))
                                : fmt::format("a column of profile {}: {}", profile.name, fmt::join(names, ", "));
    columns.errors.push_back({1, column.title, column.title, std::move(expected)});
  }
};

bool rules_hold(std::span<const std::string_view> header, const ImportRules& rules) {
  if (rules.empty()) return false;
  const auto has = [&](std::string_view name) {
    return std::any_of(header.begin(), header.end(), [&](std::string_view title) { return trim(title) == name; });
  };
  for (const std::string& name : time_columns(rules.time)) {
    if (!has(name)) return false;
  }
  if (!rules.person_column.empty() && !has(rules.person_column)) return false;
  // With no time column of its own, a file that has our `time` is one of ours.
  if (time_columns(rules.time).empty() && (rules.time.date || rules.time.origin)) return !has("time");
  return true;
}

Result<Shape> decide_shape(const Columns& columns) {
  const auto has = [&](Meaning role) {
    return std::any_of(columns.columns.begin(), columns.columns.end(),
                       [&](const Column& column) { return column.role == role; });
  };
  if (has(Meaning::routine) && has(Meaning::product)) return Shape::routines;
  if (has(Meaning::product)) return Shape::products;
  if (has(Meaning::event)) return Shape::events;
  bool dimension = has(Meaning::events) || has(Meaning::event_flag);
  bool exposure = !columns.computed.empty();
  for (const Column& column : columns.columns) {
    const bool measured = column.role == Meaning::measure || column.role == Meaning::wide;
    if (!measured) continue;
    const bool of_exposure = column.measure.is_exposure;
    (of_exposure ? exposure : dimension) = true;
  }
  if (dimension) return Shape::readings;
  if (exposure) return Shape::surroundings;
  if (has(Meaning::note)) return Shape::readings;
  return refuse(Fault::malformed, "");
}

}  // namespace

Result<Columns> decide_columns(std::span<const std::string_view> header, const Profile& profile) {
  static const ImportRules no_rules;
  Columns columns;
  columns.by_rules = rules_hold(header, profile.import);
  Decision decision{profile, columns.by_rules ? profile.import : no_rules, columns, {}};
  const ImportRules& rules = decision.rules;
  std::vector<std::string> names;  // ours
  for (const std::string_view title : header) {
    const std::string trimmed(trim(title));
    const auto renamed = rules.columns.find(trimmed);
    names.push_back(renamed == rules.columns.end() ? trimmed : renamed->second);
    decision.header.insert(names.back());
  }
  const bool ignore_rest = contains(rules.ignore, "*");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < header.size(); ++i) {
    Column column;
    column.title = std::string(trim(header[i]));
    if (!seen.insert(column.title).second && !column.title.empty()) {
      columns.errors.push_back({1, column.title, column.title, "columns that occur once; this one stands twice"});
      columns.columns.push_back(std::move(column));
      continue;
    }
    const auto codes = rules.missing_codes.find(column.title);
    if (codes != rules.missing_codes.end()) column.missing_codes = &codes->second;
    column.is_person = !rules.person_column.empty() && column.title == rules.person_column;
    const auto flag = rules.events.find(column.title);
    const bool explicitly_renamed = rules.columns.contains(column.title);
    const auto decide = [&] {
      if (columns.by_rules && decision.by_time_rule(column)) return;
      if (column.is_person) {
        column.role = Meaning::person;
      } else if (!rules.site_column.empty() && column.title == rules.site_column) {
        column.role = Meaning::site;
      } else if (contains(rules.ignore, column.title)) {
        column.role = Meaning::ignored;
      } else if (flag != rules.events.end()) {
        column.role = Meaning::event_flag;
        column.event = flag->second;
      } else if (!decision.by_wide_rule(column) && !decision.by_words(column, names[i]) &&
                 !decision.by_measure(column, names[i])) {
        if (explicitly_renamed) {
          columns.errors.push_back({1, column.title, names[i], "a name of this profile in [import.columns]"});
        } else if (!ignore_rest && !decision.is_read_by_computed(column.title) &&
                   !(column.title.empty() && columns.by_rules)) {
          decision.unknown(column);
        }
      }
    };
    decide();
    columns.columns.push_back(std::move(column));
  }
  const auto named = [&](const std::string& title, std::string_view rule) {
    if (!seen.contains(title)) {
      columns.notices.push_back(
          fmt::format("[import.{}] names the column {}, which the file does not have", rule, in_quotes(title)));
    }
  };
  for (const auto& [title, name] : rules.columns) named(title, "columns");
  for (const auto& [title, codes] : rules.missing_codes) named(title, "missing_codes");
  for (const auto& [title, name] : rules.events) named(title, "events");
  for (const ComputedRule& rule : rules.computed) {
    ComputedColumn computed;
    const auto index = [&](const std::string& title) {
      return static_cast<std::size_t>(std::find_if(columns.columns.begin(), columns.columns.end(),
                                                   [&](const Column& c) { return c.title == title; }) -
                                      columns.columns.begin());
    };
    auto measure = measure_of(profile, rule.name);
    computed.temperature = index(rule.columns[0]);
    computed.dew_point = index(rule.columns[1]);
    if (!measure || computed.temperature == header.size() || computed.dew_point == header.size()) {
      columns.errors.push_back({1, rule.name, fmt::format("{}", fmt::join(rule.columns, ", ")),
                                "the columns that [[import.computed]] names"});
      continue;
    }
    computed.measure = std::move(*measure);
    computed.clip = rule.clip;
    columns.computed.push_back(std::move(computed));
  }
  const auto shape = decide_shape(columns);
  const bool has_time = std::any_of(columns.columns.begin(), columns.columns.end(), [](const Column& column) {
    return column.role == Meaning::time || column.role == Meaning::time_part || column.role == Meaning::day_number;
  });
  const bool routine = shape && *shape == Shape::routines;
  const bool timed = has_time || routine || (columns.by_rules && (rules.time.date || rules.time.origin));
  if (!timed || !shape) {
    const std::string why = !timed ? "no column \"time\"" : "no column of a dimension, exposure, event or product";
    std::string titles;
    for (const Column& column : columns.columns) titles += (titles.empty() ? "" : ", ") + column.title;
    // The nearest known name of the first column that means nothing, as `decision.unknown` found it.
    std::string near;
    for (const RowError& error : columns.errors) {
      const std::size_t question = error.expected.find("did you mean");
      if (near.empty() && question != std::string::npos) near = "; " + error.expected.substr(question);
    }
    return refuse(Fault::malformed, fmt::format("line 1: {} (profile {}); the header is {}{}", why, profile.name,
                                                in_quotes(titles), near));
  }
  columns.shape = *shape;
  return columns;
}

}  // namespace skin2vec::diary
