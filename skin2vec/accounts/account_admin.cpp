#include "skin2vec/accounts/account_admin.h"

#include <fmt/format.h>

#include "skin2vec/accounts/secrets.h"
#include "skin2vec/base/text.h"
#include "skin2vec/base/time.h"

namespace skin2vec::accounts {

namespace {

using Answer = nlohmann::ordered_json;

Result<std::string> hashed(const std::string& password) {
  if (password.size() < kLeastPassword || password.size() > kMostPassword) {
    return refuse(Fault::malformed, fmt::format("a password has {} to {} bytes", kLeastPassword, kMostPassword));
  }
  return hash_password(password);
}

}  // namespace

Result<void> register_account(store::Accounts& accounts, const std::string& name, const std::string& password,
                              const By& by) {
  const auto kept = hashed(password);
  if (!kept) return tl::unexpected(kept.error());
  const auto all = accounts.all();
  if (!all) return tl::unexpected(all.error());
  if (auto added = accounts.add({name, *kept, by.at}); !added) return added;
  if (all->empty()) {
    if (auto granted = accounts.grant(name, {"*", store::Role::owner}); !granted) return granted;
  }
  return accounts.note({by.at, by.account, "account", name});
}

Result<void> change_password(store::Accounts& accounts, const std::string& name, const std::string& password) {
  const auto known = accounts.account(name);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return refuse(Fault::missing, fmt::format("there is no account {}", in_quotes(name)));
  const auto kept = hashed(password);
  if (!kept) return tl::unexpected(kept.error());
  return accounts.replace({name, *kept, (*known)->created});
}

Result<void> remove_account(store::Accounts& accounts, const std::string& name, const By& by) {
  if (auto removed = accounts.remove(name); !removed) return removed;
  return accounts.note({by.at, by.account, "account removed", name});
}

Result<void> grant(store::Accounts& accounts, const std::string& name, const store::Grant& grant, const By& by) {
  if (auto granted = accounts.grant(name, grant); !granted) return granted;
  return accounts.note({by.at, by.account, "grant to " + name, grant.person});
}

Result<void> revoke(store::Accounts& accounts, const std::string& name, const std::string& person, const By& by) {
  if (auto revoked = accounts.revoke(name, person); !revoked) return revoked;
  return accounts.note({by.at, by.account, "revoked of " + name, person});
}

Result<TokenMade> make_token(store::Accounts& accounts, const TokenWanted& wanted, const By& by) {
  if (!is_name(wanted.name)) {
    return refuse(Fault::malformed, fmt::format("{} is no name for a token", in_quotes(wanted.name)));
  }
  if (!is_name(wanted.grant.person)) return refuse(Fault::malformed, "a token is of one person's diary");
  if (wanted.days && (*wanted.days < 1 || *wanted.days > 3650)) {
    return refuse(Fault::malformed, fmt::format("days is {}; expected 1 to 3650", *wanted.days));
  }
  const std::string secret = new_secret();
  store::Token token{hash_of(secret), new_id(), wanted.account, wanted.name, wanted.grant, by.at, {}, {}};
  if (wanted.days) token.expires = Instant{by.at.ms + *wanted.days * std::int64_t{ms_per_day}};
  if (const auto added = accounts.add(token); !added) return tl::unexpected(added.error());
  if (const auto noted = accounts.note({by.at, by.account, "token", wanted.grant.person}); !noted) {
    return tl::unexpected(noted.error());
  }
  return TokenMade{token.id, secret};
}

Answer grants_answer(const std::vector<store::Grant>& grants) {
  Answer list = Answer::array();
  for (const store::Grant& grant : grants) {
    list.push_back({{"person", grant.person}, {"role", store::role_name(grant.role)}});
  }
  return list;
}

Result<Answer> accounts_answer(store::Accounts& accounts, std::int16_t offset_min) {
  const auto all = accounts.all();
  if (!all) return tl::unexpected(all.error());
  Answer list = Answer::array();
  for (const store::Account& account : *all) {
    const auto grants = accounts.grants(account.name);
    if (!grants) return tl::unexpected(grants.error());
    list.push_back({{"name", account.name},
                    {"created", to_text(local_time(account.created, offset_min))},
                    {"grants", grants_answer(*grants)}});
  }
  return Answer{{"accounts", std::move(list)}};
}

Result<Answer> tokens_answer(store::Accounts& accounts, const std::string& account, std::int16_t offset_min) {
  const auto tokens = accounts.tokens(account);
  if (!tokens) return tl::unexpected(tokens.error());
  const auto when = [&](const std::optional<Instant>& at) {
    return at ? Answer(to_text(local_time(*at, offset_min))) : Answer(nullptr);
  };
  Answer list = Answer::array();
  for (const store::Token& token : *tokens) {
    list.push_back({{"id", token.id},
                    {"name", token.name},
                    {"person", token.grant.person},
                    {"role", store::role_name(token.grant.role)},
                    {"created", when(token.created)},
                    {"expires", when(token.expires)},
                    {"used", when(token.used)}});
  }
  return Answer{{"tokens", std::move(list)}};
}

}  // namespace skin2vec::accounts
