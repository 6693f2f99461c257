// TLS, with a certificate made by openssl(1) and with openssl's own client.
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "test/http/made.h"
#include "test/temporary_folder.h"

namespace skin2vec::http {
namespace tls_test {

class Tls : public testing::Test {
 protected:
  void SetUp() override {
    for (const std::string one : {"a", "b"}) {
      const std::string command =
          "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -keyout " +
          file(one + ".key") + " -out " + file(one + ".pem") + " 2>/dev/null";
      if (std::system(command.c_str()) != 0) GTEST_SKIP() << "openssl is not installed";
    }
  }
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }

  TemporaryFolder folder_;
};

// One TLS client: connects, and reads and writes in the open.
class TlsClient {
 public:
  TlsClient(std::uint16_t port, const std::string& trusted, int version = 0)
      : context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_load_verify_locations(context_, trusted.c_str(), nullptr);
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
    if (version) SSL_CTX_set_max_proto_version(context_, version);
    if (version) SSL_CTX_set_security_level(context_, 0);
    bio_ = BIO_new_ssl_connect(context_);
    BIO_set_conn_hostname(bio_, ("127.0.0.1:" + std::to_string(port)).c_str());
    connected_ = BIO_do_handshake(bio_) == 1;
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;
  ~TlsClient() {
    BIO_free_all(bio_);
    SSL_CTX_free(context_);
  }

  [[nodiscard]] bool connected() const { return connected_; }
  bool send(const std::string& bytes) { return BIO_write(bio_, bytes.data(), static_cast<int>(bytes.size())) > 0; }
  // All that came, once `text` is in it; "" if it ends before.
  std::string until(const std::string& text) {
    std::string all;
    std::array<char, 16384> some;
    while (all.find(text) == all.npos) {
      const int got = BIO_read(bio_, some.data(), static_cast<int>(some.size()));
      if (got <= 0) return "";
      all.append(some.data(), static_cast<std::size_t>(got));
    }
    return all;
  }
  bool ended() {
    char one;
    return BIO_read(bio_, &one, 1) <= 0;
  }

 private:
  SSL_CTX* context_;
  BIO* bio_ = nullptr;
  bool connected_ = false;
};

TEST_F(Tls, AnswersAndSaysThatItIsSecure) {
  Made made({.certificate = file("a.pem"), .key = file("a.key")});
  TlsClient client(made.port(), file("a.pem"));
  ASSERT_TRUE(client.connected());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(client.send(get("/told")));
    EXPECT_NE(client.until("secure").find("GET /told? from 127.0.0.1 secure"), std::string::npos);
  }
  ASSERT_TRUE(client.send(post("/size", std::string(500'000, 'a'))));
  EXPECT_NE(client.until("500000").find("200 OK"), std::string::npos);
  ASSERT_TRUE(client.send(get("/big", "Connection: close\r\n")));
  EXPECT_NE(client.until(std::string(std::size_t{8} << 20, 'x')), "");
  EXPECT_TRUE(client.ended());
}

TEST_F(Tls, StreamsAndStops) {
  Made made({.certificate = file("a.pem"), .key = file("a.key"), .heartbeat_ms = 200});
  TlsClient client(made.port(), file("a.pem"));
  ASSERT_TRUE(client.send(get("/events")));
  EXPECT_NE(client.until("data: none\n\n"), "");
  EXPECT_NE(client.until(":\n\n"), "");
  for (int i = 0; i < 100; ++i) made.asked().at(0)->push("", std::to_string(i));
  EXPECT_NE(client.until("data: 99\n\n"), "");
  std::jthread stopping([&] { made.server->stop(std::chrono::milliseconds(3000)); });
  EXPECT_NE(client.until("0\r\n\r\n"), "");
  EXPECT_TRUE(client.ended());
}

TEST_F(Tls, IsNotSpokenInTheOpenNorInOldVersions) {
  Made made({.certificate = file("a.pem"), .key = file("a.key"), .header_ms = 500});
  Client open = made.client();
  EXPECT_NE(open.ask(get("/ping")).status, 200);
  Client silent = made.client();  // never begins its handshake
  EXPECT_TRUE(silent.closed());
  EXPECT_FALSE(TlsClient(made.port(), file("a.pem"), TLS1_1_VERSION).connected());
  EXPECT_TRUE(TlsClient(made.port(), file("a.pem"), TLS1_2_VERSION).connected());
  EXPECT_FALSE(TlsClient(made.port(), file("b.pem")).connected());  // the client trusts another one
}

TEST_F(Tls, RefusesWhatDoesNotFit) {
  const Handler handler = [](const Request&) { return Response{}; };
  const auto fault = [&](const std::string& certificate, const std::string& key) {
    const auto started = Server::start({.port = 0, .certificate = certificate, .key = key}, handler);
    return started ? std::nullopt : std::optional(started.error().fault);
  };
  std::ofstream(file("text.pem")) << "not a certificate\n";
  EXPECT_EQ(fault(file("a.pem"), file("a.key")), std::nullopt);
  EXPECT_EQ(fault(file("a.pem"), file("b.key")), Fault::malformed);
  EXPECT_EQ(fault(file("text.pem"), file("a.key")), Fault::malformed);
  EXPECT_EQ(fault(file("a.pem"), file("text.pem")), Fault::malformed);
  EXPECT_EQ(fault(file("c.pem"), file("a.key")), Fault::missing);
}

}  // namespace tls_test
}  // namespace skin2vec::http
