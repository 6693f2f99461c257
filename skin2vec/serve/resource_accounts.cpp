// Accounts and what they were granted; tokens for programs; the audit.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/accounts/account_admin.h"
#include "skin2vec/base/text.h"
#include "skin2vec/serve/routes.h"

namespace skin2vec::serve {

namespace {

using ask::Answer;
using ask::OptionType;

std::string text_of(Instant at, const Context& context) {
  return to_text(local_time(at, context.now.offset_min));
}

std::optional<std::string> text_in(const nlohmann::ordered_json& body, const char* name) {
  if (!body.is_object() || !body.contains(name) || !body[name].is_string()) return std::nullopt;
  return body[name].get<std::string>();
}

accounts::By by(const Context& context) {
  return {context.now.at, context.caller.account};
}

http::Response list_accounts(Context& context) {
  store::Accounts accounts(context.store);
  const auto answer = accounts::accounts_answer(accounts, context.now.offset_min);
  return answer ? json(200, *answer) : http::problem(answer.error());
}

http::Response add_account(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto name = text_in(*body, "name"), password = text_in(*body, "password");
  if (!name || !password) return http::problem(400, "expected {\"name\": ..., \"password\": ...}");
  store::Accounts accounts(context.store);
  if (const auto added = accounts::register_account(accounts, *name, *password, by(context)); !added) {
    return http::problem(added.error());
  }
  return json(201, Answer{{"name", *name}});
}

http::Response end_account(Context& context) {
  const std::string& name = context.part("account");
  if (name == context.caller.account) return http::problem(409, "an account does not remove itself");
  store::Accounts accounts(context.store);
  if (const auto removed = accounts::remove_account(accounts, name, by(context)); !removed)
    return http::problem(removed.error());
  return {.status = 204};
}

http::Response put_grant(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto role = store::parse_role(text_in(*body, "role").value_or(""));
  if (!role) return http::problem(400, "expected {\"role\": \"owner\" | \"clinician\" | \"device\"}");
  store::Accounts accounts(context.store);
  const std::string &name = context.part("account"), &of = context.part("of");
  if (const auto given = accounts::grant(accounts, name, {of, *role}, by(context)); !given)
    return http::problem(given.error());
  return json(200, Answer{{"account", name}, {"person", of}, {"role", store::role_name(*role)}});
}

http::Response remove_grant(Context& context) {
  store::Accounts accounts(context.store);
  const std::string &name = context.part("account"), &of = context.part("of");
  if (name == context.caller.account && of == "*") {
    return http::problem(409, "an account does not take its own right to grant");
  }
  if (const auto taken = accounts::revoke(accounts, name, of, by(context)); !taken) return http::problem(taken.error());
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

http::Response list_tokens(Context& context) {
  store::Accounts accounts(context.store);
  const auto answer = accounts::tokens_answer(accounts, context.caller.account, context.now.offset_min);
  return answer ? json(200, *answer) : http::problem(answer.error());
}

http::Response add_token(Context& context) {
  if (context.caller.via != accounts::Via::cookie) return http::problem(403, "a token is made with a login");
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto name = text_in(*body, "name"), person = text_in(*body, "person");
  const auto role = store::parse_role(text_in(*body, "role").value_or(""));
  if (!name || !person || !role) {
    return http::problem(400,
                         "expected {\"name\": ..., \"person\": ..., \"role\": \"owner\" | \"clinician\" | \"device\"}");
  }
  const bool may = *role == store::Role::clinician ? context.caller.may(accounts::Need::read, *person)
                   : *role == store::Role::device  ? context.caller.may(accounts::Need::send, *person)
                                                   : context.caller.may(accounts::Need::own, *person);
  if (!may || *person == "*") return http::problem(403, "this account may not give that of " + in_quotes(*person));
  accounts::TokenWanted wanted{.account = context.caller.account, .name = *name, .grant = {*person, *role}};
  if (body->contains("days") && !(*body)["days"].is_null()) {
    const auto& days = (*body)["days"];
    if (!days.is_number_integer() || days < 1 || days > 3650) return http::problem(400, "days: expected 1 to 3650");
    wanted.days = days.get<int>();
  }
  store::Accounts accounts(context.store);
  const auto made = accounts::make_token(accounts, wanted, by(context));
  if (!made) return http::problem(made.error());
  return json(201, Answer{{"id", made->id}, {"token", made->secret}});
}

http::Response remove_token(Context& context) {
  store::Accounts accounts(context.store);
  const auto removed = accounts.remove_token(context.caller.account, context.part("token"));
  if (!removed) return http::problem(removed.error());
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

http::Response show_audit(Context& context) {
  store::Accounts accounts(context.store);
  const auto all = accounts.audits();
  if (!all) return http::problem(all.error());
  Answer list = Answer::array();
  for (const store::Audit& one : *all) {
    list.push_back(
        {{"at", text_of(one.at, context)}, {"account", one.account}, {"what", one.what}, {"about", one.about}});
  }
  return json(200, Answer{{"audit", std::move(list)}});
}

}  // namespace

void add_account_routes(std::vector<Route>& routes) {
  const auto add = [&](std::string method, std::string path, accounts::Need need, std::string id, std::string what,
                       std::string body, std::string answer, int status, http::Response (*run)(Context&)) {
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
  add("GET", "/api/v1/accounts", accounts::Need::all, "accounts", "All accounts and what they were granted.", "",
      "accounts", 200, list_accounts);
  add("POST", "/api/v1/accounts", accounts::Need::all, "add_account", "A new account; the first may do everything.",
      "login", "account", 201, add_account);
  add("DELETE", "/api/v1/accounts/{account}", accounts::Need::all, "remove_account",
      "Removes an account with its grants, tokens and logins; diaries stay.", "", "", 204, end_account);
  add("PUT", "/api/v1/accounts/{account}/grants/{of}", accounts::Need::all, "grant",
      "What an account may do on a person's diary; `*`: on everyone's.", "role", "grant", 200, put_grant);
  add("DELETE", "/api/v1/accounts/{account}/grants/{of}", accounts::Need::all, "revoke", "Takes a grant back.", "", "",
      204, remove_grant);
  add("GET", "/api/v1/tokens", accounts::Need::known, "tokens", "The account's own tokens, without their secrets.", "",
      "tokens", 200, list_tokens);
  add("POST", "/api/v1/tokens", accounts::Need::known, "add_token",
      "A token for a program; its secret is shown this once.", "token_in", "token", 201, add_token);
  add("DELETE", "/api/v1/tokens/{token}", accounts::Need::known, "remove_token", "Ends a token.", "", "", 204,
      remove_token);
  add("GET", "/api/v1/audit", accounts::Need::all, "audit", "Erasures, grants, accounts and tokens, newest first.", "",
      "audit", 200, show_audit);
}

}  // namespace skin2vec::serve
