// Who asks, and what they may do.
//
//   const CallerOrRefusal caller = any_accounts ? *account_caller(request, accounts, now) : open_caller(request);
//   if (!caller) return http::problem(caller.error().status, caller.error().detail);
//   if (!caller->may(Need::write, "ann")) return http::problem(403, "ann's diary is not yours to write");
//
// A browser sends the cookie of a login, a program a token (Authorization: Bearer). While the diary has no account at
// all, whoever reaches the server may do everything: it is then bound to loopback, and asked as localhost, so that no
// page of another site reaches it by a name that points there. What a browser sends to change something must come from
// our own page: its Origin is ours, and with a cookie the login's CSRF text stands in X-CSRF-Token.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/http/server.h"
#include "skin2vec/store/accounts.h"

namespace skin2vec::accounts {

// none: anybody. known: any account. read, write, own: of the person named. all: of everyone, and the accounts.
// own: erase, grant, export. send: what a device may, too.
enum class Need { none, known, read, send, write, own, all };

enum class Via { open, cookie, token };

struct Caller {
  Via via = Via::open;
  std::string account;  // "" while there are none
  std::string program;  // the name of the token, with one
  std::vector<store::Grant> grants;
  std::string csrf;        // of a login
  std::string login_hash;  // of a login

  [[nodiscard]] bool may(Need need, std::string_view person) const;
  // The people it may read: true for `person`; "*" stands for everyone.
  [[nodiscard]] bool sees(std::string_view person) const { return may(Need::read, person); }
};

struct Refusal {
  int status = 401;  // 401, 403 or 421
  std::string detail;
};

using CallerOrRefusal = tl::expected<Caller, Refusal>;

// The caller of a diary without accounts: everyone on this machine.
[[nodiscard]] CallerOrRefusal open_caller(const http::Request& request);

// The caller of one with accounts, or why there is none. Anybody without a login is a caller without grants: routes
// that need none are theirs. unavailable as the store.
[[nodiscard]] Result<CallerOrRefusal> account_caller(const http::Request& request, store::Accounts& accounts,
                                                     Instant now);

// Methods that change nothing.
[[nodiscard]] bool is_safe(std::string_view method);

inline constexpr const char* kCookie = "skin2vec_login";

}  // namespace skin2vec::accounts
