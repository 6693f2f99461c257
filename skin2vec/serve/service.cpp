#include "skin2vec/serve/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/serve/query.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

// What stands in the braces of a pattern; none if the path is another one.
std::optional<Parts> matched(std::string_view pattern, std::string_view path) {
  const auto wanted = split(pattern, '/'), has = split(path, '/');
  if (wanted.size() != has.size()) return std::nullopt;
  Parts parts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      if (has[i].empty()) return std::nullopt;
      parts.emplace(wanted[i].substr(1, wanted[i].size() - 2), has[i]);
    } else if (wanted[i] != has[i]) {
      return std::nullopt;
    }
  }
  return parts;
}

struct Found {
  const Route* route = nullptr;
  Parts parts;
  std::string allowed;  // methods of that path
};

Found found_route(const Request& request) {
  Found found;
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const Route& route : routes()) {
    auto parts = matched(route.path, request.path);
    if (!parts) continue;
    found.allowed += (found.allowed.empty() ? "" : ", ") + route.method;
    if (route.method != method) continue;
    found.route = &route;
    found.parts = std::move(*parts);
    return found;
  }
  return found;
}

Result<void> check_query(const Route& route, const record::Given& query) {
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

insight::Language language_of(const Request& request, const record::Given& query) {
  const auto given = query.find("lang");
  const std::string_view wanted =
      given != query.end() ? std::string_view(given->second) : request.header("accept-language").value_or("");
  return wanted.starts_with("zh") ? insight::Language::zh : insight::Language::en;
}

Response with_length_only(Response response, const Request& request) {
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

Response json(int status, const nlohmann::ordered_json& object) {
  return {.status = status,
          .headers = {{"content-type", "application/json"}},
          .body = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

tl::expected<nlohmann::ordered_json, Response> json_body(const Context& context) {
  const std::string_view type = context.request.header("content-type").value_or("");
  if (trim(split(type, ';')[0]) != "application/json") {
    return tl::unexpected(problem(415, "expected Content-Type: application/json"));
  }
  constexpr int most_levels = 64;
  bool too_deep = false;
  const auto shallow = [&](int depth, nlohmann::ordered_json::parse_event_t, nlohmann::ordered_json&) {
    too_deep = too_deep || depth > most_levels;
    return depth <= most_levels;
  };
  auto body = nlohmann::ordered_json::parse(context.request.body, shallow, false);
  if (too_deep) return tl::unexpected(problem(400, "the body is nested deeper than 64 levels"));
  if (body.is_discarded()) return tl::unexpected(problem(400, "the body is no JSON"));
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

Response Service::answer(const Request& request) {
  const auto query = parse_query(request.query);
  if (!query) return problem(query.error());
  Found found = found_route(request);
  if (!found.route) {
    if (found.allowed.empty()) return problem(404, fmt::format("there is no {}", in_quotes(request.path)));
    Response refused = problem(405, fmt::format("{} takes {}", request.path, found.allowed));
    refused.headers.push_back({"allow", found.allowed});
    return refused;
  }
  const Route& route = *found.route;
  const record::Now now = state_->options.clock();
  const Stores::Loan store = state_->stores.lend();
  store::Accounts accounts(*store);
  const auto asked = caller_of(request, accounts, now.at);
  if (!asked) return problem(asked.error());
  if (!*asked) {
    Response refused = problem(asked->error().status, asked->error().detail);
    if (refused.status == 401) refused.headers.push_back({"www-authenticate", "Bearer"});
    return refused;
  }
  const Caller& caller = **asked;
  const auto person = found.parts.find("person");
  if (!caller.may(route.need, person == found.parts.end() ? "" : person->second)) {
    if (caller.account.empty()) return problem(401, "log in first");
    // Who may not see a person is not told whether there is one.
    return problem(403, "this account, or token, may not do that");
  }
  if (const auto good = check_query(route, *query); !good) return problem(good.error());
  Context context{request, found.parts, *query, caller, *store, now, language_of(request, *query), *state_};
  return with_length_only(route.run(context), request);
}

std::size_t Service::most_body(const Request& head) const {
  const Found found = found_route(head);
  return found.route ? found.route->most_body : Route{}.most_body;
}

Result<void> Service::look() {
  const std::lock_guard lock(state_->looking);
  const Stores::Loan store = state_->stores.lend();
  const auto version = (*store).version();
  if (!version) return tl::unexpected(version.error());
  if (*version == state_->told) return {};
  const auto touched = (*store).touched_since(state_->told);
  if (!touched) return tl::unexpected(touched.error());
  state_->live.tell(*touched);
  state_->told = touched->empty() ? *version : touched->back().writing;
  return {};
}

void Service::forget_gone() {
  state_->live.forget_gone();
}

void Service::close() {
  state_->live.close();
}

Result<bool> Service::has_accounts() {
  const Stores::Loan store = state_->stores.lend();
  store::Accounts accounts(*store);
  const auto all = accounts.all();
  if (!all) return tl::unexpected(all.error());
  return !all->empty();
}

std::size_t Service::listeners() const {
  return state_->live.listeners();
}

}  // namespace skin2vec::serve
