#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "cli/verbs.h"
#include "skin2vec/ambient/weather_cache.h"

namespace skin2vec::cli {

namespace erase_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  bool all = false;
  bool yes = false;
};

// With everybody goes what was fetched for them: weather of the place where they live. What could not be erased is told
// among what remains.
void erase_weather(store::Receipt& receipt) {
  const std::string folder = weather_folder();
  std::error_code none;
  if (!std::filesystem::exists(folder, none)) return;
  auto cache = ambient::WeatherCache::open(folder);
  const auto erased = cache ? cache->erase() : tl::unexpected(cache.error());
  if (!erased) {
    if (!receipt.remains.empty()) receipt.remains += "; ";
    receipt.remains += "fetched weather: " + erased.error().message;
  } else if (*erased > 0) {
    receipt.erased["fetched weather"] = *erased;
  }
}

int run_erase(const Options& options) {
  const Common& common = *options.common;
  const auto clock = now();
  if (!clock) return fail(clock.error());
  if (options.all == !common.person.empty())
    return fail_usage("erase: name whom with --person, or everybody with --all");
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  std::optional<std::string> person;
  if (!options.all) {
    auto chosen = choose_person(common, *store);
    if (!chosen) return fail(chosen.error());
    person = std::move(*chosen);
  }
  if (!options.yes && isatty(STDIN_FILENO)) {
    fmt::print(stderr, "this erases {} and cannot be undone; type yes to go on: ",
               person ? "all of " + *person : "the whole diary");
    std::string answer;
    if (!std::getline(std::cin, answer) || answer != "yes") {
      fmt::print(stderr, "nothing erased\n");
      return 0;
    }
  }
  auto receipt = store->erase(person, clock->at);
  if (!receipt) return fail(receipt.error());
  if (!person) erase_weather(*receipt);
  const std::string when = to_text(local_time(receipt->at, clock->offset_min));
  if (common.json) {
    ask::Answer answer = ask::head({profile->name, person.value_or(""), std::nullopt, std::nullopt});
    answer["receipt"] = {{"person", person ? ask::Answer(*person) : ask::Answer(nullptr)},
                         {"at", when},
                         {"erased", receipt->erased},
                         {"remains", receipt->remains}};
    print(answer);
    return 0;
  }
  fmt::print("receipt: erased {} at {}\n", person ? *person : "everybody", when);
  for (const auto& [kind, count] : receipt->erased) fmt::print("  {:<16}{:>8}\n", kind, count);
  if (!receipt->remains.empty()) fmt::print("{}\n", receipt->remains);
  return 0;
}

}  // namespace erase_verb

Verb add_erase(CLI::App& program) {
  using namespace erase_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "erase", "Erases a person, or everybody, with history and settings; prints a receipt.",
               "  skin2vec erase --person ann\n  skin2vec erase --all --yes --json > receipt.json", options->common);
  verb->add_flag("--all", options->all, "everybody")->always_capture_default(false);
  verb->add_flag("--yes", options->yes, "does not ask")->always_capture_default(false);
  return {verb, [options] { return run_erase(*options); }};
}

}  // namespace skin2vec::cli
