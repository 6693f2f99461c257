// What a person wrote down: read in pages, logged, edited, taken back, imported.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/json.h"
#include "skin2vec/record/import.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using ask::Answer;
using ask::OptionType;
using ask::QuestionOption;
using diary::Entry;
using diary::Kind;

constexpr int usual_page = 500, largest_page = 5000;

http::Response bad_rows(const std::vector<diary::RowError>& errors) {
  Answer object{{"type", "about:blank"},
                {"title", http::status_phrase(400)},
                {"status", 400},
                {"detail", fmt::format("nothing was written: entry {}, {} is {}; expected {}", errors[0].line,
                                       errors[0].column, in_quotes(errors[0].value), errors[0].expected)},
                {"errors", Answer::array()}};
  for (const diary::RowError& error : errors) {
    object["errors"].push_back(
        {{"line", error.line}, {"column", error.column}, {"value", error.value}, {"expected", error.expected}});
  }
  http::Response refused = json(400, object);
  refused.headers = {{"content-type", "application/problem+json"}};
  return refused;
}

// The entries of a body in the form of docs/reference/diary-json.md, all of the person of the path.
tl::expected<std::vector<Entry>, http::Response> read_entries(Context& context, const diary::Profile& profile) {
  auto body = json_body(context);
  if (!body) return tl::unexpected(body.error());
  if (body->is_object() && !body->contains("entries")) {
    body = Answer::array({*body});  // one alone
  } else if (body->is_object() && !body->contains("format")) {
    body = Answer((*body)["entries"]);
  }
  std::istringstream in(body->dump());
  std::vector<Entry> entries;
  const auto report = diary::read_diary(in, profile, {.default_person = context.part("person"), .person_for_all = true},
                                        [&](std::span<const Entry> some, auto) -> Result<void> {
                                          entries.insert(entries.end(), some.begin(), some.end());
                                          return {};
                                        });
  if (!report) return tl::unexpected(http::problem(report.error()));
  if (!report->errors.empty()) return tl::unexpected(bad_rows(report->errors));
  if (entries.empty()) return tl::unexpected(http::problem(400, "no entries, or entries that say nothing"));
  for (const Entry& entry : entries) {
    if (entry.person != context.part("person")) {
      return tl::unexpected(
          http::problem(400, fmt::format("an entry is of {}, the address of {}", in_quotes(entry.person),
                                         in_quotes(context.part("person")))));
    }
  }
  return entries;
}

Result<std::optional<Day>> day_given(const Context& context, std::string_view name) {
  const std::string text = context.given(name);
  if (text.empty()) return std::nullopt;
  const auto day = parse_day(text);
  if (!day) return refuse(Fault::malformed, fmt::format("{} is {}; expected a date YYYY-MM-DD", name, in_quotes(text)));
  return *day;
}

