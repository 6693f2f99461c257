// Accounts and what they were granted; tokens for programs; the audit.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/secrets.h"

namespace skin2vec::serve {

namespace {

using insight::Answer;
using record::OptionType;

constexpr std::int64_t day_ms = 24LL * 3'600'000;

std::string text_of(Instant at, const Context& context) {
  return to_text(local_time(at, context.now.offset_min));
}

std::optional<std::string> text_in(const nlohmann::ordered_json& body, const char* name) {
  if (!body.is_object() || !body.contains(name) || !body[name].is_string()) return std::nullopt;
  return body[name].get<std::string>();
}

Response list_accounts(Context& context) {
  store::Accounts accounts(context.store);
  const auto all = accounts.all();
  if (!all) return problem(all.error());
  Answer list = Answer::array();
  for (const store::Account& account : *all) {
    const auto grants = accounts.grants(account.name);
    if (!grants) return problem(grants.error());
    Answer granted = Answer::array();
    for (const store::Grant& grant : *grants) {
      granted.push_back({{"person", grant.person}, {"role", store::role_name(grant.role)}});
    }
    list.push_back({{"name", account.name}, {"created", text_of(account.created, context)}, {"grants", granted}});
  }
  return json(200, Answer{{"accounts", std::move(list)}});
}

// The first account may do everything: after it there is no way in without one.
Response add_account(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto name = text_in(*body, "name"), password = text_in(*body, "password");
  if (!name || !password) return problem(400, "expected {\"name\": ..., \"password\": ...}");
  if (password->size() < kLeastPassword || password->size() > kMostPassword) {
    return problem(400, fmt::format("a password has {} to {} bytes", kLeastPassword, kMostPassword));
  }
  store::Accounts accounts(context.store);
  const auto all = accounts.all();
  if (!all) return problem(all.error());
  if (const auto added = accounts.add({*name, hash_password(*password), context.now.at}); !added) {
    return problem(added.error());
  }
  if (all->empty()) {
    if (const auto granted = accounts.grant(*name, {"*", store::Role::owner}); !granted)
      return problem(granted.error());
  }
  if (const auto noted = accounts.note({context.now.at, context.caller.account, "account", *name}); !noted) {
    return problem(noted.error());
  }
  return json(201, Answer{{"name", *name}});
}

Response remove_account(Context& context) {
  const std::string& name = context.part("account");
  if (name == context.caller.account) return problem(409, "an account does not remove itself");
  store::Accounts accounts(context.store);
  if (const auto removed = accounts.remove(name); !removed) return problem(removed.error());
  if (const auto noted = accounts.note({context.now.at, context.caller.account, "account removed", name}); !noted) {
    return problem(noted.error());
  }
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

Response put_grant(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto role = store::parse_role(text_in(*body, "role").value_or(""));
  if (!role) return problem(400, "expected {\"role\": \"owner\" | \"clinician\" | \"device\"}");
  store::Accounts accounts(context.store);
  const std::string &name = context.part("account"), &of = context.part("of");
  if (const auto granted = accounts.grant(name, {of, *role}); !granted) return problem(granted.error());
  if (const auto noted = accounts.note({context.now.at, context.caller.account, "grant to " + name, of}); !noted) {
    return problem(noted.error());
  }
  return json(200, Answer{{"account", name}, {"person", of}, {"role", store::role_name(*role)}});
}

Response remove_grant(Context& context) {
  store::Accounts accounts(context.store);
  const std::string &name = context.part("account"), &of = context.part("of");
  if (name == context.caller.account && of == "*") {
    return problem(409, "an account does not take its own right to grant");
  }
  if (const auto revoked = accounts.revoke(name, of); !revoked) return problem(revoked.error());
  if (const auto noted = accounts.note({context.now.at, context.caller.account, "revoked of " + name, of}); !noted) {
    return problem(noted.error());
  }
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

Response list_tokens(Context& context) {
  store::Accounts accounts(context.store);
  const auto tokens = accounts.tokens(context.caller.account);
  if (!tokens) return problem(tokens.error());
  Answer list = Answer::array();
  for (const store::Token& token : *tokens) {
    const auto when = [&](const std::optional<Instant>& at) {
      return at ? Answer(text_of(*at, context)) : Answer(nullptr);
    };
    list.push_back({{"id", token.id},
                    {"name", token.name},
                    {"person", token.grant.person},
                    {"role", store::role_name(token.grant.role)},
                    {"created", text_of(token.created, context)},
                    {"expires", when(token.expires)},
                    {"used", when(token.used)}});
  }
  return json(200, Answer{{"tokens", std::move(list)}});
}

Response add_token(Context& context) {
  if (context.caller.via != Via::cookie) return problem(403, "a token is made with a login");
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto name = text_in(*body, "name"), person = text_in(*body, "person");
  const auto role = store::parse_role(text_in(*body, "role").value_or(""));
  if (!name || !is_name(*name) || !person || !role) {
    return problem(400, "expected {\"name\": ..., \"person\": ..., \"role\": \"owner\" | \"clinician\" | \"device\"}");
  }
  const bool may = *role == store::Role::clinician ? context.caller.may(Need::read, *person)
                   : *role == store::Role::device  ? context.caller.may(Need::send, *person)
                                                   : context.caller.may(Need::own, *person);
  if (!may || *person == "*") return problem(403, "this account may not give that of " + in_quotes(*person));
  std::optional<Instant> expires;
  if (body->contains("days") && !(*body)["days"].is_null()) {
    const auto& days = (*body)["days"];
    if (!days.is_number_integer() || days < 1 || days > 3650) return problem(400, "days: expected 1 to 3650");
    expires = Instant{context.now.at.ms + days.get<std::int64_t>() * day_ms};
  }
  const std::string secret = new_secret();
  const store::Token token{hash_of(secret), new_id(),         context.caller.account,
                           *name,           {*person, *role}, context.now.at,
                           expires,         std::nullopt};
  store::Accounts accounts(context.store);
  if (const auto added = accounts.add(token); !added) return problem(added.error());
  if (const auto noted = accounts.note({context.now.at, context.caller.account, "token", *person}); !noted) {
    return problem(noted.error());
  }
  return json(201, Answer{{"id", token.id}, {"token", secret}});
}

Response remove_token(Context& context) {
  store::Accounts accounts(context.store);
  const auto removed = accounts.remove_token(context.caller.account, context.part("token"));
  if (!removed) return problem(removed.error());
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

Response show_audit(Context& context) {
  store::Accounts accounts(context.store);
  const auto all = accounts.audits();
  if (!all) return problem(all.error());
  Answer list = Answer::array();
  for (const store::Audit& one : *all) {
    list.push_back(
        {{"at", text_of(one.at, context)}, {"account", one.account}, {"what", one.what}, {"about", one.about}});
  }
  return json(200, Answer{{"audit", std::move(list)}});
}

}  // namespace

void add_account_routes(std::vector<Route>& routes) {
  const auto add = [&](std::string method, std::string path, Need need, std::string id, std::string what,
                       std::string body, std::string answer, int status, Response (*run)(Context&)) {
    Route route{.method = std::move(method),
                .path = std::move(path),
                .need = need,
                .id = std::move(id),
                .what = std::move(what),
                .query = {},
                .body = std::move(body),
                .answer = std::move(answer),
                .status = status,
                .run = run};
    routes.push_back(std::move(route));
  };
  add("GET", "/api/v1/accounts", Need::all, "accounts", "All accounts and what they were granted.", "", "accounts", 200,
      list_accounts);
  add("POST", "/api/v1/accounts", Need::all, "add_account", "A new account; the first may do everything.", "login",
      "account", 201, add_account);
  add("DELETE", "/api/v1/accounts/{account}", Need::all, "remove_account",
      "Removes an account with its grants, tokens and logins; diaries stay.", "", "", 204, remove_account);
  add("PUT", "/api/v1/accounts/{account}/grants/{of}", Need::all, "grant",
      "What an account may do on a person's diary; `*`: on everyone's.", "role", "grant", 200, put_grant);
  add("DELETE", "/api/v1/accounts/{account}/grants/{of}", Need::all, "revoke", "Takes a grant back.", "", "", 204,
      remove_grant);
  add("GET", "/api/v1/tokens", Need::known, "tokens", "The account's own tokens, without their secrets.", "", "tokens",
      200, list_tokens);
  add("POST", "/api/v1/tokens", Need::known, "add_token", "A token for a program; its secret is shown this once.",
      "token_in", "token", 201, add_token);
  add("DELETE", "/api/v1/tokens/{token}", Need::known, "remove_token", "Ends a token.", "", "", 204, remove_token);
  add("GET", "/api/v1/audit", Need::all, "audit", "Erasures, grants, accounts and tokens, newest first.", "", "audit",
      200, show_audit);
}

}  // namespace skin2vec::serve
