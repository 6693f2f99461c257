#include "skin2vec/record/record.h"

#include <fmt/format.h>

#include <algorithm>

#include "skin2vec/base/text.h"

namespace skin2vec::record {

Result<diary::Profile> kept_profile(store::Store& store) {
  const auto kept = store.setting("", "profile");
  if (!kept) return tl::unexpected(kept.error());
  return *kept ? diary::parse_profile(**kept) : diary::built_in_profile("skin");
}

Result<ask::Record> load(store::Store& store, const Request& request, const ask::Needs& needs) {
  auto profile = request.profile ? Result<diary::Profile>(*request.profile) : kept_profile(store);
  if (!profile) return tl::unexpected(profile.error());
  ask::Record record{std::move(*profile), request.person, std::nullopt, std::nullopt, {}, std::nullopt, {},
                     request.language};
  const auto span = store.span(request.person, diary::Kind::reading);
  if (!span) return tl::unexpected(span.error());
  if (!*span) return record;
  record.from = std::max(request.from.value_or((*span)->first), (*span)->first);
  record.today = request.to.value_or((*span)->second);
  if (*record.today < *record.from) {
    record.from = record.today;
    return record;
  }
  Day first = *record.from;
  if (needs.last_days) first = std::max(first, *record.today - *needs.last_days);
  if (needs.also_from) first = std::max(*record.from, std::min(first, *needs.also_from));
  auto entries = store.read({.person = request.person, .kinds = needs.kinds, .from = first, .to = record.today});
  if (!entries) return tl::unexpected(entries.error());
  record.entries = std::move(*entries);
  std::optional<Instant> newest;
  for (const auto& entry : record.entries) {
    if (entry.kind != diary::Kind::reading) continue;
    const Instant at = instant(entry.time, request.now.offset_min);
    if (!newest || *newest < at) newest = at;
  }
  // A bare date stands for its noon; a reading of today is then not older than it is.
  if (newest) record.data_age_hours = std::max(0.0, static_cast<double>(request.now.at.ms - newest->ms) / 3'600'000);
  const auto snoozes = store.setting(request.person, "snoozes");
  if (!snoozes) return tl::unexpected(snoozes.error());
  record.snoozes = parse_snoozes(snoozes->value_or(""), local_time(request.now.at, request.now.offset_min).day);
  return record;
}

Result<Reply> answer(const ask::Question& question, store::Store& store, const Request& request,
                     const ask::Options& options, const ask::RunOptions& run, ask::Kept* kept) {
  if (const auto good = ask::check_options(question, options); !good) return tl::unexpected(good.error());
  auto record = load(store, request, ask::needs_of(question, options));
  if (!record) return tl::unexpected(record.error());
  StoreKept own(store, request.person, request.now.at);
  auto found = ask::answer(question, *record, options, run, kept != nullptr ? *kept : own);
  if (!found) return tl::unexpected(found.error());
  return Reply{std::move(*record), std::move(*found)};
}

Result<std::optional<std::string>> StoreKept::get(std::string_view name) const {
  for (const std::string& whose : {person_, std::string()}) {
    auto bytes = store_.kept(whose, name);
    if (!bytes || *bytes) return bytes;
  }
  return std::nullopt;
}

void StoreKept::put(std::string_view name, std::string_view bytes) {
  auto writing = store_.begin({.what = "forecast", .source = "", .at = now_});
  if (!writing || !writing->keep(person_, name, bytes)) return;
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
