// Against a real mosquitto, on a free port of loopback.
#include "skin2vec/ambient/mqtt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "process.h"
#include "skin2vec/base/require.h"
#include "test/temporary_folder.h"

namespace skin2vec::ambient {
namespace mqtt_test {

using testing::HasSubstr;

class Mqtt : public testing::Test {
 protected:
  void SetUp() override {
    port_ = free_port();
    configure("allow_anonymous true\n");
  }
  void TearDown() override { broker_.reset(); }

  void configure(const std::string& access) const {
    std::ofstream(folder_.path() / "conf")
        << "listener " << port_ << " 127.0.0.1\npersistence true\npersistence_location " << folder_.path().string()
        << "/\nautosave_interval 0\nuser root\n"
        << access;
  }
  void start() {
    broker_ = std::make_unique<Process>(std::vector<std::string>{"mosquitto", "-c", folder_.file("conf")});
    if (!broker_->started() || !listens(port_, 10'000)) {
      broker_ = std::make_unique<Process>(std::vector<std::string>{"/usr/sbin/mosquitto", "-c", folder_.file("conf")});
      ASSERT_TRUE(listens(port_, 10'000)) << "mosquitto did not start";
    }
  }
  [[nodiscard]] MqttClient client(std::vector<std::string> topics, MqttOptions options = {}) const {
    options.url = "mqtt://127.0.0.1:" + std::to_string(port_);
    options.client_id = "test";
    options.topics = std::move(topics);
    options.longest_retry_s = 2;
    return *MqttClient::open(options);
  }
  // True when the broker has it (QoS 1: mosquitto_pub ends with 0 after the acknowledgement).
  [[nodiscard]] bool publish(const std::string& topic, const std::string& payload,
                             std::vector<std::string> more = {}) const {
    std::vector<std::string> command{"mosquitto_pub", "-h", "127.0.0.1", "-p", std::to_string(port_), "-q", "1", "-t",
                                     topic,           "-m", payload};
    command.insert(command.end(), more.begin(), more.end());
    Process process(command);
    return process.started() && process.end(0) == 0;
  }
  static bool connects(MqttClient& client, int ms = 20'000) {
    for (int waited = 0; waited < ms; waited += 200) {
      if (client.connect(2000).value()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return false;
  }
  // Until it is listened: a subscription takes a moment. Publishes "hello" until it comes.
  void greet(MqttClient& client, const std::string& topic) const {
    for (int i = 0; i < 100; ++i) {
      ASSERT_TRUE(publish(topic, "hello"));
      if (client.next(200)) break;
    }
    while (client.next(300)) {
    }
  }
  static std::multiset<std::string> all(MqttClient& client, std::size_t count, int ms = 10'000) {
    std::multiset<std::string> payloads;
    for (int waited = 0; waited < ms && payloads.size() < count; waited += 100) {
      while (const auto message = client.next(100)) payloads.insert(message->payload);
    }
    if (const auto more = client.next(300)) payloads.insert(more->payload);
    return payloads;
  }

  int port_ = 0;
  TemporaryFolder folder_;
  std::unique_ptr<Process> broker_;
};

TEST_F(Mqtt, TheFirstConnectionMayComeLater) {
  MqttClient listener = client({"a/+"});
  EXPECT_FALSE(listener.connect(1000).value());
  EXPECT_FALSE(listener.connected());
  start();
  ASSERT_TRUE(connects(listener));
  greet(listener, "a/b");
  ASSERT_TRUE(publish("a/b", "21.5"));
  const auto message = listener.next(5000);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->topic, "a/b");
  EXPECT_EQ(message->payload, "21.5");
  EXPECT_FALSE(message->retained);
  EXPECT_GE(message->waited_ms, 0);
}

TEST_F(Mqtt, ABrokerThatIsKilledAndComesBackLosesNothingThatItAcknowledged) {
  start();
  MqttClient listener = client({"a/#"});
  ASSERT_TRUE(connects(listener));
  greet(listener, "a/b");
  std::multiset<std::string> acknowledged;
  for (int i = 0; i < 5; ++i) {
    if (publish("a/b", "before " + std::to_string(i))) acknowledged.insert("before " + std::to_string(i));
  }
  EXPECT_EQ(all(listener, 5), acknowledged);
  broker_->end(SIGKILL);
  EXPECT_FALSE(publish("a/b", "nobody there"));
  start();
  for (int waited = 0; waited < 20'000 && !listener.connected(); waited += 100)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  ASSERT_TRUE(listener.connected());
  greet(listener, "a/b");  // subscribed again by itself
  acknowledged.clear();
  for (int i = 0; i < 5; ++i) {
    if (publish("a/b", "after " + std::to_string(i))) acknowledged.insert("after " + std::to_string(i));
  }
  EXPECT_EQ(acknowledged.size(), 5U);
  EXPECT_EQ(all(listener, 5), acknowledged);
  EXPECT_EQ(listener.counts().lost, 1);
  EXPECT_EQ(listener.counts().connections, 2);
}

TEST_F(Mqtt, WhatComesWhileNobodyListensComesLater) {
  start();
  {
    MqttClient listener = client({"a/#"});
    ASSERT_TRUE(connects(listener));
    greet(listener, "a/b");
  }
  for (const auto* text : {"1", "2", "3"}) ASSERT_TRUE(publish("a/b", text));
  broker_->end(SIGTERM);  // it saves what it keeps
  start();
  MqttClient listener = client({"a/#"});
  ASSERT_TRUE(connects(listener));
  EXPECT_EQ(all(listener, 3), (std::multiset<std::string>{"1", "2", "3"}));
}

TEST_F(Mqtt, ABrokerThatIsFrozenIsNoticedAndFoundAgain) {
  start();
  MqttOptions options;
  options.keep_alive_s = 1;
  MqttClient listener = client({"a/#"}, options);
  ASSERT_TRUE(connects(listener));
  greet(listener, "a/b");
  broker_->signal(SIGSTOP);
  for (int waited = 0; waited < 15'000 && listener.connected(); waited += 100)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_FALSE(listener.connected());
  broker_->signal(SIGCONT);
  for (int waited = 0; waited < 20'000 && !listener.connected(); waited += 100)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  ASSERT_TRUE(listener.connected());
  greet(listener, "a/b");
}

TEST_F(Mqtt, RetainedIsMarkedAndTheTooLargeIsCounted) {
  start();
  ASSERT_TRUE(publish("r/x", "19", {"-r"}));
  MqttOptions options;
  options.max_payload_bytes = 1000;
  MqttClient listener = client({"r/#", "a"}, options);
  ASSERT_TRUE(connects(listener));
  const auto message = listener.next(5000);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->retained);
  greet(listener, "a");
  ASSERT_TRUE(publish("a", std::string(1001, 'x')));
  ASSERT_TRUE(publish("a", "small"));
  EXPECT_EQ(all(listener, 1), (std::multiset<std::string>{"small"}));
  EXPECT_EQ(listener.counts().too_large, 1);
}

TEST_F(Mqtt, TopicsAreAddedAndAFullQueueIsCounted) {
  start();
  MqttOptions options;
  options.max_queue = 2;
  MqttClient listener = client({"a/+"}, options);
  ASSERT_TRUE(connects(listener));
  listener.subscribe("a/b");  // covered
  listener.subscribe("c/d");
  greet(listener, "c/d");
  for (const auto* text : {"1", "2", "3"}) ASSERT_TRUE(publish("c/d", text));
  for (int waited = 0; waited < 5000 && listener.counts().overflowed == 0; waited += 50)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(listener.counts().overflowed, 1);
  EXPECT_EQ(all(listener, 2), (std::multiset<std::string>{"1", "2"}));
}

TEST_F(Mqtt, AfterClosingTheQueueCanStillBeRead) {
  start();
  MqttClient listener = client({"a"});
  ASSERT_TRUE(connects(listener));
  greet(listener, "a");
  ASSERT_TRUE(publish("a", "last"));
  for (int waited = 0; waited < 5000; waited += 50) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (listener.counts().received > 1) break;
  }
  listener.close();
  EXPECT_EQ(all(listener, 1), (std::multiset<std::string>{"last"}));
}

TEST_F(Mqtt, AUserWhoIsRefusedIsToldAtOnce) {
  configure("allow_anonymous false\n");
  start();
  MqttClient listener = client({"a"});
  const auto tried = listener.connect(5000);
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().fault, Fault::malformed);
  EXPECT_THAT(tried.error().message, HasSubstr("user or password"));
}

// A certificate of our own for this address, another for another name, and one that nobody signed for us.
TEST_F(Mqtt, OverTlsABrokerIsListenedToOnlyIfItIsTheOneThatWasAskedFor) {
  const std::string folder = folder_.path().string() + "/";
  for (const auto& [name, address] : {std::pair("right", "IP:127.0.0.1"), std::pair("elsewhere", "DNS:elsewhere.org"),
                                      std::pair("stranger", "IP:127.0.0.1")}) {
    Process made({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                  "-days", "2", "-subj", "/CN=broker", "-addext", std::string("subjectAltName=") + address, "-keyout",
                  folder + name + ".key", "-out", folder + name + ".pem"});
    ASSERT_EQ(made.end(0), 0) << "openssl is needed";
  }
  const auto listener = [&](const std::string& trusted) {
    MqttOptions options{.url = "mqtts://127.0.0.1:" + std::to_string(port_), .client_id = "test", .topics = {"a/#"}};
    options.ca_file = folder + trusted + ".pem";
    return *MqttClient::open(options);
  };
  const auto serve = [&](const std::string& name) {
    broker_.reset();
    configure("allow_anonymous true\ncertfile " + folder + name + ".pem\nkeyfile " + folder + name + ".key\n");
    start();
  };
  serve("right");
  MqttClient right = listener("right");
  ASSERT_TRUE(connects(right));
  // The certificate is its own authority here.
  for (int i = 0; i < 100 && !right.next(200); ++i) {
    ASSERT_TRUE(publish("a/b", "hello", {"--cafile", folder + "right.pem"}));
  }
  while (right.next(300)) {
  }
  ASSERT_TRUE(publish("a/b", "21.5", {"--cafile", folder + "right.pem"}));
  const auto message = right.next(5000);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->payload, "21.5");
  right.close();
  EXPECT_FALSE(listener("stranger").connect(2000).value()) << "not signed by whom we trust";
  serve("elsewhere");
  EXPECT_FALSE(listener("elsewhere").connect(2000).value()) << "of another name";
  EXPECT_FALSE(client({"a/#"}).connect(2000).value()) << "no TLS";
}

TEST(MqttAddress, IsReadOrRefused) {
  const auto open = [](const char* url) { return MqttClient::open({.url = url, .client_id = "x"}); };
  for (const auto* good : {"mqtt://localhost", "mqtt://me@10.0.0.1:1884/", "mqtts://host", "mqtt://[::1]:1883"})
    EXPECT_TRUE(open(good)) << good;
  for (const auto* bad : {"", "localhost", "http://localhost", "mqtt://", "mqtt://host:0", "mqtt://host:99999",
                          "mqtt://host/a", "mqtt://@host", "mqtt://host:x"})
    EXPECT_FALSE(open(bad)) << bad;
  const auto password = open("mqtt://me:secret@host");
  ASSERT_FALSE(password);
  EXPECT_THAT(password.error().message,
              testing::AllOf(HasSubstr("SKIN2VEC_MQTT_PASSWORD"), testing::Not(HasSubstr("secret"))));
  EXPECT_FALSE(MqttClient::open({.url = "mqtt://host", .client_id = "x", .topics = {"a/#/b"}}));
  EXPECT_THROW((void)MqttClient::open({.url = "mqtt://host"}), ContractError);
}

TEST(MqttTopic, MatchesItsFilter) {
  EXPECT_TRUE(topic_matches("a/+/c", "a/b/c"));
  EXPECT_TRUE(topic_matches("a/#", "a/b/c"));
  EXPECT_TRUE(topic_matches("a/#", "a"));
  EXPECT_TRUE(topic_matches("#", "a"));
  EXPECT_TRUE(topic_matches("+/b", "/b"));
  EXPECT_FALSE(topic_matches("a/+", "a/b/c"));
  EXPECT_FALSE(topic_matches("a/+", "a"));
  EXPECT_FALSE(topic_matches("a", "a/b"));
  EXPECT_FALSE(topic_matches("#", "$SYS/x"));
  EXPECT_FALSE(topic_matches("b/#", "a"));
  for (const auto* good : {"a", "+", "#", "a/+/b", "a/#", "/"}) EXPECT_TRUE(is_topic_filter(good)) << good;
  for (const auto* bad : {"", "a#", "#/a", "a+/b"}) EXPECT_FALSE(is_topic_filter(bad)) << bad;
}

}  // namespace mqtt_test
}  // namespace skin2vec::ambient
