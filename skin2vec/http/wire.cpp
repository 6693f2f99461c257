#include <utility>  // before Asio: Boost 1.74 forgets it
//
#include <unistd.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/http/wire.h"

namespace skin2vec::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// Half-closes, then reads on into nothing.
asio::awaitable<void> drain(Wire::Socket& socket) {
  error_code failed;
  socket.shutdown(Wire::Socket::shutdown_send, failed);
  std::array<char, 8192> nothing;
  while (!failed) {
    co_await socket.async_read_some(asio::buffer(nothing), asio::redirect_error(asio::use_awaitable, failed));
  }
}

template <typename Stream>
class AnyWire : public Wire {
 public:
  template <typename... Args>
  explicit AnyWire(Args&&... args) : stream_(std::forward<Args>(args)...) {}

  asio::awaitable<std::size_t> read(asio::mutable_buffer into) override {
    error_code failed;
    const std::size_t got = co_await stream_.async_read_some(into, asio::redirect_error(asio::use_awaitable, failed));
    co_return failed ? 0 : got;
  }

  asio::awaitable<std::size_t> write(std::array<asio::const_buffer, 2> from) override {
    error_code failed;
    const std::size_t put = co_await stream_.async_write_some(from, asio::redirect_error(asio::use_awaitable, failed));
    co_return failed ? 0 : put;
  }

  void cancel() override {
    error_code ignored;
    socket().cancel(ignored);
  }

  void close() override {
    error_code ignored;
    socket().close(ignored);
  }

 protected:
  [[nodiscard]] virtual Socket& socket() = 0;
  Stream stream_;
};

class PlainWire final : public AnyWire<Wire::Socket> {
 public:
  using AnyWire::AnyWire;
  asio::awaitable<bool> open() override { co_return true; }
  asio::awaitable<void> finish() override { co_await drain(stream_); }
  [[nodiscard]] bool secure() const override { return false; }

 private:
  [[nodiscard]] Socket& socket() override { return stream_; }
};

class TlsWire final : public AnyWire<asio::ssl::stream<Wire::Socket>> {
 public:
  using AnyWire::AnyWire;

  asio::awaitable<bool> open() override {
    error_code failed;
    co_await stream_.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, failed));
    co_return !failed;
  }

  asio::awaitable<void> finish() override {
    error_code ignored;
    co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
    co_await drain(stream_.next_layer());
  }

  [[nodiscard]] bool secure() const override { return true; }

 private:
  [[nodiscard]] Socket& socket() override { return stream_.next_layer(); }
};

}  // namespace

std::unique_ptr<Wire> plain_wire(Wire::Socket socket) {
  return std::make_unique<PlainWire>(std::move(socket));
}

std::unique_ptr<Wire> tls_wire(Wire::Socket socket, asio::ssl::context& tls) {
  return std::make_unique<TlsWire>(std::move(socket), tls);
}

Result<std::shared_ptr<asio::ssl::context>> tls_context(const std::string& certificate, const std::string& key) {
  for (const std::string& file : {certificate, key}) {
    if (::access(file.c_str(), R_OK) != 0) {
      return refuse(Fault::missing, "the file " + in_quotes(file) + " cannot be read");
    }
  }
  auto tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(tls->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(tls->native_handle(), SSL_MODE_RELEASE_BUFFERS);  // an idle connection holds no buffers
  error_code failed;
  tls->set_password_callback([](std::size_t, auto) { return std::string(); },
                             failed);  // else OpenSSL asks the terminal
  tls->use_certificate_chain_file(certificate, failed);
  if (failed) return refuse(Fault::malformed, in_quotes(certificate) + " holds no certificate in PEM form");
  tls->use_private_key_file(key, asio::ssl::context::pem, failed);
  if (failed || SSL_CTX_check_private_key(tls->native_handle()) != 1) {
    return refuse(Fault::malformed, in_quotes(key) + " holds no key in PEM form that fits the certificate");
  }
  return tls;
}

}  // namespace skin2vec::http
