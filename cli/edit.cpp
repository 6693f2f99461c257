#include <fmt/format.h>

#include <algorithm>

#include "cli/values.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/json.h"
#include "skin2vec/diary/reader.h"

namespace skin2vec::cli {

namespace edit_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string time;
  std::vector<std::string> values;
  std::string event;
  std::optional<std::string> note;
  std::string site;
  bool remove = false;
};

// The entry meant: of that time, or the only one of that date.
Result<diary::Entry> find_entry(const std::vector<diary::Entry>& entries, const Time& time, const Options& options,
                                const std::string& event) {
  std::vector<diary::Entry> exact;
  std::vector<diary::Entry> same_day;
  for (const auto& entry : entries) {
    const bool meant = event.empty()
                           ? entry.kind == diary::Kind::reading && (options.site.empty() || entry.place == options.site)
                           : entry.kind == diary::Kind::event && entry.name == event;
    if (!meant) continue;
    if (entry.time == time) exact.push_back(entry);
    same_day.push_back(entry);
  }
  const auto& candidates = !exact.empty() || time.ms_of_day ? exact : same_day;
  if (candidates.size() == 1) return candidates.front();
  std::string there;
  for (const auto& entry : same_day)
    there += fmt::format("{}{}{}", there.empty() ? "" : ", ", to_text(entry.time),
                         entry.place.empty() ? "" : " " + entry.place);
  const std::string what = event.empty() ? "reading" : "event " + event;
  if (candidates.empty())
    return refuse(Fault::missing,
                  fmt::format("no {} at {}{}", what, to_text(time), there.empty() ? "" : "; that date has " + there));
  return refuse(Fault::malformed, fmt::format("several entries are meant: {}; give the time, and --site", there));
}

int run_edit(const Options& options) {
  const Common& common = *options.common;
  const auto clock = now();
  if (!clock) return fail(clock.error());
  const auto time = parse_time(options.time);
  if (!time) return fail_usage("TIME: " + time.error().message);
  if (options.values.empty() && options.event.empty() && !options.note && !options.remove) {
    return fail_usage("edit: nothing to change; as in `skin2vec edit 2026-03-01T07:30 moisture=3`");
  }
  if (options.note && !is_utf8(*options.note)) return fail_usage("--note must be text in UTF-8");
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  const auto person = choose_person(common, *store);
  if (!person) return fail(person.error());
  const auto entries = store->read(
      {.person = *person, .kinds = {diary::Kind::reading, diary::Kind::event}, .from = time->day, .to = time->day});
  if (!entries) return fail(entries.error());
  std::optional<diary::Entry> event;
  if (!options.event.empty()) {
    const auto events = read_events({options.event}, *profile);
    if (!events) return fail(events.error());
    if (events->size() != 1) return fail_usage("edit: one --event at a time");
    event = events->front();
  }
  const auto before = find_entry(*entries, *time, options, event ? event->name : "");
  if (!before) return fail(before.error());
  diary::Entry after = *before;
  if (event) {
    if (!event->values.empty()) after.values = event->values;
  } else {
    for (const std::string& word : options.values) {
      // A value that was measured is edited as that measurement.
      std::string instrument;
      for (const auto& value : before->values) {
        if (value.name == diary::dimension_or_exposure(*profile, word.substr(0, word.find('='))))
          instrument = value.instrument;
      }
      const auto given = read_values({word}, *profile, instrument);
      if (!given) return fail(given.error());
      if (!given->exposures.empty())
        return fail_usage(fmt::format("{} is no score; import or log it anew", given->exposures.front().name));
      for (const auto& value : given->readings) diary::set_value(after, value);
      for (const auto& name : given->removed)
        std::erase_if(after.values, [&](const auto& value) { return value.name == name; });
    }
  }
  if (options.note) after.note = *options.note;
  const bool nothing_left = !event && after.values.empty() && after.note.empty();
  auto writing = store->begin({.what = "edit", .source = "", .at = clock->at});
  if (!writing) return fail(writing.error());
  if (options.remove || nothing_left) {
    if (const auto removed = writing->remove(*before); !removed) return fail(removed.error());
  } else if (const auto replaced = writing->replace(after); !replaced) {
    return fail(replaced.error());
  }
  if (const auto committed = writing->commit(); !committed) return fail(committed.error());
  const bool removed = options.remove || nothing_left;
  if (common.json) {
    ask::Answer answer = ask::head({profile->name, *person, before->time.day, before->time.day});
    answer["before"] = diary::to_json(*before);
    answer["after"] = removed ? ask::Answer(nullptr) : diary::to_json(after);
    print(answer);
  } else if (removed) {
    fmt::print("removed the {} of {}; `skin2vec undo` brings it back\n", diary::kind_name(before->kind),
               to_text(before->time));
  } else {
    fmt::print("{}: {} -> {}\n", to_text(before->time), diary::payload(*before), diary::payload(after));
  }
  return 0;
}

}  // namespace edit_verb

Verb add_edit(CLI::App& program) {
  using namespace edit_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "edit", "Changes or removes an entry; what it was is kept, and undo brings it back.",
               "  skin2vec edit 2026-03-01T07:30 moisture=3 oil= --note \"measured again\"\n  skin2vec edit 2026-03-01 "
               "--event late_night --remove",
               options->common);
  verb->add_option("TIME", options->time, "the time of the entry, or its date if it is the only one")
      ->required()
      ->type_name("");
  verb->add_option("NAME=VALUE", options->values, "new scores; NAME= removes one")->type_name("")->default_str("");
  verb->add_option("--event", options->event, "the event meant, with its new weight")
      ->type_name("NAME[:WEIGHT]")
      ->always_capture_default(false);
  verb->add_option("--note", options->note, "new note; \"\" removes it")
      ->type_name("TEXT")
      ->always_capture_default(false);
  verb->add_option("--site", options->site, "where on the body")->type_name("NAME")->always_capture_default(false);
  verb->add_flag("--remove", options->remove, "removes the entry")->always_capture_default(false);
  return {verb, [options] { return run_edit(*options); }};
}

}  // namespace skin2vec::cli
