#include "skin2vec/store/accounts.h"

#include <fmt/format.h>

#include <array>

#include "skin2vec/base/text.h"
#include "skin2vec/base/time.h"
#include "skin2vec/store/state.h"

namespace skin2vec::store {

namespace {

constexpr std::array<std::string_view, 3> role_names{"owner", "clinician", "device"};
constexpr long long none = -1;  // of a time

Result<void> check(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (text.find('\0') != std::string_view::npos || !is_utf8(text)) {
      return refuse(Fault::malformed, "not UTF-8, or with a NUL character");
    }
  }
  return {};
}

Result<void> check_name(std::string_view what, std::string_view name) {
  if (is_name(name)) return {};
  return refuse(Fault::malformed,
                fmt::format("{} is {}; expected a name without : ; = @ \"", what, in_quotes(std::string(name))));
}

// One statement with texts bound in order; how many rows it changed.
long long change(Session& session, const std::string& query, const std::vector<std::string>& texts) {
  soci::statement statement(session.sql);
  for (const std::string& text : texts) statement.exchange(soci::use(text));
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
  statement.execute(true);
  return statement.get_affected_rows();
}

// The number that a query with texts answers.
long long number(Session& session, const std::string& query, const std::vector<std::string>& texts) {
  long long value = 0;
  soci::statement statement(session.sql);
  statement.exchange(soci::into(value));
  for (const std::string& text : texts) statement.exchange(soci::use(text));
  statement.alloc();
  statement.prepare(query);
  statement.define_and_bind();
  statement.execute(true);
  return value;
}

// Rows of texts: every column is read as text, numbers too.
std::vector<std::vector<std::string>> rows(Session& session, const std::string& columns, const std::string& rest,
                                           const std::vector<std::string>& texts) {
  std::vector<std::string> row;
  std::string casts;
  for (const std::string_view column : split(columns, ',')) {
    casts += fmt::format("{}CAST({} AS TEXT)", row.empty() ? "" : ", ", trim(column));
    row.emplace_back();
  }
  soci::statement statement(session.sql);
  for (std::string& cell : row) statement.exchange(soci::into(cell));
  for (const std::string& text : texts) statement.exchange(soci::use(text));
  statement.alloc();
  statement.prepare("SELECT " + casts + " FROM " + rest);
  statement.define_and_bind();
  std::vector<std::vector<std::string>> all;
  for (bool found = statement.execute(true); found; found = statement.fetch()) all.push_back(row);
  return all;
}

std::optional<Instant> time_of(const std::string& ms) {
  const long long value = std::stoll(ms);
  return value == none ? std::nullopt : std::optional(Instant{value});
}

constexpr const char* token_columns = "hash, id, account, name, person, role, created, expires, used";

Token token_of(const std::vector<std::string>& row) {
  return {.hash = row[0],
          .id = row[1],
          .account = row[2],
          .name = row[3],
          .grant = {row[4], static_cast<Role>(std::stoi(row[5]))},
          .created = Instant{std::stoll(row[6])},
          .expires = time_of(row[7]),
          .used = time_of(row[8])};
}

// Runs `work` in a transaction that writes.
template <typename Work>
auto written(Session& session, Work work) -> decltype(work()) {
  return session.guarded([&]() -> decltype(work()) {
    Transaction transaction(session, Access::write);
    auto result = work();
    if (result) transaction.commit();
    return result;
  });
}

std::string where(const Session& session, const std::string& column, std::size_t index = 0) {
  return column + " = " + session.placeholder(index);
}

Result<void> known(Session& session, const std::string& account) {
  if (number(session, "SELECT count(*) FROM account WHERE " + where(session, "name"), {account}) > 0) return {};
  return refuse(Fault::missing, "no account " + in_quotes(account));
}

}  // namespace

