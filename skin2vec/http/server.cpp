#include "skin2vec/http/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>  // before Asio: Boost 1.74 forgets it
//
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/http/connection.h"

namespace skin2vec::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = Connection::Clock;
using std::chrono::milliseconds;

constexpr milliseconds tick{100};
constexpr milliseconds accept_pause{50};      // where there are no more file descriptors
constexpr std::size_t most_turned_away = 64;  // that are told why; more are closed at once
constexpr std::size_t files_for_others = 64;  // databases, certificates

void check(const ServerOptions& options, const Handler& handler) {
  require(static_cast<bool>(handler), "Server: there must be a handler");
  require(options.workers >= 1, "Server: workers must be at least 1, got {}", options.workers);
  for (const int ms : {options.header_ms, options.body_ms, options.idle_ms, options.write_ms, options.heartbeat_ms}) {
    require(ms >= 1, "Server: a time must be at least 1 ms, got {}", ms);
  }
  for (const std::size_t most : {options.most_header, options.most_waiting, options.most_connections,
                                 options.most_per_address, options.most_from_loopback}) {
    require(most >= 1, "Server: a limit must be at least 1");
  }
}

// The limit of connections that the open files of this process allow, too.
std::size_t within_files(std::size_t most) {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return most;
  const auto all = static_cast<std::size_t>(files.rlim_cur);
  return std::min(most, all > 2 * files_for_others ? all - files_for_others : std::max<std::size_t>(1, all / 2));
}

asio::ip::address plain(asio::ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address;
}

// What one limit counts together: an IPv4 address, or the /64 of an IPv6 one, all of which one household has.
std::string counted_as(const asio::ip::address& address) {
  if (address.is_v4() || address.is_loopback()) return address.to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return asio::ip::address_v6(bytes).to_string();
}

asio::awaitable<void> sleep(asio::steady_timer& timer, milliseconds time) {
  error_code ignored;
  timer.expires_after(time);
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view lower_name) const {
  for (const Header& one : headers) {
    if (one.name == lower_name) return one.value;
  }
  return std::nullopt;
}

// All but the counters and stop() runs on the thread of the io_context.
struct Server::Running {
  Running(ServerOptions options, Handler handler)
      : state(std::move(options), std::move(handler)),
        most_connections(within_files(state.options.most_connections)),
        acceptor(state.io),
        pause(state.io),
        ticker(state.io) {}

  ServerState state;
  std::shared_ptr<asio::ssl::context> tls;
  const std::size_t most_connections;
  tcp::acceptor acceptor;
  asio::steady_timer pause, ticker;
  std::uint16_t port = 0;
  std::unordered_set<Connection*> connections;
  std::map<std::string, std::size_t, std::less<>> of_address;
  std::size_t turned_away = 0;
  Clock::time_point end = Clock::time_point::max();  // of the grace of stop()
  std::mutex stop_guard;
  std::unique_ptr<ThreadGroup> thread;  // last: it uses all of the above

  Result<void> listen();
  asio::awaitable<void> accept();
  asio::awaitable<void> tick_all();
  void take(tcp::socket socket);
  void serve(const std::shared_ptr<Connection>& connection, const std::string& counted);
  void turn_away(std::unique_ptr<Wire> wire);
  void stop(milliseconds grace);
};

Result<void> Server::Running::listen() {
  const ServerOptions& options = state.options;
  const auto told = fmt::format("{}, port {}", in_quotes(options.address), options.port);
  error_code failed;
  const std::string numeric = options.address == "localhost" ? "127.0.0.1" : options.address;
  const auto address = asio::ip::make_address(numeric, failed);
  if (failed) return refuse(Fault::malformed, in_quotes(options.address) + " is not an IPv4 or IPv6 address");
  const tcp::endpoint place(address, options.port);
  acceptor.open(place.protocol(), failed);
  // Linux lets an address that is only left over from before be taken again, and never one that is listened on.
  if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
  if (!failed) acceptor.bind(place, failed);
  if (!failed) acceptor.listen(tcp::acceptor::max_listen_connections, failed);
  if (failed == asio::error::address_in_use) {
    return refuse(Fault::conflict, "cannot listen on " + told + ": another program does; choose another port");
  }
  if (!failed) port = acceptor.local_endpoint(failed).port();
  if (failed) return refuse(Fault::unavailable, "cannot listen on " + told + ": " + failed.message());
  return {};
}

asio::awaitable<void> Server::Running::accept() {
  while (!state.stopping) {
    error_code failed;
    tcp::socket socket(state.io);
    co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, failed));
    if (failed == asio::error::operation_aborted || !acceptor.is_open()) break;
    if (failed == asio::error::connection_aborted) continue;
    if (failed) {
      co_await sleep(pause, accept_pause);  // EMFILE, ENFILE, ENOBUFS, ENOMEM: they end when somebody leaves
      continue;
    }
    take(std::move(socket));
  }
}

