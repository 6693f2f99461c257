// Listens to a broker of MQTT, for as long as one wants, whatever becomes of the connection.
//
//   Result<MqttClient> client =
//       MqttClient::open({.url = "mqtt://127.0.0.1:1883", .client_id = "skin2vec", .topics = {"tele/+/SENSOR"}});
//   while (client->connect(1000) == false) continue;             // the broker may come later
//   while (auto message = client->next(200)) use(*message);
//
// The first connection is tried by connect(), once a call; every later one is made again by itself, 1 to
// longest_retry_s seconds apart, and the topics are asked for again. The session is kept by the broker under
// `client_id` (QoS 1): what is published while nobody listens comes later, as far as the broker keeps it; what a broker
// sends twice because an acknowledgement was lost comes once. A message is acknowledged when it is in the queue, whose
// length is bounded: where it is full, or a payload too large, messages are counted and dropped. Callbacks only queue;
// all work is done by the one thread that calls next(). Over Eclipse Paho; its threads are its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"

namespace skin2vec::ambient {

struct MqttOptions {
  std::string url;        // mqtt://[USER@]HOST[:1883], or mqtts://[USER@]HOST[:8883] with TLS, which is checked
  std::string client_id;  // one for each diary; needed
  std::string password;   // "": none
  std::string ca_file;    // PEM; "": those of the system
  std::vector<std::string> topics;
  int keep_alive_s = 15;  // a broker that is silent for longer is lost
  int longest_retry_s = 30;
  std::size_t max_payload_bytes = std::size_t{64} * 1024;
  std::size_t max_queue = 20'000;
};

struct MqttMessage {
  std::string topic;
  std::string payload;
  bool retained = false;       // kept by the broker since nobody knows when
  std::int64_t waited_ms = 0;  // in the queue: it came that long ago
};

// What happened so far.
struct MqttCounts {
  std::int64_t received = 0;  // messages that were queued
  std::int64_t connections = 0;
  std::int64_t lost = 0;      // connections
  std::int64_t repeated = 0;  // sent twice by the broker, queued once
  std::int64_t too_large = 0;
  std::int64_t overflowed = 0;              // the queue was full
  std::vector<std::string> refused_topics;  // the broker does not let us listen
};

// "bedroom/+/state" against "bedroom/a/state". `#` and `+` at the beginning do not match topics that begin with $.
[[nodiscard]] bool topic_matches(std::string_view filter, std::string_view topic);

// Is this a filter that MQTT allows: not empty, # last, + and # alone on their level, no NUL?
[[nodiscard]] bool is_topic_filter(std::string_view filter);

class MqttClient {
 public:
  // malformed, with what was expected, if the URL or a topic is none. No connection is made yet.
  [[nodiscard]] static Result<MqttClient> open(MqttOptions options);
  MqttClient(MqttClient&&) noexcept;
  MqttClient& operator=(MqttClient&&) noexcept;
  ~MqttClient();  // as close()

  // Says goodbye to the broker, in at most 2 s. What came before stays in the queue, and nothing comes after it.
  void close();

  // Tries to connect, once. true: connected; false: nobody answered in time. malformed if the broker refuses us for
  // good: user, password, or client_id.
  [[nodiscard]] Result<bool> connect(int timeout_ms);

  // Asks for one topic more, if none of the filters so far covers it.
  void subscribe(const std::string& topic);

  // The oldest message in the queue; none if none comes within wait_ms.
  [[nodiscard]] std::optional<MqttMessage> next(int wait_ms);

  [[nodiscard]] bool connected() const;
  [[nodiscard]] MqttCounts counts() const;

 private:
  struct State;
  explicit MqttClient(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace skin2vec::ambient
