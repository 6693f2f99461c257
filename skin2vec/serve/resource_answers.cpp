// Every question about a record, as jobs where they take long; the page for a doctor.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/ask/report_answer.h"
#include "skin2vec/base/text.h"
#include "skin2vec/http/query.h"
#include "skin2vec/record/record.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using ask::Answer;
using ask::OptionType;

// What a question needs besides its own options.
const std::vector<ask::QuestionOption>& shared_options() {
  static const std::vector<ask::QuestionOption> all{
      {"from", OptionType::date, "first date looked at", ""},
      {"to", OptionType::date, "last date looked at; it is `today`", ""},
      {"seed", OptionType::whole, "of whatever is drawn at random", "7", 0, 1e9}};
  return all;
}

struct Asked {
  record::Request request;
  ask::Options own;  // without the shared options
  std::uint64_t seed = 7;
};

Result<Asked> read_asked(Context& context) {
  const auto person = known_person(context);
  if (!person) return tl::unexpected(person.error());
  Asked asked{.request = {.person = *person, .now = context.now, .language = context.language}, .own = context.query};
  asked.own.erase("lang");
  for (const auto& [name, day] : {std::pair{"from", &asked.request.from}, std::pair{"to", &asked.request.to}}) {
    const std::string text = context.given(name);
    if (text.empty()) continue;
    const auto parsed = parse_day(text);
    if (!parsed)
      return refuse(Fault::malformed, fmt::format("{} is {}; expected a date YYYY-MM-DD", name, in_quotes(text)));
    *day = *parsed;
    asked.own.erase(name);
  }
  if (const std::string text = context.given("seed"); !text.empty()) {
    const auto seed = parse_number(text);
    if (!seed || *seed < 0 || *seed > 1e9) return refuse(Fault::malformed, "seed is " + in_quotes(text));
    asked.seed = static_cast<std::uint64_t>(*seed);
    asked.own.erase("seed");
  }
  return asked;
}

// What an answer depends on, besides its age.
std::string key_of(const std::string& name, const Asked& asked, std::int64_t version) {
  std::string key = fmt::format("{}\n{}\n{}\n{}\n{}", asked.request.person, name, version, asked.seed,
                                static_cast<int>(asked.request.language));
  for (const auto* day : {&asked.request.from, &asked.request.to}) key += "\n" + (*day ? to_text(**day) : "");
  for (const auto& each : asked.own) key += "\n" + each.first + "=" + http::percent_encoded(each.second);
  return key;
}

Answer job_answer(const JobView& view) {
  return {{"id", view.id},           {"state", state_name(view.state)},
          {"done", view.done},       {"all", view.all},
          {"seconds", view.seconds}, {"error", view.error ? Answer(view.error->message) : Answer(nullptr)}};
}

// Waits a little for the job; an answer, or the job to come back for.
http::Response waited(Context& context, const std::string& id, const char* type) {
  const auto view = context.service.jobs.wait(id, std::chrono::milliseconds(context.service.options.answer_ms));
  if (!view || (view->state == JobState::done && !view->found)) {
    return http::problem(503, "the answer was forgotten; ask again");
  }
  if (view->state == JobState::failed) return http::problem(*view->error);
  if (view->state == JobState::done) {
    return {.headers = {{"content-type", type}}, .body = *view->found};
  }
  http::Response reply = json(202, Answer{{"job", job_answer(*view)}});
  reply.headers.push_back({"location", "/api/v1/jobs/" + id});
  reply.headers.push_back({"retry-after", "1"});
  return reply;
}

http::Response asked_as_job(Context& context, const std::string& name, const Asked& asked, const char* type,
                            Work work) {
  const auto version = context.store.version();
  if (!version) return http::problem(version.error());
  const std::string key = key_of(name, asked, *version);
  const auto id = context.service.jobs.ask(key, asked.request.person, std::move(work));
  if (!id) return http::problem(id.error());
  return waited(context, *id, type);
}

