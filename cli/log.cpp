#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "cli/screen.h"
#include "cli/values.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/json.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace log_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::vector<std::string> values;
  std::vector<std::string> events;
  std::string at;
  std::string note;
  std::string site;
  std::string instrument;
};

// Asks for each dimension on the terminal; a blank answer is "not read". False if the input ended.
bool ask(Options& options, const diary::Profile& profile, words::Language language) {
  using namespace words::literals;
  const auto read_line = [](const std::string& question, std::string& answer) {
    fmt::print(stderr, "{}: ", question);
    return static_cast<bool>(std::getline(std::cin, answer));
  };
  std::string answer;
  for (const auto& dimension : profile.dimensions) {
    if (dimension.derived || dimension.optional) continue;
    for (;;) {
      if (!read_line(fmt::format("{} ({} - {})", insight::spoken(dimension.label, language), to_text(dimension.low),
                                 to_text(dimension.high)),
                     answer))
        return false;
      if (trim(answer).empty()) break;
      const auto score = diary::parse_score(profile, dimension.name, answer, "");
      if (score) {
        options.values.push_back(dimension.name + "=" + answer);
        break;
      }
      fmt::print(stderr, "  {}\n", words::say<"log.expected">(language, "expected"_a = score.error().message));
    }
  }
  for (;;) {
    if (!read_line(words::say<"log.ask.events">(language), answer)) return false;
    if (trim(answer).empty()) break;
    if (const auto events = read_events({answer}, profile)) {
      options.events.push_back(answer);
      break;
    } else {
      fmt::print(stderr, "  {}\n", events.error().message);
    }
  }
  if (!read_line(words::say<"log.ask.note">(language), answer)) return false;
  if (!trim(answer).empty()) options.note = std::string(trim(answer));
  return true;
}

int run_log(Options options) {
  const Common& common = *options.common;
  const auto clock = now();
  if (!clock) return fail(clock.error());
  const auto words = language(common);
  if (!words) return fail(words.error());
  auto store = open_diary(common, true);
  if (!store) return fail(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  const auto kept = store->setting("", "profile");
  if (!kept) return fail(kept.error());
  std::string person = common.person;
  if (person.empty()) {
    const auto people = store->people();
    if (!people) return fail(people.error());
    if (people->empty()) {
      person = "me";
    } else {
      const auto chosen = choose_person(common, *store);
      if (!chosen) return fail(chosen.error());
      person = *chosen;
    }
  }
  if (!is_name(person))
    return fail_usage(fmt::format("--person is {}; expected a name without : ; = @ \"", in_quotes(person)));
  for (const auto& [name, text] : {std::pair{"--site", options.site}, std::pair{"--instrument", options.instrument}}) {
    if (!text.empty() && !is_name(text))
      return fail_usage(fmt::format("{} is {}; expected a name without : ; = @ \"", name, in_quotes(text)));
  }
  if (!is_utf8(options.note)) return fail_usage("--note must be text in UTF-8");
  const bool nothing = options.values.empty() && options.events.empty() && options.note.empty();
  if (nothing) {
    if (!isatty(STDIN_FILENO))
      return fail_usage("log: nothing given; as in `skin2vec log moisture=2.5 --event late_night`");
    if (!ask(options, *profile, *words)) {
      fmt::print(stderr, "\nnothing logged\n");
      return 0;
    }
  }
  // To the minute: a diary is written by people.
  Time time = local_time(Instant{clock->at.ms - clock->at.ms % 60'000}, clock->offset_min);
  if (!options.at.empty()) {
    const auto given = parse_time(options.at);
    if (!given) return fail_usage("--at: " + given.error().message);
    time = *given;
  }
  const auto given = read_values(options.values, *profile, options.instrument);
  if (!given) return fail(given.error());
  if (!given->removed.empty())
    return fail_usage(fmt::format("{} has no value; `skin2vec edit` removes values", given->removed.front()));
  const auto events = read_events(options.events, *profile);
  if (!events) return fail(events.error());
  std::vector<diary::Entry> entries;
  if (!given->readings.empty() || !options.note.empty()) {
    diary::Entry reading;
    reading.kind = diary::Kind::reading;
    reading.place = options.site;
    reading.note = options.note;
    for (const auto& value : given->readings) diary::set_value(reading, value);
    entries.push_back(std::move(reading));
  }
  if (!given->exposures.empty()) {
    diary::Entry air;
    air.kind = diary::Kind::surroundings;
    for (const auto& value : given->exposures) diary::set_value(air, value);
    entries.push_back(std::move(air));
  }
  entries.insert(entries.end(), events->begin(), events->end());
  if (entries.empty()) {
    fmt::print(stderr, "nothing logged\n");
    return 0;
  }
  for (auto& entry : entries) {
    entry.person = person;
    entry.time = time;
  }
  auto writing = store->begin({.what = "log", .source = "", .at = clock->at});
  if (!writing) return fail(writing.error());
  const auto outcomes = writing->put(entries);
  if (!outcomes) return fail(outcomes.error());
  const bool changes_profile = *kept && !common.profile.empty() && **kept != profile->text;
  if (!*kept || changes_profile) {
    if (const auto set = writing->set("", "profile", profile->text); !set) return fail(set.error());
  }
  const auto committed = writing->commit();
  if (!committed) return fail(committed.error());
  if (changes_profile) fmt::print(stderr, "the diary's profile is now {}\n", profile->name);
  tell_own_tags(*events, *profile);
  if (common.json) {
    ask::Answer answer = ask::head({profile->name, person, time.day, time.day});
    answer["logged"] = ask::Answer::array();
    for (const auto& entry : entries) answer["logged"].push_back(diary::to_json(entry));
    print(answer);
  } else {
    fmt::print("logged {} {} for {} at {}\n", entries.size(), entries.size() == 1 ? "entry" : "entries", person,
               to_text(time));
  }
  return 0;
}

}  // namespace log_verb

Verb add_log(CLI::App& program) {
  using namespace log_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(
      program, "log", "Writes down how it is now: scores, events, a note. Asks, when given nothing on a terminal.",
      "  skin2vec log moisture=2.5 oil=3 --event late_night:1.5\n  skin2vec log sensitivity=4 --at 2026-03-01T21:30 "
      "--note \"new cream\"",
      options->common);
  verb->add_option("NAME=VALUE", options->values, "scores and exposures; a number or a word of its scale")
      ->type_name("")
      ->default_str("");
  verb->add_option("--event", options->events, "NAME or NAME:WEIGHT; may be given several times")
      ->type_name("NAME[:WEIGHT]")
      ->default_str("")
      ->always_capture_default(false);
  verb->add_option("--at", options->at, "when; default: now, to the minute")
      ->type_name("TIME")
      ->always_capture_default(false);
  verb->add_option("--note", options->note, "free text")->type_name("TEXT")->always_capture_default(false);
  verb->add_option("--site", options->site, "where on the body")->type_name("NAME")->always_capture_default(false);
  verb->add_option("--instrument", options->instrument, "what measured it")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options] { return run_log(*options); }};
}

}  // namespace skin2vec::cli
