// What devices send over HTTP, and what sensors say of the air of late.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "skin2vec/ambient/sensor_means.h"
#include "skin2vec/ambient/webhook.h"
#include "skin2vec/base/text.h"
#include "skin2vec/series/sensor_bias.h"
#include "skin2vec/serve/routes.h"
#include "skin2vec/serve/state.h"

namespace skin2vec::serve {

namespace {

using insight::Answer;
using record::OptionType;

constexpr const char* means_setting = "webhook_means";
constexpr std::int64_t write_ms = 600'000;  // a span that is not over is written so often: each write is a version
constexpr int shown_days = 30;

std::vector<diary::Entry> entries_to_write(ambient::SensorMeans& means, const std::string& written, Instant now) {
  std::vector<diary::Entry> entries = means.take_over(now);
  const auto last = parse_number(written);
  if (!entries.empty() || !last || static_cast<double>(now.ms) - *last >= write_ms) {
    const auto open = means.entries();
    entries.insert(entries.end(), open.begin(), open.end());
  }
  return entries;
}

Result<std::int64_t> write_readings(Context& context, const std::vector<ambient::WebhookReading>& readings) {
  const std::string& person = context.part("person");
  ambient::SensorMeans means({.person = person});
  auto writing = context.store.begin({.what = "sensors", .source = "webhook", .at = context.now.at});
  if (!writing) return tl::unexpected(writing.error());
  // First line: when the open spans were last written. The writer's lock is held: nobody else reads it meanwhile.
  const auto kept = context.store.setting(person, means_setting);
  if (!kept) return tl::unexpected(kept.error());
  std::string written;
  if (*kept) {
    const std::size_t line = std::min((*kept)->find('\n'), (*kept)->size());
    written = (*kept)->substr(0, line);
    // What an older version wrote may not be understood: then the means begin anew.
    if (line < (*kept)->size()) (void)means.read_text(std::string_view(**kept).substr(line + 1));
  }
  for (const ambient::WebhookReading& one : readings) {
    const std::int16_t offset = one.time && one.time->offset_min ? *one.time->offset_min : context.now.offset_min;
    means.add(one.reading, one.time ? instant(*one.time, context.now.offset_min) : context.now.at, offset);
  }
  const auto entries = entries_to_write(means, written, context.now.at);
  if (!entries.empty()) {
    written = std::to_string(context.now.at.ms);
    if (const auto put = writing->put(entries); !put) return tl::unexpected(put.error());
  }
  if (const auto set = writing->set(person, means_setting, written + "\n" + means.to_text()); !set) {
    return tl::unexpected(set.error());
  }
  return writing->commit();
}

Response take_readings(Context& context) {
  const auto profile = record::kept_profile(context.store);
  if (!profile) return problem(profile.error());
  const std::string given = context.given("device");
  const std::string device = !context.caller.program.empty() ? context.caller.program
                             : given.empty()                 ? "webhook"
                                                             : given;
  if (!is_name(device)) return problem(400, fmt::format("device is {}, which is no name", in_quotes(device)));
  const auto report = ambient::read_webhook(context.request.body, device, *profile);
  if (!report) return problem(report.error());
  std::int64_t version = 0;
  if (!report->readings.empty()) {
    const auto written = write_readings(context, report->readings);
    if (!written) return problem(written.error());
    version = *written;
    const store::Touched touched{.writing = version, .person = context.part("person"), .what = "sensors"};
    context.service.live.tell({&touched, 1});
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
                          {"values", report->readings.size()},
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
             {"last", insight::number(value.number)},
             {"time", to_text(entry.time)},
             {"hours", before + 1}};
    }
  }
  Answer list = Answer::array();
  for (auto& [key, one] : all) list.push_back(std::move(one));
  return list;
}

Response show_sensors(Context& context) {
  const auto person = known_person(context);
  if (!person) return problem(person.error());
  const auto profile = record::kept_profile(context.store);
  if (!profile) return problem(profile.error());
  const Day today = local_time(context.now.at, context.now.offset_min).day;
  const auto entries = context.store.read(
      {.person = *person, .kinds = {diary::Kind::surroundings}, .from = today - shown_days, .to = std::nullopt});
  if (!entries) return problem(entries.error());
  Answer answer{{"person", *person}, {"from", to_text(today - shown_days)}, {"sensors", latest(*entries)}};
  insight::add_bias(answer, series::sensor_bias(*entries, *profile));
  return json(200, answer);
}

}  // namespace

void add_sensor_routes(std::vector<Route>& routes) {
  routes.push_back(
      {.method = "GET",
       .path = "/api/v1/people/{person}/sensors",
       .need = Need::read,
       .id = "sensors",
       .what = "The newest value of each source in the last 30 days, and how far sensors stand from outdoors.",
       .query = {},
       .body = "",
       .answer = "air",
       .run = show_sensors});
  routes.push_back({.method = "POST",
                    .path = "/api/v1/people/{person}/sensors",
                    .need = Need::send,
                    .id = "send",
                    .what = "Readings of a device: gathered into means by the hour.",
                    .query = {{"device", OptionType::text, "its name, where no token says it; default: webhook", ""}},
                    .body = "sensor_readings",
                    .answer = "sent",
                    .status = 201,
                    .most_body = ambient::most_webhook_bytes,
                    .run = take_readings});
}

}  // namespace skin2vec::serve
