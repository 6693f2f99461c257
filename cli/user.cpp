#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "cli/verbs.h"
#include "skin2vec/accounts/account_admin.h"
#include "skin2vec/base/text.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace user_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string action;
  std::string name;
  std::string role;
  std::string label;
  std::optional<int> days;
};

// Standard input is a terminal that does not show what is typed, as long as this lives.
class Hidden {
 public:
  Hidden() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  ~Hidden() {
    if (is_terminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

 private:
  termios before_{};
  bool is_terminal_;
};

// Typed twice on a terminal; else the first line of standard input.
Result<std::string> read_password() {
  const auto line = [](const char* asked) -> std::string {
    const Hidden hidden;
    if (isatty(STDIN_FILENO)) fmt::print(stderr, "{}: ", asked);
    std::string text;
    std::getline(std::cin, text);
    if (isatty(STDIN_FILENO)) fmt::print(stderr, "\n");
    return text;
  };
  const std::string password = line("password");
  if (password.empty())
    return refuse(Fault::malformed, "no password was given; it is the first line of standard input");
  if (isatty(STDIN_FILENO) && line("again") != password) return refuse(Fault::malformed, "these two differ");
  return password;
}

Result<store::Grant> asked_grant(const Options& options) {
  const auto role = store::parse_role(options.role);
  if (options.common->person.empty() || !role) {
    return refuse(Fault::malformed,
                  "of whom, and what? --person NAME (or '*', everyone) --role owner, clinician or device");
  }
  return store::Grant{options.common->person, *role};
}

// One person's tokens, in words or with all the rest of the answer.
Result<void> tell(const Options& options, store::Accounts& accounts, std::int16_t offset_min,
                  const diary::Profile& profile, const std::optional<accounts::TokenMade>& made) {
  auto answer = accounts::accounts_answer(accounts, offset_min);
  if (!answer) return tl::unexpected(answer.error());
  for (auto& account : (*answer)["accounts"]) {
    const auto tokens = accounts::tokens_answer(accounts, account["name"].get<std::string>(), offset_min);
    if (!tokens) return tl::unexpected(tokens.error());
    account["tokens"] = (*tokens)["tokens"];
  }
  if (made) (*answer)["made"] = {{"id", made->id}, {"token", made->secret}};
  if (options.common->json) {
    ask::Answer whole = ask::head({profile.name, "", {}, {}});
    whole.update(*answer);
    print(whole);
    return {};
  }
  using namespace words::literals;
  const words::Language words = language(*options.common).value_or(words::Language::en);
  if (made) {
    fmt::print("{}\n", made->secret);
    fmt::print(stderr, "{}\n", words::say<"user.token_once">(words));
    return {};
  }
  if ((*answer)["accounts"].empty()) fmt::print("{}\n", words::say<"user.none">(words));
  for (const auto& account : (*answer)["accounts"]) {
    fmt::print("{}\n", account["name"].get<std::string>());
    for (const auto& grant : account["grants"]) {
      fmt::print("  {:<10} {}\n", grant["role"].get<std::string>(), grant["person"].get<std::string>());
    }
    for (const auto& token : account["tokens"]) {
      const auto of = [&](const char* key) { return token[key].get<std::string>(); };
      fmt::print("  {}\n", words::say<"user.token">(words, "id"_a = of("id"), "name"_a = of("name"),
                                                    "role"_a = of("role"), "person"_a = of("person")));
    }
  }
  return {};
}

Result<std::optional<accounts::TokenMade>> act(const Options& options, store::Accounts& accounts, Instant now) {
  const auto done = [](Result<void> outcome) -> Result<std::optional<accounts::TokenMade>> {
    if (!outcome) return tl::unexpected(outcome.error());
    return std::nullopt;
  };
  const accounts::By by{now, ""};
  const std::string& name = options.name;
  if (options.action == "list") return std::nullopt;
  if (name.empty()) return refuse(Fault::malformed, fmt::format("whom? As in `skin2vec user {} ann`", options.action));
  if (options.action == "remove") return done(accounts::remove_account(accounts, name, by));
  if (options.action == "add" || options.action == "password") {
    const bool fresh = options.action == "add";
    if (fresh && !is_name(name)) return refuse(Fault::malformed, in_quotes(name) + " is no name for an account");
    if (fresh && !options.common->person.empty() && !store::parse_role(options.role)) {
      return tl::unexpected(asked_grant(options).error());
    }
    const auto password = read_password();
    if (!password) return tl::unexpected(password.error());
    if (!fresh) return done(accounts::change_password(accounts, name, *password));
    if (auto added = accounts::register_account(accounts, name, *password, by); !added) return done(added);
    if (options.common->person.empty()) return std::nullopt;
  }
  if (options.action == "revoke") return done(accounts::revoke(accounts, name, options.common->person, by));
  if (options.action == "token-remove") return done(accounts.remove_token(name, options.label));
  const auto grant = asked_grant(options);
  if (!grant) return tl::unexpected(grant.error());
  if (options.action != "token") return done(accounts::grant(accounts, name, *grant, by));
  auto made = accounts::make_token(accounts, {name, options.label, *grant, options.days}, by);
  if (!made) return tl::unexpected(made.error());
  return *std::move(made);
}

int run_user(const Options& options) {
  const auto clock = now();
  if (!clock) return fail(clock.error());
  auto store = open_diary(*options.common, options.action == "add");
  if (!store) return fail(store.error());
  const auto profile = load_profile(*options.common, &*store);
  if (!profile) return fail(profile.error());
  store::Accounts accounts(*store);
  const auto made = act(options, accounts, clock->at);
  if (!made) return fail(made.error());
  if (const auto told = tell(options, accounts, clock->offset_min, *profile, *made); !told) return fail(told.error());
  return 0;
}

}  // namespace user_verb

Verb add_user(CLI::App& program) {
  using namespace user_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "user", "Who may see and write whose diary through `serve`: accounts, grants, tokens.",
               "  skin2vec user add ann\n  skin2vec user add doctor --person ann --role clinician\n  skin2vec "
               "user token ann --person ann --role device --label balcony",
               options->common);
  verb->add_option("ACTION", options->action,
                   "list; add, password (a line of standard input), remove; grant, revoke; token, token-remove")
      ->type_name("")
      ->required()
      ->check(CLI::IsMember({"list", "add", "password", "remove", "grant", "revoke", "token", "token-remove"}));
  verb->add_option("NAME", options->name, "the account")->type_name("")->always_capture_default(false);
  verb->add_option("--role", options->role, "owner: all; clinician: reads; device: writes readings and air")
      ->type_name("ROLE")
      ->always_capture_default(false);
  verb->add_option("--label", options->label, "what a token is for, or its id for token-remove")
      ->type_name("TEXT")
      ->always_capture_default(false);
  verb->add_option("--days", options->days, "that a token holds; default: until it is removed")
      ->type_name("N")
      ->check(CLI::Range(1, 3650))
      ->always_capture_default(false);
  return {verb, [options] { return run_user(*options); }};
}

}  // namespace skin2vec::cli
