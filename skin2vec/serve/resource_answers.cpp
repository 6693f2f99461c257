// Every question about a record, as jobs where they take long; the page for a doctor.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/insight/report.h"
#include "skin2vec/serve/query.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using insight::Answer;
using record::OptionType;

// What a question needs besides its own options.
const std::vector<record::QuestionOption>& shared_options() {
  static const std::vector<record::QuestionOption> all{
      {"from", OptionType::date, "first date looked at", ""},
      {"to", OptionType::date, "last date looked at; it is `today`", ""},
      {"seed", OptionType::whole, "of whatever is drawn at random", "7", 0, 1e9}};
  return all;
}

struct Asked {
  record::Wanted wanted;
  record::Given own;  // without the shared options
  std::uint64_t seed = 7;
};

Result<Asked> read_asked(Context& context) {
  const auto person = known_person(context);
  if (!person) return tl::unexpected(person.error());
  Asked asked{.wanted = {.person = *person, .now = context.now, .language = context.language}, .own = context.query};
  asked.own.erase("lang");
  for (const auto& [name, day] : {std::pair{"from", &asked.wanted.from}, std::pair{"to", &asked.wanted.to}}) {
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
  std::string key = fmt::format("{}\n{}\n{}\n{}\n{}", asked.wanted.person, name, version, asked.seed,
                                static_cast<int>(asked.wanted.language));
  for (const auto* day : {&asked.wanted.from, &asked.wanted.to}) key += "\n" + (*day ? to_text(**day) : "");
  for (const auto& each : asked.own) key += "\n" + each.first + "=" + percent_encoded(each.second);
  return key;
}

Answer job_answer(const JobView& view) {
  return {{"id", view.id},           {"state", state_name(view.state)},
          {"done", view.done},       {"all", view.all},
          {"seconds", view.seconds}, {"error", view.error ? Answer(view.error->message) : Answer(nullptr)}};
}

// Waits a little for the job; an answer, or the job to come back for.
Response waited(Context& context, const std::string& id, const char* type) {
  const auto view = context.service.jobs.wait(id, std::chrono::milliseconds(context.service.options.answer_ms));
  if (!view || (view->state == JobState::done && !view->found)) {
    return problem(503, "the answer was forgotten; ask again");
  }
  if (view->state == JobState::failed) return problem(*view->error);
  if (view->state == JobState::done) {
    return {.headers = {{"content-type", type}}, .body = *view->found};
  }
  Response reply = json(202, Answer{{"job", job_answer(*view)}});
  reply.headers.push_back({"location", "/api/v1/jobs/" + id});
  reply.headers.push_back({"retry-after", "1"});
  return reply;
}

Response asked_as_job(Context& context, const std::string& name, const Asked& asked, const char* type, Work work) {
  const auto version = context.store.version();
  if (!version) return problem(version.error());
  const std::string key = key_of(name, asked, *version);
  const auto id = context.service.jobs.ask(key, asked.wanted.person, std::move(work));
  if (!id) return problem(id.error());
  return waited(context, *id, type);
}

Response answer_question(Context& context, const record::Question& question) {
  auto asked = read_asked(context);
  if (!asked) return problem(asked.error());
  const record::Doing doing{.seed = asked->seed, .threads = 1, .told = {}};
  if (question.needs.last_days) {  // of the last days only: quicker than a job
    const auto answer = record::ask(question, context.store, asked->wanted, asked->own, doing);
    return answer ? json(200, *answer) : problem(answer.error());
  }
  Work work = [&question, asked = *asked,
               diary = context.service.options.diary](const Told& told) -> Result<std::string> {
    auto store = store::Store::open(diary, {});
    if (!store) return tl::unexpected(store.error());
    const record::Doing how{.seed = asked.seed, .threads = 1, .told = told};
    const auto answer = record::ask(question, *store, asked.wanted, asked.own, how);
    if (!answer) return tl::unexpected(answer.error());
    return answer->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  return asked_as_job(context, question.name, *asked, "application/json", std::move(work));
}

Response report_page(Context& context) {
  auto asked = read_asked(context);
  if (!asked) return problem(asked.error());
  Work work = [asked = *asked, diary = context.service.options.diary](const Told&) -> Result<std::string> {
    auto store = store::Store::open(diary, {});
    if (!store) return tl::unexpected(store.error());
    const auto found = record::load(*store, asked.wanted, {.kinds = {}});
    if (!found) return tl::unexpected(found.error());
    insight::Found everything;
    if (found->today) {
      everything = insight::find_everything(
          found->entries, found->profile,
          {.from = *found->from, .today = *found->today, .site = std::nullopt, .seed = asked.seed, .threads = 1});
    }
    return insight::report_on(everything, found->profile,
                              {.head = found->head(), .snoozes = found->snoozes, .language = found->language})
        .html;
  };
  Response reply = asked_as_job(context, "report", *asked, "text/html; charset=utf-8", std::move(work));
  // Its style stands inside it, and nothing else: no script, nothing from elsewhere, no form, no frame.
  reply.headers.push_back({"content-security-policy",
                           "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                           "frame-ancestors 'none'"});
  return reply;
}

Response show_job(Context& context) {
  const auto view = context.service.jobs.view(context.part("job"));
  if (!view || !context.caller.sees(view->about)) return problem(404, "there is no such job, or it was forgotten");
  return json(200, Answer{{"job", job_answer(*view)}});
}

Response cancel_job(Context& context) {
  const auto view = context.service.jobs.view(context.part("job"));
  if (!view || !context.caller.sees(view->about)) return problem(404, "there is no such job, or it was forgotten");
  context.service.jobs.cancel(view->id);
  return {.status = 204, .headers = {}, .body = "", .events = {}};
}

}  // namespace

void add_answer_routes(std::vector<Route>& routes) {
  for (const record::Question& question : record::questions()) {
    Route route{.method = "GET",
                .path = "/api/v1/people/{person}/" + question.name,
                .need = Need::read,
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
                    .need = Need::read,
                    .id = "report",
                    .what = "One page for a doctor, to print, as HTML.",
                    .query = shared_options(),
                    .body = "",
                    .answer = "page",
                    .kept = Route::age,
                    .run = report_page});
  routes.push_back({.method = "GET",
                    .path = "/api/v1/jobs/{job}",
                    .need = Need::known,
                    .id = "job",
                    .what = "How far a computation is; when it is done, ask the same question again.",
                    .query = {},
                    .body = "",
                    .answer = "job",
                    .run = show_job});
  routes.push_back({.method = "DELETE",
                    .path = "/api/v1/jobs/{job}",
                    .need = Need::known,
                    .id = "cancel_job",
                    .what = "Stops a computation.",
                    .query = {},
                    .body = "",
                    .answer = "",
                    .status = 204,
                    .run = cancel_job});
}

}  // namespace skin2vec::serve
