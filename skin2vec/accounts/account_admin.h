// Making accounts, grants and tokens, each noted in the audit: for the API and the command line alike.
//
//   store::Accounts accounts(store);
//   register_account(accounts, "ann", password, {now, ""});
//   const store::Grant grant{"ann", store::Role::device};
//   const auto made = make_token(accounts, {.account = "ann", .name = "balcony", .grant = grant}, {now, "ann"});
//   made->secret;                                       // to be shown once: it is kept nowhere
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "skin2vec/base/result.h"
#include "skin2vec/store/accounts.h"

namespace skin2vec::accounts {

struct By {
  Instant at;
  std::string account;  // "" without one: the command line, or the first
};

// The first account may do everything: after it there is no way in without one. malformed for a password of less than
// kLeastPassword or more than kMostPassword bytes, or a name that is none; conflict if there is one of that name.
[[nodiscard]] Result<void> register_account(store::Accounts& accounts, const std::string& name,
                                            const std::string& password, const By& by);

// Another password for it; its logins end.
[[nodiscard]] Result<void> change_password(store::Accounts& accounts, const std::string& name,
                                           const std::string& password);

[[nodiscard]] Result<void> remove_account(store::Accounts& accounts, const std::string& name, const By& by);

[[nodiscard]] Result<void> grant(store::Accounts& accounts, const std::string& name, const store::Grant& grant,
                                 const By& by);
[[nodiscard]] Result<void> revoke(store::Accounts& accounts, const std::string& name, const std::string& person,
                                  const By& by);

struct TokenWanted {
  std::string account;
  std::string name;  // "balcony"
  store::Grant grant;
  std::optional<int> days;  // it holds for, 1 to 3650; none: until it is removed
};

struct TokenMade {
  std::string id;
  std::string secret;  // is kept nowhere
};

// malformed for a name that is none, or for everyone ("*"): a token is of one diary.
[[nodiscard]] Result<TokenMade> make_token(store::Accounts& accounts, const TokenWanted& wanted, const By& by);

// {accounts: [{name, created, grants: [{person, role}]}]}
[[nodiscard]] Result<nlohmann::ordered_json> accounts_answer(store::Accounts& accounts, std::int16_t offset_min);
// {tokens: [{id, name, person, role, created, expires, used}]}
[[nodiscard]] Result<nlohmann::ordered_json> tokens_answer(store::Accounts& accounts, const std::string& account,
                                                           std::int16_t offset_min);
[[nodiscard]] nlohmann::ordered_json grants_answer(const std::vector<store::Grant>& grants);

}  // namespace skin2vec::accounts
