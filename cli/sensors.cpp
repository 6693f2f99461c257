#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <thread>

#include "cli/interrupt.h"
#include "cli/verbs.h"
#include "skin2vec/ambient/mqtt.h"
#include "skin2vec/ambient/sensor_means.h"
#include "skin2vec/base/text.h"
#include "skin2vec/series/sensor_bias.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace sensors_verb {

using Clock = std::chrono::steady_clock;

constexpr const char* means_setting = "sensor_means";
constexpr auto save_every = std::chrono::seconds(2);

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string url;
  std::vector<std::string> topics;
  std::vector<std::string> maps;
  std::vector<std::string> outdoor;
  std::string client_id;
  std::string ca_file;
  int seconds = 0;
  int every_min = 60;
};

// One device and exposure in this run.
struct Heard {
  std::int64_t values = 0;
  double sum = 0;
  double last = 0;
};

// What one device sent of one exposure and was not kept.
struct Unkept {
  std::int64_t count = 0;
  ambient::Doubt doubt = ambient::Doubt::not_understood;
  std::string message;  // of the first
};

struct Listening {
  const Common& common;
  store::Store& store;
  const diary::Profile& profile;
  ambient::MqttClient& client;
  ambient::SensorReader reader;
  ambient::SensorMeans means;
  std::int16_t offset_min = 0;

  std::map<std::pair<std::string, std::string>, Heard> heard;
  std::map<std::tuple<std::string, std::string, std::string>, Unkept> problems;
  std::int64_t retained = 0;
  std::int64_t entries = 0;             // added or changed in the diary
  std::vector<diary::Entry> unwritten;  // spans that are over
  bool dirty = false;                   // something was heard since the last save

  void take(const ambient::MqttMessage& message, Instant now);
  Result<void> save(Instant now, bool last);
};

void Listening::take(const ambient::MqttMessage& message, Instant now) {
  if (message.retained && !reader.describes(message.topic)) {
    ++retained;
    return;
  }
  const ambient::SensorReport report = reader.read(message.topic, message.payload);
  if (!report.subscribe.empty()) client.subscribe(report.subscribe);
  for (const auto& reading : report.readings) {
    means.add(reading, Instant{now.ms - message.waited_ms}, offset_min);
    Heard& one = heard[{reading.device, reading.exposure}];
    ++one.values;
    one.sum += reading.value;
    one.last = reading.value;
    dirty = true;
  }
  constexpr std::size_t most_problems = 1000;  // a broker's worth of nonsense is not kept in memory
  for (const auto& problem : report.problems) {
    const auto key = std::tuple(problem.of, problem.exposure, std::string(ambient::doubt_name(problem.doubt)));
    if (problems.size() >= most_problems && !problems.contains(key)) continue;
    Unkept& one = problems[key];
    if (one.count++ == 0) {
      one.doubt = problem.doubt;
      one.message = problem.message;
      fmt::print(stderr, "{}: {}\n", problem.of, problem.message);
    }
  }
}

// The spans that are over, and what is left of the others, in one transaction. At the end the others too, as they
// stand.
Result<void> Listening::save(Instant now, bool last) {
  const auto over = means.take_over(now);
  unwritten.insert(unwritten.end(), over.begin(), over.end());
  if (!dirty && unwritten.empty() && !last) return {};
  auto writing = store.begin({.what = "sensors", .source = "mqtt", .at = now});
  if (!writing) return tl::unexpected(writing.error());
  std::vector<diary::Entry> all = unwritten;
  if (last) {
    const auto open = means.entries();
    all.insert(all.end(), open.begin(), open.end());
  }
  std::int64_t changed = 0;
  if (!all.empty()) {
    const auto outcomes = writing->put(all);
    if (!outcomes) return tl::unexpected(outcomes.error());
    changed = std::count_if(outcomes->begin(), outcomes->end(),
                            [](store::Outcome outcome) { return outcome != store::Outcome::unchanged; });
  }
  if (const auto set = writing->set(common.person, means_setting, means.to_text()); !set)
    return tl::unexpected(set.error());
  const auto committed = writing->commit();
  if (!committed) return tl::unexpected(committed.error());
  entries += changed;
  unwritten.clear();
  dirty = false;
  return {};
}

