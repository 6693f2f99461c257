#include <fmt/format.h>

#include "cli/verbs.h"
#include "skin2vec/ask/profile_answer.h"
#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace profile_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string name;
};

// The profile meant: the one named behind the verb, else --profile, else the diary's, else skin.
Result<diary::Profile> profile_meant(const Options& options) {
  Common common = *options.common;
  if (!options.name.empty()) common.profile = options.name;
  if (!common.profile.empty()) return load_profile(common, nullptr);
  auto store = open_diary(common, false);
  if (!store && store.error().fault != Fault::missing) return tl::unexpected(store.error());
  return load_profile(common, store ? &*store : nullptr);
}

int run_show(const Options& options) {
  const auto profile = profile_meant(options);
  if (!profile) return fail(profile.error());
  if (options.common->json) {
    print(ask::profile_answer(*profile));
  } else {
    fmt::print("{}", profile->text);
  }
  return 0;
}

int run_check(const Options& options) {
  const auto profile = profile_meant(options);
  if (!profile) return fail(profile.error());
  if (options.common->json) {
    print(ask::profile_answer(*profile));
  } else {
    fmt::print("profile {} is good: {} dimensions, {} exposures, {} events\n", profile->name,
               profile->dimensions.size(), profile->exposures.size(), profile->events.size());
  }
  return 0;
}

}  // namespace profile_verb

Verb add_profile(CLI::App& program) {
  using namespace profile_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "profile", "Prints a profile, or tells what is wrong with one.",
               "  skin2vec profile show skin > mine.toml\n  skin2vec profile check mine.toml", options->common);
  verb->require_subcommand(1);
  verb->fallthrough();
  CLI::App* show = verb->add_subcommand("show", "Prints it as TOML, a start for an own one.");
  CLI::App* check = verb->add_subcommand("check", "Tells every mistake with its line.");
  for (CLI::App* each : {show, check})
    each->add_option("PROFILE", options->name, "skin, sleep, fitness, or a file; default: the diary's")->type_name("");
  return {verb, [options, show] { return show->parsed() ? run_show(*options) : run_check(*options); }};
}

}  // namespace skin2vec::cli
