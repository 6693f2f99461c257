#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <thread>

#include "cli/verbs.h"
#include "skin2vec/ambient/http_client.h"
#include "skin2vec/ambient/weather_source.h"
#include "skin2vec/base/text.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace weather_verb {

constexpr const char* place_setting = "weather_place";

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string place;
  std::string server;
  int decimals = 1;
  bool offline = false;
};

// What a run did: the words and the JSON are of this.
struct Done {
  diary::Profile profile;
  std::string person;
  Day from, to;
  ambient::Place place;
  int decimals = 1;
  ambient::WeatherPlan plan;
  ambient::Gathered gathered;
  ambient::WeatherEntries entries;
  std::int64_t changed = 0;
  std::int16_t offset_min = 0;
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

int missing_hours(const ambient::WeatherEntries& entries, const std::string& exposure) {
  int hours = 0;
  for (const ambient::Gap& gap : entries.gaps) {
    if (gap.exposure == exposure) hours += gap.hours;
  }
  return hours;
}

template <typename Map>
int at_or_zero(const Map& map, const std::string& name) {
  const auto found = map.find(name);
  return found == map.end() ? 0 : found->second;
}

// The exposures that were asked for, in the profile's order.
std::vector<std::string> asked(const Done& done) {
  std::vector<std::string> names;
  for (const auto& exposure : done.profile.exposures) {
    for (const auto& request : done.plan.requests) {
      const auto is = [&](const ambient::Variable& variable) { return variable.exposure == exposure.name; };
      if (std::none_of(request.variables.begin(), request.variables.end(), is)) continue;
      names.push_back(exposure.name);
      break;
    }
  }
  return names;
}

ask::Answer answer_of(const Done& done) {
  ask::Answer answer = ask::head({done.profile.name, done.person, done.from, done.to});
  answer["place"] = {{"latitude", done.place.latitude}, {"longitude", done.place.longitude}};
  answer["source"] = ambient::weather_source_name;
  answer["attribution"] = ambient::attribution;
  answer["weather"] = ask::Answer::array();
  for (const std::string& name : asked(done)) {
    answer["weather"].push_back({{"exposure", name},
                                 {"hours", at_or_zero(done.entries.hours, name)},
                                 {"missing", missing_hours(done.entries, name)},
                                 {"out_of_range", at_or_zero(done.entries.out_of_range, name)}});
  }
  answer["gaps"] = ask::Answer::array();
  for (const ambient::Gap& gap : done.entries.gaps) {
    answer["gaps"].push_back(
        {{"exposure", gap.exposure}, {"first", to_text(gap.first)}, {"last", to_text(gap.last)}, {"hours", gap.hours}});
  }
  answer["calls"] = ask::Answer::array();
  for (const ambient::Call& call : done.gathered.calls) {
    static constexpr const char* places[] = {"service", "cache", "nowhere"};
    ask::Answer one;
    one["service"] = ambient::service_name(call.request.service);
    one["from"] = to_text(call.request.from);
    one["to"] = to_text(call.request.to);
    one["answered_by"] = places[static_cast<int>(call.from)];
    one["fetched"] = call.fetched ? ask::Answer(to_text(local_time(*call.fetched, done.offset_min))) : nullptr;
    one["cost"] = call.cost;
    one["problem"] = call.problem ? ask::Answer(call.problem->message) : nullptr;
    answer["calls"].push_back(std::move(one));
  }
  answer["quota"] = {{"used", done.gathered.cost},
                     {"used_today", done.gathered.spent_today},
                     {"per_day", ambient::QuotaLimits{}.per_day}};
  answer["entries"] = {{"kept", done.changed},
                       {"unchanged", static_cast<std::int64_t>(done.entries.entries.size()) - done.changed}};
  answer["not_served"] = done.plan.not_served;
  return answer;
}

void tell_problems(const Done& done) {
  for (const ambient::Call& call : done.gathered.calls) {
    if (!call.problem) continue;
    fmt::print(stderr, "skin2vec: {} {} to {}: {}\n", ambient::service_name(call.request.service),
               to_text(call.request.from), to_text(call.request.to), call.problem->message);
  }
}

// How many hours of an exposure there are, are missing, were not kept.
std::string hours_text(const Done& done, const std::string& exposure, words::Language language) {
  using namespace words::literals;
  std::string text = words::say<"weather.hours">(language, "exposure"_a = exposure,
                                                 "hours"_a = at_or_zero(done.entries.hours, exposure));
  if (const int missing = missing_hours(done.entries, exposure); missing > 0)
    text = words::say<"weather.hours.missing">(language, "sentence"_a = text, "n"_a = missing);
  if (const int out = at_or_zero(done.entries.out_of_range, exposure); out > 0)
    text = words::say<"weather.hours.out_of_range">(language, "sentence"_a = text, "n"_a = out);
  return text;
}

void tell(const Done& done, words::Language language) {
  using namespace words::literals;
  fmt::print("{}\n", words::say<"weather.asked">(language, "place"_a = ambient::to_text(done.place),
                                                 "degrees"_a = to_text(std::pow(10.0, -done.decimals)),
                                                 "from"_a = to_text(done.from), "to"_a = to_text(done.to)));
  for (const std::string& name : asked(done)) fmt::print("  {}\n", hours_text(done, name, language));
  constexpr std::size_t most_gaps = 8;
  const auto& gaps = done.entries.gaps;
  for (std::size_t i = 0; i < std::min(gaps.size(), most_gaps); ++i) {
    fmt::print("  {}\n",
               words::say<"weather.gap">(language, "exposure"_a = gaps[i].exposure, "first"_a = to_text(gaps[i].first),
                                         "last"_a = to_text(gaps[i].last), "hours"_a = gaps[i].hours));
  }
  if (gaps.size() > most_gaps)
    fmt::print("  {}\n", words::say<"weather.gaps_more">(language, "n"_a = gaps.size() - most_gaps));
  for (const ambient::Call& call : done.gathered.calls) {
    if (call.from != ambient::Call::From::cache) continue;
    fmt::print("  {}\n",
               words::say<"weather.cached">(language, "service"_a = ambient::service_name(call.request.service),
                                            "from"_a = to_text(call.request.from), "to"_a = to_text(call.request.to),
                                            "fetched"_a = to_text(local_time(*call.fetched, done.offset_min))));
  }
  const auto total = static_cast<std::int64_t>(done.entries.entries.size());
  fmt::print("{}\n",
             words::say<"weather.kept">(language, "hours"_a = done.changed, "unchanged"_a = total - done.changed));
  fmt::print("{}\n",
             words::say<"weather.quota">(language, "now"_a = done.gathered.cost, "today"_a = done.gathered.spent_today,
                                         "limit"_a = ambient::QuotaLimits{}.per_day));
  fmt::print("{}\n", ambient::attribution);
}

// First date asked for: --from, else the person's first reading, else a week before the end.
Result<Day> first_day(const Common& common, store::Store* store, const std::optional<Day>& from, Day to) {
  if (from) return std::min(*from, to);
  if (!store) return to - 6;
  const auto people = store->people();
  if (!people) return tl::unexpected(people.error());
  std::optional<Day> first;
  for (const auto& each : *people) {
    if (!common.person.empty() && each.person != common.person) continue;
    const auto span = store->span(each.person, diary::Kind::reading);
    if (!span) return tl::unexpected(span.error());
    if (*span && (!first || (*span)->first < *first)) first = (*span)->first;
  }
  return first && *first <= to ? *first : to - 6;
}

Result<void> keep(store::Store& store, Done& done, const Common& common, Instant at) {
  const auto kept = store.setting("", "profile");
  if (!kept) return tl::unexpected(kept.error());
  auto writing = store.begin({.what = "weather", .source = std::string(ambient::weather_source_name), .at = at});
  if (!writing) return tl::unexpected(writing.error());
  constexpr std::size_t batch = 4096;
  const std::span<const diary::Entry> all(done.entries.entries);
  for (std::size_t i = 0; i < all.size(); i += batch) {
    const auto outcomes = writing->put(all.subspan(i, std::min(batch, all.size() - i)));
    if (!outcomes) return tl::unexpected(outcomes.error());
    done.changed += std::count_if(outcomes->begin(), outcomes->end(),
                                  [](store::Outcome outcome) { return outcome != store::Outcome::unchanged; });
  }
  if (const auto set = writing->set(done.person, place_setting, ambient::to_text(done.place)); !set)
    return tl::unexpected(set.error());
  if (!*kept || (!common.profile.empty() && **kept != done.profile.text)) {
    if (const auto set = writing->set("", "profile", done.profile.text); !set) return tl::unexpected(set.error());
  }
  const auto committed = writing->commit();
  if (!committed) return tl::unexpected(committed.error());
  return {};
}

int run_weather(const Options& options) {
  const Common& common = *options.common;
  if (!common.person.empty() && !is_name(common.person))
    return fail_usage(fmt::format("--person is {}; expected a name without : ; = @ \"", in_quotes(common.person)));
  const auto clock = now();
  if (!clock) return fail(clock.error());
  std::optional<ambient::Place> place;
  if (!options.place.empty()) {
    const auto given = ambient::parse_place(options.place);
    if (!given) return fail_usage(given.error().message);
    place = *given;
  }
  // A diary is begun when there is something to keep.
  std::optional<store::Store> store;
  auto opened = open_diary(common, false);
  if (!opened && (opened.error().fault != Fault::missing || !place)) return fail(opened.error());
  if (opened) store.emplace(std::move(*opened));
  auto profile = load_profile(common, store ? &*store : nullptr);
  if (!profile) return fail(profile.error());
  if (!place) {
    const auto kept = store->setting(common.person, place_setting);
    if (!kept) return fail(kept.error());
    const auto last = *kept ? ambient::parse_place(**kept) : refuse(Fault::missing, "");
    if (!last)
      return fail_usage("weather: of which place? As in `skin2vec weather 48.1,11.6`; the next time it is known");
    place = *last;
  }
  const auto span = asked_span(common);
  if (!span) return fail(span.error());
  const Day today = local_time(clock->at, clock->offset_min).day;
  const Day to = span->to.value_or(std::max(today, span->from.value_or(today)));
  const auto from = first_day(common, store ? &*store : nullptr, span->from, to);
  if (!from) return fail(from.error());
  Done done{*profile, common.person, *from, to, ambient::rounded(*place, options.decimals), options.decimals};
  done.offset_min = clock->offset_min;
  done.plan = ambient::plan_weather(*profile, done.place, *from, to, today);
  if (done.plan.requests.empty())
    return fail(
        {Fault::missing,
         fmt::format("nothing to ask: of the exposures of profile {} none is served for these dates", profile->name)});
  auto cache = ambient::WeatherCache::open(weather_folder());
  if (!cache) return fail(cache.error());
  ambient::HttpClient http({});
  const ambient::Servers servers{options.server, environment("SKIN2VEC_OPEN_METEO_KEY")};
  Progress progress("asking Open-Meteo", static_cast<std::int64_t>(done.plan.requests.size()));
  std::int64_t calls = 0;
  const ambient::WeatherSource source{*cache,
                                      [&](const std::string& url) {
                                        progress.show(calls++);
                                        return http.get(url);
                                      },
                                      servers,
                                      options.offline ? ambient::Network::offline : ambient::Network::online,
                                      {},
                                      [&] {
                                        const auto time = now();
                                        return time ? time->at : clock->at;
                                      },
                                      [](int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }};
  auto gathered = ambient::gather(done.plan, source);
  if (!gathered) return fail(gathered.error());
  done.gathered = std::move(*gathered);
  auto known = store ? store->read({done.person, {diary::Kind::surroundings}, *from - 1, to + 1})
                     : Result<std::vector<diary::Entry>>();
  if (!known) return fail(known.error());
  done.entries = ambient::weather_entries(done.gathered.hours, *profile, done.plan, *known, {done.person, *from, to});
  tell_problems(done);
  // Air quality is what its hosts happen to have; the weather itself must come.
  std::optional<Error> failed;
  for (const ambient::Call& call : done.gathered.calls) {
    if (!call.problem) continue;
    if (done.entries.entries.empty() || call.request.service != ambient::Service::air_quality) failed = *call.problem;
  }
  if (done.entries.entries.empty() && failed) {
    fmt::print(stderr, "skin2vec: nothing was kept\n");
    return exit_status(failed->fault);
  }
  if (!store) {
    opened = open_diary(common, true);
    if (!opened) return fail(opened.error());
    store.emplace(std::move(*opened));
  }
  if (const auto kept = keep(*store, done, common, clock->at); !kept) return fail(kept.error());
  if (common.json) {
    print(answer_of(done));
  } else {
    tell(done, language(common).value_or(words::Language::en));
  }
  return failed ? exit_status(failed->fault) : 0;
}

}  // namespace weather_verb

Verb add_weather(CLI::App& program) {
  using namespace weather_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "weather", "Weather and air of a place, hour by hour, into the diary (Open-Meteo).",
               "  skin2vec weather 48.1,11.6\n  skin2vec weather 48.1,11.6 --from 2026-01-01 --to 2026-03-31 "
               "--json",
               options->common);
  verb->add_option("PLACE", options->place, "LAT,LON in degrees, north and east; default: the place asked for last")
      ->type_name("")
      ->default_str("");
  verb->add_option("--decimals", options->decimals, "digits of the place that are told: 1 is about 10 km")
      ->type_name("N")
      ->check(CLI::Range(0, 6));
  verb->add_option("--server", options->server, "an Open-Meteo of one's own, instead of the public one")
      ->type_name("URL")
      ->envname("SKIN2VEC_OPEN_METEO")
      ->always_capture_default(false);
  verb->add_flag("--offline", options->offline, "ask nobody: only what was fetched before")
      ->always_capture_default(false);
  return {verb, [options] { return run_weather(*options); }};
}

}  // namespace skin2vec::cli
