// What devices send over HTTP, and what sensors say of the air of late.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>

#include "skin2vec/accounts/secrets.h"
#include "skin2vec/ambient/sensor_means.h"
#include "skin2vec/ambient/webhook.h"
#include "skin2vec/base/text.h"
#include "skin2vec/series/sensor_bias.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using ask::Answer;
using ask::OptionType;

constexpr const char* means_setting = "webhook_means";
constexpr std::int64_t write_ms = 600'000;  // a span that is not over is written so often: each write is a version
constexpr int shown_days = 30;
constexpr std::size_t known_readings = 256;  // the last ones, so that one that is sent again is not counted again

// What is kept between the posts of a person's devices, as one setting. First line: when the open spans were last
// written, ms, then what is known of the last readings; the rest are the means.
struct Gathered {
  std::string written;
  std::deque<std::string> known;  // oldest first
  ambient::SensorMeans means;

  [[nodiscard]] bool knows(const std::string& name) const {
    return std::find(known.begin(), known.end(), short_hash(name)) != known.end();
  }
  void remember(const std::string& name) {
    known.push_back(short_hash(name));
    if (known.size() > known_readings) known.pop_front();
  }
  static std::string short_hash(const std::string& name) { return accounts::hash_of(name).substr(0, 16); }

  void read(std::string_view text) {
    const std::size_t line = std::min(text.find('\n'), text.size());
    const auto words = split(text.substr(0, line), ' ');
    written = words[0];
    known.assign(words.begin() + 1, words.end());
    // What an older version wrote may not be understood: then the means begin anew.
    if (line < text.size()) (void)means.read_text(text.substr(line + 1));
  }
  [[nodiscard]] std::string text() const {
    return fmt::format("{}{}{}\n{}", written, known.empty() ? "" : " ", fmt::join(known, " "), means.to_text());
  }
};

struct Written {
  std::int64_t version = 0;
  std::size_t repeated = 0;  // values that were there before
};

std::vector<diary::Entry> entries_to_write(ambient::SensorMeans& means, const std::string& written, Instant now) {
  std::vector<diary::Entry> entries = means.take_over(now);
  const auto last = parse_number(written);
  if (!entries.empty() || !last || static_cast<double>(now.ms) - *last >= write_ms) {
    const auto open = means.entries();
    entries.insert(entries.end(), open.begin(), open.end());
  }
  return entries;
}

// A reading that tells its time is counted once; so is a request as a whole, by its key (Idempotency-Key) or, if all of
// its readings tell their time, by its body: it may have more of them than are remembered.
Result<Written> write_readings(Context& context, const std::string& device,
                               const std::vector<ambient::WebhookReading>& readings) {
  const std::string& person = context.part("person");
  Gathered gathered{.written = {}, .known = {}, .means = ambient::SensorMeans({.person = person})};
  Written done;
  auto writing = context.store.begin({.what = "sensors", .source = "webhook", .at = context.now.at});
  if (!writing) return tl::unexpected(writing.error());
  // The writer's lock is held: nobody else reads it meanwhile.
  const auto kept = context.store.setting(person, means_setting);
  if (!kept) return tl::unexpected(kept.error());
  if (*kept) gathered.read(**kept);
  const auto key = context.request.header("idempotency-key");
  const bool timed =
      std::all_of(readings.begin(), readings.end(), [](const auto& one) { return one.time.has_value(); });
  const std::string whole = key     ? fmt::format("{}\nkey\n{}", device, *key)
                            : timed ? fmt::format("{}\nbody\n{}", device, context.request.body)
                                    : "";
  if (!whole.empty() && gathered.knows(whole)) {
    done.repeated = readings.size();
    return done;
  }
  for (const ambient::WebhookReading& one : readings) {
    const std::int16_t offset = one.time && one.time->offset_min ? *one.time->offset_min : context.now.offset_min;
    const Instant at = one.time ? instant(*one.time, context.now.offset_min) : context.now.at;
    if (one.time) {
      const std::string name = fmt::format("{}\n{}\n{}", one.reading.device, one.reading.exposure, at.ms);
      if (gathered.knows(name)) {
        ++done.repeated;
        continue;
      }
      gathered.remember(name);
    }
    gathered.means.add(one.reading, at, offset);
  }
  if (done.repeated == readings.size()) return done;
  if (!whole.empty()) gathered.remember(whole);  // last: the readings of a long request do not push it out
  const auto entries = entries_to_write(gathered.means, gathered.written, context.now.at);
  if (!entries.empty()) {
    gathered.written = std::to_string(context.now.at.ms);
    if (const auto put = writing->put(entries); !put) return tl::unexpected(put.error());
  }
  if (const auto set = writing->set(person, means_setting, gathered.text()); !set) {
    return tl::unexpected(set.error());
  }
  const auto version = writing->commit();
  if (!version) return tl::unexpected(version.error());
  done.version = *version;
  return done;
}

