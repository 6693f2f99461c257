// The routes of the API: each a method, a path, what it needs, and a function. Private to serve/.
//
//   constexpr Route list[] = {{"GET", "/api/v1/people", Need::known, ...}};
//
// A path has parts in braces; what stood there comes in Context::path, decoded. Query parameters are checked against
// the route's before it runs, bodies by the route. The description (openapi.h) is made of the same list.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/accounts/access.h"
#include "skin2vec/accounts/throttle.h"
#include "skin2vec/ask/questions.h"
#include "skin2vec/http/problem.h"
#include "skin2vec/serve/change_feed.h"
#include "skin2vec/serve/jobs.h"
#include "skin2vec/serve/service.h"
#include "skin2vec/words/language.h"

namespace skin2vec::serve {

struct Context {
  const http::Request& request;
  const std::map<std::string, std::string, std::less<>>& path;  // "person" -> "ann"
  const ask::Options& query;                                    // with the route's own names only
  const accounts::Caller& caller;
  store::Store& store;
  record::Now now;
  words::Language language;
  Service::State& service;

  [[nodiscard]] const std::string& part(std::string_view name) const { return path.find(name)->second; }
  [[nodiscard]] std::string given(std::string_view name) const {
    const auto found = query.find(name);
    return found == query.end() ? "" : found->second;
  }
};

struct Route {
  std::string method, path;
  accounts::Need need;                     // of the person in the path, if there is one
  std::string id;                          // operationId: "effects"
  std::string what;                        // one sentence
  std::vector<ask::QuestionOption> query;  // besides `lang`
  std::string body;                        // what a body is, by its schema's name; "": none
  std::string answer;                      // of 200 or 201, by its schema's name; "": none
  int status = 200;
  std::size_t most_body = std::size_t{64} << 10;  // bytes
  // The answer is the same for all who have the same grants, while the diary, the query and the language are: it gets
  // an ETag, and is kept. age: it also tells how old something is, to ten minutes.
  enum { no, yes, age } kept = no;
  std::function<http::Response(Context&)> run;
};

// One function for each resource.
void add_session_routes(std::vector<Route>& routes);  // log in and out
void add_people_routes(std::vector<Route>& routes);   // who is there, erase, export, profile
void add_entry_routes(std::vector<Route>& routes);    // read, log, edit, undo, import
void add_answer_routes(std::vector<Route>& routes);   // every question, jobs
void add_alert_routes(std::vector<Route>& routes);    // snooze
void add_account_routes(std::vector<Route>& routes);  // accounts, grants, tokens, audit
void add_sensor_routes(std::vector<Route>& routes);   // what devices send, what sensors say
void add_live_routes(std::vector<Route>& routes);     // events
void add_openapi_routes(std::vector<Route>& routes);  // the description

[[nodiscard]] std::span<const Route> routes();

// The object as the body.
[[nodiscard]] http::Response json(int status, const nlohmann::ordered_json& object);

// The body as JSON, of at most 64 levels. malformed if it is none, 415 if it is not said to be.
[[nodiscard]] tl::expected<nlohmann::ordered_json, http::Response> json_body(const Context& context);

// The person of the path, if it is in the diary.
[[nodiscard]] Result<std::string> known_person(Context& context);

}  // namespace skin2vec::serve