http::Response list_entries(Context& context) {
  const auto person = known_person(context);
  if (!person) return http::problem(person.error());
  const auto from = day_given(context, "from"), to = day_given(context, "to");
  for (const auto* day : {&from, &to}) {
    if (!*day) return http::problem(day->error());
  }
  store::Query query{.person = *person, .kinds = {}, .from = *from, .to = *to};
  if (const std::string kind = context.given("kind"); !kind.empty()) {
    const auto known = diary::parse_kind(kind);
    if (!known)
      return http::problem(
          400, fmt::format("kind is {}; expected reading, event, surroundings, product or routine", in_quotes(kind)));
    query.kinds = {*known};
  }
  int limit = usual_page;
  if (const std::string text = context.given("limit"); !text.empty()) {
    const auto number = parse_number(text);
    if (!number || *number < 1 || *number > largest_page) {
      return http::problem(400, fmt::format("limit is {}; expected 1 to {}", in_quotes(text), largest_page));
    }
    limit = static_cast<int>(*number);
  }
  const std::string order = context.given("order");
  if (!order.empty() && order != "diary" && order != "newest") {
    return http::problem(400, fmt::format("order is {}; expected diary or newest", in_quotes(order)));
  }
  // A page begins where the last ended, in the same version of the diary.
  const auto version = context.store.version();
  if (!version) return http::problem(version.error());
  std::size_t begin = 0;
  if (const std::string after = context.given("after"); !after.empty()) {
    const auto parts = split(after, '-');
    const auto of = parts.size() == 2 ? parse_number(parts[0]) : std::nullopt;
    const auto at = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
    if (!of || !at || *at < 0) return http::problem(400, "after is no page of ours");
    if (static_cast<std::int64_t>(*of) != *version) {
      return http::problem(409, "the diary has changed since the first page: begin again without after");
    }
    begin = static_cast<std::size_t>(*at);
  }
  auto entries = context.store.read(query);
  if (!entries) return http::problem(entries.error());
  if (order == "newest") {
    std::stable_sort(entries->begin(), entries->end(), [](const Entry& a, const Entry& b) { return b.time < a.time; });
  }
  begin = std::min(begin, entries->size());
  const std::size_t end = std::min(entries->size(), begin + static_cast<std::size_t>(limit));
  Answer list = Answer::array();
  for (std::size_t i = begin; i < end; ++i) list.push_back(diary::to_json((*entries)[i]));
  return json(200,
              Answer{{"person", *person},
                     {"version", *version},
                     {"total", entries->size()},
                     {"left", entries->size() - end},
                     {"next", end < entries->size() ? Answer(fmt::format("{}-{}", *version, end)) : Answer(nullptr)},
                     {"entries", std::move(list)}});
}

// Puts the entries as one writing; what became of them.
http::Response log_entries(Context& context) {
  const auto profile = record::kept_profile(context.store);
  if (!profile) return http::problem(profile.error());
  const auto entries = read_entries(context, *profile);
  if (!entries) return entries.error();
  if (!context.caller.may(accounts::Need::write, context.part("person"))) {
    const bool only = std::all_of(entries->begin(), entries->end(), [](const Entry& one) {
      return one.kind == Kind::reading || one.kind == Kind::surroundings;
    });
    if (!only) return http::problem(403, "a device writes readings and surroundings only");
  }
  auto writing = context.store.begin({.what = "log", .source = context.caller.account, .at = context.now.at});
  if (!writing) return http::problem(writing.error());
  const auto outcomes = writing->put(*entries);
  if (!outcomes) return http::problem(outcomes.error());
  const auto version = writing->commit();
  if (!version) return http::problem(version.error());
  Answer list = Answer::array();
  for (const Entry& entry : *entries) list.push_back(diary::to_json(entry));
  const auto unchanged = std::count(outcomes->begin(), outcomes->end(), store::Outcome::unchanged);
  return json(201, Answer{{"person", context.part("person")},
                          {"version", *version},
                          {"unchanged", unchanged},
                          {"logged", std::move(list)}});
}

// The entry exactly as the body says, what it lacks being removed.
http::Response replace_entry(Context& context) {
  const auto profile = record::kept_profile(context.store);
  if (!profile) return http::problem(profile.error());
  const auto entries = read_entries(context, *profile);
  if (!entries) return entries.error();
  if (entries->size() != 1)
    return http::problem(400, fmt::format("{} entries; one is replaced at a time", entries->size()));
  const Entry& entry = entries->front();
  const auto history = context.store.history(entry);
  if (!history) return http::problem(history.error());
  if (history->empty() || !history->back().entry) return http::problem(404, "there is no such entry; POST logs one");
  auto writing = context.store.begin({.what = "edit", .source = context.caller.account, .at = context.now.at});
  if (!writing) return http::problem(writing.error());
  if (const auto replaced = writing->replace(entry); !replaced) return http::problem(replaced.error());
  const auto version = writing->commit();
  if (!version) return http::problem(version.error());
  return json(200, Answer{{"person", context.part("person")},
                          {"version", *version},
                          {"before", diary::to_json(*history->back().entry)},
                          {"after", diary::to_json(entry)}});
}

