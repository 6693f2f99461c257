// An HTTP/1.1 server: bytes of strangers in, requests that hold to the standard out.
//
//   const auto handler = [](const Request& request) { return Response{.body = "hello " + request.path}; };
//   Result<Server> server = Server::start({.port = 0}, handler);
//   if (!server) return tl::unexpected(server.error());
//   server->port();
//   server->stop(std::chrono::seconds(5));
//
// What does not hold to RFC 9112 is refused before the handler hears of it, as application/problem+json, and the
// connection is closed: 400 (no Host, two lengths, a length beside chunks, folded lines, bad escapes, a dot segment),
// 408 (too slow), 413, 414, 417, 431, 501 (a transfer coding that is not chunked), 503 (too many at once), 505. HEAD is
// given to the handler as it came; the body of its answer is counted and not sent. OPTIONS is left to the handler.
// Requests sent ahead are answered in their order, one at a time.
// One thread moves bytes; handlers run on `workers` others and may block. Cost: an idle connection is a few KB.
// Recorded in docs/decisions/0003-http-library.md; figures in docs/explanation/server.md.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/http/events.h"
#include "skin2vec/http/metrics.h"

namespace skin2vec::http {

struct Header {
  std::string name;  // lower case
  std::string value;
};

struct Request {
  std::string method;  // as it came: "GET"
  std::string path;    // percent-decoded, begins with "/", no dot segments (query.h); "*" for OPTIONS *
  std::string query;   // raw, without "?"; parse_query (query.h) reads it
  std::string body;
  std::string remote;           // address of the client; from X-Forwarded-For only where options.trusted_proxy
  std::vector<Header> headers;  // in the order they came
  bool secure = false;          // over TLS, or the trusted proxy says so (X-Forwarded-Proto: https)

  // The value of the first header of this name; none if there is none.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view lower_name) const;
};

// content-length, date, transfer-encoding and connection are the server's; "connection: close" is heard. A header with
// a line end or NUL in it makes the answer a 500: it would let a client write answers of its own.
struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  std::shared_ptr<EventStream> events;  // set: a text/event-stream until one side ends it (events.h); body is not sent
};

// Runs on the worker threads, several at a time. An exception becomes a 500 problem that does not tell its text.
using Handler = std::function<Response(const Request&)>;

struct ServerOptions {
  std::string address = "127.0.0.1";  // numeric, IPv4 or IPv6, or "localhost"
  std::uint16_t port = 8080;          // 0: any free one
  int workers = 4;                    // threads for handlers; >= 1
  std::string certificate, key;       // paths of PEM files (the chain, the key): TLS 1.2 or newer. Both or none
  bool trusted_proxy = false;         // the peer is our own proxy: its X-Forwarded-For and -Proto are believed

  std::size_t most_body = std::size_t{1} << 20;  // bytes
  // In place of most_body for this request, whose body is not there yet. Runs on the thread that moves bytes: no
  // waiting.
  std::function<std::size_t(const Request& head)> body_limit;
  std::size_t most_of_all_bodies = std::size_t{256} << 20;  // bytes of bodies not yet answered; above it 503
  std::size_t most_header = std::size_t{16} << 10;          // bytes of request line and headers; at most 100 headers
  std::size_t most_waiting = 256;       // requests that wait for a worker; one more is refused with 503
  std::size_t most_connections = 4096;  // also never more than the process may open files, less 64
  std::size_t most_per_address = 256;   // connections of one peer (IPv6: of one /64) that is not this machine
  std::size_t most_from_loopback = 3000;

  int header_ms = 5000;      // from the first byte of a request to the end of its head, absolute
  int body_ms = 10000;       // from there to the end of the body; once more for each MiB that has come
  int idle_ms = 15000;       // from connecting, or from the last answer, to the next first byte
  int write_ms = 30000;      // for an answer to be taken; once more for each MiB that was taken
  int heartbeat_ms = 15000;  // a comment line on each event stream that was silent so long

  std::vector<Header> always;  // on every answer that has none of the name, refusals too (security headers); not on 304
  std::function<Instant()> now;  // for the Date header; none: the header is left out (the library reads no clock)
};

// Safe to call from several threads, but not from inside a handler. Moved-from: only to be destroyed or assigned.
class Server {
 public:
  // Listens and answers when this returns. Never takes a port that somebody else listens on (no SO_REUSEPORT).
  //
  // returns  conflict if the port is taken; malformed for an address that is none, for one of certificate and key
  //          without the other, or where they do not fit; missing if a file is not there; unavailable if the system
  //          refuses otherwise
  // throws   ContractError if workers < 1, a time or a limit is not positive, or there is no handler
  [[nodiscard]] static Result<Server> start(ServerOptions options, Handler handler);

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();  // stop(0)

  [[nodiscard]] std::uint16_t port() const;  // the one it listens on

  // Refuses new connections at once, closes the idle ones, ends the streams, and lets what was begun be answered for up
  // to `grace`; what is left then is cut. Returns when all threads have ended: a handler that never returns holds it.
  // A second call does nothing.
  void stop(std::chrono::milliseconds grace);

  [[nodiscard]] Counters counters() const;  // cheap; each value is exact, all of them are not of one moment

 private:
  struct Running;
  explicit Server(std::shared_ptr<Running> running);
  std::shared_ptr<Running> running_;
};

}  // namespace skin2vec::http
