// What changes while a page is open.
#include "skin2vec/base/text.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

http::Response listen(Context& context) {
  const auto person = known_person(context);
  if (!person) return http::problem(person.error());
  const auto stream = std::make_shared<http::EventStream>();
  // Who was away is told what was missed.
  if (const auto last = context.request.header("last-event-id")) {
    const auto number = parse_number(*last);
    if (!number || *number < 0) return http::problem(400, "Last-Event-ID is none of ours");
    const auto missed = context.store.touched_since(static_cast<std::int64_t>(*number));
    if (!missed) return http::problem(missed.error());
    for (const store::Touched& one : *missed) {
      if (one.person.empty() || one.person == *person) push(*stream, one);
    }
  }
  context.service.feed.listen(*person, context.request, stream);
  return {.status = 200, .headers = {{"cache-control", "no-store"}}, .body = "", .events = stream};
}

}  // namespace

void add_live_routes(std::vector<Route>& routes) {
  routes.push_back({.method = "GET",
                    .path = "/api/v1/people/{person}/events",
                    .need = accounts::Need::read,
                    .id = "events",
                    .what = "Server-sent events: `changed` with {person, version, what}, within a second of a writing.",
                    .query = {},
                    .body = "",
                    .answer = "event_stream",
                    .run = listen});
}

}  // namespace skin2vec::serve
