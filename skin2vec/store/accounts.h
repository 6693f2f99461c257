// Who may see and write whose diary: accounts, what each was granted, tokens for programs, sessions, an audit.
//
//   Accounts accounts(store);
//   accounts.add(Account{.name = "ann", .password = hashed, .created = now});
//   accounts.grant("ann", {.person = "ann", .role = Role::owner});
//   const auto token = accounts.token(hash, now);            // of the secret
//
// What is kept of a password, a token or a session is what the caller made of it (accounts/secrets.h): this room knows
// no secrets and checks no passwords. Times are Instants; what has expired is not given, and goes with the next
// clean(). Names as is_name (base/text.h) allows. Used by one thread at a time with its Store, which must outlive it;
// each call is one transaction. Errors as in store.h; malformed: a name that is none.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/store/store.h"

namespace skin2vec::store {

class Session;

// owner: reads, writes, erases, grants. clinician: reads. device: writes readings and surroundings, reads nothing.
enum class Role { owner, clinician, device };

[[nodiscard]] std::string_view role_name(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view name);

struct Account {
  std::string name;
  std::string password;  // as hashed
  Instant created;
};

struct Grant {
  std::string person;  // "*": everyone of the diary, and, as owner, the accounts
  Role role = Role::owner;

  bool operator==(const Grant&) const = default;
};

// Of a program: may do on one person's diary what its role may, never more than its account.
struct Token {
  std::string hash;     // of the secret
  std::string id;       // to name it by; tells nothing of the secret
  std::string account;  // whose
  std::string name;     // "bathroom sensor"
  Grant grant;
  Instant created;
  std::optional<Instant> expires;
  std::optional<Instant> used;  // when it was last seen, to the hour
};

// Of a browser.
struct Login {
  std::string hash;  // of the cookie
  std::string account;
  std::string csrf;
  Instant created, expires;
};

struct Audit {
  Instant at;
  std::string account;  // "" without accounts
  std::string what;     // "erase", "grant", ...
  std::string about;    // "" once it named a person who was erased
};

class Accounts {
 public:
  explicit Accounts(Store& store);

  [[nodiscard]] Result<void> add(const Account& account);      // conflict if there is one of that name
  [[nodiscard]] Result<void> replace(const Account& account);  // its password; its logins end. missing
  [[nodiscard]] Result<void> remove(std::string_view name);    // with grants, tokens, logins. missing
  [[nodiscard]] Result<std::optional<Account>> account(std::string_view name);
  [[nodiscard]] Result<std::vector<Account>> all();  // by name

  [[nodiscard]] Result<void> grant(std::string_view account, const Grant& grant);  // missing; replaces that person's
  [[nodiscard]] Result<void> revoke(std::string_view account, std::string_view person);  // missing
  [[nodiscard]] Result<std::vector<Grant>> grants(std::string_view account);             // by person

  [[nodiscard]] Result<void> add(const Token& token);  // missing without such an account; conflict of id or hash
  [[nodiscard]] Result<void> remove_token(std::string_view account, std::string_view id);  // missing
  [[nodiscard]] Result<std::optional<Token>> token(std::string_view hash, Instant now);    // notes the use
  [[nodiscard]] Result<std::vector<Token>> tokens(std::string_view account);               // by creation

  [[nodiscard]] Result<void> add(const Login& login);
  [[nodiscard]] Result<void> remove_login(std::string_view hash);
  [[nodiscard]] Result<std::optional<Login>> login(std::string_view hash, Instant now);

  [[nodiscard]] Result<void> note(const Audit& audit);
  [[nodiscard]] Result<std::vector<Audit>> audits();  // newest first, at most 1000

  [[nodiscard]] Result<void> clean(Instant now);  // what has expired

 private:
  std::shared_ptr<Session> session_;
};

}  // namespace skin2vec::store
