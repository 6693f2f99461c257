#include "skin2vec/serve/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "skin2vec/accounts/secrets.h"
#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/http/compress.h"
#include "skin2vec/http/query.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

// A route with its path in parts, which are looked at for every request.
struct Pattern {
  const Route* route;
  std::vector<std::string_view> parts;
};

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all = [] {
    std::vector<Pattern> list;
    list.reserve(routes().size());
    for (const Route& route : routes()) list.push_back({&route, split(route.path, '/')});
    return list;
  }();
  return all;
}

bool matches(const std::vector<std::string_view>& wanted, const std::vector<std::string_view>& has) {
  return std::equal(wanted.begin(), wanted.end(), has.begin(), has.end(),
                    [](auto part, auto given) { return part.starts_with('{') ? !given.empty() : part == given; });
}

struct Found {
  const Route* route = nullptr;
  Parts parts;          // what stood in the braces
  std::string allowed;  // methods of that path, where none fits
};

Found found_route(const http::Request& request) {
  Found found;
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  const auto has = split(request.path, '/');
  for (const Pattern& pattern : patterns()) {
    if (!matches(pattern.parts, has)) continue;
    if (pattern.route->method != method) {
      found.allowed += (found.allowed.empty() ? "" : ", ") + pattern.route->method;
      continue;
    }
    found.route = pattern.route;
    for (std::size_t i = 0; i < has.size(); ++i) {
      const std::string_view part = pattern.parts[i];
      if (part.starts_with('{')) found.parts.emplace(part.substr(1, part.size() - 2), has[i]);
    }
    return found;
  }
  return found;
}

Result<void> check_query(const Route& route, const ask::Options& query) {
  std::vector<std::string> names{"lang"};
  for (const auto& option : route.query) names.push_back(option.name);
  for (const auto& each : query) {
    if (std::find(names.begin(), names.end(), each.first) != names.end()) continue;
    const auto near = nearest(each.first, names);
    return refuse(Fault::malformed, fmt::format("{} has no parameter {}{}", route.path, in_quotes(each.first),
                                                near ? "; did you mean " + in_quotes(*near) + "?" : ""));
  }
  return {};
}

words::Language language_of(const http::Request& request, const ask::Options& query) {
  const auto given = query.find("lang");
  const std::string_view wanted =
      given != query.end() ? std::string_view(given->second) : request.header("accept-language").value_or("");
  return wanted.starts_with("zh") ? words::Language::zh : words::Language::en;
}

constexpr std::int64_t age_ms = 600'000;  // answers that tell ages are of so long ago at most

// What the answer of a kept route depends on, besides the version of the diary.
std::string key_of(const Route& route, const http::Request& request, const ask::Options& query,
                   words::Language language, const accounts::Caller& caller, const record::Now& now) {
  std::string key =
      fmt::format("{}\n{}\n{}\n{}\n{}", request.path, http::takes_gzip(request) ? "gzip" : "",
                  static_cast<int>(language), now.offset_min, route.kept == Route::age ? now.at.ms / age_ms : 0);
  for (const auto& [name, value] : query) {
    if (name != "lang") key += "\n" + http::percent_encoded(name) + "=" + http::percent_encoded(value);
  }
  if (route.need == accounts::Need::known) {  // of everybody whom the caller sees
    key += fmt::format("\n{}", static_cast<int>(caller.via));
    for (const store::Grant& grant : caller.grants)
      key += fmt::format("\n{}:{}", store::role_name(grant.role), grant.person);
  }
  return key;
}

std::string tag_of(const std::string& key, std::int64_t version) {
  return "\"" + accounts::hash_of(fmt::format("{}\n{}", version, key)).substr(0, 32) + "\"";
}

http::Response with_tag(http::Response reply, const std::string& tag) {
  reply.headers.push_back({"etag", tag});
  reply.headers.push_back({"cache-control", "private, no-cache"});
  reply.headers.push_back({"vary", "Accept-Encoding, Accept-Language"});
  return reply;
}

http::Response with_length_only(http::Response response, const http::Request& request) {
  if (request.method == "HEAD") response.events.reset();
  return response;
}

}  // namespace