http::Response take_readings(Context& context) {
  const auto profile = record::kept_profile(context.store);
  if (!profile) return http::problem(profile.error());
  const std::string given = context.given("device");
  const std::string device = !context.caller.program.empty() ? context.caller.program
                             : given.empty()                 ? "webhook"
                                                             : given;
  if (!is_name(device)) return http::problem(400, fmt::format("device is {}, which is no name", in_quotes(device)));
  const auto report = ambient::read_webhook(context.request.body, device, *profile);
  if (!report) return http::problem(report.error());
  Written written;
  if (!report->readings.empty()) {
    const auto done = write_readings(context, device, report->readings);
    if (!done) return http::problem(done.error());
    written = *done;
  }
  if (written.version > 0) {
    const store::Touched touched{.writing = written.version, .person = context.part("person"), .what = "sensors"};
    context.service.feed.tell({&touched, 1});
  }
  Answer problems = Answer::array();
  for (const ambient::SensorProblem& one : report->problems) {
    problems.push_back({{"of", one.of},
                        {"exposure", one.exposure},
                        {"doubt", ambient::doubt_name(one.doubt)},
                        {"message", one.message}});
  }
  return json(201, Answer{{"person", context.part("person")},
                          {"device", device},
                          {"values", report->readings.size() - written.repeated},
                          {"repeated", written.repeated},
                          {"problems", std::move(problems)}});
}

// The newest value of each source and exposure.
Answer latest(std::span<const diary::Entry> entries) {
  std::map<std::pair<std::string, std::string>, Answer> all;
  for (const diary::Entry& entry : entries) {
    for (const auto& value : entry.values) {
      Answer& one = all[{entry.place, value.name}];
      const std::int64_t before = one.is_null() ? 0 : one["hours"].get<std::int64_t>();
      one = {{"source", entry.place},
             {"exposure", value.name},
             {"last", ask::number(value.number)},
             {"time", to_text(entry.time)},
             {"hours", before + 1}};
    }
  }
  Answer list = Answer::array();
  for (auto& [key, one] : all) list.push_back(std::move(one));
  return list;
}

http::Response show_sensors(Context& context) {
  const auto person = known_person(context);
  if (!person) return http::problem(person.error());
  const auto profile = record::kept_profile(context.store);
  if (!profile) return http::problem(profile.error());
  const Day today = local_time(context.now.at, context.now.offset_min).day;
  const auto entries = context.store.read(
      {.person = *person, .kinds = {diary::Kind::surroundings}, .from = today - shown_days, .to = std::nullopt});
  if (!entries) return http::problem(entries.error());
  Answer answer{{"person", *person}, {"from", to_text(today - shown_days)}, {"sensors", latest(*entries)}};
  ask::add_bias(answer, series::sensor_bias(*entries, *profile));
  return json(200, answer);
}

}  // namespace

void add_sensor_routes(std::vector<Route>& routes) {
  routes.push_back(
      {.method = "GET",
       .path = "/api/v1/people/{person}/sensors",
       .need = accounts::Need::read,
       .id = "sensors",
       .what = "The newest value of each source in the last 30 days, and how far sensors stand from outdoors.",
       .query = {},
       .body = "",
       .answer = "air",
       .run = show_sensors});
  routes.push_back(
      {.method = "POST",
       .path = "/api/v1/people/{person}/sensors",
       .need = accounts::Need::send,
       .id = "send",
       .what =
           "Readings of a device: gathered into means by the hour. One that tells its time is counted once, however "
           "often it is sent; so is a request with an Idempotency-Key.",
       .query = {{"device", OptionType::text, "its name, where no token says it; default: webhook", ""}},
       .body = "sensor_readings",
       .answer = "sent",
       .status = 201,
       .most_body = ambient::most_webhook_bytes,
       .run = take_readings});
}

}  // namespace skin2vec::serve
