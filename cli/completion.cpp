#include <fmt/format.h>

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
  for (const CLI::App* verb : program.get_subcommands([](const CLI::App*) { return true; })) {
    VerbWords words{verb->get_name(), verb->get_description(), {}};
    const std::size_t last = words.what.rfind("\n\n");
    if (last != std::string::npos) words.what.erase(0, last + 2);
    for (const CLI::Option* option : verb->get_options()) {
      for (const std::string& name : option->get_lnames()) words.options.push_back("--" + name);
    }
    for (const CLI::App* inner : verb->get_subcommands([](const CLI::App*) { return true; }))
      words.options.push_back(inner->get_name());
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

}  // namespace completion_verb

Verb add_completion(CLI::App& program) {
  using namespace completion_verb;
  const auto common = std::make_shared<Common>();
  const auto shell = std::make_shared<std::string>();
  CLI::App* verb =
      add_verb(program, "completion", "Prints the completion script of a shell: bash or zsh.",
               "  source <(skin2vec completion bash)\n  skin2vec completion zsh > ~/.zfunc/_skin2vec", common);
  verb->add_option("SHELL", *shell, "bash or zsh")->required()->type_name("");
  return {verb, [&program, shell] {
            if (*shell != "bash" && *shell != "zsh")
              return fail_usage(fmt::format("completion for {}; there is bash and zsh", in_quotes(*shell)));
            const auto words = words_of(program);
            fmt::print("{}", *shell == "bash" ? bash_script(words) : zsh_script(words));
            return 0;
          }};
}

}  // namespace skin2vec::cli
