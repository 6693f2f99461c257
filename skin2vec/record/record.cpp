#include "skin2vec/record/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "skin2vec/base/text.h"

namespace skin2vec::record {

Result<diary::Profile> kept_profile(store::Store& store) {
  const auto kept = store.setting("", "profile");
  if (!kept) return tl::unexpected(kept.error());
  return *kept ? diary::parse_profile(**kept) : diary::built_in_profile("skin");
}

Result<Record> load(store::Store& store, const Wanted& wanted, const LoadOptions& options) {
  auto profile = wanted.profile ? Result<diary::Profile>(*wanted.profile) : kept_profile(store);
  if (!profile) return tl::unexpected(profile.error());
  Record record{std::move(*profile), wanted.person, std::nullopt, std::nullopt, {}, std::nullopt, {}, wanted.language};
  const auto span = store.span(wanted.person, diary::Kind::reading);
  if (!span) return tl::unexpected(span.error());
  if (!*span) return record;
  record.from = std::max(wanted.from.value_or((*span)->first), (*span)->first);
  record.today = wanted.to.value_or((*span)->second);
  if (*record.today < *record.from) {
    record.from = record.today;
    return record;
  }
  Day first = *record.from;
  if (options.last_days) first = std::max(first, *record.today - *options.last_days);
  if (options.also_from) first = std::max(*record.from, std::min(first, *options.also_from));
  auto entries = store.read({.person = wanted.person, .kinds = options.kinds, .from = first, .to = record.today});
  if (!entries) return tl::unexpected(entries.error());
  record.entries = std::move(*entries);
  std::optional<Instant> newest;
  for (const auto& entry : record.entries) {
    if (entry.kind != diary::Kind::reading) continue;
    const Instant at = instant(entry.time, wanted.now.offset_min);
    if (!newest || *newest < at) newest = at;
  }
  // A bare date stands for its noon; a reading of today is then not older than it is.
  if (newest) record.data_age_hours = std::max(0.0, static_cast<double>(wanted.now.at.ms - newest->ms) / 3'600'000);
  const auto snoozes = store.setting(wanted.person, "snoozes");
  if (!snoozes) return tl::unexpected(snoozes.error());
  record.snoozes = parse_snoozes(snoozes->value_or(""), local_time(wanted.now.at, wanted.now.offset_min).day);
  return record;
}

namespace {

std::string forecast_name(const std::optional<std::string>& site) {
  return site ? "forecast:" + *site : "forecast";
}

}  // namespace

Result<std::optional<model::Personal>> kept_model(store::Store& store, const std::string& person) {
  for (const std::string& whose : {person, std::string()}) {
    const auto bytes = store.kept(whose, kKeptModel);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) continue;
    const auto file = parse_safetensors(**bytes);
    auto read = file ? model::personal_from(*file) : tl::unexpected(file.error());
    if (!read) {
      return refuse(Fault::malformed, "the trained model of this diary cannot be read (" + read.error().message +
                                          "); `skin2vec train` makes it again");
    }
    return std::optional(std::move(*read));
  }
  return std::nullopt;
}

std::string kept_forecast(store::Store& store, const std::string& person, const std::optional<std::string>& site) {
  auto kept = store.kept(person, forecast_name(site));
  return kept ? kept->value_or("") : "";
}

void keep_forecast(store::Store& store, const std::string& person, const std::optional<std::string>& site,
                   std::string_view state, Instant now) {
  auto writing = store.begin({.what = "forecast", .source = "", .at = now});
  if (!writing || !writing->keep(person, forecast_name(site), state)) return;
  const auto committed = writing->commit();
  static_cast<void>(committed);
}

Result<std::string> choose_person(store::Store& store, const std::string& name, const std::string& place) {
  if (!name.empty()) {
    // A diary of a thousand people is not listed to find one.
    for (const auto kind : {diary::Kind::reading, diary::Kind::event, diary::Kind::surroundings, diary::Kind::product,
                            diary::Kind::routine}) {
      const auto span = store.span(name, kind);
      if (!span) return tl::unexpected(span.error());
      if (*span) return name;
    }
  }
  const auto people = store.people();
  if (!people) return tl::unexpected(people.error());
  std::vector<std::string> names;
  for (const auto& each : *people) names.push_back(each.person);
  if (!name.empty()) {
    const auto near = nearest(name, names);
    return refuse(Fault::missing, fmt::format("nobody named {} in this diary{}", in_quotes(name),
                                              near ? "; did you mean " + in_quotes(*near) + "?" : ""));
  }
  if (names.empty() && name.empty()) {
    const auto air = store.span("", diary::Kind::surroundings);
    if (air && *air) {
      return refuse(Fault::missing,
                    fmt::format("the diary at {} holds surroundings from {} to {} and nobody's readings; "
                                "`skin2vec log` or `skin2vec import FILE` adds them",
                                place, to_text((*air)->first), to_text((*air)->second)));
    }
  }
  if (names.empty())
    return refuse(Fault::missing,
                  fmt::format("the diary at {} is empty; `skin2vec log` or `skin2vec import FILE` fills it", place));
  if (names.size() == 1) return names.front();
  const std::size_t shown = std::min<std::size_t>(names.size(), 8);
  return refuse(Fault::malformed,
                fmt::format("the diary has {} people; name one with --person: {}{}", names.size(),
                            fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                            names.size() > shown ? ", ..." : ""));
}

Result<void> check_site(const Record& record, const std::optional<std::string>& site) {
  if (!site) return {};
  std::set<std::string> sites;
  for (const auto& entry : record.entries) {
    if (entry.kind == diary::Kind::reading) sites.insert(entry.place);
  }
  if (sites.empty() || sites.contains(*site)) return {};
  const std::vector<std::string> names(sites.begin(), sites.end());
  const auto near = nearest(*site, names);
  return refuse(Fault::missing, fmt::format("no readings of site {}{}", in_quotes(*site),
                                            near && !near->empty() ? "; did you mean " + in_quotes(*near) + "?" : ""));
}

insight::Snoozes parse_snoozes(const std::string& text, Day today) {
  insight::Snoozes snoozes;
  for (const std::string_view part : split(text, ';')) {
    const auto words = split(part, ':');
    if (words.size() < 2) continue;
    const auto until = parse_day(words[1]);
    const auto level = words.size() > 2 ? insight::parse_level(words[2]) : std::nullopt;
    if (until && *until >= today) snoozes[std::string(words[0])] = {*until, level.value_or(insight::Level::act)};
  }
  return snoozes;
}

std::string to_text(const insight::Snoozes& snoozes) {
  std::string text;
  for (const auto& [id, one] : snoozes) {
    text += fmt::format("{}{}:{}:{}", text.empty() ? "" : ";", id, skin2vec::to_text(one.until),
                        insight::level_name(one.level));
  }
  return text;
}

}  // namespace skin2vec::record
