#include "skin2vec/ambient/mqtt.h"

#include <fmt/format.h>
#include <mqtt/async_client.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

namespace mqtt_client {

using Clock = std::chrono::steady_clock;

struct Address {
  std::string uri;   // as Paho has it
  std::string host;  // for messages
  std::string user;
  bool tls = false;
};

Result<Address> parse_address(const std::string& url) {
  const auto refused = [&] {
    // Not the URL itself: somebody may have written a password into it.
    return refuse(Fault::malformed, "the broker's address is none; expected mqtt://HOST:1883, or mqtts://HOST:8883");
  };
  Address address;
  std::string_view left = url;
  if (left.starts_with("mqtts://")) {
    address.tls = true;
    left.remove_prefix(8);
  } else if (left.starts_with("mqtt://")) {
    left.remove_prefix(7);
  } else {
    return refused();
  }
  if (left.ends_with('/')) left.remove_suffix(1);
  if (const std::size_t at = left.rfind('@'); at != std::string_view::npos) {
    address.user = std::string(left.substr(0, at));
    left.remove_prefix(at + 1);
    if (address.user.empty()) return refused();
    if (address.user.find(':') != std::string::npos)
      return refuse(Fault::malformed,
                    "the password does not belong into the address: others could read it; "
                    "SKIN2VEC_MQTT_PASSWORD takes it");
  }
  int port = address.tls ? 8883 : 1883;
  const std::size_t bracket = left.rfind(']');  // [::1]:1883
  const std::size_t colon = left.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    const auto number = parse_number(left.substr(colon + 1));
    if (!number || *number < 1 || *number > 65535 || *number != static_cast<int>(*number)) return refused();
    port = static_cast<int>(*number);
    left = left.substr(0, colon);
  }
  if (left.empty() || left.find_first_of("/?# \t") != std::string_view::npos) return refused();
  address.host = fmt::format("{}:{}", left, port);
  address.uri = fmt::format("{}://{}", address.tls ? "ssl" : "tcp", address.host);
  return address;
}

std::size_t fingerprint(const mqtt::message& message) {
  return std::hash<std::string>{}(message.get_topic() + '\0' + message.to_string());
}

}  // namespace mqtt_client
using namespace mqtt_client;

// What the callbacks and the consumer share. The callbacks come from Paho's threads.
struct MqttClient::State : public mqtt::callback, public mqtt::iaction_listener {
  State(MqttOptions given, Address where)
      : options(std::move(given)), address(std::move(where)), client(address.uri, options.client_id) {
    topics = options.topics;
    client.set_callback(*this);
  }

  ~State() override { close(); }

  void close() {
    try {
      if (client.is_connected()) client.disconnect(500)->wait_for(std::chrono::seconds(2));
      client.disable_callbacks();
    } catch (const mqtt::exception&) {  // it is gone already
    }
  }

  void ask_for(const std::string& topic) {
    try {
      client.subscribe(topic, 1, nullptr, *this);
    } catch (const mqtt::exception&) {  // lost again: connected() asks once more
    }
  }

  void connected(const std::string&) override {
    std::vector<std::string> all;
    {
      const std::scoped_lock lock(mutex);
      ++counts.connections;
      all = topics;
    }
    for (const std::string& topic : all) ask_for(topic);
  }

  void connection_lost(const std::string&) override {
    const std::scoped_lock lock(mutex);
    ++counts.lost;
  }

  void message_arrived(mqtt::const_message_ptr message) override {
    const std::scoped_lock lock(mutex);
    const std::size_t print = fingerprint(*message);
    if (message->is_duplicate() && std::find(recent.begin(), recent.end(), print) != recent.end()) {
      ++counts.repeated;
      return;
    }
    constexpr std::size_t remembered = 256;
    recent.push_back(print);
    if (recent.size() > remembered) recent.pop_front();
    if (message->get_payload_ref().size() > options.max_payload_bytes) {
      ++counts.too_large;
    } else if (queue.size() >= options.max_queue) {
      ++counts.overflowed;
    } else {
      ++counts.received;
      queue.push_back({std::move(message), Clock::now()});
      arrived.notify_one();
    }
  }

  void on_failure(const mqtt::token& token) override {  // of a subscription
    const auto refused = token.get_topics();
    const std::scoped_lock lock(mutex);
    for (std::size_t i = 0; refused && i < refused->size(); ++i) {
      const std::string& topic = (*refused)[i];
      auto& list = counts.refused_topics;
      if (client.is_connected() && std::find(list.begin(), list.end(), topic) == list.end()) list.push_back(topic);
    }
  }
  void on_success(const mqtt::token&) override {}

  struct Waiting {
    mqtt::const_message_ptr message;
    Clock::time_point since;
  };

