// Accounts and what they were granted; tokens for programs; the audit.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/serve/registry.h"
#include "skin2vec/serve/routes.h"

namespace skin2vec::serve {

namespace {

using insight::Answer;
using record::OptionType;

std::string text_of(Instant at, const Context& context) {
  return to_text(local_time(at, context.now.offset_min));
}

std::optional<std::string> text_in(const nlohmann::ordered_json& body, const char* name) {
  if (!body.is_object() || !body.contains(name) || !body[name].is_string()) return std::nullopt;
  return body[name].get<std::string>();
}

By by(const Context& context) {
  return {context.now.at, context.caller.account};
}

Response list_accounts(Context& context) {
  store::Accounts accounts(context.store);
  const auto answer = accounts_answer(accounts, context.now.offset_min);
  return answer ? json(200, *answer) : problem(answer.error());
}

Response add_account(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto name = text_in(*body, "name"), password = text_in(*body, "password");
  if (!name || !password) return problem(400, "expected {\"name\": ..., \"password\": ...}");
  store::Accounts accounts(context.store);
  if (const auto added = register_account(accounts, *name, *password, by(context)); !added) {
    return problem(added.error());
  }
  return json(201, Answer{{"name", *name}});
}

Response end_account(Context& context) {
  const std::string& name = context.part("account");
  if (name == context.caller.account) return problem(409, "an account does not remove itself");
  store::Accounts accounts(context.store);
  if (const auto removed = remove_account(accounts, name, by(context)); !removed) return problem(removed.error());
  return {.status = 204};
}

Response put_grant(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto role = store::parse_role(text_in(*body, "role").value_or(""));
  if (!role) return problem(400, "expected {\"role\": \"owner\" | \"clinician\" | \"device\"}");
  store::Accounts accounts(context.store);
  const std::string &name = context.part("account"), &of = context.part("of");
  if (const auto given = give(accounts, name, {of, *role}, by(context)); !given) return problem(given.error());
  return json(200, Answer{{"account", name}, {"person", of}, {"role", store::role_name(*role)}});
}

Response remove_grant(Context& context) {
  store::Accounts accounts(context.store);
  const std::string &name = context.part("account"), &of = context.part("of");
  if (name == context.caller.account && of == "*") {
    return problem(409, "an account does not take its own right to grant");
  }
  if (const auto taken = take(accounts, name, of, by(context)); !taken) return problem(taken.error());
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

Response list_tokens(Context& context) {
  store::Accounts accounts(context.store);
  const auto answer = tokens_answer(accounts, context.caller.account, context.now.offset_min);
  return answer ? json(200, *answer) : problem(answer.error());
}

Response add_token(Context& context) {
  if (context.caller.via != Via::cookie) return problem(403, "a token is made with a login");
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto name = text_in(*body, "name"), person = text_in(*body, "person");
  const auto role = store::parse_role(text_in(*body, "role").value_or(""));
  if (!name || !person || !role) {
    return problem(400, "expected {\"name\": ..., \"person\": ..., \"role\": \"owner\" | \"clinician\" | \"device\"}");
  }
  const bool may = *role == store::Role::clinician ? context.caller.may(Need::read, *person)
                   : *role == store::Role::device  ? context.caller.may(Need::send, *person)
                                                   : context.caller.may(Need::own, *person);
  if (!may || *person == "*") return problem(403, "this account may not give that of " + in_quotes(*person));
  TokenWanted wanted{.account = context.caller.account, .name = *name, .grant = {*person, *role}};
  if (body->contains("days") && !(*body)["days"].is_null()) {
    const auto& days = (*body)["days"];
    if (!days.is_number_integer() || days < 1 || days > 3650) return problem(400, "days: expected 1 to 3650");
    wanted.days = days.get<int>();
  }
  store::Accounts accounts(context.store);
  const auto made = make_token(accounts, wanted, by(context));
  if (!made) return problem(made.error());
  return json(201, Answer{{"id", made->id}, {"token", made->secret}});
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
      "Removes an account with its grants, tokens and logins; diaries stay.", "", "", 204, end_account);
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