void Server::Running::take(tcp::socket socket) {
  state.counters.accepted.fetch_add(1, std::memory_order_relaxed);
  error_code failed;
  const auto peer = plain(socket.remote_endpoint(failed).address());
  if (failed) return;  // it has gone already
  socket.set_option(tcp::no_delay(true), failed);
  std::unique_ptr<Wire> wire = tls ? tls_wire(std::move(socket), *tls) : plain_wire(std::move(socket));
  const std::string counted = counted_as(peer);
  const auto known = of_address.find(counted);
  const std::size_t most = peer.is_loopback() ? state.options.most_from_loopback : state.options.most_per_address;
  if (connections.size() - turned_away >= most_connections || (known != of_address.end() && known->second >= most)) {
    state.counters.refused.fetch_add(1, std::memory_order_relaxed);
    turn_away(std::move(wire));
    return;
  }
  serve(std::make_shared<Connection>(state, std::move(wire), peer.to_string()), counted);
}

void Server::Running::serve(const std::shared_ptr<Connection>& connection, const std::string& counted) {
  connections.insert(connection.get());
  ++of_address[counted];
  state.counters.open.fetch_add(1, std::memory_order_relaxed);
  asio::co_spawn(
      state.io, [connection] { return connection->run(); },
      // An exception (no memory) ends the connection that met it, and no other.
      [this, connection, counted](const std::exception_ptr&) {
        connection->cut();
        connections.erase(connection.get());
        state.counters.open.fetch_sub(1, std::memory_order_relaxed);
        const auto count = of_address.find(counted);
        if (--count->second == 0) of_address.erase(count);
        if (state.stopping && connections.empty()) ticker.cancel();
      });
}

// Says why, where that is cheap: not under TLS, which would want a handshake first.
void Server::Running::turn_away(std::unique_ptr<Wire> wire) {
  if (wire->secure() || turned_away >= most_turned_away) return;
  const auto connection = std::make_shared<Connection>(state, std::move(wire), "");
  connections.insert(connection.get());
  ++turned_away;
  asio::co_spawn(
      state.io, [connection] { return connection->turn_away(); },
      [this, connection](const std::exception_ptr&) {
        connection->cut();
        connections.erase(connection.get());
        --turned_away;
      });
}

asio::awaitable<void> Server::Running::tick_all() {
  while (!state.stopping || !connections.empty()) {
    co_await sleep(ticker, tick);
    const auto now = Clock::now();
    // Nothing here runs a connection, which could leave the set: what is woken runs later.
    for (Connection* connection : connections) connection->tick(now);
    if (now < end) continue;
    state.abandoned = true;
    for (Connection* connection : connections) connection->cut();
  }
}

void Server::Running::stop(milliseconds grace) {
  const std::lock_guard lock(stop_guard);
  asio::post(state.io, [this, grace] {
    if (state.stopping) return;
    state.stopping = true;
    end = Clock::now() + grace;
    error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
    ticker.cancel();
    for (Connection* connection : connections) connection->end_soon();
  });
  if (thread) thread->join();  // the io_context runs out of work when the last connection has gone
  state.workers.close();
}

Server::Server(std::shared_ptr<Running> running) : running_(std::move(running)) {}
Server::Server(Server&&) noexcept = default;

Server& Server::operator=(Server&& other) noexcept {
  if (this == &other) return *this;
  if (running_) running_->stop(milliseconds(0));
  running_ = std::move(other.running_);
  return *this;
}

Server::~Server() {
  if (running_) running_->stop(milliseconds(0));
}

Result<Server> Server::start(ServerOptions options, Handler handler) {
  check(options, handler);
  if (options.certificate.empty() != options.key.empty()) {
    return refuse(Fault::malformed, "TLS needs both a certificate and its key");
  }
  std::shared_ptr<asio::ssl::context> tls;
  if (!options.certificate.empty()) {
    auto read = tls_context(options.certificate, options.key);
    if (!read) return tl::unexpected(read.error());
    tls = *std::move(read);
  }
  const auto running = std::make_shared<Running>(std::move(options), std::move(handler));
  running->tls = std::move(tls);
  if (auto listening = running->listen(); !listening) return tl::unexpected(listening.error());
  asio::co_spawn(
      running->state.io, [all = running.get()] { return all->accept(); }, asio::detached);
  asio::co_spawn(
      running->state.io, [all = running.get()] { return all->tick_all(); }, asio::detached);
  running->thread = std::make_unique<ThreadGroup>(1, [all = running.get()](int) { all->state.io.run(); });
  return Server(running);
}

std::uint16_t Server::port() const {
  return running_->port;
}

void Server::stop(milliseconds grace) {
  running_->stop(grace);
}

Counters Server::counters() const {
  const AtomicCounters& now = running_->state.counters;
  Counters counters{.open = now.open,
                    .streams = now.streams,
                    .waiting = running_->state.workers.waiting(),
                    .accepted = now.accepted,
                    .refused = now.refused,
                    .requests = now.requests,
                    .cut = now.cut,
                    .handling_us = now.handling_us};
  std::copy(now.answers.begin(), now.answers.end(), counters.answers.begin());
  std::copy(now.handling.begin(), now.handling.end(), counters.handling.begin());
  return counters;
}

}  // namespace skin2vec::http