http::Response answer_question(Context& context, const ask::Question& question) {
  auto asked = read_asked(context);
  if (!asked) return http::problem(asked.error());
  if (question.needs.last_days) {  // of the last days only: quicker than a job
    const auto reply = record::answer(question, context.store, asked->request, asked->own,
                                      {.seed = asked->seed, .shipped = context.service.options.shipped});
    return reply ? json(200, reply->json()) : http::problem(reply.error());
  }
  Work work = [&question, asked = *asked, diary = context.service.options.diary,
               shipped = context.service.options.shipped](const Told& told) -> Result<std::string> {
    auto store = store::Store::open(diary, {});
    if (!store) return tl::unexpected(store.error());
    const auto reply = record::answer(question, *store, asked.request, asked.own,
                                      {.seed = asked.seed, .progress = told, .shipped = shipped});
    if (!reply) return tl::unexpected(reply.error());
    return reply->json().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  return asked_as_job(context, question.name, *asked, "application/json", std::move(work));
}

http::Response report_page(Context& context) {
  auto asked = read_asked(context);
  if (!asked) return http::problem(asked.error());
  Work work = [asked = *asked, diary = context.service.options.diary,
               shipped = context.service.options.shipped](const Told&) -> Result<std::string> {
    auto store = store::Store::open(diary, {});
    if (!store) return tl::unexpected(store.error());
    const auto found = record::load(*store, asked.request, {.kinds = {}});
    if (!found) return tl::unexpected(found.error());
    auto report = ask::report_of(*found, std::nullopt, {.seed = asked.seed, .shipped = shipped});
    if (!report) return tl::unexpected(report.error());
    return std::move(report->html);
  };
  http::Response reply = asked_as_job(context, "report", *asked, "text/html; charset=utf-8", std::move(work));
  // Its style stands inside it, and nothing else: no script, nothing from elsewhere, no form, no frame.
  reply.headers.push_back({"content-security-policy",
                           "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                           "frame-ancestors 'none'"});
  return reply;
}

http::Response show_job(Context& context) {
  const auto view = context.service.jobs.view(context.part("job"));
  if (!view || !context.caller.sees(view->about))
    return http::problem(404, "there is no such job, or it was forgotten");
  return json(200, Answer{{"job", job_answer(*view)}});
}

http::Response cancel_job(Context& context) {
  const auto view = context.service.jobs.view(context.part("job"));
  if (!view || !context.caller.sees(view->about))
    return http::problem(404, "there is no such job, or it was forgotten");
  context.service.jobs.cancel(view->id);
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

}  // namespace

void add_answer_routes(std::vector<Route>& routes) {
  for (const ask::Question& question : ask::questions()) {
    Route route{.method = "GET",
                .path = "/api/v1/people/{person}/" + question.name,
                .need = accounts::Need::read,
                .id = question.name,
                .what = question.what,
                .query = question.options,
                .body = "",
                .answer = question.name == "plan" || question.name == "trial" ? "products" : question.name,
                .kept = question.name == "summary" || question.name == "alerts" ? Route::age : Route::yes,
                .run = [&question](Context& context) { return answer_question(context, question); }};
    route.query.insert(route.query.end(), shared_options().begin(), shared_options().end());
    routes.push_back(std::move(route));
  }
  routes.push_back({.method = "GET",
                    .path = "/api/v1/people/{person}/report",
                    .need = accounts::Need::read,
                    .id = "report",
                    .what = "One page for a doctor, to print, as HTML.",
                    .query = shared_options(),
                    .body = "",
                    .answer = "page",
                    .kept = Route::age,
                    .run = report_page});
  routes.push_back({.method = "GET",
                    .path = "/api/v1/jobs/{job}",
                    .need = accounts::Need::known,
                    .id = "job",
                    .what = "How far a computation is; when it is done, ask the same question again.",
                    .query = {},
                    .body = "",
                    .answer = "job",
                    .run = show_job});
  routes.push_back({.method = "DELETE",
                    .path = "/api/v1/jobs/{job}",
                    .need = accounts::Need::known,
                    .id = "cancel_job",
                    .what = "Stops a computation.",
                    .query = {},
                    .body = "",
                    .answer = "",
                    .status = 204,
                    .run = cancel_job});
}

}  // namespace skin2vec::serve