ask::Answer answer_of(const Listening& listening, const std::vector<series::SensorBias>& biases, Day from, Day to) {
  ask::Answer answer = ask::head({listening.profile.name, listening.common.person, from, to});
  answer["sensors"] = ask::Answer::array();
  for (const auto& [key, heard] : listening.heard) {
    answer["sensors"].push_back({{"device", key.first},
                                 {"source", listening.means.source(key.first)},
                                 {"exposure", key.second},
                                 {"values", heard.values},
                                 {"mean", ask::number(heard.sum / static_cast<double>(heard.values))},
                                 {"last", ask::number(heard.last)}});
  }
  answer["problems"] = ask::Answer::array();
  for (const auto& [key, problem] : listening.problems) {
    answer["problems"].push_back({{"of", std::get<0>(key)},
                                  {"exposure", std::get<1>(key)},
                                  {"doubt", std::get<2>(key)},
                                  {"count", problem.count},
                                  {"message", problem.message}});
  }
  const ambient::MqttCounts counts = listening.client.counts();
  answer["broker"] = {{"messages", counts.received},
                      {"connections", counts.connections},
                      {"lost", counts.lost},
                      {"retained", listening.retained},
                      {"repeated", counts.repeated},
                      {"too_large", counts.too_large},
                      {"overflowed", counts.overflowed},
                      {"refused_topics", counts.refused_topics}};
  answer["entries"] = listening.entries;
  ask::add_bias(answer, biases);
  return answer;
}

std::string doubt_text(ambient::Doubt doubt, words::Language language) {
  switch (doubt) {
    case ambient::Doubt::not_understood:
      return words::say<"sensors.doubt.not_understood">(language);
    case ambient::Doubt::unavailable:
      return words::say<"sensors.doubt.unavailable">(language);
    case ambient::Doubt::out_of_range:
      break;
  }
  return words::say<"sensors.doubt.out_of_range">(language);
}

std::string bias_text(const series::SensorBias& bias, words::Language language) {
  using namespace words::literals;
  if (std::isfinite(bias.low)) {
    return words::say<"sensors.bias.interval">(language, "source"_a = bias.source, "exposure"_a = bias.exposure,
                                               "against"_a = bias.against, "difference"_a = bias.difference,
                                               "low"_a = bias.low, "high"_a = bias.high, "dates"_a = bias.dates);
  }
  return words::say<"sensors.bias">(language, "source"_a = bias.source, "exposure"_a = bias.exposure,
                                    "against"_a = bias.against, "difference"_a = bias.difference,
                                    "dates"_a = bias.dates);
}

void tell(const Listening& listening, const std::vector<series::SensorBias>& biases, words::Language language) {
  using namespace words::literals;
  const auto line = [](const std::string& text) { fmt::print("{}\n", text); };
  for (const auto& [key, heard] : listening.heard) {
    line(words::say<"sensors.heard">(language, "source"_a = listening.means.source(key.first),
                                     "exposure"_a = key.second, "n"_a = heard.values,
                                     "mean"_a = heard.sum / static_cast<double>(heard.values), "last"_a = heard.last));
  }
  if (listening.heard.empty()) line(words::say<"sensors.no_reading">(language));
  for (const auto& [key, problem] : listening.problems) {
    line(words::say<"sensors.not_kept">(language, "of"_a = std::get<0>(key),
                                        "doubt"_a = doubt_text(problem.doubt, language), "n"_a = problem.count));
  }
  const ambient::MqttCounts counts = listening.client.counts();
  if (listening.retained > 0) line(words::say<"sensors.retained">(language, "n"_a = listening.retained));
  if (counts.lost > 0) line(words::say<"sensors.lost">(language, "n"_a = counts.lost));
  if (const auto dropped = counts.too_large + counts.overflowed; dropped > 0)
    line(words::say<"sensors.dropped">(language, "n"_a = dropped));
  for (const std::string& topic : counts.refused_topics)
    line(words::say<"sensors.refused">(language, "topic"_a = in_quotes(topic)));
  line(words::say<"sensors.entries">(language, "n"_a = listening.entries));
  for (const auto& bias : biases) line(bias_text(bias, language));
}