Stores::Stores(std::vector<store::Store> stores) : stores_(std::move(stores)) {
  for (std::size_t i = 0; i < stores_.size(); ++i) free_.push_back(i);
}

Stores::Loan Stores::lend() {
  std::unique_lock lock(guard_);
  free_again_.wait(lock, [&] { return !free_.empty(); });
  const std::size_t index = free_.back();
  free_.pop_back();
  return {*this, index};
}

Stores::Loan::~Loan() {
  if (!of_) return;
  {
    const std::lock_guard lock(of_->guard_);
    of_->free_.push_back(index_);
  }
  of_->free_again_.notify_one();
}

std::span<const Route> routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> list;
    for (const auto add :
         {&add_session_routes, &add_people_routes, &add_entry_routes, &add_answer_routes, &add_alert_routes,
          &add_account_routes, &add_sensor_routes, &add_live_routes, &add_openapi_routes}) {
      add(list);
    }
    return list;
  }();
  return all;
}

http::Response json(int status, const nlohmann::ordered_json& object) {
  return {.status = status,
          .headers = {{"content-type", "application/json"}},
          .body = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

tl::expected<nlohmann::ordered_json, http::Response> json_body(const Context& context) {
  const std::string_view type = context.request.header("content-type").value_or("");
  if (trim(split(type, ';')[0]) != "application/json") {
    return tl::unexpected(http::problem(415, "expected Content-Type: application/json"));
  }
  constexpr int most_levels = 64;
  bool too_deep = false;
  const auto shallow = [&](int depth, nlohmann::ordered_json::parse_event_t, nlohmann::ordered_json&) {
    too_deep = too_deep || depth > most_levels;
    return depth <= most_levels;
  };
  auto body = nlohmann::ordered_json::parse(context.request.body, shallow, false);
  if (too_deep) return tl::unexpected(http::problem(400, "the body is nested deeper than 64 levels"));
  if (body.is_discarded()) return tl::unexpected(http::problem(400, "the body is no JSON"));
  return body;
}

Result<std::string> known_person(Context& context) {
  return record::choose_person(context.store, context.part("person"), "this server");
}

Service::Service(std::unique_ptr<State> state) : state_(std::move(state)) {}
Service::~Service() = default;

Result<std::unique_ptr<Service>> Service::start(ServiceOptions options) {
  require(options.stores >= 1 && options.clock, "Service: {} stores, and a clock is needed", options.stores);
  std::vector<store::Store> stores;
  for (int i = 0; i < options.stores; ++i) {
    auto store = store::Store::open(options.diary, {});
    if (!store) return tl::unexpected(store.error());
    stores.push_back(std::move(*store));
  }
  auto state = std::make_unique<State>(std::move(options), std::move(stores));
  const auto version = (*state->stores.lend()).version();
  if (!version) return tl::unexpected(version.error());
  state->told = *version;
  return std::unique_ptr<Service>(new Service(std::move(state)));
}

http::Response Service::answer(const http::Request& request) {
  const auto query = http::parse_query(request.query);
  if (!query) return http::problem(query.error());
  Found found = found_route(request);
  if (!found.route) {
    if (found.allowed.empty()) return http::problem(404, fmt::format("there is no {}", in_quotes(request.path)));
    http::Response refused = http::problem(405, fmt::format("{} takes {}", request.path, found.allowed));
    refused.headers.push_back({"allow", found.allowed});
    return refused;
  }
  const Route& route = *found.route;
  const record::Now now = state_->options.clock();
  const auto seen = state_->see(*this);
  if (!seen) return http::problem(seen.error());
  std::optional<Stores::Loan> store;
  accounts::CallerOrRefusal asked = tl::unexpected(accounts::Refusal{});
  if (seen->accounts) {
    store.emplace(state_->stores.lend());
    store::Accounts accounts(**store);
    auto found_caller = accounts::account_caller(request, accounts, now.at);
    if (!found_caller) return http::problem(found_caller.error());
    asked = *std::move(found_caller);
  } else {
    asked = accounts::open_caller(request);
  }
  if (!asked) {
    http::Response refused = http::problem(asked.error().status, asked.error().detail);
    if (refused.status == 401) refused.headers.push_back({"www-authenticate", "Bearer"});
    return refused;
  }
  const accounts::Caller& caller = *asked;
  const auto person = found.parts.find("person");
  if (!caller.may(route.need, person == found.parts.end() ? "" : person->second)) {
    if (caller.account.empty()) return http::problem(401, "log in first");
    // Who may not see a person is not told whether there is one.
    return http::problem(403, "this account, or token, may not do that");
  }
  if (const auto good = check_query(route, *query); !good) return http::problem(good.error());
  const words::Language language = language_of(request, *query);
  std::string key;
  if (route.kept != Route::no) {
    key = key_of(route, request, *query, language, caller, now);
    const std::string tag = tag_of(key, seen->version);
    if (request.header("if-none-match") == tag) return with_tag({.status = 304}, tag);
    if (auto known = state_->answers.find(key)) return with_length_only(*std::move(known), request);
  }
  if (!store) store.emplace(state_->stores.lend());
  Context context{request, found.parts, *query, caller, **store, now, language, *state_};
  http::Response reply = route.run(context);
  if (!accounts::is_safe(request.method) && reply.status < 300) {
    store.reset();
    // Open pages need not wait for the next look; and what comes next sees what this one wrote.
    (void)look();
  }
  if (route.kept != Route::no && reply.status == 200) {
    if (http::takes_gzip(request)) reply = http::gzipped(std::move(reply));
    reply = with_tag(std::move(reply), tag_of(key, seen->version));
    state_->answers.keep(seen->version, key, reply);
  }
  return with_length_only(std::move(reply), request);
}

std::size_t Service::most_body(const http::Request& head) const {
  const Found found = found_route(head);
  return found.route ? found.route->most_body : Route{}.most_body;
}

// As it was seen at most half a second ago: look() comes more often.
Result<Seen> Service::State::see(Service& service) {
  {
    const std::lock_guard lock(seeing);
    if (std::chrono::steady_clock::now() - seen.at < std::chrono::milliseconds(500)) return seen;
  }
  if (const auto looked = service.look(); !looked) return tl::unexpected(looked.error());
  const std::lock_guard lock(seeing);
  return seen;
}

Result<void> Service::look() {
  const std::lock_guard lock(state_->looking);
  const auto began = std::chrono::steady_clock::now();
  const Stores::Loan store = state_->stores.lend();
  const auto version = (*store).version();
  if (!version) return tl::unexpected(version.error());
  const auto accounts = store::Accounts(*store).all();
  if (!accounts) return tl::unexpected(accounts.error());
  bool changed = false;
  {
    const std::lock_guard seeing(state_->seeing);
    changed = state_->seen.version != *version;
    state_->seen = {*version, !accounts->empty(), began};
  }
  if (changed) {  // what was found before is of another diary now, or of somebody who was erased
    state_->answers.at(*version);
    state_->jobs.forget_found();
  }
  if (*version == state_->told) return {};
  const auto touched = (*store).touched_since(state_->told);
  if (!touched) return tl::unexpected(touched.error());
  state_->feed.tell(*touched);
  state_->told = touched->empty() ? *version : touched->back().writing;
  return {};
}

void Service::check_listeners() {
  const auto seen = state_->see(*this);
  if (!seen) return;
  const record::Now now = state_->options.clock();
  const Stores::Loan store = state_->stores.lend();
  store::Accounts accounts(*store);
  state_->feed.check([&](const std::string& person, const http::Request& asked) {
    if (!seen->accounts) return true;
    const auto caller = accounts::account_caller(asked, accounts, now.at);
    return !caller ||
           (*caller && (*caller)->may(accounts::Need::read, person));  // a diary that does not answer ends nothing
  });
}

void Service::close() {
  state_->feed.close();
}

Result<bool> Service::has_accounts() {
  const Stores::Loan store = state_->stores.lend();
  store::Accounts accounts(*store);
  const auto all = accounts.all();
  if (!all) return tl::unexpected(all.error());
  return !all->empty();
}

std::size_t Service::listeners() const {
  return state_->feed.listeners();
}

}  // namespace skin2vec::serve