// The key that the query names: kind and time, and of that kind what makes an entry itself.
Result<diary::Key> key_given(const Context& context) {
  diary::Key key;
  key.person = context.part("person");
  const auto kind = diary::parse_kind(context.given("kind"));
  if (!kind) {
    return refuse(Fault::malformed, fmt::format("kind is {}; expected reading, event, surroundings, product or routine",
                                                in_quotes(context.given("kind"))));
  }
  const auto time = parse_time(context.given("time"));
  if (!time) return refuse(Fault::malformed, "time: " + time.error().message);
  key.kind = *kind, key.time = *time;
  key.place = context.given("place"), key.name = context.given("name"), key.detail = context.given("detail");
  return key;
}

http::Response remove_entry(Context& context) {
  const auto key = key_given(context);
  if (!key) return http::problem(key.error());
  auto writing = context.store.begin({.what = "edit", .source = context.caller.account, .at = context.now.at});
  if (!writing) return http::problem(writing.error());
  if (const auto removed = writing->remove(*key); !removed) return http::problem(removed.error());
  const auto version = writing->commit();
  if (!version) return http::problem(version.error());
  return json(200, Answer{{"person", key->person}, {"version", *version}, {"removed", 1}});
}

http::Response entry_history(Context& context) {
  const auto key = key_given(context);
  if (!key) return http::problem(key.error());
  const auto versions = context.store.history(*key);
  if (!versions) return http::problem(versions.error());
  if (versions->empty()) return http::problem(404, "there never was such an entry");
  Answer list = Answer::array();
  for (const store::Version& one : *versions) {
    list.push_back({{"version", one.writing},
                    {"what", one.origin.what},
                    {"at", to_text(local_time(one.origin.at, context.now.offset_min))},
                    {"entry", one.entry ? Answer(diary::to_json(*one.entry)) : Answer(nullptr)}});
  }
  return json(200, Answer{{"person", key->person}, {"versions", std::move(list)}});
}

http::Response undone_answer(const Context& context, const Result<store::Undone>& undone) {
  if (!undone) return http::problem(undone.error());
  return json(200, Answer{{"person", context.part("person")},
                          {"undone",
                           {{"version", undone->writing},
                            {"what", undone->origin.what},
                            {"source", undone->origin.source},
                            {"at", to_text(local_time(undone->origin.at, context.now.offset_min))},
                            {"entries", undone->entries}}}});
}

// With `version`: of that writing and no other, so that nobody takes back what came meanwhile.
http::Response undo(Context& context) {
  if (const std::string text = context.given("version"); !text.empty()) {
    const auto wanted = parse_number(text);
    if (!wanted) return http::problem(400, fmt::format("version is {}; expected a number", in_quotes(text)));
    const auto next = context.store.next_undo(context.part("person"));
    if (!next) return http::problem(next.error());
    if (static_cast<double>(next->writing) != *wanted) {
      return http::problem(409, "something else was written meanwhile; GET tells what undo would take back now");
    }
  }
  return undone_answer(context, context.store.undo(context.part("person"), context.now.at));
}

http::Response next_undo(Context& context) {
  return undone_answer(context, context.store.next_undo(context.part("person")));
}

// A file as `import` takes it: all its good rows, and what is wrong with the others.
http::Response import_file(Context& context) {
  const auto profile = record::kept_profile(context.store);
  if (!profile) return http::problem(profile.error());
  std::string name = context.given("name");
  if (name.empty()) name = "upload";
  const auto read = [&](const diary::EntrySink& sink) -> Result<diary::FileReport> {
    std::istringstream in(context.request.body);
    // A row that names somebody else would be written into another person's diary.
    return diary::read_diary(in, *profile, {.default_person = context.part("person"), .person_for_all = true},
                             [&](std::span<const Entry> entries, std::span<const std::int64_t> lines) -> Result<void> {
                               for (std::size_t i = 0; i < entries.size(); ++i) {
                                 if (entries[i].person == context.part("person")) continue;
                                 return refuse(Fault::malformed, fmt::format("line {} is of {}, the address of {}",
                                                                             lines[i], in_quotes(entries[i].person),
                                                                             in_quotes(context.part("person"))));
                               }
                               return sink(entries, lines);
                             });
  };
  const auto outcome = record::import_diary(read, context.store,
                                            {.what = "import", .source = name, .at = context.now.at}, std::nullopt, {});
  if (outcome.error) return http::problem(*outcome.error);
  return json(200,
              Answer{{"person", context.part("person")}, {"files", Answer::array({record::file_answer(outcome)})}});
}

}  // namespace