std::string_view role_name(Role role) {
  return role_names[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view name) {
  for (std::size_t i = 0; i < role_names.size(); ++i) {
    if (role_names[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

Accounts::Accounts(Store& store) : session_(store.state_->session) {}

Result<void> Accounts::add(const Account& account) {
  if (auto good = check_name("the account", account.name); !good) return good;
  if (auto good = check({account.password}); !good) return good;
  return written(*session_, [&]() -> Result<void> {
    if (known(*session_, account.name)) {
      return refuse(Fault::conflict, fmt::format("there is an account {} already", in_quotes(account.name)));
    }
    change(*session_,
           fmt::format("INSERT INTO account (name, password, created) VALUES ({}, {}, {})", session_->placeholder(0),
                       session_->placeholder(1), account.created.ms),
           {account.name, account.password});
    return {};
  });
}

Result<void> Accounts::replace(const Account& account) {
  if (auto good = check({account.name, account.password}); !good) return good;
  return written(*session_, [&]() -> Result<void> {
    const std::string query =
        fmt::format("UPDATE account SET password = {} WHERE {}", session_->placeholder(0), where(*session_, "name", 1));
    if (change(*session_, query, {account.password, account.name}) == 0) {
      return refuse(Fault::missing, "no account " + in_quotes(account.name));
    }
    change(*session_, "DELETE FROM login WHERE " + where(*session_, "account"), {account.name});
    return {};
  });
}

Result<void> Accounts::remove(std::string_view name) {
  const std::string account(name);
  return written(*session_, [&]() -> Result<void> {
    if (auto there = known(*session_, account); !there) return there;
    for (const char* table : {"login", "token", "access"}) {
      change(*session_, fmt::format("DELETE FROM {} WHERE {}", table, where(*session_, "account")), {account});
    }
    change(*session_, "DELETE FROM account WHERE " + where(*session_, "name"), {account});
    return {};
  });
}

Result<std::optional<Account>> Accounts::account(std::string_view name) {
  return session_->guarded([&]() -> Result<std::optional<Account>> {
    const auto found =
        rows(*session_, "name, password, created", "account WHERE " + where(*session_, "name"), {std::string(name)});
    if (found.empty()) return std::nullopt;
    return Account{found[0][0], found[0][1], Instant{std::stoll(found[0][2])}};
  });
}

Result<std::vector<Account>> Accounts::all() {
  return session_->guarded([&]() -> Result<std::vector<Account>> {
    std::vector<Account> all;
    for (const auto& row : rows(*session_, "name, password, created", "account ORDER BY name", {})) {
      all.push_back({row[0], row[1], Instant{std::stoll(row[2])}});
    }
    return all;
  });
}

Result<void> Accounts::grant(std::string_view name, const Grant& grant) {
  const std::string account(name);
  if (grant.person != "*") {
    if (auto good = check_name("the person", grant.person); !good) return good;
  }
  return written(*session_, [&]() -> Result<void> {
    if (auto there = known(*session_, account); !there) return there;
    change(*session_,
           fmt::format("INSERT INTO access (account, person, role) VALUES ({}, {}, {}) "
                       "ON CONFLICT (account, person) DO UPDATE SET role = excluded.role",
                       session_->placeholder(0), session_->placeholder(1), static_cast<int>(grant.role)),
           {account, grant.person});
    return {};
  });
}

Result<void> Accounts::revoke(std::string_view account, std::string_view person) {
  return written(*session_, [&]() -> Result<void> {
    const std::string condition = where(*session_, "account") + " AND " + where(*session_, "person", 1);
    const std::vector<std::string> texts{std::string(account), std::string(person)};
    if (change(*session_, "DELETE FROM access WHERE " + condition, texts) == 0) {
      return refuse(Fault::missing,
                    fmt::format("{} was granted nothing of {}", in_quotes(texts[0]), in_quotes(texts[1])));
    }
    return {};
  });
}

Result<std::vector<Grant>> Accounts::grants(std::string_view account) {
  return session_->guarded([&]() -> Result<std::vector<Grant>> {
    std::vector<Grant> all;
    for (const auto& row :
         rows(*session_, "person, role", "access WHERE " + where(*session_, "account") + " ORDER BY person",
              {std::string(account)})) {
      all.push_back({row[0], static_cast<Role>(std::stoi(row[1]))});
    }
    return all;
  });
}

Result<void> Accounts::add(const Token& token) {
  if (auto good = check({token.hash, token.id, token.name}); !good) return good;
  return written(*session_, [&]() -> Result<void> {
    if (auto there = known(*session_, token.account); !there) return there;
    const std::string same =
        "SELECT count(*) FROM token WHERE " + where(*session_, "hash") + " OR " + where(*session_, "id", 1);
    if (number(*session_, same, {token.hash, token.id}) > 0) {
      return refuse(Fault::conflict, fmt::format("there is a token {} already", in_quotes(token.id)));
    }
    std::vector<std::string> marks;
    for (std::size_t i = 0; i < 5; ++i) marks.push_back(session_->placeholder(i));
    change(*session_,
           fmt::format("INSERT INTO token ({}) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})", token_columns, marks[0],
                       marks[1], marks[2], marks[3], marks[4], static_cast<int>(token.grant.role), token.created.ms,
                       token.expires ? token.expires->ms : none, token.used ? token.used->ms : none),
           {token.hash, token.id, token.account, token.name, token.grant.person});
    return {};
  });
}

Result<void> Accounts::remove_token(std::string_view account, std::string_view id) {
  return written(*session_, [&]() -> Result<void> {
    const std::string condition = where(*session_, "account") + " AND " + where(*session_, "id", 1);
    const std::vector<std::string> texts{std::string(account), std::string(id)};
    if (change(*session_, "DELETE FROM token WHERE " + condition, texts) == 0) {
      return refuse(Fault::missing, fmt::format("{} has no token {}", in_quotes(texts[0]), in_quotes(texts[1])));
    }
    return {};
  });
}

Result<std::optional<Token>> Accounts::token(std::string_view hash, Instant now) {
  const std::string wanted(hash);
  auto found = session_->guarded([&]() -> Result<std::optional<Token>> {
    const auto all = rows(*session_, token_columns, "token WHERE " + where(*session_, "hash"), {wanted});
    if (all.empty()) return std::nullopt;
    Token token = token_of(all[0]);
    if (token.expires && token.expires->ms <= now.ms) return std::nullopt;
    return token;
  });
  const bool fresh = found && *found && (*found)->used && now.ms - (*found)->used->ms < std::int64_t{ms_per_hour};
  if (!found || !*found || fresh) return found;
  const auto noted = written(*session_, [&]() -> Result<void> {
    change(*session_, fmt::format("UPDATE token SET used = {} WHERE {}", now.ms, where(*session_, "hash")), {wanted});
    return {};
  });
  if (!noted) return tl::unexpected(noted.error());
  (*found)->used = now;
  return found;
}

Result<std::vector<Token>> Accounts::tokens(std::string_view account) {
  return session_->guarded([&]() -> Result<std::vector<Token>> {
    std::vector<Token> all;
    const std::string rest = "token WHERE " + where(*session_, "account") + " ORDER BY created, id";
    for (const auto& row : rows(*session_, token_columns, rest, {std::string(account)})) all.push_back(token_of(row));
    return all;
  });
}

Result<void> Accounts::add(const Login& login) {
  if (auto good = check({login.hash, login.csrf}); !good) return good;
  return written(*session_, [&]() -> Result<void> {
    if (auto there = known(*session_, login.account); !there) return there;
    change(*session_,
           fmt::format("INSERT INTO login (hash, account, csrf, created, expires) VALUES ({}, {}, {}, {}, {})",
                       session_->placeholder(0), session_->placeholder(1), session_->placeholder(2), login.created.ms,
                       login.expires.ms),
           {login.hash, login.account, login.csrf});
    return {};
  });
}

Result<void> Accounts::remove_login(std::string_view hash) {
  return written(*session_, [&]() -> Result<void> {
    change(*session_, "DELETE FROM login WHERE " + where(*session_, "hash"), {std::string(hash)});
    return {};
  });
}

Result<std::optional<Login>> Accounts::login(std::string_view hash, Instant now) {
  return session_->guarded([&]() -> Result<std::optional<Login>> {
    const auto all = rows(*session_, "hash, account, csrf, created, expires", "login WHERE " + where(*session_, "hash"),
                          {std::string(hash)});
    if (all.empty()) return std::nullopt;
    Login login{all[0][0], all[0][1], all[0][2], Instant{std::stoll(all[0][3])}, Instant{std::stoll(all[0][4])}};
    if (login.expires.ms <= now.ms) return std::nullopt;
    return login;
  });
}

Result<void> Accounts::note(const Audit& audit) {
  if (auto good = check({audit.account, audit.what, audit.about}); !good) return good;
  return written(*session_, [&]() -> Result<void> {
    const long long newest = session_->number("SELECT max(number) FROM audit");
    change(
        *session_,
        fmt::format("INSERT INTO audit (number, at_ms, account, what, about) VALUES ({}, {}, {}, {}, {})", newest + 1,
                    audit.at.ms, session_->placeholder(0), session_->placeholder(1), session_->placeholder(2)),
        {audit.account, audit.what, audit.about});
    return {};
  });
}

Result<std::vector<Audit>> Accounts::audits() {
  return session_->guarded([&]() -> Result<std::vector<Audit>> {
    std::vector<Audit> all;
    for (const auto& row :
         rows(*session_, "at_ms, account, what, about", "audit ORDER BY number DESC LIMIT 1000", {})) {
      all.push_back({Instant{std::stoll(row[0])}, row[1], row[2], row[3]});
    }
    return all;
  });
}

Result<void> Accounts::clean(Instant now) {
  return written(*session_, [&]() -> Result<void> {
    session_->sql << fmt::format("DELETE FROM login WHERE expires <= {}", now.ms);
    session_->sql << fmt::format("DELETE FROM token WHERE expires <> {} AND expires <= {}", none, now.ms);
    return {};
  });
}

}  // namespace skin2vec::store
