// Who is in the diary; what the profile asks; a person's whole diary out, or gone.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/ask/profile_answer.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/writer.h"
#include "skin2vec/http/query.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using ask::Answer;
using ask::OptionType;

http::Response list_people(Context& context) {
  const auto people = context.store.people();
  if (!people) return http::problem(people.error());
  Answer list = Answer::array();
  for (const store::PersonSpan& one : *people) {
    if (!context.caller.sees(one.person)) continue;
    list.push_back({{"person", one.person},
                    {"entries", one.entries},
                    {"from", to_text(one.first)},
                    {"to", to_text(one.last)},
                    {"may_write", context.caller.may(accounts::Need::write, one.person)},
                    {"may_erase", context.caller.may(accounts::Need::own, one.person)}});
  }
  return json(200, Answer{{"people", std::move(list)}});
}

http::Response show_profile(Context& context) {
  const auto profile = record::kept_profile(context.store);
  if (!profile) return http::problem(profile.error());
  return json(200, ask::profile_answer(*profile));
}

http::Response export_diary(Context& context) {
  const auto person = known_person(context);
  if (!person) return http::problem(person.error());
  const auto profile = record::kept_profile(context.store);
  if (!profile) return http::problem(profile.error());
  const auto entries = context.store.read({.person = *person, .kinds = {}, .from = {}, .to = {}});
  if (!entries) return http::problem(entries.error());
  const std::string file = context.given("file");
  http::Response reply;
  std::string name = *person + ".json";
  if (file.empty()) {
    reply.body = diary::diary_json(*entries, *profile);
    reply.headers.push_back({"content-type", "application/json"});
  } else {
    diary::DiaryCsv csv(*profile);
    for (const diary::Entry& entry : *entries) csv.add(entry);
    const auto files = csv.files();
    const auto wanted = files.find(file + ".csv");
    if (wanted == files.end()) {
      return http::problem(
          404, fmt::format("{} has no {}; expected readings, events, surroundings, products or routines", *person,
                           in_quotes(file)));
    }
    reply.body = wanted->second;
    reply.headers.push_back({"content-type", "text/csv; charset=utf-8"});
    name = file + ".csv";
  }
  reply.headers.push_back({"content-disposition", "attachment; filename*=UTF-8''" + http::percent_encoded(name)});
  return reply;
}

http::Response erase_person(Context& context) {
  const auto person = known_person(context);
  if (!person) return http::problem(person.error());
  const auto receipt = context.store.erase(*person, context.now.at);
  if (!receipt) return http::problem(receipt.error());
  store::Accounts accounts(context.store);
  if (const auto noted = accounts.note({context.now.at, context.caller.account, "erase", ""}); !noted) {
    return http::problem(noted.error());
  }
  return json(200, Answer{{"receipt",
                           {{"person", *person},
                            {"at", to_text(local_time(receipt->at, context.now.offset_min))},
                            {"erased", receipt->erased},
                            {"remains", receipt->remains}}}});
}

}  // namespace

void add_people_routes(std::vector<Route>& routes) {
  routes.push_back({.method = "GET",
                    .path = "/api/v1/people",
                    .need = accounts::Need::known,
                    .id = "people",
                    .what = "Everybody whose diary the caller may read.",
                    .query = {},
                    .body = "",
                    .answer = "people",
                    .kept = Route::yes,
                    .run = list_people});
  routes.push_back({.method = "GET",
                    .path = "/api/v1/profile",
                    .need = accounts::Need::known,
                    .id = "profile",
                    .what = "What is scored, what acts, and the words for it: the profile of the diary.",
                    .query = {},
                    .body = "",
                    .answer = "profile",
                    .kept = Route::yes,
                    .run = show_profile});
  routes.push_back(
      {.method = "GET",
       .path = "/api/v1/people/{person}/export",
       .need = accounts::Need::read,
       .id = "export",
       .what = "The whole diary of a person, which import reads back without loss.",
       .query = {{"file", OptionType::text,
                  "one CSV table: readings, events, surroundings, products, routines; default: all, as JSON", ""}},
       .body = "",
       .answer = "diary",
       .kept = Route::yes,
       .run = export_diary});
  routes.push_back({.method = "DELETE",
                    .path = "/api/v1/people/{person}",
                    .need = accounts::Need::own,
                    .id = "erase",
                    .what = "Erases a person with history, settings and grants; answers with a receipt.",
                    .query = {},
                    .body = "",
                    .answer = "receipt",
                    .run = erase_person});
}

}  // namespace skin2vec::serve