  MqttOptions options;
  Address address;
  mutable std::mutex mutex;
  std::condition_variable arrived;
  std::deque<Waiting> queue;
  std::deque<std::size_t> recent;
  std::vector<std::string> topics;
  MqttCounts counts;
  mqtt::async_client client;  // last: gone before what its callbacks use
};

bool is_topic_filter(std::string_view filter) {
  if (filter.empty() || filter.size() > 65535 || !is_utf8(filter) || filter.find('\0') != std::string_view::npos)
    return false;
  const auto levels = split(filter, '/');
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i].find_first_of("#+") != std::string_view::npos && levels[i].size() != 1) return false;
    if (levels[i] == "#" && i + 1 != levels.size()) return false;
  }
  return true;
}

bool topic_matches(std::string_view filter, std::string_view topic) {
  const auto wanted = split(filter, '/'), levels = split(topic, '/');
  if (topic.starts_with('$') && (wanted[0] == "#" || wanted[0] == "+")) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "#") return levels.size() + 1 > i;  // also the level above: a/# is a too
    if (i >= levels.size() || (wanted[i] != "+" && wanted[i] != levels[i])) return false;
  }
  return wanted.size() == levels.size();
}

MqttClient::MqttClient(std::unique_ptr<State> state) : state_(std::move(state)) {}
MqttClient::MqttClient(MqttClient&&) noexcept = default;
MqttClient& MqttClient::operator=(MqttClient&&) noexcept = default;
MqttClient::~MqttClient() = default;

Result<MqttClient> MqttClient::open(MqttOptions options) {
  require(!options.client_id.empty(), "MqttClient: client_id is needed");
  require(options.keep_alive_s > 0 && options.longest_retry_s > 0 && options.max_queue > 0,
          "MqttClient: limits must be positive");
  auto address = parse_address(options.url);
  if (!address) return tl::unexpected(address.error());
  for (const std::string& topic : options.topics) {
    if (!is_topic_filter(topic))
      return refuse(Fault::malformed,
                    fmt::format("{} is no topic; expected levels between /, with + or a last #", in_quotes(topic)));
  }
  try {
    return MqttClient(std::make_unique<State>(std::move(options), std::move(*address)));
  } catch (const mqtt::exception& problem) {
    return refuse(Fault::malformed, fmt::format("{}: {}", address->host, problem.what()));
  }
}

Result<bool> MqttClient::connect(int timeout_ms) {
  State& state = *state_;
  if (state.client.is_connected()) return true;
  mqtt::connect_options how;
  how.set_clean_session(false);
  how.set_keep_alive_interval(state.options.keep_alive_s);
  how.set_automatic_reconnect(1, state.options.longest_retry_s);
  how.set_connect_timeout(std::max(1, timeout_ms / 1000));
  if (!state.address.user.empty()) how.set_user_name(state.address.user);
  if (!state.options.password.empty()) how.set_password(state.options.password);
  if (state.address.tls) {
    mqtt::ssl_options tls;
    tls.set_verify(true);
    tls.set_enable_server_cert_auth(true);
    tls.set_trust_store(state.options.ca_file.empty() ? "/etc/ssl/certs/ca-certificates.crt" : state.options.ca_file);
    how.set_ssl(tls);
  }
  try {
    const auto token = state.client.connect(how);
    return token->wait_for(std::chrono::milliseconds(timeout_ms)) && state.client.is_connected();
  } catch (const mqtt::exception& problem) {
    // CONNACK 2: client id; 4: user or password; 5: not allowed. The rest may be another day's luck.
    const int code = problem.get_return_code();
    if (code == 2 || code == 4 || code == 5)
      return refuse(Fault::malformed, fmt::format("{}: the broker refuses this {}", state.address.host,
                                                  code == 2 ? "client id" : "user or password"));
    return false;
  }
}

void MqttClient::subscribe(const std::string& topic) {
  {
    const std::scoped_lock lock(state_->mutex);
    const auto covers = [&](const std::string& filter) { return topic_matches(filter, topic); };
    if (!is_topic_filter(topic) || std::any_of(state_->topics.begin(), state_->topics.end(), covers)) return;
    state_->topics.push_back(topic);
  }
  state_->ask_for(topic);
}

std::optional<MqttMessage> MqttClient::next(int wait_ms) {
  std::unique_lock lock(state_->mutex);
  if (!state_->arrived.wait_for(lock, std::chrono::milliseconds(wait_ms), [&] { return !state_->queue.empty(); }))
    return std::nullopt;
  const State::Waiting waiting = std::move(state_->queue.front());
  state_->queue.pop_front();
  const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - waiting.since).count();
  return MqttMessage{waiting.message->get_topic(), waiting.message->to_string(), waiting.message->is_retained(),
                     waited};
}

void MqttClient::close() {
  state_->close();
}

bool MqttClient::connected() const {
  return state_->client.is_connected();
}

MqttCounts MqttClient::counts() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->counts;
}

}  // namespace skin2vec::ambient
