// One connection, from its first byte to its last: reads a request, has it handled, writes the answer, and again.
//
// Everything but handle() runs on the one thread of the io_context. Each wait for the other side has an absolute end,
// which tick() looks at; what takes longer is cancelled, and closed if that does not help.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "skin2vec/http/message.h"
#include "skin2vec/http/server.h"
#include "skin2vec/http/wire.h"
#include "skin2vec/http/workers.h"

namespace skin2vec::http {

// AtomicCounters as they are counted: by several threads, without order between them.
struct AtomicCounters {
  using Count = std::atomic<std::uint64_t>;
  Count open{0}, streams{0}, accepted{0}, refused{0}, requests{0}, cut{0}, handling_us{0};
  std::array<Count, 6> answers{};
  std::array<Count, handling_ms.size() + 1> handling{};
};

// What all connections of a server share.
struct ServerState {
  ServerState(ServerOptions chosen, Handler given)
      : options(std::move(chosen)), handler(std::move(given)), workers(options.workers, options.most_waiting) {}

  const ServerOptions options;
  const Handler handler;
  AtomicCounters counters;
  std::size_t body_bytes = 0;          // on the thread of the io_context: in bodies not yet answered
  bool stopping = false;               // on the thread of the io_context: nothing new is begun
  std::atomic<bool> abandoned{false};  // what waits for a worker is no longer handled
  boost::asio::io_context io{1};
  Workers workers;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  Connection(ServerState& state, std::unique_ptr<Wire> wire, std::string peer);
  ~Connection();

  // Until one side ends it. The caller keeps the connection alive meanwhile.
  [[nodiscard]] boost::asio::awaitable<void> run();

  // Answers 503 before anything was read, and ends.
  [[nodiscard]] boost::asio::awaitable<void> turn_away();

  void tick(Clock::time_point now);  // cuts what is late; to be called about ten times a second
  void end_soon();                   // closes it if idle, ends a stream; an answer under way is the last one
  void cut();                        // closes it now

 private:
  struct BodyBytesGuard;  // gives back what this connection has counted to ServerState::body_bytes
  struct Reading;         // the parser, and what it has told of a request

  enum class Came { whole, refused, gone };

  boost::asio::awaitable<bool> serve_one();
  boost::asio::awaitable<Came> read_head();
  boost::asio::awaitable<Came> read_body();
  boost::asio::awaitable<bool> more(std::size_t room);
  boost::asio::awaitable<bool> answered();
  boost::asio::awaitable<bool> write(const Response& answer, Writing writing);
  boost::asio::awaitable<bool> write(std::string_view head, std::string_view body);
  boost::asio::awaitable<void> stream(std::shared_ptr<EventStream> events, Framing framing);
  boost::asio::awaitable<void> watch();
  boost::asio::awaitable<void> linger();
  boost::asio::awaitable<void> wait();

  void handle(std::shared_ptr<Connection> self);
  void stream_ready();
  Came parse_head(std::size_t size);
  Came refuse_with(const Refusal& refusal);
  Came late_or_gone(std::string_view what);
  [[nodiscard]] std::optional<std::size_t> body_limit() const;
  void expect(std::chrono::milliseconds within);
  void expect_nothing();
  [[nodiscard]] std::string_view pending() const { return std::string_view(in_).substr(begin_); }

  ServerState& state_;
  std::unique_ptr<Wire> wire_;
  std::string peer_;
  boost::asio::steady_timer signal_;  // cancelled to wake what waits in wait()

  std::string in_;         // bytes that came,
  std::size_t begin_ = 0;  // of which these were used
  std::unique_ptr<Reading> reading_;
  Request request_;
  Response answer_;
  std::size_t body_bytes_ = 0;  // its part of ServerState::body_bytes
  bool handled_ = false;
  bool keep_ = false;
  bool idle_ = false;     // waits for the first byte of a request
  bool leaving_ = false;  // everything was said; only the other side's end is waited for

  Clock::time_point deadline_ = Clock::time_point::max();
  bool late_ = false;
  bool counted_cut_ = false;

  std::shared_ptr<EventStream> events_;  // while it streams
  Clock::time_point beat_at_;
  bool beat_due_ = false;
  bool gone_ = false;      // the other side has ended the stream
  bool watching_ = false;  // watch() runs
};

}  // namespace skin2vec::http