// Until connected, stopped, or out of time. What is left is told by `connected`.
Result<void> connect(ambient::MqttClient& client, const std::optional<Clock::time_point>& end,
                     const InterruptGuard& guard) {
  bool told = false;
  for (int wait_ms = 500; !guard.asked() && !(end && Clock::now() >= *end); wait_ms = std::min(2 * wait_ms, 8000)) {
    const auto connected = client.connect(5000);
    if (!connected) return tl::unexpected(connected.error());
    if (*connected) return {};
    if (!told) fmt::print(stderr, "the broker does not answer; trying again\n");
    told = true;
    const auto until = Clock::now() + std::chrono::milliseconds(wait_ms);
    while (!guard.asked() && Clock::now() < until && !(end && Clock::now() >= *end))
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return {};
}

// Listens until stopped or out of time; then closes, and saves what is still in the queue.
Result<void> listen(Listening& listening, const std::optional<Clock::time_point>& end, const InterruptGuard& guard) {
  auto saved = Clock::now();
  bool was_connected = true;
  while (!guard.asked() && !(end && Clock::now() >= *end)) {
    const auto message = listening.client.next(100);
    const auto time = now();
    if (!time) return tl::unexpected(time.error());
    listening.offset_min = time->offset_min;
    if (message) listening.take(*message, time->at);
    if (const bool connected = listening.client.connected(); connected != was_connected) {
      fmt::print(stderr, "{}\n", connected ? "connected again" : "the connection is lost; it is tried again");
      was_connected = connected;
    }
    if (Clock::now() - saved < save_every) continue;
    saved = Clock::now();
    // The diary may be busy for a while: what could not be written is written the next time.
    if (const auto done = listening.save(time->at, false); !done)
      fmt::print(stderr, "skin2vec: {}\n", done.error().message);
  }
  listening.client.close();
  const auto time = now();
  if (!time) return tl::unexpected(time.error());
  while (const auto message = listening.client.next(0)) listening.take(*message, time->at);
  return listening.save(time->at, true);
}

int run_sensors(const Options& options) {
  const Common& common = *options.common;
  if (!common.person.empty() && !is_name(common.person))
    return fail_usage(fmt::format("--person is {}; expected a name without : ; = @ \"", in_quotes(common.person)));
  if (1440 % options.every_min != 0)
    return fail_usage(fmt::format("--every is {}; expected a part of the 1440 minutes of a day", options.every_min));
  const auto clock = now();
  if (!clock) return fail(clock.error());
  const char* password = std::getenv("SKIN2VEC_MQTT_PASSWORD");
  ambient::MqttOptions mqtt{.url = options.url, .client_id = options.client_id};
  mqtt.password = password ? password : "";
  mqtt.ca_file = options.ca_file;
  if (mqtt.client_id.empty())
    mqtt.client_id =
        fmt::format("skin2vec-{:016x}", std::hash<std::string>{}(diary_place(common) + '\n' + common.person));
  mqtt.topics = options.topics;
  if (mqtt.topics.empty()) mqtt.topics = {"zigbee2mqtt/#", "tele/+/SENSOR"};
  mqtt.topics.emplace_back("homeassistant/sensor/#");
  auto store = open_diary(common, true);
  if (!store) return fail(store.error());
  const auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  ambient::SensorReaderOptions reading;
  for (const std::string& text : options.maps) {
    const auto map = ambient::parse_map(text, *profile);
    if (!map) return fail_usage(map.error().message);
    if (!ambient::is_topic_filter(map->topic) || map->topic.find_first_of("#+") != std::string::npos)
      return fail_usage(fmt::format("--map: {} is no topic", in_quotes(map->topic)));
    reading.maps.push_back(*map);
    if (std::none_of(mqtt.topics.begin(), mqtt.topics.end(),
                     [&](const std::string& filter) { return ambient::topic_matches(filter, map->topic); }))
      mqtt.topics.push_back(map->topic);
  }
  auto client = ambient::MqttClient::open(mqtt);
  if (!client) return fail_usage(client.error().message);
  ambient::SensorMeans means({common.person, options.every_min, {options.outdoor.begin(), options.outdoor.end()}});
  const auto kept = store->setting(common.person, means_setting);
  if (!kept) return fail(kept.error());
  if (*kept) {
    if (const auto read = means.read_text(**kept); !read) fmt::print(stderr, "skin2vec: {}\n", read.error().message);
  }
  // Until the end: what was heard is written, whatever comes meanwhile.
  const InterruptGuard guard(Signals::interrupt_and_terminate);
  std::optional<Clock::time_point> end;
  if (options.seconds > 0) end = Clock::now() + std::chrono::seconds(options.seconds);
  if (const auto tried = connect(*client, end, guard); !tried) return fail(tried.error());
  if (!client->connected())
    return fail({Fault::unavailable, "the broker did not answer; is it running, and the address right?"});
  fmt::print(stderr, "listening{}\n", end ? "" : "; Ctrl-C ends it");
  Listening listening{common, *store, *profile, *client, {*profile, reading}, means, clock->offset_min};
  if (const auto done = listen(listening, end, guard); !done) return fail(done.error());
  const auto span = asked_span(common);
  if (!span) return fail(span.error());
  const auto entries = store->read({common.person, {diary::Kind::surroundings}, span->from, span->to});
  if (!entries) return fail(entries.error());
  const auto biases = series::sensor_bias(*entries, *profile);
  const Day from = local_time(clock->at, clock->offset_min).day;
  const auto last = now();
  const Day to = last ? local_time(last->at, last->offset_min).day : from;
  if (common.json) {
    print(answer_of(listening, biases, from, to));
  } else {
    tell(listening, biases, language(common).value_or(words::Language::en));
  }
  return 0;
}

}  // namespace sensors_verb

