// skin2vec <verb> [file...] [--option value]
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "cli/verbs.h"
#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace {

constexpr auto adders = {
    &add_demo,    &add_log,     &add_undo,     &add_edit,     &add_import, &add_export,     &add_check,   &add_profile,
    &add_weather, &add_sensors, &add_summary,  &add_rhythms,  &add_alerts, &add_effects,    &add_dose,    &add_surface,
    &add_changes, &add_habits,  &add_products, &add_forecast, &add_train,  &add_compare,    &add_explain, &add_report,
    &add_twin,    &add_serve,   &add_user,     &add_erase,    &add_backup, &add_completion, &add_manual};

// Help shows the examples first, which stand in the description.
class Formatter : public CLI::Formatter {
 public:
  std::string make_subcommand(const CLI::App* sub) const override {
    return fmt::format("  {:<12}{}\n", sub->get_name(), help_of(*sub).what);
  }
};

std::vector<std::string> verb_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* verb : verbs_of(program)) names.push_back(verb->get_name());
  return names;
}

// "did you mean --person?" for the first argument that looks like an option and is none.
std::string suggestion(const CLI::App& program, const std::vector<std::string>& arguments) {
  const CLI::App* verb = &program;
  for (const CLI::App* used : program.get_subcommands()) verb = used;
  std::vector<std::string> names;
  for (const CLI::Option* option : verb->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (const std::string& argument : arguments) {
    if (!argument.starts_with("--")) continue;
    const std::string name = argument.substr(0, argument.find('='));
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    if (const auto near = nearest(name, names)) return "; did you mean " + *near + "?";
  }
  return "";
}

int run(const std::vector<std::string>& arguments) {
  CLI::App program{
      "Examples:\n  skin2vec demo                     the product on a virtual person, on one screen\n"
      "  skin2vec import readings.csv      a diary of your own; then: skin2vec summary\n\n"
      "Skin as a sequence: a diary of scores, read day by day. Not a medical device."};
  program.name("skin2vec");
  program.formatter(std::make_shared<Formatter>());
  program.set_version_flag("--version", "skin2vec " SKIN2VEC_VERSION);
  program.require_subcommand(1);
  std::vector<Verb> verbs;
  for (const auto add : adders) verbs.push_back(add(program));
  const std::vector<std::string> names = verb_names(program);
  if (!arguments.empty() && !arguments[0].starts_with("-") &&
      std::find(names.begin(), names.end(), arguments[0]) == names.end()) {
    const auto near = nearest(arguments[0], names);
    return fail_usage(
        fmt::format("no verb {}{}", in_quotes(arguments[0]),
                    near ? "; did you mean `skin2vec " + *near + "`?" : "; `skin2vec --help` lists them"));
  }
  try {
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    const CLI::App* verb = &program;
    for (const CLI::App* used = verb; used;) {
      const auto inner = used->get_subcommands();
      verb = used;
      used = inner.empty() ? nullptr : inner.front();
    }
    fmt::print("{}", verb == &program ? verb->help() : verb->help("skin2vec"));
    return 0;
  } catch (const CLI::CallForVersion& version) {
    fmt::print("{}\n", version.what());
    return 0;
  } catch (const CLI::ExtrasError&) {
    const auto rest = program.remaining(true);
    const auto first = std::find_if(arguments.begin(), arguments.end(), [&](const std::string& argument) {
      return std::find(rest.begin(), rest.end(), argument) != rest.end();
    });
    return fail_usage(fmt::format("{} was not expected{}", in_quotes(first == arguments.end() ? "" : *first),
                                  suggestion(program, arguments)));
  } catch (const CLI::ParseError& problem) {
    if (arguments.empty()) {
      fmt::print(stderr, "{}", program.help());
      return usage_status;
    }
    return fail_usage(fmt::format("{}{}", problem.what(), suggestion(program, arguments)));
  }
  for (const Verb& verb : verbs) {
    if (verb.app->parsed()) return verb.run();
  }
  return usage_status;
}

}  // namespace

}  // namespace skin2vec::cli

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  try {
    return skin2vec::cli::run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const skin2vec::ContractError& defect) {
    fmt::print(stderr, "skin2vec: a defect of the program, please report it: {}\n", defect.what());
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "skin2vec: out of memory\n");
  } catch (const std::exception& defect) {
    fmt::print(stderr, "skin2vec: a defect of the program, please report it: {}\n", defect.what());
  }
  return skin2vec::cli::defect_status;
}
