// Keeping an alert quiet.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using ask::Answer;

http::Response snooze(Context& context) {
  const auto body = json_body(context);
  if (!body) return body.error();
  if (!body->is_object() || !body->contains("days") || !(*body)["days"].is_number_integer() || (*body)["days"] < 1 ||
      (*body)["days"] > 365) {
    return http::problem(400, "expected {\"days\": 1 to 365}");
  }
  const auto person = known_person(context);
  if (!person) return http::problem(person.error());
  const record::Request wanted{.person = *person, .now = context.now, .language = context.language};
  const ask::Question& alerts = *ask::find_question("alerts");
  const ask::RunOptions run{.shipped = context.service.options.shipped};
  const auto before = record::answer(alerts, context.store, wanted, {}, run);
  if (!before) return http::problem(before.error());
  std::vector<std::string> ids;
  std::optional<insight::Level> level;
  for (const insight::Alert& alert : before->found.as<insight::Summary>().alerts) {
    ids.push_back(insight::alert_id(alert));
    if (ids.back() == context.part("alert")) level = alert.level;
  }
  if (!level) {
    const auto near = nearest(context.part("alert"), ids);
    return http::problem(404, fmt::format("no alert {} stands{}", in_quotes(context.part("alert")),
                                          near ? "; did you mean " + in_quotes(*near) + "?" : ""));
  }
  const Day today = local_time(context.now.at, context.now.offset_min).day;
  const auto kept = context.store.setting(*person, "snoozes");
  if (!kept) return http::problem(kept.error());
  insight::Snoozes snoozes = record::parse_snoozes(kept->value_or(""), today);
  snoozes[context.part("alert")] = {today + (*body)["days"].get<int>(), *level};
  auto writing = context.store.begin({.what = "snooze", .source = "", .at = context.now.at});
  if (!writing) return http::problem(writing.error());
  if (const auto set = writing->set(*person, "snoozes", record::to_text(snoozes)); !set)
    return http::problem(set.error());
  if (const auto committed = writing->commit(); !committed) return http::problem(committed.error());
  const auto after = record::answer(alerts, context.store, wanted, {}, run);
  return after ? json(200, after->json()) : http::problem(after.error());
}

}  // namespace

void add_alert_routes(std::vector<Route>& routes) {
  routes.push_back({.method = "POST",
                    .path = "/api/v1/people/{person}/alerts/{alert}/snooze",
                    .need = accounts::Need::write,
                    .id = "snooze",
                    .what = "Keeps an alert quiet for some days, or until it rises.",
                    .query = {},
                    .body = "days",
                    .answer = "alerts",
                    .run = snooze});
}

}  // namespace skin2vec::serve
