#include "skin2vec/accounts/access.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "skin2vec/accounts/secrets.h"
#include "skin2vec/base/text.h"

namespace skin2vec::accounts {

namespace {

// "a=1; b=2" -> the value of one name.
std::optional<std::string> cookie_of(const http::Request& request, std::string_view name) {
  const auto header = request.header("cookie");
  if (!header) return std::nullopt;
  for (const std::string_view part : split(*header, ';')) {
    const std::string_view pair = trim(part);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
      return std::string(pair.substr(name.size() + 1));
    }
  }
  return std::nullopt;
}

// "localhost:8080" -> "localhost"; "[::1]:80" -> "[::1]".
std::string_view host_name(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_local(std::string_view host) {
  const std::string name = lower(host_name(host));
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

// A browser tells in Origin where the page is from that asks; a program sends none.
bool from_elsewhere(const http::Request& request) {
  const auto origin = request.header("origin");
  if (!origin) return request.header("sec-fetch-site") == "cross-site";
  const std::string_view host = request.header("host").value_or("");
  const std::size_t at = origin->find("://");
  return at == std::string_view::npos || lower(origin->substr(at + 3)) != lower(host);
}

// Of a request that would change something.
std::optional<Refusal> refused_elsewhere(const http::Request& request) {
  if (is_safe(request.method) || !from_elsewhere(request)) return std::nullopt;
  return Refusal{403, "asked by a page of another site"};
}

}  // namespace

bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

bool Caller::may(Need need, std::string_view person) const {
  if (need == Need::none || via == Via::open) return true;
  if (need == Need::known) return !account.empty();
  return std::any_of(grants.begin(), grants.end(), [&](const store::Grant& grant) {
    if (need == Need::all) return grant.person == "*" && grant.role == store::Role::owner && via == Via::cookie;
    if (grant.person != "*" && grant.person != person) return false;
    switch (grant.role) {
      case store::Role::owner:
        return need != Need::own || via == Via::cookie;
      case store::Role::clinician:
        return need == Need::read;
      case store::Role::device:
        return need == Need::send;
    }
    return false;
  });
}

CallerOrRefusal open_caller(const http::Request& request) {
  if (auto elsewhere = refused_elsewhere(request)) return tl::unexpected(*std::move(elsewhere));
  const std::string_view host = request.header("host").value_or("");
  if (!is_local(host)) {
    return tl::unexpected(
        Refusal{421, fmt::format("a diary without accounts answers as localhost only, not as {}", in_quotes(host))});
  }
  return Caller{};
}

Result<CallerOrRefusal> account_caller(const http::Request& request, store::Accounts& accounts, Instant now) {
  const auto refused = [](int status, std::string detail) -> CallerOrRefusal {
    return tl::unexpected(Refusal{status, std::move(detail)});
  };
  if (auto elsewhere = refused_elsewhere(request)) return CallerOrRefusal(tl::unexpected(*std::move(elsewhere)));
  Caller caller{.via = Via::cookie, .account = "", .program = "", .grants = {}, .csrf = "", .login_hash = ""};
  if (const auto header = request.header("authorization")) {
    if (!lower(header->substr(0, 7)).starts_with("bearer "))
      return refused(401, "expected Authorization: Bearer TOKEN");
    const auto token = accounts.token(hash_of(trim(header->substr(7))), now);
    if (!token) return tl::unexpected(token.error());
    if (!*token) return refused(401, "the token is none of ours, or has expired");
    caller.via = Via::token;
    caller.account = (*token)->account;
    caller.program = (*token)->name;
    // Never more than the account itself has by now.
    const auto has = accounts.grants(caller.account);
    if (!has) return tl::unexpected(has.error());
    const store::Grant& wanted = (*token)->grant;
    for (const store::Grant& grant : *has) {
      const bool covers = grant.person == "*" || grant.person == wanted.person;
      if (covers && (grant.role == store::Role::owner || grant.role == wanted.role)) {
        caller.grants = {wanted};
        break;
      }
    }
    return CallerOrRefusal(std::move(caller));
  }
  const auto cookie = cookie_of(request, kCookie);
  if (!cookie) return CallerOrRefusal(std::move(caller));
  const auto login = accounts.login(hash_of(*cookie), now);
  if (!login) return tl::unexpected(login.error());
  if (!*login) return CallerOrRefusal(std::move(caller));
  if (!is_safe(request.method) && !same(request.header("x-csrf-token").value_or(""), (*login)->csrf)) {
    return refused(403, "X-CSRF-Token is not that of this login");
  }
  caller.account = (*login)->account;
  caller.csrf = (*login)->csrf;
  caller.login_hash = (*login)->hash;
  auto grants = accounts.grants(caller.account);
  if (!grants) return tl::unexpected(grants.error());
  caller.grants = std::move(*grants);
  return CallerOrRefusal(std::move(caller));
}

}  // namespace skin2vec::accounts
