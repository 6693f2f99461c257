#include "skin2vec/diary/import_rules.h"

#include <fmt/format.h>

#include <cmath>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/profile_reader.h"

namespace skin2vec::diary {

namespace {

constexpr std::string_view a_name = "a name without : ; = @ \" and control characters";

TimeRule read_time_rule(Section& section) {
  TimeRule rule;
  rule.column = section.text("column", "");
  rule.format = section.text("format", "");
  rule.parts = section.texts("parts");
  rule.day_column = section.text("day", "");
  rule.first_day = section.number("first", 0);
  rule.origin = section.day("origin");
  rule.date = section.day("date");
  if (auto prefix = section.section("prefix")) {
    for (const std::string& key : prefix->keys()) {
      if (const auto day = prefix->day(key)) rule.prefix[key] = *day;
    }
    if (rule.column.empty()) section.problem("prefix", "a column beside it");
  }
  if (!rule.parts.empty() && (rule.parts.size() < 3 || rule.parts.size() > 5)) {
    section.problem("parts", "the columns of year, month, day and perhaps hour and minute");
  }
  if (!rule.day_column.empty() && !rule.origin) section.problem("origin", "the date of day number `first`");
  const int forms = (rule.column.empty() ? 0 : 1) + (rule.parts.empty() ? 0 : 1) + (rule.day_column.empty() ? 0 : 1) +
                    (rule.date ? 1 : 0);
  if (forms > 1) section.problem("column", "one of column, parts, day, date");
  section.finish();
  return rule;
}

WideRule read_wide_rule(Section& section) {
  WideRule rule;
  rule.pattern = section.required_text("pattern");
  rule.name = section.required_text("name");
  rule.every_days = section.whole("every", 7);
  if (!rule.name.empty() && !is_name(rule.name)) section.problem("name", std::string(a_name));
  for (const double day : section.numbers("days")) {
    if (day != std::floor(day) || std::abs(day) > 100'000) {
      section.problem("days", "whole numbers of days");
    } else {
      rule.days.push_back(static_cast<int>(day));
    }
  }
  if (rule.days.empty()) rule.days.push_back(0);
  if (rule.every_days < 1 || rule.every_days > 366) section.problem("every", "1 to 366 days");
  section.finish();
  return rule;
}

ComputedRule read_computed_rule(Section& section) {
  ComputedRule rule;
  rule.name = section.required_text("name");
  rule.rule = section.required_text("rule");
  rule.columns = section.texts("columns");
  if (rule.rule != "relative_humidity") section.problem("rule", "\"relative_humidity\"");
  if (rule.columns.size() != 2) section.problem("columns", "the columns of temperature and dew point");
  const auto clip = section.numbers("clip");
  if (clip.size() == 2 && clip[0] <= clip[1]) {
    rule.clip = std::pair{clip[0], clip[1]};
  } else if (!clip.empty()) {
    section.problem("clip", "[low, high]");
  }
  section.finish();
  return rule;
}

std::map<std::string, std::string> read_text_map(Section& parent, std::string_view key) {
  std::map<std::string, std::string> map;
  if (auto section = parent.section(key)) {
    for (const std::string& name : section->keys()) map[name] = section->text(name, "");
  }
  return map;
}

}  // namespace

ImportRules read_import_rules(Section& section) {
  ImportRules rules;
  rules.columns = read_text_map(section, "columns");
  rules.events = read_text_map(section, "events");
  rules.ignore = section.texts("ignore");
  rules.person_column = section.text("person", "");
  rules.person_prefix = section.text("person_prefix", "");
  rules.site_column = section.text("site", "");
  for (const auto& [column, event] : rules.events) {
    if (!is_name(event)) section.problem("events", std::string(a_name) + " for column " + in_quotes(column));
  }
  if (!is_name(rules.person_prefix + "x")) section.problem("person_prefix", std::string(a_name));
  rules.missing = section.texts("missing");
  if (auto time = section.section("time")) rules.time = read_time_rule(*time);
  if (auto codes = section.section("missing_codes")) {
    for (const std::string& column : codes->keys()) rules.missing_codes[column] = codes->texts(column);
  }
  if (auto factors = section.section("factor")) {
    for (const std::string& name : factors->keys()) rules.factor[name] = factors->number(name, 1);
  }
  for (auto& each : section.sections("wide")) rules.wide.push_back(read_wide_rule(each));
  for (auto& each : section.sections("computed")) rules.computed.push_back(read_computed_rule(each));
  if (!rules.wide.empty() && !rules.time.origin) section.problem("wide", "[import.time] origin beside it");
  section.finish();
  return rules;
}

}  // namespace skin2vec::diary
