#include <fmt/format.h>

#include <map>

#include "cli/verbs.h"
#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace completion_verb {

struct VerbWords {
  std::string name;
  std::string what;
  std::vector<std::string> options;
};

std::vector<VerbWords> words_of(const CLI::App& program) {
  std::vector<VerbWords> all;
  for (const CLI::App* verb : verbs_of(program)) {
    VerbWords words{verb->get_name(), help_of(*verb).what, {}};
    for (const CLI::Option* option : verb->get_options()) {
      for (const std::string& name : option->get_lnames()) words.options.push_back("--" + name);
    }
    for (const CLI::App* inner : verbs_of(*verb)) words.options.push_back(inner->get_name());
    all.push_back(std::move(words));
  }
  return all;
}

std::string bash_script(const std::vector<VerbWords>& verbs) {
  std::string cases;
  std::string names;
  for (const auto& verb : verbs) {
    names += (names.empty() ? "" : " ") + verb.name;
    cases += fmt::format("    {}) words=\"{}\" ;;\n", verb.name, fmt::join(verb.options, " "));
  }
  return fmt::format(R"(# bash completion of skin2vec; source it, or put it into /etc/bash_completion.d/
_skin2vec() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{} --help --version" -- "$word"))
    return
  fi
  case "$before" in
    --lang) COMPREPLY=($(compgen -W "en zh" -- "$word")); return ;;
    --format) COMPREPLY=($(compgen -W "csv json" -- "$word")); return ;;
    --profile) COMPREPLY=($(compgen -W "skin sleep fitness" -- "$word") $(compgen -f -X '!*.toml' -- "$word")); return ;;
    --diary|--out|--weather) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  case "${{COMP_WORDS[1]}}" in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  case "$word" in
    -*) ;;
    *) COMPREPLY+=($(compgen -f -- "$word")) ;;
  esac
}}
complete -o filenames -F _skin2vec skin2vec
)",
                     names, cases);
}

std::string zsh_script(const std::vector<VerbWords>& verbs) {
  std::string list;
  std::string cases;
  for (const auto& verb : verbs) {
    std::string what;
    for (const char c : verb.what) {
      if (c != '\'' && c != '\n') what += c;
      if (c == '\n') what += ' ';
    }
    list += fmt::format("    '{}:{}'\n", verb.name, what);
    cases += fmt::format("    {}) choices=({}) ;;\n", verb.name, fmt::join(verb.options, " "));
  }
  return fmt::format(R"(#compdef skin2vec
# zsh completion of skin2vec; put it as _skin2vec into a folder of $fpath
_skin2vec() {{
  local -a verbs choices
  verbs=(
{}  )
  if (( CURRENT == 2 )); then
    _describe 'verb' verbs
    return
  fi
  case "${{words[2]}}" in
{}  esac
  compadd -a choices
  _files
}}
_skin2vec "$@"
)",
                     list, cases);
}

std::string fish_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text)
    quoted += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string(1, c == '\n' ? ' ' : c);
  return quoted + "'";
}

// The long options of a verb that hold where the condition does; an option with a value asks for one of its words, or a
// file.
std::string fish_options(const CLI::App& verb, const std::string& condition, bool common) {
  const std::map<std::string, std::string> words{
      {"lang", " -x -a 'en zh'"}, {"format", " -x -a 'csv json'"}, {"profile", " -r -a 'skin sleep fitness'"}};
  std::string text;
  for (const CLI::Option* option : verb.get_options()) {
    if ((option->get_group() == common_group) != common) continue;
    for (const std::string& name : option->get_lnames()) {
      const auto found = words.find(name);
      const std::string value = found != words.end() ? found->second : takes_value(*option) ? " -r" : "";
      text += fmt::format("complete -c skin2vec -n {} -l {}{} -d {}\n", fish_quoted(condition), name, value,
                          fish_quoted(option->get_description()));
    }
  }
  return text;
}

std::string fish_script(const CLI::App& program) {
  std::string text =
      "# fish completion of skin2vec; put it as skin2vec.fish into ~/.config/fish/completions\n"
      "complete -c skin2vec -n __fish_use_subcommand -l version -d 'The version'\n";
  const auto verbs = verbs_of(program);
  for (const CLI::App* verb : verbs) {
    const std::string name = verb->get_name(), seen = "__fish_seen_subcommand_from " + name;
    text += fmt::format("complete -c skin2vec -n __fish_use_subcommand -f -a {} -d {}\n", name,
                        fish_quoted(help_of(*verb).what));
    for (const CLI::App* inner : verbs_of(*verb)) {
      text += fmt::format("complete -c skin2vec -n '{}' -f -a {} -d {}\n", seen, inner->get_name(),
                          fish_quoted(help_of(*inner).what));
    }
    text += fish_options(*verb, seen, false);
  }
  return text + fish_options(*verbs.front(), "not __fish_use_subcommand", true);
}

}  // namespace completion_verb

Verb add_completion(CLI::App& program) {
  using namespace completion_verb;
  const auto common = std::make_shared<Common>();
  const auto shell = std::make_shared<std::string>();
  CLI::App* verb = add_verb(program, "completion", "Prints the completion script of a shell: bash, zsh or fish.",
                            "  source <(skin2vec completion bash)\n  skin2vec completion fish | source", common);
  verb->add_option("SHELL", *shell, "bash, zsh or fish")->required()->type_name("");
  return {verb, [&program, shell] {
            if (*shell != "bash" && *shell != "zsh" && *shell != "fish")
              return fail_usage(fmt::format("completion for {}; there is bash, zsh and fish", in_quotes(*shell)));
            const auto words = words_of(program);
            fmt::print("{}", *shell == "bash"  ? bash_script(words)
                             : *shell == "zsh" ? zsh_script(words)
                                               : fish_script(program));
            return 0;
          }};
}

}  // namespace skin2vec::cli
