#include <utility>  // before Asio: Boost 1.74 forgets it
//
#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>

#include "skin2vec/base/text.h"
#include "skin2vec/http/connection.h"
#include "skin2vec/http/problem.h"

namespace skin2vec::http {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::size_t first_read = 1024;
constexpr std::size_t head_read = 4096;
constexpr std::size_t body_read = std::size_t{64} << 10;
constexpr std::size_t pace_bytes = std::size_t{1} << 20;  // a deadline is granted once more for each of these
constexpr milliseconds linger_time{2000};                 // for a refusal to be taken, and for the end to be seen

milliseconds granted(int ms, std::size_t bytes) {
  return milliseconds(static_cast<std::int64_t>(ms) * static_cast<std::int64_t>(1 + bytes / pace_bytes));
}

void count(AtomicCounters::Count& counter) {
  counter.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

struct Connection::Reading {
  beast_http::request_parser<beast_http::string_body> parser;
  int minor = 1;
  bool head_only = false;  // HEAD
};

struct Connection::BodyBytesGuard {
  Connection& connection;
  ~BodyBytesGuard() { release(); }
  void release() const { connection.state_.body_bytes -= std::exchange(connection.body_bytes_, 0); }
};

Connection::Connection(ServerState& state, std::unique_ptr<Wire> wire, std::string peer)
    : state_(state), wire_(std::move(wire)), peer_(std::move(peer)), signal_(state.io) {
  signal_.expires_at(Clock::time_point::max());
}

Connection::~Connection() = default;

void Connection::expect(milliseconds within) {
  deadline_ = Clock::now() + within;
  late_ = false;
}

void Connection::expect_nothing() {
  deadline_ = Clock::time_point::max();
  late_ = false;
}

void Connection::tick(Clock::time_point now) {
  if (events_ && now >= beat_at_ && !beat_due_) {
    beat_due_ = true;
    signal_.cancel();
  }
  if (now < deadline_) return;
  // A connection that was only idle is not a slow one, nor is one that has all it wanted.
  if (!idle_ && !leaving_ && !std::exchange(counted_cut_, true)) count(state_.counters.cut);
  // The first time the wait is ended, so that a refusal can be written; a wait that began since is not waited for.
  if (std::exchange(late_, true)) {
    wire_->close();
  } else {
    wire_->cancel();
  }
}

void Connection::end_soon() {
  if (idle_) wire_->close();
  if (events_) events_->close();
}

void Connection::cut() {
  wire_->close();
  if (events_) events_->lost();
  signal_.cancel();
}

asio::awaitable<void> Connection::run() {
  expect(milliseconds(state_.options.header_ms));
  bool on = co_await wire_->open();
  // gcc 12 makes a trap of `while (co_await ...) {}`: nowhere here is there a co_await within a condition.
  while (on) on = co_await serve_one();
  expect_nothing();
  wire_->close();
}

asio::awaitable<void> Connection::turn_away() {
  const Response busy = problem(503, "", "", "too many connections; try again in a moment");
  expect(linger_time);
  const bool written = co_await write(busy, {.keep = false, .always = state_.options.always});
  if (written) co_await linger();
  expect_nothing();
  wire_->close();
}

asio::awaitable<void> Connection::linger() {
  leaving_ = true;
  expect(linger_time);
  co_await wire_->finish();
}

// One request and its answer. False: it was the last.
asio::awaitable<bool> Connection::serve_one() {
  keep_ = true;
  const BodyBytesGuard guard{*this};
  Came came = co_await read_head();
  if (came == Came::whole) came = co_await read_body();
  if (came == Came::gone) co_return false;
  if (came == Came::refused) {  // what has come of it is of no use, and its end may be long in coming
    if (reading_) reading_->parser.get().body() = {};
    guard.release();
  }
  if (came == Came::whole) {
    request_.body = std::move(reading_->parser.get().body());
    const bool room =
        state_.workers.offer([self = shared_from_this()]() mutable { self->handle(std::exchange(self, nullptr)); });
    if (room) {
      expect_nothing();
      while (!handled_) co_await wait();
    } else {
      answer_ = problem(503, "", "", "too much to do; try again in a moment");
      answer_.headers.push_back({"retry-after", "1"});
    }
    handled_ = false;
  }
  const bool written = co_await answered();
  if (written && keep_) {
    request_ = {};
    answer_ = {};
    reading_.reset();
    if (begin_ == in_.size() && in_.capacity() > head_read) in_ = {}, begin_ = 0;
    co_return true;
  }
  if (written) co_await linger();
  co_return false;
}

// --- reading ---------------------------------------------------------------------------------------------------------

asio::awaitable<bool> Connection::more(std::size_t room) {
  in_.erase(0, begin_);
  begin_ = 0;
  const std::size_t before = in_.size();
  in_.resize(before + room);
  const std::size_t got = co_await wire_->read(asio::buffer(in_.data() + before, room));
  in_.resize(before + got);
  co_return got > 0;
}

Connection::Came Connection::refuse_with(const Refusal& refusal) {
  answer_ = problem(refusal.status, "", "", refusal.detail);
  keep_ = false;
  return Came::refused;
}

Connection::Came Connection::late_or_gone(std::string_view what) {
  if (!late_) return Came::gone;
  return refuse_with({408, std::string(what) + " did not come in time"});
}

asio::awaitable<Connection::Came> Connection::read_head() {
  const ServerOptions& options = state_.options;
  if (pending().empty()) {
    if (state_.stopping) co_return Came::gone;
    idle_ = true;
    expect(milliseconds(options.idle_ms));
    const bool came = co_await more(first_read);
    idle_ = false;
    if (!came) co_return Came::gone;
  }
  expect(milliseconds(options.header_ms));
  reading_ = std::make_unique<Reading>();
  // Empty lines before a request are a habit of old clients (RFC 9112, section 2.2): two of them are let pass.
  for (int lines = 0; lines < 2; ++lines) {
    while (pending() == "\r") {
      const bool came = co_await more(head_read);
      if (!came) co_return late_or_gone("the head of the request");
    }
    if (pending().starts_with("\r\n")) begin_ += 2;
  }
  HeadScanner scanner(options.most_header);
  for (;;) {
    HeadScanner::Found found = scanner.next(pending());
    if (found.refused) co_return refuse_with(*found.refused);
    if (found.size > 0) co_return parse_head(found.size);
    const bool came = co_await more(head_read);
    if (!came) co_return late_or_gone("the head of the request");
  }
}

Connection::Came Connection::parse_head(std::size_t size) {
  const std::string_view raw = pending().substr(0, size);
  auto& parser = reading_->parser;
  parser.header_limit(std::numeric_limits<std::uint32_t>::max());  // both limits are held here, not there
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());
  error_code failed;
  const std::size_t used = parser.put(asio::buffer(raw), failed);
  if (failed == beast_http::error::bad_version && names_version(raw))
    return refuse_with({505, "HTTP/1.0 and HTTP/1.1 are spoken here"});
  if (failed || used != size || !parser.is_header_done()) {
    return refuse_with({400, failed ? "not a request: " + failed.message() : "not a request"});
  }
  const auto& head = parser.get();
  reading_->minor = static_cast<int>(head.version() % 10);
  for (const auto& field : head) {
    request_.headers.push_back({lower(field.name_string().to_string()), std::string(trim(field.value().to_string()))});
  }
  request_.method = head.method_string().to_string();
  const std::string target = head.target().to_string();
  if (auto refused = refusal_of({raw, target, reading_->minor, request_.headers})) return refuse_with(*refused);
  Result<Target> parsed = parse_target(target);
  if (!parsed) return refuse_with({400, parsed.error().message});
  begin_ += size;
  keep_ = parser.keep_alive();
  reading_->head_only = request_.method == "HEAD";
  request_.path = std::move(parsed->path);
  request_.query = std::move(parsed->query);
  request_.remote = peer_;
  request_.secure = wire_->secure();
  if (state_.options.trusted_proxy) {
    error_code none;
    const std::string told(last_element(request_.headers, "x-forwarded-for"));
    const auto address = asio::ip::make_address(told, none);
    if (!none) request_.remote = address.to_string();
    request_.secure = request_.secure || last_element(request_.headers, "x-forwarded-proto") == "https";
  }
  return Came::whole;
}

// As many bytes as the body may have; none if the one who decides it failed.
std::optional<std::size_t> Connection::body_limit() const {
  try {
    return state_.options.body_limit ? state_.options.body_limit(request_) : state_.options.most_body;
  } catch (...) {
    return std::nullopt;
  }
}

asio::awaitable<Connection::Came> Connection::read_body() {
  auto& parser = reading_->parser;
  if (parser.is_done()) co_return Came::whole;
  const ServerOptions& options = state_.options;
  const std::optional<std::size_t> decided = body_limit();
  if (!decided) co_return refuse_with({500, "the server failed to look at this request"});
  const std::size_t limit = *decided;
  const std::string too_large = "the body is larger than " + std::to_string(limit) + " bytes";
  if (const auto length = parser.content_length(); length && *length > limit) {
    co_return refuse_with({413, too_large});
  }
  parser.body_limit(limit);
  parser.eager(true);
  std::size_t received = 0;
  const auto begun = Clock::now();
  expect(milliseconds(options.body_ms));
  if (pending().empty() && reading_->minor >= 1 && request_.header("expect")) {
    const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
    if (!written) co_return Came::gone;
  }
  while (!parser.is_done()) {
    if (!pending().empty()) {
      error_code failed;
      const std::size_t used = parser.put(asio::buffer(pending()), failed);
      begin_ += used;
      received += used;
      body_bytes_ += used;
      state_.body_bytes += used;
      if (failed == beast_http::error::body_limit) co_return refuse_with({413, too_large});
      if (failed && failed != beast_http::error::need_more) {
        co_return refuse_with({400, "the body is not what its head says: " + failed.message()});
      }
      if (parser.is_done()) break;
      if (state_.body_bytes > options.most_of_all_bodies) {
        co_return refuse_with({503, "too many large requests at once; try again in a moment"});
      }
      // Only the head of a chunk, or what stands behind the last one, waits here to be whole.
      if (pending().size() > options.most_header) co_return refuse_with({400, "a chunk has a head without an end"});
    }
    const auto passed = std::chrono::duration_cast<milliseconds>(Clock::now() - begun);
    expect(granted(options.body_ms, received) - passed);
    const bool came = co_await more(body_read);
    if (!came) co_return late_or_gone("the body of the request");
  }
  co_return Came::whole;
}

// --- handling, on a worker -------------------------------------------------------------------------------------------

void Connection::handle(std::shared_ptr<Connection> self) {
  AtomicCounters& counters = state_.counters;
  Response answer;
  if (state_.abandoned) {
    answer = problem(503, "", "", "the server stops");
  } else {
    count(counters.requests);
    const auto begun = Clock::now();
    try {
      answer = state_.handler(request_);
    } catch (...) {  // its text may hold what nobody else should read
      answer = problem(500, "", "", "the server failed to answer this request; it is not the request's fault");
    }
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count();
    std::size_t c = 0;
    while (c < handling_ms.size() && us > std::int64_t{1000} * handling_ms[c]) ++c;
    count(counters.handling[c]);
    counters.handling_us.fetch_add(static_cast<std::uint64_t>(us), std::memory_order_relaxed);
  }
  asio::post(state_.io, [self = std::move(self), answer = std::move(answer)]() mutable {
    self->answer_ = std::move(answer);
    self->handled_ = true;
    self->signal_.cancel();
  });
}

asio::awaitable<void> Connection::wait() {
  error_code woken;
  co_await signal_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
}

// --- answering -------------------------------------------------------------------------------------------------------

// Writes answer_. False if the other side did not take it.
asio::awaitable<bool> Connection::answered() {
  if (has_word(answer_.headers, "connection", "close") || state_.stopping) keep_ = false;
  const int minor = reading_ ? reading_->minor : 1;
  const bool streams = answer_.events && !without_body(answer_.status);
  Writing writing{.minor = minor, .keep = keep_, .always = state_.options.always};
  if (streams) {
    keep_ = writing.keep = false;
    writing.framing = minor >= 1 ? Framing::chunks : Framing::until_closed;
    answer_.body.clear();
    const auto has = [this](std::string_view name) {
      return std::any_of(answer_.headers.begin(), answer_.headers.end(),
                         [&](const Header& header) { return lower(header.name) == name; });
    };
    if (!has("content-type")) answer_.headers.push_back({"content-type", "text/event-stream"});
    if (!has("cache-control")) answer_.headers.push_back({"cache-control", "no-store"});
    answer_.headers.push_back({"x-accel-buffering", "no"});  // nginx before us would keep the events for itself
  }
  const bool written = co_await write(answer_, writing);
  if (streams && written && !reading_->head_only) {
    request_ = {};  // a stream may stay for days: it keeps no more than it needs
    reading_.reset();
    in_ = {};
    begin_ = 0;
    co_await stream(answer_.events, writing.framing);
  }
  if (answer_.events) answer_.events->lost();
  co_return written && !gone_;
}

asio::awaitable<bool> Connection::write(const Response& answer, Writing writing) {
  if (state_.options.now) writing.date = state_.options.now();
  Result<std::string> head = head_text(answer, writing);
  const Response* written = &answer;
  Response broken;
  if (!head) {
    broken = problem(500, "", "", "the server made an answer that cannot be sent");
    written = &broken;
    writing.framing = Framing::length;
    head = head_text(broken, writing);
    if (!head) co_return false;  // one of options.always
  }
  count(state_.counters.answers[static_cast<std::size_t>(written->status / 100)]);
  const bool bodiless = (reading_ && reading_->head_only) || without_body(written->status);
  co_return co_await write(*head, bodiless ? std::string_view() : std::string_view(written->body));
}

asio::awaitable<bool> Connection::write(std::string_view head, std::string_view body) {
  const std::size_t size = head.size() + body.size();
  const auto begun = Clock::now();
  for (std::size_t put = 0; put < size;) {
    const auto passed = std::chrono::duration_cast<milliseconds>(Clock::now() - begun);
    expect(granted(state_.options.write_ms, put) - passed);
    const std::size_t of_head = std::min(put, head.size());
    const std::size_t of_body = put - of_head;
    const std::array<asio::const_buffer, 2> left = {asio::buffer(head.substr(of_head)),
                                                    asio::buffer(body.substr(of_body))};
    const std::size_t some = co_await wire_->write(left);
    if (some == 0) co_return false;
    put += some;
  }
  expect_nothing();
  co_return true;
}

}  // namespace skin2vec::http
