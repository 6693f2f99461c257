#include <fmt/format.h>

#include "cli/verbs.h"

namespace skin2vec::cli {

namespace undo_verb {

int run_undo(const Common& common) {
  const auto clock = now();
  if (!clock) return fail(clock.error());
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  std::optional<std::string> person;
  if (!common.person.empty()) {
    // Somebody whose every entry was taken back is nobody in the diary; the store says then what is left to undo.
    const auto people = store->people();
    if (!people) return fail(people.error());
    const auto chosen = choose_person(common, *store);
    if (!chosen && !people->empty()) return fail(chosen.error());
    person = common.person;
  }
  const auto undone = store->undo(person, clock->at);
  if (!undone) return fail(undone.error());
  const Time when = local_time(undone->origin.at, clock->offset_min);
  if (common.json) {
    ask::Answer answer = ask::head({profile->name, common.person, std::nullopt, std::nullopt});
    answer["undone"] = {{"what", undone->origin.what},
                        {"source", undone->origin.source},
                        {"at", to_text(when)},
                        {"entries", undone->entries}};
    print(answer);
  } else {
    fmt::print("took back {}{} of {}: {} {}\n", undone->origin.what,
               undone->origin.source.empty() ? "" : " " + undone->origin.source, to_text(when), undone->entries,
               undone->entries == 1 ? "entry" : "entries");
  }
  return 0;
}

}  // namespace undo_verb

Verb add_undo(CLI::App& program) {
  using namespace undo_verb;
  const auto common = std::make_shared<Common>();
  CLI::App* verb = add_verb(program, "undo", "Takes back the last import, log or edit; again: the one before it.",
                            "  skin2vec undo\n  skin2vec undo --person ann", common);
  return {verb, [common] { return run_undo(*common); }};
}

}  // namespace skin2vec::cli