Verb add_sensors(CLI::App& program) {
  using namespace sensors_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "sensors", "Listens to the sensors of a home (MQTT) and writes their means down.",
                            "  skin2vec sensors mqtt://192.168.1.5:1883\n  skin2vec sensors mqtt://127.0.0.1 --map "
                            "attic/t=temperature:°F --for 3600",
                            options->common);
  verb->add_option("MQTT-URL", options->url, "mqtt://[USER@]HOST[:1883], or mqtts:// with TLS")
      ->required()
      ->type_name("")
      ->default_str("");
  const auto several = [&](const char* name, std::vector<std::string>& list, const char* text, const char* type) {
    verb->add_option(name, list, text)->type_name(type)->allow_extra_args(false)->always_capture_default(false);
  };
  several("--topic", options->topics, "listened to instead of zigbee2mqtt/# and tele/+/SENSOR; may be repeated",
          "TOPIC");
  several("--map", options->maps, "a bare number on this topic; may be repeated", "TOPIC=EXPOSURE[:UNIT]");
  several("--outdoor", options->outdoor, "a device that is not in the room; may be repeated", "DEVICE");
  verb->add_option("--for", options->seconds, "how long; 0: until Ctrl-C")
      ->type_name("SECONDS")
      ->check(CLI::Range(0, 1 << 30));
  verb->add_option("--every", options->every_min, "minutes that one mean is over; a part of a day")
      ->type_name("N")
      ->check(CLI::Range(1, 1440));
  verb->add_option("--client-id", options->client_id,
                   "by which the broker knows this diary; default: made from its place")
      ->type_name("NAME")
      ->always_capture_default(false);
  verb->add_option("--ca", options->ca_file, "certificates that mqtts:// is checked with; default: the system's")
      ->type_name("FILE")
      ->always_capture_default(false);
  return {verb, [options] { return run_sensors(*options); }};
}

}  // namespace skin2vec::cli