void add_entry_routes(std::vector<Route>& routes) {
  const std::string path = "/api/v1/people/{person}/entries";
  const QuestionOption kind{"kind", OptionType::text, "reading, event, surroundings, product or routine", ""};
  const QuestionOption from{"from", OptionType::date, "first date", ""};
  const QuestionOption to{"to", OptionType::date, "last date", ""};
  const std::vector<QuestionOption> key{
      {"kind", OptionType::text, "reading, event, surroundings, product or routine", "", 0, 0,
       QuestionOption::required},
      {"time", OptionType::text, "as it was written", "", 0, 0, QuestionOption::required},
      {"place", OptionType::text, "site, source or slot; none by default", ""},
      {"name", OptionType::text, "event, product or routine; none by default", ""},
      {"detail", OptionType::text, "minutes, or a routine's product; none by default", ""}};
  routes.push_back(
      {.method = "GET",
       .path = path,
       .need = accounts::Need::read,
       .id = "entries",
       .what = "What was written down, in pages that say what is left.",
       .query = {kind,
                 from,
                 to,
                 {"order", OptionType::text, "newest: newest first; diary: kind by kind, oldest first", "diary"},
                 {"limit", OptionType::whole, "entries of a page", std::to_string(usual_page), 1, largest_page},
                 {"after", OptionType::text, "`next` of the page before", ""}},
       .body = "",
       .answer = "entries",
       .kept = Route::yes,
       .run = list_entries});
  routes.push_back({.method = "POST",
                    .path = path,
                    .need = accounts::Need::send,
                    .id = "log",
                    .what = "Writes entries down, all or none. Sent again, nothing changes.",
                    .query = {},
                    .body = "entries_in",
                    .answer = "logged",
                    .status = 201,
                    .most_body = std::size_t{1} << 20,
                    .run = log_entries});
  routes.push_back({.method = "PUT",
                    .path = path,
                    .need = accounts::Need::write,
                    .id = "edit",
                    .what = "Makes an entry exactly this.",
                    .query = {},
                    .body = "entries_in",
                    .answer = "edited",
                    .run = replace_entry});
  routes.push_back({.method = "DELETE",
                    .path = path,
                    .need = accounts::Need::write,
                    .id = "remove",
                    .what = "Removes an entry; its history stays.",
                    .query = key,
                    .body = "",
                    .answer = "removed",
                    .run = remove_entry});
  routes.push_back({.method = "GET",
                    .path = path + "/history",
                    .need = accounts::Need::read,
                    .id = "history",
                    .what = "All versions of an entry, oldest first.",
                    .query = key,
                    .body = "",
                    .answer = "history",
                    .run = entry_history});
  routes.push_back({.method = "POST",
                    .path = "/api/v1/people/{person}/undo",
                    .need = accounts::Need::write,
                    .id = "undo",
                    .what = "Takes back what was last written in this person's diary.",
                    .query = {{"version", OptionType::whole, "only if that writing is the last; else 409", ""}},
                    .body = "",
                    .answer = "undone",
                    .run = undo});
  routes.push_back({.method = "GET",
                    .path = "/api/v1/people/{person}/undo",
                    .need = accounts::Need::read,
                    .id = "next_undo",
                    .what = "What undo would take back; 404 if nothing.",
                    .query = {},
                    .body = "",
                    .answer = "undone",
                    .run = next_undo});
  routes.push_back({.method = "POST",
                    .path = "/api/v1/people/{person}/imports",
                    .need = accounts::Need::write,
                    .id = "import",
                    .what = "Reads a diary file, CSV or JSON: good rows are kept, every bad one is told.",
                    .query = {{"name", OptionType::text, "of the file, for the answer and the history", ""}},
                    .body = "file",
                    .answer = "imported",
                    .most_body = std::size_t{32} << 20,
                    .run = import_file});
}

}  // namespace skin2vec::serve
