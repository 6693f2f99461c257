#include "cli/loaded.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace {

// The snoozes of a person that still hold on `today`: "moisture:2026-03-08:warn;oil:..."; without a level, of any.
insight::Snoozes standing_snoozes(const std::string& text, Day today) {
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

}  // namespace

Result<Loaded> load(const Common& common, const LoadOptions& options) {
  const auto words = language(common);
  if (!words) return tl::unexpected(words.error());
  const auto asked = asked_span(common);
  if (!asked) return tl::unexpected(asked.error());
  const auto clock = now();
  if (!clock) return tl::unexpected(clock.error());
  auto store = open_diary(common, false);
  if (!store) return tl::unexpected(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return tl::unexpected(profile.error());
  const auto person = choose_person(common, *store);
  if (!person) return tl::unexpected(person.error());
  Loaded loaded{std::move(*profile), *person, std::nullopt, std::nullopt, {}, std::nullopt, {}, *words};
  const auto span = store->span(*person, diary::Kind::reading);
  if (!span) return tl::unexpected(span.error());
  if (!*span) return loaded;
  loaded.from = std::max(asked->from.value_or((*span)->first), (*span)->first);
  loaded.today = asked->to.value_or((*span)->second);
  if (*loaded.today < *loaded.from) {
    loaded.from = loaded.today;
    return loaded;
  }
  Day first = *loaded.from;
  if (options.last_days) first = std::max(first, *loaded.today - *options.last_days);
  if (options.also_from) first = std::max(*loaded.from, std::min(first, *options.also_from));
  auto entries = store->read({.person = *person, .kinds = options.kinds, .from = first, .to = loaded.today});
  if (!entries) return tl::unexpected(entries.error());
  loaded.entries = std::move(*entries);
  std::optional<Instant> newest;
  for (const auto& entry : loaded.entries) {
    if (entry.kind != diary::Kind::reading) continue;
    const Instant at = instant(entry.time, clock->offset_min);
    if (!newest || *newest < at) newest = at;
  }
  // A bare date stands for its noon; a reading of today is then not older than it is.
  if (newest) loaded.data_age_hours = std::max(0.0, static_cast<double>(clock->at.ms - newest->ms) / 3'600'000);
  const auto snoozes = store->setting(*person, "snoozes");
  if (!snoozes) return tl::unexpected(snoozes.error());
  loaded.snoozes = standing_snoozes(snoozes->value_or(""), local_time(clock->at, clock->offset_min).day);
  return loaded;
}

Result<void> check_site(const Loaded& loaded, const std::optional<std::string>& site) {
  if (!site) return {};
  std::set<std::string> sites;
  for (const auto& entry : loaded.entries) {
    if (entry.kind == diary::Kind::reading) sites.insert(entry.place);
  }
  if (sites.empty() || sites.contains(*site)) return {};
  const std::vector<std::string> names(sites.begin(), sites.end());
  const auto near = nearest(*site, names);
  return refuse(Fault::missing, fmt::format("no readings of site {}{}", in_quotes(*site),
                                            near && !near->empty() ? "; did you mean " + in_quotes(*near) + "?" : ""));
}

insight::Summary awake(insight::Summary summary, const Loaded& loaded) {
  std::erase_if(summary.alerts,
                [&](const auto& alert) { return insight::quiet_until(alert, loaded.snoozes).has_value(); });
  return summary;
}

}  // namespace skin2vec::cli
