// Who is asking; logging in and out with a browser; one's own password.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/accounts/account_admin.h"
#include "skin2vec/accounts/secrets.h"
#include "skin2vec/base/text.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using ask::Answer;

constexpr std::int64_t login_ms = std::int64_t{14} * 24 * 3'600'000;

std::string cookie(const std::string& value, std::int64_t seconds, const http::Request& request) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", accounts::kCookie, value, seconds,
                     request.secure ? "; Secure" : "");
}

Answer session_answer(const accounts::Caller& caller, const std::string& version) {
  return {{"open", caller.via == accounts::Via::open},
          {"account", caller.account.empty() ? Answer(nullptr) : Answer(caller.account)},
          {"csrf", caller.csrf.empty() ? Answer(nullptr) : Answer(caller.csrf)},
          {"grants", accounts::grants_answer(caller.grants)},
          {"version", version}};
}

http::Response show_session(Context& context) {
  return json(200, session_answer(context.caller, context.service.options.version));
}

// Two texts of a body; none if one is lacking.
std::optional<std::pair<std::string, std::string>> two_texts(const nlohmann::ordered_json& body, const char* a,
                                                             const char* b) {
  if (!body.is_object() || !body.contains(a) || !body.contains(b) || !body[a].is_string() || !body[b].is_string()) {
    return std::nullopt;
  }
  return std::pair{body[a].get<std::string>(), body[b].get<std::string>()};
}

http::Response slow_down(int seconds) {
  http::Response refused = http::problem(429, fmt::format("too many wrong passwords; try again in {} s", seconds));
  refused.headers.push_back({"retry-after", std::to_string(seconds)});
  return refused;
}

// Takes as long for a name that is none as for a wrong password.
const std::string& nobodys_password() {
  static const std::string kept = accounts::hash_password(accounts::new_secret());
  return kept;
}

http::Response log_in(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto given = two_texts(*body, "name", "password");
  if (!given) return http::problem(400, "expected {\"name\": ..., \"password\": ...}");
  const auto& [name, password] = *given;
  const std::string& address = context.request.remote;
  if (const auto wait = context.service.throttle.wait(name, address, context.now.at)) return slow_down(*wait);
  store::Accounts accounts(context.store);
  const auto account = accounts.account(name);
  if (!account) return http::problem(account.error());
  if (!accounts::fits(*account ? (*account)->password : nobodys_password(), password) || !*account) {
    context.service.throttle.failed(name, address, context.now.at);
    return http::problem(401, "the name or the password is wrong");
  }
  context.service.throttle.succeeded(name, address);
  const std::string secret = accounts::new_secret();
  const store::Login login{accounts::hash_of(secret), name, accounts::new_secret(), context.now.at,
                           Instant{context.now.at.ms + login_ms}};
  if (const auto cleaned = accounts.clean(context.now.at); !cleaned) return http::problem(cleaned.error());
  if (const auto added = accounts.add(login); !added) return http::problem(added.error());
  auto grants = accounts.grants(name);
  if (!grants) return http::problem(grants.error());
  const accounts::Caller caller{.via = accounts::Via::cookie,
                                .account = name,
                                .program = "",
                                .grants = std::move(*grants),
                                .csrf = login.csrf,
                                .login_hash = login.hash};
  http::Response reply = json(201, session_answer(caller, context.service.options.version));
  reply.headers.push_back({"set-cookie", cookie(secret, login_ms / 1000, context.request)});
  return reply;
}

http::Response log_out(Context& context) {
  store::Accounts accounts(context.store);
  if (!context.caller.login_hash.empty()) {
    if (const auto removed = accounts.remove_login(context.caller.login_hash); !removed)
      return http::problem(removed.error());
  }
  http::Response reply{.status = 204, .headers = {}, .body = "", .events = {}};
  reply.headers.push_back({"set-cookie", cookie("", 0, context.request)});
  return reply;
}

http::Response new_password(Context& context) {
  if (context.caller.via != accounts::Via::cookie) return http::problem(403, "a password is changed with a login");
  const auto body = json_body(context);
  if (!body) return body.error();
  const auto given = two_texts(*body, "old", "new");
  if (!given) return http::problem(400, "expected {\"old\": ..., \"new\": ...}");
  const std::string& name = context.caller.account;
  const std::string& address = context.request.remote;
  if (const auto wait = context.service.throttle.wait(name, address, context.now.at)) return slow_down(*wait);
  store::Accounts accounts(context.store);
  const auto account = accounts.account(name);
  if (!account) return http::problem(account.error());
  if (!*account || !accounts::fits((*account)->password, given->first)) {
    context.service.throttle.failed(name, address, context.now.at);
    return http::problem(403, "the old password is wrong");
  }
  if (const auto done = accounts::change_password(accounts, name, given->second); !done)
    return http::problem(done.error());
  return {.status = 204, .headers = {{"set-cookie", cookie("", 0, context.request)}}, .body = "", .events = {}};
}

}  // namespace

void add_session_routes(std::vector<Route>& routes) {
  routes.push_back({.method = "GET",
                    .path = "/api/v1/session",
                    .need = accounts::Need::none,
                    .id = "session",
                    .what = "Who is asking, and what they may do; `open`: there are no accounts yet.",
                    .query = {},
                    .body = "",
                    .answer = "session",
                    .run = show_session});
  routes.push_back({.method = "POST",
                    .path = "/api/v1/session",
                    .need = accounts::Need::none,
                    .id = "log_in",
                    .what = "Logs a browser in: sets a cookie, gives the text for X-CSRF-Token.",
                    .query = {},
                    .body = "login",
                    .answer = "session",
                    .status = 201,
                    .run = log_in});
  routes.push_back({.method = "DELETE",
                    .path = "/api/v1/session",
                    .need = accounts::Need::none,
                    .id = "log_out",
                    .what = "Ends the login.",
                    .query = {},
                    .body = "",
                    .answer = "",
                    .status = 204,
                    .run = log_out});
  routes.push_back({.method = "PUT",
                    .path = "/api/v1/session/password",
                    .need = accounts::Need::known,
                    .id = "new_password",
                    .what = "Changes one's own password; every login of the account ends.",
                    .query = {},
                    .body = "password",
                    .answer = "",
                    .status = 204,
                    .run = new_password});
}

}  // namespace skin2vec::serve
