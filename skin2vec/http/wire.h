// One connection's bytes, plain or under TLS, behind one small interface.
//
// All of it runs on the one thread of the io_context. Nothing throws for what the other side does: an end, a failure
// and a cancelled call all read or write 0 bytes.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>

#include "skin2vec/base/result.h"

namespace boost::asio::ssl {
class context;
}

namespace skin2vec::http {

class Wire {
 public:
  using Socket = boost::asio::ip::tcp::socket;

  virtual ~Wire() = default;
  [[nodiscard]] virtual boost::asio::awaitable<bool> open() = 0;  // the handshake, if there is one
  [[nodiscard]] virtual boost::asio::awaitable<std::size_t> read(boost::asio::mutable_buffer into) = 0;  // some
  [[nodiscard]] virtual boost::asio::awaitable<std::size_t> write(
      std::array<boost::asio::const_buffer, 2> from) = 0;  // some of it

  // Says that nothing more comes, then reads what the other side still sends and forgets it, until that ends too or
  // this is cancelled: closing with bytes unread would take the answer back (TCP resets).
  [[nodiscard]] virtual boost::asio::awaitable<void> finish() = 0;

  [[nodiscard]] virtual bool secure() const = 0;
  virtual void cancel() = 0;  // what is being waited for ends, now
  virtual void close() = 0;   // and all that comes later, too
};

[[nodiscard]] std::unique_ptr<Wire> plain_wire(Wire::Socket socket);
[[nodiscard]] std::unique_ptr<Wire> tls_wire(Wire::Socket socket, boost::asio::ssl::context& tls);

// The certificate and key of PEM files, for TLS 1.2 or newer. missing if a file cannot be read, malformed if it holds
// none, or the key is not the certificate's.
[[nodiscard]] Result<std::shared_ptr<boost::asio::ssl::context>> tls_context(const std::string& certificate,
                                                                             const std::string& key);

}  // namespace skin2vec::http
