// The manual page, for man(1): what the verbs say of themselves in their help, and what help has no place for.
#include <fmt/format.h>

#include <functional>
#include <regex>
#include <span>

#include "cli/verbs.h"
#include "skin2vec/base/day.h"
#include "skin2vec/base/text.h"
#include "skin2vec/base/time.h"

namespace skin2vec::cli {

namespace manual_verb {

struct Row {
  const char* name;
  const char* what;
};

// As docs/reference/answers.md and docs/reference/command-line.md have them; test/cli/manual.transcript compares.
constexpr Row exit_statuses[] = {
    {"0", "It was done; also \"too little data\", which is an answer."},
    {"64", "The command is not right: an unknown verb or option, a value of an option that is none."},
    {"65", "The input is not right: a bad file, profile or value, or a diary of several people and none named."},
    {"66", "What was named is not there: file, diary, person, entry, alert, something to undo."},
    {"69", "The disk, the database or another writer is in the way, or a service gives no answer; try again."},
    {"70", "A defect of the program; please report it."},
    {"73", "It exists already, or somebody else holds it."},
    {"130", "Ctrl-C ended a training; what was reached is kept, and the same command goes on from there."}};

constexpr Row variables[] = {
    {"SKIN2VEC_DIARY", "The diary, where --diary is not given."},
    {"XDG_DATA_HOME", "Else the diary is $XDG_DATA_HOME/skin2vec/diary.db; default ~/.local/share."},
    {"XDG_CACHE_HOME", "Fetched weather is kept in $XDG_CACHE_HOME/skin2vec/weather; default ~/.cache."},
    {"SKIN2VEC_OPEN_METEO", "The default of weather --server."},
    {"SKIN2VEC_OPEN_METEO_KEY", "The key of a customer of Open-Meteo; kept nowhere."},
    {"SKIN2VEC_MQTT_PASSWORD", "The password for sensors; kept nowhere."},
    {"SKIN2VEC_NOW", "A time with an offset that is taken for now; with @ before it, the clock goes on from there."},
    {"TZ", "The zone of the machine: the offset of what is logged now."},
    {"NO_COLOR", "Not empty: no colours; there are none either where standard output is not a terminal."}};

// Text as roff reads it: a character that would mean something there, or be printed as another one, by its name.
std::string escaped(std::string_view text) {
  constexpr std::string_view special = R"(\-'`~^)";
  constexpr const char* names[] = {"\\(rs", "\\-", "\\(aq", "\\(ga", "\\(ti", "\\(ha"};
  std::string out;
  for (const char c : text) {
    const std::size_t which = special.find(c);
    out += which == std::string_view::npos ? std::string(1, c) : names[which];
  }
  return out;
}

// A paragraph in lines of at most 80 bytes, none of which begins as a request does.
std::string paragraph(std::string_view text) {
  const std::string whole = escaped(text);
  std::string out;
  std::size_t length = 0;
  for (const std::string_view word : split(whole, ' ')) {
    const bool first = length == 0 || length + 1 + word.size() > 78;
    if (!out.empty()) out += first ? '\n' : ' ';
    if (first && word.starts_with('.')) out += "\\&";
    out += word;
    length = first ? word.size() : length + 1 + word.size();
  }
  return out;
}

std::string bold(std::string_view text) {
  return "\\fB" + escaped(text) + "\\fR";
}

std::string italic(std::string_view text) {
  return text.empty() ? "" : "\\fI" + escaped(text) + "\\fR";
}

std::string item(const std::string& label, std::string_view text) {
  return fmt::format(".TP\n{}\n{}\n", label, paragraph(text));
}

std::string rows(std::span<const Row> list) {
  std::string text;
  for (const Row& row : list) text += item(bold(row.name), row.what);
  return text;
}

// "--days N", what it is for, and in brackets what it may be and what it is by default.
std::string option_item(const CLI::Option& option) {
  static const std::regex range(R"((.*):U?(?:INT|FLOAT) in \[(.*) - (.*)\])"), choice(R"((.*):\{.*\})");
  std::string type = option.get_type_name();
  std::vector<std::string> notes;
  std::smatch part;
  if (std::regex_match(type, part, range)) {
    notes.push_back(fmt::format("{} to {}", part.str(2), part.str(3)));
    type = part.str(1);
  } else if (std::regex_match(type, part, choice)) {
    type = part.str(1);
  }
  const std::string fallback = option.get_default_str();
  if (takes_value(option) && !fallback.empty() && fallback != "[]") notes.push_back("default " + fallback);
  if (!option.get_positional() && option.get_required()) notes.emplace_back("needed");
  std::string label;
  if (option.get_positional()) {
    label = italic(option.get_name(true));
  } else {
    for (const std::string& name : option.get_snames()) label += bold("-" + name) + ", ";
    for (const std::string& name : option.get_lnames()) label += bold("--" + name);
    if (takes_value(option) && !type.empty()) label += " " + italic(type);
  }
  std::string what = option.get_description();
  if (!notes.empty()) what += fmt::format(" ({})", fmt::join(notes, "; "));
  return item(label, what);
}

bool is_help(const CLI::Option& option) {
  return option.check_lname("help");
}

std::string option_items(const CLI::App& verb, const std::function<bool(const CLI::Option&)>& wanted) {
  std::string text;
  for (const CLI::Option* option : verb.get_options()) {
    if (wanted(*option)) text += option_item(*option);
  }
  return text;
}

std::string as_typed(const std::string& lines) {
  return fmt::format(".EX\n{}\n.EE\n", escaped(lines));
}

std::string verb_section(const CLI::App& verb, const std::string& name) {
  const Help help = help_of(verb);
  std::string usage = bold("skin2vec " + name);
  if (verb.get_options([](const CLI::Option* option) { return !option->get_positional(); }).size() > 1)
    usage += " [" + italic("option") + "...]";
  const CLI::Formatter formatter;
  for (const CLI::Option* option : verb.get_options([](const CLI::Option* one) { return one->get_positional(); }))
    usage += " " + escaped(formatter.make_option_usage(option));
  if (!verbs_of(verb).empty()) usage += verb.get_require_subcommand_min() == 0 ? " [...]" : " ...";
  std::string text = fmt::format(".SS {}\n{}\n.PP\n{}\n", escaped(name), usage, paragraph(help.what));
  text += option_items(
      verb, [](const CLI::Option& option) { return !is_help(option) && option.get_group() != common_group; });
  if (!help.examples.empty()) text += ".PP\n" + as_typed(help.examples);
  for (const CLI::App* inner : verbs_of(verb)) text += verb_section(*inner, name + " " + inner->get_name());
  return text;
}

std::string page(const CLI::App& program, Day today) {
  const Help help = help_of(program);
  std::string text =
      fmt::format(".TH SKIN2VEC 1 \"{}\" \"skin2vec {}\" \"User Commands\"\n", to_text(today), SKIN2VEC_VERSION);
  text += ".SH NAME\nskin2vec \\- a skin diary read as a sequence: trends, rhythms, causes, forecasts\n";
  text += ".SH SYNOPSIS\n\\fBskin2vec\\fR \\fIVERB\\fR [\\fIFILE\\fR...] [\\fIOPTION\\fR...]\n.br\n";
  text += "\\fBskin2vec\\fR [\\fIVERB\\fR] \\fB\\-\\-help\\fR\n.br\n\\fBskin2vec \\-\\-version\\fR\n";
  text +=
      fmt::format(".SH DESCRIPTION\n{}\n.PP\n{}\n", paragraph(help.what),
                  paragraph("Answers go to standard output, words about them to standard error; a FILE - is standard "
                            "input. Each verb tells its options and examples with --help."));
  text += ".SH VERBS\n";
  for (const CLI::App* verb : verbs_of(program)) text += verb_section(*verb, verb->get_name());
  text += ".SH COMMON OPTIONS\nEvery verb takes them.\n";
  text += option_items(*verbs_of(program).front(),
                       [](const CLI::Option& option) { return is_help(option) || option.get_group() == common_group; });
  text += ".SH EXIT STATUS\n" + rows(exit_statuses) + ".SH ENVIRONMENT\n" + rows(variables);
  return text + ".SH EXAMPLES\n" + as_typed(help.examples);
}

}  // namespace manual_verb

Verb add_manual(CLI::App& program) {
  const auto common = std::make_shared<Common>();
  CLI::App* verb = add_verb(program, "manual", "Prints the manual page, as man reads it.",
                            "  skin2vec manual | man -l -\n  skin2vec manual > skin2vec.1", common);
  return {verb, [&program] {
            const auto clock = now();
            if (!clock) return fail(clock.error());
            fmt::print("{}", manual_verb::page(program, local_time(clock->at, clock->offset_min).day));
            return 0;
          }};
}

}  // namespace skin2vec::cli
